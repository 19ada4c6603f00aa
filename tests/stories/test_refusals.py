"""What every operation refuses: by code, in both languages, with nothing written.

Each public operation of each room stands in one of three places: it refuses a post
without the authority, it has a line of its own below, or it is listed as one that has
nothing to refuse, with the reason. An operation in none of them fails the suite.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.support.filed import FiledCase, application, file_one, notify, person
from zhixing.assets.limits import limit_on
from zhixing.assignment import operations as assignment
from zhixing.cases import operations as cases
from zhixing.cases import queries
from zhixing.cases.acts import RefusalGround, Role
from zhixing.cases.docket import corrections
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.closing import operations as closing
from zhixing.config.rooms import ROOMS
from zhixing.courts import operations as courts
from zhixing.courts.kinds import TeamRole
from zhixing.decisions import operations as decisions
from zhixing.funds import operations as funds
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries as inquiries
from zhixing.institutions import operations as institutions
from zhixing.institutions.operations import change_password
from zhixing.instruments import operations as instruments
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.law.clock.case_clock import Exclusion
from zhixing.law.listing.deletion import Event
from zhixing.law.periods.service import Method
from zhixing.measures import operations as measures
from zhixing.parties import operations as parties
from zhixing.parties.values import Purpose, PurposeCode
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal
from zhixing.scenarios import banks
from zhixing.settlement import operations as settlement
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Plan, Side

NOT_ALLOWED = {"NOT_ALLOWED", "NOT_YOURS_TO_DO"}
SYSTEM_ONLY = "SYSTEM scope only"
NOBODY = UUID(int=7)


@dataclass(frozen=True)
class World:
    """Hold a court with one running case in it, and another court."""

    filed: FiledCase
    other: FiledCase
    received: UUID
    receipt: UUID
    draft: UUID
    waiting: UUID
    request: UUID
    order: UUID
    day: date

    @property
    def court_no(self) -> int:
        return self.filed.stage.court_no

    @property
    def case(self) -> UUID:
        return self.filed.case

    def who(self, kind: K, number: int = 0) -> Principal:
        return self.filed.stage.who(kind, number)


@pytest.fixture(scope="module")
def world() -> World:
    filed = file_one()
    stage, day = filed.stage, filed.stage.today
    stage.do(
        K.DIRECTOR,
        lambda by: assignment.designate(
            filed.case, _member(filed, 2), stage.staff.teams[0], "案情", day, by=by
        ),
    )
    notify(filed)
    received = stage.do(
        K.JUDGE,
        lambda by: cases.receive_application(
            replace(
                application("received", "5000.00", day), creditors=(person("示例丙", 33),)
            ),
            by=by,
            on=day,
        ),
    )
    number = f"9{stage.court_no:08d}0001"
    stage.do(K.ACCOUNTANT, lambda by: funds.open_case_account(filed.case, number, day, by=by))
    incoming = funds.Incoming("REF-1", day, Fen.of_yuan(1_000), number)
    posted = stage.do(K.ACCOUNTANT, lambda by: funds.post_receipt(incoming, by=by))
    payment = _payment(filed, Fen.of_yuan(400), "refusals-pay")
    order = stage.do(K.CLERK, lambda by: funds.order_payment(payment, day, by=by))
    draft = stage.do(
        K.CLERK,
        lambda by: instruments.draft_instrument(_risk_notice(filed.case), day, by=by),
    )
    restriction = measures.SearchPlan(filed.debtor, "住所", "转移财物")
    waiting = stage.do(
        K.JUDGE,
        lambda by: measures.apply_search(filed.case, restriction, day, by=by),
        number=2,
    )
    bank = banks.SimulatedBank(code := f"R{uuid4().hex[:12]}", code, "示例银行", "Sample")
    ids = banks.register_banks(day, instant(day), province="重庆市", banks=[bank])
    asked = inquiry.QueryOrder(filed.case, (filed.debtor,), "refusals", (ids[code],))
    stage.do(K.JUDGE, lambda by: inquiry.order_query(asked, day, by=by), number=2)
    request = stage.do(
        K.JUDGE, lambda by: inquiries.list_requests(by.court_no, filed.case)[0].id
    )
    return World(
        filed, file_one(), received.case, posted.receipt, draft, waiting, request, order, day
    )


def _member(filed: FiledCase, number: int) -> assignment.Member:
    judge = filed.stage.staff.of_kind(K.JUDGE, number)
    return assignment.Member(judge.person, judge.post)


def _risk_notice(case: UUID) -> instruments.Draft:
    return instruments.Draft(case, "RISK_NOTICE", {"grounds": ["违反财产报告制度的；"]})


def _payment(filed: FiledCase, amount: Fen, key: str) -> funds.PaymentRequest:
    return funds.PaymentRequest(
        filed.case, filed.creditor, amount, "演练银行", "6200000000000009", "案款", key
    )


ROWS = """
SELECT c.table_name FROM information_schema.columns c
  JOIN pg_class k ON k.relname = c.table_name AND k.relkind IN ('r', 'p')
   AND NOT k.relispartition AND k.relnamespace = 'public'::regnamespace
 WHERE c.table_schema = 'public' AND c.column_name = 'court_no'
   AND has_table_privilege(k.oid, 'SELECT')
 ORDER BY 1
