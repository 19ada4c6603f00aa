"""Sanction and coercion refuse what the law refuses, and look-outs are off by default."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.support.filed import FiledCase, file_one, notify
from zhixing.cases import queries as cases
from zhixing.courts import operations as courts
from zhixing.decisions.queries import get_matter
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Refusal
from zhixing.measures import operations as measures
from zhixing.measures.chapter import Measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K


@pytest.fixture
def filed() -> FiledCase:
    return file_one()


def refused(filed: FiledCase, code: str, operation: object, kind: K = K.JUDGE) -> Refusal:
    before = filed.stage.do(K.JUDGE, lambda by: len(cases.list_acts(by.court_no, filed.case)))
    with pytest.raises(Refusal) as caught:
        filed.stage.do(kind, operation)
    assert caught.value.code == code, caught.value
    assert caught.value.message_zh and caught.value.message_en
    after = filed.stage.do(K.JUDGE, lambda by: len(cases.list_acts(by.court_no, filed.case)))
    assert before == after, "a refusal wrote something"
    return caught.value


def misconduct(filed: FiledCase, reference: str = "M1") -> None:
    on = filed.stage.today
    filed.stage.do(
        K.JUDGE,
        lambda by: measures.find_misconduct(
            filed.case, filed.debtor, reference, "隐匿财产", "笔录", on, by=by
        ),
    )


def test_look_outs_are_off_until_a_court_adopts_a_dated_policy(filed: FiledCase) -> None:
    on = filed.stage.today
    plan = measures.LookOutPlan(filed.debtor, date(2018, 9, 1))
    apply = lambda by: measures.apply_look_out(filed.case, plan, on, by=by)  # noqa: E731
    refused(filed, "POLICY_NOT_ADOPTED", apply)
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                filed.stage.court_no,
                "LOOK_OUT",
                "（演练）联合查找办法",
                date(2018, 1, 1),
                date(2019, 1, 1),
                {"review_days": 90},
            )
        )
    refused(filed, "REVIEW_DAY", apply)
    near = measures.LookOutPlan(filed.debtor, date(2018, 5, 1))
    matter = filed.stage.do(
        K.JUDGE, lambda by: measures.apply_look_out(filed.case, near, on, by=by)
    )
    view = filed.stage.do(K.JUDGE, lambda by: get_matter(by.court_no, matter))
    assert "联合查找办法" in view.summary_zh and view.state == "OPEN"


def test_only_the_judgment_debtor_is_listed_and_only_on_a_ground(filed: FiledCase) -> None:
    on = filed.stage.today
    stranger = measures.ListingPlan(filed.creditor, 2, "x")
    early = measures.ListingPlan(filed.debtor, 2, "x")
    refused(filed, "NOTICE_SENT", lambda by: measures.apply_listing(filed.case, early, on, by=by))
    notify(filed)
    filed.stage.goto(date(2018, 3, 20))
    on = filed.stage.today
    refused(
        filed,
        "JUDGMENT_DEBTOR",
        lambda by: measures.apply_listing(filed.case, stranger, on, by=by),
    )
    able = measures.ListingPlan(filed.debtor, 1, "有能力而不履行", is_able=False)
    with pytest.raises(Refusal):
        filed.stage.do(K.JUDGE, lambda by: measures.apply_listing(filed.case, able, on, by=by))
    refused(
        filed,
        "NOT_ALLOWED",
        lambda by: measures.apply_listing(filed.case, able, on, by=by),
        K.COURT_POLICE,
    )


def test_detention_has_a_cap_an_act_and_no_second_time(filed: FiledCase) -> None:
    on = filed.stage.today

    def plan(days: int, reference: str) -> object:
        wanted = measures.DetentionPlan(filed.debtor, reference, days, on)
        return lambda by: measures.apply_detention(filed.case, wanted, on, by=by)

    refused(filed, "OBSTRUCTION", plan(15, "M1"))
    misconduct(filed)
    refused(filed, "DETENTION_TOO_LONG", plan(16, "M1"))
    refused(filed, "DETENTION_TOO_LONG", plan(0, "M1"))
    refused(filed, "MISCONDUCT_UNKNOWN", plan(10, "M9"))
    filed.stage.do(K.JUDGE, plan(15, "M1"))


def test_misconduct_needs_evidence_and_a_new_reference(filed: FiledCase) -> None:
    on = filed.stage.today

    def find(reference: str, evidence: str) -> object:
        return lambda by: measures.find_misconduct(
            filed.case, filed.debtor, reference, "x", evidence, on, by=by
        )

    refused(filed, "MISCONDUCT_INCOMPLETE", find("M1", " "))
    filed.stage.do(K.JUDGE, find("M1", "笔录"))
    refused(filed, "MISCONDUCT_INCOMPLETE", find("M1", "笔录"))


def test_a_summons_needs_calls_before_it_and_a_warrant_to_execute(filed: FiledCase) -> None:
    on = filed.stage.today
    plan = measures.SummonsPlan(filed.debtor)
    matter = _apply_summons_after_calls(filed, plan, on)
    refused(
        filed,
        "NOT_APPROVED",
        lambda by: measures.execute_summons(matter, instant(on, 11), by=by),
        K.COURT_POLICE,
    )


def _apply_summons_after_calls(filed: FiledCase, plan: measures.SummonsPlan, on: date) -> UUID:
    with pytest.raises(Refusal):
        filed.stage.do(K.JUDGE, lambda by: measures.apply_summons(filed.case, plan, on, by=by))
    for _ in range(2):
        filed.stage.do(
            K.JUDGE,
            lambda by: measures.record_unanswered_call(filed.case, filed.debtor, on, on, by=by),
        )
    return filed.stage.do(K.JUDGE, lambda by: measures.apply_summons(filed.case, plan, on, by=by))


def test_nothing_standing_is_shielded_published_or_deleted(filed: FiledCase) -> None:
    from uuid import uuid4

    from zhixing.law.listing.deletion import Event

    on, nothing = filed.stage.today, uuid4()
    refused(
        filed,
        "NOTHING_STANDING",
        lambda by: measures.publish_listing(filed.case, nothing, on, by=by),
    )
    refused(
        filed,
        "NOTHING_STANDING",
        lambda by: measures.delete_listing(filed.case, nothing, Event.PERFORMED, on, on, by=by),
    )
    refused(
        filed,
        "NEVER_LISTED",
        lambda by: measures.propose_relisting(filed.case, filed.debtor, on, by=by),
    )
    refused(
        filed,
        "NOBODY_DETAINED",
        lambda by: measures.end_detention(filed.case, nothing, on, by=by),
        K.COURT_POLICE,
    )
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Measures) == Measures()
