"""What each attribute of a bank request says, by its wire name: the one place that knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from zhixing.inquiry.wire.model import (
    AccountRef,
    AssetRef,
    AssistanceRequest,
    CaseFund,
    ControlLine,
    Kind,
    Officer,
    Origin,
    Scope,
    Target,
)
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.values import write_decimal

RequestField = Callable[[AssistanceRequest, WireProfile], str]
LineField = Callable[[ControlLine, WireProfile], str]

_NO_OFFICER = Officer("")
_NO_ACCOUNT = AccountRef("")
_NO_ASSET = AssetRef()
_NO_FUND = CaseFund("", "", "", "", "")
_NO_ORIGIN = Origin("")


def _officer(request: AssistanceRequest) -> Officer:
    return request.officers[0] if request.officers else _NO_OFFICER


def _ledger_bound(request: AssistanceRequest, profile: WireProfile, *, is_end: bool) -> str:
    period = request.ledger_period
    if period is None or period.last is None:
        return ""
    if is_end:
        return datetime.combine(period.last, time(23, 59, 59)).strftime(profile.time_format)
    return datetime.combine(period.start, time()).strftime(profile.time_format)


def _day(day: date | None, profile: WireProfile) -> str:
    return "" if day is None else day.strftime(profile.date_format)


REQUEST_FIELDS: dict[str, RequestField] = {
    "BDHM": lambda r, p: r.external_no,
    "LB": lambda r, p: r.institution_class,
    "XZ": lambda r, p: "1" if r.kind is Kind.QUERY else "2",
    "XM": lambda r, p: r.subject.name,
    "ZJLX": lambda r, p: p.id_types.get(r.subject.id_type, ""),
    "DSRZJHM": lambda r, p: r.subject.id_no,
    "FYMC": lambda r, p: r.court.name,
    "FYDM": lambda r, p: r.court.code,
    "CBR": lambda r, p: _officer(r).name,
    "YHDH": lambda r, p: _officer(r).phone,
    "AH": lambda r, p: r.case_no,
    "GZZBH": lambda r, p: _officer(r).work_card_no,
    "GWZBH": lambda r, p: _officer(r).duty_card_no,
    "CKH": lambda r, p: r.notice_title,
    "CKKSSJ": lambda r, p: _ledger_bound(r, p, is_end=False),
    "CKJSSJ": lambda r, p: _ledger_bound(r, p, is_end=True),
    "WSBH": lambda r, p: r.writ_set_no,
    "GJ": lambda r, p: r.subject.country_region,
    "FZJG": lambda r, p: r.subject.id_issue_place,
    "LXFS": lambda r, p: _officer(r).address,
    "BEIZ": lambda r, p: r.remark,
}
"""Attributes of ``cxqq`` and ``kzqq``."""

_TARGETS = {Target.DEPOSIT: "1", Target.FIN_ASSET: "2"}
_SCOPES = {Scope.FUNDS: "1", Scope.ACCOUNT: "2"}

LINE_FIELDS: dict[str, LineField] = {
    "CCXH": lambda n, p: str(n.line_no),
    "KZLX": lambda n, p: _TARGETS.get(n.target, ""),
    "KZCS": lambda n, p: p.measures.get(n.measure, ""),
    "KHZH": lambda n, p: (n.account or _NO_ACCOUNT).no,
    "GLZHHM": lambda n, p: (n.account or _NO_ACCOUNT).sub_no,
    "CCLB": lambda n, p: (n.account or _NO_ACCOUNT).class_text,
    "KHWD": lambda n, p: (n.account or _NO_ACCOUNT).branch,
    "KHWDDM": lambda n, p: (n.account or _NO_ACCOUNT).branch_code,
    "ZCMC": lambda n, p: (n.asset or _NO_ASSET).name,
    "ZCLX": lambda n, p: (n.asset or _NO_ASSET).type_text,
    "CPXSZL": lambda n, p: (n.asset or _NO_ASSET).sales_kind,
    "DQH": lambda n, p: (n.asset or _NO_ASSET).region_no,
    "JRCPBH": lambda n, p: (n.asset or _NO_ASSET).product_no,
    "LCZH": lambda n, p: (n.asset or _NO_ASSET).wealth_account,
    "ZJHKZH": lambda n, p: (n.asset or _NO_ASSET).payout_account,
    "JLDW": lambda n, p: (n.asset or _NO_ASSET).unit,
    "KZNR": lambda n, p: "" if n.scope is None else _SCOPES[n.scope],
    "BZ": lambda n, p: n.currency,
    "JE": lambda n, p: "" if n.amount is None else n.amount.yuan,
    "SE": lambda n, p: "" if n.quantity is None else write_decimal(n.quantity),
    "KSRQ": lambda n, p: _day(n.term.start if n.term else None, p),
    "JSRQ": lambda n, p: _day(n.term.last if n.term else None, p),
    "SFJH": lambda n, p: n.convert_fx,
    "CKWH": lambda n, p: n.ruling_no,
    "ZXKZHHM": lambda n, p: (n.case_fund or _NO_FUND).name,
    "ZXKZHKHH": lambda n, p: (n.case_fund or _NO_FUND).bank,
    "ZXKZHKHHHH": lambda n, p: (n.case_fund or _NO_FUND).bank_no,
    "ZXKZHZH": lambda n, p: (n.case_fund or _NO_FUND).account_no,
    "ZXKZHLX": lambda n, p: (n.case_fund or _NO_FUND).kind,
    "YDJDH": lambda n, p: (n.origin or _NO_ORIGIN).request_no,
    "YDJAH": lambda n, p: (n.origin or _NO_ORIGIN).case_no,
}
"""Attributes of ``kzzh``."""


def request_values(request: AssistanceRequest, profile: WireProfile) -> list[tuple[str, str]]:
    """Give the attributes of a request in the profile's order, blank ones left out."""
    names = profile.query_fields if request.kind is Kind.QUERY else profile.control_fields
    values = [(name, REQUEST_FIELDS[name](request, profile)) for name in names]
    return [(name, value) for name, value in values if value]


def line_values(line: ControlLine, profile: WireProfile) -> list[tuple[str, str]]:
    """Give the attributes of a control line in the profile's order, blank ones left out."""
    values = [(name, LINE_FIELDS[name](line, profile)) for name in profile.line_fields]
    return [(name, value) for name, value in values if value]
