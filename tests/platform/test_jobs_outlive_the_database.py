"""No job of the house is given up because its database was killed under it, however often."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from zhixing.platform.jobs.retrying import UNTIL_DONE

QUEUES = {"reactions", "inquiry"}
"""What is enqueued once, by an act or a message; timers find by themselves what was missed."""


def job(attempts: int) -> Job:
    return Job(
        id=1,
        queue="inquiry",
        lock=None,
        queueing_lock=None,
        task_name="any",
        task_kwargs={},
        attempts=attempts,
    )


def test_every_job_of_these_queues_is_tried_again_when_the_database_was_lost():
    tasks = [t for t in app.tasks.values() if t.queue in QUEUES]
    assert len(tasks) >= 10
    for task in tasks:
        again = task.retry_strategy
        assert again is not None, f"{task.name} is lost with the database"
        for lost in (OperationalError(), InterfaceError()):
            found = again.get_retry_decision(exception=lost, job=job(20))
            assert found is not None, f"{task.name} is given up after twenty losses"


@pytest.mark.parametrize(("attempts", "is_tried"), [(0, True), (4, True), (5, False)])
def test_another_error_is_tried_five_times(attempts, is_tried):
    found = UNTIL_DONE.get_retry_decision(exception=KeyError("x"), job=job(attempts))
    assert (found is not None) is is_tried
