"""Matters of many cases put up, decided and taken back together (批量审批).

A bundle is one thing on the approver's desk and many in the dockets: each case has a
matter of its own with its contents, its opinion and its acts, so that a case can be read
without the others. A matter may have parts (the orders of one case); whoever decides may
strike some, and a matter of which nothing is left is returned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases.docket import copying
from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.values import NewAct
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.decisions import acts, models
from zhixing.decisions.checks import (
    DecisionRefused,
    check_opinion,
    check_turn,
    check_withdrawal,
    decided,
)
from zhixing.decisions.putting_up import Submission, new_matter, parts_of, submitted
from zhixing.kernel.canonical import digest
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.jobs.reactions import enqueue_reactions
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class BundleSubmission:
    """Describe matters of one kind to be decided on together, at most one of each case."""

    code: str
    matters: tuple[Submission, ...]
    summary_zh: str
    summary_en: str


@dataclass(frozen=True, slots=True)
class PutUp:
    """Give a bundle that was put up, and its matters in the order of the submissions."""

    bundle: UUID
    matters: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Strike:
    """Name a part that is not approved (剔除), and why."""

    part: UUID
    reason: str


def submit_bundle(wanted: BundleSubmission, on: date, *, by: Principal) -> PutUp:
    """Put matters of many cases up as one, along the route of their kind in force that day.

    :raises DecisionRefused: the court has no route for this kind of matter.
    """
    if not wanted.matters or any(
        m.is_coercive or m.needs_panel or m.code != wanted.code for m in wanted.matters
    ):
        raise Impossible("a bundle holds matters of one kind, without coercion and without panel")
    route = tuple(str(s) for s in courts.get_approval_route(by.court_no, wanted.code, on).steps)
    rows = [new_matter(submission, route, on, by) for submission in wanted.matters]
    bundle = models.Bundle.objects.create(
        id=new_id(),
        court_no=by.court_no,
        code=wanted.code,
        summary_zh=wanted.summary_zh,
        summary_en=wanted.summary_en,
        contents_hash=digest(sorted((str(row.id), row.payload_hash) for row in rows)),
        matters=len(rows),
        applicant_person=by.person,
        applicant_post=by.post,
        opened_on=on,
        route=list(route),
        waiting_kind=route[0],
    )
    for row in rows:
        row.bundle_id = bundle.id
    copying.write(models.Matter, rows)
    append_all([submitted(row, s, on) for row, s in zip(rows, wanted.matters, strict=True)], by=by)
    return PutUp(bundle.id, tuple(row.id for row in rows))


def decide_bundle(
    bundle_id: UUID,
    *,
    approve: bool,
    text: str,
    on: date,
    by: Principal,
    strikes: Sequence[Strike] = (),
    seen_hash: str = "",
) -> str:
    """Say yes or no on the step that waits for this post, for every matter; gives the state.

    A struck part stays out whatever later steps say. Each case's docket gets the opinion on
    its own matter. ``seen_hash`` is the hash of the contents the approver saw.

    :raises DecisionRefused: another post's turn, the applicant himself, a return or a
        strike without reason, a part that is not in the bundle, nothing left to approve,
        or the contents changed.
    """
    require(by, Capability.APPROVE)
    bundle = _open(bundle_id, by)
    check_turn(bundle, by)
    check_opinion(bundle.contents_hash, seen_hash, text, approve=approve)
    rows = _open_matters(bundle)
    struck = _struck(rows, strikes) if approve else {}
    lost = {row.id for row in rows if approve and not _left(row, struck)}
    if approve and len(lost) == len(rows):
        raise _nothing_left()
    said = {row.id: _said(row, text, struck, strikes) for row in rows}
    _write_opinions(rows, said, struck, lost, on, by, approve=approve)
    bundle.step += 1
    is_last = approve and bundle.step >= len(bundle.route)
    news = []
    for row in rows:
        verdict = "APPROVE" if approve and row.id not in lost else "RETURN"
        opinion = acts.OpinionGiven(
            row.id, row.code, row.step, verdict, tuple(struck.get(row.id, ()))
        )
        news.append(NewAct(row.case_id, opinion, on, correlation=row.id))
        _move(row, bundle, verdict, on)
        if verdict == "RETURN":
            returned = acts.MatterReturned(row.id, row.code, said[row.id], bundle.id)
            news.append(NewAct(row.case_id, returned, on, correlation=row.id))
        elif is_last:
            approved = acts.MatterApproved(row.id, row.code, bundle.id)
            news.append(NewAct(row.case_id, approved, on, correlation=row.id))
    _store(rows, bundle, "APPROVED" if is_last else "OPEN" if approve else "RETURNED", on)
    append_all(news, by=by)
    return bundle.state


def withdraw_bundle(bundle_id: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Take back a bundle one put up, before it is decided (撤回); it has no effect.

    :raises DecisionRefused: somebody else put it up, it is decided, or no reason is given.
    """
    require(by, Capability.RECORD)
    bundle = _open(bundle_id, by)
    check_withdrawal(bundle.applicant_person, reason, by)
    rows = _open_matters(bundle)
    for row in rows:
        row.state, row.waiting_kind, row.decided_on = "WITHDRAWN", "", on
    _store(rows, bundle, "WITHDRAWN", on)
    append_all(
        [
            NewAct(
                row.case_id,
                acts.MatterWithdrawn(row.id, row.code, reason.strip(), bundle.id),
                on,
                correlation=row.id,
            )
            for row in rows
        ],
        by=by,
    )


