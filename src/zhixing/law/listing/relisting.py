"""Listing again (重新纳入) after deletion, on default of a settlement.

After a deletion at the applicant’s request, the applicant’s new request within six
months is not granted. The bar does not bind the court acting of its own motion, which
may be proposed when the debtor defaults.

失信信息删除以后，被执行人无正当理由不履行和解协议的，可以提出重新纳入，由人决定。
信息是依申请执行人申请删除的，申请执行人在删除后六个月内再次申请纳入，不予支持；
这一限制不约束法院依职权纳入。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.grounds import CHANGE, Ground, ListingRefused
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "10"), ("LISTING", "1"))


@dataclass(frozen=True, slots=True)
class Relisting:
    """Hold the proposal: its ground, and whether the court acts of its own motion."""

    ground: Ground
    ex_officio: bool


@answers("RELISTING")
def relisting(
    *,
    on: date,
    defaulted_without_cause: bool,
    asked_by_applicant: bool,
    deleted_on_request_on: date | None = None,
) -> Finding[Relisting]:
    """Say whether a debtor who defaulted on a settlement may be proposed for listing again."""
    why = Reasons(on)
    basis = cite("LISTING", 10, on=on)
    if not defaulted_without_cause:
        raise ListingRefused(
            "NO_DEFAULT",
            message_zh="没有无正当理由拒不履行和解协议的事实。",
            message_en="There is no default without good cause.",
            basis=cite("LISTING", 1, on=on),
            remedy_zh="查明违约事实后再提出。",
            remedy_en="Establish the default first.",
        )
    if asked_by_applicant and deleted_on_request_on is not None and on >= CHANGE:
        months = why.parameter("listing.relist_bar").whole
        until = add_months(deleted_on_request_on, months)
        if on <= until:
            raise ListingRefused(
                "RELIST_BAR",
                message_zh=f"依申请删除后{months}个月内（至{until}）申请再次纳入的，不予支持。",
                message_en=f"Within {months} months of deletion on request (until {until}) the "
                "applicant’s new request is not granted.",
                basis=basis,
                remedy_zh="人民法院可以依职权决定纳入，或待期满后申请。",
                remedy_en="The court may act of its own motion, or ask after that day.",
            )
    why.step(
        "无正当理由拒不履行和解协议，可以重新纳入；由人决定。",
        "Default without good cause: listing again may be proposed; a person decides.",
        basis,
    )
    return why.finding(
        Relisting(Ground.SETTLEMENT_BREACH, not asked_by_applicant),
        "建议重新纳入失信名单。",
        "Listing again is proposed.",
    )


def _given(on: str, asked: bool, deleted: str | None, defaulted: bool = True) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "defaulted_without_cause": defaulted,
        "asked_by_applicant": asked,
        "deleted_on_request_on": date.fromisoformat(deleted) if deleted else None,
    }


RULE = Rule(
    "RELISTING",
    BASIS,
    Days(date(2013, 10, 1)),
    relisting,
    (
        Example(_given("2017-11-05", True, "2017-05-05"), refusal="RELIST_BAR"),
        Example(_given("2017-11-06", True, "2017-05-05"), {"ex_officio": False}),
        Example(_given("2017-06-01", False, "2017-05-05"), {"ex_officio": True}),
        Example(_given("2017-04-30", True, "2017-04-05"), {"ex_officio": False}),
        Example(_given("2017-06-01", False, None, defaulted=False), refusal="NO_DEFAULT"),
    ),
    "重新纳入",
    "Listing again",
    ("listing.relist_bar",),
    covers=("R-SX-RELIST",),
)
