"""What the queries of a case cover: kind by kind, who answered, who misses and why, at one cost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.banks import Bank, Deposit, Sought, make_bank, seek
from tests.support.searching import adopt
from zhixing.cases.figures import explain
from zhixing.inquiry.search.coverage import Coverage, CoverLine, Gap, get_query_coverage
from zhixing.law.network.coverage import Cover
from zhixing.law.registry import execute

CHECKS = {"checks": [{"code": "BANK", "zh": "存款", "en": "deposits", "kinds": ["DEPOSIT"]}]}


def covered(sought: Sought, on: date | None = None) -> Coverage:
    day = on or sought.today
    return sought.read(
        lambda: get_query_coverage(sought.court_no, sought.filed.case, sought.facts, day)
    )


def line(found: Coverage, kind: str = "DEPOSIT") -> CoverLine:
    return next(x for x in found.lines if x.kind == kind)


def gap(found: Coverage, bank: Bank) -> Any:
    return next((m.gap for m in line(found).missing if m.institution == bank.id), None)


def test_an_institution_is_missing_until_it_has_answered_nothing_included(tmp_path: Path) -> None:
    bank, poor = make_bank(tmp_path, Deposit("6200000000000001", "80.00")), make_bank(tmp_path)
    sought = seek()
    before = covered(sought)
    assert gap(before, bank) is gap(before, poor) is Gap.NOT_ASKED
    assert line(before).cover is Cover.NOT_ASKED and line(before).is_named
    sought.query(bank, poor)
    waiting = covered(sought)
    assert gap(waiting, bank) is Gap.WAITING and line(waiting).asked == 2
    assert line(waiting).cover is Cover.WAITING
    late = covered(sought, sought.today + timedelta(days=60))
    assert gap(late, bank) is Gap.LATE
    bank.cycle()
    poor.cycle()
    after = covered(sought)
    assert gap(after, bank) is gap(after, poor) is None
    assert line(after).answered == 2
    yesterday = covered(sought, sought.today - timedelta(days=1))
    assert gap(yesterday, bank) is Gap.NOT_ASKED, "on the day before it was not asked"


def test_a_look_up_that_failed_is_no_answer(tmp_path: Path) -> None:
    bank = make_bank(tmp_path, lookup="error")
    sought = seek()
    sought.query(bank)
    bank.cycle(2)
    found = covered(sought)
    assert line(found).answered == 0 and gap(found, bank) in (Gap.FAILED, Gap.REJECTED)


def test_the_figure_is_computed_again_to_the_same_and_names_its_article(tmp_path: Path) -> None:
    sought = seek()
    sought.query(make_bank(tmp_path))
    found = covered(sought).finding
    case, day = sought.filed.case, sought.today
    again = sought.read(lambda: explain(sought.court_no, case, "query-coverage", day))
    assert execute(again.rule, again.inputs, day).value == found.value == again.value
    assert any(s.basis and s.basis.instrument == "TERMINATION" for s in found.steps)


def test_what_the_court_s_checks_still_miss_is_said(tmp_path: Path) -> None:
    bank, sought = make_bank(tmp_path), seek()
    adopt(sought.court_no, "FOUR_CHECKS", CHECKS)
    assert covered(sought).finding.inputs["checks_kinds"] == ["DEPOSIT"]
    sought.query(bank)
    bank.cycle()
    assert covered(sought).finding.inputs["checks_kinds"] == []


def test_it_costs_the_same_however_much_was_asked(tmp_path: Path) -> None:
    def cost() -> int:
        facts = sought.facts
        with CaptureQueriesContext(connection) as captured:
            sought.read(lambda: get_query_coverage(sought.court_no, case, facts, sought.today))
        return len([q for q in captured if "set_config" not in q["sql"]])

    sought = seek()
    case = sought.filed.case
    none = cost()
    banks = [make_bank(tmp_path) for _ in range(3)]
    sought.query(*banks)
    asked = cost()
    for bank in banks:
        bank.cycle()
    assert none == asked == cost()
