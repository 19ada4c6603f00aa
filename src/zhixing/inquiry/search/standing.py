"""Standing orders to query (持续查询) and the watch on ended cases: made, looked at, ended.

A look asks the law whether to ask again now. News is looked at once for each act; without
news a day is looked at once. Every decision is kept with its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.permissions import ENDED_FOR_NOW
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.reach import list_asked
from zhixing.inquiry.search.acts import StandingOrderEnded, StandingOrderMade
from zhixing.inquiry.search.checks import liable_parties
from zhixing.inquiry.search.searching import (
    SearchOrder,
    begin_search,
    parties_of,
    reference,
)
from zhixing.inquiry.search.tallies import count_arrivals
from zhixing.inquiry.search.terms import StandingTerms, find_standing_terms
from zhixing.inquiry.states import OUT
from zhixing.inquiry.values import refuse
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.law.closing.recheck import RecheckRefused, recheck_schedule
from zhixing.law.instruments import find_citation
from zhixing.law.network.full_set import SearchPurpose
from zhixing.law.network.repeat_query import Decision, Repeat, repeat_query
from zhixing.platform.principal import Principal

REPEAT, WATCH = "REPEAT", "WATCH"


@dataclass(frozen=True, slots=True)
class NewStandingOrder:
    """Query debtors of a case again until a last day: the case's liable parties by default."""

    case: UUID
    until: date
    parties: tuple[UUID, ...] = ()


def order_repeat(new: NewStandingOrder, on: date, *, by: Principal) -> UUID:
    """Make a standing order to query; the first round goes out at once; gives the order.

    :raises InquiryRefused: the court keeps none, the term is too long or over, one runs already.
    :raises StepRefused: a party is no debtor, has no number, or the case is not open.
    """
    require(by, Capability.ORDER_QUERY)
    lock_case(new.case, by)
    terms = _require_terms(by.court_no, on)
    longest = on + timedelta(days=terms.longest_days)
    if not on < new.until <= longest:
        raise refuse(
            "TERM",
            f"期限应在{on}之后、不超过{longest}。",
            f"The term must end after {on} and no later than {longest}.",
            field="until",
            remedy=("请另定期限；期满可以再次作出。", "Choose another; it can be made anew."),
        )
    facts = cases.facts_now(by.court_no, new.case)
    parties = new.parties or liable_parties(facts)
    row = _open(new.case, REPEAT, parties, new.until, (), on, by)
    _ask(row, SearchPurpose.ENFORCEMENT, f"standing:{row.id}:0", on, by)
    _remember(row, _reckon(row, on, terms, asked_on=on).value, on)
    return row.id


def open_watch(
    case: UUID, stands_since: date, on: date, *, is_owed: bool = True, by: Principal
) -> UUID | None:
    """Watch a case that stands still: the queries owed after an ending, for five years.

    A suspended case is watched on the same days; no rule owes that (``is_owed`` false), so an
    order that runs already goes on in its place, and a person may stop it. A repeat gives the
    watch that runs. None where the five years are over.
    """
    require(by, Capability.ORDER_QUERY)
    lock_case(case, by)
    running = _running(case, by)
    try:
        found = recheck_schedule(on=stands_since, ruled_on=stands_since)
    except RecheckRefused:
        return None
    days = [day.isoformat() for day in found.value]
    if running is not None and (not is_owed or running.dates == days):
        return running.id
    if running is not None:
        _end(running, "终结本次执行程序，转为定期查询", on, by)
    left = [day for day in found.value if day >= on]
    if not left:
        return None
    parties = liable_parties(cases.facts_now(by.court_no, case))
    ruled_on = stands_since if is_owed else None
    why = (found,)
    row = _open(case, WATCH, parties, left[-1], found.value, on, by, ended_on=ruled_on, why=why)
    row.next_on = left[0]
    row.save()
    return row.id


