"""The institutions of a chaos run: registered, with a world and a plan of faults, as programs.

One bank of the older SOAP, two of the newer, nine of the file channel, a registry of real estate,
and of the open profile an e-wallet, a vehicle register and three more, which the seed draws from
every kind there is; each misbehaves by its own plan.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.invented import application, name, resident
from simulators.open.signing import Key
from simulators.open.world import SHELVES, invent_records
from tests.crash.nursery import Nursery
from tests.crash.programs import DAY, House, Program, _of_the_platform
from zhixing.cases.filing.application import Application
from zhixing.inquiry.wire.package_names import bank_code_of
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import InstitutionKind
from zhixing.institutions.operations import NewInstitution, register_institution
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.platform.crypto.detached import PublicKey
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios.banks import SimulatedBank, register_banks
from zhixing.scenarios.registries import House as Estate
from zhixing.scenarios.registries import register_registry, registry_arguments, write_houses

PROVINCE = "重庆市"
FILE_BANKS = 9
HIT_RATE = 0.06
HOUSE_SHARE, RECORD_SHARE = 0.05, 0.05
LOSS = STORM = 0.2
"""A fifth of polls' answers and acknowledgements is lost; a fifth of what is told comes twice."""
REGISTRY = "BDC000001"
SMALL_EVERY = 5
SMALL_CLAIM = (300_00, 50_00)
"""Principal and fee, in fen, of every fifth case: what is frozen of it comes near the claim."""

SOAP_FAULTS: Mapping[str, Any] = {
    "lose_poll_answer": LOSS,
    "lose_answer": LOSS,
    "duplicate_feedback": STORM,
    "delay": 0.1,
    "delay_seconds": 4,
    "lookup_failure": 0.02,
    "lower_case_md5": 0.1,
    "missing_bdhm": 0.1,
    "old_names": 0.1,
    "restart": 0.005,
    "over_freeze": 0.1,
    "reorder": 1,
    "poison": 0.05,
    "correction": 0.1,
    "reversal": 0.1,
    "clock_skew_seconds": 90,
    "kill": {"after_poll": 0.002, "after_execute": 0.002, "after_send": 0.002},
}
FILE_FAULTS: Mapping[str, Any] = {
    "corrupt_package": LOSS,
    "duplicate_package": STORM,
    "partial_batch": 0.2,
    "poison_document": 0.2,
    "loose_names": 0.2,
    "lookup_failure": 0.01,
    "over_freeze": 0.1,
    "reorder": 1,
    "clock_skew_seconds": -90,
}
REGISTRY_FAULTS: Mapping[str, Any] = {
    "lose_answer": LOSS,
    "duplicate": STORM,
    "twice": STORM,
    "late": 0.1,
    "late_seconds": 4,
    "wrong_owner": 0.1,
    "poison": 0.05,
    "silence": 0.01,
    "plain": 0.1,
    "reverse": 0.2,
    "reverse_seconds": 6,
    "reorder": 1,
    "restart": 0.01,
    "wrong_operation": 0.05,
    "clock_skew_seconds": 90,
}
OPEN_FAULTS: Mapping[str, Any] = {
    "lose_poll_answer": LOSS,
    "lose_answer": LOSS,
    "duplicate_message": STORM,
    "same_again": STORM,
    "replay": 0.2,
    "bad_signature": 0.05,
    "wrong_operation": 0.05,
    "poison": 0.05,
    "partial": 0.2,
    "delay": 0.1,
    "delay_seconds": 4,
    "restart": 0.005,
    "reject": 0.01,
    "clock_skew_seconds": 60,
}
ALWAYS = (
    ("WALLET01", InstitutionKind.PAYMENT_INSTITUTION),
    ("VEHICLE1", InstitutionKind.VEHICLE_REGISTRY),
)
DRAWN = 3
"""So many further kinds of the open profile take part in a run."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """Name a debtor of the run: the case, the party, and the person who is invented."""

    case: str
    party: str
    person: int
    is_small: bool = False
    """Whether the claim against it is small."""


@dataclass(frozen=True, slots=True)
class Side:
    """Name one institution's books: which kind of program, its code, its file, its log."""

    kind: str
    code: str
    books: Path
    log: Path


