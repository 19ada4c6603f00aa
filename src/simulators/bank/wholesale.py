"""Packages of queries worked through whole: read, looked up, answered, kept in one step.

For speed, and only where nothing is to go wrong. The answers are those the slow way gives; they
are not kept one by one, for they can be made again from the package and the books: a package
stays where it was collected until its answer lies there, and one whose answer a court could not
use is answered again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from xml.sax.saxutils import quoteattr

from simulators.bank import plain
from simulators.bank.books import Books
from simulators.bank.codec import Incoming, Node, Values
from simulators.bank.lookup import NO_RECORD, NOT_APPROVED, invent_unknown, look_up, sentinel
from simulators.bank.settings import BusinessClock, Settings

ROWS_A_DOCUMENT = 500
PROLOG, OPEN, CLOSE = '<?xml version="1.0" encoding="UTF-8"?>', "<zhxxList>", "</zhxxList>"


@dataclass(slots=True)
class Wholesale:
    """Hold what answering whole packages needs; ``lacking`` says what a request has not."""

    settings: Settings
    books: Books
    clock: BusinessClock
    lacking: Callable[[Incoming, dict[str, bool], dict[str, bool]], str]

    def answer(self, path: Path, only: set[str] | None = None) -> list[tuple[str, bytes]]:
        """Give the documents that answer a package of queries, or some requests of it.

        :raises UnreadableAnswer: the package is no package.
        """
        parcel = plain.open_parcel(path.read_bytes())
        received = plain.requests_of(parcel["QA"])
        writs = plain.papers_of(parcel.get("QI"), "WSBH", "WSNR")
        cards = plain.papers_of(parcel.get("QC"), "BDHM", "GZZ", "GWZ")
        self._keep(path.name[21:51], path.name[4:21], received)
        moment = self.clock.now()
        today, stamp = moment.date().isoformat(), moment.strftime("%Y/%m/%d %H:%M:%S")
        rows = []
        for request in received:
            if only is None or request.number in only:
                reason = self.lacking(request, writs, cards)
                rows.append(self._row(request, reason, today, stamp))
        stem = path.name[4:51]
        return [
            (f"QR{stem}{place:012d}.xml", _document(rows[start : start + ROWS_A_DOCUMENT]))
            for place, start in enumerate(range(0, len(rows), ROWS_A_DOCUMENT), 1)
        ]

    def _keep(self, batch: str, code: str, received: list[Incoming]) -> None:
        with self.books.step() as db:
            sql = "insert or ignore into batches (batch, kind, code, is_sent) values (?, ?, ?, 0)"
            db.execute(sql, (batch, "whole", code))
            keys = [(batch, "query", code, r.number) for r in received]
            db.executemany("insert or ignore into parcels values (?, ?, ?, ?)", keys)

    def _row(self, request: Incoming, reason: str, today: str, stamp: str) -> str:
        values, number = request.values, request.number
        if reason:
            return _rendered([sentinel(number, NOT_APPROVED, stamp, reason)])
        if self._is_stranger(values):
            return (
                f'<zhxx BDHM={quoteattr(number)} CCXH="1" KHZH="{NO_RECORD}" YE="0.00" '
                f'KYYE="0.00" FKSJ="{stamp}" BEIZ=""/>'
            )
        invent_unknown(self.books, values, self.settings.seed, self.settings.generate_rate)
        return _rendered(look_up(self.books, values, today, stamp))

    def _is_stranger(self, values: Values) -> bool:
        """Say whether nobody of this number is a customer, or will turn out to be one."""
        number = values.get("DSRZJHM", "")
        if self.books.row("select 1 from persons where id_no = ?", number.replace("-", "")):
            return False
        draw = Random(f"{self.settings.seed}:stranger:{number}").random()
        return draw >= self.settings.generate_rate


def _rendered(nodes: list[Node]) -> str:
    return "".join(plain.render_inner(node) for node in nodes)


def _document(rows: list[str]) -> bytes:
    return "".join((PROLOG, OPEN, *rows, CLOSE)).encode()
