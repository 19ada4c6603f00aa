"""Leads in answers and news from institutions: where a debtor is, works, and what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts import queries as courts
from zhixing.inquiry import models
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.search.acts import ChangeNotified, LeadFound
from zhixing.inquiry.wire.feedback import PropertyFound
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.canonical import digest
from zhixing.platform.principal import Principal

LEADS: Final = {
    PropertyKind.ADDRESS: "ADDRESS",
    PropertyKind.EMPLOYMENT: "EMPLOYER",
    PropertyKind.ACCOUNT_RECORD: "ACCOUNT",
}
"""The knowledge that asks again, and the signal each is."""
PLACES: Final = (PropertyKind.ADDRESS, PropertyKind.EMPLOYMENT)
"""The knowledge that says where a debtor is to be found."""
PROVINCES: Final = re.compile(
    "北京市|天津市|河北省|山西省|内蒙古|辽宁省|吉林省|黑龙江省|上海市|江苏省|浙江省|安徽省|福建省|"
    "江西省|山东省|河南省|湖北省|湖南省|广东省|广西|海南省|重庆市|四川省|贵州省|云南省|西藏|陕西省|"
    "甘肃省|青海省|宁夏|新疆"
)
PROVINCE_NAMES: Final = tuple(PROVINCES.pattern.split("|"))
"""The provinces as addresses begin with them."""


def province_in(text: str) -> str:
    """Give the province an address begins with, empty where it names none.

    >>> province_in("浙江省杭州市示例路1号"), province_in("示例路1号")
    ('浙江省', '')
    """
    found = PROVINCES.match(text.strip())
    return "" if found is None else found.group()


def elsewhere(texts: Iterable[str], court_no: int) -> str:
    """Give the first province other than the court's own that addresses begin with."""
    found = (province_in(t) for t in texts)
    return next((p for p in found if is_elsewhere(p, court_no)), "")


def is_elsewhere(province: str, court_no: int) -> bool:
    """Say whether a province is stated and is not the court's own."""
    return bool(province) and not courts.get_court(court_no).province.startswith(province)


def note_leads(
    row: models.Request,
    records: Iterable[PropertyFound],
    evidence: str,
    on: date,
    *,
    by: Principal,
) -> UUID | None:
    """Record the leads an answer holds, once for the same words; gives the act."""
    found = [r for r in records if r.kind in LEADS]
    if not found:
        return None
    told = sorted(_words(r) for r in found)
    mark = digest([row.case_id, row.party_id, row.institution_id, told])[:24]
    if mark in cases.facts_now(row.court_no, row.case_id).of(Inquiry).leads:
        return None
    payload = LeadFound(
        row.id,
        row.institution_id,
        row.party_id,
        tuple(sorted({LEADS[r.kind] for r in found})),
        evidence,
        mark,
        elsewhere((r.location for r in found if r.kind in PLACES), row.court_no),
    )
    return append(NewAct(row.case_id, payload, on, correlation=row.batch_id), by=by).act


def _words(record: PropertyFound) -> tuple[str, ...]:
    words = (record.kind.value, record.name, record.location, record.status_text)
    return (*words, record.identifier) if record.kind is PropertyKind.ACCOUNT_RECORD else words


def note_change(request: UUID, evidence: str, on: date, *, by: Principal) -> UUID | None:
    """Record that an institution told of a change in what it had answered, once for a message."""
    row = models.Request.objects.get(court_no=by.court_no, id=request)
    lock_case(row.case_id, by)
    known = cases.list_acts(by.court_no, row.case_id)
    if any(
        a.type == "CHANGE_NOTIFIED"
        and isinstance(a.payload, dict)
        and a.payload["evidence"] == evidence
        for a in known
    ):
        return None
    payload = ChangeNotified(row.id, row.institution_id, row.party_id, evidence)
    return append(NewAct(row.case_id, payload, on, correlation=row.batch_id), by=by).act
