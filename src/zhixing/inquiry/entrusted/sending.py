"""Operations of the court that entrusts: send, follow what comes back, tell the applicant, revoke.

Between courts of this platform the papers and answers travel by themselves, each into the docket
of its own court; to and from others somebody records the letters.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.assets.queries import list_assets
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.queries import get_court
from zhixing.inquiry.entrusted.chapter import HandedControl, Sent, SentAway
from zhixing.inquiry.entrusted.sending_acts import (
    EntrustingCameBack,
    EntrustingDelivered,
    EntrustingFiledThere,
    EntrustingPapersSupplied,
    EntrustingPapersWanted,
    EntrustingRevoked,
    EntrustingSent,
    EntrustingTold,
)
from zhixing.inquiry.entrusted.values import (
    CameBack,
    Delivery,
    FiledThere,
    NewSending,
    PapersSupplied,
    PapersWanted,
)
from zhixing.inquiry.outside.acts import OutsideOrder, OutsideWork, Way
from zhixing.inquiry.reach import speak_of
from zhixing.inquiry.values import refuse
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.kernel.finding import Finding
from zhixing.law.entrusting.case import Entrusted, EntrustRefused, EntrustStep, entrusting
from zhixing.law.entrusting.papers import PAPERS, entrusting_papers
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.law.instruments import find_citation
from zhixing.platform.principal import Principal


def send_entrusted(new: NewSending, on: date, *, by: Principal) -> UUID:
    """Send the papers of a case decided to be entrusted (委托执行函); gives the letter's draft.

    A court of this platform gets them by a job; ``EntrustingDelivered`` says what came of it.

    Law: Provisions on Entrusted Enforcement arts. 4-6.

    :raises InquiryRefused: it was not decided, it is sent already, papers are missing, no officer
        is named, or a control has less than a month left.
    """
    require(by, Capability.ORDER_FREEZE)
    lock_case(new.case, by)
    facts = cases.facts_now(by.court_no, new.case)
    order = _waiting_order(facts, new.order)
    ordered = ordered_as(by.court_no, new.case, new.order)
    papers = entrusting_papers(on=on, papers=new.papers)
    if not papers.value.permitted:
        raise refuse(
            "PAPERS_MISSING",
            f"委托材料不齐。{papers.conclusion_zh}",
            f"Papers are missing. {papers.conclusion_en}",
            field="papers",
            basis=find_citation("ENTRUSTING", 5, on=on),
        )
    _require_officer(new.officer, new.phone)
    controls = standing_controls(by.court_no, new.case, facts)
    found = _with_month_left(controls, on)
    there = get_court(int(ordered["court"]))
    data = {
        "there": there.name,
        "papers": [PAPERS[p][0] for p in new.papers],
        "controls": [_line(c) for c in controls],
        "province": order.province,
        "officer": new.officer.strip(),
        "phone": new.phone.strip(),
    }
    letter = draft_instrument(Draft(new.case, "ENTRUSTING_LETTER", data), on, by=by)
    sent = EntrustingSent(
        new.order,
        there.court_no,
        new.papers,
        controls,
        letter,
        new.officer.strip(),
        new.phone.strip(),
    )
    written = NewAct(new.case, sent, on, findings=(papers, found), correlation=new.order)
    append(written, by=by)
    from zhixing.inquiry.entrusted.tasks import carry_entrusted

    carry_entrusted.defer(
        court_no=by.court_no, case=str(new.case), order=str(new.order), on=on.isoformat()
    )
    return letter


def record_entrusting_delivery(case: UUID, told: Delivery, on: date, *, by: Principal) -> bool:
    """Record how the papers arrived at the court there; gives whether it was news.

    :raises InquiryRefused: they were not sent, or the day lies ahead or before the sending.
    """
    require(by, Capability.RECORD)
    sent = _sent(case, told.order, by)
    if sent.delivered_on is not None:
        return False
    if not sent.sent_on <= told.arrived_on <= on:
        raise refuse(
            "ARRIVAL_DAY",
            "送达日不得早于移交日，也不得晚于今日。",
            "The day of arrival is neither before the sending nor ahead.",
            field="arrived_on",
        )
    payload = EntrustingDelivered(
        told.order, told.by_platform, told.arrived, told.there_no, told.note, told.note_en
    )
    append(NewAct(case, payload, told.arrived_on, correlation=told.order), by=by)
    return True


def record_papers_wanted(case: UUID, asked: PapersWanted, on: date, *, by: Principal) -> bool:
    """Record that the court there asks for papers; thirty days to supply them or say why not.

    Gives whether it was news, which it is not of a case that has come back.

    :raises InquiryRefused: the case was not sent, or no paper is named.
    """
    require(by, Capability.RECORD)
    sent = _sent(case, asked.order, by)
    if sent.awaits_papers or sent.returned_on is not None:
        return False
    require_papers(asked.wanted, asked.note, "wanted")
    found = _next(EntrustStep.PAPERS_ASKED, on)
    payload = EntrustingPapersWanted(asked.order, asked.wanted, asked.note.strip())
    append(NewAct(case, payload, on, findings=(found,), correlation=asked.order), by=by)
    return True


def supply_entrusting_papers(
    case: UUID, order: UUID, given: PapersSupplied, on: date, *, by: Principal
) -> UUID:
    """Supply the papers the court there asked for, or say why they are not; gives the act.

    :raises InquiryRefused: none are asked for, or neither paper nor reason is given.
    """
    require(by, Capability.RECORD)
    sent = _sent(case, order, by)
    if not sent.awaits_papers:
        raise refuse(
            "NO_PAPERS_ASKED",
            "受托法院没有待补办的材料。",
            "The court there waits for no papers.",
            field="order",
        )
    require_papers(given.papers, given.explanation, "papers")
    payload = EntrustingPapersSupplied(order, given.papers, given.explanation.strip())
    act = append(NewAct(case, payload, on, correlation=order), by=by).act
    if sent.by_platform and sent.there_no:
        from zhixing.inquiry.entrusted.tasks import tell_receiver

        tell_receiver.defer(
            court_no=int(ordered_as(by.court_no, case, order)["court"]),
            case_no=sent.there_no,
            papers=[p.value for p in given.papers],
            explanation=payload.explanation,
            on=on.isoformat(),
        )
    return act


def record_entrusting_filed(case: UUID, told: FiledThere, on: date, *, by: Principal) -> bool:
    """Record the notice of filing of the court there; seven days to tell the applicant.

    Gives whether it was news, which it is not of a case that has come back.

    :raises InquiryRefused: the case was not sent, or the notice names no number, officer or
        telephone, or a day ahead.
    """
    require(by, Capability.RECORD)
    sent = _sent(case, told.order, by)
    if sent.filed_on is not None or sent.returned_on is not None:
        return False
    if not told.there_no.strip() or told.filed_on > on or told.filed_on < sent.sent_on:
        raise refuse(
            "FILING_NOTICE",
            "请按立案通知书填写案号和立案日。",
            "State number and day of filing as the notice does.",
            field="filed_on" if told.there_no.strip() else "there_no",
        )
    _require_officer(told.officer, told.phone)
    payload = EntrustingFiledThere(
        told.order, told.there_no.strip(), told.filed_on, told.officer.strip(), told.phone.strip()
    )
    found = _next(EntrustStep.FILING_NOTICE_RECEIVED, on)
    append(NewAct(case, payload, on, findings=(found,), correlation=told.order), by=by)
    return True


def tell_applicant_entrusted(case: UUID, order: UUID, on: date, *, by: Principal) -> UUID:
    """Tell the applicant in writing that the case is entrusted (告知书); gives the draft.

    Law: Provisions on Entrusted Enforcement art. 7.

    :raises InquiryRefused: the notice of filing has not come, or the applicant was told.
    """
    require(by, Capability.RECORD)
    sent = _sent(case, order, by)
    if sent.filed_on is None or sent.told_on is not None or sent.returned_on is not None:
        raise refuse(
            "NOT_FILED_THERE",
            "尚未收到受托法院的立案通知书，或者已经通知、已经退回。",
            "The notice of filing has not come, or the applicant was told, or it came back.",
            field="order",
            basis=find_citation("ENTRUSTING", 7, on=on),
        )
    there = get_court(int(ordered_as(by.court_no, case, order)["court"]))
    data = {
        "there": there.name,
        "there_no": sent.there_no,
        "filed_on": sent.filed_on,
        "officer": sent.officer,
        "phone": sent.phone,
        "higher_from": _next(EntrustStep.FILED, sent.filed_on).value.by,
    }
    notice = draft_instrument(Draft(case, "ENTRUSTING_NOTICE", data), on, by=by)
    append(NewAct(case, EntrustingTold(order, notice), on, correlation=order), by=by)
    return notice


def record_entrusting_return(case: UUID, back: CameBack, on: date, *, by: Principal) -> bool:
    """Record that the court there returned the case; gives whether it was news.

    :raises InquiryRefused: the case was not sent, or no reason is stated.
    """
    require(by, Capability.RECORD)
    sent = _sent(case, back.order, by)
    if sent.returned_on is not None:
        return False
    _require_reason(back.reason)
    payload = EntrustingCameBack(back.order, back.ground, back.reason.strip())
    append(NewAct(case, payload, on, correlation=back.order), by=by)
    return True


def revoke_entrusting(
    case: UUID, order: UUID, reason: str, report: str, on: date, *, by: Principal
) -> UUID:
    """Revoke an entrusting that came back as wrong and resume the case here; gives the act.

    ``report`` is the number under which the high court was told of it.

    Law: Provisions on Entrusted Enforcement art. 9.

    :raises InquiryRefused: it did not come back as wrongly entrusted, or is revoked already, or
        no reason or report is stated.
    """
    require(by, Capability.CLOSE)
    sent = _sent(case, order, by)
    wrong = sent.ground == EntrustReturnGround.WRONGLY_ENTRUSTED.value
    if not wrong or sent.revoked_on is not None:
        raise refuse(
            "NOT_WRONGLY_ENTRUSTED",
            "只有确因委托不当被退回的，才撤销委托。",
            "Only an entrusting that came back as wrong is revoked.",
            field="order",
            basis=find_citation("ENTRUSTING", 9, on=on),
            remedy=("原因消除后可以再行委托。", "The cause gone, it may be entrusted again."),
        )
    _require_reason(reason)
    if not report.strip():
        raise refuse(
            "NOT_REPORTED",
            "请填写报高级人民法院备案的文号。",
            "State the number under which the high court was told.",
            field="report",
        )
    payload = EntrustingRevoked(order, reason.strip(), report.strip())
    return append(NewAct(case, payload, on, correlation=order), by=by).act


def ordered_as(court_no: int, case: UUID, order: UUID) -> dict[str, Any]:
    """Give what was ordered under an order, as the docket holds it."""
    for act in cases.list_acts(court_no, case):
        payload: Any = act.payload
        if act.type == "OUT_OF_AREA_ORDERED" and payload["order"] == str(order):
            return dict(payload)
    raise refuse("NO_ORDER", "没有此项委托。", "There is no such order.", field="order")


def standing_controls(court_no: int, case: UUID, facts: Facts) -> tuple[HandedControl, ...]:
    """Give what is controlled in a case now, as it goes with it to another court."""
    things = {a.id: a for a in list_assets(court_no, case)}
    return tuple(
        HandedControl(
            c.asset,
            speak_of(things[c.asset])[0] if c.asset in things else "",
            c.stands,
            c.since,
            c.until,
            c.rank,
        )
        for c in facts.of(Property).controls
        if c.released_on is None
    )


def require_papers(papers: tuple[Any, ...], words: str, field: str) -> None:
    """Refuse where neither a paper nor words are given."""
    if not papers and not words.strip():
        raise refuse(
            "NOTHING_NAMED", "请列明材料或者写明情况。", "Name papers or say why.", field=field
        )


def _with_month_left(controls: tuple[HandedControl, ...], on: date) -> Finding[Entrusted]:
    """Ask the rule again on the day of sending, naming what has to be renewed first."""
    ends = [c.until for c in controls if c.until is not None]
    try:
        return entrusting(
            on=on,
            step=EntrustStep.LETTER_RECEIVED,
            happened_on=on,
            shortest_control_ends_on=min(ends, default=None),
        )
    except EntrustRefused as refused:
        first = min((c for c in controls if c.until is not None), key=lambda c: str(c.until))
        raise refuse(
            refused.code,
            f"{first.thing}的控制措施至{first.until}届满，不足一个月；须先续封续冻再移交。",
            f"The control of {first.thing} ends on {first.until}, within a month: renew it first.",
            field="order",
            basis=refused.basis,
            remedy=(refused.remedy_zh, refused.remedy_en),
        ) from None


def _next(step: EntrustStep, on: date) -> Finding[Entrusted]:
    return entrusting(on=on, step=step, happened_on=on)


def _line(control: HandedControl) -> dict[str, Any]:
    return {n: getattr(control, n) for n in ("thing", "amount", "since", "until", "rank")}


def _waiting_order(facts: Facts, order: UUID) -> OutsideOrder:
    known = facts.of(OutsideWork).find(order)
    if known is None or known.way is not Way.CASE or known.outcome:
        raise refuse(
            "NOT_ENTRUSTED",
            "没有已决定整案委托、尚无结果的事项。",
            "No decision to entrust the case waits here.",
            field="order",
        )
    if facts.of(SentAway).find(order) is not None:
        raise refuse("SENT_ALREADY", "委托材料已经移交。", "The papers were sent.", field="order")
    return known


def _sent(case: UUID, order: UUID, by: Principal) -> Sent:
    """Lock the case and give its sending under an order.

    :raises InquiryRefused: nothing was sent under it.
    """
    lock_case(case, by)
    sent = cases.facts_now(by.court_no, case).of(SentAway).find(order)
    if sent is None:
        raise refuse("NOT_SENT", "委托材料尚未移交。", "The papers were not sent.", field="order")
    return sent


def _require_officer(officer: str, phone: str) -> None:
    if not officer.strip() or not phone.strip():
        raise refuse(
            "OFFICER",
            "请填写承办人和联系电话。",
            "State the officer and the telephone.",
            field="phone" if officer.strip() else "officer",
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise refuse("REASON", "请写明理由。", "State the reason.", field="reason")
