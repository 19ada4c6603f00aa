"""Query and control in bulk. Part ``batch``: a year's queries through the file channel.

The size of the target is Nanchuan in 2017: 5,386 cases, 507,193 requests to 28 institutions, of
which 1.46 % found something. Cases are filed through the room's own steps; the orders and their
requests are written as ``order_query`` writes them, but set by set and with one paper for all,
before the clock starts. Timed is everything after: packed, put down, collected, answered and fed
back by the simulated banks (programs of their own, two at a time), taken, read into the dockets.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from benchmarks.ground import Court, analyse, found_court, sequencing, wait_until_sequenced
from benchmarks.invented import name, resident
from benchmarks.living import live
from benchmarks.measuring import Measured, Scenario, median, peak_memory_mb
from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, cards, messages, numbering
from zhixing.inquiry.exchange.directory import Directory
from zhixing.inquiry.exchange.round import exchange
from zhixing.inquiry.occasion import court_of
from zhixing.inquiry.wire.model import AssistanceRequest, Channel, IdType, Kind, Subject, Writ
from zhixing.inquiry.wire.package_names import bank_code_of
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import instant
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind
from zhixing.scenarios.banks import SimulatedBank, register_banks

REQUESTS, CASES, INSTITUTIONS, HIT_RATE = 507_193, 5_386, 28, 0.0146
TARGET_SECONDS = 120.0
CHUNK = 500
PAPER = b"%PDF-1.4\n" + os.urandom(40_000)
"""A sealed notice has some forty kilobytes that do not compress."""
courts: list[int] = []
"""The courts that runs of this process wrote in, for the verification at the end."""

BATCH_COLUMNS = (
    *("id", "court_no", "case_id", "key", "body_hash", "tiers", "ordered_on"),
    "answers_hash",
)
REQUEST_COLUMNS = (
    *("id", "court_no", "institution_id", "profile", "kind", "external_no", "writ_set_no"),
    *("case_id", "party_id", "batch_id", "state", "body_sealed", "files", "issued_at"),
    *("issued_on", "due_on", "attempts", "outcome", "hits", "reason_code", "reason", "reason_en"),
    "package_no",
)


@dataclass(frozen=True, slots=True)
class Order:
    """Hold one order to query: a case, its debtor, the number that person is invented from."""

    case: UUID
    party: UUID
    person: int


def measure(scale: float) -> Measured:
    """Send the queries of a year, or a share of it, and read every answer into its docket."""
    orders = max(20, round(REQUESTS * scale / INSTITUTIONS))
    court = found_court()
    courts.append(court.court_no)
    asked = _institutions()
    _order(court, asked, max(10, round(CASES * scale)), orders)
    analyse()
    with tempfile.TemporaryDirectory() as folder, sequencing():
        seconds = _through(court, asked, Path(folder))
        caught_up = wait_until_sequenced()
    count = orders * len(asked)
    whole = sum(seconds.values())
    told = _counted(court)
    if told.get("CLOSED", 0) != count:
        raise Impossible(f"of {count} requests: {told}")
    figures: dict[str, object] = {
        "requests": count,
        "cases": max(10, round(CASES * scale)),
        "institutions": len(asked),
        "seconds": round(whole, 1),
        "seconds_of_each_part": {part: round(s, 1) for part, s in seconds.items()},
        "requests_a_second": round(count / whole),
        "seconds_per_1000_requests": median([whole / count * 1000]),
        "sequenced_after_seconds": round(caught_up, 1),
        "memory_mb": peak_memory_mb(),
    }
    met = whole <= TARGET_SECONDS if count >= REQUESTS * 0.99 else None
    return Measured({"scale": scale, "requests": count}, 1, figures, met)


def _institutions() -> list[InstitutionView]:
    codes = [f"YH{uuid4().int % 10**6:06d}" for _ in range(INSTITUTIONS)]
    banks = [SimulatedBank(c, c, f"示例银行{c}", "Sample", profile="BANK-FILE-2") for c in codes]
    day = date(2018, 3, 1)
    ids = register_banks(day, instant(day), province="重庆市", banks=banks)
    with open_scope(Scope.system()):
        return list(list_institutions_by_id(ids.values()).values())


def _order(court: Court, asked: list[InstitutionView], cases: int, count: int) -> None:
    """Order the queries: cases filed, then acts, orders and requests, set by set."""
    live(court, cases, 4)
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        debtors = _debtors(court.court_no)
        writ = Writ(1, "协助查询存款通知书", "协助查询存款通知书", "pdf", PAPER)
        files = messages.store_writs(court.court_no, [writ])
    chosen = [Order(*debtors[n % len(debtors)], n % len(debtors)) for n in range(count)]
    for start in range(0, count, CHUNK):
        with open_scope(by.scope):
            _write(court, asked, chosen[start : start + CHUNK], files)


def _debtors(court_no: int) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, party_id FROM cases_party WHERE court_no = %s AND role = 'DEBTOR' "
            "ORDER BY case_id",
            [court_no],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _write(court: Court, asked: list[InstitutionView], orders: list[Order], files: Any) -> None:
    by, at = court.who(PostKind.JUDGE), instant(court.day, 9)
    batches = [new_id() for _ in orders]
    plain = _plain(court)
    insert_rows(
        "inquiry_batch",
        BATCH_COLUMNS,
        (
            (b, court.court_no, o.case, str(b), "", '["NATIONAL"]', court.day, "")
            for b, o in zip(batches, orders, strict=True)
        ),
    )
    kept = json.dumps(files)
    numbers = iter(
        numbering.next_numbers(court.court_no, court.day, len(orders) * (len(asked) + 1))
    )

    def rows() -> Iterator[tuple[object, ...]]:
        for batch, order in zip(batches, orders, strict=True):
            writ_set = next(numbers)
            subject = Subject(name(order.person), IdType.RESIDENT_ID, resident(order.person))
            for bank in asked:
                row_id, number = new_id(), next(numbers)
                message = replace(
                    plain,
                    institution_code=bank.code,
                    external_no=number,
                    subject=subject,
                    writ_set_no=writ_set,
                )
                yield (
                    *(row_id, court.court_no, bank.id, bank.profile, "QUERY", number, writ_set),
                    *(order.case, order.party, batch, "ISSUED"),
                    *(messages.seal_message(row_id, message), kept, at, court.day),
                    *(messages.due_on(bank, court.day), 0, "", 0, "", "", "", ""),
                )

    insert_rows("inquiry_request", REQUEST_COLUMNS, rows())
    ids = tuple(bank.id for bank in asked)
    append_all(
        [
            NewAct(
                o.case,
                acts.QueryOrdered(b, ("NATIONAL",), ids, (o.party,), len(asked)),
                court.day,
                correlation=b,
            )
            for b, o in zip(batches, orders, strict=True)
        ],
        by=by,
    )


def _plain(court: Court) -> AssistanceRequest:
    officers = [
        cards.officer_of("示例法官", court.staff.staff[0].person, phone="023-00000000"),
        cards.officer_of("示例助理", court.staff.staff[1].person),
    ]
    return AssistanceRequest(
        Channel.BANK_FILE,
        "",
        Kind.QUERY,
        "",
        "（2018）渝0119执1号",
        court_of(court.court_no),
        tuple(officers),
        Subject("", IdType.RESIDENT_ID, ""),
        notice_title="（2018）渝0119执1号协助查询存款通知书",
    )


def _through(court: Court, asked: list[InstitutionView], folder: Path) -> dict[str, float]:
    places = [(bank, Directory(folder / bank_code_of(bank.code))) for bank in asked]
    seconds: dict[str, float] = {}
    start = time.monotonic()
    for bank, place in places:
        _until_nothing(bank, place)
    seconds["packed_and_put_down"] = time.monotonic() - start
    start = time.monotonic()
    with ThreadPool(2) as pool:
        pool.map(partial(_bank, folder), [bank.code for bank in asked])
    seconds["worked_through_by_the_banks"] = time.monotonic() - start
    start = time.monotonic()
    for bank, place in places:
        _until_nothing(bank, place)
    seconds["taken"] = time.monotonic() - start
    start = time.monotonic()
    drain(("inquiry",))
    seconds["read_into_the_dockets"] = time.monotonic() - start
    return seconds


def _until_nothing(bank: InstitutionView, place: Directory) -> None:
    idle = 0
    while idle < 2:
        done = exchange(bank, place, lambda event, **values: None)
        idle = 0 if done.placed or done.taken else idle + 1


def _bank(folder: Path, code: str) -> None:
    command = [
        *(
            sys.executable,
            "-m",
            "simulators.bank",
            "--name",
            code,
            "--dialect",
            "packages",
            "--bulk",
        ),
        *("--exchange", str(folder / bank_code_of(code)), "--once", "--today", "2018-03-05"),
        *("--state", str(folder / f"{code}.sqlite3"), "--generate-rate", str(HIT_RATE)),
    ]
    with (folder / f"{code}.log").open("wb") as log:
        subprocess.run(command, stdout=log, stderr=log, check=True)


def _counted(court: Court) -> dict[str, int]:
    with open_scope(court.who(PostKind.JUDGE).scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, count(*) FROM inquiry_request WHERE court_no = %s GROUP BY state",
            [court.court_no],
        )
        return dict(cursor.fetchall())


BATCH = Scenario(
    "inquiry-batch",
    "507,193 queries of 5,386 cases to 28 institutions through the file channel, the simulated "
    "banks included",
    "under 2 minutes",
    measure,
)
