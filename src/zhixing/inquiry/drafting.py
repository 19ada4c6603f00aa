"""Drafts of control requests: the thing, its bank, the message, and the matter put up for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets import queries as assets
from zhixing.assets.acts import Control, Property
from zhixing.assets.queries import AssetView
from zhixing.cases import queries as cases
from zhixing.cases.docket.facts import Facts
from zhixing.courts.kinds import Matter
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.inquiry import messages, models, numbering
from zhixing.inquiry.counter.opening import at_window
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.occasion import court_of, occasion_of
from zhixing.inquiry.policies import read_subjects
from zhixing.inquiry.products import product_line
from zhixing.inquiry.reach import (
    BY_LETTER,
    goes_by_letter,
    is_hung,
    is_reached,
    kind_finding,
    not_for_the_wire,
)
from zhixing.inquiry.states import State
from zhixing.inquiry.terms import NO_TERMS, Asked, Terms, line_of_thing
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import (
    AccountRef,
    AssistanceRequest,
    CaseFund,
    ControlLine,
    Kind,
    Measure,
    Origin,
    Target,
    UnitRef,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions import queries as institutions
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.parties import queries as parties
from zhixing.parties.values import PurposeCode
from zhixing.platform.principal import Principal

NEEDED = {measure: able for able, measures in messages.ABLE.items() for measure in measures}
SEALS = frozenset({Measure.SEAL, Measure.SEAL_RENEW, Measure.SEAL_RELEASE})
"""What is ordered on a registered thing, without an amount."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold the thing an order is about, where it is kept, and the case's facts under lock."""

    view: AssetView
    institution: InstitutionView
    facts: Facts
    is_identified: bool = True

    @property
    def control(self) -> Control | None:
        """Give our own standing control of it, or None."""
        return self.facts.of(Property).control_of(self.view.id)


@dataclass(frozen=True, slots=True)
class Draft:
    """Say what is ordered on a thing; terms and ruling follow when it is approved."""

    measure: Measure
    amount: Fen
    code: Matter
    summary_zh: str
    summary_en: str
    until: date | None = None
    protected_minimum: Fen = ZERO
    reason: str = ""
    origin: models.Request | None = None
    fund: CaseFund | None = None
    value: Fen | None = None
    findings: tuple[Finding[Any], ...] = ()
    terms: Terms = NO_TERMS


def take_thing(case: UUID, asset: UUID, measure: Measure, on: date, *, by: Principal) -> Thing:
    """Give the thing an order is about, with debtor and case locked.

    :raises InquiryRefused: not of this case, or its institution is not on the wire or does
        not execute the measure on such a thing.
    :raises KindRefused: the law controls its kind otherwise, or not at all.
    """
    view = assets.get_asset(by.court_no, asset)
    refuse_other_case(view, case)
    kind_finding(view, measure, on)
    bank = None if view.institution is None else institutions.get_institution(view.institution)
    institution = require_wire(view, bank, measure)
    lock_for_order(case, view.party, by=by)
    is_identified = view.party in parties.list_number_indexes([view.party])
    return Thing(view, institution, cases.facts_now(by.court_no, case), is_identified)


def refuse_other_case(view: AssetView, case: UUID) -> None:
    """Insist that a thing is of the case in which it is to be controlled."""
    if view.case != case:
        raise refuse(
            "OTHER_CASE",
            "该财产不属于本案。",
            "The property is not of this case.",
            field="asset",
        )


def require_wire(
    view: AssetView, bank: InstitutionView | None, measure: Measure
) -> InstitutionView:
    """Give where a thing is kept, which must execute a measure over the wire.

    What goes by letter whatever wire it speaks is given as reached at its window.

    :raises InquiryRefused: nothing of its kind is controlled so over the wire, or its
        institution is not on the wire or cannot.
    """
    if bank is not None and goes_by_letter(view, measure):
        return at_window(bank)
    if bank is None or not is_reached(view, bank, measure):
        raise not_for_the_wire(view, measure)
    if messages.find_wire(bank) is None or not bank.can(NEEDED[measure]):
        raise refuse(
            "INSTITUTION_CANNOT",
            f"“{bank.name}”不能经网络办理此项控制。",
            f"{bank.name} does not execute {measure} over the wire.",
            field="asset",
            remedy=BY_LETTER,
        )
    return bank


def find_origin(
    court_no: int, asset: UUID, measure: Measure = Measure.FREEZE
) -> models.Request | None:
    """Find the request whose freeze or sealing of a thing was carried out last."""
    line = find_origin_line(court_no, asset, measure)
    if line is None:
        return None
    return models.Request.objects.get(court_no=court_no, id=line.request_id)


def origin_of_thing(view: AssetView) -> models.Request | None:
    """Find the request that froze a thing: its own, or that of the right it is income of."""
    own = find_origin(view.court_no, view.id)
    if own is not None or view.fruit_of is None:
        return own
    return find_origin(view.court_no, view.fruit_of)


def is_held_with_its_right(view: AssetView) -> bool:
    """Say whether a thing is income that has no freeze of its own."""
    return view.fruit_of is not None and find_origin(view.court_no, view.id) is None


def find_origin_line(court_no: int, asset: UUID, measure: Measure) -> models.Line | None:
    """Find the line by which a freeze or sealing of a thing was carried out last.

    The last is the one ordered last: a word about an older one may come at any time.
    """
    lines = models.Line.objects.filter(
        court_no=court_no,
        asset_id=asset,
        measure=measure.value,
        outcome__in=["DONE", "PARTIAL"],
    )
    return lines.order_by("-id").first()


