"""What each element of a registry request says, by its wire name: the one place that knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from zhixing.inquiry.wire.model import (
    AssistanceRequest,
    ControlLine,
    Kind,
    Officer,
    Origin,
    UnitRef,
)
from zhixing.inquiry.wire.profile import WireProfile

_NO_OFFICER = Officer("")
_NO_UNIT = UnitRef("")
_NO_ORIGIN = Origin("")


def _officer(request: AssistanceRequest) -> Officer:
    return request.officers[0] if request.officers else _NO_OFFICER


def _day(day: date | None, profile: WireProfile) -> str:
    return "" if day is None else day.strftime(profile.date_format)


REQUEST_FIELDS: dict[str, Callable[[AssistanceRequest, WireProfile], str]] = {
    "CXQQDH": lambda r, p: r.external_no,
    "XZ": lambda r, p: "1" if r.kind is Kind.QUERY else "2",
    "XM": lambda r, p: r.subject.name,
    "GJ": lambda r, p: r.subject.country_region,
    "ZJZL": lambda r, p: p.id_types.get(r.subject.id_type, ""),
    "ZJH": lambda r, p: r.subject.id_no,
    "FZJG": lambda r, p: r.subject.id_issue_place,
    "FYMC": lambda r, p: r.court.name,
    "CBR": lambda r, p: _officer(r).name,
    "AH": lambda r, p: r.case_no,
    "CKH": lambda r, p: r.notice_title,
    "GZZBH": lambda r, p: _officer(r).work_card_no,
    "GWZBH": lambda r, p: _officer(r).duty_card_no,
    "WSBH": lambda r, p: r.writ_set_no,
}
"""Elements of ``BDCCXQQ`` and ``BDCKZQQ``."""

LINE_FIELDS: dict[str, Callable[[ControlLine, WireProfile], str]] = {
    "BDCQLLX": lambda n, p: (n.unit or _NO_UNIT).right_type,
    "BDCDYH": lambda n, p: (n.unit or _NO_UNIT).unit_no,
    "ZL": lambda n, p: (n.unit or _NO_UNIT).location,
    "BDCQZH": lambda n, p: (n.unit or _NO_UNIT).certificate_no,
    "KZCS": lambda n, p: p.measures.get(n.measure, ""),
    "CKWH": lambda n, p: n.ruling_no,
    "KSRQ": lambda n, p: _day(n.term.start if n.term else None, p),
    "JSRQ": lambda n, p: _day(n.term.last if n.term else None, p),
    "YDJAH": lambda n, p: (n.origin or _NO_ORIGIN).case_no,
    "YDJDH": lambda n, p: (n.origin or _NO_ORIGIN).request_no,
    "YWH": lambda n, p: (n.unit or _NO_UNIT).business_no,
    "YCFYWH": lambda n, p: (n.origin or _NO_ORIGIN).institution_ref,
    "DJJG": lambda n, p: (n.unit or _NO_UNIT).office,
}
"""Elements of ``BDCQL``."""


def request_values(request: AssistanceRequest, profile: WireProfile) -> list[tuple[str, str]]:
    """Give the elements of a request in the profile's order, blank ones left out."""
    names = profile.query_fields if request.kind is Kind.QUERY else profile.control_fields
    values = [(name, REQUEST_FIELDS[name](request, profile)) for name in names]
    return [(name, value) for name, value in values if value]


def line_values(line: ControlLine, profile: WireProfile) -> list[tuple[str, str]]:
    """Give the elements of a control line in the profile's order, blank ones left out."""
    values = [(name, LINE_FIELDS[name](line, profile)) for name in profile.line_fields]
    return [(name, value) for name, value in values if value]
