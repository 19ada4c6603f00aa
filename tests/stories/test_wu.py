"""The Wu case as a judge would read it, with the figures of the report and of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Closure, Debt, Responsibility
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import explain
from zhixing.funds.queries import get_case_money, list_payments, verify_money
from zhixing.kernel.fen import Fen
from zhixing.law import registry
from zhixing.law.interest.months_to_repay import months_to_repay
from zhixing.measures.chapter import Measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.wu.ending import TOTAL
from zhixing.scenarios.wu.people import APPLICATION
from zhixing.scenarios.wu.record import Wu
from zhixing.scenarios.wu.replay import play
from zhixing.settlement.chapter import Settlements


@pytest.fixture(scope="module")
def wu() -> Wu:
    return play(login_prefix="wu-story-")


@pytest.fixture
def court(wu: Wu) -> Iterator[int]:
    with open_scope(Scope.of_court(wu.stage.court_no, wu.stage.court_no)):
        yield wu.stage.court_no


def test_the_number_follows_the_courts_legacy_pattern(wu: Wu) -> None:
    assert wu.number == "（2015）南川法执字第00001号"


def test_522_days_from_application_to_location(wu: Wu, court: int) -> None:
    (look_out,) = cases.facts_now(court, wu.case).of(Measures).look_outs
    assert look_out.hit_on is not None
    assert (look_out.hit_on - APPLICATION.applied_on).days == 522
    assert look_out.closed_on == look_out.hit_on
    assert look_out.review_on == date(2017, 10, 1)


def test_detention_of_fifteen_days_by_three_people(wu: Wu, court: int) -> None:
    (detained,) = cases.facts_now(court, wu.case).of(Measures).detained
    assert (detained.since, detained.until) == (date(2017, 3, 14), date(2017, 3, 29))
    assert (detained.until - detained.since).days == 15
    acts = {a.type: a for a in cases.list_acts(court, wu.case)}
    executed = acts["DETENTION_EXECUTED"]
    matter = [a for a in cases.list_acts(court, wu.case) if a.correlation == executed.correlation]
    by = {a.type: a.by_person for a in matter if a.type in ("MATTER_SUBMITTED", "MATTER_APPROVED")}
    assert len({executed.by_person, *by.values()}) == 3


def test_two_thousand_a_month_would_take_325_months() -> None:
    found = months_to_repay(on=date(2017, 3, 20), total=TOTAL, monthly=Fen.of_yuan(2_000))
    assert found.value.months == 325
    assert "27.1" in found.conclusion_zh


def test_eight_instalments_add_up(wu: Wu, court: int) -> None:
    agreement = cases.facts_now(court, wu.case).of(Settlements).agreements[-1]
    amounts = [int(i.amount) for i in agreement.instalments]
    assert amounts == [8_125_000] * 8
    assert sum(amounts) == TOTAL == 65_000_000


def test_the_case_as_it_stood_on_1_june_2016(wu: Wu, court: int) -> None:
    on = date(2016, 6, 1)
    facts = cases.facts_as_of(court, wu.case, on=on)
    measures = facts.of(Measures)
    (listed,), (look_out,) = measures.listed, measures.look_outs
    assert listed.is_listed and listed.is_published
    assert look_out.closed_on is None and look_out.hit_on is None
    assert not measures.detained
    closing = explain(court, wu.case, "node:CLOSE_CASE", on)
    assert closing.value.due_on == date(2016, 4, 11)
    assert closing.value.plain_on == date(2016, 4, 9)
    assert (on - closing.value.due_on).days == 51
    assert closing.value.excluded_days == 0


def test_shielding_pauses_publication_and_the_listing_stands(wu: Wu, court: int) -> None:
    facts = cases.facts_as_of(court, wu.case, on=date(2017, 3, 29))
    (listed,) = facts.of(Measures).listed
    assert listed.is_listed and not listed.is_published
    shielded = next(a for a in cases.list_acts(court, wu.case) if a.type == "LISTING_SHIELDED")
    (finding,) = cases.execute_findings(shielded)
    assert finding.value.publication_paused and not finding.value.listing_deleted


def test_closed_as_fully_performed_with_nothing_owed_or_held(wu: Wu, court: int) -> None:
    facts = cases.facts_now(court, wu.case)
    assert facts.of(Closure).closed_on == date(2017, 11, 30)
    assert sum(int(p.amount) for p in facts.of(Debt).payments) == TOTAL
    assert get_case_money(court, wu.case).held == 0
    payments = list_payments(court, case=wu.case)
    assert [p.state for p in payments] == ["PAID"] * 8
    assert all(len({p.made_by, p.checked_by, p.approved_by}) == 3 for p in payments)
    assert facts.of(Responsibility).handlers[0].how == "ROTATION"


def test_every_finding_cites_the_text_of_its_own_day_and_executes_again(wu: Wu, court: int) -> None:
    seen = 0
    for act in cases.list_acts(court, wu.case):
        references: Any = act.findings
        for reference, finding in zip(references, cases.execute_findings(act), strict=True):
            seen += 1
            assert finding.input_hash == reference["input_hash"]
            for step in finding.steps:
                if step.basis is not None and step.basis.instrument == "CPL":
                    assert step.basis.version in ("2012", "2017"), (act.type, step)
    assert seen >= 12


def test_the_debt_on_the_day_of_settlement_re_executes(wu: Wu, court: int) -> None:
    found = explain(court, wu.case, "debt", date(2017, 3, 28))
    again = registry.execute_again(found)
    assert again.value == found.value
    assert found.value.low <= found.value.total <= found.value.high
    assert found.value.total > TOTAL


def test_docket_and_money_verify(wu: Wu, court: int) -> None:
    assert list(verify_docket(court)) == []
    assert [d for d in verify_money() if d.court_no == court] == []


def test_a_missed_instalment_is_seen_the_same_day_and_only_proposes_relisting() -> None:
    from zhixing.settlement.operations import find_defaults

    wu = play(login_prefix="wu-default-", instalments=2)
    stage = wu.stage
    stage.goto(date(2017, 6, 29), 8)
    found = stage.do(PostKind.JUDGE, lambda by: find_defaults(by.court_no, stage.today), number=2)
    assert len(found) == 1
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        acts = [a.type for a in cases.list_acts(stage.court_no, wu.case)]
        assert "SETTLEMENT_DEFAULTED" in acts and "RELISTING_PROPOSED" in acts
        (listed,) = cases.facts_now(stage.court_no, wu.case).of(Measures).listed
        assert not listed.is_published
