"""What the API says of cases: filing, batches, the two readings, figures, corrections."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.doors.api.calling import Office, application_json, file_one
from zhixing.platform.principal import PostKind


def test_a_case_is_filed_and_read_back_in_yuan(office: Office) -> None:
    case = file_one(office)
    shown = office.get(f"/cases/{case}").body
    assert shown["case"]["claim"] == "10000.01"
    assert shown["reading"] == "NOW"
    assert len(shown["facts_hash"]) == 64
    listed = office.get("/cases", number=shown["case"]["number"]).body["cases"]
    assert [c["id"] for c in listed] == [str(case)]
    file_one(office, 2)
    page = office.get("/cases", is_open="true", descending="false", limit=1).body
    assert [c["id"] for c in page["cases"]] == [str(case)]
    rest = office.get("/cases", descending="false", limit=1, after=page["next_key"]).body
    assert (len(rest["cases"]), rest["next_key"]) == (1, "")
    assert office.get("/cases", after="nonsense").status == 422
    assert office.get("/cases", colour="red").code == "UNKNOWN_KEY"


def test_an_unknown_key_is_named_wherever_it_stands(office: Office) -> None:
    body = {"application": application_json(1)}
    body["application"]["debtors"][0]["nickname"] = "x"
    refused = office.post("/cases", body)
    assert (refused.status, refused.code) == (422, "UNKNOWN_KEY")
    assert refused.body["field"] == "application.debtors.0.nickname"
    assert office.post("/cases", {**body, "colour": 1}).body["problems"][-1]["field"] == "colour"


@pytest.mark.parametrize("amount", [10000.01, 1000001, "10000.1", "10,000.00", "1e3", "", None])
def test_an_amount_is_a_text_of_yuan_with_two_decimals(office: Office, amount: object) -> None:
    body = {"application": application_json(1)}
    body["application"]["obligations"][0]["amount"] = amount
    refused = office.post("/cases", body)
    assert refused.status in (400, 422)
    assert refused.code in ("FRACTION", "INVALID")


def test_a_refusal_carries_code_article_and_remedy(office: Office) -> None:
    refused = office.post("/cases", {"application": application_json(1, effective_on="2018-03-04")})
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert (refused.status, refused.code) == (422, "TITLE_NOT_EFFECTIVE")
    assert refused.body["basis"]["article"] == "18"
    assert refused.body["message_zh"] and refused.body["message_en"]
    assert refused.body["remedy_zh"] and refused.body["remedy_en"]


def test_a_batch_files_the_good_rows_and_names_the_bad(office: Office) -> None:
    unread = application_json(3, effective_on="yesterday")
    lawless = application_json(4, effective_on="2018-03-04")
    rows = [application_json(1), unread, application_json(2), lawless]
    body = {"applications": rows, "mode": "GOOD_ROWS"}
    done = office.post("/cases/batch", body).body
    assert [f["row"] for f in done["filed"]] == [1, 3]
    assert [(p["row"], p["field"], p["code"]) for p in done["problems"]] == [
        (2, "effective_on", "INVALID"),
        (4, "effective_on", "TITLE_NOT_EFFECTIVE"),
    ]
    assert done["rows"] == 4


def test_a_batch_with_one_bad_row_files_none_by_choice(office: Office) -> None:
    rows = [
        application_json(1),
        application_json(2, costs="free"),
        application_json(3, cause="长" * 200),
    ]
    done = office.post("/cases/batch", {"applications": rows}).body
    assert done["filed"] == []
    assert [(p["row"], p["field"]) for p in done["problems"]] == [(2, "costs"), (3, "cause")]
    assert office.get("/cases").body["cases"] == []


def test_a_batch_holds_no_more_than_five_thousand_rows(office: Office) -> None:
    refused = office.post("/cases/batch", {"applications": [{}] * 5001})
    assert (refused.status, refused.body["field"]) == (422, "applications")


def test_a_batch_may_be_larger_than_other_requests(office: Office) -> None:
    rows = [{**application_json(1), "padding": "长" * 3000}] * 600
    done = office.post("/cases/batch", {"applications": rows, "mode": "GOOD_ROWS"})
    assert (done.status, done.body["filed"], done.body["rows"]) == (200, [], 600)
    assert {p["field"] for p in done.body["problems"]} == {"padding"}
    assert office.post("/cases", {"applications": rows}).status == 413


def test_the_same_application_key_with_another_body_gives_both_hashes(office: Office) -> None:
    office.post("/cases", {"application": application_json(1)})
    again = office.post("/cases", {"application": application_json(1, cause="买卖合同")})
    assert (again.status, again.code) == (409, "APPLICATION_KEY_REUSED")
    assert len(set(again.body["hashes"])) == 2


def test_both_readings_of_a_day_differ_after_a_late_record(office: Office) -> None:
    case = file_one(office)
    before = office.get(f"/cases/{case}").body["facts"]
    drive(office)
    correction = {"corrected": {"reason": "录入有误", "costs": "50.00"}}
    done = office.post(f"/cases/{case}/claim/correction", correction)
    assert done.status == 200, done.body
    known = {"on": "2018-03-05", "reading": "KNOWN", "known_at": "2018-03-05T23:00:00+08:00"}
    assert office.get(f"/cases/{case}", **known).body["facts"] == before
    stood = office.get(f"/cases/{case}", on="2018-03-05", reading="STOOD").body["facts"]
    assert stood["debt"]["costs"] == 5000
    assert stood == office.get(f"/cases/{case}").body["facts"]


def drive(office: Office) -> None:
    """Move the rehearsal court's clock on by two days."""
    from datetime import date

    from zhixing.courts.operations import drive_clock
    from zhixing.kernel.clock import instant
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()):
        drive_clock(office.desk.court.court_no, instant(date(2018, 3, 7)))


