"""Compares a chaos run's two sides: the institutions' own books and logs, and the platform's rows.

The books are files of other programs, which share no code with the platform; what they did, and
what they were told had arrived, must be there exactly once.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.chaos.field import Side
from tests.chaos.people import look
from tests.crash.compare import _receipts
from tests.crash.record import Told
from zhixing.cases.models import Act
from zhixing.platform.database.scope import Scope, open_scope

SETTLED = frozenset({"CLOSED", "CORRECTED", "REISSUED", "WITHDRAWN"})
Row = dict[str, Any]


def states(court_no: int) -> Counter[str]:
    """Count the court's requests by state."""
    sql = "SELECT state, count(*) FROM inquiry_request WHERE court_no = %s GROUP BY state"
    return Counter(dict(look(sql, court_no)))


def compare(court_no: int, told: Sequence[Told], sides: Iterable[Side], asked: int) -> list[str]:
    """Name every difference between what happened outside and what the court has."""
    found = [*_settled(court_no), *_orders(court_no, told, asked), *_reissues(court_no)]
    found += _paid(court_no, told)
    for side in sides:
        found += [f"{side.code}: {text}" for text in _side(court_no, side)]
    return found


def _paid(court_no: int, told: Sequence[Told]) -> list[str]:
    """Each receipt of money that was answered is there once, on both sides of the ledger."""
    steps = {"receipt": [t for t in told if t.step == "receipt" and t.status < 300]}
    with open_scope(Scope.system()):
        acts = Act.objects.filter(court_no=court_no, type="RECEIPT_POSTED")
        return list(_receipts(court_no, steps, Counter(acts.values_list("case_id", "type"))))


def _settled(court_no: int) -> Iterator[str]:
    for state, count in states(court_no).items():
        if state not in SETTLED:
            yield f"{count} requests ended as {state}"
    sql = "SELECT count(*) FROM inquiry_answer WHERE court_no = %s AND interpreted_at IS NULL"
    if unread := look(sql, court_no)[0][0]:
        yield f"{unread} answers were never read"
    sql = "SELECT problem_code, count(*) FROM inquiry_answer WHERE court_no = %s AND problem_code <> '' GROUP BY 1"
    yield from (
        f"{count} answers refused by the docket: {code}" for code, count in look(sql, court_no)
    )


def _orders(court_no: int, told: Sequence[Told], asked: int) -> Iterator[str]:
    """Each order that was answered is there once, with a request to each institution."""
    ordered = {t.answer["id"] for t in told if t.step == "query" and t.status < 300}
    sql = "SELECT b.id, count(r.id) FROM inquiry_batch b LEFT JOIN inquiry_request r "
    sql += "ON r.court_no = b.court_no AND r.batch_id = b.id AND r.replaces_id IS NULL "
    batches = {str(b): n for b, n in look(sql + "WHERE b.court_no = %s GROUP BY b.id", court_no)}
    if set(batches) != ordered:
        yield f"orders to query: {len(batches)} are there, {len(ordered)} were told"
    yield from (f"order {b}: {n} requests" for b, n in batches.items() if n != asked)
    yield from _completed(court_no, len(batches))


def _completed(court_no: int, orders: int) -> Iterator[str]:
    """Each order's answers are recorded once, and again only when an institution said more.

    A correction is such a word, and so is the first part of an answer that came after its last.
    """
    sql = "SELECT payload FROM cases_act WHERE court_no = %s AND type = 'QUERY_COMPLETED' "
    records: dict[str, list[dict[tuple[str, str], Row]]] = {}
    for (text,) in look(sql + "ORDER BY case_id, seq", court_no):
        told = json.loads(text)
        sources = {(s["institution"], s["party"]): s for s in told["sources"]}
        records.setdefault(told["batch"], []).append(sources)
    if len(records) != orders:
        yield f"orders completed: {len(records)} of {orders}"
    for batch, several in records.items():
        for before, after in pairwise(several):
            news = [s for about, s in after.items() if s != before.get(about)]
            if not news:
                yield f"order {batch}: completed again with nothing new"
            for source in news:
                known = before.get((source["institution"], source["party"]))
                if known is not None and known["evidence"] == source["evidence"]:
                    yield f"order {batch}: {known} became {source} without another message"


def _reissues(court_no: int) -> Iterator[str]:
    sql = "SELECT r.id, count(n.id) FROM inquiry_request r LEFT JOIN inquiry_request n "
    sql += "ON n.court_no = r.court_no AND n.replaces_id = r.id "
    sql += "WHERE r.court_no = %s AND r.state = 'REISSUED' GROUP BY r.id"
    yield from (f"request {r} was issued again {n} times" for r, n in look(sql, court_no) if n != 1)


def _side(court_no: int, side: Side) -> Iterator[str]:
    sql = "SELECT id FROM institutions_institution WHERE code = %s"
    institution = look(sql, side.code)[0][0]
    sql = "SELECT external_no, id, state, kind FROM inquiry_request WHERE institution_id = %s"
    requests = {no: row for no, *row in look(sql, institution)}
    for number in _numbers(side) - requests.keys():
        yield f"it knows a request {number} that the court does not"
    yield from _messages(institution, side)
    if side.kind in ("bank", "file bank"):
        yield from _freezes(court_no, institution, side)
    if side.kind == "registry":
        yield from _sealings(court_no, institution, side)


