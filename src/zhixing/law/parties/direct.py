"""Property reached without adding anybody (直接执行), and a mere change of name.

The operator of an individual business, the sole proprietorship of a debtor who invested in
it, another branch of a legal person, the branch’s property for the legal person’s debt: the
court enforces directly. A party that only changed its name is carried on under the new one.

有些财产不必追加当事人就可以直接执行：个体工商户经营者的财产，被执行人出资的个人独资企业的财产，
以及法人直接管理的财产不足清偿时，其分支机构（包括其他分支机构）的财产。当事人只是变更名称的，
直接以新名称继续执行并注明原名称，不另作裁定。
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.parties.adding import PartyRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("PARTIES", "13"), ("PARTIES", "15"), ("PARTIES", "27"))


class DirectCase(StrEnum):
    """Name whose property is meant."""

    OPERATOR_OF_BUSINESS = "OPERATOR_OF_BUSINESS"
    PROPRIETORSHIP_OF_DEBTOR = "PROPRIETORSHIP_OF_DEBTOR"
    OTHER_BRANCH = "OTHER_BRANCH"
    BRANCH_OF_DEBTOR = "BRANCH_OF_DEBTOR"
    RENAMED = "RENAMED"


_CASES = {
    DirectCase.OPERATOR_OF_BUSINESS: ("13", "个体工商户经营者的财产", "the operator’s property"),
    DirectCase.PROPRIETORSHIP_OF_DEBTOR: (
        "13",
        "被执行人出资的个人独资企业的财产",
        "the property of the debtor’s sole proprietorship",
    ),
    DirectCase.OTHER_BRANCH: ("15", "该法人其他分支机构的财产", "the property of other branches"),
    DirectCase.BRANCH_OF_DEBTOR: ("15", "该法人分支机构的财产", "the property of its branches"),
    DirectCase.RENAMED: ("27", "变更名称后的主体", "the party under its new name"),
}
_SHORT = (DirectCase.OTHER_BRANCH, DirectCase.BRANCH_OF_DEBTOR)


@answers("DIRECT_ENFORCEMENT")
def direct_enforcement(
    *, on: date, case: DirectCase, own_property_short: bool = False
) -> Finding[bool]:
    """Say whether property may be reached without a ruling that adds a party.

    ``own_property_short``: what the legal person holds directly does not suffice.
    """
    why = Reasons(on)
    article, zh, en = _CASES[case]
    basis = cite("PARTIES", article, on=on)
    if case in _SHORT and not own_property_short:
        raise PartyRefused(
            "OWN_PROPERTY_FIRST",
            message_zh="应先执行法人直接管理的责任财产。",
            message_en="What the legal person holds directly comes first.",
            basis=basis,
            remedy_zh="查明直接管理的财产不能清偿后，再执行分支机构的财产。",
            remedy_en="Show that it does not suffice, then enforce against the branches.",
            field="own_property_short",
        )
    if case is DirectCase.RENAMED:
        why.step(
            "直接以变更后的名称为当事人，文书注明原名称，不另作裁定。",
            "The party goes on under its new name, the old one noted; no ruling is needed.",
            basis,
        )
        return why.finding(True, "不需要裁定，注明原名称。", "No ruling; note the old name.")
    why.step(f"可以直接执行{zh}。", f"Enforced directly: {en}.", basis)
    return why.finding(True, f"可以直接执行{zh}。", f"Enforced directly: {en}.")


def _given(case: DirectCase, **more: object) -> dict[str, object]:
    return {"on": date(2017, 6, 1), "case": case, **more}


RULE = Rule(
    "DIRECT_ENFORCEMENT",
    BASIS,
    Days(date(2016, 12, 1)),
    direct_enforcement,
    (
        Example(_given(DirectCase.RENAMED), True),
        Example(_given(DirectCase.OPERATOR_OF_BUSINESS), True),
        Example(_given(DirectCase.OTHER_BRANCH), refusal="OWN_PROPERTY_FIRST"),
        Example(_given(DirectCase.OTHER_BRANCH, own_property_short=True), True),
    ),
    "直接执行与名称变更",
    "Direct enforcement and a change of name",
    covers=("R-PARTY-RENAME",),
)
