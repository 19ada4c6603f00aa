"""What is shown of the search: plans with every reason, standing orders, looks, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.inquiry import models
from zhixing.institutions import queries as institutions
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.network.search_order import Standing
from zhixing.law.registry import execute

STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.ASK: ("本批查询", "asked now"),
    Standing.MUST_ASK: ("规定必须查询", "asked: a rule demands it"),
    Standing.ENOUGH_FOUND: ("未查询：已查得财产足以覆盖债权和费用", "not asked: enough is found"),
    Standing.BELOW_COST: ("未查询：预期产出低于成本", "not asked: promises less than it costs"),
    Standing.NEXT_WAVE: ("待下一批查询", "waits for the next wave"),
    Standing.ANSWERED: ("已查询", "asked before"),
}
"""Why an institution is asked or not, in its words."""


@dataclass(frozen=True, slots=True)
class RankedView:
    """Give one institution of a search: hits per 10,000, the yield of a request, its standing."""

    institution: UUID
    name: str
    name_en: str
    rate: int
    yields: Fen
    standing: Standing

    @property
    def words(self) -> tuple[str, str]:
        """Give the standing in Chinese and English."""
        return STANDINGS[self.standing]

    @property
    def is_skipped(self) -> bool:
        """Say whether it was left out and can still be asked."""
        skips = (Standing.ENOUGH_FOUND, Standing.BELOW_COST, Standing.NEXT_WAVE)
        return self.standing in skips


@dataclass(frozen=True, slots=True)
class SearchView:
    """Give one search: for what, how many waves, how everyone stands, and by which reasons."""

    id: UUID
    case: UUID
    parties: tuple[UUID, ...]
    purpose: str
    begun_on: date
    ended_on: date | None
    waves: int
    ranked: tuple[RankedView, ...]
    finding: Finding[Any]

    @property
    def skipped(self) -> tuple[RankedView, ...]:
        """Give who was left out."""
        return tuple(r for r in self.ranked if r.is_skipped)


@dataclass(frozen=True, slots=True)
class LookView:
    """Give one look of a standing order: on which news, what was decided, by which reasons."""

    on: date
    signal: str
    decision: str
    search: UUID | None
    finding: Finding[Any]


@dataclass(frozen=True, slots=True)
class StandingView:
    """Give a standing order or a watch with its looks, the newest first."""

    id: UUID
    case: UUID
    kind: str
    parties: tuple[UUID, ...]
    from_on: date
    until_on: date
    dates: tuple[date, ...]
    asked_on: date
    next_on: date
    rounds: int
    ended_on: date | None
    end_reason: str
    looks: tuple[LookView, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """Give one dispute about an answer."""

    id: UUID
    case: UUID
    request: UUID
    institution: UUID
    raised_by: str
    raised_on: date
    due_on: date
    reason: str
    outcome: str
    settled_on: date | None
    grounds: str


def list_searches(court_no: int, case: UUID) -> list[SearchView]:
    """Give a case's searches, the newest first."""
    rows = list(models.Search.objects.filter(court_no=court_no, case_id=case).order_by("-id"))
    ids = {UUID(r["institution"]) for row in rows for r in row.ranked}
    known = institutions.list_institutions_by_id(ids)
    return [_search(row, known) for row in rows]


def list_standing_orders(court_no: int, case: UUID) -> list[StandingView]:
    """Give a case's standing orders and watch, the newest first."""
    rows = models.StandingOrder.objects.filter(court_no=court_no, case_id=case).order_by("-id")
    return [_standing(row) for row in rows]


def list_disputes(
    court_no: int, *, case: UUID | None = None, is_open: bool | None = None
) -> list[DisputeView]:
    """Give disputes about answers, of one case or of the court, the newest first."""
    rows = models.Dispute.objects.filter(court_no=court_no)
    if case is not None:
        rows = rows.filter(case_id=case)
    if is_open is not None:
        rows = rows.filter(outcome="") if is_open else rows.exclude(outcome="")
    return [_dispute(row) for row in rows.order_by("-raised_on", "-id")]


def found_again(kept: Mapping[str, Any]) -> Finding[Any]:
    """Compute a kept finding again from its rule, its day and its inputs."""
    return execute(kept["rule"], kept["inputs"], date.fromisoformat(kept["on"]))


def _search(row: models.Search, known: Mapping[UUID, InstitutionView]) -> SearchView:
    return SearchView(
        row.id,
        row.case_id,
        _ids(row.parties),
        row.purpose,
        row.begun_on,
        row.ended_on,
        row.waves,
        tuple(_ranked(r, known) for r in row.ranked),
        found_again(row.finding),
    )


def _ranked(told: Mapping[str, Any], known: Mapping[UUID, InstitutionView]) -> RankedView:
    institution = UUID(told["institution"])
    view = known[institution]
    return RankedView(
        institution,
        view.name,
        view.name_en,
        told["rate"],
        Fen(told["yields"]),
        Standing(told["standing"]),
    )


def _standing(row: models.StandingOrder) -> StandingView:
    looks = models.StandingLook.objects.filter(court_no=row.court_no, order_id=row.id)
    return StandingView(
        row.id,
        row.case_id,
        row.kind,
        _ids(row.parties),
        row.from_on,
        row.until_on,
        tuple(date.fromisoformat(d) for d in row.dates),
        row.asked_on,
        row.next_on,
        row.rounds,
        row.ended_on,
        row.end_reason,
        tuple(
            LookView(x.on, x.signal, x.decision, x.search_id, found_again(x.finding))
            for x in looks.order_by("-on", "-id")[:50]
        ),
    )


def _dispute(row: models.Dispute) -> DisputeView:
    return DisputeView(
        row.id,
        row.case_id,
        row.request_id,
        row.institution_id,
        row.raised_by,
        row.raised_on,
        row.due_on,
        row.reason,
        row.outcome,
        row.settled_on,
        row.grounds,
    )


def _ids(told: Iterable[str]) -> tuple[UUID, ...]:
    return tuple(UUID(t) for t in told)
