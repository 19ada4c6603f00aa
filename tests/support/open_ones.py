"""Simulated institutions of the open profile beside a case, called without a socket."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from simulators.open.books import Books
from simulators.open.faults import Faults
from simulators.open.front import Front
from simulators.open.line import Line, NotProved
from simulators.open.signing import Key, answer_is_proved, canonical
from simulators.open.work import Work, World
from tests.support.banks import DEBTOR, QUEUES
from tests.support.filed import DAY
from zhixing.inquiry.proving import signer
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import InstitutionKind
from zhixing.institutions.operations import NewInstitution, register_institution
from zhixing.kernel.clock import instant
from zhixing.platform.crypto.detached import PublicKey
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain

ROOT = "/wire/open/v1"


@dataclass
class DirectLine(Line):
    """Call the endpoint in this process."""

    calls: list[tuple[str, str, int]] = field(default_factory=list)

    def send(self, method: str, path: str, body: Any, proof: dict[str, str]) -> tuple[int, Any]:
        response = Client().generic(
            method,
            ROOT + path,
            b"" if body is None else canonical(body),
            "application/json",
            headers=proof,
        )
        self.calls.append((method, path, response.status_code))
        told = json.loads(response.content)
        public = signer().public_key.public
        nonce = proof.get("Zx-Nonce", "")
        if not answer_is_proved(response.headers, response.status_code, told, nonce, public):
            raise NotProved(path)
        return response.status_code, told


@dataclass
class One:
    """Hold one simulated institution with the one it is registered as."""

    id: UUID
    code: str
    front: Front
    line: DirectLine
    log: list[tuple[str, dict[str, Any]]]

    def cycle(self, times: int = 1) -> None:
        """Go through the cycle, and let the court's jobs run."""
        for _ in range(times):
            self.front.cycle()
            drain(QUEUES)

    def events(self, name: str) -> list[dict[str, Any]]:
        return [values for event, values in self.log if event == name]


def new_key(algorithm: str = "Ed25519", key_id: str = "k1", seed: int = 1) -> Key:
    """Make a key from a number."""
    return Key(key_id, algorithm, seed.to_bytes(32, "big"))


def public_of(key: Key) -> PublicKey:
    """Give a key as the platform registers it."""
    return PublicKey(key.key_id, key.algorithm, key.public)


def register(
    kind: InstitutionKind,
    key: Key,
    *,
    code: str = "",
    address: str = "",
    province: str = "重庆市",
) -> UUID:
    """Register an institution of a kind with the defaults of that kind."""
    ability = ability_of(kind)
    code = code or f"P{uuid4().hex[:12]}"
    with open_scope(Scope.system()):
        return register_institution(
            NewInstitution(
                code=code,
                name=f"示例{ability.zh}{code[-4:]}",
                kind=kind,
                tier=ability.tier,
                profile="OPEN-JSON-1",
                user_name="",
                password="",
                valid_from=DAY,
                at=instant(DAY),
                capabilities=ability.capabilities,
                service_level_hours=ability.service_level.hours,
                province=province,
                name_en=ability.en,
                address=address,
                keys=(public_of(key),),
            )
        )


def make_one(
    folder: Path,
    kind: InstitutionKind,
    *records: dict[str, Any],
    key: Key | None = None,
    faults: dict[str, Any] | None = None,
    **person: Any,
) -> One:
    """Register an institution and open its books for one person, the debtor."""
    key, code = key or new_key(), f"P{uuid4().hex[:12]}"
    given = register(kind, key, code=code)
    known = {"name": DEBTOR.name, "idNo": DEBTOR.number, "records": list(records), **person}
    world = World(code, kind.value, persons=[known] if records or person else [])
    books = Books(folder / f"{code}.sqlite3")
    plan = Faults(faults or {}, "1", books)
    line = DirectLine(f"http://testserver{ROOT}", code, key)
    log: list[tuple[str, dict[str, Any]]] = []

    def note(event: str, **values: Any) -> None:
        log.append((event, values))

    front = Front(line, books, plan, Work(world, books, plan), note, retry_seconds=0)
    return One(given, code, front, line, log)
