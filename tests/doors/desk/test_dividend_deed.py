"""A dividend of a frozen stake entered at the desk, refused by field, and told where it stands."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

from tests.rooms.inquiry.test_dividends import Stake
from tests.support.at_the_desk import Desk, manned_stage
from zhixing.assets.acts import Property
from zhixing.platform.principal import PostKind as K


def test_a_dividend_is_entered_and_its_transfer_waits_for_its_day(tmp_path: Any) -> None:
    stake = Stake(tmp_path, stage=manned_stage())
    sought, desk = stake.sought, Desk.of(stake.sought)
    of = desk.subject(K.JUDGE, "record-dividend")
    form = html.unescape(desk.client(K.JUDGE).get(desk.url("record-dividend", of)).content.decode())
    assert "随股权一并冻结" in form and "执行工作" in form
    due = sought.today + timedelta(days=10)
    given = {
        "amount": "8000.00",
        "payable_on": due.isoformat(),
        "document": "股东会决议1号",
        "payer": str(stake.company),
    }
    status, text = desk.ask(K.JUDGE, "record-dividend", {**given, "amount": "0"}, of)
    assert status == 422, text[:200]
    status, text = desk.ask(K.JUDGE, "record-dividend", given, of, "en")
    assert status == 200 and "Dividends under a freeze" in text
    assert "已登记股息、红利" in desk.do(K.JUDGE, "record-dividend", given, of)
    assert sought.facts.of(Property).controlled.yuan == "8000.00"
    page = desk.page(K.JUDGE, "property")
    assert "股息、红利" in page and f"自{due}起应付，尚未到期" in page
