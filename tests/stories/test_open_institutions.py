"""Six kinds answer one query over real connections, each a program of its own.

Vehicles, securities, equity, an e-wallet, social insurance, an insurer: found, nil, in
parts. One has requests delivered to it over HTTPS and loses its first answer; one replays a
signature; one changes its key on the way.
"""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import override_settings

from simulators.open.signing import Key
from tests.support.banks import DEBTOR, QUEUES, Sought, seek
from tests.support.open_ones import new_key, public_of, register
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.operations import QueryOrder
from zhixing.inquiry.proving import signer
from zhixing.inquiry.states import State
from zhixing.institutions import operations as institutions
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.kernel.clock import instant
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain

PATIENCE_SECONDS = 120
CAR = {"kind": "VEHICLE", "identifier": "渝A00001", "name": "示例牌轿车", "value": "86000.00"}
SHARES = [
    {
        "kind": "SECURITIES",
        "identifier": f"A1/{n}",
        "name": f"示例股份{n}",
        "quantity": "500",
        "unit": "股",
    }
    for n in (1, 2)
]
STAKE = {
    "kind": "EQUITY",
    "identifier": "91500000MA000/乙",
    "name": "示例贸易有限公司",
    "holderShare": "30%",
}
PURSE = {
    "kind": "WALLET",
    "identifier": "w-0001",
    "name": "余额账户",
    "value": "1200.00",
    "available": "1200.00",
}
BENEFIT = {"kind": "SOCIAL_BENEFIT", "identifier": "SB1", "name": "失业保险金", "exempt": True}


