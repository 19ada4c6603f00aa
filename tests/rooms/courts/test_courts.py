"""Live courts number their cases or say why not; rehearsal courts stand apart with a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from tests.rooms.courts.founding import system
from zhixing.courts import operations, queries
from zhixing.courts.kinds import CourtLevel
from zhixing.courts.models import Clock, Court
from zhixing.courts.numbering import FIRST_REHEARSAL_NO, read_court_rows
from zhixing.courts.operations import Rehearsal
from zhixing.kernel.clock import SystemClock, instant
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.database.scope import Scope, open_scope

AT = instant(date(2017, 3, 14))


def _live(code: str) -> int:
    found = queries.find_court_by_code(code)
    assert found is not None
    return found.court_no


def test_loading_again_changes_nothing() -> None:
    with system():
        operations.load_courts(read_court_rows())
        again = operations.load_courts(read_court_rows())
    assert (again.listed, again.entered, again.changed) == (3498, 0, 0)


def test_a_court_cannot_be_moved_or_left_out_of_the_list() -> None:
    rows = [r for r in read_court_rows() if r.code != "M34"]
    with system(), pytest.raises(Impossible, match=r"M3\d"):
        operations.load_courts(rows)


def test_loading_is_for_the_system_scope() -> None:
    with open_scope(Scope.of_court(1, 3498)), pytest.raises(Impossible, match="SYSTEM"):
        operations.load_courts(read_court_rows())


def test_numbers_follow_the_pattern_of_their_year() -> None:
    with system():
        court_no = _live("M34")
        old = queries.make_case_number(court_no, year=2015, type_code="执", serial=412)
        new = queries.make_case_number(court_no, year=2016, type_code="执", serial=412)
    assert str(old) == "（2015）南川法执字第00412号"
    assert str(new) == "（2016）渝0119执412号"


def test_a_court_without_a_code_says_so() -> None:
    with system():
        blank = next(c for c in queries.list_courts() if not c.can_issue_numbers)
        with pytest.raises(Refusal) as refused:
            queries.make_case_number(blank.court_no, year=2020, type_code="执", serial=1)
        with pytest.raises(Refusal) as old:
            queries.make_case_number(_live("100"), year=2015, type_code="执", serial=1)
    assert refused.value.code == "COURT_HAS_NO_CASE_CODE"
    assert blank.name in refused.value.message_zh
    assert old.value.code == "COURT_HAS_NO_LEGACY_PATTERN"


def test_courts_are_listed_by_level_and_province() -> None:
    with system():
        high = queries.list_courts(level=CourtLevel.HIGH)
        guangdong = queries.list_courts(province="广东省")
        below = queries.list_subordinates(_live("M30"))
    assert len(high) == 32
    assert {c.province for c in guangdong} == {"广东省"}
    assert "重庆市南川区人民法院" in {c.name for c in below}
    assert _no_rehearsal(high) and _no_rehearsal(guangdong)


def _no_rehearsal(courts: tuple[object, ...]) -> bool:
    return bool(courts) and not any(getattr(c, "is_rehearsal", True) for c in courts)


def test_a_rehearsal_court_stands_apart_and_bears_its_mark() -> None:
    with system():
        court = operations.found_rehearsal(Rehearsal("M34", AT))
        supreme = queries.get_court(1)
    assert court.court_no >= FIRST_REHEARSAL_NO
    assert court.is_rehearsal and court.name == "重庆市南川区人民法院（演练）"
    assert (court.case_code, court.last_no) == ("渝0119", court.court_no)
    assert not supreme.covers(court.court_no)


def test_rehearsal_courts_nest_in_the_room_their_superior_keeps() -> None:
    with system():
        superior = operations.found_rehearsal(Rehearsal("M30", AT, room=3))
        one = operations.found_rehearsal(Rehearsal("M34", AT, below=superior.court_no))
        two = operations.found_rehearsal(Rehearsal("M34", AT, below=superior.court_no))
        with pytest.raises(Refusal) as refused:
            operations.found_rehearsal(Rehearsal("M34", AT, below=superior.court_no))
        beside = operations.found_rehearsal(Rehearsal("M34", AT))
    assert superior.covers(one.court_no) and superior.covers(two.court_no)
    assert one.court_no != two.court_no
    assert refused.value.code == "NO_ROOM_BELOW"
    assert not superior.covers(beside.court_no)


def test_a_rehearsal_is_not_founded_below_a_live_court() -> None:
    with system(), pytest.raises(Refusal) as refused:
        operations.found_rehearsal(Rehearsal("M34", AT, below=_live("M30")))
    assert refused.value.code == "NO_ROOM_BELOW"


def test_the_clock_of_a_rehearsal_is_its_row_and_goes_forward() -> None:
    with system():
        court_no = operations.found_rehearsal(Rehearsal("M34", AT)).court_no
        clock = queries.clock_for(court_no)
        assert clock.now() == AT
        operations.drive_clock(court_no, AT + timedelta(days=1))
        assert clock.now() == AT + timedelta(days=1)
        assert queries.get_legal_day(court_no, datetime(2030, 1, 1, tzinfo=UTC)) == date(
            2017, 3, 15
        )
        with pytest.raises(Refusal) as refused:
            operations.drive_clock(court_no, AT)
        with pytest.raises(IntegrityError, match="only goes forward"):
            Clock.objects.filter(court_no=court_no).update(at=AT)
    assert refused.value.code == "CLOCK_GOES_FORWARD"


def test_the_clock_of_a_live_court_is_the_machines() -> None:
    with system():
        court_no = _live("M34")
        assert isinstance(queries.clock_for(court_no), SystemClock)
        evening = datetime(2020, 5, 1, 16, 30, tzinfo=UTC)
        assert queries.get_legal_day(court_no, evening) == date(2020, 5, 2)
        with pytest.raises(Refusal) as refused:
            operations.drive_clock(court_no, AT)
    assert refused.value.code == "CLOCK_IS_LIVE"
    with system(), pytest.raises(IntegrityError, match="is live"):
        Clock.objects.create(court_no=court_no, at=AT)


@pytest.mark.parametrize("change", ["is_rehearsal = false", "court_no = 1000000", "code = 'X'"])
def test_the_database_keeps_a_court_what_it_is(change: str) -> None:
    with system():
        court_no = operations.found_rehearsal(Rehearsal("M34", AT)).court_no
    with system(), pytest.raises(IntegrityError, match="from its creation"):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE courts_court SET {change} WHERE court_no = %s", [court_no])


def test_a_live_court_cannot_take_a_rehearsal_number_or_anothers_code() -> None:
    with system(), pytest.raises(IntegrityError, match="numbered_apart"):
        Court.objects.create(
            court_no=90_000_001,
            last_no=90_000_001,
            code="L-1",
            name="甲",
            is_rehearsal=False,
            level="BASIC",
            province="",
        )
    with system(), pytest.raises(IntegrityError, match="case_code_belongs_to_one_live_court"):
        Court.objects.create(
            court_no=99_999,
            last_no=99_999,
            code="L-2",
            name="乙",
            is_rehearsal=False,
            level="BASIC",
            province="",
            case_code="渝0119",
        )
