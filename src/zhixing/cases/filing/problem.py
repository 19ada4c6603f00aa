"""What is wrong, or worth a look, in an application: named by row and field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Citation
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import NotInForce, cite


@dataclass(frozen=True, slots=True)
class Problem:
    """Name one defect: the application's row, the field, a stable code, and the words.

    A ``warning`` blocks nothing. ``row`` counts from 1 within what was handed in; an
    Excel import gives the row of its sheet instead, with the ``column``.
    """

    row: int
    field: str
    code: str
    zh: str
    en: str
    warning: bool = False
    basis: Citation | None = None
    column: str = ""


class FilingRefused(Refusal):
    """Tell that an application cannot be filed; ``problems`` names every reason."""

    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> FilingRefused:
        """Make the refusal that carries every blocking problem."""
        blocking = tuple(p for p in problems if not p.warning)
        first = blocking[0]
        refusal = cls(
            first.code if len(blocking) == 1 else "APPLICATION_DEFECTIVE",
            message_zh="；".join(p.zh.rstrip("。") for p in blocking[:5]) + "。",
            message_en=" ".join(p.en for p in blocking[:5]),
            basis=first.basis,
            remedy_zh="请更正所列各项后重新提交。",
            remedy_en="Correct the items named and hand in again.",
            field=first.field,
        )
        refusal.problems = blocking
        return refusal


class NotPossible(Refusal):
    """Tell that a case's facts do not permit what was asked."""


class KeyReused(Refusal):
    """Tell that an application key came before with another body (409)."""

    hashes: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, key: str, filed: str, given: str) -> KeyReused:
        """Make the refusal that names both hashes."""
        refusal = cls(
            "APPLICATION_KEY_REUSED",
            message_zh=f"申请编号“{key}”已用于另一份内容不同的申请：已受理{filed}，本次{given}。",
            message_en=f"The key {key!r} was used for another body: filed {filed}, given {given}.",
            remedy_zh="重复提交须与原内容一致；新的申请请用新的编号。",
            remedy_en="Repeat the same body, or use a new key for a new application.",
            field="application_key",
        )
        refusal.hashes = (filed, given)
        return refusal


@dataclass(frozen=True, slots=True)
class Writer:
    """Write the problems of one application: its row, and the day the law is asked about."""

    row: int
    on: date

    def problem(
        self, field: str, code: str, zh: str, en: str, *, basis: tuple[str, str] | None = None
    ) -> Problem:
        """Name a defect that stands against filing."""
        return Problem(self.row, field, code, zh, en, basis=self.cite(basis))

    def warning(
        self, field: str, code: str, zh: str, en: str, *, basis: tuple[str, str] | None = None
    ) -> Problem:
        """Name something worth a look that blocks nothing."""
        return Problem(self.row, field, code, zh, en, warning=True, basis=self.cite(basis))

    def cite(self, basis: tuple[str, str] | None) -> Citation | None:
        """Cite the article in the text in force on the day, if there was one."""
        if basis is None:
            return None
        try:
            return cite(*basis, on=self.on)
        except NotInForce:
            return None
