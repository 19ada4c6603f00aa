"""Is every court and its subordinates one range, whatever the order of the list?"""

from __future__ import annotations

import random

import pytest

from zhixing.courts.kinds import CourtLevel
from zhixing.courts.numbering import FIRST_REHEARSAL_NO, CourtRow, number_courts, read_court_rows
from zhixing.kernel.refusal import Impossible

NUMBERED = number_courts(read_court_rows())
BY_CODE = {n.row.code: n for n in NUMBERED}


def test_the_list_numbers_all_courts_without_a_gap() -> None:
    assert [n.court_no for n in NUMBERED] == list(range(1, 3499))
    assert (NUMBERED[0].row.name, NUMBERED[0].last_no) == ("最高人民法院", 3498)
    assert NUMBERED[-1].court_no < FIRST_REHEARSAL_NO


def test_a_range_holds_exactly_the_courts_below() -> None:
    below: dict[int, int] = {n.court_no: 0 for n in NUMBERED}
    by_no = {n.court_no: n for n in NUMBERED}
    for court in NUMBERED:
        superior = court.parent_no
        while superior is not None:
            below[superior] += 1
            assert by_no[superior].court_no < court.court_no <= by_no[superior].last_no
            superior = by_no[superior].parent_no
    assert all(n.last_no - n.court_no == below[n.court_no] for n in NUMBERED)


def test_nanchuan_stands_below_its_intermediate_and_high_court() -> None:
    nanchuan, third, high = BY_CODE["M34"], BY_CODE["M30"], BY_CODE["M00"]
    assert nanchuan.row.case_code == "渝0119"
    assert high.court_no < third.court_no < nanchuan.court_no <= third.last_no <= high.last_no
    assert not BY_CODE["100"].court_no <= nanchuan.court_no <= BY_CODE["100"].last_no


def test_the_order_of_the_list_does_not_matter() -> None:
    rows = list(read_court_rows())
    random.Random(7).shuffle(rows)
    assert number_courts(rows) == NUMBERED


def _row(code: str, parent: str) -> CourtRow:
    return CourtRow(code, code, CourtLevel.BASIC, parent, "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([_row("A", ""), _row("B", "")], "one root"),
        ([_row("A", ""), _row("A", "A")], "twice"),
        ([_row("A", ""), _row("B", "C")], "no listed superior: B"),
        ([_row("A", ""), _row("B", "C"), _row("C", "B")], "no listed superior"),
        ([], "one root"),
    ],
)
def test_a_malformed_list_is_refused(rows: list[CourtRow], said: str) -> None:
    with pytest.raises(Impossible, match=said):
        number_courts(rows)