def record_executions(matters: Sequence[UUID], on: date, *, by: Principal) -> None:
    """Record that decided matters of a bundle were carried out; a repeat changes nothing.

    :raises DecisionRefused: one of them is not approved.
    """
    rows = list(
        models.Matter.objects.select_for_update()
        .filter(court_no=by.court_no, id__in=matters)
        .order_by("id")
    )
    if any(row.is_coercive or row.state not in ("APPROVED", "EXECUTED") for row in rows):
        raise DecisionRefused(
            "NOT_APPROVED",
            message_zh="该事项尚未批准，不得执行。",
            message_en="The matter is not approved and must not be carried out.",
            remedy_zh="请等待审批完成。",
            remedy_en="Wait for the decision.",
            field="matter",
        )
    fresh = [row for row in rows if row.state == "APPROVED"]
    copying.write(
        models.Execution,
        [
            models.Execution(
                id=new_id(),
                court_no=row.court_no,
                matter_id=row.id,
                person=by.person,
                post=by.post,
                executed_on=on,
            )
            for row in fresh
        ],
    )
    ids = [row.id for row in fresh]
    models.Matter.objects.filter(court_no=by.court_no, id__in=ids).update(state="EXECUTED")


def _open(bundle_id: UUID, by: Principal) -> models.Bundle:
    bundle = models.Bundle.objects.select_for_update().get(court_no=by.court_no, id=bundle_id)
    if bundle.state != "OPEN":
        raise decided()
    return bundle


def _open_matters(bundle: models.Bundle) -> list[models.Matter]:
    rows = models.Matter.objects.select_for_update().filter(
        court_no=bundle.court_no, bundle_id=bundle.id, state="OPEN"
    )
    return list(rows.order_by("id"))


def _struck(
    rows: Sequence[models.Matter], strikes: Sequence[Strike]
) -> dict[UUID, tuple[UUID, ...]]:
    """Give the parts struck now or at an earlier step, by matter."""
    owner = {part: row.id for row in rows for part in parts_of(row)}
    if any(not s.reason.strip() or s.part not in owner for s in strikes):
        raise DecisionRefused(
            "STRIKE_NOT_DEFINITE",
            message_zh="剔除须指明批次内的行，并写明理由。",
            message_en="A strike names a row of the bundle and says why.",
            field="strikes",
        )
    found: dict[UUID, list[UUID]] = {}
    earlier = models.Opinion.objects.filter(
        court_no=rows[0].court_no, matter_id__in=[row.id for row in rows]
    ).exclude(struck=[])
    for matter, parts in earlier.values_list("matter_id", "struck"):
        found.setdefault(matter, []).extend(UUID(str(part)) for part in parts)
    for strike in strikes:
        found.setdefault(owner[strike.part], []).append(strike.part)
    return {matter: tuple(dict.fromkeys(parts)) for matter, parts in found.items()}


