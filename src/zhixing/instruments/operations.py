"""Drafts, issues and serves instruments."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append, recording_instant
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.values import NewAct
from zhixing.courts.policies import require
from zhixing.decisions import queries as decisions
from zhixing.instruments import acts, models
from zhixing.instruments.composing import compose_draft, matter_of, renderer
from zhixing.instruments.rendering.catalogue import get_template
from zhixing.instruments.rendering.frame import Matter
from zhixing.instruments.sealing.sealer import Sealer
from zhixing.instruments.seals import ensure_seal, seal_of
from zhixing.kernel.canonical import to_json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.periods.service import Method, service_effect
from zhixing.platform.files.store import put
from zhixing.platform.principal import Principal

__all__ = [
    "Draft",
    "InstrumentRefused",
    "Proof",
    "draft_instrument",
    "ensure_seal",
    "issue_instrument",
    "revise_draft",
    "serve_instrument",
]


class InstrumentRefused(Refusal):
    """Say why an instrument cannot be drafted, issued or served as asked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Describe an instrument to draft; ``data`` leaves out the matter, which the case gives."""

    case: UUID
    template: str
    data: dict[str, Any]
    matter: UUID | None = None
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold how an instrument reached a party: the day of signing, leaving, arrival, publication."""

    party: UUID
    method: Method
    event_on: date
    proof: str
    consented: bool = False


def draft_instrument(draft: Draft, on: date, *, by: Principal) -> UUID:
    """Write a draft; what it needs of the case is filled in from the facts.

    :raises InstrumentRefused: no such template, or a field is missing or of the wrong kind.
    """
    require(by, "draft")
    row = models.Instrument(
        id=new_id(),
        court_no=by.court_no,
        case_id=draft.case,
        template=draft.template,
        serial=draft.serial,
        data=_filled(draft.case, draft.template, draft.data, by.court_no),
        matter_id=draft.matter,
        drafted_by=by.person,
        drafted_on=on,
    )
    row.save(force_insert=True)
    return row.id


def revise_draft(instrument: UUID, data: dict[str, Any], *, by: Principal) -> None:
    """Change a draft's fields; an issued instrument is never changed.

    :raises InstrumentRefused: it is issued, or a field does not fit.
    """
    require(by, "draft")
    row = _draft(instrument, by)
    known = {name: value for name, value in row.data.items() if name != "matter"}
    row.data = _filled(row.case_id, row.template, {**known, **data}, by.court_no)
    row.save(update_fields=["data"])


def issue_instrument(instrument: UUID, on: date, *, by: Principal) -> str:
    """Render, seal and store an instrument; gives the SHA-256 of the sealed file.

    An instrument that belongs to a matter waits for its approval.

    :raises InstrumentRefused: it is issued, or its matter is not approved.
    :raises Refusal: the court has no seal.
    """
    require(by, "seal")
    row = _draft(instrument, by)
    _check_matter(row)
    template = get_template(row.template)
    document = compose_draft(by.court_no, row.case_id, template, row.data, on, row.serial)
    pdf = renderer().pdf(document)
    if template.needs_seal:
        pdf = Sealer(seal_of(by.court_no)).seal(pdf, at=recording_instant(by.court_no))
    stored = put(by.court_no, pdf, "application/pdf")
    row.state, row.issued_on, row.file_id = "ISSUED", on, stored.id
    row.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    row.save()
    payload = acts.InstrumentIssued(row.id, row.template, template.name_zh, row.pdf_sha256)
    append(NewAct(row.case_id, payload, on, subject=row.id, correlation=row.matter_id), by=by)
    return row.pdf_sha256


