"""Four kinds controlled over real connections, from the hit to the money, by two courts.

A vehicle is sealed; an e-wallet that is reached over HTTPS is frozen within the limit, taken
and paid out; a stake is frozen second in line and promoted; a housing fund is frozen and
kept from the court where the law protects it. Each institution is a program of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.stories.test_freeze import pay_out
from tests.stories.test_open_institutions import (
    Town,
    free_port,
    make_certificate,
    town,
    url,
    wait_for,
)
from tests.support.banks import Sought, seek
from tests.support.open_ones import new_key
from zhixing.assets.acts import Control, Property
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.permissions import outstanding
from zhixing.funds.operations import post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import (
    FreezeOrder,
    QueryOrder,
    ReleaseOrder,
    RightFreezeOrder,
    SealOrder,
    TransferOrder,
)
from zhixing.inquiry.proving import signer
from zhixing.inquiry.terms import FundGround
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.housing_fund import FundRefused, Withdrawal
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.principal import PostKind
from zhixing.scenarios.banks import read_statement

__all__ = ["town", "url"]

KEPT = Fen.of_yuan("1.00")
"""What the test courts leave a person to live on."""
CAR = {"kind": "VEHICLE", "identifier": "渝A00001", "name": "示例牌轿车", "value": "86000.00"}
STAKE = {
    "kind": "EQUITY",
    "identifier": "91500000MA000/乙",
    "name": "示例贸易有限公司",
    "quantity": "30",
    "unit": "%",
}
PURSE = {
    "kind": "WALLET",
    "identifier": "w-0001",
    "name": "余额账户",
    "value": "90000.00",
    "available": "90000.00",
}
FUND = {
    "kind": "HOUSING_FUND",
    "identifier": "G-0001",
    "name": "公积金账户",
    "value": "30000.00",
    "available": "30000.00",
}


def order(sought: Sought, operation: Callable[..., UUID], what: Any) -> UUID:
    matter = sought.do(lambda by: operation(what, sought.today, by=by))
    sought.approve(matter)
    return matter


def held(sought: Sought, asset: UUID) -> Control | None:
    return sought.facts.of(Property).control_of(asset)


def ask(town: Town, sought: Sought, *asked: UUID) -> dict[str, UUID]:
    query = QueryOrder(sought.filed.case, (sought.filed.debtor,), "四类", asked)
    sought.do(lambda by: inquiry.order_query(query, sought.today, by=by))
    town.until(lambda: bool(sought.acts("QUERY_COMPLETED")), "all have answered")
    return {a.kind: a.id for a in sought.assets()}


def test_a_car_sealed_a_wallet_paid_out_a_stake_promoted_and_a_fund_protected(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key_file = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    port, statement = free_port(), tmp_path / "statement.jsonl"
    cars, _ = town.open(K.VEHICLE_REGISTRY, new_key(), [CAR], faults={"same_again": 1})
    equity, _ = town.open(
        K.MARKET_REGULATOR, new_key(seed=3), [STAKE], faults={"ignore_queue": 1, "poison": 1}
    )
    wallets, _ = town.open(
        K.PAYMENT_INSTITUTION,
        new_key(seed=4),
        [PURSE],
        faults={"lose_answer": 1, "duplicate_message": 1},
        address=f"https://127.0.0.1:{port}",
        listen=port,
        certificate=certificate,
        certificate_key=key_file,
        platform_key=signer().public_key.public.hex(),
        statement=statement,
        today="2018-03-05",
    )
    funds, _ = town.open(K.HOUSING_FUND, new_key("SM2-SM3", "s1", 42), [FUND])
    wait_for(port)
    first, second = seek("80000.00"), seek("150000.00")
    mine = ask(town, first, cars, equity, wallets, funds)
    theirs = ask(town, second, cars, equity, wallets, funds)

    the_first_takes_the_wallet(town, first, mine, second, theirs, statement)
    the_stake_moves_up(town, first, mine["EQUITY"], second, theirs["EQUITY"])
    the_fund_is_protected(town, second, theirs["HOUSING_FUND"])
    the_car_is_sealed(town, second, theirs["VEHICLE"])
    for sought in (first, second):
        assert sought.read(lambda s=sought: list(verify_docket(s.court_no))) == []


def the_first_takes_the_wallet(
    town: Town,
    first: Sought,
    mine: dict[str, UUID],
    second: Sought,
    theirs: dict[str, UUID],
    statement: Path,
) -> None:
    """The first court freezes its claim, the second the rest but what stays; the first is paid."""
    case, purse = first.filed.case, mine["WALLET"]
    stake = RightFreezeOrder(case, mine["EQUITY"], Decimal(10))
    order(first, inquiry.order_right_freeze, stake)
    town.until(lambda: held(first, mine["EQUITY"]) is not None, "the stake is published")
    owed = outstanding(first.facts, first.today)
    with pytest.raises(ExcessRefused):
        above = FreezeOrder(case, purse, Fen.of_yuan("90000.00"))
        first.do(lambda by: inquiry.order_freeze(above, first.today, by=by))
    order(first, inquiry.order_freeze, FreezeOrder(case, purse, owed))
    town.until(lambda: held(first, purse) is not None, "the wallet is frozen")
    left = Fen(Fen.of_yuan("90000.00") - owed - KEPT)
    with pytest.raises(ExcessRefused):
        whole = FreezeOrder(second.filed.case, theirs["WALLET"], Fen.of_yuan("90000.00"))
        second.do(lambda by: inquiry.order_freeze(whole, second.today, by=by))
    rest = FreezeOrder(second.filed.case, theirs["WALLET"], Fen.of_yuan("90000.00") - KEPT)
    order(second, inquiry.order_freeze, rest)
    town.until(lambda: held(second, theirs["WALLET"]) is not None, "the rest is frozen")
    assert held(second, theirs["WALLET"]).stands == left
    holds = second.read(lambda: list_holds_on_asset(second.court_no, theirs["WALLET"]))
    assert [int(h.amount) for h in holds] == [int(owed), int(left)], "seen across courts"

    order(first, inquiry.order_transfer, TransferOrder(case, purse, owed))
    town.until(lambda: bool(first.acts("DEPOSIT_TRANSFERRED")), "the money is taken")
    assert held(first, purse) is None
    assert outstanding(first.facts, first.today) == owed, "the word is not yet money"
    (line,) = [replace(x, received_on=first.today) for x in read_statement(statement)]
    assert line.amount == owed
    for _ in range(2):
        first.do(lambda by: post_receipt(line, by=by), PostKind.ACCOUNTANT)
    assert outstanding(first.facts, first.today) == ZERO, "the same receipt counts once"
    pay_out(first, owed)


def the_stake_moves_up(town: Town, first: Sought, mine: UUID, second: Sought, theirs: UUID) -> None:
    """The registry overlooks who was first; the shared register does not."""
    wanted = RightFreezeOrder(second.filed.case, theirs, Decimal(30), Fen.of_yuan("60000.00"))
    order(second, inquiry.order_right_freeze, wanted)
    town.until(lambda: held(second, theirs) is not None, "the second freeze is published")
    before = second.facts.of(Property).controlled
    assert held(second, theirs).rank == 2
    release = ReleaseOrder(first.filed.case, mine, "已履行完毕")
    order(first, inquiry.order_release, release)
    town.until(lambda: held(second, theirs).rank == 1, "it moves up")
    assert held(first, mine) is None
    now = second.facts.of(Property).controlled
    assert now == Fen(before + Fen.of_yuan("60000.00")), "in effect it counts"
    assert held(second, theirs).until == date(2021, 3, 4)


def the_fund_is_protected(town: Town, second: Sought, fund: UUID) -> None:
    case, amount = second.filed.case, Fen.of_yuan("30000.00")
    order(second, inquiry.order_freeze, FreezeOrder(case, fund, amount))
    town.until(lambda: held(second, fund) is not None, "the fund is frozen")
    with pytest.raises(FundRefused) as refused:
        second.do(
            lambda by: inquiry.order_transfer(
                TransferOrder(case, fund, amount), second.today, by=by
            )
        )
    assert refused.value.code == "NOT_WITHDRAWABLE"
    stated = FundGround(Withdrawal.RETIRED, living_and_home_secured=True)
    order(second, inquiry.order_transfer, TransferOrder(case, fund, amount, stated))
    town.until(lambda: bool(second.acts("CONTROL_REFUSED")), "the fund says he has not retired")
    assert held(second, fund).stands == amount


def the_car_is_sealed(town: Town, second: Sought, car: UUID) -> None:
    """A thing that cannot be divided, worth more than what is left of the claim."""
    seal = SealOrder(second.filed.case, car, Fen.of_yuan("86000.00"))
    order(second, inquiry.order_sealing, seal)
    town.until(lambda: held(second, car) is not None, "the car is sealed")
    assert held(second, car).until == date(2020, 3, 4)
    (act,) = second.acts("PROPERTY_SEALED")
    assert (act.payload["form"], act.payload["rank"]) == ("SEALING", 1)
