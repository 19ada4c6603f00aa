"""What this room's queries give out: frozen, without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhixing.inquiry.answer_time import is_unserved
from zhixing.inquiry.states import OUT, WORDS, State
from zhixing.inquiry.wire.errors import Note, Unreadable
from zhixing.inquiry.wire.feedback import Feedback
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True)
class LineView:
    """Give one line of a control request."""

    asset: UUID
    measure: str
    amount: Fen
    from_on: date | None
    until_on: date | None
    ruling_no: str
    outcome: str
    actual: Fen
    reason: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """Give one request as screens show it; what it says of a person stays sealed."""

    id: UUID
    court_no: int
    case: UUID
    party: UUID
    institution: UUID
    kind: str
    external_no: str
    batch: UUID | None
    matter: UUID | None
    replaces: UUID | None
    state: State
    issued_on: date | None
    due_on: date | None
    answered_on: date | None
    delivered_at: datetime | None
    docs_at: datetime | None
    fed_back_at: datetime | None
    attempts: int
    outcome: str
    hits: int
    reason_code: str
    reason: str
    reason_en: str
    lines: tuple[LineView, ...] = ()
    profile: str = ""

    @property
    def state_words(self) -> tuple[str, str]:
        """Give the state in Chinese and English."""
        return WORDS[self.state]

    def is_overdue(self, on: date) -> bool:
        """Say whether the institution's time to answer has run out on a day."""
        if self.is_unserved or self.answered_on is not None:
            return False
        waits = self.state in OUT or self.state is State.EXPIRED
        return waits and self.due_on is not None and self.due_on < on

    @property
    def is_unserved(self) -> bool:
        """Say whether it waits for officers of the court to carry it to its window."""
        return is_unserved(
            self.profile,
            is_delivered=self.delivered_at is not None,
            is_answered=self.answered_on is not None,
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """Give a case's queries as a table: institutions down, parties across, newest request each."""

    institutions: tuple[tuple[UUID, str, str], ...]
    parties: tuple[UUID, ...]
    cells: dict[tuple[UUID, UUID], RequestView]
    waiting: int
    found: int
    nil: int
    stuck: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Give one answer to a request; ``evidence`` is the SHA-256 of the message as it came."""

    id: UUID
    request: UUID
    institution: UUID
    kind: str
    received_at: datetime
    evidence: str
    is_correction: bool
    is_read: bool
    problem: str
    problem_en: str
    settled_note: str = ""
    """How somebody who looked into the problem ended it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Give an answer with the message it came in, and what it says, read from that message.

    ``payload`` is the text as it came; empty where the message also speaks of other requests
    than this one, of which its court need not know.
    """

    answer: AnswerView
    operation: str
    arrivals: int
    feedback: Feedback
    notes: tuple[Note, ...]
    problems: tuple[Unreadable, ...]
    payload: str


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Give one thing that is stuck: why, since when, and by which operations it gets on."""

    kind: str
    id: UUID
    case: UUID | None
    request: UUID | None
    institution: UUID
    external_no: str
    since: datetime | None
    code: str
    reason: str
    reason_en: str
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstitutionLoad:
    """Give one line of the institution board: what a court waits for there today.

    ``by_state`` counts the requests still out, ``unserved`` of them those that the court's own
    officers have to carry first: neither waited for nor overdue. ``oldest_due_on`` is the first
    last day among what is waited for, whether or not it is over.
    Calls come by the machine's own time, which a rehearsal court's days know nothing of: what
    is shown is ``quiet_seconds``, how long ago the latest was.
    """

    institution: UUID
    name: str
    name_en: str
    by_state: dict[str, int]
    overdue: int
    oldest_due_on: date | None
    latest_call_at: datetime | None
    profile: str = ""
    quiet_seconds: int | None = None
    unserved: int = 0

    @property
    def waiting(self) -> int:
        """Count the requests the institution has yet to answer."""
        return sum(self.by_state.values()) - self.unserved