def serve_instrument(instrument: UUID, proof: Proof, on: date, *, by: Principal) -> date:
    """Record a service with its proof and give the day it takes effect; a repeat changes nothing.

    :raises InstrumentRefused: it is not issued, or no proof is named.
    :raises ServiceRefused: the way of service does not fit the instrument.
    """
    require(by, "serve")
    row = models.Instrument.objects.select_for_update().get(court_no=by.court_no, id=instrument)
    if row.state == "DRAFT" or not proof.proof.strip():
        raise InstrumentRefused(
            "NOT_ISSUED" if row.state == "DRAFT" else "PROOF_MISSING",
            message_zh="文书尚未签发，或者未填写送达凭证。",
            message_en="The instrument is not issued, or no proof of service is named.",
            field="instrument" if row.state == "DRAFT" else "proof",
        )
    known = models.Service.objects.filter(
        court_no=by.court_no,
        instrument_id=row.id,
        party_id=proof.party,
        method=proof.method.value,
        event_on=proof.event_on,
    ).first()
    if known is not None:
        return known.effect_on
    found = service_effect(
        on=on,
        method=proof.method,
        event_on=proof.event_on,
        consented=proof.consented,
        is_ruling=get_template(row.template).kind.value == "RULING",
    )
    models.Service.objects.create(
        id=new_id(),
        court_no=by.court_no,
        instrument_id=row.id,
        party_id=proof.party,
        method=proof.method.value,
        event_on=proof.event_on,
        effect_on=found.value,
        proof=proof.proof.strip(),
    )
    payload = acts.InstrumentServed(
        row.id,
        row.template,
        proof.party,
        proof.method.value,
        proof.event_on,
        found.value,
        _expiry(row, found.value, on),
        proof.proof.strip(),
    )
    append(NewAct(row.case_id, payload, on, subject=row.id, findings=(found,)), by=by)
    return found.value


def _expiry(row: models.Instrument, effect_on: date, on: date) -> date | None:
    days = row.data.get("perform_days") or row.data.get("report_days")
    if not isinstance(days, int):
        return None
    return period_due(on=on, start_on=effect_on, amount=days, unit=Unit.DAY).value.due_on


def _filled(case: UUID, code: str, data: dict[str, Any], court_no: int) -> dict[str, Any]:
    try:
        template = get_template(code)
    except LookupError:
        raise InstrumentRefused(
            "NO_SUCH_TEMPLATE",
            message_zh=f"没有编号为 {code} 的文书样式。",
            message_en=f"There is no instrument template {code}.",
            field="template",
        ) from None
    whole = to_json(data)
    if not isinstance(whole, dict):
        whole = {}
    if any(f.type in (Matter, "Matter") for f in fields(template.data)):
        whole["matter"] = to_json(matter_of(court_no, case))
    try:
        decode(template.data, whole)
    except Unreadable as error:
        raise InstrumentRefused(
            "FIELD_DOES_NOT_FIT",
            message_zh=f"文书要素“{error.path}”缺失或不符合要求：应为{error.expected_zh}。",
            message_en=f"Field {error.path} is missing or does not fit: expected {error.expected}.",
            field=error.path,
        ) from None
    return whole


def _draft(instrument: UUID, by: Principal) -> models.Instrument:
    row = models.Instrument.objects.select_for_update().get(court_no=by.court_no, id=instrument)
    if row.state != "DRAFT":
        raise InstrumentRefused(
            "ALREADY_ISSUED",
            message_zh="文书已经签发，不能修改或再次签发。",
            message_en="The instrument is issued and cannot be changed.",
            remedy_zh="如有错误，请另行制作更正文书。",
            remedy_en="Make a correcting instrument.",
            field="instrument",
        )
    return row


def _check_matter(row: models.Instrument) -> None:
    if row.matter_id is None:
        return
    state = decisions.get_matter(row.court_no, row.matter_id).state
    if state not in ("APPROVED", "EXECUTED"):
        raise InstrumentRefused(
            "MATTER_NOT_APPROVED",
            message_zh="该文书所依据的事项尚未批准，不能签发。",
            message_en="The matter behind this instrument is not approved.",
            remedy_zh="请待审批完成后签发。",
            remedy_en="Wait for the decision.",
            field="matter",
        )


def debtors_of(court_no: int, case: UUID) -> tuple[UUID, ...]:
    """Give the debtors on whom the case's instruments are served."""
    return cases.facts_now(court_no, case).of(Standings).of_role("DEBTOR")
