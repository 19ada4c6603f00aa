"""What every instrument carries besides its text: court, number, day, law, hands and seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation


@dataclass(frozen=True, slots=True)
class Signature:
    """Name one hand under an instrument: the office (审判员, 执行员, 院长) and the person."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class SealLook:
    """Describe the round seal to draw: the name along its arc and a word below the star."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Carry what an instrument has whatever it says.

    ``basis`` and ``remedy_basis`` are the texts in force on ``made_on``; they are printed
    as given. ``seal`` draws the seal's image; the cryptographic seal is laid afterwards.
    ``contact`` are the lines below the date. ``rehearsal`` prints 演练 on every page.
    """

    court_name: str
    case_number: str
    made_on: date
    basis: tuple[Citation, ...] = ()
    remedy_basis: tuple[Citation, ...] = ()
    superior_court: str = ""
    signatures: tuple[Signature, ...] = ()
    clerk: str = ""
    contact: tuple[tuple[str, str], ...] = ()
    serial: str = ""
    seal: SealLook | None = None
    verified_copy: bool = False
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Describe a party as the head of an instrument names it.

    ``details`` is what follows the name (sex, birth, nationality, or the credit code),
    already redacted to what this instrument may show.
    """

    role: str
    name: str
    details: str = ""
    address: str = ""
    representative: str = ""

    @property
    def line(self) -> str:
        """Give the party's paragraph.

        >>> Party(role="被执行人", name="示例乙", address="示例市示例路2号").line
        '被执行人：示例乙，住示例市示例路2号。'
        """
        parts = [self.name]
        if self.details:
            parts.append(self.details)
        if self.address:
            where = "住所地" if self.representative else "住"
            parts.append(f"{where}{self.address}")
        line = f"{self.role}：{'，'.join(parts)}。"
        return f"{line}法定代表人：{self.representative}。" if self.representative else line


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Describe the enforcement case an instrument belongs to."""

    creditors: tuple[Party, ...]
    debtors: tuple[Party, ...]
    cause: str
    title: str
    amount: Fen

    def __post_init__(self) -> None:
        if not self.creditors or not self.debtors:
            raise ValueError("a matter needs a creditor and a debtor")

    @property
    def creditor_names(self) -> str:
        """Give the creditors' names, joined."""
        return "、".join(party.name for party in self.creditors)

    @property
    def debtor_names(self) -> str:
        """Give the debtors' names, joined."""
        return "、".join(party.name for party in self.debtors)

    @property
    def naming(self) -> str:
        """Name the case as the text of an instrument does."""
        return f"申请执行人{self.creditor_names}与被执行人{self.debtor_names}{self.cause}一案"
