"""Reads the values of policies as those who apply them will, before a court adopts one.

A set of local rules that nobody can read would stand in the way of every case of the
court from the day it is adopted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from zhixing.api.problems import Problem
from zhixing.assignment.cutover import PoolRule
from zhixing.cases.docket.local_rules import policies_of
from zhixing.courts.kinds import PolicyCode, TeamRole
from zhixing.courts.operations import NewPolicy
from zhixing.kernel.codec import decode


def require_readable(new: NewPolicy) -> None:
    """Insist that a policy's value is one its readers understand.

    :raises Problem: it is none, or its days are reversed.
    """
    read = _READERS.get(new.code)
    try:
        if read is not None:
            read(new)
    except (KeyError, TypeError, ValueError) as refused:
        raise Problem(
            422,
            "POLICY_VALUE_UNREADABLE",
            f"“{new.code}”的内容无法识别：{refused}。",
            f"The value of {new.code} cannot be read: {refused}.",
            field="new.value",
            remedy=("请按该项规定的格式填写。", "Write it in the form of this policy."),
        ) from None


def _local_rules(new: NewPolicy) -> None:
    policies_of(new.value, new.valid_from, new.valid_until, new.legal_basis)


def _pools(new: NewPolicy) -> None:
    decode(tuple[PoolRule, ...], new.value["rules"])


def _ratio(new: NewPolicy) -> None:
    for role in TeamRole:
        if int(str(new.value[role.value])) < 0:
            raise ValueError(f"{role.value} is negative")


_READERS: Final[Mapping[str, Callable[[NewPolicy], Any]]] = {
    PolicyCode.LOCAL_RULES: _local_rules,
    PolicyCode.ASSIGNMENT_CUT_OVER: _pools,
    PolicyCode.TEAM_RATIO: _ratio,
}
"""How the value of each policy that has a form is read."""
