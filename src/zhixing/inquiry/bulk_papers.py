"""The documents of a batch: each made once, sealed, and stored with one wait for the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import UUID

from zhixing.cases.docket.facts import Facts
from zhixing.inquiry import documents, messages
from zhixing.inquiry.documents import Occasion, OnAccount, Paper
from zhixing.inquiry.wire.model import Writ
from zhixing.instruments.pressing import Press
from zhixing.kernel.canonical import Json
from zhixing.kernel.refusal import Impossible, Refusal

if TYPE_CHECKING:
    from zhixing.inquiry.bulk_issuing import Order


@dataclass(slots=True)
class WritSet:
    """Hold the documents of one request and where they lie, or why there are none."""

    writs: tuple[Writ, ...] = ()
    files: list[Json] = field(default_factory=list)
    problem: Refusal | None = None


@dataclass(slots=True)
class Papers:
    """Make the documents of one part of a batch; on leaving they are stored, all at once.

    ``problem`` stands where the court has no seal: then nothing can be made.
    """

    court_no: int
    on: date
    at: datetime
    facts: Mapping[UUID, Facts]
    press: Press | None
    problem: Refusal | None = None
    _made: list[tuple[Writ, list[tuple[WritSet, int]]]] = field(default_factory=list)

    @classmethod
    def of(cls, court_no: int, facts: Mapping[UUID, Facts], on: date, at: datetime) -> Papers:
        """Set the press up for some cases."""
        try:
            return cls(court_no, on, at, facts, Press.of(court_no, facts, on, at))
        except Refusal as refusal:
            return cls(court_no, on, at, facts, None, refusal)

    def freeze(self, accounts: Sequence[OnAccount], first: Order, ruling: str) -> list[WritSet]:
        """Make what freezes accounts of one case by one ruling: it, and a notice for each bank.

        Gives the documents of each account, in the order given; those of one bank share theirs.
        """
        try:
            return self._freeze(accounts, first, ruling)
        except Refusal as refusal:
            return [WritSet(problem=refusal) for _ in accounts]

    def _freeze(self, accounts: Sequence[OnAccount], first: Order, ruling: str) -> list[WritSet]:
        term = first.term
        if self.press is None or term.last is None:
            raise self.problem or Impossible("a freeze goes out without a term")
        occasion = Occasion(
            self.court_no,
            first.row.case_id,
            first.message.case_no,
            self.on,
            self.at,
            first.message.officers,
        )
        limit = type(accounts[0].amount)(sum(a.amount for a in accounts))
        whole = self._press(
            occasion, documents.freeze_ruling(limit, ruling, term.start, term.last), 1
        )
        banks: dict[str, list[OnAccount]] = {}
        for account in accounts:
            banks.setdefault(account.bank, []).append(account)
        notices = {
            bank: self._press(
                occasion, documents.freeze_notice(occasion, own, ruling, term.start, term.last), 2
            )
            for bank, own in banks.items()
        }
        sets = [WritSet((whole, notices[account.bank])) for account in accounts]
        self._keep(whole, sets)
        for bank, notice in notices.items():
            self._keep(notice, [s for s, a in zip(sets, accounts, strict=True) if a.bank == bank])
        return sets

    def _press(self, occasion: Occasion, paper: Paper, seq: int) -> Writ:
        if self.press is None:
            raise Impossible("there is no press")
        facts = self.facts[occasion.case]
        return documents.press_writ(self.press, occasion, facts, paper, seq)

    def _keep(self, writ: Writ, sets: Sequence[WritSet]) -> None:
        self._made.append((writ, [(s, writ.seq - 1) for s in sets]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Store every document once and tell each request where its documents lie."""
        if kind is not None:
            return
        stored = messages.store_writs(self.court_no, [writ for writ, _ in self._made])
        for (_, wanted), file in zip(self._made, stored, strict=True):
            for writs, place in wanted:
                writs.files.insert(place, file)
