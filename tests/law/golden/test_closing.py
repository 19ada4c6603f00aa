"""Closing: every condition is needed, five and five make ten, evidence is named."""

from __future__ import annotations

from typing import Any

import pytest

from zhixing.law.closing.conditions import NATIONAL, PARTS, SAMPLE_LOCAL
from zhixing.law.topics.asking import ask, get_topic

TOPIC = get_topic("closing-test")
PART_NAMES = [n.code.lower() for parts in PARTS.values() for n in parts]
DONE: dict[str, Any] = dict.fromkeys(
    [*PART_NAMES, "applicant_told", "panel_reviewed", "president_approved"], True
)


def asked(mode: str = "terminated_this_procedure", **facts: Any) -> dict[str, Any]:
    answered: dict[str, Any] = ask(TOPIC, {"facts": {"mode": mode, **facts}})
    return answered


def ending(on: str = "2018-06-01", **facts: Any) -> dict[str, Any]:
    return asked(on=on, filed_on="2018-01-31", **{**DONE, **facts})


def test_five_national_conditions_and_no_more() -> None:
    assert len(NATIONAL) == 5 and len(SAMPLE_LOCAL) == 5
    result = ending()["result"]
    assert result["permitted"] is True and result["conditions"] == 5


@pytest.mark.parametrize("name", [*PART_NAMES, "applicant_told", "president_approved"])
def test_one_missing_part_blocks(name: str) -> None:
    facts: dict[str, Any] = {name: False}
    result = ending(**facts)["result"]
    assert result["permitted"] is False
    assert result["missing"] == [name.upper()]
    assert result["remedies"][0]["remedy_zh"] and result["remedies"][0]["remedy_en"]


@pytest.mark.parametrize(
    ("signed", "panel", "permitted"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_signature_or_panel(signed: bool, panel: bool, permitted: bool) -> None:
    result = ending(applicant_signed=signed, panel_reviewed=panel)["result"]
    assert result["permitted"] is permitted


@pytest.mark.parametrize(
    ("filed", "on", "permitted"),
    [
        ("2018-01-31", "2018-04-30", False),
        ("2018-01-31", "2018-05-01", True),
        ("2017-11-30", "2018-02-28", False),
        ("2017-11-30", "2018-03-01", True),
    ],
)
def test_more_than_three_months(filed: str, on: str, permitted: bool) -> None:
    result = asked(on=on, filed_on=filed, **DONE)["result"]
    assert result["permitted"] is permitted


def test_ten_conditions_each_with_its_evidence() -> None:
    local = [
        {"code": f"LOCAL_{code}", "text": zh, "met": True, "evidence": f"卷{n}"}
        for n, (code, zh, _) in enumerate(SAMPLE_LOCAL)
    ]
    papers = dict.fromkeys(NATIONAL, "正卷")
    whole = ending(local=local, evidence=papers)["result"]
    assert whole == {**whole, "permitted": True, "missing": [], "conditions": 10}
    for code in NATIONAL:
        lacking = {c: p for c, p in papers.items() if c != code}
        missing = ending(local=local, evidence=lacking)["result"]["missing"]
        assert missing == [f"{code}_EVIDENCE"]
    for n in range(5):
        unmet = [dict(c, met=k != n) for k, c in enumerate(local)]
        assert ending(local=unmet, evidence=papers)["result"]["missing"] == [local[n]["code"]]
        bare = [dict(c, evidence="" if k == n else "卷") for k, c in enumerate(local)]
        missing = ending(local=bare, evidence=papers)["result"]["missing"]
        assert missing == [f"{local[n]['code']}_EVIDENCE"]


def test_before_the_provisions_of_2016_the_interpretation_alone() -> None:
    facts: dict[str, Any] = {
        "filed_on": "2016-11-01",
        "investigated": True,
        "president_approved": True,
    }
    result = asked(on="2016-11-30", panel_reviewed=True, **facts)["result"]
    assert result == {**result, "permitted": True, "conditions": 1}
    later = asked(on="2016-12-01", panel_reviewed=True, **facts)["result"]
    assert "THREE_MONTHS" in later["missing"] and "NOTICE_SENT" in later["missing"]


def test_faults_name_their_fields() -> None:
    doubled = [{"code": "A", "text": "a", "met": True}, {"code": "A", "text": "b", "met": True}]
    for answered, code, field in (
        (asked("performed"), "MISSING", "facts.outstanding"),
        (asked("cancelled"), "MISSING", "facts.ground"),
        (asked("not_enforced", ground="duplicate"), "NOT_WITH_MODE", "facts.ground"),
        (asked("withdrawn", ground="duplicate"), "NOT_WITH_MODE", "facts.ground"),
        (ending(local=doubled), "DOUBLE_CODE", "facts.local[1].code"),
        (asked(on="2018-01-01", filed_on="2018-01-02"), "AFTER_CLOSING", "facts.filed_on"),
    ):
        assert (answered["error"]["code"], answered["error"]["field"]) == (code, field)
