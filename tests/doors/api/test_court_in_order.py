"""Command, accounts and nodes of a court over the API: who commands, what lacks, what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.doors.api.calling import Office, file_one
from tests.doors.api.test_fees import rows
from tests.rooms.cases.filing.making import ON
from zhixing.platform.principal import PostKind as K


def test_one_vice_president_one_director_and_two_deputies_command(office: Office) -> None:
    shown = office.get("/court/command", on=ON.isoformat()).body
    assert shown["vice_president"]["post"]["command_role"] == "SUPERVISING_VICE_PRESIDENT"
    assert shown["director"]["post"]["command_role"] == "BUREAU_DIRECTOR"
    deputies = shown["deputies"]
    assert len({d["person"]["id"] for d in deputies}) == 2
    before = office.get("/court/command", on="1990-01-01").body
    assert (before["vice_president"], before["director"], before["deputies"]) == (None, None, [])


def test_approval_follows_the_route_of_its_day(office: Office) -> None:
    changed = date(ON.year + 1, 3, 1)
    laid = office.post(
        "/court/approval-routes/FREEZE",
        {
            "steps": ["DIRECTOR", "VICE_PRESIDENT"],
            "valid_from": changed.isoformat(),
            "legal_basis": "本院审批权限清单（虚构）",
        },
        K.PRESIDENT,
    )
    assert laid.status == 201, laid.body

    def steps(day: date) -> Any:
        return office.get("/court/approval-routes/FREEZE", on=day.isoformat()).body["steps"]

    assert steps(changed - timedelta(days=1)) == ["DIRECTOR"]
    assert steps(changed) == ["DIRECTOR", "VICE_PRESIDENT"]


def test_every_filed_case_gets_its_own_account_and_what_lacks_is_counted(office: Office) -> None:
    day = ON.isoformat()
    one, two = file_one(office), file_one(office, 2)
    number = f"9{office.desk.court.court_no:08d}77"
    office.post(f"/cases/{one}/account", {"number": number, "on": day}, K.ACCOUNTANT)
    for case in (one, two):
        assert office.get(f"/cases/{case}").body["case"]["filed_on"], "both are filed"
    seen = office.get("/accounts/coverage", on="2100-01-01").body
    assert seen == {"filed": 2, "with_account": 1, "lacking": 1}
    assert office.post("/accounts/missing", {}, K.JUDGE).status == 403
    opened = office.post("/accounts/missing", {}, K.ACCOUNTANT)
    assert opened.body == {"result": 1}, opened.body
    seen = office.get("/accounts/coverage", on="2100-01-01").body
    assert seen == {"filed": 2, "with_account": 2, "lacking": 0}
    numbers = {office.get(f"/cases/{c}/money").body["account_number"] for c in (one, two)}
    assert len(numbers) == 2 and number in numbers and "" not in numbers
    assert office.post("/accounts/missing", {}, K.ACCOUNTANT).body == {"result": 0}


def test_a_node_says_its_limit_quality_authority_hand_over_and_reminders(office: Office) -> None:
    case = file_one(office)
    shown = rows(office, f"/cases/{case}/nodes")
    closing = next(n for n in shown if n["node"]["code"] == "CLOSE_CASE")
    due_on = date.fromisoformat(closing["node"]["due_on"])
    for part in ("quality", "authority", "hand_over"):
        assert closing["charter"][f"{part}_zh"] and closing["charter"][f"{part}_en"]
    day = (due_on - timedelta(days=20)).isoformat()
    later = office.get(f"/cases/{case}/nodes", on=day).body
    found = later if isinstance(later, list) else next(iter(later.values()))
    closing = next(n for n in found if n["node"]["code"] == "CLOSE_CASE")
    ahead = [due_on - timedelta(days=d) for d in (15, 7)]
    assert closing["remind_on"] == [d.isoformat() for d in ahead]


def test_what_the_queries_of_a_case_cover_is_told_kind_by_kind_with_its_reasons(
    office: Office,
) -> None:
    case = file_one(office)
    seen = office.get(f"/cases/{case}/query-coverage", on="2100-01-01")
    assert seen.status == 200, seen.body
    by_kind = {line["kind"]: line for line in seen.body["lines"]}
    assert by_kind["DEPOSIT"]["is_named"], "the article names deposits"
    for line in seen.body["lines"]:
        assert line["zh"] and line["en"]
        assert (line["asked"], line["answered"]) == (0, 0), "the case has asked nobody"
        assert (line["cover"] == "OFF_NETWORK") == (line["institutions"] == 0), line
    assert office.get(f"/cases/{uuid4()}/query-coverage", on="2100-01-01").status == 404