def books(side: Side, sql: str) -> list[Row]:
    """Read rows of an institution's books."""
    with sqlite3.connect(f"file:{side.books}?mode=ro", uri=True) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(row) for row in opened.execute(sql)]


def events(log: Path, name: str) -> Iterator[Row]:
    """Read what an institution noted of one kind; a line cut off by a kill is passed over."""
    if not log.exists():
        return
    for line in log.read_text("utf-8", "replace").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.get("event") == name:
            yield entry


def _numbers(side: Side) -> set[str]:
    table = "cases" if side.kind == "registry" else "requests"
    column = "request_no" if side.kind == "registry" else "no"
    return {str(row[column]) for row in books(side, f"SELECT {column} FROM {table}")}


def _messages(institution: Any, side: Side) -> Iterator[str]:
    """Every message whose arrival was acknowledged lies in the evidence, byte for byte."""
    sql = "SELECT sha256 FROM inquiry_raw_message WHERE institution_id = %s"
    kept = {row[0] for row in look(sql, institution)}
    if side.kind == "open":
        sql = "SELECT key, seq FROM inquiry_receipt WHERE institution_id = %s"
        receipts = dict(look(sql, institution))
        for entry in events(side.log, "acknowledged"):
            if receipts.get(entry["key"]) != entry["seq"]:
                yield f"receipt {entry['seq']} of {entry['key']} is not kept"
        return
    told = {"file bank": "put"}.get(side.kind, "acknowledged")
    lost = {e["sha256"] for e in events(side.log, told)} - kept
    yield from (f"the acknowledged message {sha} is not kept" for sha in sorted(lost)[:5])


def _freezes(court_no: int, institution: Any, side: Side) -> Iterator[str]:
    """Each freeze stands once at the bank and once in the register, with the same amount.

    What a bank froze beyond its order was let go again; lifted there is lifted here; what it took
    back after all stands nowhere.
    """
    ours = {no: rest for no, *rest in look(_LINES, court_no, institution, "FREEZE")}
    taken_back = {r["key"] for r in books(side, "SELECT key FROM faults WHERE name = 'reversal'")}
    theirs: dict[str, list[Row]] = {}
    for row in books(side, "SELECT * FROM freezes WHERE request_no <> '' AND NOT is_hold"):
        theirs.setdefault(row["request_no"], []).append(row)
    for number, rows in theirs.items():
        if len(rows) != 1:
            yield f"freeze {number} stands {len(rows)} times"
        outcome, ordered, here, released, holds = ours.get(number, ("missing", 0, 0, 0, 0))
        there, is_active = rows[0]["limit_fen"], bool(rows[0]["is_active"])
        # What was lifted stands in the bank's books with what is left of it: nothing.
        is_same = here == there if is_active else here == there == 0
        if number in taken_back:
            if outcome != "NOT_DONE" or here or is_active:
                yield f"freeze {number} was taken back there and is {outcome} {here} here"
        elif outcome not in ("DONE", "PARTIAL") or not is_same or holds != 1:
            yield f"freeze {number}: {outcome} {here} held {holds} times here, {there} there"
        elif is_active == bool(released):
            yield f"freeze {number}: active there {rows[0]['is_active']}, released here {released}"
        elif there > ordered:
            yield f"freeze {number}: {there} are frozen, {ordered} were ordered"
    for number, (outcome, *_) in ours.items():
        if outcome in ("DONE", "PARTIAL") and number not in theirs:
            yield f"freeze {number} is {outcome} here and unknown there"


def _sealings(court_no: int, institution: Any, side: Side) -> Iterator[str]:
    """Each house is sealed once under a number; what was taken back or lifted stands nowhere."""
    ours = {
        no: (outcome, released, holds)
        for no, outcome, _, _, released, holds in look(_LINES, court_no, institution, "SEAL")
    }
    theirs: dict[str, list[Row]] = {}
    for row in books(side, "SELECT * FROM sealings WHERE request_no <> ''"):
        theirs.setdefault(row["request_no"], []).append(row)
    for number, rows in theirs.items():
        if len(rows) != 1:
            yield f"sealing {number} stands {len(rows)} times"
        outcome, released, holds = ours.get(number, ("missing", 0, 0))
        stands = holds - released == 1
        if stands != bool(rows[0]["is_active"]):
            yield f"sealing {number}: {outcome}, stands {stands} here, {rows[0]['is_active']} there"
    for number, (outcome, released, holds) in ours.items():
        if holds - released > 0 and number not in theirs:
            yield f"sealing {number} stands here ({outcome}) and is unknown there"


_LINES = """
/* the lines of one measure at one institution, with what the register holds by them */
SELECT r.external_no, l.outcome, l.amount_fen,
       coalesce(sum(h.amount_fen) FILTER (WHERE h.released_on IS NULL), 0),
       count(h.id) FILTER (WHERE h.released_on IS NOT NULL), count(h.id)
FROM inquiry_request r
JOIN inquiry_line l ON l.court_no = r.court_no AND l.request_id = r.id
LEFT JOIN assets_hold h ON h.court_no = l.court_no AND h.asset_id = l.asset_id
WHERE r.court_no = %s AND r.institution_id = %s AND l.measure = %s
GROUP BY r.external_no, l.outcome, l.amount_fen
"""
