"""The types of acts. A room's ``acts.py`` declares them; declaring is all it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from zhixing.cases.docket.facts import Facts
from zhixing.kernel.refusal import Refusal

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class ActStamp:
    """Tell an effect when the act legally happened and who is bound by it."""

    act: UUID
    seq: int
    occurred_on: date
    by_person: UUID
    by_post: UUID
    subject: UUID | None = None


@dataclass(frozen=True, slots=True)
class Countering:
    """Name the operation that counters an act which moved money: its code and its words."""

    operation: str
    zh: str
    en: str


Effect = Callable[[Facts, Any, ActStamp], Facts]
Guard = Callable[[int, Any, Any], Refusal | None]
"""Asked with court, payload and correction (None to annul): what stands against it."""


@dataclass(frozen=True, slots=True)
class ActType:
    """Name a type of act: its code, its words, its payload, and what it does to the facts.

    ``milestone`` is reached on the day the act occurred; ``stage`` is entered by
    it; ``subject`` names the kind of thing the act is about (asset, measure), for
    which ``subject_effect`` folds a record of its own. A ``is_final`` act is never
    corrected or annulled: what it records stays, and a later act says what changed.
    ``countered_by`` stands at an act that moved money: only that operation undoes it,
    in ledger and docket together. A ``guard`` looks at what rests on the act before it
    is corrected or annulled.
    """

    code: str
    zh: str
    en: str
    payload: type[Any]
    milestone: str | None = None
    stage: str | None = None
    subject: str | None = None
    is_final: bool = False
    countered_by: Countering | None = None
    guard: Guard | None = None
    effects: tuple[Effect, ...] = field(default=())
    subject_effects: tuple[Effect, ...] = field(default=())


_types: dict[str, ActType] = {}
_by_payload: dict[type[Any], ActType] = {}


def act(
    code: str,
    *,
    zh: str,
    en: str,
    milestone: str | None = None,
    stage: str | None = None,
    subject: str | None = None,
    is_final: bool = False,
    countered_by: Countering | None = None,
    guard: Guard | None = None,
) -> Callable[[type[P]], type[P]]:
    """Declare a frozen dataclass as the payload of an act type.

    The class may define ``effect(self, facts, stamp) -> Facts`` for the case's
    facts and ``subject_effect(self, facts, stamp) -> Facts`` for its subject's
    record. Effects never raise and never ask for permission.
    """

    def declare(cls: type[P]) -> type[P]:
        kind = ActType(
            code=code,
            zh=zh,
            en=en,
            payload=cls,
            milestone=milestone,
            stage=stage,
            subject=subject,
            is_final=is_final,
            countered_by=countered_by,
            guard=guard,
            effects=_methods(cls, "effect"),
            subject_effects=_methods(cls, "subject_effect"),
        )
        known = _types.get(code)
        if known is not None and known.payload.__qualname__ != cls.__qualname__:
            raise ValueError(f"act type {code} is declared twice")
        _types[code], _by_payload[cls] = kind, kind
        return cls

    return declare


def _methods(cls: type[Any], name: str) -> tuple[Effect, ...]:
    method = getattr(cls, name, None)
    if method is None:
        return ()
    return (lambda facts, payload, stamp: method(payload, facts, stamp),)


def get_act_type(code: str) -> ActType:
    """Give an act type by its code.

    :raises KeyError: no room declares it.
    """
    return _types[code]


def type_of(payload: Any) -> ActType:
    """Give the act type that a payload belongs to."""
    return _by_payload[type(payload)]


def all_act_types() -> Iterable[ActType]:
    """Give every declared act type, by code."""
    return [_types[code] for code in sorted(_types)]
