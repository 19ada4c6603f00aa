"""What the record of a seizure must hold (查封、扣押、冻结笔录), and who may use the thing.

Start and end, place, kind, number and keeper, with signatures; the inventory goes to the
debtor. The debtor as keeper may go on using a thing whose worth does not suffer; other
keepers may not.

查封、扣押笔录应当写明起止时间、处所、财产的种类、数量和保管人，并由有关人员签名；
财产清单交给被执行人。由被执行人保管的，使用不减损价值的可以继续使用；其他保管人不得使用。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "18"), ("SEIZURE", "10"), ("CPL", "256"))


class Part(StrEnum):
    """Name the parts of a record."""

    STARTED_AT = "started_at"
    ENDED_AT = "ended_at"
    PLACE = "place"
    KIND = "kind"
    NUMBER = "number"
    KEEPER = "keeper"
    OFFICERS_SIGNED = "officers_signed"
    KEEPER_SIGNED = "keeper_signed"
    ATTENDANTS_SIGNED = "attendants_signed"
    INVENTORY_GIVEN = "inventory_given"


class Keeper(StrEnum):
    """Name who keeps the thing."""

    DEBTOR = "debtor"
    COURT = "court"
    THIRD_PARTY = "third_party"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class RecordTest:
    """Say whether the record is complete, what is missing, and whether the thing may be used."""

    allowed: bool
    missing: tuple[Part, ...]
    may_be_used: bool


@answers("SEIZURE_RECORD")
def seizure_record(
    *,
    on: date,
    parts: tuple[Part, ...],
    keeper: Keeper,
    has_attendants: bool = True,
    use_harms_worth: bool = True,
) -> Finding[RecordTest]:
    """Say whether a seizure's record is complete; absence of invited persons blocks nothing."""
    why = Reasons(on)
    needed = [p for p in Part if p is not Part.ATTENDANTS_SIGNED or has_attendants]
    missing = tuple(p for p in needed if p not in parts)
    why.step(
        f"笔录缺{len(missing)}项。" if missing else "笔录齐全。",
        f"Missing: {', '.join(missing)}." if missing else "The record is complete.",
        cite("SEIZURE", 18, on=on),
        value=missing,
    )
    may_be_used = keeper is Keeper.DEBTOR and not use_harms_worth
    why.step(
        "由被执行人保管，可以继续使用。" if may_be_used else "保管人不得使用。",
        "Kept by the debtor, who may go on using it."
        if may_be_used
        else "The keeper may not use it.",
        cite("SEIZURE", 10, on=on),
    )
    return why.finding(
        RecordTest(not missing, missing, may_be_used),
        "笔录不全，应补正。" if missing else "笔录符合要求。",
        "Complete the record." if missing else "The record is in order.",
    )


def _given(parts: tuple[Part, ...], keeper: Keeper, **more: object) -> dict[str, object]:
    return {"on": date(2019, 1, 2), "parts": parts, "keeper": keeper, **more}


RULE = Rule(
    "SEIZURE_RECORD",
    BASIS,
    Days(date(2013, 1, 1)),
    seizure_record,
    (
        Example(
            _given(tuple(Part), Keeper.DEBTOR, use_harms_worth=False),
            {"allowed": True, "missing": (), "may_be_used": True},
        ),
        Example(_given(tuple(Part), Keeper.DEBTOR), {"may_be_used": False}),
        Example(_given(tuple(Part), Keeper.COURT, use_harms_worth=False), {"may_be_used": False}),
        Example(
            _given(tuple(Part)[:-1], Keeper.COURT),
            {"allowed": False, "missing": ("inventory_given",)},
        ),
    ),
    "查封笔录与保管",
    "Record and keeping of a seizure",
    covers=("R-SZ-RECORD", "R-SZ-KEEPER"),
)