def stop_repeat(order: UUID, reason: str, on: date, *, by: Principal) -> None:
    """End a standing order before its term, and say why; the watch that a rule owes goes on.

    :raises InquiryRefused: it is over, is owed by law, or no reason is given.
    """
    require(by, Capability.ORDER_QUERY)
    row = _locked(order, by)
    closure = cases.facts_now(by.court_no, row.case_id).of(Closure)
    if row.ended_on is not None:
        raise refuse("ENDED", "该命令已经终止。", "The order is over.", field="order")
    if row.kind == WATCH and closure.mode == ENDED_FOR_NOW:
        raise refuse(
            "WATCH_IS_OWED",
            "终结本次执行程序后五年内应当定期查询，不得停止。",
            "For five years after the ending the queries are owed; they are not stopped.",
            field="order",
            basis=find_citation("TERMINATION", 9, on=on),
            remedy=("恢复执行或者履行完毕后自动终止。", "It ends when the case is resumed."),
        )
    if not reason.strip():
        raise refuse("REASON", "请写明理由。", "Say why.", field="reason")
    _end(row, reason.strip(), on, by)


def end_for_closing(case: UUID, reason: str, on: date, *, by: Principal) -> None:
    """End what runs on a case that was closed for good or resumed; a repeat changes nothing."""
    require(by, Capability.ORDER_QUERY)
    lock_case(case, by)
    row = _running(case, by)
    if row is not None:
        _end(row, reason, on, by)


def follow_news(case: UUID, act: UUID, signal: str, on: date, *, by: Principal) -> UUID | None:
    """Look at a standing order because of news; gives the search if institutions were asked.

    The same act is looked at once. News that the court's policy does not name changes nothing.
    """
    require(by, Capability.ORDER_QUERY)
    lock_case(case, by)
    row = _running(case, by)
    terms = find_standing_terms(by.court_no, on)
    if row is None or terms is None or signal not in terms.signals or on < row.from_on:
        return None
    looks = models.StandingLook.objects.filter(court_no=by.court_no, order_id=row.id, act_id=act)
    if looks.exists():
        return None
    found = _reckon(row, on, terms, signal=signal)
    return _carry_out(row, found, signal, act, on, by)


def look_again(order: UUID, on: date, *, by: Principal) -> UUID | None:
    """Look at a standing order on a day without news; gives the search if institutions were asked.

    What is owed by a rule is asked on its day, or on the first look after it.
    """
    require(by, Capability.ORDER_QUERY)
    row = _locked(order, by)
    if row.ended_on is not None or row.asked_on >= on:
        return None
    if row.kind == WATCH:
        return _look_at_watch(row, on, by)
    terms = find_standing_terms(by.court_no, on)
    if terms is None:
        _end(row, "本院不再采用持续查询", on, by)
        return None
    found = _reckon(row, on, terms)
    if found.value.decision is Decision.OVER:
        _end(row, "期限届满", on, by)
        return None
    if not found.value.asks:
        _remember(row, found.value, on)
        return None
    return _carry_out(row, found, "", None, on, by)


def _look_at_watch(row: models.StandingOrder, on: date, by: Principal) -> UUID | None:
    owed = [date.fromisoformat(d) for d in row.dates]
    if row.next_on > on:
        return None
    found = recheck_schedule(on=row.from_on, ruled_on=_ruled_on(row, by))
    search = _ask(
        row, SearchPurpose.AFTER_ENDING, f"standing:{row.id}:{row.next_on.isoformat()}", on, by
    )
    _keep(row, "ASK_AS_DUE", "", None, search, found, on)
    later = [day for day in owed if day > on]
    if later:
        row.next_on = later[0]
    row.save()
    if not later:
        _end(row, "五年期满", on, by)
    return search


def _carry_out(
    row: models.StandingOrder,
    found: Finding[Repeat],
    signal: str,
    act: UUID | None,
    on: date,
    by: Principal,
) -> UUID | None:
    search = None
    if found.value.asks:
        name = act if act is not None else on.isoformat()
        purpose = SearchPurpose.AFTER_ENDING if row.kind == WATCH else SearchPurpose.ENFORCEMENT
        search = _ask(row, purpose, f"standing:{row.id}:{name}", on, by)
    _keep(row, found.value.decision.value, signal, act, search, found, on)
    _remember(row, found.value, on)
    return search


def _remember(row: models.StandingOrder, found: Repeat, on: date) -> None:
    if row.kind == REPEAT:
        row.next_on = max(row.asked_on + timedelta(days=found.interval), on + timedelta(days=1))
    row.save()


