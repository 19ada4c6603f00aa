"""Who approves what unless a court laid down its own route.

The president's matters are those that statute and interpretation reserve to the
president of the court (院长); the rest are customary and for each court to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zhixing.courts.kinds import Matter
from zhixing.platform.principal import PostKind

_J = PostKind.JUDGE
_D, _V, _P = PostKind.DIRECTOR, PostKind.VICE_PRESIDENT, PostKind.PRESIDENT


@dataclass(frozen=True, slots=True)
class DefaultRoute:
    """Name the kinds of post that approve, in order, and why those."""

    steps: tuple[PostKind, ...]
    basis: str


_CUSTOM: Final = "惯例，由各院自定"

DEFAULT_ROUTES: Final[Mapping[str, DefaultRoute]] = {
    Matter.FILING: DefaultRoute((_D,), _CUSTOM),
    Matter.FREEZE: DefaultRoute((_D,), _CUSTOM),
    Matter.SEALING: DefaultRoute((_D,), _CUSTOM),
    Matter.TRANSFER: DefaultRoute((_D,), _CUSTOM),
    Matter.RELEASE: DefaultRoute((_D,), _CUSTOM),
    Matter.RENEWAL: DefaultRoute((_J,), _CUSTOM),
    Matter.SURPLUS: DefaultRoute((_J,), _CUSTOM),
    Matter.LISTING: DefaultRoute((_D, _P), "失信被执行人名单规定第五条：由院长签发"),
    Matter.DELISTING: DefaultRoute((_D,), _CUSTOM),
    Matter.SHIELDING: DefaultRoute((_D, _V), _CUSTOM),
    Matter.RESTRICTION: DefaultRoute((_D, _P), "限制高消费规定第五条：由院长签发"),
    Matter.SUMMONS: DefaultRoute((_D, _P), "民事诉讼法：拘传应当经院长批准"),
    Matter.SEARCH: DefaultRoute((_D, _P), "民事诉讼法：由院长签发搜查令"),
    Matter.FINE: DefaultRoute((_D, _P), "民事诉讼法：罚款必须经院长批准"),
    Matter.DETENTION: DefaultRoute((_D, _P), "民事诉讼法：拘留必须经院长批准"),
    Matter.EARLY_RELEASE: DefaultRoute((_P,), "民事诉讼法解释：提前解除拘留报请院长批准"),
    Matter.EXIT_BAN: DefaultRoute((_D, _V), _CUSTOM),
    Matter.LOOK_OUT: DefaultRoute((_D, _V), _CUSTOM),
    Matter.EVICTION: DefaultRoute((_D, _P), "民事诉讼法：由院长签发公告"),
    Matter.PAYMENT: DefaultRoute((_D,), _CUSTOM),
    Matter.SETTLEMENT: DefaultRoute((_D,), _CUSTOM),
    Matter.EXTENSION: DefaultRoute((_D, _P), "执行期限规定：延长期限由院长批准"),
    Matter.SUSPENSION: DefaultRoute((_D,), _CUSTOM),
    Matter.REASSIGNMENT: DefaultRoute((_D,), _CUSTOM),
    Matter.CLOSING: DefaultRoute((_D,), _CUSTOM),
    Matter.CLOSING_WITHOUT_PROPERTY: DefaultRoute((_D, _P), "民诉法解释：终结本次执行报经院长批准"),
    Matter.RESUMPTION: DefaultRoute((_D,), _CUSTOM),
}
"""The route of each matter in a court that laid down none."""