@pytest.fixture
def url() -> Iterator[str]:
    """Serve the wire's addresses as production does, on a free port."""
    from django.core.asgi import get_asgi_application

    with override_settings(ROOT_URLCONF="zhixing.inquiry.urls"):
        config = uvicorn.Config(
            get_asgi_application(), host="127.0.0.1", port=0, log_level="error", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/wire/open/v1"
        server.should_exit = True
        thread.join(timeout=10)


@dataclass
class Town:
    """Hold the institutions' programs."""

    folder: Path
    url: str
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def open(self, kind: K, key: Key, records: list[Any], **more: Any) -> tuple[Any, str]:
        """Register an institution and start its program."""
        code = f"S{uuid4().hex[:12]}"
        faults, person = more.pop("faults", {}), more.pop("person", {})
        given = register(kind, key, code=code, address=more.pop("address", ""))
        known = {"name": DEBTOR.name, "idNo": DEBTOR.number, "records": records, **person}
        world = {"code": code, "kind": kind.value, "persons": [known] if records else []}
        (self.folder / f"{code}.json").write_text(json.dumps(world))
        (self.folder / f"{code}-faults.json").write_text(json.dumps(faults))
        self.start(
            code,
            key,
            *(str(m) for pair in more.items() for m in (f"--{pair[0].replace('_', '-')}", pair[1])),
        )
        return given, code

    def start(self, code: str, key: Key, *more: str) -> None:
        """Start, or start again, one program."""
        self.stop(code)
        command = [
            *(
                sys.executable,
                "-m",
                "simulators.open",
                "--world",
                str(self.folder / f"{code}.json"),
            ),
            *("--url", self.url, "--key-id", key.key_id, "--algorithm", key.algorithm),
            *("--seed-hex", key.seed.hex(), "--state", str(self.folder / f"{code}.sqlite3")),
            *("--faults", str(self.folder / f"{code}-faults.json"), "--interval", "0.3"),
            *("--retry-seconds", "0", *more),
        ]
        log = (self.folder / f"{code}.log").open("ab")
        self.running[code] = subprocess.Popen(
            command, env={"PYTHONPATH": "src"}, stdout=log, stderr=log
        )

    def stop(self, *codes: str) -> None:
        for code in codes or list(self.running):
            process = self.running.pop(code, None)
            if process is not None:
                process.kill()
                process.wait()

    def events(self, code: str, name: str) -> list[dict[str, Any]]:
        lines = (self.folder / f"{code}.log").read_text().splitlines()
        return [
            e for line in lines if line.startswith("{") and (e := json.loads(line))["event"] == name
        ]

    def until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            logs = "\n".join(p.read_text()[-600:] for p in self.folder.glob("*.log"))
            assert time.monotonic() < end, f"never: {what}\n{logs}"
            time.sleep(0.2)
            drain((*QUEUES, "outbox"))


@pytest.fixture
def town(tmp_path: Path, url: str) -> Iterator[Town]:
    made = Town(tmp_path, url)
    yield made
    made.stop()


def test_six_kinds_answer_one_query(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought = seek()
    certificate, key_file = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    port = free_port()
    vehicles, vehicles_code = town.open(K.VEHICLE_REGISTRY, new_key(), [CAR], faults={"replay": 1})
    shares, _ = town.open(
        K.SECURITIES_DEPOSITORY, new_key("SM2-SM3", "s1", 42), SHARES, person={"parts": 2}
    )
    equity, _ = town.open(K.MARKET_REGULATOR, new_key(seed=3), [STAKE], faults={"poison": 1})
    wallet, wallet_code = town.open(
        K.PAYMENT_INSTITUTION,
        new_key(seed=4),
        [PURSE],
        faults={"lose_answer": 1},
        address=f"https://127.0.0.1:{port}",
        listen=port,
        certificate=certificate,
        certificate_key=key_file,
        platform_key=signer().public_key.public.hex(),
    )
    social, social_code = town.open(K.SOCIAL_INSURANCE, new_key(seed=5), [BENEFIT])
    insurer, _ = town.open(K.INSURER, new_key(seed=6), [])
    wait_for(port)

    change_key(town, social, social_code, sought)
    asked = (vehicles, shares, equity, wallet, social, insurer)
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "六类", asked)
    sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    town.until(lambda: bool(sought.acts("QUERY_COMPLETED")), "all six have answered")

    (completed,) = sought.acts("QUERY_COMPLETED")
    told = {s["institution"]: (s["outcome"], s["accounts"]) for s in completed.payload["sources"]}
    assert told == {
        str(vehicles): ("FOUND", 1),
        str(shares): ("FOUND", 2),
        str(equity): ("FOUND", 1),
        str(wallet): ("FOUND", 1),
        str(social): ("FOUND", 1),
        str(insurer): ("NIL", 0),
    }
    found = sorted((a.kind, a.is_exempt) for a in sought.assets())
    assert found == [
        ("EQUITY", False),
        ("SECURITIES", False),
        ("SECURITIES", False),
        ("SOCIAL_BENEFIT", True),
        ("VEHICLE", False),
        ("WALLET", False),
    ]
    assert all(v.state is State.CLOSED for v in requests(sought))

    (replayed,) = town.events(vehicles_code, "replayed")
    assert (replayed["status"], replayed["told"]["error"]["code"]) == (401, "REPLAYED")
    assert len(sought.acts("ASSET_FOUND")) == 6, "each hit counts once"
    assert times_delivered(town, wallet_code) == 1, "the lost answer was asked about, not repeated"


def change_key(town: Town, institution: Any, code: str, sought: Sought) -> None:
    """Let an institution change over to a second key, and end its first."""
    successor = new_key("Ed25519", "k2", 55)
    with open_scope(Scope.system()):
        institutions.add_wire_key(institution, public_of(successor), instant(sought.today))
    town.start(code, successor)
    with open_scope(Scope.system()):
        institutions.end_wire_key(institution, "k1", instant(sought.today))


def test_one_institution_misbehaves_in_every_way_at_once(town: Town) -> None:
    """Lost polls and answers, repeats, other order, wrong address, restarts, kills, bad proofs."""
    plan = dict.fromkeys(
        (
            "lose_answer",
            "same_again",
            "duplicate_message",
            "replay",
            "reorder",
            "delay",
            "partial",
            "wrong_operation",
            "poison",
            "restart",
            "bad_signature",
        ),
        1,
    )
    faults = {**plan, "clock_skew_seconds": 240, "kill": {"after_poll": 1, "after_send": 1}}
    sought, key = seek(), new_key(seed=9)
    broker, code = town.open(K.SECURITIES_BROKER, key, [*SHARES, PURSE], faults=faults)
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "乱", (broker,))
    sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    deaths = 0

    def through() -> bool:
        nonlocal deaths
        if town.running[code].poll() is not None:
            deaths += 1
            town.start(code, key)
        return bool(sought.acts("QUERY_COMPLETED")) and len(sought.acts("ASSET_FOUND")) == 3

    town.until(through, "it has answered in spite of all")
    assert deaths >= 1, "it was killed in the middle"
    town.until(lambda: len(town.events(code, "acknowledged")) >= 2, "it was told so")
    assert len(sought.acts("ASSET_FOUND")) == 3, "each hit counts once"
    (view,) = requests(sought)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 3)


def requests(sought: Sought) -> list[Any]:
    return sought.read(lambda: queries.list_requests(sought.court_no, sought.filed.case))


def times_delivered(town: Town, code: str) -> int:
    import sqlite3

    with sqlite3.connect(town.folder / f"{code}.sqlite3") as books:
        ((times,),) = books.execute("select times from requests").fetchall()
    return int(times)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the institution does not listen")


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for the loopback, which its holder signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示例支付机构")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "own.pem", folder / "own.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    paths[1].write_bytes(private)
    assert ssl.create_default_context(cafile=str(paths[0]))
    return paths
