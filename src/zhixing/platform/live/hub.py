"""The hub of a process: one LISTEN connection, the latest news, and who listens to what."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from zhixing.platform.live.news import CHANNEL, EVERYTHING, News, read_news

REMEMBERED: Final = 5000
OVERLAP_MS: Final = 2000
ASK_SECONDS: Final = 5.0
"""How long the connection may be silent before it is asked whether it lives."""
ANSWER_SECONDS: Final = 5.0
FIRST_WAIT_SECONDS: Final = 0.25
LONGEST_WAIT_SECONDS: Final = 5.0
_log = logging.getLogger("zhixing.live")


class Line(Protocol):
    """The part of a database connection that the hub uses."""

    def notifies(self, *, timeout: float | None = None) -> AsyncIterator[psycopg.Notify]: ...
    async def execute(self, query: SQL | Composed) -> object: ...
    async def close(self) -> None: ...


Connect = Callable[[], Awaitable[Line]]
Millis = Callable[[], int]


@dataclass(slots=True, eq=False)
class Listener:
    """Hold one page's ear: the courts within its range, the topics it shows, what is not told yet.

    ``pending`` keeps each topic once, in the order in which it was first heard.
    """

    court_no: int
    last_no: int
    topics: frozenset[str]
    pending: dict[str, int] = field(default_factory=dict)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, news: News, at: int) -> None:
        """Note a piece of news if it is of this page and of a court within its range."""
        if self.court_no <= news.court_no <= self.last_no and news.topic in self.topics:
            self.pending.setdefault(news.topic, at)
            self.woken.set()

    def hear_everything(self, at: int) -> None:
        """Note that nobody knows what was missed."""
        self.pending = {EVERYTHING: at}
        self.woken.set()

    async def wait(self, seconds: float) -> list[str]:
        """Give what is to be told now, or nothing once the time has passed."""
        try:
            async with asyncio.timeout(seconds):
                await self.woken.wait()
        except TimeoutError:
            return []
        told = list(self.pending)
        self.pending.clear()
        self.woken.clear()
        return [EVERYTHING] if EVERYTHING in told else told


class Hub:
    """Listen for a whole process and tell each listener what concerns it."""

    def __init__(self, connect: Connect, millis: Millis) -> None:
        self._connect = connect
        self._millis = millis
        self._recent: deque[tuple[int, News]] = deque(maxlen=REMEMBERED)
        self._known_since: int | None = None
        """From when on nothing was missed; None while nobody listens."""
        self._listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None

    @property
    def listeners(self) -> int:
        """Give how many pages listen."""
        return len(self._listeners)

    @property
    def is_listening(self) -> bool:
        """Say whether the connection stands."""
        return self._known_since is not None

    def now(self) -> int:
        """Give the number an event that arrives now would have."""
        return self._millis()

    @contextmanager
    def listener(
        self, court_no: int, last_no: int, topics: frozenset[str], seen: int | None
    ) -> Iterator[Listener]:
        """Listen while the block runs; first told is what came after ``seen``."""
        made = Listener(court_no, last_no, topics)
        self._listeners.add(made)
        self._begin()
        if seen is not None:
            self._catch_up(made, seen - OVERLAP_MS)
        try:
            yield made
        finally:
            self._listeners.discard(made)

    async def close(self) -> None:
        """Stop listening."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _begin(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run(), name="zx-live")

    def _catch_up(self, made: Listener, after: int) -> None:
        known = self._known_since
        forgotten = len(self._recent) == self._recent.maxlen and self._recent[0][0] > after
        if known is None or known > after or forgotten:
            made.hear_everything(self.now())
            return
        for at, news in self._recent:
            if at > after:
                made.hear(news, at)

    async def _run(self) -> None:
        """Keep a connection that listens; open another when it dies, each time a little later."""
        wait = FIRST_WAIT_SECONDS
        while True:
            try:
                line = await self._connect()
            except (OSError, psycopg.Error) as failure:
                _log.warning("unreachable: %s", failure)
            else:
                try:
                    await self._listen(line)
                except (OSError, TimeoutError, psycopg.Error) as failure:
                    _log.warning("lost: %s", failure)
                    wait = FIRST_WAIT_SECONDS
                finally:
                    self._known_since = None
                    await _close(line)
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT_SECONDS, wait * 2)

    async def _listen(self, line: Line) -> None:
        await line.execute(SQL("LISTEN {channel}").format(channel=Identifier(CHANNEL)))
        self._recent.clear()
        self._known_since = self.now()
        for listener in self._listeners:
            listener.hear_everything(self._known_since)
        while True:
            async for notice in line.notifies(timeout=ASK_SECONDS):
                news = read_news(notice.payload)
                if news is not None:
                    self._tell(news)
            async with asyncio.timeout(ANSWER_SECONDS):
                await line.execute(SQL("SELECT 1"))

    def _tell(self, news: News) -> None:
        at = self.now()
        self._recent.append((at, news))
        for listener in self._listeners:
            listener.hear(news, at)


async def _close(line: Line) -> None:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await line.close()
    except (OSError, TimeoutError, psycopg.Error) as failure:
        _log.warning("closing: %s", failure)
