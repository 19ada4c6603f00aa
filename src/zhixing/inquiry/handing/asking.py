"""Operations of handing over: ask the first court, take its request in, answer, take the reply.

Between courts of this deployment the words travel by themselves, each into the docket of its own
court; to and from others somebody records the letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from zhixing.assets import queries as assets
from zhixing.assets.acts import Property
from zhixing.assets.queueing import find_first
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.queries import get_court
from zhixing.inquiry.handing.chapter import (
    HandOver,
    HandOverAnswered,
    HandOverAsked,
    HandOverReceived,
    HandOverReplied,
    HandOvers,
)
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.reach import speak_of
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.seizure.handing_over import Asker, hand_over_seized
from zhixing.law.seizure.handing_over import HandOver as Allowed
from zhixing.platform.principal import Principal


class HandOverRefused(Refusal):
    """Say why a thing cannot be asked for, or a request not be answered, in this way."""


@dataclass(frozen=True, slots=True)
class HandOverRequest:
    """Ask for a thing that another court seized first.

    ``priority`` names the secured or preferred right in enforcement here. ``court`` and
    ``first_seized_on`` are needed only where the first court is not of this deployment;
    ``sale_begun_on`` is the day of its auction notice or sale, if known.
    """

    case: UUID
    asset: UUID
    priority: str
    asker: Asker = Asker.PRIORITY_CREDITOR
    court: str = ""
    first_seized_on: date | None = None
    sale_begun_on: date | None = None
    thing_in_dispute: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """Describe another court's letter that asks for a thing of this case."""

    case: UUID
    asset: UUID
    court: str
    case_no: str
    priority: str
    court_no: int | None = None


@dataclass(frozen=True, slots=True)
class HandOverAnswer:
    """Answer a request: hand over, or decline and say why; ``adjudicated``: our claim is."""

    case: UUID
    asset: UUID
    agree: bool
    reason: str = ""
    sale_begun_on: date | None = None
    adjudicated: bool = True


def ask_hand_over(request: HandOverRequest, on: date, *, by: Principal) -> UUID:
    """Ask the first-seizing court to hand a thing over (商请移送执行); gives the letter's draft.

    :raises HandOverRefused: nobody else holds it first, no right is named, sixty days have
        not passed, a sale has begun, or a request waits already.
    """
    require(by, Capability.ORDER_FREEZE)
    view = assets.get_asset(by.court_no, request.asset)
    lock_for_order(request.case, view.party, by=by)
    facts = cases.facts_now(by.court_no, request.case)
    first_no, court, since = _first(request, facts, by)
    if facts.of(HandOvers).open_on(view.id, is_ours=True) is not None:
        raise _refusal("ASKED_ALREADY", "已经商请，尚未答复。", "It is asked for; no answer yet.")
    if not request.priority.strip():
        raise _refusal(
            "PRIORITY_NOT_SHOWN",
            "须写明对该财产享有的优先权或者担保物权及其执行依据。",
            "Name the preferred or secured right over the thing and its title.",
            field="priority",
        )
    finding = hand_over_seized(
        on=on,
        asker=request.asker,
        first_seized_on=since,
        sale_begun_on=request.sale_begun_on,
        thing_in_dispute=request.thing_in_dispute,
    )
    _require_allowed(finding, on)
    number = cases.get_case(by.court_no, request.case).number
    data = {
        "first_court": court,
        "thing": speak_of(view)[0],
        "first_seized_on": since,
        "priority": request.priority.strip(),
    }
    draft = Draft(request.case, "HAND_OVER_REQUEST", data)
    letter = draft_instrument(draft, on, by=by)
    key = uuid5(view.id, f"{on}/{letter}")
    asked = HandOverAsked(key, view.id, court, number, since, request.priority.strip(), letter)
    append(NewAct(request.case, asked, on, subject=view.id, findings=(finding,)), by=by)
    if first_no is not None:
        _send(first_no, by, view.id, asked, on)
    return letter


def record_hand_over_request(
    received: ReceivedRequest, on: date, *, key: UUID | None = None, by: Principal
) -> UUID:
    """Record another court's request for a thing this case seized first; gives its key.

    The same letter again changes nothing.

    :raises HandOverRefused: nothing of ours stands on the thing, or not in the first rank.
    """
    require(by, Capability.RECORD)
    view = assets.get_asset(by.court_no, received.asset)
    lock_for_order(received.case, view.party, by=by)
    facts = cases.facts_now(by.court_no, received.case)
    known = key or uuid5(view.id, f"{received.court}/{received.case_no}")
    if facts.of(HandOvers).find(known) is not None:
        return known
    control = facts.of(Property).control_of(view.id)
    if control is None or control.rank != 1:
        raise _refusal(
            "NOT_FIRST",
            "本案不是该财产的首先查封案件。",
            "This case is not the first to have seized the thing.",
            field="asset",
        )
    payload = HandOverReceived(
        known,
        view.id,
        received.court,
        received.case_no,
        received.priority,
        received.court_no,
    )
    append(NewAct(received.case, payload, on, subject=view.id), by=by)
    return known


