"""Plays the court's side to a front-end of the file channel, by the book of that profile.

A package of queries is laid down, and one for each control when what it follows was answered.
When all are answered the queries are laid down again under their name, and a receipt says that
the feedback to one could not be used.
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
from zhixing.inquiry.wire.package_in import decode_package, read_documents
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
from zhixing.inquiry.wire.testbook import wire_book
from zhixing.scenarios.conformance.bank_form import form_faults, note_form
from zhixing.scenarios.conformance.bank_judge import bank_requests, judge_answers, may_go
from zhixing.scenarios.conformance.report import Report, compared, listed
from zhixing.scenarios.conformance.schema import Fault
from zhixing.scenarios.conformance.words import in_words

PROFILE: Final = "BANK-FILE-2"
QUERIES: Final = "9" * 28 + "00"
"""The number of the batch of queries; controls have batches of their own."""


@dataclass(slots=True)
class Exchange:
    """Lay packages down for a front-end, and take what it puts up."""

    folder: Path
    code: str
    requests: dict[str, AssistanceRequest]
    taken: list[str] = field(default_factory=list)
    odd_names: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    forms: list[Fault] = field(default_factory=list)
    tolerated: dict[str, str] = field(default_factory=dict)
    laid: dict[str, str] = field(default_factory=dict)
    said: dict[str, list[Feedback]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, list[Feedback]]:
        """Give what was fed back, by the names of the book."""
        names = {request.external_no: name for name, request in self.requests.items()}
        return {names[number]: told for number, told in self.said.items() if number in names}

    def lay_queries(self) -> str:
        """Put the queries down as one batch; gives the file's name."""
        return self._lay(Kind.QUERY, QUERIES, [n for n, r in self.requests.items() if not r.lines])

    def lay_controls(self) -> None:
        """Put every control down that has not been and may go, each in a batch of its own."""
        told = self.told
        for place, (name, request) in enumerate(self.requests.items()):
            if request.lines and name not in self.laid and may_go(name, told):
                self._lay(Kind.CONTROL, f"{QUERIES[:28]}{place:02d}", [name])

    def _lay(self, kind: Kind, batch_no: str, names: Sequence[str]) -> str:
        name = request_package(kind, bank_code_of(self.code), batch_no)
        batch = [self.requests[n] for n in names]
        self._write(name, lambda out: _write_requests(out, name, kind, batch))
        self.laid |= dict.fromkeys(names, name.file)
        return name.file

    def fail(self, number: str) -> None:
        """Tell that the feedback to a request could not be used."""
        name = PackageName(Business.QUERY_FAILURE, bank_code_of(self.code), QUERIES)
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
        remarks = {n.code: f"{n.row} {n.field}：{n.zh} {n.en}" for n in decoded.notes}
        self.tolerated = {**remarks, **self.tolerated}
        for document in read_documents(content, []):
            self.forms += form_faults(document.content, get_profile(PROFILE))
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


def _is_more_told(exchange: Exchange, than: int) -> Callable[[], bool]:
    return lambda: len(exchange.told) > than


def check_packages(folder: Path, code: str, seconds: float) -> Report:
    """Lay the book's packages into a folder, and say what the front-end there gets wrong."""
    requests = {
        name: replace(request, channel=Channel.BANK_FILE, institution_code=code)
        for name, request in bank_requests(PROFILE).items()
    }
    exchange = Exchange(folder, code, requests)
    for part in ("download", "upload"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    exchange.lay_queries()
    end = time.monotonic() + seconds
    while time.monotonic() < end and exchange.told.keys() < requests.keys():
        exchange.lay_controls()
        exchange.wait(_is_more_told(exchange, len(exchange.told)), end)
    report = Report(wire_book(PROFILE)["checks"])
    waiting = {path.name for path in (folder / "download").glob("*.zip")}
    waiting &= set(exchange.laid.values())
    report.note("collected", not waiting, f"仍在 still there：{listed(sorted(waiting))}")
    _judge(report, exchange)
    _judge_repeats(report, exchange, end)
    report.note("names", not exchange.odd_names, listed(exchange.odd_names))
    report.note("reads", not exchange.problems, "; ".join(dict.fromkeys(exchange.problems)))
    note_form(report, exchange.forms, exchange.tolerated)
    return report


def _judge(report: Report, exchange: Exchange) -> None:
    batches = [n for n in exchange.taken if business_of(n) is Business.QUERY_FEEDBACK]
    report.note("whole", len(batches) == 1, compared("1 CXFK", listed(batches)))
    first = {name: told[0] for name, told in exchange.told.items()}
    judge_answers(report, exchange.requests, first)


def _judge_repeats(report: Report, exchange: Exchange, end: float) -> None:
    number = exchange.requests["known"].external_no
    before = {n: len(told) for n, told in exchange.said.items()}
    lying = exchange.folder / "download" / exchange.lay_queries()
    exchange.wait(lambda: not lying.exists(), end)
    exchange.fail(number)
    exchange.wait(lambda: len(exchange.said.get(number, ())) > before.get(number, 0), end)
    again = len(exchange.said.get(number, ())) > before.get(number, 0)
    report.note("reopened", again, f"QNR {number}：没有再反馈 no feedback since")
    differing = {
        name: " → ".join(dict.fromkeys(in_words(f) for f in told))
        for name, told in exchange.told.items()
        if len({content_hash(f) for f in told}) > 1
    }
    seen = "；".join(f"{name}（{words}）" for name, words in differing.items())
    report.note("repeat", not differing, seen)
