"""A part of a frozen right: released by its number, its worth going down, the rest renewed."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.rooms.inquiry.test_things import (
    SHARES,
    STAKE,
    carried,
    control,
    do,
    found,
    one_request,
    refusal,
    yuan,
)
from zhixing.assets.acts import Property
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import ReleaseOrder, RenewalOrder, RightFreezeOrder
from zhixing.institutions.kinds import InstitutionKind as K


def test_a_part_of_a_right_is_released_by_its_number(tmp_path):
    sought, one, (shares,) = found(tmp_path, K.SECURITIES_DEPOSITORY, SHARES)
    case = sought.filed.case
    order = RightFreezeOrder(case, shares, Decimal(3000), closing_price=yuan("10.00"))
    carried(sought, one, inquiry.order_right_freeze, order)
    assert sought.facts.of(Property).controlled == yuan("30000.00")

    def told():
        (row,) = one.front.work.controls.list_active("A1/600000")
        return json.loads(row["told"])["actualQuantity"]

    for wrong in (Decimal(3000), Decimal(3001), Decimal(0), Decimal(-1)):
        part = ReleaseOrder(case, shares, "超标的", quantity=wrong)
        assert refusal(lambda part=part: do(sought, inquiry.order_release, part)) == (
            "ABOVE_WHAT_STANDS"
        )
    part = ReleaseOrder(case, shares, "超标的", quantity=Decimal(1000))
    view = carried(sought, one, inquiry.order_release, part)
    assert (view.outcome, told()) == ("DONE", "2000")
    assert sought.facts.of(Property).controlled == yuan("20000.00"), "worth goes with the number"
    again = ReleaseOrder(case, shares, "部分履行", quantity=Decimal(2000))
    assert refusal(lambda: do(sought, inquiry.order_release, again)) == "ABOVE_WHAT_STANDS"
    carried(
        sought,
        one,
        inquiry.order_release,
        ReleaseOrder(case, shares, "部分履行", quantity=Decimal(500)),
    )
    assert (told(), sought.facts.of(Property).controlled) == ("1500", yuan("15000.00"))
    view = carried(sought, one, inquiry.order_renewal, RenewalOrder(case, shares))
    renewed = one_request(one, view.external_no)["lines"][0]
    assert renewed["quantity"] == "1500", "what still stands is renewed"
    carried(sought, one, inquiry.order_release, ReleaseOrder(case, shares, "已履行"))
    assert control(sought, shares) is None
    assert not one.front.work.controls.list_active("A1/600000")
    assert not sought.read(lambda: list(verify_docket(sought.court_no)))


def test_a_part_of_what_nobody_knows_the_worth_of_is_not_released(tmp_path):
    sought, one, (stake,) = found(tmp_path, K.MARKET_REGULATOR, STAKE)
    order = RightFreezeOrder(sought.filed.case, stake, Decimal(30))
    carried(sought, one, inquiry.order_right_freeze, order)
    part = ReleaseOrder(sought.filed.case, stake, "超标的", quantity=Decimal(10))
    assert refusal(lambda: do(sought, inquiry.order_release, part)) == "VALUE_UNKNOWN"
