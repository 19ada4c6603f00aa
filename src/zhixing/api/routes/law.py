"""The law as a library: the rules, and running any of them on facts and a day."""

from __future__ import annotations

import inspect
from datetime import date
from typing import Any

from zhixing.api.door import invalid, unreadable
from zhixing.api.problems import not_found
from zhixing.api.route import ask, get
from zhixing.api.schemas.law import RuleShown
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable
from zhixing.kernel.finding import Finding
from zhixing.law import registry


def rules() -> list[RuleShown]:
    """List every rule with its articles and inputs."""
    return [_shown(code) for code in registry.list_rules()]


def rule(code: str) -> RuleShown:
    """Show one rule."""
    if code not in registry.list_rules():
        raise not_found("code")
    return _shown(code)


def execute(code: str, inputs: dict[str, Json], on: date) -> Finding[Any]:
    """Run a rule on a day; ``inputs`` is what a finding carries, amounts in whole fen."""
    try:
        return registry.execute(code, inputs, on)
    except registry.UnknownRule:
        raise not_found("code") from None
    except Unreadable as refused:
        raise unreadable("inputs", refused) from None
    except (ValueError, ArithmeticError) as refused:
        raise invalid("inputs", str(refused)[:200]) from None


def _shown(code: str) -> RuleShown:
    found = registry.get_rule(code)
    asked = inspect.signature(found.function).parameters
    return RuleShown(
        code=found.code,
        version=found.version,
        name_zh=found.name_zh,
        name_en=found.name_en,
        basis=tuple(f"{instrument} {article}" for instrument, article in found.basis),
        parameters=found.parameters,
        inputs=tuple(name for name in asked if name != "on"),
    )


ROUTES = (
    get("/law", rules, "法律规则", "Rules of law", needs=""),
    get("/law/{code}", rule, "法律规则详情", "A rule of law", needs=""),
    ask("/law/{code}", execute, "适用法律规则", "Apply a rule of law"),
)
