"""A search (搜查): the debtor does not perform and hides property; warrant by the president."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.coercion.route import SEARCH, Route
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "259"), ("INVESTIGATION", "14"))


@answers("SEARCH")
def search(
    *, on: date, is_unperformed: bool, hides_property: bool, warrant_by_president: bool
) -> Finding[Route]:
    """Check whether a search may be made."""
    why = Reasons(on)
    basis = cite("CPL", 259, on=on)
    for holds, code, zh, en in (
        (is_unperformed, "PERFORMED", "被执行人已履行义务", "the debtor has performed"),
        (hides_property, "NOT_HIDING", "没有隐匿财产的事实", "no property is shown to be hidden"),
        (warrant_by_president, "WARRANT", "搜查令未经院长签发", "the president signed no warrant"),
    ):
        if not holds:
            raise CoercionRefused(
                code,
                message_zh=f"不得搜查：{zh}。",
                message_en=f"No search: {en}.",
                basis=basis,
                remedy_zh="查明隐匿财产的线索并报院长签发搜查令。",
                remedy_en="Establish that property is hidden and obtain the president’s warrant.",
            )
    why.step(
        "未履行义务并隐匿财产，院长已签发搜查令。",
        "Not performed, property hidden, warrant signed by the president.",
        basis,
    )
    return why.finding(SEARCH, "可以搜查。", "A search may be made.")


def _given(a: bool, b: bool, c: bool) -> dict[str, object]:
    return {
        "on": date(2017, 3, 14),
        "is_unperformed": a,
        "hides_property": b,
        "warrant_by_president": c,
    }


RULE = Rule(
    "SEARCH",
    BASIS,
    Days(date(2013, 1, 1)),
    search,
    (
        Example(_given(True, True, True), SEARCH),
        Example(_given(True, False, True), refusal="NOT_HIDING"),
        Example(_given(True, True, False), refusal="WARRANT"),
        Example(_given(False, True, True), refusal="PERFORMED"),
    ),
    "搜查",
    "Search",
)
