"""Work done together: everybody is answered by their own answer, or told that nobody was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from unittest.mock import patch

import pytest

from zhixing.platform.web.together import NotTogether, Together


def test_those_who_come_while_one_is_served_go_together_each_with_an_own_answer():
    begun, go_on, groups = Event(), Event(), []

    def do(some):
        groups.append(len(some))
        begun.set()
        go_on.wait(10)
        return [-n for n in some]

    together = Together(do, most=8)
    with ThreadPoolExecutor(21) as pool:
        first = pool.submit(together.ask, 100)
        begun.wait(10)
        rest = [pool.submit(together.ask, n) for n in range(20)]
        while len(together._waiting) < 20:
            pass
        go_on.set()
        assert first.result(10) == -100
        assert [f.result(10) for f in rest] == [-n for n in range(20)]
    assert groups == [1, 8, 8, 4]


def test_a_group_that_broke_has_no_answer_and_the_next_one_has():
    def do(some):
        if 13 in some:
            raise ValueError("thirteen")
        return list(some)

    together = Together(do, most=8)
    with pytest.raises(NotTogether) as told:
        together.ask(13)
    assert isinstance(told.value.__cause__, ValueError)
    assert together.ask(14) == 14


def test_a_group_waits_for_those_on_their_way_but_not_for_those_who_pass_by():
    groups = []
    ready, asked = Barrier(3), Event()

    def do(some):
        groups.append(sorted(some))
        return list(some)

    together = Together(do, most=8)

    def come(name, *, wait, asks):
        with together.coming():
            ready.wait(10)
            if wait:
                asked.wait(10)
            return together.ask(name) if asks else together.pass_by()

    with (
        patch("zhixing.platform.web.together.PATIENCE_SECONDS", 5.0),
        ThreadPoolExecutor(3) as pool,
    ):
        first = pool.submit(come, "first", wait=False, asks=True)
        second = pool.submit(come, "second", wait=True, asks=True)
        third = pool.submit(come, "third", wait=True, asks=False)
        while not together._waiting:
            pass
        assert not groups
        asked.set()
        assert (first.result(10), second.result(10), third.result(10)) == ("first", "second", None)
    assert groups == [["first", "second"]]
    assert together._coming == 0


def test_a_group_waits_only_for_a_moment():
    together = Together(lambda some: [len(some)] * len(some), most=8)
    gone = Event()

    def linger():
        with together.coming():
            gone.wait(10)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(linger)
        while not together._coming:
            pass
        assert together.ask("alone") == 1
        gone.set()
