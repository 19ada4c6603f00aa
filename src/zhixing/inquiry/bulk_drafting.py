"""Writes the drafts of a batch and puts them up: one matter for each case, one bundle for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets import queries as things
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import recording_instant
from zhixing.courts.kinds import Matter
from zhixing.decisions.operations import BundleSubmission, PutUp, Submission, submit_bundle
from zhixing.inquiry import messages, models, numbering
from zhixing.inquiry.drafting import Draft, Thing, line_on, origin_of, plan_for
from zhixing.inquiry.occasion import court_of
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.policies import read_many_subjects
from zhixing.inquiry.states import State
from zhixing.inquiry.terms import UNKNOWN_VALUE
from zhixing.inquiry.wire.model import AssistanceRequest, Kind
from zhixing.inquiry.wire.profile import get_profile
from zhixing.kernel.canonical import canonical
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.parties.values import PurposeCode
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.principal import Principal

REQUEST_COLUMNS = tuple(f.attname for f in models.Request._meta.concrete_fields)
LINE_COLUMNS = tuple(f.attname for f in models.Line._meta.concrete_fields)
JSON_COLUMNS = frozenset({"files"})


@dataclass(frozen=True, slots=True)
class Drafted:
    """Hold one order of a batch: its place among the rows, its thing, what is ordered on it."""

    row: int
    thing: Thing
    draft: Draft
    request: UUID


def put_up_all(
    orders: Sequence[Drafted], bulk: models.Bulk, code: Matter, on: date, *, by: Principal
) -> PutUp:
    """Write the batch and its draft requests, and put them up for decision as one bundle."""
    by_case: dict[UUID, list[Drafted]] = {}
    for order in orders:
        by_case.setdefault(order.thing.view.case, []).append(order)
    put = submit_bundle(_submission(by_case, code), on, by=by)
    matters = dict(zip(by_case, put.matters, strict=True))
    bulk.bundle_id = put.bundle
    bulk.save(force_insert=True)
    rows = _requests(by_case, matters, bulk, on, by)
    insert_rows("inquiry_request", REQUEST_COLUMNS, (_values(r, REQUEST_COLUMNS) for r in rows))
    lines = (_line(order, by.court_no) for order in orders)
    insert_rows("inquiry_line", LINE_COLUMNS, (_values(line, LINE_COLUMNS) for line in lines))
    return put


def _submission(by_case: dict[UUID, list[Drafted]], code: Matter) -> BundleSubmission:
    orders = [order for own in by_case.values() for order in own]
    total = Fen(sum(int(o.draft.amount) for o in orders if not is_without_value(o)))
    zh = {Matter.FREEZE: "冻结", Matter.RELEASE: "解除冻结"}[code]
    en = {Matter.FREEZE: "Freeze", Matter.RELEASE: "Release"}[code]
    what = ("个账户", "accounts")
    if any(o.thing.view.kind != "DEPOSIT" for o in orders):
        what = ("项财产", "things")
    unknown = sum(1 for o in orders if is_without_value(o))
    more = (f"，另有{unknown}项价值未明", f", {unknown} of unknown value") if unknown else ("", "")
    return BundleSubmission(
        code.value,
        tuple(_matter(case, own, code) for case, own in by_case.items()),
        f"拟{zh}{len(by_case)}件案件的{len(orders)}{what[0]}，合计{total.yuan}元{more[0]}。",
        f"{en} {len(orders)} {what[1]} in {len(by_case)} cases, {total.yuan} yuan in all{more[1]}.",
    )


def is_without_value(order: Drafted) -> bool:
    """Say whether an order is on a right whose value is not known."""
    return order.draft.terms.secured is not None and order.draft.amount == UNKNOWN_VALUE


def _matter(case: UUID, own: Sequence[Drafted], code: Matter) -> Submission:
    """Give the matter of one case: its orders are its parts, their findings its grounds."""
    return Submission(
        case=case,
        code=code.value,
        payload={"orders": [plan_for(o.thing, o.draft, o.request) for o in own]},
        summary_zh="".join(o.draft.summary_zh for o in own),
        summary_en=" ".join(o.draft.summary_en for o in own),
        findings=tuple(_once(f for o in own for f in o.draft.findings)),
        parts=tuple(o.request for o in own),
    )


def _once(findings: Iterable[Finding[Any]]) -> Iterable[Finding[Any]]:
    """Leave out a finding that stands there already, as that of a common term."""
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        mark = (finding.rule, finding.input_hash)
        if mark not in seen:
            seen.add(mark)
            yield finding


def _requests(
    by_case: dict[UUID, list[Drafted]],
    matters: dict[UUID, UUID],
    bulk: models.Bulk,
    on: date,
    by: Principal,
) -> list[models.Request]:
    orders = [order for own in by_case.values() for order in own]
    at = recording_instant(by.court_no)
    holders = [(o.thing.view.case, o.thing.view.party) for o in orders]
    subjects = read_many_subjects(holders, PurposeCode.MEASURE, at=at, by=by)
    accounts = things.open_identifiers(by.court_no, [o.thing.view.id for o in orders])
    case_numbers = cases.list_numbers(by.court_no, list(by_case))
    officers, court = Officers(on, by), court_of(by.court_no)
    numbers = _numbers(orders, on, by)
    rows = []
    for order in orders:
        view, institution = order.thing.view, order.thing.institution
        profile = get_profile(institution.profile)
        case_no = case_numbers[view.case]
        known = origin_of(view, order.draft, case_no)
        message = AssistanceRequest(
            profile.channel,
            institution.code,
            Kind.CONTROL,
            numbers[order.request],
            case_no,
            court,
            officers.of(order.thing.facts),
            subjects[view.party],
            lines=(line_on(order.thing, order.draft, accounts[view.id], known),),
        )
        rows.append(_request(order, message, matters[view.case], bulk))
    return rows


def _numbers(orders: Sequence[Drafted], on: date, by: Principal) -> dict[UUID, str]:
    """Give each order its request number, of the length its institution takes."""
    by_length: dict[int, list[UUID]] = {}
    for order in orders:
        longest = get_profile(order.thing.institution.profile).max_request_no_bytes
        by_length.setdefault(longest, []).append(order.request)
    return {
        request: number
        for length, wanted in by_length.items()
        for request, number in zip(
            wanted, numbering.next_numbers(by.court_no, on, len(wanted), length), strict=True
        )
    }


def _request(
    order: Drafted, message: AssistanceRequest, matter: UUID, bulk: models.Bulk
) -> models.Request:
    view, institution = order.thing.view, order.thing.institution
    return models.Request(
        id=order.request,
        court_no=view.court_no,
        institution_id=institution.id,
        profile=institution.profile,
        kind=Kind.CONTROL.value,
        external_no=message.external_no,
        case_id=view.case,
        party_id=view.party,
        matter_id=matter,
        bulk_id=bulk.id,
        state=State.DRAFT.value,
        body_sealed=messages.seal_message(order.request, message),
    )


def _line(order: Drafted, court_no: int) -> models.Line:
    draft, view = order.draft, order.thing.view
    return models.Line(
        id=new_id(),
        court_no=court_no,
        request_id=order.request,
        line_no=1,
        case_id=view.case,
        asset_id=view.id,
        measure=draft.measure.value,
        amount_fen=int(draft.amount),
        until_on=draft.until,
        origin_request=None if draft.origin is None else draft.origin.id,
    )


def _values(row: Any, columns: Iterable[str]) -> tuple[Any, ...]:
    return tuple(
        canonical(getattr(row, name)).decode() if name in JSON_COLUMNS else getattr(row, name)
        for name in columns
    )
