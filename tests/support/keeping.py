"""What tests of kept controls share: frozen accounts, nights, and a judge who decides."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.support.banks import QUEUES, Bank, Deposit, Sought, make_bank, seek
from zhixing.assets.acts import Control, Property
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import MatterView, list_matters
from zhixing.inquiry.keeping.chapter import Keeping
from zhixing.inquiry.tasks import expire_in_court, keep_controls
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

MAIN, SPARE = "6200000000000001", "6200000000000002"


def frozen(
    tmp_path: Any, *deposits: Deposit, amount: str = "100000.00", each: str = "40000.00"
) -> tuple[Sought, Bank, list[UUID]]:
    """Give a case that froze each deposit it found, and the bank."""
    deposits = deposits or (Deposit(MAIN, "80000.00"),)
    sought = seek(amount)
    bank = make_bank(tmp_path, *deposits)
    sought.query(bank)
    bank.cycle()
    by_tail = {a.identifier_tail: a.id for a in sought.assets()}
    things = [by_tail[d.number[-4:]] for d in deposits]
    for thing in things:
        sought.freeze(thing, each)
        bank.cycle()
    return sought, bank, things


def night(sought: Sought, day: date) -> None:
    """Drive the clock to a day and let the looks of the night before it run."""
    sought.filed.stage.goto(day)
    expire_in_court(sought.court_no, day.isoformat())
    keep_controls(sought.court_no, day.isoformat())
    drain((*QUEUES, "timers"))


def proposals(sought: Sought, code: str = "RENEWAL", state: str = "OPEN") -> list[MatterView]:
    found = sought.read(lambda: list_matters(sought.court_no, sought.filed.case))
    return [m for m in found if m.code == code and m.state == state]


def decide(sought: Sought, matter: UUID, *, approve: bool = True, kind: K = K.JUDGE) -> str:
    """Let the judge, or another post, say yes or no to a proposal."""
    return sought.do(
        lambda by: decisions.give_opinion(
            matter, approve=approve, text="同意" if approve else "暂不续行", on=sought.today, by=by
        ),
        kind,
    )


def control_of(sought: Sought, asset: UUID) -> Control | None:
    return sought.facts.of(Property).control_of(asset)


def keeping_of(sought: Sought) -> Keeping:
    return sought.facts.of(Keeping)


def yuan(amount: str) -> Fen:
    return Fen.of_yuan(amount)
