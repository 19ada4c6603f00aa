"""Single acts between courts of the platform (事项委托): handed in, answered, the asker told.

The court asked files no case; it helps by the day named, and its answer goes into the docket of
the court that asked.

Law: Provisions on Entrusted Enforcement arts. 2, 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.entrusted.sending_acts import AskedActDelivered
from zhixing.inquiry.outside.acts import OutsideOutcome
from zhixing.inquiry.values import refuse
from zhixing.kernel.fen import ZERO, Fen
from zhixing.platform.principal import Principal

ANSWERS: Final = (OutsideOutcome.DONE, OutsideOutcome.NOTHING, OutsideOutcome.REFUSED)


@dataclass(frozen=True, slots=True)
class ActAsked:
    """Hold what another court of the platform asks for, under its order there."""

    order: UUID
    from_no: int
    from_court: str
    from_case_no: str
    letter: str
    task: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ActAnswer:
    """Say what came of an act another court asked for: found or taken, and how much money."""

    outcome: OutsideOutcome
    report: str
    things: int = 0
    money: Fen = ZERO


@dataclass(frozen=True, slots=True)
class AskedActView:
    """Give one act another court asks for, and the answer."""

    id: UUID
    from_court: str
    from_case_no: str
    letter: str
    task: str
    asked_on: date
    due_on: date
    outcome: OutsideOutcome | None
    report: str
    answered_on: date | None

    def overdue_days(self, on: date) -> int:
        """Count the days by which the answer is late; zero once it is given."""
        return 0 if self.outcome is not None else max(0, (on - self.due_on).days)


def list_asked_acts(court_no: int, *, is_open: bool = False) -> list[AskedActView]:
    """List the acts other courts ask of a court, the most urgent first; ``is_open``: unanswered."""
    rows = models.AskedAct.objects.filter(court_no=court_no)
    rows = rows.filter(outcome="") if is_open else rows
    return [
        AskedActView(
            row.id,
            row.from_court,
            row.from_case_no,
            row.letter,
            row.task,
            row.asked_on,
            row.due_on,
            OutsideOutcome(row.outcome) if row.outcome else None,
            row.report,
            row.answered_on,
        )
        for row in rows.order_by("outcome", "due_on", "id")[:300]
    ]


def receive_asked_act(asked: ActAsked, on: date, *, by: Principal) -> bool:
    """Take in what another court of the platform asks for; gives whether it was news."""
    require(by, Capability.RECORD)
    _, is_new = models.AskedAct.objects.get_or_create(
        id=asked.order,
        court_no=by.court_no,
        defaults={
            "from_no": asked.from_no,
            "from_court": asked.from_court,
            "from_case_no": asked.from_case_no,
            "letter": asked.letter,
            "task": asked.task,
            "asked_on": on,
            "due_on": asked.due_on,
        },
    )
    return is_new


def note_act_delivered(
    case: UUID, order: UUID, why_not: tuple[str, str] | None, on: date, *, by: Principal
) -> UUID:
    """Record at the asking court whether its request went through the platform; gives the act."""
    require(by, Capability.RECORD)
    zh, en = why_not or ("", "")
    payload = AskedActDelivered(order, why_not is None, zh, en)
    return append(NewAct(case, payload, on, correlation=order), by=by).act


def answer_asked_act(act: UUID, answer: ActAnswer, on: date, *, by: Principal) -> None:
    """Answer once what another court asked for; the asking court's docket gets the answer.

    :raises InquiryRefused: nothing of the kind waits, no report, or an outcome or figure that
        cannot be.
    """
    require(by, Capability.RECORD)
    row = (
        models.AskedAct.objects.select_for_update()
        .filter(court_no=by.court_no, id=act, outcome="")
        .first()
    )
    if row is None:
        raise refuse(
            "NO_ASKED_ACT",
            "没有待办理的受托事项，可能已经回复。",
            "No such act waits; it may have been answered.",
            field="act",
        )
    if answer.outcome not in ANSWERS or answer.things < 0 or answer.money < ZERO:
        field = "outcome" if answer.outcome not in ANSWERS else "things"
        raise refuse("OUTCOME", "没有此种结果。", "It cannot come out so.", field=field)
    if not answer.report.strip():
        raise refuse("REPORT", "请写明办理情况。", "Say what came of it.", field="report")
    row.outcome, row.report = answer.outcome.value, answer.report.strip()
    row.things, row.money = answer.things, int(answer.money)
    row.answered_on, row.person, row.post = on, by.person, by.post
    row.save()
    from zhixing.inquiry.entrusted.act_tasks import tell_asker

    tell_asker.defer(
        court_no=row.from_no,
        case_no=row.from_case_no,
        order=str(row.id),
        outcome=row.outcome,
        report=row.report,
        things=row.things,
        money=row.money,
        on=on.isoformat(),
    )
