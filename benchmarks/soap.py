"""Queries over SOAP: every hop of the real line, called by front-ends of their own processes.

Two web processes, one worker and the sequencer run as on a platform; eight front-ends poll,
fetch writs and cards, and feed back one request at a time over connections that stay open.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from benchmarks.ground import (
    Court,
    analyse,
    found_court,
    program,
    sequencing,
    serving,
    wait_until_sequenced,
)
from benchmarks.inquiry import DAY, HIT_RATE, PREPARED, order_all, wait_until_complete
from benchmarks.living import live
from benchmarks.measuring import Measured, Scenario, Usage, peak_memory_mb, percentile
from zhixing.inquiry.raw_messages import NO_COURT
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.banks import PASSWORD, SimulatedBank, register_banks

FRONTS, FEEDBACKS, WEB = 8, 20_000, 2
THREADS = 8
"""How many calls each front-end makes at the same time."""
TARGET = 500.0
"""Feedbacks a second for each core of the platform's own work."""
courts: list[int] = []
"""The courts that runs of this process wrote in, for the verification at the end."""


def measure(scale: float) -> Measured:
    """Take requests with their documents over SOAP, feed them back, read them into dockets."""
    orders = max(25, round(FEEDBACKS * scale / FRONTS))
    court = found_court(DAY)
    courts.extend((NO_COURT, court.court_no))
    with open_scope(Scope.system()):
        ensure_seal(court.court_no)
    codes = [f"YH{uuid4().int % 10**6:06d}" for _ in range(FRONTS)]
    live(court, max(25, orders // 3), 4)
    analyse()
    order_all(court, _institutions(codes), orders)
    usage = Usage()
    with sequencing(), serving(WEB) as web:
        usage.watch("web", web.pid)
        arguments = ["-m", "zhixing.cli", "worker", "--concurrency", "1"]
        with program(arguments, PREPARED) as worker:
            usage.watch("worker", worker)
            parts = _run(court, codes, web.port, usage)
        wait_until_sequenced()
    figures = _figures(court, parts, orders * FRONTS)
    met = figures["feedbacks_a_second_per_core"] >= TARGET if scale >= 1 else None
    return Measured({"scale": scale, "feedbacks": orders * FRONTS}, 1, figures, met)


def _institutions(codes: list[str]) -> tuple[UUID, ...]:
    banks = [SimulatedBank(c, c, f"示例银行{c}", "Sample") for c in codes]
    day = date(2018, 3, 1)
    ids = register_banks(day, instant(day), province="重庆市", banks=banks)
    return tuple(ids[code] for code in codes)


def _run(court: Court, codes: list[str], port: int, usage: Usage) -> dict[str, Any]:
    """Let the front-ends go through both parts, each timed by itself."""
    fronts = [_front(code, port) for code in codes]
    for front in fronts:
        _read(front)
    usage.begin()
    start = time.monotonic()
    told = _part(fronts)
    usage.end()
    found: dict[str, Any] = {"documents_seconds": time.monotonic() - start, "hops": told}
    found["documents_cpu"] = usage.cpu_seconds()
    for front in fronts:
        _read(front)
    usage.begin()
    start = time.monotonic()
    said = _part(fronts)
    found["feedback_seconds"] = time.monotonic() - start
    wait_until_complete(court, usage, start)
    found["complete_seconds"] = time.monotonic() - start
    usage.end()
    found |= {"feedback_cpu": usage.cpu_seconds(), "said": said, "memory": usage.memory_mb()}
    for front in fronts:
        front.wait(30)
    return found


def _front(code: str, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.fronts", "--port", str(port), "--code", code]
    command += ["--password", PASSWORD, "--hit-rate", str(HIT_RATE), "--threads", str(THREADS)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def _part(fronts: list[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    for front in fronts:
        if front.stdin is not None:
            print("go", file=front.stdin, flush=True)
    return [dict(json.loads(_read(front))) for front in fronts]


def _read(front: subprocess.Popen[str]) -> str:
    line = front.stdout.readline() if front.stdout is not None else ""
    if not line:
        raise Impossible(f"a front-end ended with {front.wait()}")
    return line


def _figures(court: Court, parts: dict[str, Any], count: int) -> dict[str, Any]:
    hops = {name: [s for told in parts["hops"] for s in told[name]] for name in _HOPS}
    hops["feedback"] = [s for told in parts["said"] for s in told["feedback"]]
    refused = sum(told["refused"] for told in parts["said"])
    states = _states(court)
    if refused or len(hops["feedback"]) != count or states != {"CLOSED": count}:
        raise Impossible(f"of {count}: {len(hops['feedback'])} said, {refused} refused, {states}")
    cpu = parts["feedback_cpu"]
    own = cpu["web"] + cpu["database"] + cpu["worker"]
    return {
        "feedbacks": count,
        "feedback_seconds": round(parts["feedback_seconds"], 1),
        "complete_after_seconds": round(parts["complete_seconds"], 1),
        "feedbacks_a_second": round(count / parts["feedback_seconds"]),
        "feedbacks_a_second_per_core": round(count / own),
        "cpu_seconds_of_feedback": cpu,
        "cpu_ms_a_feedback": round(own / count * 1000, 2),
        "documents_seconds": round(parts["documents_seconds"], 1),
        "cpu_seconds_of_documents": parts["documents_cpu"],
        "ms_by_hop": {
            name: {
                "calls": len(took),
                "p50": round(percentile(took, 0.5) * 1000, 1),
                "p95": round(percentile(took, 0.95) * 1000, 1),
            }
            for name, took in hops.items()
        },
        "hits_in_the_docket_p95_ms": _read_after_ms(court),
        "largest_mb_in_each_half": parts["memory"],
        "memory_mb": peak_memory_mb(),
    }


_HOPS = ("entering", "poll", "writs", "cards")


def _states(court: Court) -> dict[str, int]:
    with open_scope(court.who(PostKind.JUDGE).scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, count(*) FROM inquiry_request WHERE court_no = %s GROUP BY 1",
            [court.court_no],
        )
        return dict(cursor.fetchall())


def _read_after_ms(court: Court) -> float:
    """Give how long after its word came in a hit stood in the docket, at the 95th percentile."""
    with open_scope(court.who(PostKind.JUDGE).scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY extract("
            "epoch FROM a.interpreted_at - a.received_at)), 0) FROM inquiry_answer a "
            "JOIN inquiry_request r ON r.court_no = a.court_no AND r.id = a.request_id "
            "WHERE a.court_no = %s AND r.outcome = 'FOUND'",
            [court.court_no],
        )
        return round(float(cursor.fetchone()[0]) * 1000, 1)


SOAP = Scenario(
    "inquiry-soap",
    "20,000 queries of eight banks over SOAP: poll, writs, cards, one feedback each, two web "
    "processes",
    "500 feedbacks a second for each core of the platform, p95 of each hop under 1 s",
    measure,
)
