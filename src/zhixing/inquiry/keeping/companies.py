"""Tells a company whose equity is frozen that its dividends are held, and keeps whom it told.

The company is no party of the case. Its name comes from the register; it is entered among the
parties of the court so that the service of the notice on it can be recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.assets.queries import find_particulars, get_asset
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import models
from zhixing.inquiry.drafting import plan_of
from zhixing.inquiry.keeping.co_owners import Notice
from zhixing.inquiry.terms import terms_in
from zhixing.institutions.queries import get_institution
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.operations import register_party
from zhixing.parties.values import PartyEntry
from zhixing.platform.principal import Principal

TEMPLATE = "DIVIDEND_NOTICE"


@chapter("companies")
@dataclass(frozen=True, slots=True)
class Companies:
    """Hold the notices to companies whose equity the case froze with its income."""

    notices: tuple[Notice, ...] = ()


@act(
    "DIVIDEND_NOTICE_DRAFTED",
    zh="拟制股权收益冻结通知",
    en="Notice to the company drafted",
    subject="asset",
)
@dataclass(frozen=True, slots=True)
class DividendNoticeDrafted:
    """Draft the notice to the company whose equity an order froze with its income."""

    asset: UUID
    notice: Notice

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Companies)
        return facts.put(Companies((*known.notices, self.notice)))


def draft_dividend_notice(row: models.Request, right: UUID, on: date, *, by: Principal) -> None:
    """Draft the notice to the company whose equity an order froze with its income.

    Nothing is drafted where the freeze waits in line, takes no income in, or is of no stake in a
    company.

    Law: 强制执行股权规定 art. 9 (the company is served, and tells the court what falls due).
    """
    view, terms = get_asset(row.court_no, right), terms_in(plan_of(row))
    if view.kind != "EQUITY" or not terms.with_income:
        return
    control = cases.facts_now(row.court_no, row.case_id).of(Property).control_of(right)
    if control is None or control.until is None or control.rank > 1:
        return
    told, register = find_particulars(row.court_no, right), get_institution(row.institution_id)
    held = "" if told is None else f"{told.quantity}{told.unit}"
    name = view.label.removeprefix(register.name).strip().removesuffix(held).strip() or view.label
    data = {
        "company": name,
        "extent": "" if terms.quantity is None else f"{terms.quantity}{terms.unit}",
        "frozen_on": control.since,
        "ends_on": control.until,
    }
    party = register_party(PartyEntry(name, PartyKind.ORGANISATION, IdKind.OTHER), by=by, on=on).id
    instrument = draft_instrument(Draft(row.case_id, TEMPLATE, data), on, by=by)
    drafted = DividendNoticeDrafted(right, Notice(instrument, party))
    append(NewAct(row.case_id, drafted, on, subject=right), by=by)
