"""Conditions of a step, each with its business rule in words, and the judgement on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Citation, Finding
from zhixing.law.instruments import find_citation
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.rule import Reasons


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold one condition: its rule in words, its test, and what would make it hold.

    ``warns`` makes a condition that only marks the finding and never refuses.
    """

    code: str
    zh: str
    en: str
    holds: Callable[[CaseFacts, date], bool]
    remedy_zh: str
    remedy_en: str
    basis: tuple[str, str] | None = None
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Hold a condition that does not hold, and what would make it hold."""

    code: str
    message_zh: str
    message_en: str
    remedy_zh: str
    remedy_en: str


@dataclass(frozen=True, slots=True)
class Permission:
    """Say whether an act may be done, and what stands against it."""

    act: ActType
    allowed: bool
    obstacles: tuple[Obstacle, ...]
    warnings: tuple[Obstacle, ...]
    approver_zh: str
    approver_en: str


def judge(
    act: ActType,
    conditions: tuple[Condition, ...],
    facts: CaseFacts,
    on: date,
    approver: tuple[str, str] = ("", ""),
) -> Finding[Permission]:
    """Test every condition of a step; all that fail are named, not the first only."""
    why = Reasons(on)
    failed: list[Obstacle] = []
    warned: list[Obstacle] = []
    for condition in conditions:
        held = condition.holds(facts, on)
        why.step(
            f"{condition.zh}：{'是' if held else '否'}。",
            f"{condition.en}: {'yes' if held else 'no'}.",
            _basis(condition, on),
            value=held,
        )
        if not held:
            (warned if condition.warns else failed).append(
                Obstacle(
                    condition.code,
                    f"不符合：{condition.zh}。",
                    f"Does not hold: {condition.en}.",
                    condition.remedy_zh,
                    condition.remedy_en,
                )
            )
    for obstacle in warned:
        why.mark(f"warning:{obstacle.code}")
    allowed = not failed
    reasons_zh = "；".join(o.message_zh for o in failed)
    reasons_en = " ".join(o.message_en for o in failed)
    return why.finding(
        Permission(act, allowed, tuple(failed), tuple(warned), *approver),
        "可以进行。" if allowed else f"不能进行：{reasons_zh}",
        "May be done." if allowed else f"May not be done: {reasons_en}",
    )


def _basis(condition: Condition, on: date) -> Citation | None:
    if condition.basis is None:
        return None
    return find_citation(*condition.basis, on=on)
