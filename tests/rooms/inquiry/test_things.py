"""Other property controlled over the open profile: money, rights, registered things, by kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.banks import QUEUES, Deposit, make_bank, seek
from tests.support.open_ones import make_one
from zhixing.assets.acts import Property
from zhixing.assets.limits import limit_on
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.permissions import StepRefused
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import (
    FreezeOrder,
    InquiryRefused,
    ReleaseOrder,
    RenewalOrder,
    RightFreezeOrder,
    SealOrder,
    TransferOrder,
    UnsealOrder,
)
from zhixing.inquiry.states import State
from zhixing.inquiry.terms import ForeignRate, FundGround
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.foreign_money import RateRefused
from zhixing.law.seizure.housing_fund import FundRefused, Withdrawal
from zhixing.law.seizure.kinds import KindRefused
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.jobs.drain import drain

PURSE = {
    "kind": "WALLET",
    "identifier": "w-1",
    "name": "余额账户",
    "value": "1200.00",
    "available": "1200.00",
}
CAR = {"kind": "VEHICLE", "identifier": "渝A00001", "name": "示例牌轿车", "value": "86000.00"}
STAKE = {
    "kind": "EQUITY",
    "identifier": "91500000MA000/乙",
    "name": "示例贸易有限公司",
    "quantity": "30",
    "unit": "%",
}
SHARES = {
    "kind": "SECURITIES",
    "identifier": "A1/600000",
    "name": "示例股份",
    "quantity": "20000",
    "unit": "股",
}
FUND = {
    "kind": "HOUSING_FUND",
    "identifier": "G-1",
    "name": "公积金",
    "value": "30000.00",
    "available": "30000.00",
}


def yuan(text):
    return Fen.of_yuan(text)


def found(tmp_path, kind, *records, amount="100000.00", **more):
    """Give a case whose query found the records at one institution, with their ids in order."""
    sought = seek(amount)
    one = make_one(tmp_path, kind, *records, **more)
    sought.query(one)
    one.cycle()
    return sought, one, [a.id for a in sought.assets()]


def also(one, amount="50000.00"):
    """Give another court's case that found the same things at the same institution."""
    sought = seek(amount)
    sought.query(one)
    one.cycle()
    return sought, [a.id for a in sought.assets()]


def do(sought, operation, order):
    return sought.do(lambda by: operation(order, sought.today, by=by))


def carried(sought, one, operation, order):
    """Order, have it approved, and let the institution carry it out; gives the request."""
    matter = do(sought, operation, order)
    sought.approve(matter)
    one.cycle()
    return sought.request(matter)


def control(sought, asset):
    return sought.facts.of(Property).control_of(asset)


def refusal(call, kind=InquiryRefused):
    with pytest.raises(kind) as refused:
        call()
    assert refused.value.message_zh and refused.value.message_en
    return refused.value.code


def test_a_wallet_is_frozen_within_the_limit_and_its_money_transferred(tmp_path):
    sought, one, (purse,) = found(tmp_path, K.PAYMENT_INSTITUTION, PURSE, amount="1000.00")
    case = sought.filed.case
    too_much = FreezeOrder(case, purse, yuan("1200.00"))
    assert refusal(lambda: do(sought, inquiry.order_freeze, too_much), ExcessRefused) == (
        "ABOVE_LIMIT"
    )
    kept = FreezeOrder(case, purse, yuan("900.00"), protected_minimum=yuan("400.00"))
    assert refusal(lambda: do(sought, inquiry.order_freeze, kept), ExcessRefused) == (
        "PROTECTED_MINIMUM"
    )
    order = FreezeOrder(case, purse, yuan("800.00"), protected_minimum=yuan("400.00"))
    view = carried(sought, one, inquiry.order_freeze, order)
    assert (view.state, view.outcome) == (State.CLOSED, "DONE")
    (line,) = one.front.work.controls.list_active("w-1")
    assert line["amount_fen"] == 800_00
    assert line["until"] == "2019-03-04", "other funds: one year, as a deposit"
    asked = one_request(one, view.external_no)["lines"][0]
    assert (asked["kind"], asked["keepFree"]) == ("WALLET", "400.00")
    assert control(sought, purse).until == date(2019, 3, 4)
    assert sought.facts.of(Property).controlled == yuan("800.00")

    above = TransferOrder(case, purse, yuan("800.01"))
    assert refusal(lambda: do(sought, inquiry.order_transfer, above)) == "ABOVE_WHAT_STANDS"
    view = carried(sought, one, inquiry.order_transfer, TransferOrder(case, purse, yuan("800.00")))
    assert view.outcome == "DONE"
    assert control(sought, purse) is None, "all that was frozen is taken"
    assert not sought.read(lambda: list(verify_docket(sought.court_no)))


