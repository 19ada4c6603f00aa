"""A thing the debtor owns together with others (共有财产).

It may be seized and the co-owners are told in time. A partition agreed among them binds
only with the creditor's approval; then the seizure holds on the debtor's share alone. A
partition suit stops enforcement on the thing while it runs.

被执行人与他人共有的财产可以查封，并应及时通知共有人。共有人之间协议分割的，经债权人认可才有效，
此后查封只及于被执行人分得的部分。提起析产诉讼的，诉讼期间中止对该财产的执行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "12"),)


@dataclass(frozen=True, slots=True)
class CoOwned:
    """Say whether enforcement may go on, what stays seized, and what is released."""

    allowed: bool
    seized: Fen
    released: Fen
    tell_co_owners: bool


class ShareRefused(Refusal):
    """Say that a share is none."""


@answers("CO_OWNED")
def co_owned(
    *,
    on: date,
    value: Fen,
    share: Fraction | None = None,
    partition_agreed: bool = False,
    creditor_approved: bool = False,
    suit_pending: bool = False,
    co_owners_told: bool = False,
) -> Finding[CoOwned]:
    """Find how a co-owned thing stands.

    ``share`` is the debtor's share by the partition or the judgment, None while open.
    """
    if value < 0 or (share is not None and not 0 < share <= 1):
        raise ShareRefused(
            "SHARE_OUT_OF_RANGE",
            message_zh="份额应大于0、不超过1，价值不得为负。",
            message_en="A share is above 0 and at most 1, a value not negative.",
            remedy_zh="请核对份额和价值。",
            remedy_en="Check share and value.",
            field="share",
        )
    why = Reasons(on)
    basis = cite("SEIZURE", 12, on=on)
    if not co_owners_told:
        why.step("应及时通知共有人。", "The co-owners are to be told in time.", basis)
    binds = partition_agreed and creditor_approved
    seized = Fen.rounded(value * share) if binds and share is not None else value
    if partition_agreed and not creditor_approved:
        why.step(
            "分割协议未经债权人认可，不能据以解除。",
            "The creditor has not approved the partition: nothing is released by it.",
            basis,
        )
    if suit_pending:
        why.step(
            "析产诉讼期间，中止对该财产的执行。",
            "Enforcement on it is suspended during the partition suit.",
            basis,
        )
    why.step(
        f"查封及于{seized.yuan}元，应解除{Fen(value - seized).yuan}元。",
        f"The seizure holds on {seized.yuan}; {Fen(value - seized).yuan} are released.",
        basis,
        value=seized,
    )
    return why.finding(
        CoOwned(not suit_pending, seized, Fen(value - seized), not co_owners_told),
        "中止执行该财产。" if suit_pending else "可以继续执行。",
        "Suspended." if suit_pending else "Enforcement may go on.",
    )


def _given(**more: object) -> dict[str, object]:
    return {"on": date(2019, 1, 2), "value": Fen(10001), "share": Fraction(1, 2), **more}


RULE = Rule(
    "CO_OWNED",
    BASIS,
    Days(date(2005, 1, 1)),
    co_owned,
    (
        Example(_given(), {"allowed": True, "seized": Fen(10001), "tell_co_owners": True}),
        Example(_given(partition_agreed=True), {"seized": Fen(10001)}),
        Example(
            _given(partition_agreed=True, creditor_approved=True),
            {"seized": Fen(5001), "released": Fen(5000)},
        ),
        Example(_given(suit_pending=True), {"allowed": False}),
        Example(_given(share=Fraction(2)), refusal="SHARE_OUT_OF_RANGE"),
    ),
    "共有财产",
    "Co-owned property",
    covers=("R-SZ-COOWN",),
)
