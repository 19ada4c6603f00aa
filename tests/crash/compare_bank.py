"""Compares the bank's own books, the outside record of the wire, with what the docket says."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests.crash.record import Told
from zhixing.cases.models import Act
from zhixing.inquiry.models import Answer, Batch, Line, Request
from zhixing.inquiry.states import OUT
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Wire:
    """Hold both sides: the court's requests by number, and the bank's rows."""

    requests: dict[str, Request]
    lines: dict[UUID, Line]
    acts: Counter[tuple[UUID, str]]
    received: dict[str, Row]
    freezes: dict[str, list[Row]]
    sent: list[Row]


def compare_bank(court_no: int, told: Iterable[Told], books: Path) -> list[str]:
    """Name what the bank did or was told that the court has not exactly once, and the reverse."""
    steps: dict[str, list[Told]] = {}
    for one in told:
        steps.setdefault(one.step, []).append(one)
    with open_scope(Scope.system()):
        wire = _both_sides(court_no, books)
        return [
            *_queries(court_no, steps, wire),
            *_orders(steps, wire),
            *_messages(court_no, wire),
            *_freezes(steps, wire),
        ]


def unfinished(books: Path) -> list[str]:
    """Name what still lies at the bank or on the way to it."""
    waiting = read(books, "SELECT request_no FROM outbox WHERE NOT is_sent")
    open_ones = read(books, "SELECT no FROM requests WHERE state <> 'CLOSED'")
    out = Request.objects.filter(state__in=[state.value for state in OUT])
    unread = Answer.objects.filter(interpreted_at__isnull=True)
    counts = {
        "messages at the bank": len(waiting),
        "requests at the bank": len(open_ones),
        "requests without answer": out.count(),
        "answers not read": unread.count(),
    }
    return [f"{count} {what}" for what, count in counts.items() if count]


def read(books: Path, sql: str) -> list[Row]:
    """Read rows of the bank's books."""
    with sqlite3.connect(f"file:{books}?mode=ro", uri=True) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(row) for row in opened.execute(sql)]


def _both_sides(court_no: int, books: Path) -> _Wire:
    freezes: dict[str, list[Row]] = {}
    for row in read(books, "SELECT * FROM freezes WHERE request_no <> ''"):
        freezes.setdefault(str(row["request_no"]), []).append(row)
    return _Wire(
        {r.external_no: r for r in Request.objects.filter(court_no=court_no)},
        {line.request_id: line for line in Line.objects.filter(court_no=court_no)},
        Counter(Act.objects.filter(court_no=court_no).values_list("case_id", "type")),
        {str(r["no"]): r for r in read(books, "SELECT * FROM requests")},
        freezes,
        read(books, "SELECT * FROM outbox WHERE is_sent"),
    )


def _queries(court_no: int, steps: dict[str, list[Told]], wire: _Wire) -> Iterator[str]:
    told = steps.get("query", [])
    batches = {str(b.id): b for b in Batch.objects.filter(court_no=court_no)}
    if len(batches) != len(told):
        yield f"orders to query: {len(batches)} are there, {len(told)} were told"
    asked = Counter(r.case_id for r in wire.requests.values() if r.kind == "QUERY")
    for one in told:
        case = UUID(one.path.split("/")[2])
        if one.answer["id"] not in batches:
            yield f"the order to query of {case} is not what was told"
        counts = {
            "orders": wire.acts[case, "QUERY_ORDERED"],
            "requests": asked[case],
            "completions": wire.acts[case, "QUERY_COMPLETED"],
        }
        yield from (f"{what} in {case}: {n} times" for what, n in counts.items() if n != 1)


def _orders(steps: dict[str, list[Told]], wire: _Wire) -> Iterator[str]:
    by_matter = Counter(str(r.matter_id) for r in wire.requests.values() if r.kind == "CONTROL")
    told = steps.get("freeze", [])
    if by_matter.total() != len(told):
        yield f"freezes ordered: {by_matter.total()} are there, {len(told)} were told"
    for one in told:
        if by_matter[one.answer["id"]] != 1:
            yield f"requests of matter {one.answer['id']}: {by_matter[one.answer['id']]}"
    approved = {one.path.split("/")[2] for one in steps.get("approve freeze", [])}
    for request in wire.requests.values():
        is_out = request.kind == "QUERY" or str(request.matter_id) in approved
        if is_out != (request.external_no in wire.received):
            yield f"request {request.external_no} at the bank: {not is_out}, should be {is_out}"


def _messages(court_no: int, wire: _Wire) -> Iterator[str]:
    """What the bank was told had arrived is kept; what it never knew was never asked."""
    answered = {a.request_id for a in Answer.objects.filter(court_no=court_no)}
    for number in wire.received.keys() - wire.requests.keys():
        yield f"the bank knows a request {number} that the court does not"
    for message in wire.sent:
        request = wire.requests.get(str(message["request_no"]))
        if request is None or request.id not in answered:
            yield f"the acknowledged message about {message['request_no']} is not kept"


def _freezes(steps: dict[str, list[Told]], wire: _Wire) -> Iterator[str]:
    """Each freeze stands once at the bank, once in the docket, with one amount."""
    for number, rows in wire.freezes.items():
        request = wire.requests.get(number)
        line = wire.lines.get(request.id) if request else None
        if len(rows) != 1 or request is None or line is None:
            yield f"freeze {number} stands {len(rows)} times at the bank"
            continue
        if line.outcome not in ("DONE", "PARTIAL") or line.actual_fen != rows[0]["limit_fen"]:
            yield f"freeze {number}: {line.outcome} {line.actual_fen}, {rows[0]['limit_fen']} held"
        if wire.acts[request.case_id, "ASSET_CONTROLLED"] != 1:
            yield f"act of {number}: {wire.acts[request.case_id, 'ASSET_CONTROLLED']} times"
    for one in steps.get("seen freeze", []):
        held = wire.freezes.get(one.answer["external_no"], [])
        shown = one.answer["lines"][0]
        wanted = [int(Fen.of_yuan(shown["actual"]))] if shown["outcome"] == "DONE" else []
        if [row["limit_fen"] for row in held] != wanted:
            yield f"the client saw {shown['outcome']} {shown['actual']}, the bank holds {held}"
