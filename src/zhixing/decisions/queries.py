"""Reads of matters: the approval tray, one matter with its opinions, those of a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from zhixing.decisions import models
from zhixing.kernel.canonical import Json
from zhixing.platform.principal import Principal

M = TypeVar("M", models.Matter, models.Bundle)


@dataclass(frozen=True, slots=True)
class OpinionView:
    """Give one opinion on one step."""

    step: int
    person: UUID
    post_kind: str
    verdict: str
    text: str
    given_on: date
    struck: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteView:
    """Give one panel member's vote."""

    person: UUID
    role: str
    opinion: str
    in_favour: bool
    voted_on: date


@dataclass(frozen=True, slots=True)
class MatterView:
    """Give a matter with exactly what is decided on, and what was said so far."""

    id: UUID
    court_no: int
    case: UUID
    code: str
    subject: UUID | None
    summary_zh: str
    summary_en: str
    payload: Json
    payload_hash: str
    findings: Json
    document: UUID | None
    is_coercive: bool
    applicant_person: UUID
    opened_on: date
    route: tuple[str, ...]
    step: int
    state: str
    waiting_kind: str
    decided_on: date | None
    opinions: tuple[OpinionView, ...] = ()
    votes: tuple[VoteView, ...] = ()
    executors: tuple[UUID, ...] = ()
    bundle: UUID | None = None

    @property
    def struck(self) -> frozenset[UUID]:
        """Give the parts that somebody on the route struck."""
        return frozenset(part for o in self.opinions for part in o.struck)

    @property
    def approvers(self) -> tuple[UUID, ...]:
        """Give the people who said yes."""
        return tuple(o.person for o in self.opinions if o.verdict == "APPROVE")


@dataclass(frozen=True, slots=True)
class BundleView:
    """Give matters of many cases that are decided on together; ``hash`` is that of them all."""

    id: UUID
    court_no: int
    code: str
    summary_zh: str
    summary_en: str
    hash: str
    matters: int
    applicant_person: UUID
    opened_on: date
    route: tuple[str, ...]
    step: int
    state: str
    waiting_kind: str
    decided_on: date | None


def get_matter(court_no: int, matter: UUID) -> MatterView:
    """Give one matter with opinions, votes and executors."""
    row = models.Matter.objects.get(court_no=court_no, id=matter)
    return _views([row])[0]


def list_waiting(principal: Principal, limit: int = 200) -> list[MatterView]:
    """Give what waits for a post's decision, oldest first, without the person's own matters."""
    rows = _waiting(models.Matter.objects.filter(bundle_id__isnull=True), principal)
    return _views(list(rows.order_by("opened_on", "id")[:limit]))


def count_waiting(principal: Principal) -> int:
    """Count what waits for a post's decision; a bundle counts as one."""
    alone = models.Matter.objects.filter(bundle_id__isnull=True)
    together = models.Bundle.objects.all()
    return _waiting(alone, principal).count() + _waiting(together, principal).count()


def list_waiting_bundles(principal: Principal, limit: int = 50) -> list[BundleView]:
    """Give the bundles that wait for a post's decision, oldest first, without one's own."""
    rows = _waiting(models.Bundle.objects.all(), principal)
    return [_bundle(row) for row in rows.order_by("opened_on", "id")[:limit]]


def get_bundle(court_no: int, bundle: UUID) -> BundleView:
    """Give one bundle.

    :raises Bundle.DoesNotExist: the scope sees no such bundle.
    """
    return _bundle(models.Bundle.objects.get(court_no=court_no, id=bundle))


def list_bundled(court_no: int, bundle: UUID) -> list[MatterView]:
    """Give the matters of a bundle, in the order of their ids."""
    rows = models.Matter.objects.filter(court_no=court_no, bundle_id=bundle)
    return _views(list(rows.order_by("id")))