def applied(n: int, key: str) -> Application:
    """Give the ``n``-th application of a run; every fifth is about a small claim."""
    plain = application(n, key)
    if n % SMALL_EVERY:
        return plain
    small = zip(plain.obligations, SMALL_CLAIM, strict=True)
    return replace(plain, obligations=tuple(replace(o, amount=Fen(fen)) for o, fen in small))


def debtor(case: str, party: str, n: int) -> Debtor:
    """Give the debtor of the ``n``-th application."""
    return Debtor(case, party, 2 * n + 1, is_small=n % SMALL_EVERY == 0)


def soap_banks() -> tuple[SimulatedBank, ...]:
    """Give the banks that poll over SOAP."""
    return (
        SimulatedBank("gongshang", "YH000001", "示例工商银行", "Sample Industrial Bank"),
        SimulatedBank("nongye", "YH000002", "示例农业银行", "Sample Agricultural Bank"),
        SimulatedBank(
            "cunzhen", "YH000007", "示例村镇银行", "Sample Village Bank", profile="BANK-SOAP-1"
        ),
    )


def file_banks(count: int) -> tuple[SimulatedBank, ...]:
    """Give the banks that exchange packages."""
    codes = [f"YH0001{n:02d}" for n in range(count)]
    return tuple(
        SimulatedBank(code, code, f"示例银行{code}", "Sample Bank", profile="BANK-FILE-2")
        for code in codes
    )


def open_ones(seed: int) -> tuple[tuple[str, InstitutionKind], ...]:
    """Give code and kind of the open institutions of a run: two always, the others by its seed."""
    known = {kind.value for _, kind in ALWAYS}
    drawn = Random(f"{seed}:kinds").sample(sorted(set(SHELVES) - known), DRAWN)
    more = ((f"OPEN{n:04d}", InstitutionKind(kind)) for n, kind in enumerate(drawn, 1))
    return (*ALWAYS, *more)


def register_all(on: date, seed: int, count: int = FILE_BANKS) -> int:
    """Register every institution; gives how many there are."""
    banks = (*soap_banks(), *file_banks(count))
    register_banks(on, instant(on), province=PROVINCE, banks=banks)
    register_registry(REGISTRY, "示例市不动产登记中心", on, instant(on), province=PROVINCE)
    for place, (code, kind) in enumerate(open_ones(seed)):
        ability, key = ability_of(kind), Key("k1", "Ed25519", seed_of(place))
        with open_scope(Scope.system()):
            register_institution(
                NewInstitution(
                    code=code,
                    name=f"示例{ability.zh}",
                    name_en=ability.en,
                    kind=kind,
                    tier=ability.tier,
                    profile="OPEN-JSON-1",
                    user_name="",
                    password="",
                    province=PROVINCE,
                    valid_from=on,
                    at=instant(on),
                    capabilities=ability.capabilities,
                    keys=(PublicKey(key.key_id, key.algorithm, key.public),),
                )
            )
    return len(banks) + 1 + len(open_ones(seed))


class Field(House):
    """Hold the platform's programs and every institution's."""

    def __init__(
        self,
        state: Path,
        port: int,
        seed: int,
        debtors: Sequence[Debtor],
        count: int = FILE_BANKS,
    ) -> None:
        super().__init__(state, port)
        del self.programs["bank"]
        for old in ("institutions", "exchange", "logs"):
            shutil.rmtree(state / old, ignore_errors=True)
        folder = state / "institutions"
        folder.mkdir()
        (state / "logs").mkdir()
        self.sides: list[Side] = []
        environment = _of_the_platform("web", state)
        exchange = ("-m", "zhixing.cli", "exchange", "--interval", "0.5")
        self.programs["exchange"] = Program("exchange", exchange, state, environment)
        for program in self.programs.values():
            program.nursery = Nursery(program.environment)
        maker = _Maker(state, folder, port, seed, debtors, count)
        for code, kind, arguments in (*maker.soap(), *maker.files(), maker.estate(), *maker.open()):
            self._add(code, kind, arguments, folder)

    def _add(self, code: str, kind: str, arguments: tuple[str, ...], folder: Path) -> None:
        kept = {n: os.environ[n] for n in ("PATH", "PYTHONPATH", "LANG") if n in os.environ}
        program = Program(code, arguments, folder.parent, kept | {"PYTHONUNBUFFERED": "1"})
        self.programs[code] = program
        log = folder.parent / "logs" / f"{code}.log"
        self.sides.append(Side(kind, code, folder / f"{code}.sqlite3", log))


