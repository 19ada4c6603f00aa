"""What a debtor may be told of query and control: what of his own is held, and what stays free.

A projection that holds nothing but what is this debtor's: no other debtor's things, nothing of
the creditors, no whole account number, nothing of whom the court asked. What is not
found here no screen can show by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhixing.assets.acts import AssetControlled, Control, Property
from zhixing.assets.kinds import kind_of
from zhixing.assets.queries import AssetView, list_assets
from zhixing.cases.docket.facts import Facts
from zhixing.cases.queries import effective_acts, facts_now
from zhixing.inquiry import models
from zhixing.inquiry.reserve.purses import look_into
from zhixing.inquiry.values import InquiryRefused
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.living_minimum import LivingMinimum

SHOWN_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class HeldOfDebtor:
    """Say what of a debtor's is held: kind, where, its last four digits, how much, how long.

    ``amount`` is None where a thing as a whole is sealed or held; ``rank`` above 1 waits behind
    other courts and holds nothing yet. ``kept`` was left in it to live on. ``ruling`` is the
    number of the ruling, empty where none is on record.
    """

    kind: tuple[str, str]
    number: tuple[str, str]
    tail: str
    verb: tuple[str, str]
    institution: tuple[str, str]
    amount: Fen | None
    kept: Fen
    since: date
    until: date | None
    rank: int
    ruling: str


@dataclass(frozen=True, slots=True)
class DebtorView:
    """Give what a debtor may be told on a day.

    ``minimum`` is what must stay free for a natural person, with its reasons; None of an
    organisation, and where no standard is known.
    """

    on: date
    held: tuple[HeldOfDebtor, ...]
    minimum: Finding[LivingMinimum] | None


def get_debtor_view(court_no: int, case: UUID, party: UUID, on: date) -> DebtorView:
    """Give what one debtor of a case may be told of query and control.

    Law: 查封扣押冻结规定 art. 3; CPL art. 254.
    """
    facts = facts_now(court_no, case)
    things = {a.id: a for a in list_assets(court_no, case) if a.party == party}
    standing = [
        c for c in facts.of(Property).controls if c.asset in things and c.released_on is None
    ]
    places = list_institutions_by_id({t.institution for t in things.values() if t.institution})
    names = {i: (v.name, v.name_en or v.name) for i, v in places.items()}
    rulings = _rulings(court_no, case, things)
    kept = _kept(court_no, case, things)
    held = [_held(c, things[c.asset], names, rulings, kept) for c in standing]
    return DebtorView(on, tuple(held), _minimum(court_no, party, facts, on))


def _held(
    control: Control,
    thing: AssetView,
    names: Mapping[UUID, tuple[str, str]],
    rulings: Mapping[UUID, str],
    kept: Mapping[UUID, Fen],
) -> HeldOfDebtor:
    kind = kind_of(thing.kind)
    place = ("", "") if thing.institution is None else names.get(thing.institution, ("", ""))
    is_whole = kind.is_sealed or not control.amount
    return HeldOfDebtor(
        (kind.zh, kind.en),
        (kind.number_zh, kind.number_en),
        thing.identifier_tail[-SHOWN_DIGITS:],
        kind.verb,
        place,
        None if is_whole else control.stands,
        kept.get(thing.id, ZERO),
        control.since,
        control.until,
        control.rank,
        rulings.get(thing.id, ""),
    )


def _rulings(court_no: int, case: UUID, things: Iterable[UUID]) -> dict[UUID, str]:
    """Give the number of the latest ruling on each thing that an institution carried out."""
    rows = models.Line.objects.filter(court_no=court_no, case_id=case, asset_id__in=list(things))
    told = rows.exclude(ruling_no="").filter(answered_on__isnull=False).order_by("id")
    return dict(told.values_list("asset_id", "ruling_no"))


def _kept(court_no: int, case: UUID, things: Mapping[UUID, Any]) -> dict[UUID, Fen]:
    """Give what the latest control of each thing left in it to live on."""
    told = (
        decode(AssetControlled, a.payload)
        for a in effective_acts(court_no, case)
        if a.type == "ASSET_CONTROLLED" and a.subject in things
    )
    return {act.asset: act.kept for act in told}


def _minimum(court_no: int, party: UUID, facts: Facts, on: date) -> Finding[LivingMinimum] | None:
    try:
        return look_into(court_no, [party], on).minimum_of(party, facts)
    except InquiryRefused:
        return None
