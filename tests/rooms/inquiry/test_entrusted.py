"""A case entrusted between two courts of the platform: papers, filing, notice, return, revocation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.doors.desk.test_out_of_area import CAR, ZHEJIANG
from tests.rooms.funds.test_money import incoming, receive
from tests.rooms.inquiry.test_control import MAIN
from tests.support.banks import QUEUES, drain, make_bank, seek
from tests.support.filed import DAY, adopt_standard
from tests.support.open_ones import make_one
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Closure, Debt, Standings
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.operations import accept_filing
from zhixing.cases.queries import facts_now, find_case_by_number, get_case, list_acts, list_nodes
from zhixing.closing.operations import propose_cancelling
from zhixing.courts.kinds import CourtLevel
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.courts.queries import list_courts
from zhixing.decisions import operations as decisions
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.creditor import get_creditor_view
from zhixing.inquiry.entrusted.chapter import SentAway, TakenOn
from zhixing.inquiry.operations import (
    EntrustReturnOrder,
    NewOutOfArea,
    NewSending,
    PapersSupplied,
    Way,
)
from zhixing.institutions.kinds import InstitutionKind
from zhixing.instruments.operations import ensure_seal
from zhixing.instruments.queries import list_instruments
from zhixing.kernel.refusal import Refusal
from zhixing.law.entrusting.papers import REQUIRED, EntrustPaper
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.parties.queries import list_parties
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.banks import Deposit
from zhixing.scenarios.stage import FOUNDING, Stage, raise_stage


def stage_there() -> Stage:
    """Raise a rehearsal court of the same level in Zhejiang, its clock on the day."""
    with open_scope(Scope.system()):
        found = list_courts(level=CourtLevel.BASIC, province=ZHEJIANG)
    like = next(c for c in found if c.can_issue_numbers)
    stage = raise_stage(like.code, login_prefix=f"t{uuid4().hex[:10]}-")
    stage.goto(DAY)
    adopt_standard(stage.court_no)
    with open_scope(Scope.system()):
        ensure_seal(stage.court_no)
    return stage


class Two:
    """Hold the sending court's case and the receiving court."""

    def __init__(self, folder: Any) -> None:
        self.here = seek()
        cars = make_one(folder, InstitutionKind.VEHICLE_REGISTRY, CAR)
        self.here.query(cars)
        cars.cycle()
        self.there = stage_there()
        self.order = self.entrust(self.there.court_no)

    def entrust(self, court: int) -> Any:
        new = NewOutOfArea(
            self.here.filed.case,
            Way.CASE,
            ZHEJIANG,
            "全案执行",
            self.day + timedelta(days=30),
            court,
            letter="（2018）示例委1号",
            nothing_here=True,
        )
        return self.here.do(lambda by: inquiry.order_out_of_area(new, self.day, by=by))

    @property
    def day(self) -> date:
        return self.here.today

    def goto(self, day: date) -> None:
        self.here.filed.stage.goto(day)
        self.there.goto(day)

    def send(self, papers: tuple[EntrustPaper, ...] = REQUIRED) -> Any:
        new = NewSending(self.here.filed.case, self.order, papers, "示例己", "010-00000000")
        return self.here.do(lambda by: inquiry.send_entrusted(new, self.day, by=by))

    @property
    def sent(self) -> Any:
        return self.here.facts.of(SentAway).find(self.order)

    def do_there(self, operation: Any, kind: K = K.JUDGE, number: int = 2) -> Any:
        result = self.there.do(kind, operation, number=number if kind is K.JUDGE else 0)
        drain(QUEUES)
        return result

    def see(self, look: Any) -> Any:
        no = self.there.court_no
        with open_scope(Scope.of_court(no, no)):
            return look()

    @property
    def case(self) -> Any:
        found = self.see(lambda: find_case_by_number(self.sent.there_no))
        assert found is not None
        return found.id

    def acts_there(self, *types: str) -> list[Any]:
        found = self.see(lambda: list_acts(self.there.court_no, self.case))
        return [a for a in found if a.type in types]

    @property
    def facts_there(self) -> Any:
        return self.see(lambda: facts_now(self.there.court_no, self.case))

    def nodes_there(self) -> dict[str, Any]:
        found = self.see(lambda: list_nodes(self.there.court_no, self.case))
        return {n.code.partition(":")[0]: (n.due_on, n.done_on) for n in found}

    def nodes_here(self) -> dict[str, Any]:
        no, case = self.here.court_no, self.here.filed.case
        found = self.here.read(lambda: list_nodes(no, case))
        return {n.code.partition(":")[0]: (n.due_on, n.done_on) for n in found}

    def file_there(self) -> None:
        case, day = self.case, self.day
        self.do_there(lambda by: accept_filing(case, by=by, on=day))
        self.do_there(
            lambda by: inquiry.tell_entrusted_filing(case, "示例庚", "0571-0", day, by=by)
        )

    def give_back(self, ground: EntrustReturnGround) -> Any:
        order = EntrustReturnOrder(self.case, ground, "财产不在本辖区")
        return self.do_there(lambda by: inquiry.return_entrusted(order, self.day, by=by))

    def leave(self) -> None:
        case, day = self.case, self.day
        self.do_there(
            lambda by: inquiry.approve_entrusting_return(case, "（2018）示例高法复1号", day, by=by)
        )

    def cancel(self) -> None:
        """Put the sending court's case up to be cancelled, and have it approved."""
        case, day = self.here.filed.case, self.day
        self.here.approve(self.here.do(lambda by: propose_cancelling(case, "", day, by=by)))

    def papers_here(self) -> dict[Any, Any]:
        no, case = self.here.court_no, self.here.filed.case
        return {i.id: i for i in self.here.read(lambda: list_instruments(no, case))}


