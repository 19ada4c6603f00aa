"""The board's figures from acts: late ones, corrected ones, one's own courts, every case named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.rooms.oversight.making import Bureau, make_bureau
from tests.rooms.settlement.making import settle
from zhixing.cases import queries as cases
from zhixing.cases.acts import CaseFiled
from zhixing.cases.docket.corrections import annul_act, correct_act
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.definition import Asked, Unit
from zhixing.oversight.queries import (
    BOARD,
    ask,
    get_board,
    get_reading,
    list_counted,
    list_indicators,
    year,
)
from zhixing.oversight.registry import NoSuchIndicator
from zhixing.platform.principal import PostKind


def day(on: date) -> Days:
    return Days.closed(on, on)


def behind(bureau: Bureau, code: str, asked: Asked, part: str = "") -> dict[UUID, int]:
    with bureau.desk.open(bureau.desk.who(PostKind.DIRECTOR)):
        page = list_counted(code, asked, part=part)
    return {c.case: c.amount for c in page.cases}


def act_of(bureau: Bureau, number: int, kind: str) -> UUID:
    told = bureau.cases[number]
    with told.open():
        acts = cases.list_acts(told.court_no, told.case)
    return next(a.id for a in acts if a.type == kind)


def test_filed_counts_the_year_and_not_the_days_beside_it(bureau: Bureau) -> None:
    assert bureau.reading("FILED").amount == 4
    assert bureau.reading("FILED", year(2016)).amount == 1
    assert bureau.reading("FILED", year(2018)).amount == 0
    assert bureau.reading("FILED", Days(date(2017, 1, 3), date(2017, 1, 4))).amount == 1
    assert bureau.reading("FILED", Days(date(2017, 1, 4), date(2017, 5, 2))).amount == 0


def test_the_closing_rate_is_closed_of_pending_and_filed(bureau: Bureau) -> None:
    bureau.close(0, date(2017, 2, 1))
    bureau.close(1, date(2017, 12, 31))
    bureau.close(2, date(2018, 1, 1))
    rate = bureau.reading("CLOSING_RATE")
    assert (rate.above, rate.below, rate.percent) == (2, 5, "40.00")
    assert (rate.of_part("PENDING"), rate.of_part("FILED")) == (1, 4)
    following = bureau.reading("CLOSING_RATE", year(2018))
    assert (following.above, following.below, following.percent) == (1, 3, "33.33")
    assert bureau.reading("CLOSED").parts[0].part == "PERFORMED"
    assert bureau.reading("CLOSING_RATE", year(2015)).percent == ""


def test_an_annulled_closing_counts_nowhere(bureau: Bureau) -> None:
    act = bureau.close(0, date(2017, 2, 1))
    assert bureau.reading("CLOSED").amount == 1
    with bureau.cases[0].open() as by:
        annul_act(act, "误录（虚构）", by=by)
    assert bureau.reading("CLOSED").amount == 0
    assert bureau.reading("CLOSING_RATE").of_part("PENDING") == 1


def test_a_corrected_day_moves_the_case_to_its_year(bureau: Bureau) -> None:
    act = act_of(bureau, 3, "CASE_FILED")
    with bureau.cases[3].open() as by:
        number = cases.get_case(by.court_no, bureau.cases[3].case).number
        correct_act(act, CaseFiled(number), date(2018, 1, 2), by=by)
    assert bureau.reading("FILED").amount == 3
    assert bureau.reading("FILED", year(2018)).amount == 1
    assert list(behind(bureau, "FILED", bureau.ask(year(2018)))) == [bureau.cases[3].case]
    with bureau.cases[3].open() as by:
        correct_act(act, CaseFiled(number), date(2017, 12, 30), by=by)
    assert bureau.reading("FILED").amount == 4, "the latest correction counts"


def test_a_published_figure_can_be_given_again_as_it_was(bureau: Bureau) -> None:
    told = bureau.cases[0]
    told.drive(instant(date(2018, 1, 5)))
    bureau.close(1, date(2017, 11, 1))
    told.drive(instant(date(2018, 2, 5)))
    late = bureau.close(0, date(2017, 12, 1))
    told.drive(instant(date(2018, 3, 5)))
    with told.open() as by:
        annul_act(late, "误录（虚构）", by=by)
    known = [datetime(2018, month, 20, tzinfo=UTC) for month in (1, 2, 3)]
    assert [bureau.reading("CLOSED", known_at=at).amount for at in known] == [1, 2, 1]
    assert bureau.reading("CLOSED").amount == 1


def test_recovered_money_counts_on_its_own_day(bureau: Bureau) -> None:
    told = bureau.cases[1]
    first = told.pay(date(2017, 3, 1), Fen.of_yuan("81250"))
    told.pay(date(2017, 12, 31), Fen.of_yuan("10000.01"))
    told.pay(date(2018, 1, 1), Fen.of_yuan("5"))
    assert bureau.reading("RECOVERED").amount == Fen.of_yuan("91250.01")
    told.reverse(first, date(2018, 1, 10))
    assert bureau.reading("RECOVERED").amount == Fen.of_yuan("91250.01")
    following = bureau.reading("RECOVERED", year(2018))
    assert following.amount == Fen.of_yuan("5") - Fen.of_yuan("81250")
    assert following.of_part("REVERSED") == -Fen.of_yuan("81250")


def test_money_waits_from_the_thirty_first_day(bureau: Bureau) -> None:
    told, other = bureau.cases[1], bureau.cases[2]
    receipt = told.pay(date(2017, 6, 1), Fen.of_yuan("300"))
    other.pay(date(2017, 6, 20), Fen.of_yuan("50"))
    assert bureau.reading("MONEY_WAITING", day(date(2017, 7, 1))).amount == 0
    waiting = bureau.reading("MONEY_WAITING", day(date(2017, 7, 2)))
    assert (waiting.amount, waiting.parts[0].cases) == (Fen.of_yuan("300"), 1)
    assert bureau.reading("MONEY_WAITING", day(date(2017, 8, 1))).amount == Fen.of_yuan("350")
    told.reverse(receipt, date(2017, 8, 2))
    later = bureau.ask(day(date(2017, 8, 2)))
    assert behind(bureau, "MONEY_WAITING", later) == {other.case: Fen.of_yuan("50")}


def test_load_follows_the_handler_of_the_day(bureau: Bureau) -> None:
    first = bureau.give(1, 0, date(2017, 2, 1))
    assert bureau.give(2, 0, date(2017, 5, 3)) == first
    second = bureau.give(2, 1, date(2017, 6, 1))
    assert first != second
    bureau.close(1, date(2017, 9, 1))
    may = bureau.reading("HANDLER_LOAD", day(date(2017, 5, 31)))
    june = bureau.reading("HANDLER_LOAD", day(date(2017, 6, 1)))
    autumn = bureau.reading("HANDLER_LOAD", day(date(2017, 9, 1)))
    assert {p.part: p.amount for p in may.parts} == {str(first): 2}
    assert {p.part: p.amount for p in june.parts} == {str(first): 1, str(second): 1}
    assert {p.part: p.amount for p in autumn.parts} == {str(second): 1}
    cases_of_second = behind(bureau, "HANDLER_LOAD", bureau.ask(day(date(2017, 9, 1))), str(second))
    assert list(cases_of_second) == [bureau.cases[2].case]


def test_overdue_nodes_by_kind_leave_closed_cases_out(bureau: Bureau) -> None:
    on = date(2017, 7, 4)
    found = bureau.reading("OVERDUE_NODES", day(on))
    closing = found.of_part("LAW:CLOSE_CASE")
    assert closing == 2, "those of December and of 3 January, due on 3 July"
    assert bureau.reading("OVERDUE_NODES", day(date(2017, 7, 3))).of_part("LAW:CLOSE_CASE") == 1
    bureau.close(0, date(2017, 7, 4))
    after = bureau.reading("OVERDUE_NODES", day(on))
    assert after.of_part("LAW:CLOSE_CASE") == 1
    before = bureau.reading("OVERDUE_NODES", day(date(2017, 7, 3)))
    assert before.of_part("LAW:CLOSE_CASE") == 1, "it was overdue until it was closed"
    assert bureau.cases[0].case not in behind(bureau, "OVERDUE_NODES", bureau.ask(day(on)))


def test_a_missed_instalment_is_an_overdue_node(bureau: Bureau) -> None:
    told = bureau.cases[1]
    settle(told)
    asked = bureau.ask(day(date(2017, 5, 1)))
    assert behind(bureau, "OVERDUE_NODES", asked, "LAW:INSTALMENT") == {told.case: 1}
    told.pay(date(2017, 4, 30))
    told.react()
    assert behind(bureau, "OVERDUE_NODES", asked, "LAW:INSTALMENT") == {}


def test_every_figure_is_the_sum_of_the_cases_behind_it(bureau: Bureau) -> None:
    bureau.close(0, date(2017, 2, 1))
    bureau.give(1, 0, date(2017, 2, 1))
    bureau.cases[1].pay(date(2017, 3, 1))
    asked = bureau.ask()
    with bureau.desk.open(bureau.desk.who(PostKind.DIRECTOR)):
        board = get_board(asked)
        assert [r.code for r in board] == list(BOARD)
        for reading in board:
            page = list_counted(reading.code, asked, limit=500)
            parts = {(p.part): p.amount for p in reading.parts}
            for part, amount in parts.items():
                assert sum(c.amount for c in page.cases if c.part == part) == amount
        assert sum(r.amount for r in board) > 0


def test_pages_of_cases_neither_lose_nor_repeat_one(bureau: Bureau) -> None:
    asked = bureau.ask()
    seen: list[UUID] = []
    after = None
    with bureau.desk.open(bureau.desk.who(PostKind.DIRECTOR)):
        while True:
            page = list_counted("FILED", asked, after=after, limit=3)
            seen += [c.case for c in page.cases]
            after = page.next_after
            if after is None:
                break
    assert sorted(seen) == sorted(t.case for t in bureau.cases[1:])


def test_other_courts_are_neither_asked_about_nor_seen(bureau: Bureau) -> None:
    stranger = make_bureau()
    by = bureau.desk.who(PostKind.DIRECTOR)
    other = stranger.desk.court.court_no
    with bureau.desk.open(by):
        with pytest.raises(Refusal) as refused:
            ask(by, year(2017), court_no=other)
        assert refused.value.code == "COURT_OUT_OF_RANGE"
        smuggled = Asked((by.court_no, other), year(2017))
        assert get_reading("FILED", smuggled).amount == 4, "rows of others stay unseen"
    with bureau.desk.open(bureau.desk.who(PostKind.CLERK)) as clerk:
        with pytest.raises(Refusal) as clerks:
            ask(clerk, year(2017))
    assert clerks.value.code == "NOT_ALLOWED"


def test_a_superior_court_adds_its_subordinates_up() -> None:
    bureau = make_bureau()
    by = bureau.desk.who(PostKind.DIRECTOR)
    with bureau.desk.open(by):
        alone = ask(by, year(2017), with_subordinates=False)
        assert alone.courts == (by.court_no,)
        reading = get_reading("FILED", alone)
    assert [p.amount for p in reading.of_court(by.court_no)] == [4]
    assert reading.of_court(by.court_no + 1) == ()


def test_definitions_are_named_by_their_hash() -> None:
    found = list_indicators()
    assert [i.code for i in found] == sorted(
        [*BOARD, "ACCOUNT_COVERAGE", "HANDLER_CLOSED", "HARDNESS_STOCK", "PROTECTED_BREACHES"]
    )
    assert len({i.hash for i in found}) == len(found)
    for indicator in found:
        assert indicator.name_zh and indicator.meaning_zh and indicator.meaning_en
        assert replace(indicator, version="later").hash != indicator.hash
        assert replace(indicator, statement=indicator.statement + " ").hash != indicator.hash
        assert (indicator.unit is Unit.RATE) == (indicator.ratio is not None)
    with pytest.raises(NoSuchIndicator):
        get_reading("HAPPINESS", Asked((1,), year(2017)))
