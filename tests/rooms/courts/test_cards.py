"""Officers' cards: entered with their pictures, reported, ended, many at once from a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from zhixing.courts import operations, queries
from zhixing.courts.card_sheet import template
from zhixing.courts.card_values import MOST_PICTURE_BYTES
from zhixing.courts.operations import CardRefused, CardSheet, NamedPicture
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from zhixing.courts.operations import EquippedCourt
    from zhixing.platform.principal import Principal

ON = date(2018, 3, 5)
HEADS = "登录名,工作证号,执行公务证号,工作证照片,执行公务证照片,有效期自,有效期至,报备日期"


def leader(court: EquippedCourt, kind: K = K.DIRECTOR) -> Principal:
    with open_scope(Scope.system()):
        return court.principal(kind)


def do(court: EquippedCourt, operation: Callable[[Principal], Any], kind: K = K.DIRECTOR) -> Any:
    by = leader(court, kind)
    with open_scope(by.scope):
        return operation(by)


def refusal_of(court: EquippedCourt, operation: Callable[[Principal], Any], **more: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        do(court, operation, **more)
    assert refused.value.message_zh and refused.value.message_en
    return refused.value


def card(court: EquippedCourt, number: int = 0, tail: str = "0001", **changes: Any) -> Any:
    from tests.support.cards import new_card

    person = court.of_kind(K.ASSISTANT, number).person
    return new_card(court.court_no, person, tail, **changes)


def enter(court: EquippedCourt, *given: Any, **changes: Any) -> Any:
    return do(court, lambda by: operations.register_card(card(court, *given, **changes), ON, by=by))


def test_cards_are_kept_sealed_with_their_pictures_and_who_recorded_them(
    court: EquippedCourt,
) -> None:
    made = enter(court)
    by = leader(court)
    with open_scope(by.scope):
        (kept,) = queries.list_cards(court.court_no)
        pictures = queries.get_card_pictures(court.court_no, made)
        with connection.cursor() as cursor:
            cursor.execute("SELECT work_no_sealed, duty_no_sealed FROM courts_officer_card")
            sealed = b"".join(bytes(part) for row in cursor.fetchall() for part in row)
    assert (kept.work_no, kept.duty_no) == ("SL0001", "SLGW0001")
    assert (kept.recorded_by, kept.reported_on) == (by.person_name, date(2018, 1, 2))
    assert kept.recorded_at.date() == date(2018, 3, 1)
    assert (pictures.work_format, pictures.duty_format) == ("png", "jpg")
    assert pictures.work == card(court).work_picture
    assert b"SLGW0001" not in sealed and b"SL0001" not in sealed


def test_a_card_holds_on_its_days_and_no_others_sees_it(court: EquippedCourt) -> None:
    enter(court, valid_from=date(2018, 2, 1), valid_until=date(2018, 3, 1))
    person = court.of_kind(K.ASSISTANT).person
    with open_scope(leader(court).scope):
        held = {d: queries.list_cards_on(court.court_no, d) for d in HELD}
    assert {d: person in found for d, found in held.items()} == HELD
    with open_scope(Scope.of_court(court.court_no + 1, court.court_no + 1)):
        assert queries.list_cards(court.court_no) == ()


HELD = {
    date(2018, 1, 31): False,
    date(2018, 2, 1): True,
    date(2018, 2, 28): True,
    date(2018, 3, 1): False,
}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"work_no": ""}, "CARD_NUMBER_MISSING", "work_no"),
        ({"duty_no": "SL 1"}, "CARD_NUMBER_MISSING", "duty_no"),
        ({"duty_no": "1234567890123456"}, "CARD_NUMBER_TOO_LONG", "duty_no"),
        ({"work_no": "执行字一二三四五号"}, "CARD_NUMBER_TOO_LONG", "work_no"),
        ({"work_no": "S\U00020bb7"}, "CARD_NUMBER_UNSENDABLE", "work_no"),
        ({"work_picture": b"GIF89a"}, "CARD_PICTURE_UNREADABLE", "work_picture"),
        ({"duty_picture": b"\xff\xd8\xff\xd9"}, "CARD_PICTURE_UNREADABLE", "duty_picture"),
        ({"duty_picture": b""}, "CARD_PICTURE_UNREADABLE", "duty_picture"),
        (
            {"work_picture": b"\x89PNG\r\n\x1a\n" + bytes(MOST_PICTURE_BYTES)},
            "CARD_PICTURE_TOO_LARGE",
            "work_picture",
        ),
        ({"valid_until": date(2018, 1, 1)}, "CARD_DAYS", "valid_until"),
        ({"reported_on": date(2018, 3, 6)}, "CARD_REPORT_IN_FUTURE", "reported_on"),
        ({"person": uuid4()}, "CARD_PERSON_UNKNOWN", "person"),
    ],
)
def test_what_no_institution_would_take_is_refused(
    court: EquippedCourt, changes: dict[str, Any], code: str, field: str
) -> None:
    new = replace(card(court), **changes)
    found = refusal_of(court, lambda by: operations.register_card(new, ON, by=by))
    assert (found.code, found.field) == (code, field)
    with open_scope(leader(court).scope):
        assert queries.list_cards(court.court_no) == ()


def test_fifteen_bytes_pass_and_a_damaged_picture_does_not(court: EquippedCourt) -> None:
    whole = card(court).work_picture
    damaged = whole[:60] + bytes([whole[60] ^ 1]) + whole[61:]
    new = card(court, work_no="执行字一二三四0", work_picture=damaged)
    found = refusal_of(court, lambda by: operations.register_card(new, ON, by=by))
    assert found.code == "CARD_PICTURE_UNREADABLE"
    enter(court, work_no="执行字一二三四0")


def test_one_pair_a_person_a_day_and_one_number_one_person(court: EquippedCourt) -> None:
    enter(court)
    again = card(court, 0, "0002", valid_from=date(2019, 1, 1))
    found = refusal_of(court, lambda by: operations.register_card(again, ON, by=by))
    assert found.code == "CARD_OVERLAPS"
    anothers = card(court, 1, "0003", duty_no="SLGW0001")
    found = refusal_of(court, lambda by: operations.register_card(anothers, ON, by=by))
    assert (found.code, found.field) == ("CARD_NUMBER_TAKEN", "duty_no")
    assert refusal_of(court, lambda by: operations.register_card(anothers, ON, by=by), kind=K.CLERK)


def test_nobody_but_who_configures_the_court_records_cards(court: EquippedCourt) -> None:
    new = card(court)
    found = refusal_of(court, lambda by: operations.register_card(new, ON, by=by), kind=K.JUDGE)
    assert found.code == "NOT_ALLOWED"


def test_cards_are_reported_once_and_end_earlier(court: EquippedCourt) -> None:
    made = enter(court, reported_on=None)
    assert do(court, lambda by: operations.report_cards((made,), ON, ON, by=by)) == 1
    again = refusal_of(court, lambda by: operations.report_cards((made,), ON, ON, by=by))
    assert (again.code, again.basis.instrument if again.basis else "") == (
        "CARD_NOT_TO_REPORT",
        "NETWORK",
    )
    do(court, lambda by: operations.end_card(made, date(2018, 4, 1), by=by))
    late = refusal_of(court, lambda by: operations.end_card(made, date(2018, 5, 1), by=by))
    assert late.code == "CARD_NOT_TO_END"
    with open_scope(leader(court).scope):
        (kept,) = queries.list_cards(court.court_no)
    assert (kept.reported_on, kept.valid_until) == (ON, date(2018, 4, 1))
    enter(court, 0, "0009", valid_from=date(2018, 4, 1))


@pytest.mark.parametrize(
    "change",
    [
        "valid_until = '2030-01-01'",
        "valid_until = NULL",
        "reported_on = '2018-02-02'",
        "work_picture = duty_picture",
        "valid_from = '2017-01-01'",
    ],
)
def test_the_database_keeps_a_card_as_recorded(court: EquippedCourt, change: str) -> None:
    enter(court)
    by = leader(court)
    with pytest.raises(IntegrityError, match="stands as it was recorded"), open_scope(by.scope):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE courts_officer_card SET {change} WHERE court_no = %s", [court.court_no]
            )


def lines(court: EquippedCourt, *rows: str) -> bytes:
    logins = [court.of_kind(K.ASSISTANT, n).login for n in range(3)]
    text = "\n".join([HEADS, *rows])
    for n, login in enumerate(logins):
        text = text.replace(f"@{n}", login)
    return text.encode("gb18030")


def pictures(*names: str) -> tuple[NamedPicture, ...]:
    from tests.support.cards import png

    return tuple(NamedPicture(name, png(name)) for name in names)


def test_a_sheet_records_all_or_names_every_row_and_field(court: EquippedCourt) -> None:
    good = "@0,SL1,GW1,a.png,b.png,2018-01-01,2027-12-31,2018-01-05"
    bad = [
        "nobody,SL2,GW2,a.png,b.png,2018-01-01,2027-12-31,",
        "@1,SL3000000000000000,GW3,a.png,b.png,2018-01-01,2027-12-31,",
        "@1,SL4,GW4,a.png,missing.png,2018-01-01,2027-12-31,",
        "@1,SL5,GW5,a.png,b.png,2018-13-01,2027-12-31,",
        "@1,SL6,,a.png,b.png,2018-01-01,2027-12-31,",
    ]
    sheet = CardSheet(lines(court, good, "", *bad), pictures("a.png", "b.png"))
    found = refusal_of(court, lambda by: operations.import_cards(sheet, ON, by=by))
    assert isinstance(found, CardRefused)
    assert [(p.row, p.field, p.code) for p in found.problems] == [
        (4, "login", "CARD_PERSON_UNKNOWN"),
        (5, "work_no", "CARD_NUMBER_TOO_LONG"),
        (6, "duty_picture", "CARD_PICTURE_MISSING"),
        (7, "valid_from", "CARD_DAY_UNREADABLE"),
        (8, "duty_no", "CARD_FIELD_MISSING"),
    ]
    assert all(p.zh and p.en for p in found.problems)
    assert "第5行工作证号" in found.message_zh and "Row 5: " in found.message_en
    with open_scope(leader(court).scope):
        assert queries.list_cards(court.court_no) == ()
    other = "@1,SL7,GW7,b.png,a.png,2018/1/1,2027.12.31,"
    whole = CardSheet(lines(court, good, other), pictures("a.png", "b.png"))
    do(court, lambda by: operations.import_cards(whole, ON, by=by))
    with open_scope(leader(court).scope):
        kept = queries.list_cards(court.court_no)
    assert {(c.work_no, c.valid_until, c.reported_on) for c in kept} == {
        ("SL1", date(2028, 1, 1), date(2018, 1, 5)),
        ("SL7", date(2028, 1, 1), None),
    }
    repeat = refusal_of(court, lambda by: operations.import_cards(whole, ON, by=by))
    assert isinstance(repeat, CardRefused)
    assert [(p.row, p.code) for p in repeat.problems] == [
        (2, "CARD_OVERLAPS"),
        (3, "CARD_OVERLAPS"),
    ]


def test_the_same_number_twice_in_a_sheet_is_named(court: EquippedCourt) -> None:
    rows = [f"@{n},SL1,GW{n},a.png,b.png,2018-01-01,2027-12-31," for n in (0, 1)]
    sheet = CardSheet(lines(court, *rows), pictures("a.png", "b.png"))
    found = refusal_of(court, lambda by: operations.import_cards(sheet, ON, by=by))
    assert (found.code, found.field) == ("CARD_NUMBER_TAKEN", "work_no")


def test_a_sheet_without_its_heads_or_lines_is_refused(court: EquippedCourt) -> None:
    headless = CardSheet(b"a,b\n1,2\n")
    found = refusal_of(court, lambda by: operations.import_cards(headless, ON, by=by))
    assert found.code == "CARD_SHEET_HEADS"
    empty = CardSheet(template())
    found = refusal_of(court, lambda by: operations.import_cards(empty, ON, by=by))
    assert found.code == "CARD_SHEET_SIZE"
