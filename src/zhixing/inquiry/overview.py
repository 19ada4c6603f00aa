"""A debtor's property in one view (财产总览): every source, rank, value, term, and what comes next.

It counts as the limit counts: money and rights in effect as far as they are controlled; what
waits, what is unknown, what is exempt and what is left to living or housing counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets.kinds import AssetKind, Way, kind_of
from zhixing.assets.of_debtor import ThingHeld, list_things_of
from zhixing.assets.queries import AssetView, HoldView
from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.inquiry.outlook import Outlook, get_outlook
from zhixing.inquiry.wire.model import Measure
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.fen import Fen

RENEW_WITHIN_DAYS = 30
"""A control that ends so soon is renewed next, before its money is taken or it is sold."""
ELSEWHERE = (
    "另案查得：可由“提请控制方案”转入本案控制，或在本案重新查询。",
    "Found in another case: order the plan of control to take it over, or query it here.",
)


@dataclass(frozen=True, slots=True)
class PropertyLine:
    """Give one thing of a debtor's with everything known of it on a day.

    ``value`` is a balance or what the source says it is worth, in hundredths of ``currency``.
    ``controlled`` is what counts for the case; None: not controlled. ``next_measure`` is what
    can be ordered next, None: nothing, and ``obstacle`` says why in both languages.
    """

    case: UUID
    asset: UUID
    party: UUID
    kind: str
    kind_zh: str
    kind_en: str
    label: str
    identifier_tail: str
    source: UUID | None
    source_zh: str
    source_en: str
    found_on: date
    value: Fen | None
    currency: str
    is_exempt: bool
    is_of_this_case: bool
    controlled: Fen | None
    rank: int | None
    until: date | None
    others: tuple[HoldView, ...]
    next_measure: Measure | None
    obstacle_zh: str = ""
    obstacle_en: str = ""


def get_property_overview(court_no: int, case: UUID, facts: Facts, on: date) -> list[PropertyLine]:
    """Give what the court knows of the property of a case's debtors, this case's things first."""
    return property_lines(get_outlook(court_no, case, facts, on), court_no, case)


def property_lines(outlook: Outlook, court_no: int, case: UUID) -> list[PropertyLine]:
    """Give the lines of a view whose outlook is read already."""
    things = list_things_of(court_no, debtors_of(outlook.facts), outlook.on)
    sources = list_institutions_by_id({t.thing.institution for t in things if t.thing.institution})
    lines = []
    for held in things:
        view = held.thing
        source = None if view.institution is None else sources.get(view.institution)
        names = ("", "") if source is None else (source.name, source.name_en or source.name)
        lines.append(_line(held, names, outlook, case))
    return sorted(lines, key=lambda line: not line.is_of_this_case)


def debtors_of(facts: Facts) -> list[UUID]:
    """List those who answer for the debt with their property."""
    standings = facts.of(Standings)
    found = [p for role in (Role.DEBTOR, Role.GUARANTOR) for p in standings.of_role(role)]
    return list(dict.fromkeys(found))


def _line(held: ThingHeld, source: tuple[str, str], outlook: Outlook, case: UUID) -> PropertyLine:
    view, kind = held.thing, kind_of(held.thing.kind)
    is_ours = view.case == case
    measure, why = _next(view, kind, outlook) if is_ours else (None, ELSEWHERE)
    amount, rank, until = _held(held, outlook, is_ours=is_ours)
    return PropertyLine(
        view.case,
        view.id,
        view.party,
        view.kind,
        kind.zh,
        kind.en,
        view.label,
        view.identifier_tail,
        view.institution,
        source[0],
        source[1],
        view.found_on,
        view.balance,
        view.currency,
        view.is_exempt,
        is_ours,
        amount,
        rank,
        until,
        held.others,
        measure,
        why[0],
        why[1],
    )


def _held(
    held: ThingHeld, outlook: Outlook, *, is_ours: bool
) -> tuple[Fen | None, int | None, date | None]:
    """Give amount, rank and last day of our control: this case's by its facts of that day."""
    control = outlook.control(held.thing.id) if is_ours else None
    if control is not None:
        return control.stands, control.rank, control.until
    if is_ours or held.own is None:
        return None, None, None
    return held.own.amount, held.own.rank, held.own.until


def _next(
    view: AssetView, kind: AssetKind, outlook: Outlook
) -> tuple[Measure | None, tuple[str, str]]:
    """Give the first measure that nothing stands against, else the first thing that does."""
    first = _calm(view, kind, outlook)
    for measure in _wanted(view, kind, outlook):
        refusal = outlook.obstacle(view.id, measure)
        if refusal is None:
            return measure, ("", "")
        first = first or (refusal.message_zh, refusal.message_en)
    return None, first or ("", "")


def _calm(view: AssetView, kind: AssetKind, outlook: Outlook) -> tuple[str, str] | None:
    """Say what is waited for where a thing is controlled and nothing presses."""
    control = outlook.control(view.id)
    if control is None:
        return None
    if control.rank > 1:
        return "轮候中，在先措施解除后自动生效。", "It waits, and takes effect when its turn comes."
    if kind.way is Way.MONEY:
        return "已冻结。", "Frozen."
    return "已控制，待确定参考价变价。", "Held; its price is to be found, and it is sold."


def _wanted(view: AssetView, kind: AssetKind, outlook: Outlook) -> Sequence[Measure]:
    control = outlook.control(view.id)
    if control is None:
        return (Measure.SEAL,) if kind.is_sealed else (Measure.FREEZE,)
    renew = Measure.SEAL_RENEW if kind.is_sealed else Measure.RENEW
    if control.until is not None and (control.until - outlook.on).days <= RENEW_WITHIN_DAYS:
        return (renew,)
    if kind.way is Way.MONEY and outlook.held(view.id) and outlook.owed:
        return (Measure.TRANSFER,)
    return ()
