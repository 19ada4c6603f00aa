"""Enters a dividend told of a frozen right, held by the same freeze, which it then follows.

What the freeze of the right holds of it has the last day of that freeze: it is renewed with it
and ends with it. A dividend that nobody's freeze reaches is found, and can be frozen by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets import operations as assets
from zhixing.assets.acts import Control, Property
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.lapsing import take_back_lapse
from zhixing.assets.limits import limit_on
from zhixing.assets.operations import FoundThing
from zhixing.assets.queries import (
    AssetView,
    find_asset_by_identifier,
    get_asset,
    list_fruits,
    open_identifier,
)
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry.controlling import not_controlled
from zhixing.inquiry.dividends import DividendDeclared
from zhixing.inquiry.drafting import (
    find_origin,
    is_held_with_its_right,
    refuse_other_case,
)
from zhixing.inquiry.limits import lock_for_order, pending_on_case
from zhixing.inquiry.parts import standing_terms
from zhixing.inquiry.terms import NO_TERMS
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.institutions.queries import list_institutions
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.dividends import dividends_held
from zhixing.platform.principal import Principal

DIVIDEND = "DIVIDEND"
REMARK = "冻结的效力及于股息、红利"


@dataclass(frozen=True, slots=True)
class NewDividend:
    """Say what dividend of a right was told: how much, payable from when, by which notice, by whom.

    ``payer`` is the institution that owes it; None: the one the right is registered with.
    """

    case: UUID
    right: UUID
    amount: Fen
    payable_on: date
    document: str
    payer: UUID | None = None


def record_dividend(new: NewDividend, on: date, *, by: Principal) -> UUID:
    """Enter a dividend told of a right the case froze; gives the thing it becomes.

    Law: 强制执行股权规定 art. 9; 执行工作规定 arts. 36, 38; see rule DIVIDENDS_HELD.

    :raises DividendRefused: it is of nothing.
    :raises InquiryRefused: no right, not frozen by the case, no notice, told before, or whoever
        owes it is no institution of the day.
    """
    require(by, Capability.RECORD)
    right = get_asset(by.court_no, new.right)
    refuse_other_case(right, new.case)
    lock_for_order(new.case, right.party, by=by)
    facts = cases.facts_now(by.court_no, new.case)
    control = facts.of(Property).control_of(right.id)
    if kind_of(right.kind).way is not Way.RIGHT:
        raise _no_right(right)
    if control is None or control.until is None:
        raise not_controlled()
    payer, document = _payer(new, right, on), new.document.strip()
    identifier = f"{open_identifier(by.court_no, right.id)}/{document}"
    _refuse_told(new, document, payer, identifier, by)
    origin = find_origin(by.court_no, right.id)
    terms = NO_TERMS if origin is None else standing_terms(origin)
    pending = pending_on_case(by.court_no, new.case)
    found = dividends_held(
        on=on,
        declared=new.amount,
        limit=limit_on(by.court_no, facts, on, pending=pending).value.claim_limit,
        with_income=terms.with_income,
        is_effective=control.rank == 1,
    )
    thing = FoundThing(
        right.party,
        DIVIDEND,
        identifier,
        payer,
        label=f"{right.label} {kind_of(DIVIDEND).zh}"[:200],
        balance=new.amount,
        available=new.amount,
        fruit_of=right.id,
    )
    asset = assets.record_found(new.case, thing, on, by=by)
    told = DividendDeclared(
        asset, right.id, new.amount, found.value, new.payable_on, payer, document
    )
    append(NewAct(new.case, told, on, subject=asset, findings=(found,)), by=by)
    if found.value > ZERO:
        assets.record_control(
            new.case, asset, new.amount, found.value, control.until, on, remark=REMARK, by=by
        )
    return asset


def follow_renewal(case: UUID, right: UUID, until: date, on: date, *, by: Principal) -> None:
    """Let what a freeze holds of dividends last as long as the freeze of their right."""
    for view in _held_with(right, by):
        take_back_lapse(case, view.id, "随股权冻结续行", by=by)
        if _control(case, view, by) is not None:
            assets.record_renewal(case, view.id, until, on, by=by)


def follow_release(case: UUID, right: UUID, on: date, *, by: Principal) -> None:
    """Let what a freeze holds of dividends end with the freeze of their right."""
    for view in _held_with(right, by):
        if _control(case, view, by) is not None:
            assets.record_release(case, view.id, "随股权冻结解除", on, by=by)


def _held_with(right: UUID, by: Principal) -> Iterator[AssetView]:
    return (v for v in list_fruits(by.court_no, right) if is_held_with_its_right(v))


def _control(case: UUID, view: AssetView, by: Principal) -> Control | None:
    return cases.facts_now(by.court_no, case).of(Property).control_of(view.id)


def _payer(new: NewDividend, right: AssetView, on: date) -> UUID:
    payer = new.payer or right.institution
    if payer is None or all(i.id != payer for i in list_institutions(on)):
        raise refuse(
            "NO_PAYER",
            "所选支付单位当日未登记为协助单位。",
            "Whoever pays is no institution of that day.",
            field="payer",
            remedy=(
                "请先登记股权所在公司及其业务窗口（线下协助单位）。",
                "Register the company with its window first, as a unit without a connection.",
            ),
        )
    return payer


def _refuse_told(
    new: NewDividend, document: str, payer: UUID, identifier: str, by: Principal
) -> None:
    if not document:
        raise refuse(
            "DOCUMENT_MISSING",
            "请写明分配决议或者通知的文号。",
            "State the number of the resolution or the notice.",
            field="document",
        )
    if find_asset_by_identifier(by.court_no, new.case, payer, identifier) is not None:
        raise refuse(
            "DIVIDEND_TOLD",
            "该通知所载的股息、红利已经登记。",
            "The dividend of this notice is entered already.",
            field="document",
        )


def _no_right(view: AssetView) -> InquiryRefused:
    kind = kind_of(view.kind)
    return refuse(
        "NO_RIGHT",
        f"{kind.zh}没有股息、红利。",
        f"A {kind.en} bears no dividend.",
        field="right",
    )
