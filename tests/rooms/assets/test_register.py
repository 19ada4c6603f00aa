"""The shared register shows court, rank and amount, and nothing else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from tests.support.filed import FiledCase, file_one
from zhixing.assets import operations as assets
from zhixing.assets.acts import Property
from zhixing.assets.limits import limit_on
from zhixing.assets.queries import (
    get_asset,
    list_assets,
    list_holds_on_asset,
    list_holds_on_debtor,
    open_identifier,
)
from zhixing.cases import queries as cases
from zhixing.kernel.fen import Fen
from zhixing.law.seizure.limit import ExcessRefused, Limit
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

UNTIL = date(2019, 3, 4)


def find(filed: FiledCase, number: str, balance: str = "80000.00") -> object:
    thing = assets.FoundThing(
        party=filed.debtor,
        kind="DEPOSIT",
        identifier=number,
        institution=None,
        balance=Fen.of_yuan(balance),
        available=Fen.of_yuan(balance),
    )
    on = filed.stage.today
    return filed.stage.do(K.JUDGE, lambda by: assets.record_found(filed.case, thing, on, by=by))


def control(filed: FiledCase, asset: object, amount: str, rank: int = 1) -> None:
    on, fen = filed.stage.today, Fen.of_yuan(amount)
    filed.stage.do(
        K.JUDGE,
        lambda by: assets.record_control(
            filed.case,
            asset,
            fen,
            fen,
            UNTIL,
            on,
            rank=rank,
            by=by,
        ),
    )


def test_two_courts_meet_on_one_thing_by_rank_and_amount_only() -> None:
    first, second = file_one(), file_one()
    number = f"62{uuid4().int % 10**17:017d}"
    one, two = find(first, number), find(second, number)
    control(first, one, "60000.00")
    control(second, two, "60000.00", rank=2)
    seen = second.stage.do(K.JUDGE, lambda by: list_holds_on_asset(by.court_no, two))
    assert [(h.court_no, h.rank, int(h.amount)) for h in seen] == [
        (first.stage.court_no, 1, 6_000_000),
        (second.stage.court_no, 2, 6_000_000),
    ]
    assert {
        h.court_no for h in second.stage.do(K.JUDGE, lambda by: list_holds_on_debtor(second.debtor))
    } >= {
        first.stage.court_no,
        second.stage.court_no,
    }
    assert second.stage.do(K.JUDGE, lambda by: list_assets(first.stage.court_no, first.case)) == []
    facts = second.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, second.case))
    assert facts.of(Property).controlled == 0, "a waiting control holds nothing yet"


def test_the_register_is_closed_to_institutions_and_the_public() -> None:
    filed = file_one()
    asset = find(filed, f"62{uuid4().int % 10**17:017d}")
    control(filed, asset, "1.00")
    for scope in (Scope.public(), Scope.of_institution(uuid4()), Scope.of_party("x")):
        with open_scope(scope), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM assets_hold")
            assert cursor.fetchone()[0] == 0
            cursor.execute("SELECT count(*) FROM assets_holds_on_debtor(%s)", [["x"]])
            assert cursor.fetchone()[0] == 0


def test_the_limit_counts_what_is_controlled_and_refuses_the_excess() -> None:
    filed = file_one()
    control(filed, find(filed, uuid4().hex), "60000.00")
    on = filed.stage.today
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))

    def ask(**more: Fen) -> Limit:
        return filed.stage.do(K.JUDGE, lambda by: limit_on(by.court_no, facts, on, **more).value)

    left = ask().claim_limit
    assert ask(pending=Fen(-6_000_000)).claim_limit - left == 6_000_000
    with pytest.raises(ExcessRefused) as caught:
        ask(proposed=Fen(left + 1))
    assert caught.value.code == "ABOVE_LIMIT"
    with pytest.raises(ExcessRefused) as caught:
        ask(
            balance=Fen.of_yuan("5000.00"),
            protected_minimum=Fen.of_yuan("3000.00"),
            proposed=Fen.of_yuan("2000.01"),
        )
    assert caught.value.code == "PROTECTED_MINIMUM"


def test_release_and_transfer_free_the_register() -> None:
    filed = file_one()
    stage, on = filed.stage, filed.stage.today
    asset = find(filed, uuid4().hex)
    control(filed, asset, "100.00")
    stage.do(
        K.JUDGE,
        lambda by: assets.record_transfer(filed.case, asset, Fen(4_000), on, by=by),
    )
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Property).controlled == 6_000
    stage.do(K.JUDGE, lambda by: assets.record_release(filed.case, asset, "足额", on, by=by))
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Property).controlled == 0
    holds = stage.do(K.JUDGE, lambda by: list_holds_on_asset(by.court_no, asset))
    assert holds == []


def test_a_number_is_sealed_and_its_tail_is_shown() -> None:
    filed = file_one()
    number = f"62{uuid4().int % 10**17:017d}"
    asset = find(filed, number)
    view = filed.stage.do(K.JUDGE, lambda by: get_asset(by.court_no, asset))
    assert view.identifier_tail == number[-4:]
    opened = filed.stage.do(K.JUDGE, lambda by: open_identifier(by.court_no, asset))
    assert opened == number
    court = filed.stage.court_no
    with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
        cursor.execute("SELECT identifier_sealed FROM assets_asset WHERE id = %s", [asset])
        assert number.encode() not in bytes(cursor.fetchone()[0])


def test_a_hold_of_another_court_cannot_be_written() -> None:
    filed = file_one()
    with pytest.raises(DatabaseError, match="row-level security"):
        court = filed.stage.court_no
        with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO assets_hold (id, court_no, case_id, debtor_index, asset_index,"
                " amount_fen, rank, since_on) VALUES (gen_random_uuid(), %s, %s, 'a', 'b', 1, 1,"
                " current_date)",
                [court + 1, filed.case],
            )