def one_request(one, number):
    import json

    (row,) = one.front.books.rows("select body from requests where no = ?", number)
    return json.loads(row["body"])


def test_the_second_court_gets_what_the_first_left_and_waits_for_the_rest(tmp_path):
    first, one, (purse,) = found(tmp_path, K.PAYMENT_INSTITUTION, PURSE)
    carried(first, one, inquiry.order_freeze, FreezeOrder(first.filed.case, purse, yuan("900.00")))
    second, (theirs,) = also(one)
    (view,) = second.assets()
    assert view.balance == yuan("1200.00")
    order = FreezeOrder(second.filed.case, theirs, yuan("1000.00"))
    view = carried(second, one, inquiry.order_freeze, order)
    assert (view.outcome, int(control(second, theirs).stands)) == ("PARTIAL", 299_00), (
        "a yuan stays"
    )
    third, (again,) = also(one)
    carried(third, one, inquiry.order_freeze, FreezeOrder(third.filed.case, again, yuan("10.00")))
    assert (control(third, again).rank, control(third, again).stands) == (3, ZERO)
    holds = third.read(lambda: list_holds_on_asset(third.court_no, again))
    assert [int(h.amount) for h in holds] == [900_00, 299_00, 0]


def test_a_vehicle_is_sealed_for_two_years_and_who_waits_moves_up(tmp_path):
    first, one, (car,) = found(tmp_path, K.VEHICLE_REGISTRY, CAR)
    case = first.filed.case
    assert refusal(
        lambda: do(first, inquiry.order_freeze, FreezeOrder(case, car, yuan("1.00"))), KindRefused
    ) == ("OTHER_CONTROL")
    view = carried(first, one, inquiry.order_sealing, SealOrder(case, car, yuan("80000.00")))
    (act,) = first.acts("PROPERTY_SEALED")
    assert (act.payload["form"], act.payload["until"]) == ("SEALING", "2020-03-04")
    assert act.payload["reference"].endswith(view.external_no)
    second, (theirs,) = also(one)
    carried(
        second, one, inquiry.order_sealing, SealOrder(second.filed.case, theirs, yuan("80000.00"))
    )
    (act,) = second.acts("PROPERTY_SEALED")
    assert (act.payload["form"], act.payload["rank"]) == ("QUEUED", 2)
    assert second.facts.of(Property).controlled == ZERO, "what waits counts for nothing"
    renewal = RenewalOrder(second.filed.case, theirs)
    carried(second, one, inquiry.order_sealing_renewal, renewal)
    assert control(second, theirs).until == date(2022, 3, 4)
    carried(first, one, inquiry.order_unsealing, UnsealOrder(case, car, "已履行完毕"))
    drain(QUEUES)
    assert control(first, car) is None
    (moved,) = second.acts("SEALING_MOVED_UP")
    assert (moved.payload["before"], moved.payload["rank"]) == (2, 1)
    assert second.facts.of(Property).controlled == control(second, theirs).amount > ZERO


