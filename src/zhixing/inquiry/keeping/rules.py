"""The rule by which a court lets the release of an excess go out without a judge's approval.

Off by default, adopted by each court with its paper, its basis and a day of review. It only
ever lets money go that the law forbids to hold: divisible money, up to a highest amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.queries import AssetView
from zhixing.courts import queries as courts
from zhixing.decisions.proposals import settle_by_rule
from zhixing.inquiry.wire.model import CNY
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import Principal

SURPLUS_RELEASE: Final = "SURPLUS_RELEASE"


@dataclass(frozen=True, slots=True)
class AutomaticRelease:
    """Hold the highest amount, in fen, that one release may have to go out by itself."""

    most: Fen


def read_automatic_release(value: Json) -> AutomaticRelease:
    """Read the policy that lets an excess go without approval.

    :raises Unreadable: the highest amount is missing or not above zero.
    """
    read = decode(AutomaticRelease, value)
    if read.most <= 0:
        raise Unreadable("most", ("大于零的金额（分）", "an amount above zero, in fen"), read.most)
    return read


def settle_if_allowed(
    matter: UUID, view: AssetView, amount: Fen, on: date, *, by: Principal
) -> bool:
    """Let a release go out if the court adopted the rule and it fits; gives whether it does."""
    policy = courts.find_policy(by.court_no, SURPLUS_RELEASE, on)
    if policy is None or kind_of(view.kind).way is not Way.MONEY or view.currency != CNY:
        return False
    if amount > read_automatic_release(dict(policy.value)).most:
        return False
    return settle_by_rule(matter, SURPLUS_RELEASE, policy.legal_basis, on, by=by)
