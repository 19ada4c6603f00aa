"""Golden cases: figures worked by hand or told by a published report, not by this code."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.calendar import calendar, use
from zhixing.law.calendar import read_year as read_calendar_year
from zhixing.law.clock.case_clock import ExcludedRange, Exclusion, case_clock
from zhixing.law.coercion.detention import detention
from zhixing.law.instruments import NotInForce, cite
from zhixing.law.interest.debt import debt_today
from zhixing.law.interest.debt_facts import Item, ItemKind, Owed, Payment
from zhixing.law.interest.months_to_repay import months_to_repay
from zhixing.law.nodes.compute import nodes
from zhixing.law.nodes.node import NodeFacts, NodeKind, Subject, SubjectKind
from zhixing.law.parameters import ParameterMissing, parameter
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.policies.policy import sample_policies

FILED = date(2015, 10, 9)
POLICIES = sample_policies(Days(date(2015, 1, 1)), "节点管理办法（虚构）")


def test_a_case_of_october_2015_is_51_days_overdue_in_june() -> None:
    finding = case_clock(on=date(2016, 6, 1), filed_on=FILED)
    assert finding.value.plain_on == date(2016, 4, 9)
    assert finding.value.due_on == date(2016, 4, 11)
    assert finding.value.excluded_days == 0
    assert "51日" in finding.conclusion_zh
    assert "51 days" in finding.conclusion_en


def test_every_node_of_the_first_months() -> None:
    facts = NodeFacts(
        {
            "APPLICATION_RECEIVED": date(2015, 10, 8),
            "FILED": FILED,
            "FILE_RECEIVED": date(2015, 10, 12),
            "NOTICE_SENT": date(2015, 10, 21),
        },
        policies=POLICIES,
    )
    found = {n.code: n for n in nodes(facts, date(2016, 6, 1))}
    lines = {c: (n.kind, str(n.target_on), str(n.due_on)) for c, n in found.items()}
    assert lines == {
        "DECIDE_ON_FILING": (NodeKind.LAW, "2015-10-15", "2015-10-15"),
        "APPOINT_HANDLER": (NodeKind.INTERNAL, "2015-10-16", "2015-10-16"),
        "ENFORCEMENT_NOTICE": (NodeKind.LAW, "2015-10-15", "2015-10-19"),
        "PROPERTY_REPORT_ORDER": (NodeKind.LOCAL, "2015-10-16", "2015-10-16"),
        "NATIONAL_QUERY": (NodeKind.LOCAL, "2015-10-12", "2015-10-12"),
        "LOCAL_QUERY": (NodeKind.LOCAL, "2015-10-26", "2015-10-26"),
        "FOUR_CHECKS_TWO_REPORTS": (NodeKind.LOCAL, "2016-01-11", "2016-01-11"),
        "CLOSE_CASE": (NodeKind.LAW, "2016-04-11", "2016-04-11"),
    }
    assert found["ENFORCEMENT_NOTICE"].overdue_days(date(2016, 6, 1)) == 2
    assert found["DECIDE_ON_FILING"].overdue_days(date(2016, 6, 1)) == 0
    assert found["CLOSE_CASE"].overdue_days(date(2016, 6, 1)) == 51
    assert len(found["FOUR_CHECKS_TWO_REPORTS"].contents_zh) == 6


def test_a_court_without_policies_has_no_local_nodes() -> None:
    found = nodes(NodeFacts({"FILED": FILED}), date(2016, 6, 1))
    assert NodeKind.LOCAL not in {n.kind for n in found}


def test_later_facts_are_not_seen() -> None:
    facts = NodeFacts(
        {"FILED": FILED, "CLOSED": date(2016, 5, 1)},
        subjects=(Subject(SubjectKind.RECEIPT, "一", date(2017, 5, 1)),),
    )
    before = {n.code: n for n in nodes(facts, date(2016, 4, 20))}
    assert before["CLOSE_CASE"].done_on is None
    assert "RECEIPT" not in before
    after = {n.code: n for n in nodes(facts, date(2017, 5, 2))}
    assert after["CLOSE_CASE"].overdue_days(date(2017, 5, 2)) == 20
    assert after["RECEIPT"].due_on == date(2017, 5, 31)


@pytest.mark.parametrize("shift", [-1, 1, 2])
def test_moving_the_filing_day_moves_the_end(shift: int) -> None:
    moved = date.fromordinal(FILED.toordinal() + shift)
    due = case_clock(on=FILED, filed_on=moved).value.due_on
    expected = {-1: "2016-04-08", 1: "2016-04-11", 2: "2016-04-11"}[shift]
    assert str(due) == expected


def test_an_open_suspension_moves_the_end_with_the_day() -> None:
    held = (ExcludedRange(Exclusion.SUSPENSION, Days(date(2016, 1, 1))),)
    first = case_clock(on=date(2016, 3, 1), filed_on=FILED, excluded=held)
    second = case_clock(on=date(2016, 3, 2), filed_on=FILED, excluded=held)
    assert second.value.excluded_days == first.value.excluded_days + 1
    assert first.is_provisional


def test_fifteen_days_from_14_march_end_on_29_march() -> None:
    finding = detention(
        on=date(2017, 3, 14), start_on=date(2017, 3, 14), days=15, approved_by_president=True
    )
    assert finding.value.end_on == date(2017, 3, 29)
    assert finding.options["count"] == "HAND_OVER_DAY_NOT_COUNTED"
    assert finding.steps[0].basis is not None
    assert finding.steps[0].basis.zh == "《中华人民共和国民事诉讼法》（2012年）第115条第2款"


def test_two_thousand_a_month_takes_325_months() -> None:
    value = months_to_repay(
        on=date(2017, 3, 20), total=Fen.of_yuan("650000"), monthly=Fen.of_yuan("2000")
    ).value
    assert (value.months, value.years) == (325, "27.1")


@pytest.mark.parametrize(
    ("code", "article", "on", "expected"),
    [
        ("CPL", 264, "2014-08-01", "253"),
        ("CPL", 264, "2021-12-31", "253"),
        ("CPL", 264, "2022-01-01", "260"),
        ("CPL", 264, "2024-01-01", "264"),
        ("CPL", 251, "2010-01-01", "216"),
        ("CPL", 118, "2020-01-01", "115"),
        ("CPL-INT", 485, "2015-02-04", "487"),
        ("CPL-INT", 485, "2022-04-09", "487"),
        ("CPL-INT", 485, "2022-04-10", "485"),
        ("EW", 63, "2015-01-01", "107"),
        ("EW", 22, "2020-12-31", "24"),
        ("EW", 45, "2020-12-31", "61"),
        ("SEIZURE", 19, "2020-12-31", "21"),
        ("SEIZURE", 27, "2020-12-31", "30"),
        ("SEIZURE", 27, "2021-01-01", "27"),
        ("LISTING", 10, "2017-04-30", "7"),
        ("EP", 22, "2020-12-31", "30"),
    ],
)
def test_the_article_of_the_text_in_force(code: str, article: int, on: str, expected: str) -> None:
    assert cite(code, article, on=date.fromisoformat(on)).article == expected


def test_a_text_not_yet_in_force_is_refused() -> None:
    with pytest.raises(NotInForce):
        cite("LISTING", 9, on=date(2017, 4, 30))
    with pytest.raises(NotInForce):
        cite("INTEREST", 1, on=date(2014, 7, 31))


def test_a_rate_past_its_known_end_is_loud() -> None:
    with pytest.raises(ParameterMissing) as refused:
        parameter("rates.lpr_1y", date(2026, 1, 1))
    assert refused.value.field == "rates.lpr_1y"


def test_loading_a_year_makes_a_provisional_answer_final() -> None:
    asked = {"on": date(2027, 9, 20), "start_on": date(2027, 9, 24), "amount": 7}
    before = period_due(**asked, unit=Unit.DAY)
    assert before.is_provisional
    assert before.value.due_on == date(2027, 10, 1)
    assert any("2027" in step.text_zh for step in before.steps)
    year = read_calendar_year(
        {
            "year": 2027,
            "notice_zh": "虚构的通知",
            "notice_en": "an invented notice",
            "holidays": {f"2027-10-0{d}": "国庆节" for d in range(1, 8)},
            "make_up_workdays": ["2027-10-09"],
        }
    )
    with use(calendar().with_year(year)):
        after = period_due(**asked, unit=Unit.DAY)
    assert after.value.due_on == date(2027, 10, 8)
    assert not after.is_provisional


def test_delay_across_august_2014_follows_the_text_of_each_day() -> None:
    item = Item("借款本金", ItemKind.PRINCIPAL, Fen.of_yuan("100000"), date(2014, 7, 21))
    debt = debt_today(on=date(2014, 8, 10), items=(item,)).value
    before, since = Fen(31111), Fen(17500)
    assert debt.of(Owed.EXTRA_INTEREST) == before + since
    assert [(len(a.days), a.amount, a.basis.instrument) for a in debt.accruals] == [
        (10, before, "INTEREST-REPLY"),
        (10, since, "INTEREST"),
    ]
    assert debt.gaps == ()


def test_a_payment_never_lowers_the_extra_interest_before_the_principal_is_paid() -> None:
    item = Item("借款本金", ItemKind.PRINCIPAL, Fen.of_yuan("100000"), date(2018, 3, 30))
    first = Payment("一", date(2018, 4, 29), Fen.of_yuan("100000"))
    debt = debt_today(on=date(2018, 6, 29), items=(item,), payments=(first,)).value
    assert debt.of(Owed.PRINCIPAL) == 0
    assert debt.of(Owed.EXTRA_INTEREST) == Fen.of_yuan("525")
