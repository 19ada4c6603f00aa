"""What the law answers otherwise on a later day (``law diff``).

Every example of every rule is asked on both days, with its facts as they are and with
all its dates moved along. A rule is named when its answer changes and the articles or
parameters it rests on change with it. What moves from day to day under one text as well
(a sum that grows, a last day that falls on a Sunday) is no change of law and left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.parameters import history
from zhixing.law.registry import get_rule, list_rules
from zhixing.law.rule import Rule


@dataclass(frozen=True, slots=True)
class Side:
    """Hold what a rule answered on one day: words, a value in JSON, and what it rests on."""

    on: date
    zh: str
    en: str
    value: Json
    grounds: frozenset[str]

    @property
    def is_refused(self) -> bool:
        """Say whether the rule refused."""
        return isinstance(self.value, dict) and "refused" in self.value


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one rule whose answer changes, with the same example on each side."""

    rule: str
    name_zh: str
    name_en: str
    inputs: Json
    before: Side
    after: Side

    def to_json(self) -> dict[str, Json]:
        """Give the difference as JSON."""
        return {
            "rule": self.rule,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "inputs": self.inputs,
            "before": _side(self.before, self.after),
            "after": _side(self.after, self.before),
        }

    def told(self) -> str:
        """Tell the difference in a few lines."""
        lines = [f"{self.rule}  {self.name_zh} · {self.name_en}"]
        for side, other in ((self.before, self.after), (self.after, self.before)):
            grounds = "；".join(sorted(side.grounds - other.grounds)) or "—"
            lines += [f"  {side.on}  {side.zh} · {side.en}", f"              {grounds}"]
        return "\n".join(lines)


def _side(side: Side, other: Side) -> Json:
    return {
        "on": side.on.isoformat(),
        "answer_zh": side.zh,
        "answer_en": side.en,
        "value": side.value,
        "grounds": [*sorted(side.grounds - other.grounds)],
    }


def differences(earlier: date, later: date) -> Iterator[Difference]:
    """Give every rule whose answer changes between two days, with its first such example."""
    for code in list_rules():
        rule = get_rule(code)
        found = next(_changed(rule, earlier, later), None)
        if found is not None:
            yield found


def _changed(rule: Rule, earlier: date, later: date) -> Iterator[Difference]:
    for example in rule.examples:
        given = dict(example.inputs)
        on = given.pop("on")
        if not isinstance(on, date):
            continue
        for moves in (False, True):
            before = _ask(rule, given, on, earlier, moves)
            after = _ask(rule, given, on, later, moves)
            if before is None or after is None or not _is_change(before, after, moves):
                continue
            if _moves_anyway(rule, given, on, before, after, moves):
                continue
            inputs = {k: to_json(v) for k, v in _moved(given, earlier - on, moves).items()}
            yield Difference(rule.code, rule.name_zh, rule.name_en, inputs, before, after)


def _is_change(before: Side, after: Side, moves: bool) -> bool:
    return before.grounds != after.grounds and _is_change_of_value(before, after, moves)


def _is_change_of_value(before: Side, after: Side, moves: bool) -> bool:
    shift = (after.on - before.on).days if moves else 0
    return _without_days(before.value, 0) != _without_days(after.value, shift)


def _moves_anyway(
    rule: Rule, given: Mapping[str, Any], on: date, before: Side, after: Side, moves: bool
) -> bool:
    """Say whether the answer comes and goes within two weeks under the later text."""
    refused = before.is_refused or after.is_refused
    if not refused and _parameters(before) != _parameters(after):
        return False
    for ahead in range(1, 15):
        next_one = _ask(rule, given, on, after.on + timedelta(days=ahead), moves)
        if next_one is None:
            continue
        if moves and not _is_change_of_value(before, next_one, moves):
            return True
        if not moves and ahead == 1 and _is_change_of_value(after, next_one, moves):
            return True
    return False


def _parameters(side: Side) -> set[str]:
    return {ground for ground in side.grounds if "=" in ground}


def _without_days(value: Json, shift: int) -> Json:
    """Write days of an answer relative to the day asked, so that moving along is no change."""
    if isinstance(value, dict):
        return {k: _without_days(v, shift) for k, v in value.items()}
    if isinstance(value, list):
        return [_without_days(v, shift) for v in value]
    if isinstance(value, str) and shift:
        try:
            return (date.fromisoformat(value) - timedelta(days=shift)).isoformat()
        except (ValueError, OverflowError):
            return value
    return value


def _ask(rule: Rule, given: Mapping[str, Any], on: date, day: date, moves: bool) -> Side | None:
    """Ask a rule on a day; None where moving the dates leads out of the calendar."""
    try:
        inputs = _moved(given, day - on, moves)
        finding = rule.function(on=day, **inputs)
    except Refusal as refusal:
        grounds = {refusal.basis.zh} if refusal.basis else set()
        return Side(
            day,
            refusal.message_zh,
            refusal.message_en,
            {"refused": refusal.code},
            frozenset({*grounds, refusal.code}),
        )
    except (OverflowError, ValueError):
        return None
    return Side(
        day,
        finding.conclusion_zh,
        finding.conclusion_en,
        to_json(finding.value),
        frozenset(_grounds(finding)),
    )


def _grounds(finding: Finding[Any]) -> Iterator[str]:
    for step in finding.steps:
        if step.basis is not None:
            yield step.basis.zh
        if step.parameter is not None:
            known = {str(p.value) for p in history(step.parameter)}
            is_figure = str(step.value) in known
            yield f"{step.parameter}={step.value}" if is_figure else step.parameter


def _moved(given: Mapping[str, Any], by: timedelta, moves: bool) -> dict[str, Any]:
    return {k: _move(v, by) for k, v in given.items()} if moves else dict(given)


def _move(value: Any, by: timedelta) -> Any:
    """Move every date inside a value."""
    if isinstance(value, datetime | date):
        return value + by
    if isinstance(value, Days):
        return Days(value.start + by, None if value.end is None else value.end + by)
    if isinstance(value, tuple):
        return tuple(_move(v, by) for v in value)
    if isinstance(value, Mapping):
        return {k: _move(v, by) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
        return dataclasses.replace(value, **{k: _move(v, by) for k, v in held.items()})
    return value
