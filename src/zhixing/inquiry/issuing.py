"""Puts an approved control request out, or lets it lapse when it may no longer be made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets import operations as assets
from zhixing.assets import queries as things
from zhixing.assets.currencies import foreign_text
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.limits import claim_with_fee
from zhixing.cases.docket.append import recording_instant
from zhixing.decisions.operations import record_execution
from zhixing.inquiry import documents, messages, models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.controlling import (
    check_freeze,
    check_transfer,
    freeze_term,
    renewal_term,
    require_control,
)
from zhixing.inquiry.counter.opening import open_window_tasks
from zhixing.inquiry.drafting import SEALS, Thing, plan_of, take_thing
from zhixing.inquiry.foreign_transfers import check_foreign_transfer
from zhixing.inquiry.moneys import check_fund, money_terms
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.pushing import push_issued
from zhixing.inquiry.reach import goes_by_letter
from zhixing.inquiry.rights import check_right_freeze
from zhixing.inquiry.seal_papers import SEAL_NOTICES, seal_papers
from zhixing.inquiry.sealing import (
    check_sealing,
    require_sealing,
    sealing_renewal_term,
    sealing_term,
    value_in,
)
from zhixing.inquiry.states import State
from zhixing.inquiry.store import write
from zhixing.inquiry.terms import terms_in
from zhixing.inquiry.thing_papers import THING_NOTICE, thing_papers
from zhixing.inquiry.wire.model import CNY, AssistanceRequest, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import Principal


def issue_order(matter: UUID, on: date, *, by: Principal) -> UUID | None:
    """Put out the request of an approved matter; gives it, or None if it is none of ours.

    The law is asked again: where the debt was paid or the freeze has ended since, the
    order lapses and the docket says why. One that only lacks papers or cannot go over
    the wire is held back for somebody's hand.
    """
    drafted = models.Request.objects.filter(court_no=by.court_no, matter_id=matter)
    found = drafted.filter(state=State.DRAFT.value).first()
    if found is None:
        return None
    line = get_line(found)
    plan = plan_of(found)
    try:
        thing = take_thing(found.case_id, line.asset_id, Measure(line.measure), on, by=by)
        term = check_again(thing, line, plan, on)
    except Refusal as refusal:
        lapse(found, line, refusal, on, by=by)
        return found.id
    row = models.Request.objects.select_for_update().get(court_no=by.court_no, id=found.id)
    if row.state != State.DRAFT.value:
        return row.id
    complete(row, line, thing, term, str(plan.get("reason", "")), on, by=by)
    record_execution(matter, on, by=by)
    return row.id


def withdraw_order(matter: UUID, reason: str, *, by: Principal) -> None:
    """Withdraw the draft of a matter that was returned; what it spoke for is free again."""
    drafted = models.Request.objects.select_for_update().filter(
        court_no=by.court_no, matter_id=matter, state=State.DRAFT.value
    )
    drafted.update(
        state=State.WITHDRAWN.value, reason_code="RETURNED", reason=reason, reason_en="returned"
    )


def get_line(row: models.Request) -> models.Line:
    """Give the one line of a control request of ours."""
    return models.Line.objects.get(court_no=row.court_no, request_id=row.id)


def check_again(thing: Thing, line: models.Line, plan: dict[str, Any], on: date) -> Days | None:
    """Ask the law again about an order, this order itself apart; gives the term where one runs.

    :raises Refusal: it may not be made any more.
    """
    amount = Fen(line.amount_fen)
    match Measure(line.measure):
        case Measure.FREEZE:
            _check_freeze(thing, line, plan, on)
            found = freeze_term(on, line.until_on, kind_of(thing.view.kind).term)
        case Measure.RENEW:
            kind = kind_of(thing.view.kind)
            found = renewal_term(require_control(thing)[0], on, line.until_on, kind.term)
        case Measure.TRANSFER:
            control, origin = require_control(thing)
            if goes_by_letter(thing.view, Measure.TRANSFER):
                terms, apart = terms_in(plan), line.request_id
                check_foreign_transfer(thing, control, origin, terms, on, apart_from=apart)
                return None
            check_transfer(thing, control, amount, on, apart_from=line.request_id)
            check_fund(thing, control, amount, terms_in(plan).fund_ground, on)
            return None
        case Measure.RELEASE:
            require_control(thing)
            return None
        case Measure.SEAL:
            check_sealing(thing, value_in(plan), on, apart_from=line.request_id)
            found = sealing_term(thing, on, line.until_on)
        case Measure.SEAL_RENEW:
            found = sealing_renewal_term(thing, require_sealing(thing)[0], on, line.until_on)
        case Measure.SEAL_RELEASE:
            require_sealing(thing)
            return None
        case measure:
            raise Impossible(f"nobody orders {measure}")
    return Days.closed(found.value.from_on, found.value.latest_end_on)


def _check_freeze(thing: Thing, line: models.Line, plan: dict[str, Any], on: date) -> None:
    """Ask the law again about a freeze: of a right by its extent, of money by its amount."""
    terms, apart = terms_in(plan), line.request_id
    if kind_of(thing.view.kind).way is Way.RIGHT:
        check_right_freeze(thing, value_in(plan), terms, on, apart_from=apart)
        return
    kept = Fen(int(plan.get("protected_minimum") or 0))
    thing, amount, _, _ = money_terms(thing, Fen(line.amount_fen), terms.rate, on)
    check_freeze(thing, amount, kept, on, apart_from=apart)


def complete(
    row: models.Request,
    line: models.Line,
    thing: Thing,
    term: Days | None,
    reason: str,
    on: date,
    *,
    by: Principal,
) -> None:
    """Give a draft its ruling, term and documents, look at it as the wire will, and put it out."""
    message = messages.open_message(row)
    ruling = _ruling_no(message.case_no, row, by.court_no)
    ordered = replace(message.lines[0], ruling_no=ruling, term=term)
    message = replace(
        message, lines=(ordered,), notice_title=_notice(message, Measure(line.measure))
    )
    row.issued_at, row.issued_on = wire_instant(), on
    row.due_on = messages.due_on(thing.institution, on)
    try:
        Officers(on, by).require_standing(message.officers)
        writs = documents.make_writs(*_papers(thing, message, line, reason, on, by))
    except Refusal as refusal:
        row.state, row.reason_code = State.QUARANTINED.value, refusal.code
        row.reason, row.reason_en = refusal.message_zh, refusal.message_en
    else:
        row.files = messages.store_writs(by.court_no, writs)
        obstacles = messages.obstacles_to(message, writs, thing.institution, by.court_no)
        row.state = (State.QUARANTINED if obstacles else State.ISSUED).value
        for name, value in messages.reason_of(obstacles).items():
            setattr(row, name, value)
    row.body_sealed = messages.seal_message(row.id, message)
    write(
        row,
        "state",
        "body_sealed",
        "files",
        "issued_at",
        "issued_on",
        "due_on",
        "reason_code",
        "reason",
        "reason_en",
    )
    push_issued([row], [thing.institution])
    open_window_tasks([row], [thing.institution], on, by=by)
    line.ruling_no = ruling
    if term is not None:
        line.from_on, line.until_on = term.start, term.last
    line.save(update_fields=["ruling_no", "from_on", "until_on"])


def lapse(
    found: models.Request, line: models.Line, refusal: Refusal, on: date, *, by: Principal
) -> None:
    """Withdraw an order the law no longer permits, and record why in the docket."""
    models.Request.objects.filter(court_no=by.court_no, id=found.id).update(
        state=State.WITHDRAWN.value,
        reason_code=refusal.code,
        reason=refusal.message_zh,
        reason_en=refusal.message_en,
    )
    reason = f"批准后未发出：{refusal.message_zh}"
    record = assets.record_sealing_refusal if line.measure in SEALS else assets.record_refusal
    record(found.case_id, line.asset_id, line.measure, reason, on, by=by)


def _ruling_no(case_no: str, row: models.Request, court_no: int) -> str:
    """Give the ruling's number: the case's, with 之一, 之二 … from the second ruling on."""
    before = models.Line.objects.filter(court_no=court_no, case_id=row.case_id)
    count = before.exclude(ruling_no="").values("ruling_no").distinct().count()
    return ruling_number(case_no, count)


def ruling_number(case_no: str, before: int) -> str:
    """Give the number of a ruling after so many others of its case; several orders may share one.

    >>> ruling_number("（2018）渝0119执1号", 0), ruling_number("（2018）渝0119执1号", 2)
    ('（2018）渝0119执1号执行裁定书', '（2018）渝0119执1号之2执行裁定书')
    """
    return f"{case_no}{'' if before == 0 else f'之{before}'}执行裁定书"


def _notice(message: AssistanceRequest, measure: Measure) -> str:
    if message.lines[0].asset is not None:
        return f"{message.case_no}{THING_NOTICE}"
    if measure in SEALS:
        return f"{message.case_no}{SEAL_NOTICES[measure]}"
    words = {Measure.RELEASE: "协助解除冻结", Measure.TRANSFER: "协助划拨"}
    return f"{message.case_no}{words.get(measure, '协助冻结')}存款通知书"


def _papers(
    thing: Thing,
    message: AssistanceRequest,
    ordered: models.Line,
    reason: str,
    on: date,
    by: Principal,
) -> tuple[documents.Occasion, list[documents.Paper]]:
    line = message.lines[0]
    at = recording_instant(by.court_no)
    occasion = documents.Occasion(
        by.court_no, thing.view.case, message.case_no, on, at, message.officers
    )
    if line.asset is not None:
        return occasion, thing_papers(occasion, thing, message, reason)
    if line.measure in SEALS:
        return occasion, seal_papers(occasion, thing, message, reason)
    account = documents.OnAccount(
        message.subject.name,
        thing.institution.name,
        things.open_identifier(by.court_no, thing.view.id),
        Fen(ordered.amount_fen),
        "" if line.currency == CNY else foreign_text(line.amount or ZERO, line.currency),
        line.keep_free,
    )
    if line.measure is Measure.RELEASE:
        original = f"{message.case_no}执行裁定书"
        return occasion, documents.release_papers(
            occasion, account, line.ruling_no, original, reason
        )
    if line.measure is Measure.TRANSFER and line.case_fund is not None:
        owed = claim_with_fee(by.court_no, thing.facts, on)
        return occasion, documents.transfer_papers(
            occasion, account, line.ruling_no, line.case_fund, owed
        )
    term = line.term
    if term is None or term.last is None:
        raise Impossible(f"{line.measure} goes out without a term")
    return occasion, documents.freeze_papers(
        occasion, account, line.ruling_no, term.start, term.last
    )