def test_a_vehicle_above_the_claim_is_sealed_only_for_want_of_money(tmp_path):
    sought, _, (car,) = found(tmp_path, K.VEHICLE_REGISTRY, CAR, amount="1000.00")
    order = SealOrder(sought.filed.case, car, yuan("80000.00"))
    wallets = make_one(tmp_path, K.PAYMENT_INSTITUTION, PURSE)
    funds = make_one(tmp_path, K.HOUSING_FUND, FUND)
    sought.query(funds)
    funds.cycle()
    assert do(sought, inquiry.order_sealing, order), "a housing fund is not counted upon"
    other = seek("1000.00")
    other.query(wallets)
    wallets.cycle()
    other_car = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR)
    other.query(other_car)
    other_car.cycle()
    theirs = next(a.id for a in other.assets() if a.kind == "VEHICLE")
    order = SealOrder(other.filed.case, theirs, yuan("80000.00"))
    assert refusal(lambda: do(other, inquiry.order_sealing, order), ExcessRefused) == (
        "OTHERS_SUFFICE"
    )


def test_equity_waits_second_in_line_is_promoted_and_is_never_transferred(tmp_path):
    first, one, (stake,) = found(tmp_path, K.MARKET_REGULATOR, STAKE)
    second, (theirs,) = also(one)
    too_much = RightFreezeOrder(first.filed.case, stake, Decimal(31))
    assert refusal(lambda: do(first, inquiry.order_right_freeze, too_much)) == "ABOVE_HELD"
    by_amount = FreezeOrder(first.filed.case, stake, yuan("1.00"))
    assert refusal(lambda: do(first, inquiry.order_freeze, by_amount)) == "FROZEN_BY_SHARE"
    order = RightFreezeOrder(first.filed.case, stake, Decimal(20), yuan("60000.00"))
    view = carried(first, one, inquiry.order_right_freeze, order)
    asked = one_request(one, view.external_no)["lines"][0]
    assert (asked["quantity"], asked["unit"], asked["withIncome"]) == ("20", "%", True)
    assert asked["term"]["to"] == "2021-03-04", "other rights: three years"
    assert first.facts.of(Property).controlled == yuan("60000.00")

    worth = RightFreezeOrder(second.filed.case, theirs, None, yuan("60000.00"))
    assert (
        refusal(lambda: do(second, inquiry.order_right_freeze, worth), ExcessRefused)
        == "DIVISIBLE_EXCESS"
    )
    order = RightFreezeOrder(second.filed.case, theirs, Decimal(15), yuan("45000.00"))
    carried(second, one, inquiry.order_right_freeze, order)
    assert control(second, theirs).rank == 2
    assert second.facts.of(Property).controlled == ZERO
    take = TransferOrder(second.filed.case, theirs, yuan("1.00"))
    assert refusal(lambda: do(second, inquiry.order_transfer, take), KindRefused) == (
        "TO_BE_SOLD_FIRST"
    )
    part = ReleaseOrder(first.filed.case, stake, "超标的", yuan("1.00"))
    assert refusal(lambda: do(first, inquiry.order_release, part)) == "RELEASED_WHOLE_ONLY"
    carried(first, one, inquiry.order_release, ReleaseOrder(first.filed.case, stake, "已履行"))
    assert control(second, theirs).rank == 1, "it moves up by itself"
    assert second.facts.of(Property).controlled == yuan("45000.00")
    carried(second, one, inquiry.order_renewal, RenewalOrder(second.filed.case, theirs))
    assert control(second, theirs).until == date(2024, 3, 4)


def test_an_institution_that_overlooks_the_queue_is_not_believed_over_the_register(tmp_path):
    first, one, (stake,) = found(
        tmp_path, K.MARKET_REGULATOR, STAKE, faults={"ignore_queue": 1, "short_term": 1}
    )
    second, (theirs,) = also(one)
    for sought, asset in ((first, stake), (second, theirs)):
        order = RightFreezeOrder(sought.filed.case, asset, Decimal(10))
        carried(sought, one, inquiry.order_right_freeze, order)
    assert (control(first, stake).rank, control(second, theirs).rank) == (1, 2)
    assert control(first, stake).until == date(2021, 2, 2), "the term as the register keeps it"
    assert first.facts.of(Property).controlled == ZERO, "an unknown value counts for nothing"