def _keep(
    row: models.StandingOrder,
    decision: str,
    signal: str,
    act: UUID | None,
    search: UUID | None,
    found: Finding[Any],
    on: date,
) -> None:
    models.StandingLook.objects.create(
        id=new_id(),
        court_no=row.court_no,
        order_id=row.id,
        act_id=act,
        signal=signal,
        on=on,
        decision=decision,
        search_id=search,
        finding=reference(found),
    )


def _reckon(
    row: models.StandingOrder,
    on: date,
    terms: StandingTerms,
    *,
    signal: str = "",
    asked_on: date | None = None,
) -> Finding[Repeat]:
    costs = [terms.costs[i.tier] for i in list_asked(row.court_no, on)]
    round_cost = Fen(len(row.parties) * sum(int(c) for c in costs))
    arrivals, days = count_arrivals(row.court_no, on)
    return repeat_query(
        on=on,
        asked_on=asked_on or row.asked_on,
        until=row.until_on,
        costs=terms.model(round_cost),
        arrivals=arrivals,
        days=days,
        signal=signal,
        is_waiting=_is_waiting(row),
    )


def _ask(
    row: models.StandingOrder, purpose: SearchPurpose, key: str, on: date, by: Principal
) -> UUID:
    order = SearchOrder(row.case_id, parties_of(row), key, purpose)
    search = begin_search(order, on, by=by)
    row.latest_search, row.asked_on, row.rounds = search, on, row.rounds + 1
    row.save()
    return search


def _is_waiting(row: models.StandingOrder) -> bool:
    if row.latest_search is None:
        return False
    search = models.Search.objects.get(court_no=row.court_no, id=row.latest_search)
    out = models.Request.objects.filter(
        court_no=row.court_no, batch_id__in=search.batches, state__in=[s.value for s in OUT]
    )
    return out.exists()


def _open(
    case: UUID,
    kind: str,
    parties: tuple[UUID, ...],
    until: date,
    dates: tuple[date, ...],
    on: date,
    by: Principal,
    *,
    ended_on: date | None = None,
    why: tuple[Finding[Any], ...] = (),
) -> models.StandingOrder:
    if _running(case, by) is not None:
        raise refuse(
            "RUNS_ALREADY",
            "本案已有持续查询命令。",
            "The case has a standing order already.",
            field="case",
            remedy=("请先停止原命令。", "Stop that one first."),
        )
    row = models.StandingOrder(
        id=new_id(),
        court_no=by.court_no,
        case_id=case,
        kind=kind,
        parties=[str(p) for p in parties],
        from_on=on,
        until_on=max(until, on),
        dates=[d.isoformat() for d in dates],
        asked_on=on,
        next_on=on + timedelta(days=1),
    )
    row.save(force_insert=True)
    payload = StandingOrderMade(row.id, kind, parties, until, dates, ended_on)
    append(NewAct(case, payload, on, findings=why, correlation=row.id), by=by)
    return row


def _end(row: models.StandingOrder, reason: str, on: date, by: Principal) -> None:
    row.ended_on, row.end_reason = on, reason
    row.save()
    payload = StandingOrderEnded(row.id, reason)
    append(NewAct(row.case_id, payload, on, correlation=row.id), by=by)


def _running(case: UUID, by: Principal) -> models.StandingOrder | None:
    rows = models.StandingOrder.objects.select_for_update().filter(
        court_no=by.court_no, case_id=case, ended_on__isnull=True
    )
    return rows.first()


def _locked(order: UUID, by: Principal) -> models.StandingOrder:
    found = models.StandingOrder.objects.get(court_no=by.court_no, id=order)
    lock_case(found.case_id, by)
    return models.StandingOrder.objects.select_for_update().get(court_no=by.court_no, id=order)


def _ruled_on(row: models.StandingOrder, by: Principal) -> date:
    closed_on = cases.facts_now(by.court_no, row.case_id).of(Closure).closed_on
    return closed_on or row.from_on


def _require_terms(court_no: int, on: date) -> StandingTerms:
    terms = find_standing_terms(court_no, on)
    if terms is None:
        raise refuse(
            "NO_STANDING_ORDERS",
            "本院没有采用持续查询。",
            "The court keeps no standing orders.",
            remedy=("请由本院先采用“持续查询”的规定。", "Have the court adopt the policy first."),
        )
    return terms
