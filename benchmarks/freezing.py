"""Freezing in bulk: found deposits of many cases, ordered, approved, asked again, put out.

A case has three deposits, two at one bank and one at another, as its queries found them: its
writ set is one ruling and two notices. Cases are filed and deposits entered through the room's
own steps, set by set, before the clock starts. Timed is everything after, done by two programs
at once: every row judged and drafted in batches of 1,500, each batch approved as one bundle,
each order asked again by the law and put out.

It is measured twice, each time on a court of its own: with one paper of forty kilobytes that
stands for all documents (orders issued), and with every ruling and notice rendered, sealed and
stored (orders with their sealed PDFs).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection

from benchmarks.ground import Court, analyse, found_court, sequencing, wait_until_sequenced
from benchmarks.living import live
from benchmarks.measuring import Measured, Scenario, peak_memory_mb
from zhixing.assets import models as assets
from zhixing.assets.acts import AssetFound
from zhixing.assets.indexes import asset_indexes
from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.values import NewAct
from zhixing.decisions.queries import list_waiting_bundles
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.crypto.vault import vault
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.banks import SimulatedBank, register_banks

ORDERS, EACH, BANKS, HANDS = 330_000, 3, 28, 2
TARGET_SECONDS = 600.0
DAY = date(2018, 7, 2)
"""The day of the freezes: every case is filed by then, however many there are."""
CHUNK = 1000
BALANCE = Fen(30_000_00)
courts: list[int] = []
"""The courts that runs of this process wrote in, for the verification at the end."""
ASSET_COLUMNS = tuple(f.attname for f in assets.Asset._meta.concrete_fields)


def measure(scale: float) -> Measured:
    """Order, approve and put out the freezes, with and without the sealed documents."""
    cases = max(40, round(ORDERS * scale / EACH))
    count = cases * EACH
    banks = _banks()
    issued = _run(cases, banks, papers="one for all")
    sealed = _run(cases, banks, papers="sealed")
    figures: dict[str, object] = {
        "orders": count,
        "cases": cases,
        "documents_sealed": cases * 3,
        "orders_issued": issued,
        "orders_with_their_sealed_pdfs": sealed,
        "memory_mb": peak_memory_mb(),
    }
    seconds = [float(str(r["seconds"])) for r in (issued, sealed)]
    met = max(seconds) <= TARGET_SECONDS if count >= ORDERS * 0.99 else None
    found = Measured({"scale": scale, "orders": count}, 1, figures, met)
    found.notes.append("one run of each: two courts of their own are built for it")
    return found


def _run(cases: int, banks: list[InstitutionView], *, papers: str) -> dict[str, object]:
    court = found_court(DAY)
    courts.append(court.court_no)
    with open_scope(Scope.system()):
        ensure_seal(court.court_no)
    live(court, cases, 4)
    with sequencing():
        _find_deposits(court, banks)
        wait_until_sequenced()
    analyse()
    steps: dict[str, float] = {}
    used, server = _children_cpu(), _server_cpu()
    with sequencing():
        for step in ("draft", "approve", "put_out"):
            start = time.monotonic()
            _hands(court, step, papers)
            steps[step] = round(time.monotonic() - start, 1)
        caught_up = wait_until_sequenced()
    used, server = _children_cpu() - used, _server_cpu() - server
    states = _states(court)
    if states != {"ISSUED": cases * EACH}:
        raise Impossible(f"of {cases * EACH} orders: {states}")
    whole = sum(steps.values())
    thousands = cases * EACH / 1000
    return {
        "papers": papers,
        "seconds": round(whole, 1),
        "seconds_of_each_step": steps,
        "orders_a_second": round(cases * EACH / whole),
        "processor_seconds_per_1000_orders": {
            "both_programs": round(used / thousands, 2),
            "database": round(server / thousands, 2),
        },
        "seconds_until_the_log_caught_up": round(caught_up, 1),
    }


def _banks() -> list[InstitutionView]:
    codes = [f"YD{uuid4().int % 10**6:06d}" for _ in range(BANKS)]
    banks = [SimulatedBank(c, c, f"示例银行{c}", "Sample", profile="BANK-FILE-2") for c in codes]
    day = date(2018, 3, 1)
    ids = register_banks(day, instant(day), province="重庆市", banks=banks)
    with open_scope(Scope.system()):
        return list(list_institutions_by_id(ids.values()).values())


def _find_deposits(court: Court, banks: list[InstitutionView]) -> None:
    """Enter three deposits of each case's debtor, as ``record_found`` enters one."""
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        debtors = _debtors(court.court_no)
    for start in range(0, len(debtors), CHUNK):
        with open_scope(by.scope):
            rows = [
                _asset(court, banks, case, party, start + n, place)
                for n, (case, party) in enumerate(debtors[start : start + CHUNK])
                for place in range(EACH)
            ]
            insert_rows("assets_asset", ASSET_COLUMNS, map(_columns, rows))
            append_all([_found(row, court.day) for row in rows], by=by)


