"""A dividend of a frozen stake entered at the desk, refused by field, and told where it stands."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.rooms.inquiry.test_dividends import Stake
from tests.support.at_the_desk import Desk, manned_stage
from zhixing.assets.acts import Property
from zhixing.instruments import operations as instruments
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


def test_the_company_which_is_no_party_is_served_with_the_notice(tmp_path: Any) -> None:
    stake = Stake(tmp_path, stage=manned_stage())
    sought, desk = stake.sought, Desk.of(stake.sought)
    (drafted,) = sought.acts("DIVIDEND_NOTICE_DRAFTED")
    paper = UUID(drafted.payload["notice"]["instrument"])
    day = sought.today
    served = {"method": "POST", "event_on": day.isoformat(), "proof": "EMS 回执"}
    assert "serve-company" not in desk.page(K.CLERK, "property"), "it is not sealed yet"
    sought.do(lambda by: instruments.issue_instrument(paper, day, by=by), K.CLERK)
    assert "登记送达股权所在公司" in desk.page(K.CLERK, "property")
    status, text = desk.ask(K.CLERK, "serve-company", {**served, "proof": ""}, paper)
    assert status == 422, text[:200]
    assert "已登记送达" in desk.do(K.CLERK, "serve-company", served, paper)
    act = sought.acts("INSTRUMENT_SERVED")[-1]
    assert act.payload["party"] == drafted.payload["notice"]["party"]
    assert "登记送达股权所在公司" not in desk.page(K.CLERK, "property")
