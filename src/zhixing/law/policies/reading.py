"""Reads a court's local rules (本院规定) as the law takes them, or names what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.ranges import Days
from zhixing.law.policies import policy
from zhixing.law.policies.policy import Policy

WITH_A_TERM: Final = frozenset(
    {
        policy.NATIONAL_QUERY,
        policy.LOCAL_QUERY,
        policy.PROPERTY_REPORT_ORDER,
        policy.FOUR_CHECKS_TWO_REPORTS,
        policy.CONTROL_ALERT,
        policy.PAY_OUT,
    }
)
"""The local rules that are a number of days or months."""

KNOWN: Final = WITH_A_TERM | {policy.SHIELDING, policy.RELIST_ON_DEFAULT}
"""The local rules that some rule of law reads."""


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[Any, ...]


def read_local_rules(value: Json, adopted: Days, document_zh: str) -> tuple[Policy, ...]:
    """Read one adopted set of rules: ``{"rules": [{code, amount, unit, …}]}``.

    :raises Unreadable: a field is missing, unknown or of the wrong type, a rule is read
        by no law, stands twice, or has no term where it needs one.

    >>> from datetime import date
    >>> days = Days(date(2018, 1, 1))
    >>> [p.code for p in read_local_rules({"rules": [{"code": "SHIELDING"}]}, days, "办法")]
    ['SHIELDING']
    """
    given = {"adopted": to_json(Days(adopted.start)), "document_zh": document_zh}
    found: list[Policy] = []
    for i, rule in enumerate(decode(_Rules, value).rules):
        where = f"rules[{i}]"
        whole: Any = {**given, **rule} if isinstance(rule, Mapping) else rule
        read = replace(decode(Policy, whole, where), adopted=adopted)
        _check(read, [p.code for p in found], where)
        found.append(read)
    return tuple(found)


def _check(read: Policy, before: list[str], where: str) -> None:
    if read.code not in KNOWN:
        names = sorted(KNOWN)
        said = f"{'、'.join(names)}之一", f"one of {', '.join(names)}"
        raise Unreadable(f"{where}.code", said, read.code)
    if read.code in before:
        raise Unreadable(f"{where}.code", ("未重复的规则", "a rule named once"), read.code)
    if read.code in WITH_A_TERM and read.amount <= 0:
        raise Unreadable(f"{where}.amount", ("大于零的期限", "a term above zero"), read.amount)
