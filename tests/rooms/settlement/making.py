"""Makes a case of 2017 with its account, its listing and its money; all of it invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from tests.rooms.cases.filing.making import Desk, application, make_desk
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Obligation, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.operations import file_case
from zhixing.courts.operations import drive_clock
from zhixing.funds.operations import Incoming, open_case_account, post_receipt, reverse_receipt
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.measures.acts import ListingDecided, ListingPublished, ListingShielded
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.reactions import react, reactions_to
from zhixing.platform.principal import PostKind, Principal
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Plan, Side, ThirdPartyPayer
from zhixing.settlement.operations import Terms, reach_settlement

FILED_ON = date(2017, 1, 10)
AGREED_ON = date(2017, 3, 29)
TOTAL = Fen.of_yuan("650000")
PART = Fen.of_yuan("81250")
ROOMS = ("zhixing.settlement.", "zhixing.closing.")


@dataclass(frozen=True)
class Told:
    """Hold one case of a court of its own, with who acts in it."""

    desk: Desk
    case: UUID
    applicant: UUID
    debtor: UUID

    @property
    def court_no(self) -> int:
        return self.desk.court.court_no

    def who(self, kind: PostKind = PostKind.JUDGE, number: int = 0) -> Principal:
        return self.desk.who(kind, number)

    @contextmanager
    def open(self, kind: PostKind = PostKind.JUDGE, number: int = 0) -> Iterator[Principal]:
        with self.desk.open(self.who(kind, number)) as by:
            yield by

    def facts(self, **when: Any) -> Facts:
        with self.open():
            if when:
                return cases.facts_as_of(self.court_no, self.case, **when)
            return cases.facts_now(self.court_no, self.case)

    def types(self) -> list[str]:
        """Give the types of the docket's acts in the order of recording."""
        with self.open():
            acts = cases.list_acts(self.court_no, self.case)
        return [a.type for a in sorted(acts, key=lambda a: a.seq)]

    def record(self, payload: Any, on: date, subject: UUID | None = None) -> UUID:
        with self.open() as by:
            return append(NewAct(self.case, payload, on, subject=subject), by=by).act

    def pay(self, on: date, amount: Fen = PART, third_party: str = "") -> UUID:
        """Let money reach the case account, without running reactions."""
        with self.open(PostKind.ACCOUNTANT) as by:
            posted = post_receipt(
                Incoming(
                    reference=str(uuid4()),
                    received_on=on,
                    amount=amount,
                    account_number=account_of(self.case),
                    payer="虚构付款人",
                    third_party=third_party,
                ),
                by=by,
            )
            assert posted.case == self.case
            return posted.receipt

    def reverse(self, receipt: UUID, on: date) -> None:
        with self.open(PostKind.ACCOUNTANT) as by:
            reverse_receipt(receipt, "银行退汇（虚构）", on, by=by)

    def react(self) -> None:
        run_reactions(self.court_no)

    def drive(self, to: datetime) -> None:
        with open_scope(Scope.system()):
            drive_clock(self.court_no, to)

    def list_debtor(self, on: date, shielded_on: date | None = None) -> UUID:
        """Put the debtor on the list, and pause the publication if a day is given."""
        measure = new_id()
        decided = ListingDecided(new_id(), self.debtor, 1, None, "虚构")
        self.record(decided, on, measure)
        self.record(ListingPublished(measure), on, measure)
        if shielded_on is not None:
            self.record(ListingShielded(measure, self.applicant), shielded_on, measure)
        return measure


def account_of(case: UUID) -> str:
    return f"ZH{case.hex[-20:]}"


def make_case(desk: Desk | None = None, n: int = 1, on: date = FILED_ON, **terms: Any) -> Told:
    """File one case of 680,000 yuan with an account of its own."""
    desk = desk or make_desk(on=date(2017, 1, 1))
    asked = application(
        n,
        **{
            "title_number": f"（2016）渝0119民初{2000 + n}号",
            "effective_on": date(2016, 11, 1),
            "performance_until": date(2016, 11, 11),
            "applied_on": on,
            "received_on": on,
            "obligations": (Obligation("1", "principal", Fen.of_yuan("680000")),),
            **terms,
        },
    )
    with desk.open() as by:
        case = file_case(asked, by=by, on=on).case
        standings = cases.facts_now(by.court_no, case).of(Standings)
    with desk.open(desk.who(PostKind.ACCOUNTANT)) as by:
        open_case_account(case, account_of(case), on, by=by)
    return Told(desk, case, standings.of_role("APPLICANT")[0], standings.of_role("DEBTOR")[0])


def terms_of(told: Told, **changes: Any) -> Terms:
    """Give terms in order: eight instalments from the end of April to November 2017."""
    given: dict[str, Any] = {
        "key": "和解一",
        "total": TOTAL,
        "principal": Fen.of_yuan("600000"),
        "interest": Fen.of_yuan("42000"),
        "fees": Fen.of_yuan("8000"),
        "waived": Fen.of_yuan("30000"),
        "agreed_by": (told.applicant, told.debtor),
        "record": "和解协议书（虚构）",
        "resumption_ground": "任何一期逾期未付，申请执行人可以申请恢复执行原判决。",
        "plan": Plan(8, date(2017, 4, 30)),
        "payer": ThirdPartyPayer("虚构堂兄", "堂兄", "代为履行承诺书（虚构）", AGREED_ON),
    }
    return Terms(**{**given, **changes})


def settle(told: Told, on: date = AGREED_ON, **changes: Any) -> UUID:
    with told.open() as by:
        settlement = reach_settlement(told.case, terms_of(told, **changes), on, by=by)
    told.react()
    return settlement


def both_sides(told: Told) -> tuple[Participant, ...]:
    return (
        Participant("虚构申请人", Side.APPLICANT, told.applicant),
        Participant("虚构被执行人", Side.DEBTOR, told.debtor),
        Participant("虚构堂兄", Side.THIRD_PARTY),
        Participant("虚构法官", Side.COURT),
    )


def run_reactions(court_no: int) -> None:
    """Run what the acts of a court set off in these rooms, until nothing new comes of it."""
    done: set[tuple[UUID, str]] = set()
    while True:
        with open_scope(Scope.of_court(court_no, court_no)), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, type FROM cases_act WHERE court_no = %s ORDER BY case_id, seq",
                [court_no],
            )
            acts = cursor.fetchall()
        waiting = [
            (act, kind, name)
            for act, kind in acts
            for name in sorted(reactions_to(kind))
            if name.startswith(ROOMS) and (act, name) not in done
        ]
        if not waiting:
            return
        for act, kind, name in waiting:
            react(court_no, str(act), kind, name)
            done.add((act, name))
