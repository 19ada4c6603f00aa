"""What exactly is put up for approval: one frozen plan for each kind of measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from zhixing.decisions import queries as decisions
from zhixing.decisions.queries import MatterView
from zhixing.kernel.codec import decode
from zhixing.kernel.refusal import Refusal

P = TypeVar("P")


class MeasureRefused(Refusal):
    """Say why a measure cannot be applied for, carried out or ended as asked."""


@dataclass(frozen=True, slots=True)
class ListingPlan:
    """List a party as dishonest on a ground (1 to 6, by the text of 2017)."""

    party: UUID
    ground: int
    conduct_zh: str
    is_able: bool = False
    is_violent_or_several: bool = False


@dataclass(frozen=True, slots=True)
class ShieldPlan:
    """Pause the publication of a listing at the applicant's written request.

    What the law asks about is stated: the request is in writing, the settlement is kept.
    """

    measure: UUID
    asked_by: UUID
    is_asked_in_writing: bool = True
    is_settlement_kept: bool = True


@dataclass(frozen=True, slots=True)
class RestrictionPlan:
    """Forbid a party high consumption."""

    party: UUID


@dataclass(frozen=True, slots=True)
class LookOutPlan:
    """Ask the police to tell the court if the person is met."""

    party: UUID
    review_on: date
    documents: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SummonsPlan:
    """Bring a party before the court under a warrant."""

    party: UUID
    is_complex_with_detention: bool = False


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """Search a person or a place for hidden property."""

    party: UUID
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class DetentionPlan:
    """Detain a party for days, for one act of obstruction named by its reference."""

    party: UUID
    misconduct: str
    days: int
    starts_on: date


def approved_plan(court_no: int, matter: UUID, kind: type[P]) -> tuple[MatterView, P]:
    """Give an approved matter with its plan.

    :raises MeasureRefused: it is not approved, or was carried out before.
    """
    view = decisions.get_matter(court_no, matter)
    if view.state != "APPROVED":
        raise MeasureRefused(
            "NOT_APPROVED" if view.state != "EXECUTED" else "ALREADY_EXECUTED",
            message_zh="该措施尚未批准，或者已经执行。",
            message_en="The measure is not approved, or was carried out before.",
            remedy_zh="请查看审批进度。",
            remedy_en="See where the approval stands.",
            field="matter",
        )
    return view, decode(kind, view.payload)


def president_approved(view: MatterView) -> bool:
    """Say whether the president of the court said yes to a matter."""
    return any(o.post_kind == "PRESIDENT" and o.verdict == "APPROVE" for o in view.opinions)


def payload_of(plan: Any) -> dict[str, Any]:
    """Give a plan as a matter carries it."""
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}