def test_listed_shares_are_frozen_by_number_and_price(tmp_path):
    sought, one, (shares,) = found(tmp_path, K.SECURITIES_DEPOSITORY, SHARES)
    case, price = sought.filed.case, yuan("10.00")
    many = RightFreezeOrder(case, shares, Decimal(15_000), closing_price=price)
    assert refusal(lambda: do(sought, inquiry.order_right_freeze, many), ExcessRefused) == (
        "ABOVE_LIMIT"
    )
    broken = RightFreezeOrder(case, shares, Decimal("1.5"), closing_price=price)
    assert refusal(lambda: do(sought, inquiry.order_right_freeze, broken)) == "NUMBER_NEEDED"
    order = RightFreezeOrder(case, shares, Decimal(10_000), closing_price=price)
    carried(sought, one, inquiry.order_right_freeze, order)
    assert sought.facts.of(Property).controlled == yuan("100000.00")


def test_a_housing_fund_is_frozen_but_taken_only_where_the_law_lets_go_of_it(tmp_path):
    free = {**FUND, "identifier": "G-2", "withdrawable": True}
    sought, one, (kept, ready) = found(tmp_path, K.HOUSING_FUND, FUND, free)
    case = sought.filed.case
    for asset in (kept, ready):
        order = FreezeOrder(case, asset, yuan("29999.00"))
        carried(sought, one, inquiry.order_freeze, order)
    wanted = TransferOrder(case, kept, yuan("29998.00"))
    assert refusal(lambda: do(sought, inquiry.order_transfer, wanted), FundRefused) == (
        "NOT_WITHDRAWABLE"
    )
    for ground, code in (
        (FundGround(Withdrawal.BUYS_HOME, True), "KEPT_FOR_HOUSING"),
        (FundGround(Withdrawal.RETIRED), "LIVING_NOT_SECURED"),
    ):
        order = TransferOrder(case, kept, yuan("29998.00"), ground)
        assert refusal(lambda o=order: do(sought, inquiry.order_transfer, o), FundRefused) == code
    secured = FundGround(Withdrawal.RETIRED, True, yuan("6000.00"))
    order = TransferOrder(case, kept, yuan("24000.01"), secured)
    assert refusal(lambda: do(sought, inquiry.order_transfer, order)) == "PROTECTED_MINIMUM"
    order = TransferOrder(case, kept, yuan("24000.00"), secured)
    view = carried(sought, one, inquiry.order_transfer, order)
    assert (view.outcome, view.reason) == ("NOT_DONE", "不符合住房公积金提取条件")
    assert control(sought, kept).stands == yuan("29999.00"), "it stays frozen"
    order = TransferOrder(case, ready, yuan("24000.00"), secured)
    assert carried(sought, one, inquiry.order_transfer, order).outcome == "DONE"
    assert control(sought, ready).stands == yuan("5999.00")


def test_what_the_debtor_lives_on_and_what_is_exempt_is_refused(tmp_path):
    benefit = {"kind": "SOCIAL_BENEFIT", "identifier": "SB1", "name": "失业保险金", "value": "900"}
    pension = {"kind": "PENSION", "identifier": "P1", "name": "养老金", "value": "900.00"}
    sought, _, (one, other) = found(tmp_path, K.PENSION_AGENCY, benefit, pension)
    for asset in (one, other):
        order = FreezeOrder(sought.filed.case, asset, yuan("1.00"))
        assert refusal(lambda o=order: do(sought, inquiry.order_freeze, o), KindRefused) == (
            "LIVING_PROTECTED"
        )
    exempt, _, (purse,) = found(tmp_path, K.PAYMENT_INSTITUTION, {**PURSE, "exempt": True})
    order = FreezeOrder(exempt.filed.case, purse, yuan("1.00"))
    assert refusal(lambda: do(exempt, inquiry.order_freeze, order)) == "EXEMPT_ACCOUNT"


