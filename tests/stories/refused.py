"""What is refused, line by line: the operation, the code, and how it comes about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.cards import new_card
from tests.support.filed import application, person
from tests.support.refusing import NOBODY, World, member, payment
from zhixing.assets.limits import limit_on
from zhixing.assignment import operations as assignment
from zhixing.cases import operations as cases
from zhixing.cases import queries
from zhixing.cases.acts import RefusalGround, Role
from zhixing.cases.docket import corrections
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.closing import operations as closing
from zhixing.courts import operations as courts
from zhixing.courts.kinds import TeamRole
from zhixing.decisions import operations as decisions
from zhixing.funds import operations as funds
from zhixing.inquiry import operations as inquiry
from zhixing.instruments import operations as instruments
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.law.clock.case_clock import Exclusion
from zhixing.law.listing.deletion import Event
from zhixing.law.periods.service import Method
from zhixing.measures import operations as measures
from zhixing.parties import operations as parties
from zhixing.parties.values import Purpose, PurposeCode
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal
from zhixing.settlement import operations as settlement
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Plan, Side


@dataclass(frozen=True)
class Line:
    """One refusal: of which operation, under which code, and how it comes about."""

    operation: str
    code: str
    act: Callable[[World], Any]
    kind: K = K.JUDGE
    number: int = 2

    @property
    def id(self) -> str:
        return f"{self.operation}-{self.code}"


def by(world: World, kind: K, operation: Callable[[Principal], Any], number: int = 0) -> Any:
    who = world.who(kind, number)
    with open_scope(who.scope):
        return operation(who)


def judge(operation: Callable[[World, Principal], Any]) -> Callable[[World], Any]:
    return lambda w: by(w, K.JUDGE, lambda p: operation(w, p), 2)


def post(kind: K, operation: Callable[[World, Principal], Any]) -> Callable[[World], Any]:
    return lambda w: by(w, kind, lambda p: operation(w, p))


def stranger(operation: Callable[[World, Principal], Any]) -> Callable[[World], Any]:
    """Let a judge of the other court ask."""

    def run(w: World) -> Any:
        who = w.other.stage.who(K.JUDGE, 2)
        with open_scope(who.scope):
            return operation(w, who)

    return run


def system(operation: Callable[[World], Any]) -> Callable[[World], Any]:
    def run(w: World) -> Any:
        with open_scope(Scope.system()):
            return operation(w)

    return run


def bundle(w: World, code: str) -> decisions.BundleSubmission:
    """Describe a bundle of one matter of a kind."""
    wanted = decisions.Submission(w.case, code, {}, "事项", "matter")
    return decisions.BundleSubmission(code, (wanted,), "事项", "matters")


def ballots(w: World, *numbers: int) -> list[decisions.Ballot]:
    sitting = [w.filed.stage.staff.of_kind(K.JUDGE, n) for n in numbers]
    return [decisions.Ballot(j.person, j.post, "MEMBER", "同意", True) for j in sitting]


def posted(w: World) -> UUID:
    found = queries.list_acts(w.court_no, w.case)
    return next(a.id for a in found if a.type == "RECEIPT_POSTED")


def terms(w: World, **changes: Any) -> settlement.Terms:
    given: dict[str, Any] = {
        "key": "refusals",
        "total": Fen.of_yuan(50_000),
        "principal": Fen.of_yuan(50_000),
        "agreed_by": (w.filed.creditor, w.filed.debtor),
        "record": "和解笔录",
        "resumption_ground": "逾期即恢复",
        "plan": Plan(5, w.day + timedelta(days=30)),
    }
    return settlement.Terms(**{**given, **changes})


def detention(w: World, days: int) -> measures.DetentionPlan:
    return measures.DetentionPlan(w.filed.debtor, "M-1", days, w.day)


def new_department(w: World, code: str) -> courts.NewDepartment:
    return courts.NewDepartment(w.court_no, code, "部门", "Department", w.day)


L = Line
LINES: tuple[Line, ...] = (
    # courts
    L("courts.drive_clock", "CLOCK_GOES_FORWARD",
      system(lambda w: courts.drive_clock(w.court_no, instant(w.day - timedelta(days=1))))),
    L("courts.drive_clock", "CLOCK_IS_LIVE",
      system(lambda w: courts.drive_clock(1, instant(w.day)))),
    L("courts.found_rehearsal", "COURT_UNKNOWN",
      system(lambda w: courts.found_rehearsal(courts.Rehearsal("NOWHERE", instant(w.day))))),
    L("courts.open_department", "DEPARTMENT_CODE_TAKEN",
      post(K.DIRECTOR, lambda w, p: courts.open_department(new_department(w, "BUREAU"), p))),
    L("courts.open_department", "OTHER_COURT",
      post(K.DIRECTOR, lambda w, p: courts.open_department(
          replace(new_department(w, "X"), court_no=w.other.stage.court_no), p))),
    L("courts.enter_person", "LOGIN_TAKEN",
      post(K.DIRECTOR, lambda w, p: courts.enter_person(courts.NewPerson(
          w.court_no, w.filed.stage.staff.staff[0].login, "某人", w.day), p))),
    L("courts.adopt_policy", "POLICY_WITHOUT_BASIS",
      post(K.DIRECTOR, lambda w, p: courts.adopt_policy(
          courts.NewPolicy(w.court_no, "LOOK_OUT", " ", w.day, w.day + timedelta(days=90)), p))),
    L("courts.adopt_policy", "POLICY_WITHOUT_REVIEW",
      post(K.DIRECTOR, lambda w, p: courts.adopt_policy(
          courts.NewPolicy(w.court_no, "LOOK_OUT", "文号", w.day, None), p))),
    L("courts.lay_down_route", "ROUTE_WITHOUT_STEPS",
      post(K.DIRECTOR, lambda w, p: courts.lay_down_route(
          w.court_no, "LISTING", (), w.day, by=p))),
    L("courts.join_team", "ALREADY_IN_TEAM",
      post(K.DIRECTOR, lambda w, p: courts.join_team(
          w.filed.stage.staff.teams[0], w.filed.stage.staff.of_kind(K.JUDGE, 2).person,
          TeamRole.OFFICER, w.day, p))),
    L("courts.register_card", "CARD_NUMBER_TOO_LONG",
      post(K.DIRECTOR, lambda w, p: courts.register_card(
          new_card(w.court_no, w.filed.stage.staff.staff[0].person, "0" * 16), w.day, by=p))),
    L("courts.import_cards", "CARD_SHEET_HEADS",
      post(K.DIRECTOR, lambda w, p: courts.import_cards(
          courts.CardSheet(b"a,b"), w.day, by=p))),
    L("courts.report_cards", "CARD_NOT_TO_REPORT",
      post(K.DIRECTOR, lambda w, p: courts.report_cards((NOBODY,), w.day, w.day, by=p))),
    L("courts.end_card", "CARD_NOT_TO_END",
      post(K.DIRECTOR, lambda w, p: courts.end_card(NOBODY, w.day, by=p))),
    L("courts.enrol_password", "PASSWORD_TOO_SHORT",
      system(lambda w: courts.enrol_password(
          w.filed.stage.staff.staff[0].person, "short", instant(w.day)))),
    # cases
    L("cases.file_case", "MISSING",
      judge(lambda w, p: cases.file_case(
          replace(application("none"), creditors=()), by=p, on=w.day))),
    L("cases.file_case", "APPLICATION_KEY_REUSED",
      judge(lambda w, p: cases.file_case(
          application("received", "6000.00", w.day), by=p, on=w.day))),
    L("cases.accept_filing", "FILING_DECIDED",
      judge(lambda w, p: cases.accept_filing(w.case, by=p, on=w.day))),
    L("cases.accept_filing", "CASE_UNKNOWN",
      judge(lambda w, p: cases.accept_filing(w.other.case, by=p, on=w.day))),
    L("cases.refuse_filing", "REFUSAL_WITHOUT_GROUND",
      judge(lambda w, p: cases.refuse_filing(
          w.received, (RefusalGround.NOT_EFFECTIVE,), " ", by=p, on=w.day))),
    L("cases.record_succession", "NO_SUCH_STANDING",
      judge(lambda w, p: cases.record_succession(
          w.case, NOBODY, person("示例丁", 44), role=Role.APPLICANT, ground="继承", by=p,
          on=w.day))),
    L("cases.record_succession", "SUCCESSION_WITHOUT_GROUND",
      judge(lambda w, p: cases.record_succession(
          w.case, w.filed.creditor, person("示例丁", 44), role=Role.APPLICANT, ground=" ", by=p,
          on=w.day))),
    L("cases.correct_claim", "CORRECTION_WITHOUT_REASON",
      judge(lambda w, p: cases.correct_claim(
          w.case, ClaimCorrection(" ", costs=Fen.of_yuan(10)), by=p))),
    L("docket.annul_act", "NOT_AN_ORIGINAL_ACT",
      judge(lambda w, p: corrections.annul_act(NOBODY, "误录", by=p))),
    L("docket.annul_act", "CORRECTION_WITHOUT_REASON",
      judge(lambda w, p: corrections.annul_act(
          queries.list_acts(w.court_no, w.case)[0].id, " ", by=p))),
    # decisions
    L("decisions.submit_matter", "ROUTE_UNKNOWN",
      judge(lambda w, p: decisions.submit_matter(
          decisions.Submission(w.case, "NO_SUCH_MATTER", {}, "事项", "matter"), w.day, by=p))),
    L("decisions.give_opinion", "NOT_YOUR_TURN",
      post(K.PRESIDENT, lambda w, p: decisions.give_opinion(
          w.waiting, approve=True, text="同意", on=w.day, by=p))),
    L("decisions.give_opinion", "RETURN_WITHOUT_REASON",
      post(K.DIRECTOR, lambda w, p: decisions.give_opinion(
          w.waiting, approve=False, text=" ", on=w.day, by=p))),
    L("decisions.give_opinion", "MATTER_CHANGED",
      post(K.DIRECTOR, lambda w, p: decisions.give_opinion(
          w.waiting, approve=True, text="同意", on=w.day, by=p, seen_hash="0" * 64))),
    L("decisions.hold_panel", "NOT_YOUR_TURN",
      post(K.CLERK, lambda w, p: decisions.hold_panel(
          w.waiting, ballots(w, 0, 1, 2), "评议", w.day, by=p))),
    L("decisions.withdraw_matter", "NOT_YOUR_MATTER",
      post(K.CLERK, lambda w, p: decisions.withdraw_matter(w.waiting, "理由", w.day, by=p))),
    L("decisions.withdraw_matter", "WITHDRAWAL_WITHOUT_REASON",
      judge(lambda w, p: decisions.withdraw_matter(w.waiting, " ", w.day, by=p))),
    L("decisions.record_execution", "NOT_APPROVED",
      post(K.COURT_POLICE, lambda w, p: decisions.record_execution(w.waiting, w.day, by=p))),
    L("decisions.record_executions", "NOT_APPROVED",
      judge(lambda w, p: decisions.record_executions([w.waiting], w.day, by=p))),
    L("decisions.submit_bundle", "ROUTE_UNKNOWN",
      judge(lambda w, p: decisions.submit_bundle(bundle(w, "NO_SUCH_MATTER"), w.day, by=p))),
    # assignment
    L("assignment.open_cycle", "GROUP_WITHOUT_HANDLERS",
      post(K.DIRECTOR, lambda w, p: assignment.open_cycle("ALL", [], instant(w.day), by=p))),
    L("assignment.run_cycle", "NO_OPEN_CYCLE",
      post(K.DIRECTOR, lambda w, p: assignment.run_cycle("ALL", w.day, instant(w.day), by=p))),
    L("assignment.reassign", "CASE_WITHOUT_HANDLER",
      post(K.DIRECTOR, lambda w, p: assignment.reassign(
          w.received, member(w.filed, 2), None, "回避", w.day, by=p))),
    # instruments
    L("instruments.draft_instrument", "NO_SUCH_TEMPLATE",
      post(K.CLERK, lambda w, p: instruments.draft_instrument(
          instruments.Draft(w.case, "NO_SUCH", {}), w.day, by=p))),
    L("instruments.draft_instrument", "FIELD_DOES_NOT_FIT",
      post(K.CLERK, lambda w, p: instruments.draft_instrument(
          instruments.Draft(w.case, "RISK_NOTICE", {}), w.day, by=p))),
    L("instruments.serve_instrument", "NOT_ISSUED",
      post(K.CLERK, lambda w, p: instruments.serve_instrument(
          w.draft, instruments.Proof(w.filed.debtor, Method.DIRECT, w.day, "回证"), w.day,
          by=p))),
    # funds
    L("funds.post_receipt", "RECEIPT_INCOMPLETE",
      post(K.ACCOUNTANT, lambda w, p: funds.post_receipt(
          funds.Incoming("REF-2", w.day, Fen(0)), by=p))),
    L("funds.match_receipt", "RECEIPT_NOT_OPEN",
      post(K.ACCOUNTANT, lambda w, p: funds.match_receipt(
          w.receipt, w.received, "误认", w.day, by=p))),
    L("funds.order_payment", "NOT_ENOUGH_HELD",
      post(K.CLERK, lambda w, p: funds.order_payment(
          payment(w.filed, Fen.of_yuan(9_000), "too-much"), w.day, by=p))),
    L("funds.reverse_receipt", "RECEIPT_ALREADY_PAID_OUT",
      post(K.ACCOUNTANT, lambda w, p: funds.reverse_receipt(w.receipt, "退票", w.day, by=p))),
    L("funds.credit_interest", "INTEREST_RULE_MISSING",
      post(K.ACCOUNTANT, lambda w, p: funds.credit_interest(
          w.case, funds.BankInterest("J-1", w.day, Fen(321)), by=p))),
    L("funds.reverse_interest", "NO_SUCH_INTEREST",
      post(K.ACCOUNTANT, lambda w, p: funds.reverse_interest(
          w.case, NOBODY, "误记", w.day, by=p))),
    L("funds.take_fee", "FEE_ABOVE_TARIFF",
      post(K.ACCOUNTANT, lambda w, p: funds.take_fee(
          funds.FeeRequest(w.case, Fen.of_yuan(51)), w.day, by=p))),
    L("funds.refund_fee", "NO_SUCH_FEE",
      post(K.ACCOUNTANT, lambda w, p: funds.refund_fee(w.case, NOBODY, "误收", w.day, by=p))),
    L("funds.return_payment", "PAYMENT_NOT_PAID",
      post(K.CASHIER, lambda w, p: funds.return_payment(w.order, "退汇", w.day, by=p))),
    L("docket.annul_act", "MONEY_IS_COUNTERED",
      judge(lambda w, p: corrections.annul_act(
          posted(w), "误录", by=p))),
    L("funds.approve_payment", "PAYMENT_IN_OTHER_STATE",
      post(K.DIRECTOR, lambda w, p: funds.approve_payment(w.order, w.day, by=p))),
    L("funds.settle_payment", "PAYMENT_IN_OTHER_STATE",
      post(K.CASHIER, lambda w, p: funds.settle_payment(w.order, "P-1", w.day, by=p))),
    # assets and inquiry
    L("assets.limit_on", "ABOVE_LIMIT",
      judge(lambda w, p: limit_on(
          w.court_no, queries.facts_now(w.court_no, w.case), w.day, proposed=Fen.of_yuan(9_000_000)))),
    L("inquiry.order_query", "NOBODY_TO_ASK",
      judge(lambda w, p: inquiry.order_query(
          inquiry.QueryOrder(w.case, (w.filed.debtor,), "nobody", ()), w.day, by=p))),
    L("inquiry.record_living_facts", "NO_NATURAL_PERSON",
      judge(lambda w, p: inquiry.record_living_facts(
          inquiry.NewLivingFacts(w.case, NOBODY, 1, "询问笔录"), w.day, by=p))),
    L("inquiry.announce_closing", "NOT_ALLOWED",
      judge(lambda w, p: inquiry.announce_closing(
          inquiry.ClosingDays(NOBODY, (w.day,), "搬迁"), w.day, by=p))),
    L("inquiry.take_back_closing", "NOT_ALLOWED",
      judge(lambda w, p: inquiry.take_back_closing(NOBODY, w.day, w.day, by=p))),
    L("inquiry.reissue_request", "NOT_STUCK",
      judge(lambda w, p: inquiry.reissue_request(w.request, w.day, by=p))),
    L("inquiry.divert_to_window", "NOT_STUCK",
      judge(lambda w, p: inquiry.divert_to_window(w.request, w.day, by=p))),
    L("inquiry.record_letter_answer", "NOT_STUCK",
      judge(lambda w, p: inquiry.record_letter_answer(w.request, [], w.day, by=p))),
    L("inquiry.redeliver_request", "NOT_HANDED_OUT",
      judge(lambda w, p: inquiry.redeliver_request(w.request, by=p))),
    L("inquiry.reopen_request", "NOT_ANSWERED",
      judge(lambda w, p: inquiry.reopen_request(w.request, "反馈无法使用", by=p))),
    L("inquiry.settle_answer", "NOTHING_TO_SETTLE",
      judge(lambda w, p: inquiry.settle_answer(w.request, "已核对", w.day, by=p))),
    L("inquiry.withdraw_stuck", "NOT_STUCK",
      judge(lambda w, p: inquiry.withdraw_stuck(w.request, "不再需要", by=p))),
    # measures
    L("measures.apply_listing", "NOT_ABLE",
      judge(lambda w, p: measures.apply_listing(
          w.case, measures.ListingPlan(w.filed.debtor, 1, "未履行"), w.day + timedelta(days=20),
          by=p))),
    L("measures.apply_look_out", "POLICY_NOT_ADOPTED",
      judge(lambda w, p: measures.apply_look_out(
          w.case, measures.LookOutPlan(w.filed.debtor, w.day + timedelta(days=30)), w.day,
          by=p))),
    L("measures.find_misconduct", "MISCONDUCT_INCOMPLETE",
      judge(lambda w, p: measures.find_misconduct(
          w.case, w.filed.debtor, "M-1", "拒不报告", " ", w.day, by=p))),
    L("measures.apply_detention", "OBSTRUCTION",
      judge(lambda w, p: measures.apply_detention(w.case, detention(w, 15), w.day, by=p))),
    L("measures.execute_search", "NOT_APPROVED",
      post(K.COURT_POLICE, lambda w, p: measures.execute_search(
          w.waiting, (p.person, NOBODY), "见证人", (), w.day, by=p))),
    L("measures.publish_listing", "NOTHING_STANDING",
      judge(lambda w, p: measures.publish_listing(w.case, NOBODY, w.day, by=p))),
    L("measures.delete_listing", "NOTHING_STANDING",
      judge(lambda w, p: measures.delete_listing(
          w.case, NOBODY, Event.PERFORMED, w.day, w.day, by=p))),
    L("measures.lift_restriction", "NOTHING_STANDING",
      judge(lambda w, p: measures.lift_restriction(w.case, NOBODY, "履行", w.day, by=p))),
    L("measures.propose_relisting", "NEVER_LISTED",
      judge(lambda w, p: measures.propose_relisting(w.case, w.filed.debtor, w.day, by=p))),
    L("measures.record_hit", "NO_OPEN_LOOK_OUT",
      judge(lambda w, p: measures.record_hit(w.case, NOBODY, "某地", "公安", w.day, by=p))),
    L("measures.close_look_out", "NO_OPEN_LOOK_OUT",
      judge(lambda w, p: measures.close_look_out(w.case, NOBODY, "找到", w.day, by=p))),
    *(L(f"measures.{name}", "NOT_APPROVED",
        judge(lambda w, p, name=name: getattr(measures, name)(w.waiting, w.day, by=p)))
      for name in ("decide_listing", "shield_listing", "restrict_consumption", "open_look_out")),
    # settlement
    L("settlement.reach_settlement", "AGREED",
      judge(lambda w, p: settlement.reach_settlement(
          w.case, terms(w, agreed_by=(w.filed.creditor,)), w.day, by=p))),
    L("settlement.hold_mediation", "SESSION_INCOMPLETE",
      judge(lambda w, p: settlement.hold_mediation(
          w.case, settlement.Session(" ", (Participant("甲", Side.APPLICANT),), (), "笔录"),
          w.day, by=p))),
    L("settlement.resume_enforcement", "NO_SETTLEMENT_STANDS",
      judge(lambda w, p: settlement.resume_enforcement(
          w.case, settlement.ResumptionRequest(w.filed.creditor, "违约"), w.day, by=p))),
    L("settlement.preview_offer", "NEVER_REPAID",
      judge(lambda w, p: settlement.preview_offer(
          settlement.Offer(Side.DEBTOR, "乙", Fen.of_yuan(100), Fen(0)), w.day))),
    # closing
    L("closing.propose_closing", "PERFORMED",
      judge(lambda w, p: closing.propose_closing(w.case, w.day, by=p))),
    L("closing.exclude_period", "PERIOD_DOUBTFUL",
      judge(lambda w, p: closing.exclude_period(
          w.case, closing.NewPeriod(Exclusion.APPRAISAL, w.day + timedelta(days=9), "函"),
          w.day, by=p))),
    L("closing.exclude_period", "NEEDS_DECISION",
      judge(lambda w, p: closing.exclude_period(
          w.case, closing.NewPeriod(Exclusion.SUSPENSION, w.day, "异议"), w.day, by=p))),
    L("closing.propose_suspension", "NEEDS_NO_DECISION",
      judge(lambda w, p: closing.propose_suspension(
          w.case, closing.NewPeriod(Exclusion.APPRAISAL, w.day, "函"), w.day, by=p))),
    L("closing.end_period", "NO_OPEN_PERIOD",
      judge(lambda w, p: closing.end_period(w.case, NOBODY, w.day, "函", w.day, by=p))),
    L("closing.propose_extension", "EXTENSION_WITHOUT_REASON",
      judge(lambda w, p: closing.propose_extension(w.case, " ", w.day, by=p))),
    *(L(f"closing.{name}", "NOT_APPROVED",
        judge(lambda w, p, name=name: getattr(closing, name)(w.waiting, w.day, by=p)))
      for name in (
          "close_case", "cancel_case", "begin_suspension", "extend_time_limit", "end_procedure", "resume_case")),
    # parties
    L("parties.reveal_identity", "PURPOSE_MISSING",
      judge(lambda w, p: parties.reveal_identity(
          w.filed.debtor, Purpose(PurposeCode.MEASURE, " "), by=p, at=instant(w.day)))),
    L("parties.reveal_identity", "NOT_YOUR_CASE",
      stranger(lambda w, p: parties.reveal_identity(
          w.filed.debtor, Purpose(PurposeCode.MEASURE, "查控"), by=p, at=instant(w.day)))),
    L("parties.break_glass", "REASON_TOO_SHORT",
      judge(lambda w, p: parties.break_glass(
          w.filed.debtor, "急", by=p, at=instant(w.day)))),
)  # fmt: skip
