"""The look before sending: what a request of the open profile must carry, item by item.

Every character of Unicode is carried; what is asked for is what the law and the institution
need: whom, by number; who asks; the documents; a measure the institution executes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from zhixing.inquiry.wire.model import AssistanceRequest, ControlLine, Kind, Measure
from zhixing.inquiry.wire.preflight import Obstacle
from zhixing.inquiry.wire.profile import WireProfile

_TERMED = frozenset({Measure.FREEZE, Measure.RENEW, Measure.SEAL, Measure.SEAL_RENEW})
_FOLLOW_UP = frozenset({Measure.RENEW, Measure.RELEASE, Measure.SEAL_RENEW, Measure.SEAL_RELEASE})


def check_request(
    request: AssistanceRequest,
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> tuple[Obstacle, ...]:
    """Give every reason not to send a request, none when it may go."""
    able = profile.capability if capability is None else capability
    return (
        *_header(request, profile),
        *(_documents(request) if with_documents else ()),
        *_lines(request, able),
    )


def _header(request: AssistanceRequest, profile: WireProfile) -> Iterator[Obstacle]:
    needed = {
        "requestNo": request.external_no,
        "caseNo": request.case_no,
        "court.name": request.court.name,
        "subject.name": request.subject.name,
        "subject.idNo": request.subject.id_no,
        "officers": "".join(o.name for o in request.officers),
    }
    for name, value in needed.items():
        if not value.strip():
            yield _missing("request", name)
        elif not all(_is_carried(char) for char in value):
            yield _obstacle(
                "unencodable",
                "request",
                name,
                "含有控制字符",
                "holds a character that cannot be carried",
            )
    if len(request.external_no) > profile.max_request_no_bytes:
        yield _obstacle("too-long", "request", "requestNo", "编号过长", "is too long")


def _is_carried(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Cn"}


def _documents(request: AssistanceRequest) -> Iterator[Obstacle]:
    if not any(writ.content for writ in request.documents):
        yield _missing("request", "documents")
    if not request.credentials:
        yield _missing("request", "credentials")


def _lines(request: AssistanceRequest, able: frozenset[Measure]) -> Iterator[Obstacle]:
    if request.kind is Kind.CONTROL and not request.lines:
        yield _missing("request", "lines")
    for place, line in enumerate(request.lines, 1):
        yield from _line(f"lines[{place}]", line, able)


def _line(row: str, line: ControlLine, able: frozenset[Measure]) -> Iterator[Obstacle]:
    if line.measure not in able:
        yield _obstacle(
            "not-executed",
            row,
            "measure",
            f"该单位不办理{line.measure.value}",
            f"the institution does not execute {line.measure.value}",
        )
    if not (line.account or line.asset or line.unit):
        yield _missing(row, "identifier")
    if not line.ruling_no:
        yield _missing(row, "rulingNo")
    if line.measure in _TERMED and (line.term is None or line.term.last is None):
        yield _missing(row, "term")
    if line.measure in _FOLLOW_UP and line.origin is None:
        yield _missing(row, "origin")
    if line.measure is Measure.TRANSFER and line.case_fund is None:
        yield _missing(row, "caseFund")


def _missing(row: str, name: str) -> Obstacle:
    return _obstacle("missing", row, name, "未填写", "is empty")


def _obstacle(code: str, row: str, field: str, zh: str, en: str) -> Obstacle:
    return Obstacle(code, row, field, f"{row} 的 {field}：{zh}", f"{field} of {row}: {en}")
