"""Whose property may be seized (权属判断): possession, registration, third persons, sales.

What the debtor holds or what is registered in the debtor's name may be seized. A thing in
a third person's hands or name only when that person acknowledges in writing that it is
the debtor's. A thing sold but not yet transferred is free once the buyer has paid all,
holds it and is not at fault.

谁的财产可以查封，依占有、登记、第三人确认和买卖四点判断。被执行人占有的，或者登记在其名下的，
可以查封。第三人占有或者登记在第三人名下的，只有第三人书面确认属于被执行人的，才能查封。
已经出卖而尚未过户的，买受人付清全款、实际占有且对未过户没有过错的，不得查封；
过户登记已经完成的，也不得查封。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "2"), ("SEIZURE", "14"), ("SEIZURE", "15"), ("SEIZURE", "23"))


@dataclass(frozen=True, slots=True)
class Title:
    """Hold how a thing stands between the debtor and others."""

    held_by_debtor: bool = False
    registered_to_debtor: bool = False
    acknowledged_in_writing: bool = False
    sold: bool = False
    price_paid_in_full: bool = False
    buyer_in_possession: bool = False
    buyer_without_fault: bool = False
    needs_registration: bool = True
    transfer_registered: bool = False


@dataclass(frozen=True, slots=True)
class May:
    """Say whether the thing may be seized."""

    allowed: bool


@answers("WHOSE_PROPERTY")
def whose_property(*, on: date, title: Title) -> Finding[May]:
    """Say whether a thing may be seized as the debtor's."""
    why = Reasons(on)
    if title.transfer_registered:
        why.step(
            "过户登记已经完成，不得查封。",
            "The transfer is registered: it may not be seized.",
            cite("SEIZURE", 23, on=on),
        )
        return why.finding(May(False), "不得查封。", "It may not be seized.")
    is_buyers = (
        title.sold
        and title.needs_registration
        and title.price_paid_in_full
        and title.buyer_in_possession
        and title.buyer_without_fault
    )
    if is_buyers:
        why.step(
            "买受人已付全款、实际占有，对未过户没有过错。",
            "The buyer paid all, holds it and is not at fault.",
            cite("SEIZURE", 15, on=on),
        )
        return why.finding(May(False), "不得查封。", "It may not be seized.")
    is_debtors = title.held_by_debtor or title.registered_to_debtor
    allowed = is_debtors or title.acknowledged_in_writing
    why.step(
        "由被执行人占有或者登记在其名下。"
        if is_debtors
        else "第三人已书面确认属于被执行人。"
        if allowed
        else "由第三人占有或者登记在其名下，没有其书面确认。",
        "The debtor holds it or it is registered to the debtor."
        if is_debtors
        else "The third person acknowledged in writing that it is the debtor’s."
        if allowed
        else "A third person holds it, or it is registered to one, without an acknowledgement.",
        cite("SEIZURE", 2, on=on),
    )
    return why.finding(
        May(allowed),
        "可以查封。" if allowed else "不得查封。",
        "It may be seized." if allowed else "It may not be seized.",
    )


_SOLD = Title(registered_to_debtor=True, sold=True, price_paid_in_full=True)


def _given(title: Title) -> dict[str, object]:
    return {"on": date(2019, 1, 2), "title": title}


RULE = Rule(
    "WHOSE_PROPERTY",
    BASIS,
    Days(date(2005, 1, 1)),
    whose_property,
    (
        Example(_given(Title(registered_to_debtor=True)), {"allowed": True}),
        Example(_given(Title()), {"allowed": False}),
        Example(_given(Title(acknowledged_in_writing=True)), {"allowed": True}),
        Example(_given(_SOLD), {"allowed": True}, note="未实际占有 not in possession"),
        Example(
            _given(
                Title(
                    registered_to_debtor=True,
                    sold=True,
                    price_paid_in_full=True,
                    buyer_in_possession=True,
                    buyer_without_fault=True,
                )
            ),
            {"allowed": False},
        ),
        Example(_given(Title(held_by_debtor=True, transfer_registered=True)), {"allowed": False}),
    ),
    "财产权属判断",
    "Whose property it is",
    covers=("R-SZ-THIRDPARTY",),
)