def test_more_frozen_than_ordered_is_surplus_at_once(tmp_path):
    sought, one, (purse,) = found(tmp_path, K.PAYMENT_INSTITUTION, PURSE, faults={"over_freeze": 1})
    order = FreezeOrder(sought.filed.case, purse, yuan("500.00"))
    carried(sought, one, inquiry.order_freeze, order)
    (act,) = sought.acts("SURPLUS_FOUND")
    assert int(act.payload["surplus"]) == 700_00
    part = ReleaseOrder(sought.filed.case, purse, "超额", yuan("700.00"))
    carried(sought, one, inquiry.order_release, part)
    assert control(sought, purse).stands == yuan("500.00")
    assert one.front.work.controls.list_active("w-1")[0]["amount_fen"] == 500_00


def test_what_was_frozen_counts_against_the_limit_of_every_other_kind(tmp_path):
    sought, one, (stake,) = found(tmp_path, K.MARKET_REGULATOR, STAKE)
    order = RightFreezeOrder(sought.filed.case, stake, Decimal(30), yuan("101500.00"))
    carried(sought, one, inquiry.order_right_freeze, order)
    wallets = make_one(tmp_path, K.PAYMENT_INSTITUTION, PURSE)
    sought.query(wallets)
    wallets.cycle()
    purse = sought.assets()[-1].id
    left = sought.read(
        lambda: limit_on(sought.court_no, sought.facts, sought.today)
    ).value.claim_limit
    assert ZERO < left < yuan("1200.00")
    above = FreezeOrder(sought.filed.case, purse, Fen(left + 1))
    assert refusal(lambda: do(sought, inquiry.order_freeze, above), ExcessRefused) == "ABOVE_LIMIT"
    rest = FreezeOrder(sought.filed.case, purse, left)
    carried(sought, wallets, inquiry.order_freeze, rest)
    cars = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR)
    sought.query(cars)
    cars.cycle()
    seal = SealOrder(sought.filed.case, sought.assets()[-1].id)
    assert refusal(lambda: do(sought, inquiry.order_sealing, seal), StepRefused) == "LIMIT_LEFT"


def test_foreign_money_is_frozen_at_a_rate_that_is_dated_and_cited(tmp_path):
    sought = seek("6000.00")
    bank = make_bank(tmp_path, Deposit("6200000000000840", "1000.00", currency="840"))
    sought.query(bank)
    bank.cycle()
    (asset,) = sought.assets()
    assert asset.currency == "840"
    order = FreezeOrder(sought.filed.case, asset.id, yuan("6000.00"))
    assert refusal(lambda: do(sought, inquiry.order_freeze, order), RateRefused) == "RATE_MISSING"
    late = ForeignRate(yuan("634.00"), date(2018, 3, 6), "示例公布")
    order = FreezeOrder(sought.filed.case, asset.id, yuan("6000.00"), rate=late)
    assert refusal(lambda: do(sought, inquiry.order_freeze, order), RateRefused) == (
        "RATE_OF_LATER_DAY"
    )
    rate = ForeignRate(yuan("634.00"), sought.today, "示例公布")
    above = FreezeOrder(sought.filed.case, asset.id, yuan("6340.01"), rate=rate)
    assert refusal(lambda: do(sought, inquiry.order_freeze, above), ExcessRefused) == "ABOVE_LIMIT"
    order = FreezeOrder(sought.filed.case, asset.id, yuan("6000.00"), rate=rate)
    carried(sought, bank, inquiry.order_freeze, order)
    (freeze,) = bank.rows("select limit_fen from freezes")
    assert freeze["limit_fen"] == 946_37, "in dollars, rounded down: 6000 / 6.34"
    held = control(sought, asset.id)
    assert yuan("5999.90") < held.stands <= yuan("6000.00")
    part = ReleaseOrder(sought.filed.case, asset.id, "部分履行", yuan("1.00"))
    assert refusal(lambda: do(sought, inquiry.order_release, part)) == "RELEASED_WHOLE_ONLY"
    take = TransferOrder(sought.filed.case, asset.id, yuan("1.00"))
    assert refusal(lambda: do(sought, inquiry.order_transfer, take)) == "NOT_FOR_THE_WIRE"
    carried(sought, bank, inquiry.order_release, ReleaseOrder(sought.filed.case, asset.id, "已还"))
    assert control(sought, asset.id) is None
