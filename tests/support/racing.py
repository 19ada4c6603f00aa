"""Lets two hands do one thing at the same moment, with the house's locks on or off.

Each hand has a connection and a transaction of its own. ``meet_at`` makes both wait
for each other just after they looked and before they write: with the locks off both
arrive there; with them on the second is still waiting to look, and the first goes on
alone after a moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from unittest.mock import patch

from django.db import Error, connection
from django.db.models import Model, QuerySet

from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import open_scope
from zhixing.platform.principal import Principal

PATIENCE_SECONDS = 0.8
Answer = Any


def run_together(hands: Sequence[tuple[Principal, Callable[[Principal], Answer]]]) -> list[Answer]:
    """Run each hand in a thread and transaction of its own; give answers, refusals, errors."""
    answers: list[Answer] = [None] * len(hands)

    def run(place: int, by: Principal, do: Callable[[Principal], Answer]) -> None:
        try:
            with open_scope(by.scope):
                answers[place] = do(by)
        except (Refusal, Error) as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, by, do)) for place, (by, do) in enumerate(hands)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads), "a hand never came back"
    return answers


@contextmanager
def meet_at(owner: Any, name: str, hands: int = 2) -> Iterator[None]:
    """Make every hand wait for the others when it first calls ``owner.name``."""
    meeting, met, wrapped = threading.Barrier(hands), threading.local(), getattr(owner, name)

    def wait_then_call(*args: Any, **kwargs: Any) -> Any:
        if not getattr(met, "already", False):
            met.already = True
            with suppress(threading.BrokenBarrierError):
                meeting.wait(timeout=PATIENCE_SECONDS)
        return wrapped(*args, **kwargs)

    with patch.object(owner, name, wait_then_call):
        yield


@contextmanager
def unlocked(*kinds: type[Model]) -> Iterator[None]:
    """Let ``select_for_update`` lock nothing: of the models given, or of all if none is."""
    lock = QuerySet.select_for_update

    def look_only(rows: QuerySet[Any], *args: Any, **kwargs: Any) -> QuerySet[Any]:
        if not kinds or rows.model in kinds:
            return rows.all()
        return lock(rows, *args, **kwargs)

    with patch.object(QuerySet, "select_for_update", look_only):
        yield
