"""Plays the court's side to a front-end of the file channel, by the book of that profile.

Two packages are laid down: queries and a control. When both are answered the queries are laid
down again under their name, and a receipt says that the feedback to one could not be used.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from zhixing.inquiry.content import content_hash
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Feedback
from zhixing.inquiry.wire.model import AssistanceRequest, Channel, Kind
from zhixing.inquiry.wire.package_in import decode_package
from zhixing.inquiry.wire.package_names import (
    FEEDBACK,
    Business,
    PackageName,
    bank_code_of,
    business_of,
    read_package_name,
)
from zhixing.inquiry.wire.package_out import (
    Failure,
    request_package,
    write_failures,
    write_requests,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.testbook import bank_book, wire_book
from zhixing.kernel.codec import decode
from zhixing.scenarios.conformance.report import Report

PROFILE: Final = "BANK-FILE-2"
BATCHES: Final = {Kind.QUERY: "9" * 29 + "1", Kind.CONTROL: "9" * 29 + "2"}


@dataclass(slots=True)
class Exchange:
    """Lay packages down for a front-end, and take what it puts up."""

    folder: Path
    code: str
    requests: dict[str, AssistanceRequest]
    taken: list[str] = field(default_factory=list)
    odd_names: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    said: dict[str, list[Feedback]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def lay(self, kind: Kind) -> str:
        """Put the requests of one kind down; gives the file's name."""
        name = request_package(kind, bank_code_of(self.code), BATCHES[kind])
        batch = [r for r in self.requests.values() if r.kind is kind]
        self._write(name, lambda out: _write_requests(out, name, kind, batch))
        return name.file

    def fail(self, number: str) -> None:
        """Tell that the feedback to a request could not be used."""
        name = PackageName(Business.QUERY_FAILURE, bank_code_of(self.code), BATCHES[Kind.QUERY])
        failures = [Failure(number, "反馈包无法处理")]
        self._write(name, lambda out: write_failures(out, name, failures, get_profile(PROFILE)))

    def _write(self, name: PackageName, write: Callable[[io.BytesIO], None]) -> None:
        out = io.BytesIO()
        write(out)
        fresh = self.folder / "download" / f".{name.file}.part"
        fresh.write_bytes(out.getvalue())
        fresh.rename(fresh.with_name(name.file))

    def collect(self) -> None:
        """Take every package that lies whole in the upload folder."""
        for path in sorted((self.folder / "upload").glob("*")):
            # A package still being written bears another name, and is gone in a moment.
            if business_of(path.name) not in FEEDBACK or path.suffix.lower() != ".zip":
                continue
            size = path.stat().st_size
            if self.sizes.get(path.name) != size:
                self.sizes[path.name] = size
                continue
            self._take(path)

    def _take(self, path: Path) -> None:
        self.taken.append(path.name)
        if read_package_name(path.name) is None:
            self.odd_names.append(path.name)
        content = path.read_bytes()
        path.unlink()
        self.sizes.pop(path.name, None)
        try:
            decoded = decode_package(content, path.name, get_profile(PROFILE))
        except Unreadable as problem:
            self.problems.append(f"{problem.zh} {problem.en}")
            return
        self.problems += [f"{p.zh} {p.en}" for p in decoded.problems]
        for feedback in decoded.feedbacks:
            self.said.setdefault(feedback.request_no, []).append(feedback)

    def wait(self, is_there: Callable[[], bool], end: float) -> None:
        """Take packages until something is there or time is over."""
        while time.monotonic() < end and not is_there():
            time.sleep(0.1)
            self.collect()


def _write_requests(
    out: io.BytesIO, name: PackageName, kind: Kind, batch: Sequence[AssistanceRequest]
) -> None:
    write_requests(out, name, kind, batch, lambda r: r.documents, get_profile(PROFILE))


def check_packages(folder: Path, code: str, seconds: float) -> Report:
    """Lay the book's packages into a folder, and say what the front-end there gets wrong."""
    given = bank_book()["requests"]
    requests = {
        name: replace(
            decode(AssistanceRequest, values), channel=Channel.BANK_FILE, institution_code=code
        )
        for name, values in given.items()
    }
    exchange = Exchange(folder, code, requests)
    for part in ("download", "upload"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    laid = [exchange.lay(kind) for kind in BATCHES]
    end = time.monotonic() + seconds
    numbers = {request.external_no for request in requests.values()}
    exchange.wait(lambda: exchange.said.keys() >= numbers, end)
    report = Report(wire_book(PROFILE)["checks"])
    waiting = {path.name for path in (folder / "download").glob("*.zip")} & {*laid}
    report.note("collected", not waiting, f"{sorted(waiting)}")
    _judge(report, exchange)
    _judge_repeats(report, exchange, end)
    report.note("names", not exchange.odd_names, f"{exchange.odd_names}")
    report.note("reads", not exchange.problems, "; ".join(exchange.problems))
    return report


def _judge(report: Report, exchange: Exchange) -> None:
    requests, note = exchange.requests, report.note
    silent = [n for n, r in requests.items() if r.external_no not in exchange.said]
    note("answered", not silent, f"{silent}")
    batches = [n for n in exchange.taken if business_of(n) is Business.QUERY_FEEDBACK]
    note("whole", len(batches) == 1, f"{batches}")
    first = {n: exchange.said[r.external_no][0] for n, r in requests.items() if n not in silent}
    known, unknown, freeze = (first.get(name) for name in ("known", "unknown", "freeze"))
    note("known", known is not None and bool(known.accounts), f"{known}")
    note("unknown", unknown is not None and unknown.no_record, f"{unknown}")
    told = [] if freeze is None else [r.line for r in freeze.results]
    receipt = freeze is not None and bool(freeze.receipts)
    note("freeze", told == ["1"] and receipt, f"lines {told}, receipt {receipt}")


def _judge_repeats(report: Report, exchange: Exchange, end: float) -> None:
    number = exchange.requests["known"].external_no
    before = {n: len(told) for n, told in exchange.said.items()}
    name = exchange.lay(Kind.QUERY)
    lying = exchange.folder / "download" / name
    exchange.wait(lambda: not lying.exists(), end)
    exchange.fail(number)
    exchange.wait(lambda: len(exchange.said.get(number, ())) > before.get(number, 0), end)
    again = len(exchange.said.get(number, ())) > before.get(number, 0)
    report.note("reopened", again, f"{number}")
    differing = [n for n, told in exchange.said.items() if len({content_hash(f) for f in told}) > 1]
    report.note("repeat", not differing, f"{differing}")