Made = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Write each program's files and give its name, its kind and its arguments."""

    state: Path
    folder: Path
    port: int
    seed: int
    debtors: Sequence[Debtor]
    count: int

    def soap(self) -> list[Made]:
        made = []
        for bank in soap_banks():
            older = bank.profile == "BANK-SOAP-1"
            service = "ckwWebService" if older else "ckwWebServiceCloud"
            url = f"http://127.0.0.1:{self.port}/{service}/SyyhConvertData"
            more = (*("--dialect", "soap-older"),) if older else ()
            arguments = (*self._bank(bank.code, SOAP_FAULTS), *("--url", url), *more)
            made.append((bank.code, "bank", arguments))
        return made

    def files(self) -> list[Made]:
        made = []
        for bank in file_banks(self.count):
            folder = self.state / "exchange" / bank_code_of(bank.code)
            (folder / "download").mkdir(parents=True, exist_ok=True)
            more = ("--dialect", "packages", "--exchange", str(folder))
            made.append((bank.code, "file bank", (*self._bank(bank.code, FILE_FAULTS), *more)))
        return made

    def estate(self) -> Made:
        chance = Random(f"{self.seed}:houses")
        owners = [d for d in self.debtors if chance.random() < HOUSE_SHARE]
        houses = [
            Estate(
                f"500119{n:06d}GB00000F{n:08d}",
                f"示例路{n}号",
                ((name(d.person), resident(d.person), ""),),
            )
            for n, d in enumerate(owners, 1)
        ]
        write_houses(self.folder / f"{REGISTRY}.json", houses)
        arguments = registry_arguments(REGISTRY, f"http://127.0.0.1:{self.port}", self.folder)
        plan = self._plan(REGISTRY, REGISTRY_FAULTS)
        return REGISTRY, "registry", (*arguments, *plan, "--interval", "0.5")

    def open(self) -> list[Made]:
        made = []
        for place, (code, kind) in enumerate(open_ones(self.seed)):
            chance = Random(f"{self.seed}:{code}")
            rich = [d for d in self.debtors if chance.random() < RECORD_SHARE]
            persons = [
                {
                    "name": name(d.person),
                    "idNo": resident(d.person),
                    "records": invent_records(kind.value, str(self.seed), f"{d.person:08d}"),
                }
                for d in rich
            ]
            world = {"code": code, "kind": kind.value, "persons": persons}
            path = self.folder / f"{code}.json"
            path.write_text(json.dumps(world, ensure_ascii=False), "utf-8")
            arguments = (
                *("-m", "simulators.open", "--world", str(path)),
                *("--url", f"http://127.0.0.1:{self.port}/wire/open/v1"),
                *("--seed-hex", seed_of(place).hex(), "--interval", "0.5"),
                *("--state", str(self.folder / f"{code}.sqlite3")),
                *self._plan(code, OPEN_FAULTS),
            )
            made.append((code, "open", arguments))
        return made

    def _bank(self, code: str, faults: Mapping[str, Any]) -> tuple[str, ...]:
        return (
            *("-m", "simulators.bank", "--name", code, "--code", code),
            *("--state", str(self.folder / f"{code}.sqlite3"), "--interval", "0.5"),
            *("--retry-seconds", "0.5", "--timeout", "20", "--today", DAY),
            *("--generate-rate", str(HIT_RATE), *self._plan(code, faults)),
        )

    def _plan(self, code: str, faults: Mapping[str, Any]) -> tuple[str, ...]:
        path = self.folder / f"{code}-faults.json"
        path.write_text(json.dumps(faults))
        return ("--faults", str(path), "--seed", str(self.seed))


def seed_of(place: int) -> bytes:
    """Give the private key of an open institution of the run; it protects nothing."""
    return (place + 1).to_bytes(32, "big")
