"""The hub without a database: who hears what, what is told again, and what when nobody knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from zhixing.platform.live.hub import OVERLAP_MS, REMEMBERED, Hub, Listener
from zhixing.platform.live.news import News, is_topic, read_news

ALL = frozenset({"day:5", "day:7", "case:a1"})


class Line:
    """A connection that says what it is given, then breaks or stays silent."""

    def __init__(self, *payloads: str, breaks: bool = False) -> None:
        self.payloads, self.breaks, self.asked = list(payloads), breaks, 0
        self.closed = False

    async def notifies(self, *, timeout: float | None = None) -> AsyncIterator[Any]:
        while self.payloads:
            yield type("Notice", (), {"payload": self.payloads.pop(0)})
        if self.breaks:
            raise OSError("cut")
        await asyncio.sleep(0.01)

    async def execute(self, query: object) -> None:
        self.asked += 1

    async def close(self) -> None:
        self.closed = True


def hub_of(*lines: Line, at: list[int] | None = None) -> tuple[Hub, list[Line]]:
    left = list(lines)
    clock = at or [10_000]

    async def connect() -> Any:
        if not left:
            raise OSError("nobody there")
        return left.pop(0)

    return Hub(connect, lambda: clock[0]), left


@pytest.mark.parametrize(
    "payload", ["", "57", "x day:57", "57 day", "57 DAY:1", "57 day:1; drop", "-5 day:5"]
)
def test_what_this_house_did_not_write_is_nothing(payload: str) -> None:
    assert read_news(payload) is None


def test_a_topic_is_a_kind_and_an_id() -> None:
    assert is_topic("case:01a222c2-0718-7d01-80e1-80f3509a3bc7") and not is_topic("case:")


@pytest.mark.parametrize(("court", "hears"), [(4, False), (5, True), (7, True), (8, False)])
def test_a_listener_hears_its_own_range_only(court: int, hears: bool) -> None:
    listener = Listener(5, 7, frozenset({"day:5"}))
    listener.hear(News(court, "day:5"), 1)
    assert bool(listener.pending) is hears


def test_a_topic_is_told_once_however_often_it_happened() -> None:
    async def story() -> list[str]:
        listener = Listener(5, 7, ALL)
        for _ in range(100):
            listener.hear(News(5, "day:5"), 1)
        listener.hear(News(7, "day:7"), 2)
        return await listener.wait(1)

    assert asyncio.run(story()) == ["day:5", "day:7"]


def test_nothing_is_told_when_nothing_happened() -> None:
    assert asyncio.run(Listener(5, 7, ALL).wait(0.01)) == []


def test_before_the_hub_listens_nobody_knows_what_was_missed() -> None:
    async def story() -> list[str]:
        hub, _ = hub_of()
        with hub.listener(5, 7, ALL, seen=9_999) as listener:
            told = await listener.wait(1)
        await hub.close()
        return told

    assert asyncio.run(story()) == ["*"]


def test_who_comes_back_is_told_what_came_after_with_the_overlap() -> None:
    async def story() -> tuple[list[str], list[str], list[str]]:
        at = [100_000]
        hub, _ = hub_of(Line(), at=at)
        with hub.listener(5, 7, ALL, None) as first:
            await first.wait(1)
            at[0] = 110_000
            hub._tell(News(5, "day:5"))
        at[0] = 200_000
        results = []
        for seen in (110_500, 110_000 + OVERLAP_MS, 90_000):
            with hub.listener(5, 7, ALL, seen) as back:
                results.append(await back.wait(0.02))
        await hub.close()
        return results[0], results[1], results[2]

    within, after, before = asyncio.run(story())
    assert within == ["day:5"], "told again: twice does no harm"
    assert after == [], "it had seen all of it"
    assert before == ["*"], "the hub was not listening then"


def test_what_was_forgotten_is_asked_for_whole() -> None:
    async def story() -> list[str]:
        at = [100_000]
        hub, _ = hub_of(Line(*(["5 day:5"] * (REMEMBERED + 1))), at=at)
        with hub.listener(5, 7, ALL, None):
            await asyncio.sleep(0.2)
        with hub.listener(5, 7, frozenset({"day:7"}), 101_000) as back:
            told = await back.wait(0.05)
        await hub.close()
        return told

    assert asyncio.run(story()) == ["*"]


def test_a_line_that_breaks_is_replaced_and_everything_asked_for() -> None:
    async def story() -> tuple[list[str], list[str], bool, bool]:
        first, second = Line(breaks=True), Line("5 case:a1")
        hub, _ = hub_of(first, second)
        with hub.listener(5, 7, ALL, None) as listener:
            assert await listener.wait(1) == ["*"]
            told = await listener.wait(2)
            later = await listener.wait(1) if told == ["*"] else []
        await hub.close()
        return told, later, first.closed, second.closed

    told, later, first_closed, second_closed = asyncio.run(story())
    assert told == ["*"]
    assert later in ([], ["case:a1"])
    assert first_closed and second_closed