@pytest.fixture
def two(tmp_path: Any) -> Two:
    return Two(tmp_path)


def _refused(operation: Any, *, is_named: bool = True) -> str:
    with pytest.raises(Refusal) as refused:
        operation()
    assert refused.value.message_zh and refused.value.message_en
    assert refused.value.field or not is_named
    return refused.value.code


def test_the_case_arrives_with_its_parties_its_debt_and_what_was_paid(two: Two) -> None:
    receive(two.here.filed, incoming(two.here.filed, "12.00"))
    letter = two.send()
    assert two.papers_here()[letter].template == "ENTRUSTING_LETTER"
    assert two.sent.by_platform and two.sent.delivered_on == two.day
    (received,) = two.acts_there("ENTRUSTED_RECEIVED")
    assert received.payload["case_no"] == two.here.filed.number
    assert [f["rule"] for f in received.findings] == ["ENTRUSTING_PAPERS", "ENTRUSTING"]
    row = two.see(lambda: get_case(two.there.court_no, two.case))
    assert (row.creditor_names, row.debtor_names, row.filed_on) == ("示例甲", "示例乙", None)
    debt = two.facts_there.of(Debt)
    assert [int(p.amount) for p in debt.payments] == [12_00], "what was paid counts there too"
    assert two.nodes_there()["DECIDE_ON_FILING"] == (two.day + timedelta(days=7), None)
    assert two.nodes_here()["ENTRUST_FILING"] == (two.day + timedelta(days=7), None)
    for no, see in ((two.here.court_no, two.here.read), (two.there.court_no, two.see)):
        assert see(lambda n=no: list(verify_docket(n))) == []


def test_the_debtor_is_known_there_by_number_and_the_reading_is_logged(two: Two) -> None:
    two.send()
    debtor = two.facts_there.of(Standings).of_role("DEBTOR")
    view = two.see(lambda: list_parties(debtor))[debtor[0]]
    own = two.here.read(lambda: list_parties([two.here.filed.debtor]))[two.here.filed.debtor]
    assert view.number_masked == own.number_masked and view.id != own.id


@pytest.mark.parametrize(
    ("papers", "code"), [(REQUIRED[1:], "PAPERS_MISSING"), ((), "PAPERS_MISSING")]
)
def test_without_its_papers_a_case_is_not_sent(
    two: Two, papers: tuple[EntrustPaper, ...], code: str
) -> None:
    assert _refused(lambda: two.send(papers)) == code
    assert two.sent is None


