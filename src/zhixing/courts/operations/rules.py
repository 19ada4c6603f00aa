"""Lays down a court's routes, capabilities and policies, each from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from zhixing.courts.models import ApprovalRoute, CapabilityGrant, CourtPolicy
from zhixing.courts.operations.conflicts import refusing
from zhixing.courts.policies import require_configuring
from zhixing.courts.policy_values import require_fitting, require_readable
from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import PostKind, Principal


def lay_down_route(
    court_no: int,
    matter: str,
    steps: Sequence[PostKind],
    valid_from: date,
    *,
    legal_basis: str = "",
    by: Principal | None = None,
) -> UUID:
    """Lay down who approves a matter, in order, from a day on; the earlier route ends then.

    :raises Refusal: ``ROUTE_WITHOUT_STEPS``, or ``LATER_ROW_EXISTS``.
    """
    require_configuring(by, court_no)
    if not steps:
        raise Refusal(
            "ROUTE_WITHOUT_STEPS",
            message_zh="审批流程至少要有一个审批岗位。",
            message_en="A route has at least one post that approves.",
            remedy_zh="请列出审批岗位。",
            remedy_en="Name the posts that approve.",
            field="steps",
        )
    rows = ApprovalRoute.objects.filter(court_no=court_no, matter=matter)
    _end_earlier(rows, valid_from)
    with refusing({"matter_has_one_route_a_day": _later()}):
        row = ApprovalRoute.objects.create(
            court_no=court_no,
            matter=matter,
            steps=[step.value for step in steps],
            legal_basis=legal_basis,
            valid_from=valid_from,
        )
    return row.id


@dataclass(frozen=True, slots=True)
class NewGrant:
    """Say which capability a kind of post, or one post, gains or loses from a day on."""

    court_no: int
    capability: str
    is_granted: bool
    valid_from: date
    kind: PostKind | None = None
    post: UUID | None = None
    legal_basis: str = ""


def grant_capability(new: NewGrant, by: Principal | None = None) -> UUID:
    """Grant or withdraw a capability from a day on, in departure from the default table.

    :raises Refusal: ``LATER_ROW_EXISTS``, ``NOT_ALLOWED``, ``OTHER_COURT``.
    """
    require_configuring(by, new.court_no)
    if (new.kind is None) == (new.post is None):
        raise Impossible("a grant is for a kind of post or for one post")
    kind = new.kind.value if new.kind else ""
    whose = Q(kind=kind) if new.post is None else Q(post_id=new.post)
    rows = CapabilityGrant.objects.filter(whose, court_no=new.court_no, capability=new.capability)
    _end_earlier(rows, new.valid_from)
    clash = {"kind_has_one_grant_a_day": _later(), "post_has_one_grant_a_day": _later()}
    with refusing(clash):
        row = CapabilityGrant.objects.create(
            court_no=new.court_no,
            kind=kind,
            post_id=new.post,
            capability=new.capability,
            is_granted=new.is_granted,
            legal_basis=new.legal_basis,
            valid_from=new.valid_from,
        )
    return row.id


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """Say what policy a court adopts, on what legal basis, and when it looks at it again."""

    court_no: int
    code: str
    legal_basis: str
    valid_from: date
    review_on: date | None
    value: Mapping[str, Json] = field(default_factory=dict)
    valid_until: date | None = None


def adopt_policy(new: NewPolicy, by: Principal | None = None) -> UUID:
    """Adopt a policy for a court from a day on; the earlier one of its code ends then.

    :raises Refusal: ``POLICY_WITHOUT_BASIS``, ``POLICY_WITHOUT_REVIEW``, ``LATER_ROW_EXISTS``,
        ``POLICY_DAYS_REVERSED``, ``POLICY_UNKNOWN``, ``POLICY_VALUE_UNREADABLE``, and what the
        room that applies the policy says of it.
    """
    require_configuring(by, new.court_no)
    if not new.legal_basis.strip():
        raise _incomplete("POLICY_WITHOUT_BASIS", "法律依据", "legal basis", "legal_basis")
    if new.review_on is None or new.review_on <= new.valid_from:
        raise _incomplete("POLICY_WITHOUT_REVIEW", "复核日期", "day of review", "review_on")
    if new.valid_until is not None and new.valid_until <= new.valid_from:
        raise _reversed()
    require_readable(new.code, new.value)
    require_fitting(new.court_no, new.code, new.value, new.valid_from)
    _end_earlier(CourtPolicy.objects.filter(court_no=new.court_no, code=new.code), new.valid_from)
    with refusing({"policy_is_in_force_once_a_day": _later()}):
        row = CourtPolicy.objects.create(
            court_no=new.court_no,
            code=new.code,
            value=to_json(new.value),
            legal_basis=new.legal_basis,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
            review_on=new.review_on,
        )
    return row.id


def end_policy(court_no: int, code: str, on: date, by: Principal | None = None) -> None:
    """End a court's policy: ``on`` is the first day on which it holds no longer."""
    require_configuring(by, court_no)
    _end_earlier(CourtPolicy.objects.filter(court_no=court_no, code=code), on)


def _end_earlier(rows: QuerySet[Any], on: date) -> None:
    in_force = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    rows.filter(in_force, valid_from__lte=on).update(valid_until=on)


def _later() -> Refusal:
    return Refusal(
        "LATER_ROW_EXISTS",
        message_zh="已有自更晚日期起施行的规定，不能在其之前插入无期限的规定。",
        message_en="A rule from a later day exists; one without end cannot come before it.",
        remedy_zh="请先终止较晚的规定，或选择更晚的施行日期。",
        remedy_en="End the later rule first, or choose a later day.",
        field="valid_from",
    )


def _reversed() -> Refusal:
    return Refusal(
        "POLICY_DAYS_REVERSED",
        message_zh="规定的终止日期应晚于施行日期。",
        message_en="A policy ends after the day it begins.",
        remedy_zh="请核对施行日期和终止日期。",
        remedy_en="Check both days.",
        field="valid_until",
    )


def _incomplete(code: str, zh: str, en: str, name: str) -> Refusal:
    return Refusal(
        code,
        message_zh=f"本院规定必须写明{zh}，复核日期应晚于施行日期。",
        message_en=f"A court's policy must state its {en}; its review lies after its first day.",
        remedy_zh=f"请补充{zh}。",
        remedy_en=f"State the {en}.",
        field=name,
    )
