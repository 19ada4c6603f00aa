"""A court that can be signed in to, with cases that have a life; all of it invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.support.filed import adopt_standard
from zhixing.assignment.operations import Group, Member, designate, open_cycle, run_cycle
from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.cases.filing.application import Application, TitleKind
from zhixing.cases.operations import correct_claim, file_case
from zhixing.cases.queries import CaseView, get_case
from zhixing.courts.operations import (
    Equipment,
    EquippedCourt,
    EquippedPerson,
    Rehearsal,
    SignedIn,
    SignInAttempt,
    drive_clock,
    equip_court,
    found_rehearsal,
    sign_in,
)
from zhixing.courts.queries import get_legal_day
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.funds.operations import Incoming, open_case_account, post_receipt
from zhixing.inquiry.clock import wire_instant
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.identity import resident_check
from zhixing.law.procedure.compute import permission
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.parties.values import PartyEntry
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind, Principal

OPENED_ON = date(2018, 3, 1)
FILED_ON = date(2018, 3, 5)
TODAY = date(2018, 6, 20)
PASSWORD = "竹林深处 听雨 2018"


def resident(n: int) -> str:
    """Give an invented resident number that passes its check."""
    body = f"110101{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    return body + resident_check(body)


def application(n: int, **changes: Any) -> Application:
    """Give an application in order, different for each ``n``."""
    terms: dict[str, Any] = {
        "application_key": f"B{n}",
        "title_number": f"（2017）渝0119民初{2000 + n}号",
        "title_kind": TitleKind.JUDGMENT,
        "issuing_body": "重庆市南川区人民法院",
        "cause": "民间借贷纠纷",
        "effective_on": date(2017, 12, 1),
        "applied_on": FILED_ON - timedelta(days=4),
        "received_on": FILED_ON - timedelta(days=3),
        "creditors": (PartyEntry(f"申某{n}", number=resident(2 * n)),),
        "debtors": (PartyEntry(f"贝某{n}", number=resident(2 * n + 1)),),
        "obligations": (
            Obligation(
                "1", "principal", Fen(120_000_00 + n * 100), date(2017, 12, 11), label="借款"
            ),
            Obligation("2", "case_fee", Fen(1_350_00), date(2017, 12, 11), label="受理费"),
        ),
        "performance_until": date(2017, 12, 11),
    }
    return Application(**{**terms, **changes})


@dataclass
class Bureau:
    """Hold one rehearsal court with its people and the cases made for it."""

    equipped: EquippedCourt
    cases: list[UUID] = field(default_factory=list)
    made: int = 0

    @property
    def court_no(self) -> int:
        return self.equipped.court_no

    def member(self, kind: PostKind, number: int = 0) -> EquippedPerson:
        return self.equipped.of_kind(kind, number)

    def principal(self, kind: PostKind, number: int = 0) -> Principal:
        with open_scope(Scope.system()):
            return self.equipped.principal(kind, number)

    @contextmanager
    def as_(self, kind: PostKind, number: int = 0) -> Iterator[Principal]:
        """Open the scope of one of the court's people."""
        by = self.principal(kind, number)
        with open_scope(by.scope):
            yield by

    def drive(self, day: date, hour: int = 9) -> None:
        """Move the court's clock to a day, where it does not stand later already."""
        with open_scope(Scope.system()):
            if get_legal_day(self.court_no, wire_instant()) <= day:
                drive_clock(self.court_no, instant(day, hour))

    @property
    def today(self) -> date:
        """Give the day of the court."""
        with open_scope(Scope.system()):
            return get_legal_day(self.court_no, wire_instant())

    def token(self, kind: PostKind, number: int = 0) -> str:
        """Sign somebody in and give the session's token."""
        who, at = self.member(kind, number), datetime.now(UTC)
        code = who.code_at(at) if who.code_secret else ""
        with open_scope(Scope.system()):
            if code:
                _forget_codes(who.person)
            entered = sign_in(SignInAttempt(who.login, PASSWORD, at, "127.0.0.1", code=code))
        assert isinstance(entered, SignedIn), entered
        return entered.token

    def file(self, **changes: Any) -> UUID:
        """File a case that differs from all before it."""
        self.made += 1
        with self.as_(PostKind.JUDGE) as by:
            filed = file_case(application(self.made, **changes), by=by, on=FILED_ON)
        self.cases.append(filed.case)
        return filed.case

    def case(self, case: UUID) -> CaseView:
        with self.as_(PostKind.JUDGE):
            return get_case(self.court_no, case)

    def give_to_judge(self, case: UUID, on: date = FILED_ON, number: int = 0) -> None:
        """Designate a judge as the handler."""
        judge = self.equipped.staff[
            [s.login for s in self.equipped.staff].index(self._judge(number))
        ]
        with self.as_(PostKind.DIRECTOR) as by:
            designate(
                case,
                Member(judge.person, judge.post),
                self.equipped.teams[0],
                "案情关联",
                on,
                by=by,
            )

    def _judge(self, number: int) -> str:
        judges = [s.login for s in self.equipped.staff if "judge" in s.login]
        return judges[number]

    def rotate(self, on: date) -> None:
        """Deal every waiting case by a cycle."""
        judge = next(s for s in self.equipped.staff if "judge" in s.login)
        groups = [Group(self.equipped.teams[0], (Member(judge.person, judge.post),))]
        with self.as_(PostKind.DIRECTOR) as by:
            open_cycle("ALL", groups, instant(on), by=by)
            run_cycle("ALL", on, instant(on, 10), by=by)

    def receive(self, case: UUID, yuan: str, on: date, reference: str) -> None:
        """Let money reach the case's account."""
        with self.as_(PostKind.ACCOUNTANT) as by:
            number = f"62200{case.int % 10**20:020d}"
            open_case_account(case, number, on, by=by)
            post_receipt(Incoming(reference, on, Fen.of_yuan(yuan), number, payer="贝某"), by=by)

    def receive_unknown(self, yuan: str, on: date, reference: str) -> UUID:
        """Let money come in that belongs to no case."""
        with self.as_(PostKind.ACCOUNTANT) as by:
            return post_receipt(
                Incoming(reference, on, Fen.of_yuan(yuan), "", payer="不详"), by=by
            ).receipt

    def correct(self, case: UUID, yuan: str, on: date) -> None:
        """Correct the principal of a case on a later day."""
        self.drive(on)
        items = (
            Obligation("1", "principal", Fen.of_yuan(yuan), date(2017, 12, 11), label="借款"),
            Obligation("2", "case_fee", Fen(1_350_00), date(2017, 12, 11), label="受理费"),
        )
        with self.as_(PostKind.JUDGE) as by:
            correct_claim(case, ClaimCorrection(reason="金额误录", obligations=items), by=by)

    def put_up(self, case: UUID, code: str = "FREEZE", on: date = TODAY) -> UUID:
        """Put a matter up for approval, with a finding behind it."""
        finding = permission(ActType.SEND_NOTICE, CaseFacts(filed_on=FILED_ON), on)
        with self.as_(PostKind.JUDGE) as by:
            submission = Submission(
                case,
                code,
                {"amount": 70_000_00, "bank": "示例银行南川支行", "reason": "防止转移财产"},
                "冻结被执行人在示例银行的存款七万元",
                "Freeze the debtor's deposit of 70,000 yuan at the sample bank",
                findings=(finding,),
            )
            return submit_matter(submission, on, by=by)


def _forget_codes(person: UUID) -> None:
    """Let a one-time code be used again: tests sign the same person in many times a minute."""
    from zhixing.courts.models import Credential

    Credential.objects.filter(person_id=person).update(code_step=0)


def make_bureau(on: date = OPENED_ON, **where: Any) -> Bureau:
    """Found a court with passwords, its clock at the day of opening."""
    with open_scope(Scope.system()):
        court = found_rehearsal(Rehearsal("M34", instant(on), **where))
        spec = Equipment(password=PASSWORD, login_prefix=f"r{court.court_no}-")
        equipped = equip_court(court.court_no, on, spec)
    adopt_standard(court.court_no)
    return Bureau(equipped)


def make_living_case(bureau: Bureau) -> UUID:
    """Make a case with a handler, money, a late correction and a matter in approval."""
    bureau.drive(FILED_ON)
    case = bureau.file()
    bureau.give_to_judge(case)
    bureau.drive(date(2018, 4, 2))
    bureau.receive(case, "20000.00", date(2018, 4, 2), f"REF-{case}")
    bureau.correct(case, "110000.00", date(2018, 5, 10))
    bureau.drive(TODAY)
    bureau.put_up(case)
    return case
