"""One simulated institution for each further road: a registry, a bank of packages, one of the
older SOAP, those of the open profile, and a unit that is reached only at its window.

The programs are apart (``simulators.registry``, ``simulators.bank``, ``simulators.open``); the
unit at the window has none: people go there. Some of the programs make mistakes, by a plan that
is written beside their worlds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from zhixing.institutions.abilities import COUNTER_PROFILE, ability_of
from zhixing.institutions.kinds import InstitutionKind, Tier
from zhixing.institutions.operations import (
    NewInstitution,
    register_institution,
    set_exchange,
    set_window,
)
from zhixing.institutions.queries import find_institution_by_code
from zhixing.institutions.records import Exchange, Hours, WindowView
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios import banks
from zhixing.scenarios.banks import Customer, SimulatedBank
from zhixing.scenarios.open_ones import KEY_FILE, OPEN_ONES, keys_of, register_open_ones
from zhixing.scenarios.registries import House, register_registry, write_houses

REGISTRY: Final = ("BDC000001", "示例不动产登记中心")
PACKAGES: Final = SimulatedBank(
    "youchu", "YH000006", "示例邮储银行", "Sample Postal Savings Bank", profile="BANK-FILE-2"
)
OLDER: Final = SimulatedBank(
    "nongshang",
    "YH000008",
    "示例农村商业银行",
    "Sample Rural Commercial Bank",
    tier=Tier.LOCAL,
    profile="BANK-SOAP-1",
    kind=InstitutionKind.RURAL_FINANCE,
)
MORE_BANKS: Final = (PACKAGES, OLDER, banks.POLICY_BANK, banks.ACCOUNT_REGISTER)
FAULTS: Final[Mapping[str, Mapping[str, float]]] = {
    OLDER.short: {"correction": 0.4, "duplicate_feedback": 0.2, "lookup_failure": 0.08},
    REGISTRY[0]: {"lose_answer": 0.2, "poison": 0.15, "duplicate": 0.2},
}
"""How often which program errs in a rehearsal, by the name of its files."""
OFFICE: Final = Hours((1, 2, 3, 4, 5), time(9), time(17))


@dataclass(frozen=True, slots=True)
class Unit:
    """Name a unit without a connection, and its window."""

    code: str
    name: str
    name_en: str
    window: WindowView


COUNTER: Final = Unit(
    "CK000001",
    "示例村镇银行",
    "Sample Village Bank",
    WindowView(
        "营业部综合业务窗口",
        "示例区示例路9号一层3号窗口",
        "运营主管岗（司法协助）",
        OFFICE,
        "000-00000009",
    ),
)


@dataclass(slots=True)
class Belongings:
    """Hold what debtors have where: houses, accounts of two banks, open records."""

    houses: list[House] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    """Of the bank of packages."""
    older: list[Customer] = field(default_factory=list)
    """Of the bank of the older SOAP."""
    policy: list[Customer] = field(default_factory=list)
    """Of the policy bank."""
    known: list[Customer] = field(default_factory=list)
    """Whose accounts with other banks the register of accounts tells of."""
    records: list[tuple[str, str, str, Mapping[str, Any]]] = field(default_factory=list)
    """By the short name of an institution: name, number and record of a person."""

    def by_bank(self) -> dict[str, list[Customer]]:
        """Give the customers of each bank of this page by its short name."""
        return {
            PACKAGES.short: self.customers,
            OLDER.short: self.older,
            banks.POLICY_BANK.short: self.policy,
            banks.ACCOUNT_REGISTER.short: self.known,
        }


def register_channels(state: Path, on: date, at: datetime, *, province: str) -> UUID:
    """Register every institution of this page, known ones as they are; gives the window's unit.

    ``on`` is the first day on which they answer.
    """
    folder = state / "simulators"
    folder.mkdir(parents=True, exist_ok=True)
    register_registry(*REGISTRY, on, at, province=province)
    packages = banks.register_banks(on, at, province=province, banks=MORE_BANKS)
    places = exchange_of(folder)
    places.mkdir(parents=True, exist_ok=True)
    with open_scope(Scope.system()):
        set_exchange(packages[PACKAGES.short], Exchange(f"file://{places}"), at)
    register_open_ones(state, on, at, province=province)
    return _register_counter(on, at, province)


def write_worlds(state: Path, owned: Belongings, *, only_missing: bool = False) -> None:
    """Give each program what people have with it, where it looks for that.

    With ``only_missing`` a world that is there already stays as it is.
    """
    folder = state / "simulators"

    def wanted(path: Path) -> bool:
        return not (only_missing and path.exists())

    if wanted(houses := folder / f"{REGISTRY[0]}.json"):
        write_houses(houses, owned.houses)
    for short, customers in owned.by_bank().items():
        if wanted(world := banks.world_of(folder, short)):
            banks.write_world(world, customers)
    for name, plan in FAULTS.items():
        (folder / f"{name}-faults.json").write_text(json.dumps(plan), "utf-8")
    for one in OPEN_ONES:
        if wanted(path := folder / f"{one.short}-world.json"):
            people = _people(r for r in owned.records if r[0] == one.short)
            told = {"code": one.code, "kind": one.kind.value, "name": one.name, "persons": people}
            path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def are_complete(state: Path) -> bool:
    """Say whether every program of this page finds its files; an older release made fewer."""
    folder = state / "simulators"
    named = [f"{short}-world.json" for short in (b.short for b in MORE_BANKS)]
    named += [f"{one.short}-world.json" for one in OPEN_ONES]
    named += [KEY_FILE, f"{REGISTRY[0]}.json", *(f"{name}-faults.json" for name in FAULTS)]
    return all((folder / name).exists() for name in named)


def exchange_of(folder: Path) -> Path:
    """Name the folder in which packages lie."""
    return (folder / f"{PACKAGES.short}-exchange").resolve()


def _people(records: Iterable[tuple[str, str, str, Mapping[str, Any]]]) -> Sequence[object]:
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for _, name, number, record in records:
        found.setdefault((name, number), []).append(record)
    return [
        {"name": name, "idNo": number, "records": rows} for (name, number), rows in found.items()
    ]


def _register_counter(on: date, at: datetime, province: str) -> UUID:
    ability = ability_of(InstitutionKind.NON_MEMBER_COUNTER)
    with open_scope(Scope.system()):
        known = find_institution_by_code(COUNTER.code, on)
        if known is not None:
            return known.id
        made = register_institution(
            NewInstitution(
                code=COUNTER.code,
                name=COUNTER.name,
                name_en=COUNTER.name_en,
                kind=InstitutionKind.NON_MEMBER_COUNTER,
                tier=Tier.LOCAL,
                province=province,
                profile=COUNTER_PROFILE,
                user_name="",
                password="",
                valid_from=on,
                at=at,
                capabilities=ability.capabilities,
                service_level_hours=ability.service_level.hours,
                hours=OFFICE,
            )
        )
        set_window(made, COUNTER.window, at)
    return made


__all__ = [
    "COUNTER",
    "FAULTS",
    "KEY_FILE",
    "MORE_BANKS",
    "OLDER",
    "OPEN_ONES",
    "PACKAGES",
    "REGISTRY",
    "Belongings",
    "are_complete",
    "exchange_of",
    "keys_of",
    "register_channels",
    "write_worlds",
]
