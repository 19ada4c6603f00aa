"""The same key from two hands at once: one effect, and both get the answer."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any
from unittest.mock import patch

from django.db import IntegrityError, connection

from tests.rooms.cases.filing.making import ON, Desk, application
from zhixing.cases import models, operations
from zhixing.cases.filing.building import build_cases
from zhixing.cases.filing.outcome import Filed


def race(desk: Desk, *, locked: bool) -> list[Filed | IntegrityError]:
    """File one application from two connections; each waits for the other before writing."""
    by = desk.who()
    meeting, answers = threading.Barrier(2), []

    def build_together(*args: Any, **kwargs: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=1.5)
        return build_cases(*args, **kwargs)

    def hand() -> None:
        try:
            with desk.open(by):
                answers.append(operations.file_case(application(1), by=by, on=ON))
        except IntegrityError as error:
            answers.append(error)
        finally:
            connection.close()

    no_lock = patch.object(operations, "lock_filing", lambda court_no: None)
    with patch.object(operations, "build_cases", build_together):
        if not locked:
            no_lock.start()
        try:
            hands = [threading.Thread(target=hand) for _ in range(2)]
            for h in hands:
                h.start()
            for h in hands:
                h.join(timeout=30)
        finally:
            if not locked:
                no_lock.stop()
    with desk.open(by):
        assert models.Case.objects.filter(court_no=by.court_no, application_key="K1").count() == 1
    return answers


def test_control_without_the_lock_one_hand_gets_no_answer(desk: Desk) -> None:
    answers = race(desk, locked=False)
    assert sorted(type(a) is Filed for a in answers) == [False, True]


def test_both_hands_get_the_one_answer(desk: Desk) -> None:
    answers = race(desk, locked=True)
    assert all(isinstance(a, Filed) for a in answers), answers
    assert len({a.case for a in answers if isinstance(a, Filed)}) == 1
    assert sorted(a.is_repeat for a in answers if isinstance(a, Filed)) == [False, True]