def _columns(row: assets.Asset) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in ASSET_COLUMNS)


def _asset(
    court: Court, banks: list[InstitutionView], case: UUID, party: UUID, n: int, place: int
) -> assets.Asset:
    bank = banks[(n + (place == EACH - 1)) % len(banks)]
    number = f"6200{court.court_no % 10**6:06d}{n:07d}{place}"
    row = assets.Asset(
        id=new_id(),
        court_no=court.court_no,
        case_id=case,
        party_id=party,
        kind="DEPOSIT",
        institution_id=bank.id,
        asset_index=asset_indexes(bank.id, number)[0],
        index_key=vault().newest_index,
        identifier_tail=number[-4:],
        balance_fen=int(BALANCE),
        available_fen=int(BALANCE),
        found_on=court.day,
    )
    row.identifier_sealed = vault().seal("assets_asset", "identifier_sealed", row.id, number)
    return row


def _found(row: assets.Asset, day: date) -> NewAct:
    told = AssetFound(row.id, "DEPOSIT", row.party_id, row.institution_id, BALANCE, BALANCE)
    return NewAct(row.case_id, told, day, subject=row.id)


def _debtors(court_no: int) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, party_id FROM cases_party WHERE court_no = %s AND role = 'DEBTOR' "
            "ORDER BY case_id",
            [court_no],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _hands(court: Court, step: str, papers: str) -> None:
    """Let both programs do their share of one step, and wait for them."""
    told = {
        "court_no": court.court_no,
        "judge": str(court.staff.of_kind(PostKind.JUDGE).person),
        "judge_post": str(court.staff.of_kind(PostKind.JUDGE).post),
        "director": str(court.staff.of_kind(PostKind.DIRECTOR).person),
        "director_post": str(court.staff.of_kind(PostKind.DIRECTOR).post),
        "day": court.day.isoformat(),
        "papers": papers,
        "hands": HANDS,
        "bundles": _waiting_bundles(court) if step == "approve" else [],
    }
    programs = [
        subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", "benchmarks.freezing_hand", step),
                json.dumps({**told, "hand": hand}),
            ]
        )
        for hand in range(HANDS)
    ]
    codes = [program.wait() for program in programs]
    if any(codes):
        raise Impossible(f"a program failed at {step}")


def _waiting_bundles(court: Court) -> list[str]:
    """List what waits for approval, once for both: what one approves is gone from a later list."""
    by = court.who(PostKind.DIRECTOR)
    with open_scope(by.scope):
        waiting = list_waiting_bundles(by, limit=100_000)
    return [str(w.id) for w in waiting if w.court_no == court.court_no]


def _states(court: Court) -> dict[str, int]:
    with open_scope(court.who(PostKind.JUDGE).scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, count(*) FROM inquiry_request WHERE court_no = %s GROUP BY state",
            [court.court_no],
        )
        return {str(state): int(count) for state, count in cursor.fetchall()}


def _children_cpu() -> float:
    """Give the processor seconds of the programs that have ended, the sequencer included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _server_cpu() -> float:
    """Give the processor seconds of the database server with its sessions, ended ones too."""
    pidfile = Path(os.environ["ZX_STATE"]) / "pg" / "data" / "postmaster.pid"
    if not pidfile.exists():
        return 0.0
    server = int(pidfile.read_text("ascii").split()[0])
    ticks = 0
    for pid in _with_children(server):
        try:
            told = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(map(int, told[11:15] if pid == server else told[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _with_children(server: int) -> Iterator[int]:
    yield server
    children = Path(f"/proc/{server}/task/{server}/children")
    if children.exists():
        yield from map(int, children.read_text("ascii").split())


FREEZES = Scenario(
    "freeze-orders",
    "Freeze orders in batches: judged, approved, asked again, put out, with their sealed PDFs",
    "330,000 orders in under 10 minutes, issued and with their sealed PDFs",
    measure,
)
