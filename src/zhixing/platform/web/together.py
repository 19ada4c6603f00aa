"""Does in one go what several threads of a process ask at the same time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Condition, local
from typing import Final, Generic, TypeVar

from django.db import connection

A = TypeVar("A")
R = TypeVar("R")

PATIENCE_SECONDS: Final = 0.01
"""How long a group waits at most for those who are on their way to it."""


class NotTogether(Exception):
    """Say that what was asked together was not done, for anybody; its cause is the reason."""


class Together(Generic[A, R]):
    """Does what callers ask in a thread of its own, all who wait at once.

    While one group is at work others gather, and go together when it has ended. A group waits
    for those who are on their way (``coming``), and until it is as large as the one before,
    but for no longer than ten milliseconds; a lone asker goes at once. ``do`` gives one answer
    for each thing asked, in order; where it raises, nobody of the group has an answer, and
    each goes alone.

    >>> doubled = Together(lambda some: [2 * n for n in some], most=10)
    >>> doubled.ask(21)
    42
    """

    def __init__(self, do: Callable[[Sequence[A]], Sequence[R]], most: int) -> None:
        self._do = do
        self._most = most
        self._waiting: deque[_Place[A, R]] = deque()
        self._door = Condition()
        self._thread = ThreadPoolExecutor(1, "together")
        self._coming = 0
        self._before = 1
        self._own = local()

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Let groups know that this thread may ask, until it does or says ``pass_by``."""
        with self._door:
            self._coming += 1
        self._own.is_coming = True
        try:
            yield
        finally:
            self.pass_by()

    def pass_by(self) -> None:
        """Let groups know that this thread will not ask after all."""
        with self._door:
            self._arrive()

    def _arrive(self) -> None:
        if getattr(self._own, "is_coming", False):
            self._own.is_coming = False
            self._coming -= 1
        self._door.notify_all()

    def ask(self, thing: A) -> R:
        """Give the answer to one thing asked.

        :raises NotTogether: ``do`` raised for the group; any one of it may be the cause.
        """
        place: _Place[A, R] = _Place(thing)
        with self._door:
            # As many turns as places, in one order: this turn or one before serves this place.
            self._waiting.append(place)
            self._arrive()
            turn = self._thread.submit(self._serve)
        raised = turn.exception()
        if not place.answers:
            raise NotTogether from raised
        return place.answers[0]

    def _serve(self) -> None:
        with self._door:
            if not self._waiting:
                return
            self._door.wait_for(self._is_gathered, PATIENCE_SECONDS)
            count = min(len(self._waiting), self._most)
            group = [self._waiting.popleft() for _ in range(count)]
            self._before = count
        try:
            answers = self._do([place.thing for place in group])
        finally:
            connection.close()
        for place, answer in zip(group, answers, strict=True):
            place.answers.append(answer)

    def _is_gathered(self) -> bool:
        count = len(self._waiting)
        return count >= self._most or (self._coming == 0 and count >= self._before)


class _Place(Generic[A, R]):
    """Hold one thing asked, until it is answered."""

    __slots__ = ("answers", "thing")

    def __init__(self, thing: A) -> None:
        self.thing = thing
        self.answers: list[R] = []