def put_up(thing: Thing, draft: Draft, on: date, *, by: Principal) -> UUID:
    """Write the draft request and put its matter up for decision; gives the matter.

    :raises InquiryRefused: no two officers of the court have cards that hold.
    """
    request_id, view = new_id(), thing.view
    payload = plan_for(thing, draft, request_id)
    submission = Submission(
        case=view.case,
        code=draft.code.value,
        payload=payload,
        summary_zh=draft.summary_zh,
        summary_en=draft.summary_en,
        subject=view.id,
        findings=draft.findings,
    )
    message = _message(thing, draft, on, by)
    matter = submit_matter(submission, on, by=by)
    models.Request.objects.create(
        id=request_id,
        court_no=by.court_no,
        institution_id=thing.institution.id,
        profile=thing.institution.profile,
        kind=Kind.CONTROL.value,
        external_no=message.external_no,
        case_id=view.case,
        party_id=view.party,
        matter_id=matter,
        state=State.DRAFT.value,
        body_sealed=messages.seal_message(request_id, message),
    )
    models.Line.objects.create(
        id=new_id(),
        court_no=by.court_no,
        request_id=request_id,
        line_no=1,
        case_id=view.case,
        asset_id=view.id,
        measure=draft.measure.value,
        amount_fen=int(draft.amount),
        until_on=draft.until,
        origin_request=None if draft.origin is None else draft.origin.id,
    )
    return matter


def plan_for(thing: Thing, draft: Draft, request: UUID) -> dict[str, Any]:
    """Give what exactly is put up for decision about one order."""
    return {
        "request": request,
        "measure": draft.measure,
        "asset": thing.view.id,
        "institution": thing.institution.id,
        "account_tail": thing.view.identifier_tail,
        "amount": draft.amount,
        "until": draft.until,
        "protected_minimum": draft.protected_minimum,
        "value": draft.value,
        "reason": draft.reason,
        "terms": draft.terms,
    }


def _message(thing: Thing, draft: Draft, on: date, by: Principal) -> AssistanceRequest:
    view = thing.view
    occasion = occasion_of(view.case, thing.facts, on, by=by)
    subjects = read_subjects(view.case, [view.party], PurposeCode.MEASURE, at=occasion.at, by=by)
    profile = get_profile(thing.institution.profile)
    return AssistanceRequest(
        profile.channel,
        thing.institution.code,
        Kind.CONTROL,
        numbering.next_numbers(by.court_no, on, 1, profile.max_request_no_bytes)[0],
        occasion.number,
        court_of(by.court_no),
        occasion.officers,
        subjects[view.party],
        lines=(_line(thing, draft, occasion.number),),
    )


def _line(thing: Thing, draft: Draft, case_no: str) -> ControlLine:
    view = thing.view
    number = assets.open_identifier(view.court_no, view.id)
    origin = origin_of(view, draft, case_no)
    if draft.measure not in SEALS or view.kind != "REAL_ESTATE":
        return line_on(thing, draft, number, origin)
    told = assets.find_particulars(view.court_no, view.id)
    unit = UnitRef(number)
    if told is not None:
        # A right told without its unit is known by its certificate: a registry acts on units only.
        unit_no = "" if number == told.certificate_no else number
        named = (told.right_code, told.location, told.certificate_no, told.office)
        unit = UnitRef(unit_no, *named, told.business_no)
    return ControlLine(
        1, Target.REAL_ESTATE, draft.measure, "", scope=None, unit=unit, origin=origin
    )


def origin_of(view: AssetView, draft: Draft, case_no: str) -> Origin | None:
    """Give the measure a follow-up renews, releases or takes, by both sides' numbers."""
    if draft.origin is None:
        return None
    made_by = Measure.SEAL if draft.measure in SEALS else Measure.FREEZE
    line = find_origin_line(view.court_no, view.id, made_by)
    reference = "" if line is None else line.institution_ref
    return Origin(draft.origin.external_no, case_no, reference)


def _asked(draft: Draft, origin: Origin | None) -> Asked:
    """Give what is asked of a thing: no amount of a sealing, the claim's limit of a right."""
    amount: Fen | None = draft.terms.secured or draft.amount
    if draft.measure in SEALS:
        amount = None
    return Asked(amount, draft.fund, origin)


def line_on(thing: Thing, draft: Draft, number: str, origin: Origin | None) -> ControlLine:
    """Give what is ordered on a thing that is no real estate, by its whole number."""
    view = thing.view
    if is_hung(view, thing.institution):
        asked, bank = _asked(draft, origin), thing.institution.name
        return product_line(view, bank, number, draft.measure, draft.terms, asked)
    if view.kind != "DEPOSIT":
        return line_of_thing(view, number, draft.measure, draft.terms, _asked(draft, origin))
    return deposit_line(view, draft, number, origin)


def deposit_line(view: AssetView, draft: Draft, number: str, origin: Origin | None) -> ControlLine:
    """Give what is ordered on a deposit by its whole number."""
    return ControlLine(
        1,
        Target.DEPOSIT,
        draft.measure,
        "",
        account=AccountRef(number),
        currency=view.currency,
        amount=draft.terms.foreign or draft.amount,
        case_fund=draft.fund,
        origin=origin,
        keep_free=draft.terms.keep_free,
    )


def plan_of(row: models.Request) -> dict[str, Any]:
    """Give what exactly was put up for a control request, alone or among a case's orders."""
    if row.matter_id is None:
        return {}
    return plan_in(decisions.get_matter(row.court_no, row.matter_id).payload, row.id)


def plan_in(payload: Json, request: UUID) -> dict[str, Any]:
    """Give what a matter puts up for one of its requests."""
    if not isinstance(payload, dict):
        return {}
    orders = payload.get("orders")
    if not isinstance(orders, list):
        return payload
    plans = (o for o in orders if isinstance(o, dict) and o.get("request") == str(request))
    return next(plans, {})
