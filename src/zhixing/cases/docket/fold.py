"""Folds acts into facts, in legal order, with corrections in their places. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.cases.docket.chapters import Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, get_act_type
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import decode

ANNULLED = "ACT_ANNULLED"
"""The type of the act that takes another act out of the docket's effects."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Hold an act as the docket keeps it; ``payload`` is still JSON."""

    act: UUID
    seq: int
    type: str
    occurred_on: date
    recorded_at: datetime
    by_person: UUID
    by_post: UUID
    payload: Json
    subject: UUID | None = None
    corrects: UUID | None = None

    @property
    def order(self) -> tuple[date, int]:
        """Give the act's place in the legal order."""
        return self.occurred_on, self.seq


def effective(
    acts: Iterable[Recorded], *, known_at: datetime | None = None, on: date | None = None
) -> list[Recorded]:
    """Give the acts that count, in legal order.

    ``known_at`` leaves out what was recorded later: what the court *knew*.
    ``on`` leaves out what occurred later: how the case legally *stood*. A known
    correction takes the place of the act it corrects, on the corrected day.
    """
    known = [a for a in acts if known_at is None or a.recorded_at <= known_at]
    latest: dict[UUID, Recorded] = {}
    for a in sorted(known, key=lambda a: a.seq):
        if a.corrects is not None:
            latest[a.corrects] = a
    counted = [_in_place(a, latest.get(a.act)) for a in known if a.corrects is None]
    return sorted(
        (a for a in counted if a is not None and (on is None or a.occurred_on <= on)),
        key=lambda a: a.order,
    )


def _in_place(original: Recorded, correction: Recorded | None) -> Recorded | None:
    if correction is None:
        return original
    if correction.type == ANNULLED:
        return None
    return Recorded(
        act=original.act,
        seq=original.seq,
        type=correction.type,
        occurred_on=correction.occurred_on,
        recorded_at=original.recorded_at,
        by_person=original.by_person,
        by_post=original.by_post,
        payload=correction.payload,
        subject=original.subject,
    )


def apply(facts: Facts, act: Recorded, payload: Any | None = None) -> Facts:
    """Give the case's facts after one act."""
    kind = get_act_type(act.type)
    value = decode(kind.payload, act.payload) if payload is None else payload
    stamp = ActStamp(act.act, act.seq, act.occurred_on, act.by_person, act.by_post, act.subject)
    if kind.milestone or kind.stage:
        progress = facts.of(Progress).entered(kind.stage, act.occurred_on)
        facts = facts.put(progress.reaching(kind.milestone, act.occurred_on))
    for effect in kind.effects:
        facts = effect(facts, value, stamp)
    return facts


def apply_to_subject(facts: Facts, act: Recorded, payload: Any | None = None) -> Facts:
    """Give a subject's own facts after one act about it."""
    kind = get_act_type(act.type)
    value = decode(kind.payload, act.payload) if payload is None else payload
    stamp = ActStamp(act.act, act.seq, act.occurred_on, act.by_person, act.by_post, act.subject)
    for effect in kind.subject_effects:
        facts = effect(facts, value, stamp)
    return facts


def fold(
    acts: Sequence[Recorded], *, known_at: datetime | None = None, on: date | None = None
) -> Facts:
    """Fold a docket from nothing into the case's facts."""
    facts = Facts()
    for act in effective(acts, known_at=known_at, on=on):
        facts = apply(facts, act)
    return facts


def fold_subject(
    acts: Sequence[Recorded],
    subject: UUID,
    *,
    known_at: datetime | None = None,
    on: date | None = None,
) -> Facts:
    """Fold from nothing the record of one subject: an asset, a measure, a claim item."""
    facts = Facts()
    for act in effective(acts, known_at=known_at, on=on):
        if act.subject == subject:
            facts = apply_to_subject(facts, act)
    return facts
