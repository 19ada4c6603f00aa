"""How the dated rules that send cases to pools are read before a court adopts them."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.assignment.cutover import PoolRule
from zhixing.courts.kinds import PolicyCode
from zhixing.courts.policy_values import reads_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode


@dataclass(frozen=True, slots=True)
class _Pools:
    rules: tuple[PoolRule, ...]


@reads_policy(PolicyCode.ASSIGNMENT_CUT_OVER)
def read_pool_rules(value: Json) -> tuple[PoolRule, ...]:
    """Read ``{"rules": [{name, looks_at, days, pool, title_kinds}]}``.

    :raises Unreadable: a field does not fit, or there is no rule.
    """
    rules = decode(_Pools, value).rules
    if not rules:
        raise Unreadable("rules", ("至少一条规则", "at least one rule"), [])
    for i, rule in enumerate(rules):
        if not (rule.name.strip() and rule.pool.strip()):
            raise Unreadable(f"rules[{i}]", ("名称和分案池", "a name and a pool"), rule.name)
    return rules