def test_what_ends_within_a_month_is_renewed_before_it_is_handed_over(
    two: Two, tmp_path: Any
) -> None:
    bank = make_bank(tmp_path, Deposit(MAIN, "500000.00"))
    two.here.query(bank)
    bank.cycle()
    (deposit,) = [a for a in two.here.assets() if a.kind == "DEPOSIT"]
    two.here.freeze(deposit.id, "1000.00")
    bank.cycle()
    (control,) = two.here.facts.of(Property).controls
    assert control.until is not None
    two.goto(control.until - timedelta(days=20))
    with pytest.raises(Refusal) as refused:
        two.send()
    assert refused.value.code == "RENEW_FIRST"
    assert str(control.until) in refused.value.message_zh and MAIN[-4:] in refused.value.message_zh


def test_a_case_is_sent_once_and_only_upon_its_order(two: Two) -> None:
    two.send()
    assert _refused(two.send) == "SENT_ALREADY"
    two.order = uuid4()
    assert _refused(two.send) == "NOT_ENTRUSTED"


def test_filed_there_told_here_and_cancelled(two: Two) -> None:
    two.send()
    day = two.day + timedelta(days=3)
    two.goto(day)
    case = two.case

    def tell(by: Any) -> Any:
        return inquiry.tell_entrusted_filing(case, "示例庚", "0571-0", day, by=by)

    assert _refused(lambda: two.do_there(tell)) == "NOT_FILED"
    two.file_there()
    assert two.sent.officer == "示例庚" and two.sent.filed_on == day
    assert two.nodes_here()["ENTRUST_FILING"][1] == day
    assert two.nodes_here()["ENTRUST_TELL"] == (day + timedelta(days=7), None)
    own = two.here.filed.case
    notice = two.here.do(lambda by: inquiry.tell_applicant_entrusted(own, two.order, day, by=by))
    paper = two.papers_here()[notice]
    assert paper.template == "ENTRUSTING_NOTICE" and paper.data["officer"] == "示例庚"
    assert two.nodes_here()["ENTRUST_TELL"][1] == day
    two.cancel()
    assert two.here.facts.of(Closure).mode == "CANCELLED"


def test_after_six_months_the_applicant_may_turn_to_the_higher_court(two: Two) -> None:
    two.send()
    two.file_there()
    due = date(2018, 9, 5)
    assert two.nodes_there()["ENTRUST_CLOSE"] == (due, None)
    no, case = two.here.court_no, two.here.filed.case
    for day, may in ((due, False), (due + timedelta(days=1), True)):
        view = two.here.read(lambda d=day: get_creditor_view(no, case, d))
        assert view.entrusted is not None and view.entrusted.higher is not None
        assert (view.entrusted.higher.close_by, view.entrusted.higher.may_ask) == (due, may)


def _ask(two: Two) -> Any:
    case, day = two.case, two.day
    wanted = (EntrustPaper.SITUATION,)
    return two.do_there(lambda by: inquiry.ask_entrusted_papers(case, wanted, "", day, by=by))


def test_missing_papers_are_asked_for_and_supplied_across_the_courts(two: Two) -> None:
    two.send()
    _ask(two)
    assert two.sent.wanted == ("SITUATION",)
    due = date(2018, 4, 4)
    assert two.nodes_here()["ENTRUST_PAPERS"] == (due, None)
    assert two.nodes_there()["ENTRUST_PAPERS"] == (due, None)
    own, day = two.here.filed.case, two.day + timedelta(days=5)
    two.goto(day)
    nothing = PapersSupplied()
    supply = inquiry.supply_entrusting_papers
    assert (
        _refused(lambda: two.here.do(lambda by: supply(own, two.order, nothing, day, by=by)))
        == "NOTHING_NAMED"
    )
    given = PapersSupplied((EntrustPaper.SITUATION,), "")
    two.here.do(lambda by: supply(own, two.order, given, day, by=by))
    assert two.nodes_here()["ENTRUST_PAPERS"][1] == day
    assert two.nodes_there()["ENTRUST_PAPERS"][1] == day
    assert two.facts_there.of(TakenOn).answered_on == day


