"""The look before sending to a registry: an item with an obstacle is kept back alone.

A registry does not tell repeats apart and is silent where it fails, so what it would choke on
must not reach it.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhixing.inquiry.wire.model import AssistanceRequest, ControlLine, Kind, Measure
from zhixing.inquiry.wire.preflight import (
    Obstacle,
    check_credential,
    check_text,
    check_writ,
    missing,
    no_code,
    obstacle,
)
from zhixing.inquiry.wire.profile import WireProfile, fields
from zhixing.inquiry.wire.registry_fields import line_values, request_values

_NEEDED = fields("CXQQDH XM ZJZL ZJH FYMC CBR AH")
_NEEDED_LINE = fields("BDCDYH KZCS CKWH")
_TERMED = frozenset({Measure.SEAL, Measure.SEAL_RENEW})
_FOLLOW_UP = frozenset({Measure.SEAL_RENEW, Measure.SEAL_RELEASE})


def check_request(
    request: AssistanceRequest,
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> tuple[Obstacle, ...]:
    """Give every reason not to send a request to a registry, none when it may go."""
    able = profile.capability if capability is None else capability
    return (
        *_check_header(request, profile),
        *(_check_documents(request, profile) if with_documents else ()),
        *(_check_lines(request, profile, able) if request.kind is Kind.CONTROL else ()),
    )


def _check_header(request: AssistanceRequest, profile: WireProfile) -> Iterator[Obstacle]:
    values = dict(request_values(request, profile))
    for name in _NEEDED:
        if not values.get(name, "").strip():
            yield no_code(name, request.subject) if name == "ZJZL" else missing("", name)
    for name, value in values.items():
        yield from check_text("", name, value, profile)
    number, limit = request.external_no, profile.max_request_no_bytes
    if not (number.isascii() and number.isalnum()) or len(number) > limit:
        yield obstacle(
            "bad-number",
            "",
            "CXQQDH",
            f"请求单号须为不超过 {limit} 位的字母数字",
            f"the number must be letters and digits, at most {limit}",
        )
    if not 1 <= len(request.officers) <= 2:
        yield obstacle(
            "officers", "", "CBR", "承办人须为一至二人", "there must be one or two officers"
        )


def _check_documents(request: AssistanceRequest, profile: WireProfile) -> Iterator[Obstacle]:
    if not request.documents:
        yield missing("WSLIST", "WSNR")
    for i, writ in enumerate(request.documents, 1):
        yield from check_writ(f"WSINFO[{i}]", writ, profile)
        yield from check_text(f"WSINFO[{i}]", "DJR", writ.registrant, profile)
    if not request.credentials:
        yield missing("ZJLIST", "GZZ")
    for i, credential in enumerate(request.credentials, 1):
        yield from check_credential(f"ZJINFO[{i}]", credential, profile)


def _check_lines(
    request: AssistanceRequest, profile: WireProfile, able: frozenset[Measure]
) -> Iterator[Obstacle]:
    if not request.lines:
        yield missing(profile.lines_tag, "BDCDYH")
    if len({line.measure for line in request.lines}) > 1:
        yield obstacle(
            "mixed-measures",
            "",
            "KZCS",
            "登记机构按首行办理，一个请求只能有一种措施",
            "a registry acts by the first line: one request carries one measure only",
        )
    seen: set[str] = set()
    for place, line in enumerate(request.lines, 1):
        row = f"BDCQL[{place}]"
        unit = "" if line.unit is None else line.unit.unit_no
        if unit in seen:
            yield obstacle(
                "repeated-unit", row, "BDCDYH", "不动产单元号重复", "the unit number repeats"
            )
        seen.add(unit)
        yield from _check_line(row, line, profile, able)


def _check_line(
    row: str, line: ControlLine, profile: WireProfile, able: frozenset[Measure]
) -> Iterator[Obstacle]:
    values = dict(line_values(line, profile))
    needed = [*_NEEDED_LINE]
    if line.measure in _TERMED:
        needed += ["KSRQ", "JSRQ"]
    if line.measure in _FOLLOW_UP:
        needed.append("YCFYWH")
    yield from (missing(row, name) for name in needed if not values.get(name))
    for name, value in values.items():
        yield from check_text(row, name, value, profile)
    if line.measure not in able:
        yield obstacle(
            "unsupported-measure",
            row,
            "KZCS",
            f"该机构不支持此措施（{line.measure}）",
            f"the institution does not execute {line.measure}",
        )
    if line.measure is Measure.TITLE_TRANSFER and not line.transferees:
        yield missing(row, "GHDXLIST")
    if line.term is not None and not line.term:
        yield obstacle("empty-term", row, "JSRQ", "期限为空", "the term holds no day")