def _left(row: models.Matter, struck: Mapping[UUID, Sequence[UUID]]) -> bool:
    parts = parts_of(row)
    return not parts or bool(set(parts) - set(struck.get(row.id, ())))


def _said(
    row: models.Matter,
    text: str,
    struck: Mapping[UUID, Sequence[UUID]],
    strikes: Sequence[Strike],
) -> str:
    """Give what is said on one matter: the opinion, and why parts of it were struck."""
    own = set(struck.get(row.id, ()))
    reasons = dict.fromkeys(s.reason.strip() for s in strikes if s.part in own)
    struck_words = f"剔除 / struck: {'；'.join(reasons)}" if reasons else ""
    return "；".join(w for w in (text.strip(), struck_words) if w)


def _write_opinions(
    rows: Sequence[models.Matter],
    said: Mapping[UUID, str],
    struck: Mapping[UUID, Sequence[UUID]],
    lost: set[UUID],
    on: date,
    by: Principal,
    *,
    approve: bool,
) -> None:
    copying.write(
        models.Opinion,
        [
            models.Opinion(
                id=new_id(),
                court_no=by.court_no,
                matter_id=row.id,
                step=row.step,
                person=by.person,
                post=by.post,
                post_kind=str(by.kind),
                verdict="APPROVE" if approve and row.id not in lost else "RETURN",
                text=said[row.id],
                struck=[str(part) for part in struck.get(row.id, ())],
                given_on=on,
            )
            for row in rows
        ],
    )


def _move(row: models.Matter, bundle: models.Bundle, verdict: str, on: date) -> None:
    """Move one matter of a bundle on, whose step was counted already."""
    row.step += 1
    if verdict == "RETURN":
        row.state, row.waiting_kind, row.decided_on = "RETURNED", "", on
    elif bundle.step >= len(bundle.route):
        row.state, row.waiting_kind, row.decided_on = "APPROVED", "", on
    else:
        row.waiting_kind = bundle.route[bundle.step]


def _store(rows: Sequence[models.Matter], bundle: models.Bundle, state: str, on: date) -> None:
    """Write where the bundle and its matters are now, and tell rooms of an end."""
    by_end: dict[tuple[str, str, int], list[UUID]] = {}
    for row in rows:
        by_end.setdefault((row.state, row.waiting_kind, row.step), []).append(row.id)
    for (end, waiting, step), ids in by_end.items():
        models.Matter.objects.filter(court_no=bundle.court_no, id__in=ids).update(
            state=end, waiting_kind=waiting, step=step, decided_on=None if end == "OPEN" else on
        )
    bundle.state = state
    bundle.waiting_kind = bundle.route[bundle.step] if state == "OPEN" else ""
    bundle.decided_on = None if state == "OPEN" else on
    bundle.save(update_fields=["state", "step", "waiting_kind", "decided_on"])
    if state != "OPEN":
        enqueue_reactions([(bundle.court_no, bundle.id, f"BUNDLE_{state}", {"code": bundle.code})])


def _nothing_left() -> DecisionRefused:
    return DecisionRefused(
        "NOTHING_LEFT_TO_APPROVE",
        message_zh="全部行均被剔除，没有可批准的内容。",
        message_en="Every row is struck; nothing is left to approve.",
        remedy_zh="请改为退回整个批次。",
        remedy_en="Return the whole bundle instead.",
        field="strikes",
    )