"""


def everything(court_no: int) -> dict[str, tuple[int, int]]:
    """Give, for every table with court rows, how many the court has and a sum over all of them."""
    found = {}
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(ROWS)
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(
                f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) "
                f"FROM {table} t WHERE court_no = %s",
                [court_no],
            )
            found[table] = cursor.fetchone()
        cursor.execute(
            "SELECT count(*), 0 FROM procrastinate_jobs WHERE args ->> 'court_no' = %s",
            [str(court_no)],
        )
        found["jobs"] = cursor.fetchone()
    return found


def test_the_comparison_of_everything_sees_a_change(world: World) -> None:
    before = everything(world.court_no)
    assert len(before) > 30
    stage = world.filed.stage
    stage.do(
        K.JUDGE,
        lambda by: measures.record_unanswered_call(
            world.case, world.filed.debtor, world.day, world.day, by=by
        ),
        number=2,
    )
    after = everything(world.court_no)
    assert {name for name in before if before[name] != after[name]} >= {"cases_act", "cases_facts"}


def rooms() -> list[str]:
    return [r for r in ROOMS if find_spec(f"zhixing.{r}") and find_spec(f"zhixing.{r}.operations")]


def operations(room: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    module = importlib.import_module(f"zhixing.{room}.operations")
    named = getattr(module, "__all__", None)
    for name, found in vars(module).items():
        if inspect.isfunction(found) and not name.startswith("_"):
            if name in named if named is not None else found.__module__ == module.__name__:
                yield name, found


OF_THE_WIRE = "writes down what an institution said; the wire's own tests say what is turned away"
NO_QUESTION = "asks nothing and changes nothing that somebody could be refused"
WITH_THE_ROW = "finds nothing to do where there is nothing, and says so by its answer"
NOTHING_TO_REFUSE: dict[str, str] = {
    "parties.register_party": "its callers check what they register",
    "parties.register_parties": "its callers check what they register",
    "parties.register_accounts": "its callers check what they register",
    "assignment.commitment_value": NO_QUESTION,
    "funds.open_case_account": "a second opening gives the account that is there",
    "assets.asset_index": NO_QUESTION,
    "assets.debtor_index": NO_QUESTION,
    "assets.lock_debtor": NO_QUESTION,
    **dict.fromkeys(
        (
            "assets.record_found",
            "assets.record_control",
            "assets.record_refusal",
            "assets.record_reduction",
            "assets.record_renewal",
            "assets.record_release",
            "assets.record_transfer",
            "inquiry.hand_out",
            "inquiry.hand_out_documents",
            "inquiry.interpret_answer",
            "inquiry.note_problem",
            "inquiry.note_message",
            "inquiry.store_message",
            "inquiry.take_feedback",
        ),
        OF_THE_WIRE,
    ),
    "inquiry.issue_order": WITH_THE_ROW,
    "inquiry.withdraw_order": WITH_THE_ROW,
    "inquiry.expire_overdue": WITH_THE_ROW,
    "settlement.find_defaults": WITH_THE_ROW,
}


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


def system(operation: Callable[[World], Any]) -> Callable[[World], Any]:
    def run(w: World) -> Any:
        with open_scope(Scope.system()):
            return operation(w)

    return run


def ballots(w: World, *numbers: int) -> list[decisions.Ballot]:
    sitting = [w.filed.stage.staff.of_kind(K.JUDGE, n) for n in numbers]
    return [decisions.Ballot(j.person, j.post, "MEMBER", "同意", True) for j in sitting]


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
    L("courts.enrol_password", "PASSWORD_TOO_SHORT",
      system(lambda w: courts.enrol_password(
          w.filed.stage.staff.staff[0].person, "short", instant(w.day)))),
    # cases
    L("cases.file_case", "MISSING",
      judge(lambda w, p: cases.file_case(
          replace(application("none"), creditors=()), by=p, on=w.day))),
    L("cases.file_case", "KEY_REUSED",
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
    L("decisions.submit_matter", "NO_ROUTE",
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
    L("decisions.record_execution", "NOT_APPROVED",
      post(K.COURT_POLICE, lambda w, p: decisions.record_execution(w.waiting, w.day, by=p))),
    # assignment
    L("assignment.open_cycle", "GROUP_WITHOUT_HANDLERS",
      post(K.DIRECTOR, lambda w, p: assignment.open_cycle("ALL", [], instant(w.day), by=p))),
    L("assignment.run_cycle", "NO_OPEN_CYCLE",
      post(K.DIRECTOR, lambda w, p: assignment.run_cycle("ALL", w.day, instant(w.day), by=p))),
    L("assignment.reassign", "CASE_WITHOUT_HANDLER",
      post(K.DIRECTOR, lambda w, p: assignment.reassign(
          w.received, _member(w.filed, 2), None, "回避", w.day, by=p))),
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
          _payment(w.filed, Fen.of_yuan(9_000), "too-much"), w.day, by=p))),
    L("funds.reverse_receipt", "RECEIPT_ALREADY_PAID_OUT",
      post(K.ACCOUNTANT, lambda w, p: funds.reverse_receipt(w.receipt, "退票", w.day, by=p))),
    L("funds.approve_payment", "PAYMENT_IN_OTHER_STATE",
      post(K.DIRECTOR, lambda w, p: funds.approve_payment(w.order, w.day, by=p))),
    L("funds.settle_payment", "PAYMENT_IN_OTHER_STATE",
      post(K.CASHIER, lambda w, p: funds.settle_payment(w.order, "P-1", w.day, by=p))),
    # assets and inquiry
    L("assets.limit_on", "SEIZURE_ABOVE_LIMIT",
      judge(lambda w, p: limit_on(
          queries.facts_now(w.court_no, w.case), w.day, proposed=Fen.of_yuan(9_000_000)))),
    L("inquiry.order_query", "NO_INSTITUTION",
      judge(lambda w, p: inquiry.order_query(
          inquiry.QueryOrder(w.case, (w.filed.debtor,), "nobody", ()), w.day, by=p))),
    L("inquiry.reissue_request", "NOT_STUCK",
      judge(lambda w, p: inquiry.reissue_request(w.request, w.day, by=p))),
    L("inquiry.record_letter_answer", "NOT_STUCK",
      judge(lambda w, p: inquiry.record_letter_answer(w.request, [], w.day, by=p))),
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
    L("measures.apply_detention", "NO_OBSTRUCTION",
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
    L("settlement.reach_settlement", "NOT_AGREED_BY_ALL",
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
      for name in ("close_case", "begin_suspension", "extend_time_limit")),
    # parties
    L("parties.reveal_identity", "PURPOSE_MISSING",
      judge(lambda w, p: parties.reveal_identity(
          w.filed.debtor, Purpose(PurposeCode.MEASURE, " "), by=p, at=instant(w.day)))),
    L("parties.reveal_identity", "NOT_YOUR_CASE",
      post(K.JUDGE, lambda w, p: parties.reveal_identity(
          w.filed.debtor, Purpose(PurposeCode.MEASURE, "查控"), by=p, at=instant(w.day)))),
    L("parties.break_glass", "REASON_TOO_SHORT",
      judge(lambda w, p: parties.break_glass(
          w.filed.debtor, "急", by=p, at=instant(w.day)))),
)  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_it_is_refused_by_code_in_both_languages_and_nothing_is_written(
    world: World, line: Line
) -> None:
    before = everything(world.court_no)
    with pytest.raises(Refusal) as caught:
        line.act(world)
    refusal = caught.value
    codes = {refusal.code, *(p.code for p in getattr(refusal, "problems", ()))}
    assert line.code in codes, (codes, str(refusal))
    _in_both_languages(refusal)
    assert everything(world.court_no) == before


def _in_both_languages(refusal: Refusal) -> None:
    assert any("\u4e00" <= c <= "\u9fff" for c in refusal.message_zh), refusal.message_zh
    assert any(c.isalpha() and c.isascii() for c in refusal.message_en), refusal.message_en
    assert not any("\u4e00" <= c <= "\u9fff" for c in refusal.remedy_en)


OWN_LINE = {line.operation for line in LINES}
OPERATOR_ONLY = "courts", "institutions"


def by_post() -> list[tuple[str, Callable[..., Any]]]:
    """Give the operations that take a principal and ask its authority first."""
    return [
        (f"{room}.{name}", found)
        for room in rooms()
        for name, found in operations(room)
        if f"{room}.{name}" not in NOTHING_TO_REFUSE and _asks_authority(found)
    ]


def _asks_authority(found: Callable[..., Any]) -> bool:
    """Say whether the first thing an operation does is to ask for an authority."""
    source = inspect.getsource(found).split('"""', 2)[-1]
    first = next(line.strip() for line in source.splitlines() if line.strip())
    return first.startswith("require(")