def list_plans(court_no: int, matters: Sequence[UUID]) -> dict[UUID, tuple[Json, frozenset[UUID]]]:
    """Give what exactly some matters put up for decision, with the parts struck from each."""
    rows = models.Matter.objects.filter(court_no=court_no, id__in=matters)
    found = dict(rows.values_list("id", "payload"))
    struck: dict[UUID, set[UUID]] = {}
    opinions = models.Opinion.objects.filter(court_no=court_no, matter_id__in=matters)
    for matter, parts in opinions.exclude(struck=[]).values_list("matter_id", "struck"):
        struck.setdefault(matter, set()).update(UUID(str(part)) for part in parts)
    return {m: (payload, frozenset(struck.get(m, ()))) for m, payload in found.items()}


def _waiting(rows: QuerySet[M], principal: Principal) -> QuerySet[M]:
    waiting = rows.filter(
        court_no=principal.court_no, state="OPEN", waiting_kind=str(principal.kind)
    )
    return waiting.exclude(applicant_person=principal.person)


def _bundle(row: models.Bundle) -> BundleView:
    return BundleView(
        id=row.id,
        court_no=row.court_no,
        code=row.code,
        summary_zh=row.summary_zh,
        summary_en=row.summary_en,
        hash=row.contents_hash,
        matters=row.matters,
        applicant_person=row.applicant_person,
        opened_on=row.opened_on,
        route=tuple(row.route),
        step=row.step,
        state=row.state,
        waiting_kind=row.waiting_kind,
        decided_on=row.decided_on,
    )


def list_open(court_no: int, codes: Collection[str], limit: int = 500) -> list[MatterView]:
    """Give the matters of some kinds that wait for a decision in a court, oldest first."""
    rows = models.Matter.objects.filter(court_no=court_no, state="OPEN", code__in=codes)
    return _views(list(rows.order_by("opened_on", "id")[:limit]))


def list_matters(court_no: int, case: UUID) -> list[MatterView]:
    """Give every matter of a case, oldest first."""
    rows = models.Matter.objects.filter(court_no=court_no, case_id=case)
    return _views(list(rows.order_by("opened_on", "id")))


def _views(rows: list[models.Matter]) -> list[MatterView]:
    ids = [row.id for row in rows]
    courts = {row.court_no for row in rows}
    opinions: dict[UUID, list[OpinionView]] = {}
    found = models.Opinion.objects.filter(court_no__in=courts, matter_id__in=ids)
    for o in found.order_by("given_on", "id"):
        struck = tuple(UUID(str(part)) for part in o.struck)
        view = OpinionView(o.step, o.person, o.post_kind, o.verdict, o.text, o.given_on, struck)
        opinions.setdefault(o.matter_id, []).append(view)
    votes: dict[UUID, list[VoteView]] = {}
    for v in models.Vote.objects.filter(court_no__in=courts, matter_id__in=ids).order_by("id"):
        ballot = VoteView(v.person, v.role, v.opinion, v.in_favour, v.voted_on)
        votes.setdefault(v.matter_id, []).append(ballot)
    executors: dict[UUID, list[UUID]] = {}
    for e in models.Execution.objects.filter(court_no__in=courts, matter_id__in=ids):
        executors.setdefault(e.matter_id, []).append(e.person)
    return [
        _view(
            row,
            tuple(opinions.get(row.id, ())),
            tuple(votes.get(row.id, ())),
            tuple(executors.get(row.id, ())),
        )
        for row in rows
    ]


def _view(
    row: models.Matter,
    opinions: tuple[OpinionView, ...],
    votes: tuple[VoteView, ...],
    executors: tuple[UUID, ...],
) -> MatterView:
    return MatterView(
        id=row.id,
        court_no=row.court_no,
        case=row.case_id,
        code=row.code,
        subject=row.subject_id,
        summary_zh=row.summary_zh,
        summary_en=row.summary_en,
        payload=row.payload,
        payload_hash=row.payload_hash,
        findings=row.findings,
        document=row.document,
        is_coercive=row.is_coercive,
        applicant_person=row.applicant_person,
        opened_on=row.opened_on,
        route=tuple(row.route),
        step=row.step,
        state=row.state,
        waiting_kind=row.waiting_kind,
        decided_on=row.decided_on,
        opinions=opinions,
        votes=votes,
        executors=executors,
        bundle=row.bundle_id,
    )
