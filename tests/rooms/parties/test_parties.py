"""Parties: sealed and indexed, found by search in one's courts only, shown for a purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from tests.rooms.cases.filing.making import (
    ON,
    Desk,
    application,
    company,
    make_desk,
    person,
    resident,
)
from tests.support.database import superuser_dsn
from zhixing.cases.models import Case
from zhixing.cases.operations import file_case
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible
from zhixing.parties import models, sealing
from zhixing.parties.identity import IdKind, mask, read_number
from zhixing.parties.leaves import derive_break_glass, derive_identity_reads, derive_search_reads
from zhixing.parties.operations import (
    break_glass,
    register_accounts,
    register_parties,
    register_party,
    reveal_identity,
    review_break_glass,
)
from zhixing.parties.policies import BreakGlassRefused, IdentityRefused
from zhixing.parties.queries import (
    SearchBy,
    find_party_by_number,
    get_party,
    list_number_indexes,
    list_open_reviews,
    search_parties,
)
from zhixing.parties.values import (
    Contact,
    KnownAccount,
    PartyEntry,
    Purpose,
    PurposeCode,
    ReviewOutcome,
)
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.models import LeafQueue
from zhixing.platform.principal import PostKind

AT = instant(ON, 10)
SERVICE = Purpose(PurposeCode.SERVICE, "邮寄执行通知书")
CONTACT = Contact("13800000000", "虚构路1号")


def leaves(court_no: int, kind: str) -> set[Any]:
    rows = LeafQueue.objects.filter(court_no=court_no, kind=kind)
    return set(rows.values_list("subject_id", flat=True))


def handled(desk: Desk) -> tuple[Any, Any]:
    """Give the judge and a debtor of a case the judge handles."""
    judge = desk.who()
    entry = replace(application(1).debtors[0], contact=CONTACT)
    with desk.open(judge):
        filed = file_case(application(1, debtors=(entry,)), by=judge, on=ON)
        Case.objects.filter(id=filed.case).update(handler_person=judge.person)
        party = find_party_by_number(judge.court_no, IdKind.RESIDENT_ID, entry.number)
    assert party is not None
    return judge, party.id


def test_a_number_is_sealed_indexed_and_masked(desk: Desk) -> None:
    with desk.open() as by:
        known = register_party(replace(person(1), contact=CONTACT), by=by, on=ON)
        row = models.Party.objects.get(id=known.id)
        view = get_party(known.id)
    number = resident(1)
    assert number.encode() not in bytes(row.number)
    assert b"13800000000" not in bytes(row.contact)
    assert row.number_index == sealing.index_of(IdKind.RESIDENT_ID, number)
    assert view.number_masked == mask(number) == number[:3] + "*" * 11 + number[-4:]
    assert view.birth_year == int(number[6:10])
    assert row.name_sort == "xu gou ren 1".replace(" 1", "1") or row.name_sort.startswith("xu gou")


def test_old_and_new_numbers_of_one_person_meet(desk: Desk) -> None:
    number = resident(1)
    old = number[:6] + number[8:17]
    with desk.open() as by:
        first, second = register_parties(
            [person(1, "甲"), replace(person(1, "乙"), number=old)], by=by, on=ON
        )
        third = register_party(person(1, "丙"), by=by, on=ON)
    assert first.is_new
    assert first.id == second.id == third.id
    assert (second.known_as, third.known_as) == ("甲", "甲")
    assert read_number(IdKind.RESIDENT_ID, old, on=ON) == read_number(
        IdKind.RESIDENT_ID, number, on=ON
    )


def test_without_a_number_each_is_a_party_of_its_own(desk: Desk) -> None:
    unknown = PartyEntry("某人", id_kind=IdKind.OTHER)
    with desk.open() as by:
        one, two = register_parties([unknown, unknown], by=by, on=ON)
        assert list_number_indexes([one.id, two.id]) == {}
        with pytest.raises(Impossible):
            register_party(replace(person(1), number="123"), by=by, on=ON)
    assert one.id != two.id


def test_a_known_party_is_reached_at_the_newest_contact(desk: Desk) -> None:
    judge, party = handled(desk)
    newer = Contact("13900000000", "虚构路2号")
    with desk.open(judge):
        register_party(replace(application(1).debtors[0], contact=newer), by=judge, on=ON)
        assert reveal_identity(party, SERVICE, by=judge, at=AT).contact == newer


def test_a_sealed_number_opens_only_in_its_own_row(desk: Desk) -> None:
    from zhixing.platform.crypto.vault import Unopenable

    with desk.open() as by:
        one, two = register_parties([person(1), person(2)], by=by, on=ON)
        sealed = models.Party.objects.get(id=one.id).number
        models.Party.objects.filter(id=two.id).update(number=sealed)
        with pytest.raises(Unopenable):
            get_party(two.id)


def test_an_identity_is_shown_for_a_purpose_and_logged(desk: Desk) -> None:
    judge, party = handled(desk)
    with desk.open(judge):
        shown = reveal_identity(party, SERVICE, by=judge, at=AT)
        read = models.IdentityRead.objects.get(id=shown.read)
        derived = {i for i, _ in derive_identity_reads(judge.court_no)}
    assert shown.number == application(1).debtors[0].number
    assert shown.contact == CONTACT
    assert shown.number not in repr(shown)
    assert (read.person, read.purpose, read.ground) == (judge.person, "SERVICE", "OWN_CASE")
    assert read.case_id is not None
    with desk.open(judge):
        assert leaves(judge.court_no, "identity_read") == derived == {shown.read}


def test_the_teams_people_see_it_too(desk: Desk) -> None:
    judge, party = handled(desk)
    clerk = desk.who(PostKind.CLERK)
    with desk.open(clerk):
        with pytest.raises(IdentityRefused):
            reveal_identity(party, SERVICE, by=clerk, at=AT)
        Case.objects.filter(handler_person=judge.person).update(team=desk.equipped.teams[0])
        assert reveal_identity(party, SERVICE, by=clerk, at=AT).party == party


def test_an_identity_is_refused_without_purpose_case_or_authority(desk: Desk) -> None:
    judge, party = handled(desk)
    stranger, cashier = desk.who(PostKind.JUDGE, 1), desk.who(PostKind.CASHIER)
    with desk.open(judge):
        for who, purpose, code in (
            (judge, Purpose(PurposeCode.SERVICE, "  "), "PURPOSE_MISSING"),
            (judge, Purpose(PurposeCode.BREAK_GLASS, "着急"), "PURPOSE_MISSING"),
            (stranger, SERVICE, "NOT_YOUR_CASE"),
            (cashier, SERVICE, "NOT_YOURS_TO_DO"),
        ):
            with pytest.raises(IdentityRefused) as refused:
                reveal_identity(party, purpose, by=who, at=AT)
            assert refused.value.code == code
        assert not models.IdentityRead.objects.filter(court_no=judge.court_no).exists()


def test_an_emergency_look_is_reviewed_by_another_person(desk: Desk) -> None:
    _, party = handled(desk)
    stranger, director = desk.who(PostKind.JUDGE, 1), desk.who(PostKind.DIRECTOR)
    reason = "被执行人突发疾病需联系其家属"
    with desk.open(stranger):
        with pytest.raises(BreakGlassRefused):
            break_glass(party, "急", by=stranger, at=AT)
        identity, review = break_glass(party, reason, by=stranger, at=AT)
        assert identity.number == application(1).debtors[0].number
        [task] = list_open_reviews(stranger.court_no)
        assert (task.id, task.person, task.reason) == (review, stranger.person, reason)
        with pytest.raises(IdentityRefused):
            review_break_glass(review, ReviewOutcome.JUSTIFIED, "", by=stranger, at=AT)
        same = replace(director, person=stranger.person)
        with pytest.raises(BreakGlassRefused) as refused:
            review_break_glass(review, ReviewOutcome.JUSTIFIED, "", by=same, at=AT)
        assert refused.value.code == "REVIEWER_IS_THE_SAME_PERSON"
        review_break_glass(review, ReviewOutcome.UNJUSTIFIED, "已约谈", by=director, at=AT)
        assert list_open_reviews(stranger.court_no) == []
        with pytest.raises(BreakGlassRefused):
            review_break_glass(review, ReviewOutcome.JUSTIFIED, "", by=director, at=AT)
        assert leaves(stranger.court_no, "break_glass") == {review}
        assert leaves(stranger.court_no, "break_glass_review") == {review}
        assert [i for i, _ in derive_break_glass(stranger.court_no)] == [review]


def test_the_database_itself_refuses_what_operations_refuse(desk: Desk) -> None:
    _, party = handled(desk)
    stranger = desk.who(PostKind.JUDGE, 1)
    with desk.open(stranger):
        _, review = break_glass(party, "被执行人突发疾病需联系其家属", by=stranger, at=AT)
        row = models.BreakGlass.objects.filter(id=review)
        done = {"outcome": "JUSTIFIED", "reviewed_at": AT}
        for change in (
            {"reviewer": stranger.person, **done},
            {"reviewer": uuid4()},
            {"reason": "改写的理由"},
        ):
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                row.update(**change)
        reads = models.IdentityRead.objects.filter(court_no=stranger.court_no)
        with pytest.raises((IntegrityError, InternalError, ProgrammingError)), transaction.atomic():
            reads.update(purpose="SERVICE")
        with pytest.raises((IntegrityError, InternalError, ProgrammingError)), transaction.atomic():
            reads.delete()


def test_search_finds_in_ones_courts_and_is_logged() -> None:
    above = make_desk(room=2)
    below, other = make_desk(below=above.court.court_no), make_desk()
    mark = uuid4().hex[:8]
    ids: dict[int, Any] = {}
    up, down = above.court.court_no, below.court.court_no
    for desk, name in ((above, "欧阳修竹"), (below, "欧阳修远"), (other, "欧阳修文")):
        with desk.open() as by:
            known = register_party(person(5, f"{name}{mark}"), by=by, on=ON)
            register_accounts([KnownAccount(known.id, f"6222 {mark}", "某银行")], by=by)
            ids[desk.court.court_no] = known.id
    with above.open() as by:
        found = search_parties(f"{mark}", SearchBy.NAME)
        assert {f.id for f in found} == {ids[up], ids[down]}
        assert {f.id for f in search_parties(resident(5), SearchBy.NUMBER)} == {ids[up], ids[down]}
        assert {f.id for f in search_parties(f"6222{mark}", SearchBy.ACCOUNT)} == {
            ids[up],
            ids[down],
        }
        assert [f.id for f in search_parties("欧阳修竹", SearchBy.NAME)] == [ids[up]]
        assert ids[down] in {f.id for f in search_parties("ou yang xiu", SearchBy.NAME)}
        assert {f.id for f in search_parties("欧阳", SearchBy.NAME)} == {ids[up], ids[down]}
        assert {f.id for f in search_parties("阳修", SearchBy.NAME)} == {ids[up], ids[down]}
        assert {f.id for f in search_parties("竹", SearchBy.NAME)} == {ids[up]}
        assert search_parties("阳修%", SearchBy.NAME) == []
        reads = models.SearchRead.objects.filter(court_no=by.court_no)
        assert reads.count() == leaves(by.court_no, "search_read").__len__() == 9
        assert {r.person for r in reads} == {by.person}
        assert not any(mark in r.wanted_hash for r in reads)
        assert len(list(derive_search_reads(by.court_no))) == 9
    with below.open():
        assert {f.id for f in search_parties(mark, SearchBy.NAME)} == {ids[down]}


def test_search_is_refused_outside_a_courts_scope(desk: Desk) -> None:
    for scope in (Scope.public(), Scope.of_party("x"), Scope.of_institution(uuid4())):
        with pytest.raises(ProgrammingError), open_scope(scope):
            search_parties("欧阳", SearchBy.NAME)
    with desk.open(), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("INSERT INTO parties_search_read SELECT * FROM parties_search_read")


@pytest.mark.parametrize(
    ("matching", "index"),
    [
        (
            "parties_name_parts(p.name) @> parties_wanted_parts('阳修') AND p.name LIKE '%阳修%'",
            "party_by_name_part",
        ),
        ("p.name_sort LIKE '%ou yang xiu%'", "party_by_pinyin"),
    ],
)
def test_search_is_served_by_its_indexes(matching: str, index: str) -> None:
    fill = (
        "INSERT INTO parties_party (id, court_no, kind, name, name_sort, id_kind, number, "
        "number_index, contact, flags) SELECT gen_random_uuid(), 90000, 'PERSON', "
        "repeat(chr(20000 + n % 3000), 40), md5(n::text), 'OTHER', '', '', '', '[]' "
        "FROM generate_series(1, 30000) n"
    )
    sql = (
        f"EXPLAIN SELECT p.id FROM parties_party p WHERE {matching} "
        "AND p.court_no BETWEEN 1 AND 99999"
    )
    with psycopg.connect(superuser_dsn()) as server:
        server.execute(fill)
        for name in ("party_by_name_part", "party_by_pinyin"):
            server.execute(f"SELECT gin_clean_pending_list('{name}')")
        server.execute("ANALYZE parties_party")
        plan = "\n".join(row[0] for row in server.execute(sql).fetchall())
        server.rollback()
    assert index in plan


def test_rows_of_other_courts_and_scopes_stay_unseen() -> None:
    one, other = make_desk(), make_desk()
    alone = company(700_000_001)  # party to no case, so nobody else comes into its view
    with one.open() as by:
        known = register_party(alone, by=by, on=ON)
    with other.open() as by:
        assert not models.Party.objects.filter(id=known.id).exists()
        with pytest.raises(IdentityRefused):
            break_glass(known.id, "跨院查阅应当被拒绝的理由", by=by, at=AT)
        foreign = replace(by, court_no=one.court.court_no)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            register_party(company(700_000_002), by=foreign, on=ON)
    with open_scope(Scope.public()):
        assert not models.Party.objects.filter(id=known.id).exists()
    index = sealing.index_of(IdKind.USCC, alone.number)
    with open_scope(Scope.of_party(index)):
        assert models.Party.objects.get(id=known.id).name == alone.name
        assert not models.Party.objects.exclude(number_index=index).exists()


def test_sealed_columns_move_to_a_newer_key(desk: Desk) -> None:
    from zhixing.platform.crypto.rotation import SEALED_COLUMNS

    own = {(c.table, c.column) for c in SEALED_COLUMNS}
    assert {
        ("parties_party", "number"),
        ("parties_party", "contact"),
        ("parties_account", "account"),
    } <= own
    with desk.open() as by:
        known = register_party(person(1), by=by, on=date(2018, 1, 1))
        [row] = register_accounts([KnownAccount(known.id, "6222-1", "某银行")], by=by)
        assert register_accounts([KnownAccount(known.id, "62221")], by=by) == [row]
        stored = models.Account.objects.get(id=row)
        assert sealing.open_account(row, stored.account) == "6222-1"
