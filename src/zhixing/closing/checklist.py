"""What must hold before a case is closed as fully performed (执行完毕), each with its reasons.

The law names four conditions. That no control, restriction, look-out or detention of
the case still stands follows from performance; listings and the fee only warn, as
their own statutory days run on after closing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhixing.cases.debt import debt_on
from zhixing.cases.docket.chapters import Agenda, Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import law_facts
from zhixing.closing.chapter import Closing
from zhixing.funds.acts import Money
from zhixing.funds.fees import fee_due
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.fees.execution_fee import FeeBase
from zhixing.law.listing.deletion import Event, listing_delete_due
from zhixing.law.nodes.node import Subject, SubjectKind
from zhixing.law.nodes.subject_nodes import act_term_due
from zhixing.law.procedure.closing import CONDITIONS
from zhixing.law.procedure.compute import permission
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType
from zhixing.measures.chapter import Listed, Measures
from zhixing.settlement.chapter import Settlements


@dataclass(frozen=True, slots=True)
class Check:
    """Give one condition of closing: its rule in words, whether it holds, and why.

    ``warns`` marks one that refuses nothing. ``findings`` re-execute to the same value.
    """

    code: str
    zh: str
    en: str
    holds: bool
    remedy_zh: str
    remedy_en: str
    findings: tuple[Finding[Any], ...] = ()
    warns: bool = False


def permission_to_close(facts: Facts, held: Fen, on: date) -> Finding[Permission]:
    """Find whether the law permits closing as performed; ``held`` is money not yet paid out."""
    return permission(ActType.CLOSE_PERFORMED, replace(law_facts(facts, on), held=held), on)


def checklist(
    facts: Facts, held: Fen, on: date, base: FeeBase = FeeBase.RECEIVED
) -> tuple[Check, ...]:
    """Give every condition of closing as fully performed on a day."""
    found = permission_to_close(facts, held, on)
    return (
        *_of_law(facts, found, on),
        _controls(facts, on),
        *_measures(facts, on),
        _listings(facts, on),
        _fee(facts, on, base),
    )


def performance_event(facts: Facts, on: date) -> tuple[Event, date]:
    """Give the event by which the debt ended and its day: the day of the latest payment."""
    days = [p.on for p in facts.of(Debt).payments if p.on <= on]
    settled = facts.of(Settlements).living is not None
    return Event.SETTLEMENT_PERFORMED if settled else Event.PERFORMED, max(days, default=on)


def deletion_finding(listed: Listed, event: Event, event_on: date, on: date) -> Finding[Any] | None:
    """Find by when a listing must be deleted; None where a fixed term makes it no duty."""
    has_term = listed.ends_on is not None
    if has_term and event_on >= TERMS_SINCE:
        return None
    return listing_delete_due(on=on, event=event, event_on=event_on, has_term=has_term)


TERMS_SINCE = date(2017, 5, 1)
"""Since then a listing with a fixed term is deleted at its end, earlier only by decision."""


def _of_law(facts: Facts, found: Finding[Permission], on: date) -> list[Check]:
    failed = {o.code for o in found.value.obstacles}
    debt = (debt_on(facts, on),) if facts.of(Debt).obligations else ()
    return [
        Check(
            c.code,
            c.zh,
            c.en,
            c.code not in failed,
            c.remedy_zh,
            c.remedy_en,
            (found, *debt) if c.code == "PERFORMED" else (found,),
        )
        for c in CONDITIONS
    ]


def _controls(facts: Facts, on: date) -> Check:
    standing = [s for s in _open(facts, SubjectKind.CONTROL) if (s.ends_on or on) >= on]
    return Check(
        "CONTROLS_RELEASED",
        "财产控制措施已全部解除",
        "every control of property is released",
        not standing,
        f"先解除{len(standing)}项控制措施" if standing else "",
        f"release {len(standing)} control(s) first" if standing else "",
        tuple(_term(s) for s in standing),
    )


def _measures(facts: Facts, on: date) -> list[Check]:
    measures = facts.of(Measures)
    restricted = [r for r in measures.restricted if r.until is None]
    watched = [x for x in measures.look_outs if x.closed_on is None]
    detained = [d for d in measures.detained if d.released_on is None and d.until > on]
    return [
        Check(
            "RESTRICTIONS_LIFTED",
            "限制消费措施已解除",
            "no consumption restriction stands",
            not restricted,
            "解除限制消费",
            "lift the restriction",
        ),
        Check(
            "LOOK_OUTS_CLOSED",
            "布控已撤销",
            "no look-out is open",
            not watched,
            "撤销布控",
            "close the look-out",
        ),
        Check(
            "NOBODY_DETAINED",
            "没有被拘留人员",
            "nobody is detained",
            not detained,
            "报请提前解除拘留",
            "have the detention ended early",
            tuple(_term(s) for s in _open(facts, SubjectKind.DETENTION) if (s.ends_on or on) > on),
        ),
    ]


def _listings(facts: Facts, on: date) -> Check:
    listed = [x for x in facts.of(Measures).listed if x.is_listed]
    proposed = {d.measure for d in facts.of(Closing).deletions}
    event, event_on = performance_event(facts, on)
    findings = [deletion_finding(x, event, event_on, on) for x in listed]
    return Check(
        "LISTINGS_DELETED",
        "失信信息已删除，或者已提出删除建议",
        "every listing is deleted, or its deletion proposed",
        all(x.measure in proposed for x in listed),
        "在法定工作日内删除",
        "delete it within the statutory working days",
        tuple(f for f in findings if f is not None),
        warns=True,
    )


def _fee(facts: Facts, on: date, base: FeeBase) -> Check:
    money = facts.of(Money)
    found = fee_due(facts, on, base)
    return Check(
        "FEE_TAKEN",
        "执行申请费已收取",
        "the enforcement fee is taken",
        money.fees_taken >= found.value,
        f"收取执行申请费{found.value.yuan}元，或者依法减免",
        f"take the fee of {found.value.yuan} yuan, or waive it by law",
        (found,),
        warns=True,
    )


def _open(facts: Facts, kind: SubjectKind) -> list[Subject]:
    return [s for s in facts.of(Agenda).subjects if s.kind is kind and s.done_on is None]


def _term(subject: Subject) -> Finding[Any]:
    return act_term_due(
        on=subject.happened_on,
        kind=subject.kind,
        happened_on=subject.happened_on,
        ends_on=subject.ends_on,
    )
