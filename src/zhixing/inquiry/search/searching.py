"""Searches: begun, gone on with as answers come, ended; and those left out, asked after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.funds.ledger import check_repeat
from zhixing.inquiry import models
from zhixing.inquiry.ordering import order_for_reasons
from zhixing.inquiry.search.acts import SearchEnded, Skipped
from zhixing.inquiry.search.planning import Asked, Plan, make_plan
from zhixing.inquiry.states import OUT
from zhixing.inquiry.values import QueryOrder, refuse
from zhixing.kernel.canonical import digest, to_json
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.law.network.full_set import SearchPurpose
from zhixing.law.network.search_order import Ranked, Standing
from zhixing.platform.principal import Principal

SKIPS = (Standing.ENOUGH_FOUND, Standing.BELOW_COST, Standing.NEXT_WAVE)


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """Search for property of debtors of a case, once under one key, for a purpose."""

    case: UUID
    parties: tuple[UUID, ...]
    key: str
    purpose: SearchPurpose = SearchPurpose.ENFORCEMENT

    @property
    def body_hash(self) -> str:
        """Give the hash that tells a repeat from another order under the same key."""
        return digest([self.case, self.parties, self.purpose])


def begin_search(order: SearchOrder, on: date, *, by: Principal) -> UUID:
    """Ask the most promising institutions first, or all where a rule demands it; gives the search.

    Where the court adopted no order by yield, all are asked. A repeat under the same key
    gives the first search.

    :raises SameKeyOtherBody: the key stands for another search.
    :raises StepRefused: a party is no debtor, has no number, or the case is closed for good.
    :raises InquiryRefused: nobody to ask.
    """
    require(by, Capability.ORDER_QUERY)
    lock_case(order.case, by)
    known = models.Search.objects.filter(court_no=by.court_no, key=order.key).first()
    if known is not None:
        check_repeat(order.key, known.body_hash, order.body_hash)
        return known.id
    row = models.Search(
        id=new_id(),
        court_no=by.court_no,
        case_id=order.case,
        parties=[str(p) for p in order.parties],
        key=order.key,
        body_hash=order.body_hash,
        purpose=order.purpose.value,
        begun_on=on,
    )
    row.save(force_insert=True)
    _go_on(row, on, by)
    return row.id


def continue_search(search: UUID, on: date, *, by: Principal) -> bool:
    """Ask the next wave of a search, or end it; says whether anybody was asked.

    While somebody of the latest wave still owes an answer nothing happens.
    """
    require(by, Capability.ORDER_QUERY)
    row = _locked(search, by)
    if row.ended_on is not None or _is_waiting(row):
        return False
    return _go_on(row, on, by)


def ask_skipped(
    search: UUID, institutions: tuple[UUID, ...] | None, on: date, *, by: Principal
) -> UUID:
    """Ask institutions that a search left out, all of them by default; gives the batch.

    :raises InquiryRefused: none was left out.
    """
    require(by, Capability.ORDER_QUERY)
    row = _locked(search, by)
    left = [UUID(r["institution"]) for r in row.ranked if r["standing"] in SKIPS]
    wanted = tuple(i for i in left if institutions is None or i in institutions)
    if not wanted:
        raise nobody_skipped()
    batch = _ask(row, wanted, on, (), by)
    for ranked in row.ranked:
        if UUID(ranked["institution"]) in wanted:
            ranked["standing"] = Standing.ANSWERED.value
    row.save()
    return batch


def nobody_skipped() -> Refusal:
    """Give the refusal of whoever would ask those left out where nobody was."""
    return refuse(
        "NOBODY_SKIPPED",
        "没有未查询的单位。",
        "No institution was left out.",
        field="institutions",
    )


def _go_on(row: models.Search, on: date, by: Principal) -> bool:
    plan = _plan(row, on)
    if not plan.ranked:
        raise refuse(
            "NOBODY_TO_ASK",
            "没有可查询的协助单位。",
            "There is no institution to ask.",
            field="institutions",
            remedy=("请先登记协助单位。", "Register institutions first."),
        )
    row.ranked = [to_json(r) for r in plan.ranked]
    row.finding = reference(plan.findings[-1])
    now = plan.now
    if now:
        _ask(row, now, on, plan.findings, by)
    if not any(r.standing is Standing.NEXT_WAVE for r in plan.ranked):
        _end(row, plan.ranked, on, plan.findings, by)
    row.save()
    return bool(now)


def _plan(row: models.Search, on: date) -> Plan:
    asked = Asked(
        row.court_no,
        row.case_id,
        parties_of(row),
        SearchPurpose(row.purpose),
        frozenset(_asked_by(row)),
    )
    return make_plan(asked, cases.facts_now(row.court_no, row.case_id), on)


def _ask(
    row: models.Search,
    whom: Sequence[UUID],
    on: date,
    reasons: tuple[Finding[Any], ...],
    by: Principal,
) -> UUID:
    row.waves += 1
    key = f"{row.key}#{row.waves}"
    order = QueryOrder(row.case_id, parties_of(row), key, tuple(whom))
    batch = order_for_reasons(order, on, reasons, by=by)
    row.batches = [*row.batches, str(batch)]
    return batch


def _end(
    row: models.Search,
    ranked: Sequence[Ranked],
    on: date,
    reasons: tuple[Finding[Any], ...],
    by: Principal,
) -> None:
    skipped = tuple(
        Skipped(UUID(r.institution), r.standing.value, r.rate, int(r.yields))
        for r in ranked
        if r.standing in SKIPS
    )
    row.ended_on = on
    payload = SearchEnded(row.id, tuple(sorted(_asked_by(row), key=str)), skipped, row.purpose)
    append(NewAct(row.case_id, payload, on, findings=reasons, correlation=row.id), by=by)


def _asked_by(row: models.Search) -> set[UUID]:
    rows = models.Request.objects.filter(court_no=row.court_no, batch_id__in=row.batches)
    return set(rows.values_list("institution_id", flat=True))


def _is_waiting(row: models.Search) -> bool:
    return models.Request.objects.filter(
        court_no=row.court_no, batch_id__in=row.batches, state__in=[s.value for s in OUT]
    ).exists()


def _locked(search: UUID, by: Principal) -> models.Search:
    found = models.Search.objects.get(court_no=by.court_no, id=search)
    lock_case(found.case_id, by)
    return models.Search.objects.select_for_update().get(court_no=by.court_no, id=search)


def parties_of(row: models.Search | models.StandingOrder) -> tuple[UUID, ...]:
    """Give the parties a search or a standing order is about."""
    return tuple(UUID(p) for p in row.parties)


def reference(finding: Finding[Any]) -> dict[str, Any]:
    """Give what is kept of a finding: enough to compute it again."""
    return {
        "rule": finding.rule,
        "version": finding.version,
        "on": finding.on.isoformat(),
        "inputs": dict(finding.inputs),
    }