def _given(found: Callable[..., Any], who: Principal) -> dict[str, Any]:
    """Fill an operation's parameters with things of the right kind; authority comes first."""
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(found).parameters.items():
        if name == "by":
            given[name] = who
        elif parameter.default is inspect.Parameter.empty:
            given[name] = NOBODY
    return given


@pytest.mark.parametrize(("name", "found"), by_post(), ids=lambda v: v if isinstance(v, str) else "")
def test_a_post_without_the_authority_is_refused(
    world: World, name: str, found: Callable[..., Any]
) -> None:
    before = everything(world.court_no)
    who = replace(world.who(K.CASHIER), capabilities=frozenset())
    with open_scope(who.scope), pytest.raises(Refusal) as caught:
        found(**_given(found, who))
    assert caught.value.code in NOT_ALLOWED
    _in_both_languages(caught.value)
    assert everything(world.court_no) == before


def operator_only() -> list[tuple[str, Callable[..., Any]]]:
    return [
        (f"{room}.{name}", found)
        for room in OPERATOR_ONLY
        for name, found in operations(room)
        if "require_system()" in inspect.getsource(found)
    ]


@pytest.mark.parametrize(
    ("name", "found"), operator_only(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_what_the_operator_does_is_closed_to_every_court(
    world: World, name: str, found: Callable[..., Any]
) -> None:
    who = world.who(K.PRESIDENT)
    with open_scope(who.scope), pytest.raises(Impossible, match="SYSTEM scope"):
        found(**_given(found, who))


CONFIGURING: dict[str, Callable[[World, Principal], Any]] = {
    "open_department": lambda w, p: courts.open_department(new_department(w, "NEW"), p),
    "create_post": lambda w, p: courts.create_post(
        courts.NewPost(w.court_no, w.filed.stage.staff.departments["BUREAU"], K.CLERK, "书记员",
                       "Clerk", w.day), p),
    "enter_person": lambda w, p: courts.enter_person(
        courts.NewPerson(w.court_no, f"new-{uuid4().hex[:8]}", "某人", w.day), p),
    "appoint": lambda w, p: courts.appoint(
        w.filed.stage.staff.staff[0].post, w.filed.stage.staff.staff[1].person, w.day, None, p),
    "form_team": lambda w, p: courts.form_team(
        courts.NewTeam(w.court_no, w.filed.stage.staff.departments["BUREAU"], "T9", "团队", "Team",
                       w.day), p),
    "join_team": lambda w, p: courts.join_team(
        w.filed.stage.staff.teams[0], w.filed.stage.staff.staff[0].person, TeamRole.CLERK, w.day,
        p),
    "lay_down_route": lambda w, p: courts.lay_down_route(
        w.court_no, "LISTING", (K.DIRECTOR,), w.day, by=p),
    "grant_capability": lambda w, p: courts.grant_capability(
        courts.NewGrant(w.court_no, "list", True, w.day, kind=K.CLERK), p),
    "adopt_policy": lambda w, p: courts.adopt_policy(
        courts.NewPolicy(w.court_no, "LOOK_OUT", "文号", w.day, w.day + timedelta(days=9)), p),
    "end_policy": lambda w, p: courts.end_policy(w.court_no, "LOOK_OUT", w.day, p),
}  # fmt: skip
"""What the leaders of a court set up; the rest of the room's operations name a row first."""
NAME_A_ROW_FIRST = {"end_appointment", "leave_team"}


@pytest.mark.parametrize("name", CONFIGURING)
def test_setting_up_a_court_is_for_its_own_leaders(world: World, name: str) -> None:
    before = everything(world.court_no)
    with pytest.raises(Refusal) as caught:
        by(world, K.JUDGE, lambda p: CONFIGURING[name](world, p), 2)
    assert caught.value.code == "NOT_ALLOWED"
    stranger = world.other.stage.who(K.PRESIDENT)
    with open_scope(stranger.scope), pytest.raises((Refusal, LookupError, Exception)) as seen:
        CONFIGURING[name](world, stranger)
    assert getattr(seen.value, "code", "") == "OTHER_COURT" or "does not exist" in str(seen.value)
    assert everything(world.court_no) == before


def test_sign_in_refuses_without_saying_whether_the_login_exists(world: World) -> None:
    login = world.filed.stage.staff.staff[0].login
    answers = []
    for name in (login, "nobody-here"):
        with open_scope(Scope.system()):
            answers.append(
                courts.sign_in(
                    courts.SignInAttempt(name, "wrong password", instant(world.day), "192.0.2.9")
                )
            )
    assert all(isinstance(a, Refusal) for a in answers)
    assert answers[0].to_fields() == answers[1].to_fields()  # type: ignore[union-attr]


def test_every_operation_of_every_room_is_shown_to_refuse_or_says_why_not() -> None:
    shown = {
        *OWN_LINE,
        *(name for name, _ in by_post()),
        *(name for name, _ in operator_only()),
        *(f"courts.{name}" for name in (*CONFIGURING, *NAME_A_ROW_FIRST, "sign_in")),
    }
    everyone = {f"{room}.{name}" for room in rooms() for name, _ in operations(room)}
    assert sorted(everyone - shown - NOTHING_TO_REFUSE.keys()) == []
    assert sorted(NOTHING_TO_REFUSE.keys() - everyone) == [], "gone; take the line away"
    assert all(len(reason) > 20 for reason in NOTHING_TO_REFUSE.values())


def test_an_operation_without_a_line_is_found() -> None:
    assert "funds.post_receipt" in {name for name, _ in by_post()}
    assert change_password in [found for _, found in operations("institutions")]
    assert institutions.register_institution.__module__ == "zhixing.institutions.operations"
