"""Deeds at the desk: done through HTTP after a preview, refused with reasons, faults by field."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.deeds_done import DONE_HERE, ELSEWHERE
from zhixing.platform.principal import PostKind as K
from zhixing.platform.web.deeds import list_deeds

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk


def test_every_deed_of_the_desk_is_done_by_a_test() -> None:
    done = set().union(*DONE_HERE.values())
    assert {d.key for d in list_deeds()} == done | ELSEWHERE


def _sought(amount: str = "100000.00") -> Any:
    from tests.support.at_the_desk import Desk, manned_stage
    from tests.support.banks import seek

    sought = seek(amount, manned_stage())
    return sought, Desk.of(sought)


def _faults(desk: Desk, kind: K, deed: str, /, *fields: str, of: Any = None, **data: Any) -> None:
    """Insist that an answer names these boxes, in both languages."""
    said = {lang: desk.ask(kind, deed, data, of, lang) for lang in ("zh", "en")}
    for lang, heading in (("zh", "有以下各项须改正"), ("en", "Please correct the following")):
        status, text = said[lang]
        assert status == 422 and heading in text, (deed, status)
        assert set(re.findall(r'<li><a href="#id_(\w+)"', text)) >= set(fields), deed
    assert said["zh"][1] != said["en"][1]


def test_money_of_the_debtor_is_found_frozen_taken_and_paid_out(tmp_path: Path) -> None:
    from tests.support.banks import make_bank
    from zhixing.scenarios.banks import Deposit

    bank = make_bank(tmp_path, Deposit("62220000000000010001", "60000.00"))
    sought, desk = _sought("50000.00")
    party = str(sought.filed.debtor)
    _faults(desk, K.JUDGE, "order-query", "parties")
    desk.do(K.JUDGE, "order-query", {"parties": [party], "tier": "NATIONAL"})
    bank.cycle(3)
    of = desk.subject(K.JUDGE, "freeze")

    form = desk.client(K.JUDGE).get(desk.url("freeze", of)).content.decode()
    assert "最多可冻结" in form and "查无其他法院冻结" in form and "应保留的生活必需费用" in form
    for place in re.findall(r'class="why" href="(/why/deed/[^"]+)"', form):
        panel = desk.client(K.JUDGE).get(place, headers={"HX-Request": "true"})
        assert panel.status_code == 200 and "why-conclusion" in panel.content.decode()
    _faults(desk, K.JUDGE, "freeze", "amount", of=of, amount="一百")
    _faults(desk, K.JUDGE, "freeze", "amount", of=of, amount="60000.01")
    _faults(desk, K.JUDGE, "freeze", "amount", of=of, amount="50000", protected_minimum="20000")
    status, preview = desk.ask(K.JUDGE, "freeze", {"amount": "50000"}, of)
    assert status == 200 and "提请审批" in preview and "执行局局长" in preview
    assert "最多可冻结" in preview and "finding-1" in preview

    assert "提请审批" in desk.do(K.JUDGE, "freeze", {"amount": "30000"}, of)
    again = desk.page(K.JUDGE, "property")
    assert "同一财产的同类措施正在审批" in again and "目前不能办理" in again
    assert "is being approved or carried out" in desk.page(K.JUDGE, "property", "en")
    desk.approve("FREEZE")
    bank.cycle(3)
    desk.do(K.JUDGE, "renew", {}, desk.subject(K.JUDGE, "renew"))
    desk.approve("FREEZE")
    bank.cycle(3)
    _faults(desk, K.JUDGE, "release", "reason", of=of, amount="1000")
    _faults(desk, K.JUDGE, "release", "amount", of=of, amount="30000.01", reason="超额")
    desk.do(K.JUDGE, "release", {"amount": "1000", "reason": "申请人同意部分解除"}, of)
    desk.approve("RELEASE")
    bank.cycle(3)
    _faults(desk, K.JUDGE, "transfer", "amount", of=of, amount="30000")
    desk.do(K.JUDGE, "transfer", {"amount": "29000"}, of)
    desk.approve("TRANSFER")
    bank.cycle(3)
    assert "DEPOSIT_TRANSFERRED" in desk.acts()


def _receive(desk: Desk, amount: str, reference: str, kind: str = "transferred") -> str:
    received = {"amount": amount, "reference": reference, "kind": kind}
    day = desk.stage.today.isoformat()
    return desk.do(K.ACCOUNTANT, "post-receipt", {**received, "received_on": day})


PAY = {"bank_name": "示例银行", "account_number": "6222000000000009", "purpose": "发放案款"}


def test_money_is_paid_by_maker_checker_approver_and_the_case_is_closed() -> None:
    from tests.support.at_the_desk import Desk, manned_stage
    from tests.support.filed import file_one, notify
    from zhixing.cases.docket.chapters import Closure
    from zhixing.cases.permissions import outstanding
    from zhixing.cases.queries import facts_now

    filed = file_one(manned_stage())
    notify(filed)
    desk = Desk(filed.stage, filed.case)
    assert "该案尚未开立案款专户" in desk.page(K.ACCOUNTANT, "money")
    _faults(desk, K.ACCOUNTANT, "open-account", "number", number="")
    desk.do(K.ACCOUNTANT, "open-account", {"number": f"9{desk.court_no:08d}0001"})
    _faults(desk, K.ACCOUNTANT, "post-receipt", "amount", "reference", amount="", reference="")
    with desk.reading():
        owed = outstanding(facts_now(desk.court_no, desk.case), desk.stage.today).yuan
    text = _receive(desk, owed, "B1")
    assert "¥0.00" in text
    payee = {"payee": str(filed.creditor), "amount": owed, **PAY}
    _faults(desk, K.JUDGE, "order-payment", "amount", **{**payee, "amount": "9999999"})
    closing = desk.page(K.JUDGE, "closing")
    assert "案款已全部发放" in closing and "先发放案款" in closing
    assert "pay out the money first" in desk.page(K.JUDGE, "closing", "en")

    desk.do(K.JUDGE, "order-payment", payee)
    of = desk.subject(K.ACCOUNTANT, "check-payment")
    desk.do(K.ACCOUNTANT, "check-payment", {}, of)
    desk.do(K.DIRECTOR, "approve-payment", {}, of)
    status, _ = desk.ask(K.CASHIER, "fail-payment", {"reason": "账号有误"}, of)
    assert status == 200
    desk.do(K.CASHIER, "fail-payment", {"reason": "账号有误"}, of)
    desk.do(K.JUDGE, "order-payment", payee)
    of = desk.subject(K.ACCOUNTANT, "check-payment")
    desk.do(K.ACCOUNTANT, "check-payment", {}, of)
    desk.do(K.DIRECTOR, "approve-payment", {}, of)
    _faults(desk, K.CASHIER, "settle-payment", "bank_reference", of=of, bank_reference="")
    desk.do(K.CASHIER, "settle-payment", {"bank_reference": "P1"}, of)
    desk.do(K.CASHIER, "return-payment", {"reason": "收款账户已销户"}, of)
    assert "PAYMENT_RETURNED" in desk.acts()
    desk.do(K.JUDGE, "order-payment", payee)
    of = desk.subject(K.ACCOUNTANT, "check-payment")
    desk.do(K.ACCOUNTANT, "check-payment", {}, of)
    desk.do(K.DIRECTOR, "approve-payment", {}, of)
    desk.do(K.CASHIER, "settle-payment", {"bank_reference": "P2"}, of)

    desk.do(K.JUDGE, "propose-closing")
    assert "正在进行" in desk.ask(K.JUDGE, "propose-closing")[1]
    desk.approve("CLOSING")
    with desk.reading():
        closed_on = facts_now(desk.court_no, desk.case).of(Closure).closed_on
    assert closed_on == desk.stage.today


def test_papers_are_drafted_sealed_and_served() -> None:
    from tests.support.at_the_desk import Desk, manned_stage
    from tests.support.filed import file_one
    from zhixing.instruments.operations import ensure_seal
    from zhixing.platform.database.scope import Scope, open_scope

    filed = file_one(manned_stage())
    desk = Desk(filed.stage, filed.case)
    with open_scope(Scope.system()):
        ensure_seal(desk.court_no)
    notice = {
        "duties": "支付借款本金100000元。\n支付利息。",
        "perform_days": "10",
        "enforcement_fee": "1400",
        "account_name": "示例法院",
        "account_bank": "示例银行",
        "account_number": "9000000000000001",
    }
    _faults(desk, K.JUDGE, "draft-notice", "perform_days", **{**notice, "perform_days": "0"})
    desk.do(K.JUDGE, "draft-notice", notice)
    of = desk.subject(K.CLERK, "issue-instrument")
    desk.do(K.CLERK, "issue-instrument", {}, of)
    assert "INSTRUMENT_ISSUED" in desk.acts()
    served = {"party": str(filed.debtor), "method": "DIRECT", "proof": "送达回证"}
    served["event_on"] = desk.stage.today.isoformat()
    _faults(desk, K.CLERK, "serve-instrument", "proof", of=of, **{**served, "proof": ""})
    assert "登记送达" in desk.do(K.CLERK, "serve-instrument", served, of)
    debtor = desk.subject(K.JUDGE, "draft-report-order")
    order = {"report_days": "10", "period_from": "2017-03-05", "change_days": "10"}
    _faults(desk, K.JUDGE, "draft-report-order", "report_days", of=debtor, report_days="")
    desk.do(K.JUDGE, "draft-report-order", order, debtor)
    assert "报告财产令" in desk.page(K.CLERK, "instruments")


def test_a_debtor_is_listed_restricted_and_let_go() -> None:
    _, desk = _sought()
    before = desk.page(K.JUDGE, "measures")
    assert "通知期间已届满" in before and "期间届满后作出" in before
    assert "order it when the period is over" in desk.page(K.JUDGE, "measures", "en")
    desk.stage.goto(desk.stage.today + timedelta(days=30))
    of = desk.subject(K.JUDGE, "apply-listing")
    _faults(desk, K.JUDGE, "apply-listing", "ground", "conduct_zh", of=of, ground="9")
    desk.do(K.JUDGE, "apply-listing", {"ground": "4", "conduct_zh": "拒不报告财产。"}, of)
    desk.approve("LISTING")
    listing = desk.subject(K.JUDGE, "publish-listing")
    assert "LISTING_PUBLISHED" not in desk.acts()
    desk.do(K.JUDGE, "publish-listing", {}, listing)
    desk.do(K.JUDGE, "restrict", {}, of)
    desk.approve("RESTRICTION")
    restriction = desk.subject(K.JUDGE, "lift-restriction")
    desk.do(K.JUDGE, "lift-restriction", {"reason": "已提供担保"}, restriction)
    event = {"event": "PERFORMED", "event_on": desk.stage.today.isoformat()}
    _faults(desk, K.JUDGE, "delete-listing", "event_on", of=listing, event="PERFORMED")
    status, text = desk.ask(K.JUDGE, "delete-listing", event, listing)
    assert status == 422 and "不是本次纳入的删除事由" in text, "a term of two years runs"
    desk.stage.goto(desk.stage.today + timedelta(days=740))
    ended = {"event": "TERM_ENDED", "event_on": desk.stage.today.isoformat()}
    desk.do(K.JUDGE, "delete-listing", ended, listing)


def test_coercion_takes_three_people_and_a_panel() -> None:
    sought, desk = _sought()
    desk.stage.goto(desk.stage.today + timedelta(days=30))
    today = desk.stage.today
    party = sought.filed.debtor
    for n in (3, 2):
        day = {"called_for": (today - timedelta(days=n)).isoformat()}
        desk.do(K.JUDGE, "unanswered-call", day, party)
    _faults(desk, K.JUDGE, "unanswered-call", "called_for", of=party, called_for="2018-02-30")
    desk.do(K.JUDGE, "apply-summons", {}, party)
    desk.approve("SUMMONS")
    of = desk.subject(K.COURT_POLICE, "execute-summons")
    _faults(desk, K.COURT_POLICE, "execute-summons", "arrived_at", of=of, arrived_at="早上")
    done = desk.do(K.COURT_POLICE, "execute-summons", {"arrived_at": f"{today}T09:30"}, of)
    assert "最迟" in done

    place = {"place": "示例镇示例街1号", "reason": "邻居反映藏匿现金"}
    _faults(desk, K.JUDGE, "apply-search", "reason", of=party, place="住所", reason="")
    desk.do(K.JUDGE, "apply-search", place, party)
    desk.approve("SEARCH")
    of = desk.subject(K.COURT_POLICE, "execute-search")
    form = desk.client(K.COURT_POLICE).get(desk.url("execute-search", of)).content.decode()
    own = str(desk.stage.who(K.COURT_POLICE).person)
    assert f'value="{own}"' in form
    officers = [own, str(desk.stage.who(K.CLERK).person)]
    record = {
        "officers": officers,
        "witness": "示例见证人",
        "found_items": "现金；1；500；入案款专户",
    }
    _faults(desk, K.COURT_POLICE, "execute-search", "officers", of=of, witness="甲")
    one = {**record, "officers": officers[:1]}
    _faults(desk, K.COURT_POLICE, "execute-search", "officers", of=of, **one)
    wrong = {**record, "found_items": "现金；1；五百"}
    _faults(desk, K.COURT_POLICE, "execute-search", "found_items", of=of, **wrong)
    desk.do(K.COURT_POLICE, "execute-search", record, of)

    act = {"reference": "妨害-1", "description": "撕毁封条", "evidence": "现场录像"}
    _faults(desk, K.JUDGE, "find-misconduct", "evidence", of=party, **{**act, "evidence": ""})
    refused = desk.page(K.JUDGE, "measures")
    assert "有妨害执行的行为" in refused and "查明妨害执行的事实" in refused
    desk.do(K.JUDGE, "find-misconduct", act, party)
    detention = {"misconduct": "妨害-1", "days": "15", "starts_on": today.isoformat()}
    _faults(desk, K.JUDGE, "apply-detention", "days", of=party, **{**detention, "days": "0"})
    status, text = desk.ask(K.JUDGE, "apply-detention", {**detention, "days": "16"}, party)
    assert status == 422 and "15" in text
    desk.do(K.JUDGE, "apply-detention", detention, party)
    _hold_panel(desk)
    desk.approve("DETENTION")
    of = desk.subject(K.COURT_POLICE, "execute-detention")
    desk.do(K.COURT_POLICE, "execute-detention", {"place": "示例拘留所"}, of)
    of = desk.subject(K.COURT_POLICE, "end-detention")
    early = desk.ask(K.COURT_POLICE, "end-detention", {"reason": ""}, of)
    assert early[0] == 422 and "提前解除未写明理由" in early[1]
    desk.do(K.COURT_POLICE, "end-detention", {"reason": "已履行"}, of)


def _hold_panel(desk: Desk) -> None:
    of = desk.subject(K.CLERK, "hold-panel")
    form = desk.client(K.CLERK).get(desk.url("hold-panel", of)).content.decode()
    judges = re.findall(r'<option value="([0-9a-f-]{36})"', form)
    seats = dict(zip(("presiding", "second", "third"), dict.fromkeys(judges), strict=False))
    votes = {f"{s}_vote": "FOR" for s in seats} | {f"{s}_opinion": "同意拘留" for s in seats}
    panel = {**seats, **votes, "minutes": "评议一致。"}
    twice = {**panel, "second": panel["presiding"]}
    _faults(desk, K.CLERK, "hold-panel", "presiding", of=of, **twice)
    assert "合议庭评议" in desk.do(K.CLERK, "hold-panel", panel, of)


def test_a_settlement_is_recorded_performed_in_part_and_resumed() -> None:
    sought, desk = _sought("60000.00")
    first = desk.stage.today + timedelta(days=30)
    terms = {
        "total": "60000",
        "principal": "60000",
        "count": "6",
        "every_months": "1",
        "first_on": first.isoformat(),
        "record": "执行和解协议",
        "resumption_ground": "任一期逾期",
        "agreed_by": [str(sought.filed.creditor), str(sought.filed.debtor)],
    }
    _faults(desk, K.JUDGE, "settle", "total", **{**terms, "principal": "59999"})
    past = {**terms, "first_on": (desk.stage.today - timedelta(days=1)).isoformat()}
    _faults(desk, K.JUDGE, "settle", "first_on", **past)
    lone = {**terms, "agreed_by": [str(sought.filed.creditor)]}
    status, text = desk.ask(K.JUDGE, "settle", lone)
    assert status == 422 and "各方当事人已认可" in text and "取得各方认可" in text
    page = desk.do(K.JUDGE, "settle", terms)
    assert page.count("¥10,000.00") >= 6
    page = _receive(desk, "10000", "S1", "instalment")
    assert "和解分期履行" in page or "¥10,000.00" in page
    assert "INSTALMENT_MET" in desk.acts()
    _faults(desk, K.ACCOUNTANT, "take-fee", "burden", burden="")
    _faults(desk, K.ACCOUNTANT, "take-fee", "amount", amount="99999", burden="和解协议第三条")
    desk.do(K.ACCOUNTANT, "take-fee", {"burden": "和解协议第三条：由被执行人负担"})
    assert "FEE_TAKEN" in desk.acts()
    fee = desk.subject(K.ACCOUNTANT, "refund-fee")
    desk.do(K.ACCOUNTANT, "refund-fee", {"reason": "依法免交"}, fee)
    assert "FEE_REFUNDED" in desk.acts()
    asked = {"asked_by": str(sought.filed.creditor), "reason": "第二期未付"}
    early = desk.ask(K.JUDGE, "resume-enforcement", asked)
    assert early[0] == 422, "nothing is due yet"
    _faults(desk, K.JUDGE, "resume-enforcement", "reason", **{**asked, "reason": ""})
    desk.stage.goto(first + timedelta(days=40))
    assert "恢复执行" in desk.do(K.JUDGE, "resume-enforcement", asked)


def test_the_clock_of_a_case_is_stopped_moved_and_what_was_put_up_taken_back() -> None:
    _, desk = _sought()
    start = desk.stage.today
    desk.stage.goto(start + timedelta(days=20))
    period = {"kind": "APPRAISAL", "start_on": (start + timedelta(days=5)).isoformat()}
    _faults(desk, K.JUDGE, "exclude-period", "document", **period)
    backwards = {**period, "document": "评估委托书", "last_on": start.isoformat()}
    _faults(desk, K.JUDGE, "exclude-period", "start_on", **backwards)
    status, preview = desk.ask(K.JUDGE, "exclude-period", {**period, "document": "评估委托书"})
    assert status == 200 and "案件随之变化" in preview and "期限停止计算" in preview
    desk.do(K.JUDGE, "exclude-period", {**period, "document": "评估委托书"})
    of = desk.subject(K.JUDGE, "end-period")
    ended = {"last_on": (start + timedelta(days=19)).isoformat(), "document": "评估报告"}
    _faults(
        desk, K.JUDGE, "end-period", "last_on", of=of, document="评估报告", last_on="2019-01-01"
    )
    desk.do(K.JUDGE, "end-period", ended, of)
    _faults(desk, K.JUDGE, "propose-extension", "reason", reason="")
    desk.do(K.JUDGE, "propose-extension", {"reason": "案情复杂"})
    of = desk.subject(K.JUDGE, "withdraw")
    bare = desk.ask(K.JUDGE, "withdraw", {"reason": ""}, of)
    assert bare[0] == 422 and "撤回须写明理由" in bare[1]
    desk.do(K.JUDGE, "withdraw", {"reason": "材料不齐"}, of)
    assert "MATTER_WITHDRAWN" in desk.acts() and "已撤回" in desk.page(K.JUDGE, "matters")
    desk.do(K.JUDGE, "propose-suspension", {"kind": "SUSPENSION", "document": "中止裁定书"})
    desk.approve("SUSPENSION")
    assert desk.ask(K.JUDGE, "propose-extension", {"reason": "案情复杂"})[0] == 200


def test_a_preview_made_of_an_older_docket_is_shown_anew() -> None:
    sought, desk = _sought()
    desk.stage.goto(desk.stage.today + timedelta(days=5))
    data = {"reason": "案情复杂", "step": "confirm", "seen": "1"}
    answer = desk.client(K.JUDGE).post(desk.url("propose-extension"), data)
    text = answer.content.decode()
    assert answer.status_code == 409 and "请再看一遍将要发生的事" in text
    assert "MATTER_SUBMITTED" not in desk.acts()
    edit = desk.client(K.JUDGE).post(desk.url("propose-extension"), {**data, "step": "edit"})
    assert edit.status_code == 200 and "案情复杂" in edit.content.decode()
    wrong = desk.client(K.JUDGE).get(desk.url("freeze", sought.filed.case))
    assert wrong.status_code == 404


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_offer_speaks_the_language_of_the_page(lang: str) -> None:
    _, desk = _sought()
    for tab in ("instruments", "property", "measures", "settlement", "money", "closing"):
        text = desk.page(K.JUDGE, tab, lang)
        assert ("现在可以办理" in text) == (lang == "zh"), tab
