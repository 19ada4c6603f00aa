"""Drafts of control requests: the thing, its bank, the message, and the matter put up for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.occasion import court_of, occasion_of
from zhixing.inquiry.policies import read_subjects
from zhixing.inquiry.states import State
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import (
    CNY,
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
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.parties.values import PurposeCode
from zhixing.platform.principal import Principal

NEEDED = {measure: able for able, measures in messages.ABLE.items() for measure in measures}
SEALS = frozenset({Measure.SEAL, Measure.SEAL_RENEW, Measure.SEAL_RELEASE})
"""What is ordered on a registered thing, without an amount."""
BY_LETTER = ("请以书面协助执行通知办理。", "Order it by letter.")


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold the thing an order is about, where it is kept, and the case's facts under lock."""

    view: AssetView
    institution: InstitutionView
    facts: Facts

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


def take_thing(case: UUID, asset: UUID, measure: Measure, on: date, *, by: Principal) -> Thing:
    """Give the thing an order is about, with debtor and case locked.

    :raises InquiryRefused: not of this case, no deposit in yuan, or its bank is not on the
        wire or does not execute the measure.
    """
    view = assets.get_asset(by.court_no, asset)
    if view.case != case:
        raise refuse(
            "OTHER_CASE",
            "该财产不属于本案。",
            "The property is not of this case.",
            field="asset",
        )
    bank = None if view.institution is None else institutions.get_institution(view.institution)
    institution = require_wire(view, bank, measure)
    lock_for_order(case, view.party, by=by)
    return Thing(view, institution, cases.facts_now(by.court_no, case))


def require_wire(
    view: AssetView, bank: InstitutionView | None, measure: Measure
) -> InstitutionView:
    """Give where a thing is kept, which must execute a measure over the wire.

    :raises InquiryRefused: neither a deposit in yuan nor registered real estate, as the
        measure needs, or its institution is not on the wire or cannot.
    """
    is_fit = view.kind == "DEPOSIT" and view.currency == CNY
    if measure in SEALS:
        is_fit = view.kind == "REAL_ESTATE"
    if not is_fit or bank is None:
        zh, en = (
            ("不动产", "real estate") if measure in SEALS else ("人民币存款", "deposits in yuan")
        )
        raise refuse(
            "NOT_FOR_THE_WIRE",
            f"此项措施目前仅{zh}可经网络办理。",
            f"Over the wire this measure reaches {en} only.",
            field="asset",
            remedy=BY_LETTER,
        )
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


def find_origin_line(court_no: int, asset: UUID, measure: Measure) -> models.Line | None:
    """Find the line by which a freeze or sealing of a thing was carried out last."""
    lines = models.Line.objects.filter(
        court_no=court_no,
        asset_id=asset,
        measure=measure.value,
        outcome__in=["DONE", "PARTIAL"],
    )
    return lines.order_by("-answered_on", "-id").first()


def put_up(thing: Thing, draft: Draft, on: date, *, by: Principal) -> UUID:
    """Write the draft request and put its matter up for decision; gives the matter."""
    request_id, view = new_id(), thing.view
    payload = {
        "request": request_id,
        "measure": draft.measure,
        "asset": view.id,
        "institution": thing.institution.id,
        "account_tail": view.identifier_tail,
        "amount": draft.amount,
        "until": draft.until,
        "protected_minimum": draft.protected_minimum,
        "value": draft.value,
        "reason": draft.reason,
    }
    submission = Submission(
        case=view.case,
        code=draft.code.value,
        payload=payload,
        summary_zh=draft.summary_zh,
        summary_en=draft.summary_en,
        subject=view.id,
        findings=draft.findings,
    )
    matter = submit_matter(submission, on, by=by)
    message = _message(thing, draft, on, by)
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
    origin = None if draft.origin is None else Origin(draft.origin.external_no, case_no)
    if draft.measure not in SEALS:
        return ControlLine(
            1,
            Target.DEPOSIT,
            draft.measure,
            "",
            account=AccountRef(number),
            amount=draft.amount,
            case_fund=draft.fund,
            origin=origin,
        )
    line = find_origin_line(view.court_no, view.id, Measure.SEAL)
    if origin is not None and line is not None:
        origin = replace(origin, institution_ref=line.institution_ref)
    told = assets.find_particulars(view.court_no, view.id)
    unit = UnitRef(number)
    if told is not None:
        unit = UnitRef(number, told.right_code, told.location, told.certificate_no, told.office)
    return ControlLine(
        1, Target.REAL_ESTATE, draft.measure, "", scope=None, unit=unit, origin=origin
    )


def plan_of(row: models.Request) -> dict[str, Any]:
    """Give what exactly was put up for a control request."""
    if row.matter_id is None:
        return {}
    payload = decisions.get_matter(row.court_no, row.matter_id).payload
    return payload if isinstance(payload, dict) else {}
