"""An order taken back before its approval: the draft lapses, its amount is free again."""

from __future__ import annotations

import pytest

from tests.rooms.inquiry.test_control import found
from zhixing.decisions import operations as decisions
from zhixing.inquiry.operations import InquiryRefused
from zhixing.inquiry.states import State


def test_an_order_taken_back_frees_what_it_spoke_for(tmp_path):
    sought, _, (asset,) = found(tmp_path)
    matter = sought.order_freeze(asset, "60000.00")
    with pytest.raises(InquiryRefused) as caught:
        sought.order_freeze(asset, "60000.00")
    assert caught.value.code == "ORDER_PENDING"
    sought.do(lambda by: decisions.withdraw_matter(matter, "金额有误", sought.today, by=by))
    assert sought.request(matter).state is State.WITHDRAWN
    again = sought.order_freeze(asset, "70000.00")
    assert sought.request(again).state is State.DRAFT
