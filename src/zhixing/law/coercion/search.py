"""A search (搜查): the debtor does not perform and hides property; warrant by the president.

可以搜查的条件和方式。须被执行人不履行义务并隐匿财产（包括会计账簿等资料），且由院长签发搜查令；
三者缺一，不得搜查。搜查人员应按规定着装并出示搜查令和工作证件；应通知被执行人或者其成年家属以及
基层组织派人到场，被执行人为单位的，通知其法定代表人或者主要负责人，经通知而不到场的不影响搜查；
搜查妇女身体，由女执行人员进行。搜查应制作笔录，由在场人签名，无关人员不得进入。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.coercion.route import SEARCH, Route
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "259"), ("INVESTIGATION", "14"), ("CPL-INT", "495"), ("CPL-INT", "496"))


@answers("SEARCH")
def search(
    *,
    on: date,
    is_unperformed: bool,
    hides_property: bool,
    warrant_by_president: bool,
    shows_warrant_and_card: bool = True,
    called_to_attend: bool = True,
    woman_searched_by_woman: bool = True,
) -> Finding[Route]:
    """Check whether a search may be made, and how.

    ``hides_property`` covers account books too. ``called_to_attend``: the debtor or an adult
    of the family and the local body, or the unit’s head; absence stops nothing.
    """
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
    _check_manner(on, shows_warrant_and_card, called_to_attend, woman_searched_by_woman)
    why.step(
        "制作搜查笔录，由在场人签名；无关人员不得进入。",
        "A record is signed by those present; bystanders stay out.",
        find_citation("CPL-INT", 498, on=on),
    )
    why.step(
        "未履行义务并隐匿财产，院长已签发搜查令。",
        "Not performed, property hidden, warrant signed by the president.",
        basis,
    )
    return why.finding(SEARCH, "可以搜查。", "A search may be made.")


def _check_manner(on: date, shown: bool, called: bool, by_woman: bool) -> None:
    for holds, code, zh, en, number in (
        (
            shown,
            "NOT_SHOWN",
            "未按规定着装并出示搜查令和工作证件",
            "warrant and card were not shown, or no uniform worn",
            495,
        ),
        (
            called,
            "NOT_CALLED",
            "未通知应到场的人",
            "those who should attend were not called",
            496,
        ),
        (
            by_woman,
            "WOMAN_OFFICER",
            "搜查妇女身体应由女执行人员进行",
            "a woman is searched by a woman only",
            496,
        ),
    ):
        if not holds:
            raise CoercionRefused(
                code,
                message_zh=f"不得搜查：{zh}。",
                message_en=f"No search: {en}.",
                basis=find_citation("CPL-INT", number, on=on),
                remedy_zh="依规定补足后再行搜查，并制作搜查笔录。",
                remedy_en="Put it right first, and make a record of the search.",
            )


def _given(a: bool, b: bool, c: bool, **more: object) -> dict[str, object]:
    return {
        "on": date(2017, 3, 14),
        "is_unperformed": a,
        "hides_property": b,
        "warrant_by_president": c,
        **more,
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
        Example(_given(True, True, True, shows_warrant_and_card=False), refusal="NOT_SHOWN"),
        Example(_given(True, True, True, called_to_attend=False), refusal="NOT_CALLED"),
        Example(_given(True, True, True, woman_searched_by_woman=False), refusal="WOMAN_OFFICER"),
    ),
    "搜查",
    "Search",
    covers=("R-CM-SEARCH",),
)