def test_an_act_is_corrected_in_its_own_type_only(office: Office) -> None:
    case = file_one(office)
    acts = office.get(f"/cases/{case}/acts").body["items"]
    body = {"payload": {"nonsense": 1}, "occurred_on": "2018-03-05"}
    refused = office.post(f"/cases/{case}/acts/{acts[0]['id']}/correction", body)
    assert (refused.status, refused.code) == (422, "INVALID")
    assert refused.body["field"].startswith("payload")


def test_figures_open_to_their_reasons_and_nodes_are_overdue_by_comparison(office: Office) -> None:
    case = file_one(office)
    names = office.get("/figures").body["items"]
    assert "debt" in names
    finding = office.get(f"/cases/{case}/figures/debt", on="2018-03-05").body
    assert finding["rule"] and finding["steps"] and finding["conclusion_zh"]
    again = office.post(
        f"/law/{finding['rule']}", {"inputs": finding["inputs"], "on": finding["on"]}
    )
    assert again.body == finding
    nodes = office.get(f"/cases/{case}/nodes", on="2019-03-05").body["items"]
    assert any(n["overdue_days"] > 0 for n in nodes)
    assert office.get(f"/cases/{case}/figures/nothing").status == 404


def test_a_day_in_the_future_is_no_day_of_an_act(office: Office) -> None:
    body = {"application": application_json(1), "on": "2018-03-06"}
    refused = office.post("/cases", body)
    assert (refused.status, refused.code) == (422, "DAY_IN_THE_FUTURE")


def test_approvals_take_no_day_from_the_client(office: Office) -> None:
    case = file_one(office)
    debtor = parties(office, case)[1]
    body = {"plan": {"party": debtor}, "on": "2018-03-01"}
    assert office.post(f"/cases/{case}/restrictions", body).code == "UNKNOWN_KEY"


def test_local_rules_that_nobody_can_read_are_not_adopted(office: Office) -> None:
    """They would stand in the way of every case of the court."""
    rule = {"code": "X", "amount": 3, "unit": "FORTNIGHT"}
    new = {"legal_basis": "规定", "valid_from": "2018-03-05", "review_on": "2019-03-05"}
    body = {"new": {**new, "value": {"rules": [rule]}}}
    refused = office.post("/court/policies/LOCAL_RULES", body, PostKind.DIRECTOR)
    assert (refused.status, refused.code) == (422, "POLICY_VALUE_UNREADABLE")
    assert refused.body["field"] == "value.rules[0].unit"
    assert office.post("/cases", {"application": application_json(1)}).status == 201


def parties(office: Office, case: UUID) -> list[str]:
    facts = office.get(f"/cases/{case}").body["facts"]
    found = sorted(facts["standings"]["parties"], key=lambda s: str(s["role"]))
    return [s["party"] for s in found]


