"""Deeds the API had before the desk: look-outs, shielding, mediation, reversal, corrections."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk
    from tests.support.filed import FiledCase


def _adopt(desk: Desk, code: str, value: dict[str, Any]) -> None:
    from zhixing.courts import operations as courts
    from zhixing.platform.database.scope import Scope, open_scope

    on = desk.stage.today
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                desk.court_no, code, "（演练）本院办法", on, on + timedelta(days=365), value
            )
        )


def _desk() -> tuple[FiledCase, Desk]:
    from tests.support.at_the_desk import Desk, manned_stage
    from tests.support.filed import file_one, notify
    from zhixing.instruments.operations import ensure_seal
    from zhixing.platform.database.scope import Scope, open_scope

    filed = file_one(manned_stage())
    notify(filed)
    desk = Desk(filed.stage, filed.case)
    with open_scope(Scope.system()):
        ensure_seal(desk.court_no)
    return filed, desk


def _refused(desk: Desk, kind: K, deed: str, words: str, /, of: Any = None, **data: Any) -> None:
    """Insist that a form sent on is answered by a refusal with these words, nothing written."""
    before = desk.acts()
    status, text = desk.ask(kind, deed, data, of)
    assert status in (403, 409, 422) and words in text, (deed, status)
    assert desk.acts() == before


def _sealed_notice(desk: Desk) -> None:
    report = {"report_days": "10", "period_from": "2017-03-05", "change_days": "10"}
    desk.do(K.JUDGE, "draft-report-order", report, desk.subject(K.JUDGE, "draft-report-order"))
    draft = desk.subject(K.JUDGE, "revise-draft")
    form = desk.client(K.JUDGE).get(desk.url("revise-draft", draft)).content.decode()
    assert 'value="10"' in form, "the form shows the draft as it stands"
    _refused(desk, K.JUDGE, "revise-draft", "1至365", draft, **{**report, "report_days": "0"})
    desk.do(K.JUDGE, "revise-draft", {**report, "report_days": "7"}, draft)
    form = desk.client(K.JUDGE).get(desk.url("revise-draft", draft)).content.decode()
    assert 'value="7"' in form
    desk.do(K.CLERK, "issue-instrument", {}, draft)
    assert desk.client(K.JUDGE).get(desk.url("revise-draft", draft)).status_code == 404


def test_a_look_out_is_off_then_under_policy_approved_sent_met_and_cancelled() -> None:
    from django.db import connection

    filed, desk = _desk()
    debtor, today = filed.debtor, desk.stage.today
    off = desk.page(K.JUDGE, "measures")
    assert "该功能关闭" in off and "须由本院依法制定有期限、有复核日的制度" in off
    review = {"review_on": (today + timedelta(days=60)).isoformat()}
    _refused(desk, K.JUDGE, "apply-look-out", "该功能关闭", debtor, **review)

    _adopt(desk, "LOOK_OUT", {"review_days": 90})
    form = desk.client(K.JUDGE).get(desk.url("apply-look-out", debtor)).content.decode()
    assert "（演练）本院办法" in form and "制度复核日" in form and "90日" in form
    late = (today + timedelta(days=91)).isoformat()
    _refused(desk, K.JUDGE, "apply-look-out", "复核日应在今后90日以内", debtor, review_on=late)
    assert desk.client(K.ACCOUNTANT).get(desk.url("apply-look-out", debtor)).status_code == 403
    desk.do(K.JUDGE, "apply-look-out", review, debtor)
    desk.approve("LOOK_OUT")
    again = desk.page(K.JUDGE, "measures")
    assert "对该人的布控尚未撤销" in again and "LOOK_OUT_OPENED" in desk.acts()

    _sealed_notice(desk)
    of = desk.subject(K.JUDGE, "send-look-out")
    _refused(desk, K.JUDGE, "send-look-out", "有以下各项须改正", of)
    form = desk.client(K.JUDGE).get(desk.url("send-look-out", of)).content.decode()
    paper = form.split('name="papers" value="')[1].split('"')[0]
    desk.do(K.JUDGE, "send-look-out", {"papers": [paper]}, of)
    with desk.reading(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM platform_outbox WHERE key = %s", [f"look-out/{of}"])
        assert cursor.fetchone() == (1,), "the preview sent nothing, the deed sent it once"
    met = {"place": "示例车站", "reported_by": "示例派出所"}
    _refused(desk, K.JUDGE, "record-hit", "有以下各项须改正", of, place="示例车站")
    desk.do(K.JUDGE, "record-hit", met, of)
    bare = desk.ask(K.JUDGE, "close-look-out", {"reason": " "}, of)
    assert bare[0] == 422 and "撤销布控须写明原因" in bare[1]
    desk.do(K.JUDGE, "close-look-out", {"reason": "已到案"}, of)
    assert desk.acts()[-1] == "LOOK_OUT_CLOSED"
    assert desk.client(K.JUDGE).get(desk.url("close-look-out", of)).status_code == 404


def _listed(desk: Desk, debtor: Any) -> Any:
    desk.stage.goto(desk.stage.today + timedelta(days=30))
    desk.do(K.JUDGE, "apply-listing", {"ground": "4", "conduct_zh": "拒不报告财产。"}, debtor)
    desk.approve("LISTING")
    listing = desk.subject(K.JUDGE, "publish-listing")
    desk.do(K.JUDGE, "publish-listing", {}, listing)
    return listing


def test_a_listing_is_shielded_under_policy_proposed_again_and_shown_again() -> None:
    filed, desk = _desk()
    listing = _listed(desk, filed.debtor)
    asked = {"asked_by": str(filed.creditor), "in_writing": "on", "kept": "on"}
    assert "本院没有施行暂停公布的制度" in desk.page(K.JUDGE, "measures")
    _refused(desk, K.JUDGE, "apply-shielding", "没有施行暂停公布的制度", listing, **asked)
    _adopt(desk, "LOCAL_RULES", {"rules": [{"code": "SHIELDING"}]})
    unasked = {"asked_by": str(filed.creditor), "kept": "on"}
    _refused(desk, K.JUDGE, "apply-shielding", "没有书面申请", listing, **unasked)
    unkept = {"asked_by": str(filed.creditor), "in_writing": "on"}
    _refused(desk, K.JUDGE, "apply-shielding", "没有按和解协议履行", listing, **unkept)
    desk.do(K.JUDGE, "apply-shielding", asked, listing)
    desk.approve("SHIELDING")
    assert "LISTING_SHIELDED" in desk.acts() and "暂停公布" in desk.page(K.JUDGE, "measures")
    assert desk.client(K.JUDGE).get(desk.url("publish-listing", listing)).status_code == 404
    debtor = desk.subject(K.JUDGE, "propose-relisting")
    desk.do(K.JUDGE, "propose-relisting", {}, debtor)
    assert desk.acts()[-1] == "RELISTING_PROPOSED"
    desk.do(K.JUDGE, "lift-shielding", {}, listing)
    assert desk.acts()[-1] == "LISTING_PUBLISHED"
    assert desk.client(K.JUDGE).get(desk.url("lift-shielding", listing)).status_code == 404
    assert desk.client(K.JUDGE).get(desk.url("propose-relisting", debtor)).status_code == 404


def test_a_mediation_is_logged_and_a_missed_instalment_noted_by_day() -> None:
    filed, desk = _desk()
    session = {
        "place": "示例法庭",
        "people": "申请执行人；甲某\n被执行人；乙某",
        "offers": "乙某；60000；1000；；还价；先付一千\n甲某；60000；;1；待定；一次付清",
        "minutes": "双方未达成一致。",
    }
    form = desk.client(K.JUDGE).get(desk.url("hold-mediation")).content.decode()
    assert "法院；" in form and "被执行人；" in form, "the people of the case stand there already"
    alien = {**session, "offers": "丙某；60000；1000；；；"}
    _refused(desk, K.JUDGE, "hold-mediation", "提出人须在参加人之列", **alien)
    _refused(desk, K.JUDGE, "hold-mediation", "身份；姓名", **{**session, "people": "乙某"})
    unknown = {**session, "offers": "乙某；60000；1000；9；；"}
    _refused(desk, K.JUDGE, "hold-mediation", "所回应的方案9不存在", **unknown)
    status, preview = desk.ask(K.JUDGE, "hold-mediation", session)
    assert status == 200 and "60个月" in preview, "60,000 at 1,000 a month"
    desk.do(K.JUDGE, "hold-mediation", session)
    assert "第2号" in desk.client(K.JUDGE).get(desk.url("hold-mediation")).content.decode()

    first = desk.stage.today + timedelta(days=30)
    terms = {
        "total": "60000",
        "principal": "60000",
        "count": "6",
        "every_months": "1",
        "first_on": first.isoformat(),
        "record": "执行和解协议",
        "resumption_ground": "任一期逾期",
        "agreed_by": [str(filed.creditor), str(filed.debtor)],
    }
    desk.do(K.JUDGE, "settle", terms)
    _refused(desk, K.JUDGE, "record-default", "没有未记录的违约")
    desk.stage.goto(first + timedelta(days=3))
    assert "第1期违约" in desk.do(K.JUDGE, "record-default")
    _refused(desk, K.JUDGE, "record-default", "没有未记录的违约")


def test_a_receipt_is_reversed_once_with_a_reason_and_not_when_paid_out() -> None:
    from zhixing.cases.queries import facts_now
    from zhixing.funds.acts import Money

    filed, desk = _desk()
    if "open-account" in desk.page(K.ACCOUNTANT, "money"):
        desk.do(K.ACCOUNTANT, "open-account", {"number": f"9{desk.court_no:08d}0007"})
    day = desk.stage.today.isoformat()
    for n, amount in enumerate(("300", "500")):
        received = {"amount": amount, "reference": f"R{n}", "kind": "voluntary"}
        desk.do(K.ACCOUNTANT, "post-receipt", {**received, "received_on": day})
    small, large = (desk.subject(K.ACCOUNTANT, "reverse-receipt", n) for n in (0, 1))
    bare = desk.ask(K.ACCOUNTANT, "reverse-receipt", {"reason": " "}, small)
    assert bare[0] == 422 and "冲正须写明理由" in bare[1]
    assert desk.client(K.JUDGE).get(desk.url("reverse-receipt", small)).status_code == 403
    pay = {"bank_name": "示例银行", "account_number": "6222000000000009", "purpose": "发放"}
    desk.do(K.JUDGE, "order-payment", {"payee": str(filed.creditor), "amount": "400", **pay})
    late = {"reason": "银行退票"}
    _refused(desk, K.ACCOUNTANT, "reverse-receipt", "不足以冲正", large, **late)
    desk.do(K.ACCOUNTANT, "reverse-receipt", late, small)
    with desk.reading():
        assert facts_now(desk.court_no, desk.case).of(Money).received.yuan == "500.00"
    assert desk.client(K.ACCOUNTANT).get(desk.url("reverse-receipt", small)).status_code == 404


def test_bank_interest_needs_the_courts_rule_and_is_taken_back_by_counter_entry() -> None:
    _, desk = _desk()
    desk.do(K.ACCOUNTANT, "open-account", {"number": f"9{desk.court_no:08d}0008"})
    line = {"amount": "3.21", "credited_on": desk.stage.today.isoformat(), "reference": "J1"}
    assert "本院也没有施行这一制度" in desk.page(K.ACCOUNTANT, "money")
    _refused(desk, K.ACCOUNTANT, "credit-interest", "本院也没有施行这一制度", **line)
    _adopt(desk, "ACCOUNT_INTEREST", {"to": "CASE"})
    assert "归本案" in desk.client(K.ACCOUNTANT).get(desk.url("credit-interest")).content.decode()
    desk.do(K.ACCOUNTANT, "credit-interest", line)
    of = desk.subject(K.ACCOUNTANT, "reverse-interest")
    bare = desk.ask(K.ACCOUNTANT, "reverse-interest", {"reason": ""}, of)
    assert bare[0] == 422 and "未写明理由" in bare[1]
    desk.do(K.ACCOUNTANT, "reverse-interest", {"reason": "银行更正"}, of)
    assert desk.acts()[-1] == "INTEREST_REVERSED"


def test_a_party_is_succeeded_a_claim_and_an_entry_are_corrected() -> None:
    from tests.support.bureau import resident
    from zhixing.cases.docket.chapters import Debt, Standings
    from zhixing.cases.queries import facts_now

    filed, desk = _desk()
    heir = {
        "former": f"APPLICANT/{filed.creditor}",
        "name": "示例继承人",
        "kind": "PERSON",
        "id_kind": "RESIDENT_ID",
        "number": "110101199001010000",
        "ground": "债权转让协议及通知",
    }
    _refused(desk, K.CLERK, "record-succession", "有以下各项须改正", **heir)
    heir["number"] = resident(17)
    desk.do(K.CLERK, "record-succession", heir)
    with desk.reading():
        standings = facts_now(desk.court_no, desk.case).of(Standings)
    assert filed.creditor not in standings.of_role("APPLICANT")

    form = desk.client(K.JUDGE).get(desk.url("correct-claim")).content.decode()
    assert 'name="amount_0" value="100000.00"' in form
    _refused(desk, K.JUDGE, "correct-claim", "有以下各项须改正", reason="计算有误")
    days = {"effective_on": "", "served_on": "", "performance_until": "", "costs": ""}
    desk.do(K.JUDGE, "correct-claim", {"amount_0": "90000", "reason": "计算有误", **days})
    with desk.reading():
        items = facts_now(desk.court_no, desk.case).of(Debt).obligations
    assert items[0].amount.yuan == "90000.00"

    call = {"called_for": (desk.stage.today - timedelta(days=2)).isoformat()}
    desk.do(K.JUDGE, "unanswered-call", call, filed.debtor)
    form = desk.client(K.JUDGE).get(desk.url("annul-act")).content.decode()
    (entry, *_) = re.findall(r'<option value="([^"]+)"', form)
    assert "传唤未到" in form
    _refused(desk, K.JUDGE, "annul-act", "有以下各项须改正", act=entry, reason="")
    early = {"act": entry, "occurred_on": (desk.stage.today - timedelta(days=1)).isoformat()}
    desk.do(K.JUDGE, "correct-day", early)
    desk.do(K.JUDGE, "annul-act", {"act": entry, "reason": "误录他案"})
    assert desk.acts()[-1] == "ACT_ANNULLED"
    text = desk.client(K.JUDGE).get(desk.url("annul-act")).content.decode()
    assert entry not in text, "what is annulled is not offered again"