def test_unanswered_papers_count_as_taken_back_only_after_thirty_days(two: Two) -> None:
    two.send()
    _ask(two)
    taken_back = EntrustReturnGround.TAKEN_BACK
    two.leave()
    assert _refused(lambda: two.give_back(taken_back)) == "PAPERS_TERM_RUNS"
    two.goto(date(2018, 4, 8))
    two.give_back(taken_back)
    assert two.sent.ground == "TAKEN_BACK"
    closure = two.facts_there.of(Closure)
    assert closure.mode == "ENTRUSTING_RETURNED", "never filed: it ends with the return"
    assert two.nodes_there()["DECIDE_ON_FILING"][1] == date(2018, 4, 8)
    case, day = two.case, two.day
    assert (
        _refused(
            lambda: two.do_there(lambda by: accept_filing(case, by=by, on=day)), is_named=False
        )
        == "FILING_DECIDED"
    )


def test_a_court_may_do_without_leave_for_what_counts_as_taken_back(two: Two) -> None:
    two.send()
    _ask(two)
    two.goto(date(2018, 4, 8))
    taken_back = EntrustReturnGround.TAKEN_BACK
    assert _refused(lambda: two.give_back(taken_back)) == "HIGH_COURT"
    policy = NewPolicy(
        two.there.court_no,
        "ENTRUST_RETURN",
        "（演练）本院规定",
        FOUNDING,
        date(2099, 1, 1),
        {"leave_for_taken_back": False},
    )
    with open_scope(Scope.system()):
        adopt_policy(policy)
    two.give_back(taken_back)
    assert two.sent.returned_on == date(2018, 4, 8)


def test_what_was_wrongly_entrusted_comes_back_and_is_resumed(two: Two) -> None:
    two.send()
    two.file_there()
    own, day = two.here.filed.case, two.day
    two.here.do(lambda by: inquiry.tell_applicant_entrusted(own, two.order, day, by=by))
    two.cancel()
    wrong = EntrustReturnGround.WRONGLY_ENTRUSTED
    assert _refused(lambda: two.give_back(wrong)) == "HIGH_COURT"
    two.leave()
    assert two.nodes_there()["ENTRUST_RETURN"] == (date(2018, 3, 20), None)
    two.give_back(wrong)
    assert two.nodes_there()["ENTRUST_RETURN"][1] == day
    case = two.case
    matter = two.do_there(lambda by: propose_cancelling(case, "", day, by=by))
    two.do_there(
        lambda by: decisions.give_opinion(matter, approve=True, text="同意", on=day, by=by),
        K.DIRECTOR,
    )
    assert two.facts_there.of(Closure).mode == "CANCELLED"
    revoke = inquiry.revoke_entrusting
    assert (
        _refused(
            lambda: two.here.do(lambda by: revoke(own, two.order, "委托不当", " ", day, by=by))
        )
        == "NOT_REPORTED"
    )
    two.here.do(lambda by: revoke(own, two.order, "委托不当", "（2018）示例备1号", day, by=by))
    assert two.here.facts.of(Closure).closed_on is None, "the case goes on here"
    for no, see in ((two.here.court_no, two.here.read), (two.there.court_no, two.see)):
        assert see(lambda n=no: list(verify_docket(n))) == []


def test_a_court_that_is_not_here_gets_it_by_letter(two: Two) -> None:
    with open_scope(Scope.system()):
        far = list_courts(level=CourtLevel.BASIC, province=ZHEJIANG)[0].court_no
    back = inquiry.OutsideReport(inquiry.OutsideOutcome.REFUSED, "退回")
    own, day = two.here.filed.case, two.day
    two.here.do(lambda by: inquiry.report_out_of_area(own, two.order, back, day, by=by))
    two.order = two.entrust(far)
    two.send()
    assert two.sent.by_platform is False and two.sent.delivered_on is None
    (delivered,) = two.here.acts("ENTRUSTING_DELIVERED")
    assert "演练法院与正式法院之间不移交" in delivered.payload["note"]
