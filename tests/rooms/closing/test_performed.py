"""Closing as fully performed: what stands against it, who approves, what it leads to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.rooms.settlement.making import PART, TOTAL, Told, settle
from zhixing.assignment.operations import Member, designate
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Agenda, Responsibility
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import explain
from zhixing.cases.permissions import StepRefused, law_facts, require_step
from zhixing.closing.acts import CaseClosed
from zhixing.closing.chapter import Closing, Mode
from zhixing.closing.operations import ClosingRefused, close_case, propose_closing
from zhixing.closing.queries import get_closing_checklist, get_closure, may_be_closed
from zhixing.decisions.operations import give_opinion
from zhixing.decisions.queries import get_matter
from zhixing.funds.operations import (
    PaymentRequest,
    approve_payment,
    check_payment,
    order_payment,
    settle_payment,
)
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.law.nodes.node import SubjectKind
from zhixing.law.procedure.facts import ActType
from zhixing.law.registry import execute_again
from zhixing.measures.acts import ConsumptionRestricted, ListingDeleted, RestrictionLifted
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

PAID_ON = date(2017, 11, 28)
CLOSED_ON = date(2017, 12, 4)


def pay_out(told: Told, amount: Fen, on: date) -> None:
    """Pay money of the case to the creditor through four pairs of hands."""
    request = PaymentRequest(
        told.case, told.applicant, amount, "虚构银行", "6200000000001234", "案款", str(new_id())
    )
    with told.open(PostKind.CLERK) as by:
        order = order_payment(request, on, by=by)
    with told.open(PostKind.ACCOUNTANT) as by:
        check_payment(order, on, by=by)
    with told.open(PostKind.DIRECTOR) as by:
        approve_payment(order, on, by=by)
    with told.open(PostKind.CASHIER) as by:
        settle_payment(order, str(new_id()), on, by=by)


def perform(told: Told) -> UUID:
    """Settle, pay the whole and pay it out; gives the receipt."""
    settle(told)
    receipt = told.pay(PAID_ON, TOTAL)
    told.react()
    pay_out(told, TOTAL, date(2017, 11, 30))
    return receipt


def propose(told: Told, on: date = CLOSED_ON) -> UUID:
    with told.open() as by:
        return propose_closing(told.case, on, by=by)


def approve(told: Told, matter: UUID, on: date = CLOSED_ON) -> None:
    with told.open(PostKind.DIRECTOR) as by:
        give_opinion(matter, approve=True, text="同意", on=on, by=by)
    told.react()


def failing(told: Told, on: date = CLOSED_ON) -> list[str]:
    with told.open():
        checks = get_closing_checklist(told.court_no, told.case, on)
    return [c.code for c in checks if not c.holds and not c.warns]


def test_a_performed_case_is_closed_by_the_reaction_to_its_approval(told: Told) -> None:
    with told.open(PostKind.DIRECTOR) as by:
        judge = told.desk.equipped.of_kind(PostKind.JUDGE)
        member = Member(judge.person, judge.post)
        designate(told.case, member, None, "虚构", date(2017, 1, 11), by=by)
    perform(told)
    matter = propose(told)
    assert "CASE_CLOSED" not in told.types()
    approve(told, matter)
    with told.open():
        case = cases.get_case(told.court_no, told.case)
        nodes = {n.code: n for n in cases.list_nodes(told.court_no, told.case)}
        assert get_matter(told.court_no, matter).state == "EXECUTED"
        before = get_closure(told.court_no, told.case, on=date(2017, 12, 3))
    assert (case.closed_on, case.close_mode, case.stage) == (CLOSED_ON, "PERFORMED", "CLOSED")
    assert nodes["CLOSE_CASE"].done_on == CLOSED_ON
    assert before.closed_on is None
    handlers = told.facts().of(Responsibility).handlers
    assert [h.person for h in handlers] == [judge.person], "who answers for it stays on record"
    told.react()
    assert told.types().count("CASE_CLOSED") == 1
    with open_scope(Scope.of_court(told.court_no, told.court_no)):
        assert list(verify_docket(told.court_no)) == []


def test_a_closed_case_refuses_further_steps(told: Told) -> None:
    perform(told)
    approve(told, propose(told))
    facts = law_facts(told.facts(), CLOSED_ON)
    for step in (ActType.FREEZE, ActType.LIST_DEBTOR, ActType.SEARCH, ActType.SETTLE):
        with pytest.raises(StepRefused) as refused:
            require_step(step, facts, CLOSED_ON)
        assert refused.value.code == "OPEN"
    with told.open() as by, pytest.raises(ClosingRefused) as again:
        propose_closing(told.case, CLOSED_ON, by=by)
    assert again.value.code == "OPEN"


def test_each_condition_names_itself_and_its_remedy(told: Told) -> None:
    assert failing(told) == ["PERFORMED"]
    settle(told)
    told.pay(PAID_ON, TOTAL - 1)
    told.react()
    assert failing(told) == ["PERFORMED", "NOTHING_HELD"]
    told.pay(PAID_ON, Fen(1))
    assert failing(told) == ["NOTHING_HELD"]
    with told.open() as by, pytest.raises(ClosingRefused) as refused:
        propose_closing(told.case, CLOSED_ON, by=by)
    assert refused.value.code == "NOTHING_HELD"
    assert refused.value.remedy_zh == "先发放案款" and refused.value.basis is not None
    pay_out(told, TOTAL, CLOSED_ON)
    assert failing(told) == []
    with told.open():
        assert may_be_closed(told.court_no, told.case, CLOSED_ON)


def test_money_set_aside_has_not_left(told: Told) -> None:
    settle(told)
    told.pay(PAID_ON, TOTAL)
    request = PaymentRequest(
        told.case, told.applicant, TOTAL, "虚构银行", "6200000000001234", "案款", "一"
    )
    with told.open(PostKind.CLERK) as by:
        order_payment(request, CLOSED_ON, by=by)
    assert failing(told) == ["NOTHING_HELD"]


def test_a_standing_restriction_stands_against_closing(told: Told) -> None:
    measure = new_id()
    told.record(ConsumptionRestricted(new_id(), told.debtor), date(2017, 2, 1), measure)
    perform(told)
    assert failing(told) == ["RESTRICTIONS_LIFTED"]
    told.record(RestrictionLifted(measure, "履行完毕"), CLOSED_ON, measure)
    assert failing(told) == []


def test_every_finding_of_the_checklist_runs_again(told: Told) -> None:
    told.list_debtor(date(2017, 2, 1))
    perform(told)
    told.react()
    with told.open():
        checks = get_closing_checklist(told.court_no, told.case, CLOSED_ON)
        why = explain(told.court_no, told.case, "closing", CLOSED_ON)
    rules = {f.rule for c in checks for f in c.findings}
    assert {
        "PERMIT_CLOSING_PERFORMED",
        "DEBT_TODAY",
        "EXECUTION_FEE",
        "LISTING_DELETE_DUE",
    } <= rules
    for check in checks:
        for found in check.findings:
            assert execute_again(found).value == found.value
    assert why.value.allowed
    fee = next(c for c in checks if c.code == "FEE_TAKEN")
    assert fee.warns and not fee.holds and fee.findings[0].value == Fen.of_yuan("8900")


def test_performance_starts_the_three_days_of_deletion(told: Told) -> None:
    measure = told.list_debtor(date(2017, 2, 1))
    settle(told)
    receipt = told.pay(PAID_ON, TOTAL)
    told.react()
    assert told.types().count("LISTING_DELETION_PROPOSED") == 1
    with told.open():
        nodes = {n.code: n for n in cases.list_nodes(told.court_no, told.case)}
    node = nodes[f"LISTING_DELETION:{measure}"]
    assert (node.trigger_on, node.due_on, node.done_on) == (PAID_ON, date(2017, 12, 1), None)
    told.reverse(receipt, date(2017, 11, 29))
    told.react()
    assert "LISTING_DELETION_UNPROPOSED" in told.types()
    open_lines = [
        s for s in told.facts().of(Agenda).subjects if s.kind is SubjectKind.LISTING_DELETION
    ]
    assert open_lines == []
    told.pay(date(2017, 11, 30), TOTAL)
    told.react()
    assert told.types().count("LISTING_DELETION_PROPOSED") == 2
    told.record(ListingDeleted(measure, "SETTLEMENT_PERFORMED"), date(2017, 12, 1), measure)
    with told.open():
        nodes = {n.code: n for n in cases.list_nodes(told.court_no, told.case)}
    assert nodes[f"LISTING_DELETION:{measure}"].done_on == date(2017, 12, 1)


def test_only_one_closing_is_under_way_and_only_judges_propose(told: Told) -> None:
    perform(told)
    with told.open(PostKind.CLERK) as by, pytest.raises(Refusal) as refused:
        propose_closing(told.case, CLOSED_ON, by=by)
    assert refused.value.code == "NOT_ALLOWED"
    matter = propose(told)
    with told.open() as by, pytest.raises(ClosingRefused) as twice:
        propose_closing(told.case, CLOSED_ON, by=by)
    assert twice.value.code == "CLOSING_UNDER_WAY"
    with told.open() as by:
        with pytest.raises(ClosingRefused) as early:
            close_case(matter, CLOSED_ON, by=by)
        with pytest.raises(Refusal) as judge:
            give_opinion(matter, approve=True, text="", on=CLOSED_ON, by=by)
    assert judge.value.code == "NOT_ALLOWED"
    assert early.value.code == "NOT_APPROVED"
    with told.open(PostKind.DIRECTOR) as by:
        give_opinion(matter, approve=False, text="请核对利息", on=CLOSED_ON, by=by)
    assert propose(told) != matter


def test_an_approval_overtaken_by_events_closes_nothing(told: Told) -> None:
    perform(told)
    matter = propose(told)
    told.pay(CLOSED_ON, PART)
    approve(told, matter)
    assert "CASE_CLOSED" not in told.types()
    with told.open():
        acts = cases.list_acts(told.court_no, told.case)
    said = next(a for a in acts if a.type == "CLOSING_NOT_CARRIED_OUT")
    assert isinstance(said.payload, dict) and said.payload["code"] == "NOTHING_HELD"


def test_a_closed_case_that_owes_again_is_doubted_once(told: Told) -> None:
    settle(told)
    receipt = told.pay(PAID_ON, TOTAL)
    told.react()
    told.record(CaseClosed(new_id(), Mode.PERFORMED, TOTAL), CLOSED_ON)
    told.reverse(receipt, date(2017, 12, 6))
    told.react()
    assert told.types().count("CLOSING_DOUBTED") == 1
    assert told.facts().of(Closing).doubted_on == date(2017, 12, 6)
