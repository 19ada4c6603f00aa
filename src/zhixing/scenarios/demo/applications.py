"""Invents the titles and claims of the demo court; no two claims are of the same sum."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.application import Application, TitleKind
from zhixing.kernel.fen import Fen
from zhixing.parties.values import PartyEntry
from zhixing.scenarios.demo.people import Invention

COURT = "重庆市南川区人民法院"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say what a course needs of its case: how many stand on each side, how much is at stake."""

    creditors: int = 1
    debtors: int = 1
    least: int = 8_000
    most: int = 480_000
    plain: bool = False
    """No agreed interest, and sued for long ago: the sum is easy to pay to the last fen."""


@dataclass(slots=True)
class Titles:
    """Make applications out of invented disputes."""

    rng: random.Random
    people: Invention
    _used: set[int] = field(default_factory=set)
    _serial: int = 1200

    def make(self, key: str, wanted: Wanted, filed_on: date) -> Application:
        """Invent an application that is filed on a day."""
        dispute = self.rng.choice(PLAIN if wanted.plain else DISPUTES)
        self._serial += self.rng.randrange(3, 40)
        effective_on = filed_on - timedelta(days=self.rng.randrange(25, 240))
        principal = self._principal(wanted)
        applied_on = filed_on - timedelta(days=self.rng.randrange(0, 4))
        return Application(
            application_key=key,
            title_number=f"（{effective_on.year}）渝0119民初{self._serial}号",
            title_kind=self.rng.choice((TitleKind.JUDGMENT, TitleKind.MEDIATION)),
            issuing_body=COURT,
            effective_on=effective_on,
            served_on=effective_on - timedelta(days=16),
            applied_on=applied_on,
            received_on=applied_on,
            creditors=tuple(dispute.creditor(self.people) for _ in range(wanted.creditors)),
            debtors=tuple(dispute.debtor(self.people) for _ in range(wanted.debtors)),
            obligations=tuple(dispute.items(principal, effective_on, self.rng)),
            cause=dispute.cause,
        )

    def _principal(self, wanted: Wanted) -> Fen:
        """Draw a sum that no other case has."""
        while True:
            yuan = self.rng.randrange(wanted.least, wanted.most)
            fen = yuan * 100 + self.rng.choice((0, 0, 50, 25, 80))
            if fen not in self._used:
                self._used.add(fen)
                return Fen(fen)


Items = Callable[[Fen, date, random.Random], Sequence[Obligation]]
Inventing = Callable[[Invention], PartyEntry]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Describe a kind of dispute: its cause, who stands against whom, what is owed."""

    cause: str
    creditor: Inventing
    debtor: Inventing
    items: Items


def _loan(amount: Fen, effective_on: date, rng: random.Random) -> Sequence[Obligation]:
    since = effective_on - timedelta(days=rng.randrange(200, 700))
    rate = rng.choice(("0.06", "0.10", "0.12", "0.24"))
    return (
        Obligation("loan", "principal", amount, annual_rate=rate, agreed_from=since, label="借款"),
        *_fee(amount),
    )


def _price(amount: Fen, effective_on: date, rng: random.Random) -> Sequence[Obligation]:
    penalty = Fen(int(amount) * rng.randrange(3, 12) // 100)
    return (
        Obligation("price", "principal", amount, label="货款"),
        Obligation("penalty", "liquidated_damages", penalty, label="违约金"),
        *_fee(amount),
    )


def _damages(amount: Fen, effective_on: date, rng: random.Random) -> Sequence[Obligation]:
    return (Obligation("damages", "damages", amount, label="人身损害赔偿"),)


def _wages(amount: Fen, effective_on: date, rng: random.Random) -> Sequence[Obligation]:
    return (Obligation("wages", "wages", amount, label="劳动报酬"),)


def _upkeep(amount: Fen, effective_on: date, rng: random.Random) -> Sequence[Obligation]:
    return (Obligation("upkeep", "principal", amount, label="物业服务费"), *_fee(amount))


def _fee(amount: Fen) -> Sequence[Obligation]:
    fee = Fen(max(5_000, int(amount) // 50 // 100 * 100))
    return (Obligation("fee", "case_fee", fee, label="案件受理费"),)


DISPUTES = (
    Dispute("民间借贷纠纷", Invention.person, Invention.person, _loan),
    Dispute("民间借贷纠纷", Invention.person, Invention.firm, _loan),
    Dispute("金融借款合同纠纷", Invention.bank, Invention.person, _loan),
    Dispute("买卖合同纠纷", Invention.firm, Invention.firm, _price),
    Dispute("建设工程分包合同纠纷", Invention.person, Invention.firm, _price),
    Dispute("机动车交通事故责任纠纷", Invention.person, Invention.person, _damages),
    Dispute("追索劳动报酬纠纷", Invention.person, Invention.firm, _wages),
    Dispute("物业服务合同纠纷", Invention.firm, Invention.person, _upkeep),
)
PLAIN = DISPUTES[5:]
