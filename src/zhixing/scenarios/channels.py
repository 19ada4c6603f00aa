"""One simulated institution for each further road: a registry, a bank of packages, three of the
open profile, and a unit that is reached only at its window.

The programs are apart (``simulators.registry``, ``simulators.bank``, ``simulators.open``); the
unit at the window has none: people go there. Whoever signs gets a key made for this state alone.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zhixing.institutions.abilities import COUNTER_PROFILE, OPEN_PROFILE, ability_of
from zhixing.institutions.kinds import InstitutionKind, KeyAlgorithm, Tier
from zhixing.institutions.operations import (
    NewInstitution,
    register_institution,
    set_exchange,
    set_window,
)
from zhixing.institutions.queries import find_institution_by_code
from zhixing.institutions.records import Exchange, Hours, WindowView
from zhixing.platform.crypto.detached import PublicKey
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios import banks
from zhixing.scenarios.banks import Customer, SimulatedBank
from zhixing.scenarios.registries import House, register_registry, write_houses

REGISTRY: Final = ("BDC000001", "示例不动产登记中心")
PACKAGES: Final = SimulatedBank(
    "youchu", "YH000006", "示例邮储银行", "Sample Postal Savings Bank", profile="BANK-FILE-2"
)
KEY_FILE: Final = "open-keys.json"
OFFICE: Final = Hours((1, 2, 3, 4, 5), time(9), time(17))


@dataclass(frozen=True, slots=True)
class OpenOne:
    """Name a simulated institution of the open profile: short, as a program; code; kind; name."""

    short: str
    code: str
    kind: InstitutionKind
    name: str
    name_en: str


OPEN_ONES: Final = (
    OpenOne(
        "cheguan",
        "CG000001",
        InstitutionKind.VEHICLE_REGISTRY,
        "示例车辆管理所",
        "Sample Vehicle Registry",
    ),
    OpenOne(
        "zhifu",
        "ZF000001",
        InstitutionKind.PAYMENT_INSTITUTION,
        "示例支付公司",
        "Sample Payment Company",
    ),
    OpenOne(
        "zhengquan",
        "ZQ000001",
        InstitutionKind.SECURITIES_DEPOSITORY,
        "示例证券登记公司",
        "Sample Securities Depository",
    ),
)


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
    """Hold what debtors have where: houses, accounts of the package bank, open records."""

    houses: list[House] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    records: list[tuple[str, str, str, Mapping[str, Any]]] = field(default_factory=list)
    """By the short name of an institution: name, number and record of a person."""


def register_channels(state: Path, on: date, at: datetime, *, province: str) -> UUID:
    """Register every institution of this page, known ones as they are; gives the window's unit.

    ``on`` is the first day on which they answer.
    """
    folder = state / "simulators"
    folder.mkdir(parents=True, exist_ok=True)
    register_registry(*REGISTRY, on, at, province=province)
    packages = banks.register_banks(on, at, province=province, banks=[PACKAGES])
    places = exchange_of(folder)
    places.mkdir(parents=True, exist_ok=True)
    with open_scope(Scope.system()):
        set_exchange(packages[PACKAGES.short], Exchange(f"file://{places}"), at)
    for one in OPEN_ONES:
        _register_open(folder, one, on, at, province)
    return _register_counter(on, at, province)


def write_worlds(state: Path, owned: Belongings) -> None:
    """Give each program what people have with it, where it looks for that."""
    folder = state / "simulators"
    write_houses(folder / f"{REGISTRY[0]}.json", owned.houses)
    banks.write_world(banks.world_of(folder, PACKAGES.short), owned.customers)
    for one in OPEN_ONES:
        people = _people(r for r in owned.records if r[0] == one.short)
        world = {"code": one.code, "kind": one.kind.value, "persons": people}
        text = json.dumps(world, ensure_ascii=False, indent=1)
        (folder / f"{one.short}-world.json").write_text(text, "utf-8")


def exchange_of(folder: Path) -> Path:
    """Name the folder in which packages lie."""
    return (folder / f"{PACKAGES.short}-exchange").resolve()


def keys_of(state: Path) -> dict[str, str]:
    """Give the private keys of the open institutions by short name; those missing are made."""
    path = state / "simulators" / KEY_FILE
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [one.short for one in OPEN_ONES if one.short not in known]
    if missing:
        known |= {short: secrets.token_hex(32) for short in missing}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(known))
    return known


def _people(records: Iterable[tuple[str, str, str, Mapping[str, Any]]]) -> Sequence[object]:
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for _, name, number, record in records:
        found.setdefault((name, number), []).append(record)
    return [
        {"name": name, "idNo": number, "records": rows} for (name, number), rows in found.items()
    ]


def _register_open(folder: Path, one: OpenOne, on: date, at: datetime, province: str) -> None:
    seed = bytes.fromhex(keys_of(folder.parent)[one.short])
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    ability = ability_of(one.kind)
    with open_scope(Scope.system()):
        if find_institution_by_code(one.code, on) is not None:
            return
        register_institution(
            NewInstitution(
                code=one.code,
                name=one.name,
                name_en=one.name_en,
                kind=one.kind,
                tier=ability.tier,
                province=province if ability.tier is Tier.LOCAL else "",
                profile=OPEN_PROFILE,
                user_name="",
                password="",
                valid_from=on,
                at=at,
                capabilities=ability.capabilities,
                service_level_hours=ability.service_level.hours,
                keys=(PublicKey("k1", KeyAlgorithm.ED25519.value, public),),
            )
        )


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
