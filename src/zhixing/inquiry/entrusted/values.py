"""What is handed to the operations of entrusting, at the sending and at the receiving court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Payment
from zhixing.cases.filing.application import Application
from zhixing.inquiry.entrusted.chapter import HandedControl
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.entrusting.papers import EntrustPaper
from zhixing.law.entrusting.returning import EntrustReturnGround


@dataclass(frozen=True, slots=True)
class NewSending:
    """Send the papers of a case that was decided to be entrusted; who handles it here."""

    case: UUID
    order: UUID
    papers: tuple[EntrustPaper, ...]
    officer: str
    phone: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Say when and how the papers arrived; if not, ``note`` says why they go by letter."""

    order: UUID
    arrived_on: date
    by_platform: bool = False
    arrived: bool = True
    there_no: str = ""
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class PapersWanted:
    """Name the papers that the court there asks for, as its letter says."""

    order: UUID
    wanted: tuple[EntrustPaper, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PapersSupplied:
    """Give the papers that are supplied, or say in writing why they are not."""

    papers: tuple[EntrustPaper, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FiledThere:
    """Give what the notice of filing of the court there says."""

    order: UUID
    there_no: str
    filed_on: date
    officer: str
    phone: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """Say on which ground and with which reasons the court there returned the case."""

    order: UUID
    ground: EntrustReturnGround
    reason: str


@dataclass(frozen=True, slots=True)
class EntrustedLetter:
    """Describe the letter of a court that entrusts a case of this court's filing to it."""

    case: UUID
    court: str
    case_no: str
    letter: str
    papers: tuple[EntrustPaper, ...]


@dataclass(frozen=True, slots=True)
class EntrustedPackage:
    """Hold all that goes from court to court with a case; identities in it were read for that."""

    key: UUID
    application: Application
    court: str
    court_no: int
    case_no: str
    letter: str
    papers: tuple[EntrustPaper, ...]
    controls: tuple[HandedControl, ...]
    payments: tuple[Payment, ...]
    waived: Fen = ZERO


@dataclass(frozen=True, slots=True)
class EntrustReturnOrder:
    """Return an entrusted case: on which ground, and the reasons in writing."""

    case: UUID
    ground: EntrustReturnGround
    reason: str
