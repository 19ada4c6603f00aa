"""Who may see an identity: whoever has a ground for it; the grounds come from other rooms.

A room that ties people to parties (by handling their case, say) declares a ground
in its own ``policies.py``. Where no ground holds, only the emergency look is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.utils.module_loading import autodiscover_modules

from zhixing.courts.capabilities import Capability
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal


class IdentityRefused(Refusal):
    """Tell that an identity is not shown to this person for this purpose."""


class BreakGlassRefused(Refusal):
    """Tell that an emergency look, or its review, is not possible this way."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Say why an identity may be shown, and in which case if in one."""

    code: str
    case: UUID | None = None


GroundFinder = Callable[[UUID, Principal, date], Ground | None]
_finders: dict[str, GroundFinder] = {}


def identity_ground(finder: GroundFinder) -> GroundFinder:
    """Declare a function that finds a ground on which a party's identity may be shown."""
    _finders[f"{finder.__module__}.{finder.__qualname__}"] = finder
    return finder


def find_ground(party: UUID, by: Principal, on: date) -> Ground | None:
    """Find the first ground on which ``by`` may see a party's identity on a day."""
    _discover()
    if by.may(Capability.SUPERVISE):
        return Ground("SUPERVISION")
    for name in sorted(_finders):
        found = _finders[name](party, by, on)
        if found is not None:
            return found
    return None


@cache
def _discover() -> None:
    autodiscover_modules("policies")


def require(by: Principal, capability: Capability) -> None:
    """Refuse a principal whose post does not carry a capability."""
    if not by.may(capability):
        raise IdentityRefused(
            "NOT_YOURS_TO_DO",
            message_zh=f"您的岗位没有“{capability.words[0]}”权限。",
            message_en=f"Your post does not carry the power to {capability.words[1]}.",
            remedy_zh="请由有权限的岗位办理，或请管理部门授予权限。",
            remedy_en="Ask a post that has it, or have it granted.",
        )
