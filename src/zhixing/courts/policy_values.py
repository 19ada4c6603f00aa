"""Reads the values of policies as those who apply them will, before a court adopts one.

A policy that nobody can read would stand in the way of every case of the court from the
day it is adopted. Each kind has one reader; a room that applies a policy of its own
declares it in its ``policies.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.utils.module_loading import autodiscover_modules

from zhixing.courts.kinds import PolicyCode, TeamRole
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.policies.reading import read_local_rules
from zhixing.platform.principal import PostKind

ValueReader = Callable[[Json], Any]
Fitter = Callable[[int, Mapping[str, Json], date], None]
_readers: dict[str, ValueReader] = {}
_fitters: dict[str, Fitter] = {}


def reads_policy(code: str) -> Callable[[ValueReader], ValueReader]:
    """Declare how the value of a policy is read; the reader raises ``Unreadable``."""

    def declare(reader: ValueReader) -> ValueReader:
        _readers[code] = reader
        return reader

    return declare


def fits_policy(code: str) -> Callable[[Fitter], Fitter]:
    """Declare what a policy must fit in its court on its first day; it raises a ``Refusal``."""

    def declare(fitter: Fitter) -> Fitter:
        _fitters[code] = fitter
        return fitter

    return declare


@cache
def _discover() -> None:
    autodiscover_modules("policies")


def list_policy_kinds() -> tuple[str, ...]:
    """Give the codes of all policies that somebody reads."""
    _discover()
    return tuple(sorted(_readers))


def require_readable(code: str, value: Mapping[str, Json]) -> None:
    """Insist that a policy is of a known kind and that its value can be read.

    :raises Refusal: ``POLICY_UNKNOWN`` or ``POLICY_VALUE_UNREADABLE``; the field is named.
    """
    _discover()
    reader = _readers.get(code)
    if reader is None:
        raise Refusal(
            "POLICY_UNKNOWN",
            message_zh=f"没有名为“{code}”的规定，平台不会适用。",
            message_en=f"There is no policy {code!r}; nothing would apply it.",
            remedy_zh=f"可采用的规定：{'、'.join(list_policy_kinds())}。",
            remedy_en=f"Policies are: {', '.join(list_policy_kinds())}.",
            field="code",
        )
    try:
        reader({**value})
    except Unreadable as refused:
        raise Refusal(
            "POLICY_VALUE_UNREADABLE",
            message_zh=f"“{code}”的内容无法识别：{refused.zh}。",
            message_en=f"The value of {code} cannot be read: {refused.en}.",
            remedy_zh="请按该项规定的格式填写。",
            remedy_en="Write it in the form of this policy.",
            field=f"value.{refused.path}" if refused.path else "value",
        ) from None


def require_fitting(court_no: int, code: str, value: Mapping[str, Json], on: date) -> None:
    """Insist that a policy fits what else holds in its court on its first day.

    :raises Refusal: as the room that applies it says.
    """
    _discover()
    fitter = _fitters.get(code)
    if fitter is not None:
        fitter(court_no, value, on)


@reads_policy(PolicyCode.LOCAL_RULES)
def _local_rules(value: Json) -> None:
    read_local_rules(value, _ANY_DAYS, "")


_ANY_DAYS: Final = Days(date(1949, 10, 1))


@dataclass(frozen=True, slots=True)
class _LookOut:
    review_days: int = 180


@reads_policy(PolicyCode.LOOK_OUT)
def _look_out(value: Json) -> None:
    if decode(_LookOut, value).review_days <= 0:
        raise Unreadable("review_days", ("大于零的天数", "days above zero"), value)


@reads_policy(PolicyCode.TEAM_RATIO)
def _team_ratio(value: Json) -> None:
    ratio = decode(dict[TeamRole, int], value)
    for role in TeamRole:
        if ratio.get(role, -1) < 0:
            raise Unreadable(role.value, ("不小于零的人数", "a number from zero"), ratio.get(role))
    if not any(ratio.values()):
        raise Unreadable("", ("至少一类人员", "somebody in the team"), value)


@dataclass(frozen=True, slots=True)
class _Tier:
    steps: tuple[PostKind, ...]
    up_to: Fen | None = None


@dataclass(frozen=True, slots=True)
class _Tiers:
    tiers: tuple[_Tier, ...]


@reads_policy(PolicyCode.PAYMENT_TIERS)
def _payment_tiers(value: Json) -> None:
    tiers = decode(_Tiers, value).tiers
    below = Fen(0)
    for i, tier in enumerate(tiers):
        if not tier.steps:
            raise Unreadable(f"tiers[{i}].steps", ("至少一个审批岗位", "an approver"), [])
        is_last = i == len(tiers) - 1
        if (tier.up_to is None) != is_last or (tier.up_to is not None and tier.up_to <= below):
            said = "逐级增大的金额，最后一级不设上限", "growing amounts, the last without a limit"
            raise Unreadable(f"tiers[{i}].up_to", said, tier.up_to)
        below = tier.up_to or below
    if not tiers:
        raise Unreadable("tiers", ("至少一级", "at least one tier"), [])


@dataclass(frozen=True, slots=True)
class _Nothing:
    """The form of a policy that is either adopted or not, with nothing more to say."""


def _nothing(value: Json) -> None:
    decode(_Nothing, value)


for _code in (
    PolicyCode.SHIELDING,
    PolicyCode.FIRST_SUMMONS_DETENTION,
    PolicyCode.BROADCAST_EXPOSURE,
):
    reads_policy(_code)(_nothing)