def test_money_goes_out_by_maker_checker_approver_and_cashier(office: Office) -> None:
    case = file_one(office)
    creditor = parties(office, case)[0]
    opened = office.post(f"/cases/{case}/account", {"number": "62281"}, PostKind.ACCOUNTANT)
    assert opened.status == 200 or opened.status == 201, opened.body
    incoming = {
        "reference": "R-1",
        "received_on": "2018-03-05",
        "amount": "5000.00",
        "account_number": "62281",
    }
    posted = office.post("/receipts", {"incoming": incoming}, PostKind.ACCOUNTANT)
    assert posted.body["case"] == str(case)
    request = {
        "payee": creditor,
        "amount": "5000.00",
        "bank_name": "示例银行",
        "account_number": "6222020200099",
        "purpose": "发放案款",
    }
    order = office.post(f"/cases/{case}/payments", {"request": request})
    assert order.status == 201, order.body
    path = f"/payments/{order.body['id']}"
    assert office.post(f"{path}/check", {}, PostKind.JUDGE).status == 403
    assert office.post(f"{path}/check", {}, PostKind.ACCOUNTANT).status == 204
    assert office.post(f"{path}/approval", {}, PostKind.DIRECTOR).status == 204
    paid = {"bank_reference": "B-1"}
    assert office.post(f"{path}/settlement", paid, PostKind.CLERK).status == 403
    assert office.post(f"{path}/settlement", paid, PostKind.CASHIER).status == 204
    shown = office.get(f"/cases/{case}/payments").body["items"][0]
    assert (shown["state"], shown["amount"], shown["account_tail"]) == ("PAID", "5000.00", "0099")
    assert office.get(f"/cases/{case}/money").body["held"] == "0.00"


def test_an_identity_is_shown_for_a_purpose_and_searches_hide_numbers(office: Office) -> None:
    case = file_one(office)
    debtor = parties(office, case)[1]
    masked = office.get(f"/parties/{debtor}").body
    assert "*" in masked["number_masked"]
    missing = {"purpose": {"code": "QUERY", "text": " "}}
    assert office.post(f"/parties/{debtor}/identity", missing).code == "PURPOSE_MISSING"
    shown = office.post(
        f"/parties/{debtor}/identity", {"purpose": {"code": "QUERY", "text": "核对身份"}}
    )
    assert shown.status == 200, shown.body
    assert len(shown.body["number"]) == 18
    found = office.post(
        "/parties/search", {"wanted": shown.body["number"], "field": "NUMBER"}
    ).body["items"]
    assert [f["id"] for f in found] == [debtor]


def test_a_restriction_goes_through_the_trays_of_its_route(office: Office) -> None:
    case = file_one(office)
    debtor = parties(office, case)[1]
    refused = office.post(f"/cases/{case}/restrictions", {"plan": {"party": debtor}})
    assert refused.status == 422, refused.body
    assert refused.body["basis"] and refused.body["remedy_zh"]
    listed = office.get("/matters/waiting", PostKind.DIRECTOR).body["items"]
    asked = {"party": debtor, "place": "示例市示例区1号", "reason": "有隐匿财产线索"}
    matter = office.post(f"/cases/{case}/searches", {"plan": asked})
    assert (listed, matter.status) == ([], 201), matter.body
    path = f"/matters/{matter.body['id']}"
    waiting = office.get("/matters/waiting", PostKind.DIRECTOR).body["items"]
    assert [m["id"] for m in waiting] == [matter.body["id"]]
    changed = {"approve": True, "text": "", "seen_hash": "0" * 64}
    conflict = office.post(f"{path}/opinion", changed, PostKind.DIRECTOR)
    assert (conflict.status, conflict.code) == (409, "MATTER_CHANGED")
    yes = {"approve": True, "text": "同意", "seen_hash": waiting[0]["payload_hash"]}
    assert office.post(f"{path}/opinion", yes, PostKind.PRESIDENT).code == "NOT_YOUR_TURN"
    assert office.post(f"{path}/opinion", yes, PostKind.DIRECTOR).body == {"result": "OPEN"}
    assert office.post(f"{path}/opinion", yes, PostKind.PRESIDENT).body == {"result": "APPROVED"}
    assert len(office.get(path).body["opinions"]) == 2