def answer_hand_over(answer: HandOverAnswer, on: date, *, by: Principal) -> UUID | None:
    """Hand a thing over, or decline (移送执行函); gives the draft of the letter if handed over.

    :raises HandOverRefused: no request waits, or a refusal without a reason the law knows.
    """
    require(by, Capability.ORDER_FREEZE)
    view = assets.get_asset(by.court_no, answer.asset)
    lock_for_order(answer.case, view.party, by=by)
    facts = cases.facts_now(by.court_no, answer.case)
    waiting = facts.of(HandOvers).open_on(view.id, is_ours=False)
    control = facts.of(Property).control_of(view.id)
    if waiting is None or control is None:
        raise _refusal("NOTHING_ASKED", "没有待答复的商请。", "No request waits for an answer.")
    finding = hand_over_seized(
        on=on,
        asker=Asker.PRIORITY_CREDITOR,
        first_seized_on=control.since,
        sale_begun_on=answer.sale_begun_on,
        first_claim_adjudicated=answer.adjudicated,
        asked_on=waiting.on,
    )
    if not answer.agree and not answer.reason.strip():
        raise _refusal(
            "DECLINED_WITHOUT_REASON",
            "不予移送的，须写明理由；协商不成的，报共同的上级法院。",
            "Say why it is declined; what cannot be agreed goes to the common superior court.",
            field="reason",
        )
    letter = _letter(answer, waiting, finding, on, by) if answer.agree else None
    payload = HandOverAnswered(
        waiting.key,
        view.id,
        answer.agree,
        answer.reason.strip(),
        answer.agree and finding.value.reserves_share,
        letter,
    )
    append(NewAct(answer.case, payload, on, subject=view.id, findings=(finding,)), by=by)
    if waiting.court_no is not None:
        _reply(waiting, waiting.court_no, payload, on)
    return letter


def record_hand_over_reply(
    case: UUID, key: UUID, agreed: bool, reason: str, on: date, *, by: Principal
) -> bool:
    """Record what the first court answered; gives whether it was news.

    :raises HandOverRefused: nothing was asked under this key.
    """
    require(by, Capability.RECORD)
    facts = cases.facts_now(by.court_no, case)
    asked = facts.of(HandOvers).find(key)
    if asked is None or not asked.is_ours:
        raise _refusal("NOTHING_ASKED", "本案没有此项商请。", "This case asked no such thing.")
    if asked.answered_on is not None:
        return False
    replied = HandOverReplied(key, asked.asset, agreed, reason)
    append(NewAct(case, replied, on, subject=asked.asset), by=by)
    return True


def _letter(
    answer: HandOverAnswer, waiting: HandOver, finding: Finding[Allowed], on: date, by: Principal
) -> UUID:
    view = assets.get_asset(by.court_no, answer.asset)
    data = {
        "asking_court": waiting.court,
        "asking_case": waiting.case_no,
        "thing": speak_of(view)[0],
        "reserves_share": finding.value.reserves_share,
    }
    return draft_instrument(Draft(answer.case, "HAND_OVER_LETTER", data), on, by=by)


def _first(request: HandOverRequest, facts: Facts, by: Principal) -> tuple[int | None, str, date]:
    """Give who holds the thing first: by the shared register, or as the order names it."""
    first = find_first(by.court_no, request.asset)
    own = facts.of(Property).control_of(request.asset)
    if first is not None and first.court_no != by.court_no:
        return first.court_no, get_court(first.court_no).name, first.since
    if (own is not None and own.rank == 1) or request.first_seized_on is None:
        raise _refusal(
            "NOBODY_BEFORE",
            "没有其他法院在先查封；外地法院在先查封的，须写明法院和查封日。",
            "No other court holds it first; name one outside, and its day.",
            field="court",
        )
    if not request.court.strip():
        raise _refusal("COURT_NOT_NAMED", "须写明首先查封法院。", "Name the court.", field="court")
    return None, request.court.strip(), request.first_seized_on


def _require_allowed(finding: Finding[Allowed], on: date) -> None:
    if finding.value.allowed:
        return
    early = on < finding.value.ask_from
    raise _refusal(
        "TOO_EARLY" if early else "DISPOSAL_BEGUN",
        f"自{finding.value.ask_from}起方可商请移送。"
        if early
        else "首先查封法院已经进入处置程序，或者该财产为争议标的。",
        f"It may be asked for from {finding.value.ask_from}."
        if early
        else "The first court has begun to dispose, or the thing itself is in dispute.",
        basis=find_citation("FIRST-SEIZURE", 1, on=on),
    )


def _send(first_no: int, by: Principal, asset: UUID, asked: HandOverAsked, on: date) -> None:
    from zhixing.inquiry.handing.tasks import receive_request

    receive_request.defer(
        court_no=first_no,
        indexes=list(assets.list_indexes(by.court_no, asset)),
        key=str(asked.key),
        court=by.court_name,
        asker=by.court_no,
        case_no=asked.case_no,
        priority=asked.priority,
        on=on.isoformat(),
    )


def _reply(waiting: HandOver, court_no: int, answered: HandOverAnswered, on: date) -> None:
    from zhixing.inquiry.handing.tasks import take_reply

    take_reply.defer(
        court_no=court_no,
        case_no=waiting.case_no,
        key=str(waiting.key),
        agreed=answered.agreed,
        reason=answered.reason,
        on=on.isoformat(),
    )


def _refusal(
    code: str, zh: str, en: str, *, field: str = "asset", basis: Citation | None = None
) -> HandOverRefused:
    return HandOverRefused(code, message_zh=zh, message_en=en, field=field, basis=basis)
