"""What a listing publishes (公布内容), and who is told of it (通报).

A unit is published with its unified social credit code since 2017, with its organisation
code before; a person with name, sex, age and identity number. Departments, financial
bodies and credit bureaus are told; the unit of a state employee too, since 2017 also that
of a deputy of a people’s congress or a member of the political consultative conference.

公布失信信息，单位载明名称、代码和法定代表人或者负责人：2017年起为统一社会信用代码，
此前为组织机构代码；自然人载明姓名、性别、年龄和身份证号码；并一律载明义务、履行情况、失信情形、
执行依据、案号、立案时间和法院。失信信息录入最高人民法院名单库，并通报政府部门、
金融机构和征信机构。被执行人为国家工作人员的，通报其所在单位；2017年起，为人大代表、
政协委员的也应通报。内容涉及国家秘密、商业秘密或者个人隐私的，删去该项再公布。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.grounds import CHANGE, ListingRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "6"), ("LISTING", "7"), ("LISTING", "8"))
PERSON = ("姓名", "性别", "年龄", "身份证号码")
UNIT = ("名称", "统一社会信用代码或者组织机构代码", "法定代表人或者负责人姓名")
UNIT_2013 = ("名称", "组织机构代码", "法定代表人或者负责人姓名")
COMMON = (
    "生效法律文书确定的义务和履行情况",
    "失信行为的具体情形",
    "执行依据的制作单位和文号",
    "执行案号",
    "立案时间",
    "执行法院",
)


@dataclass(frozen=True, slots=True)
class ListingContent:
    """Hold the items that are published and the bodies that are told."""

    items: tuple[str, ...]
    told: tuple[str, ...]


@answers("LISTING_CONTENT")
def listing_content(
    *,
    on: date,
    is_unit: bool,
    is_state_employee: bool = False,
    is_deputy: bool = False,
    is_state_body: bool = False,
    touches_secrets: bool = False,
) -> Finding[ListingContent]:
    """Give what the listing publishes and who is told.

    ``is_state_body`` means a state organ, a public institution or a state-owned company;
    ``touches_secrets`` that an item would show a state or trade secret or private matter.
    """
    why = Reasons(on)
    if touches_secrets:
        raise ListingRefused(
            "SECRETS",
            message_zh="公布内容涉及国家秘密、商业秘密或者个人隐私。",
            message_en="An item would show a state or trade secret or a private matter.",
            basis=cite("LISTING", 6, on=on),
            remedy_zh="删去该项内容后再公布。",
            remedy_en="Leave that item out.",
            field="touches_secrets",
        )
    new = on >= CHANGE
    subject = (UNIT if new else UNIT_2013) if is_unit else PERSON
    items = subject + COMMON
    why.step(
        f"公布：{'、'.join(items)}。",
        "Published: who the debtor is, the duty and how far performed, the conduct, the "
        "instrument and its maker, case number, filing day and court.",
        cite("LISTING", 6, on=on),
    )
    told = ["最高人民法院失信被执行人名单库", "政府部门、金融监管机构、金融机构等", "征信机构"]
    if is_state_employee or (is_deputy and new):
        told.append("所在单位" + ("和相关部门" if new else ""))
    if is_state_body:
        told.append("上级单位或者主管部门" + ("、履行出资人职责的机构" if new else ""))
    if is_deputy and not new and not is_state_employee:
        why.step(
            "2013年文本只通报国家工作人员所在单位。",
            "The text of 2013 tells the unit of a state employee only.",
            cite("LISTING", 8, on=on),
        )
    why.step(
        f"录入或者通报：{'、'.join(told)}。",
        f"Entered with or told to {len(told)} kinds of body.",
        cite("LISTING", 8, on=on),
        value=told,
    )
    return why.finding(
        ListingContent(items, tuple(told)),
        f"公布{len(items)}项内容，通报{len(told)}类单位。",
        f"{len(items)} items are published, {len(told)} kinds of body told.",
    )


def _given(on: str, is_unit: bool, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "is_unit": is_unit, **more}


RULE = Rule(
    "LISTING_CONTENT",
    BASIS,
    Days(date(2013, 10, 1)),
    listing_content,
    (
        Example(_given("2017-05-01", False), {"items": PERSON + COMMON}),
        Example(_given("2017-04-30", True), {"items": UNIT_2013 + COMMON}),
        Example(_given("2017-05-01", True), {"items": UNIT + COMMON}),
        Example(
            _given("2017-04-30", False, is_deputy=True),
            {
                "told": (
                    "最高人民法院失信被执行人名单库",
                    "政府部门、金融监管机构、金融机构等",
                    "征信机构",
                )
            },
        ),
        Example(
            _given("2017-05-01", False, is_deputy=True),
            {
                "told": (
                    "最高人民法院失信被执行人名单库",
                    "政府部门、金融监管机构、金融机构等",
                    "征信机构",
                    "所在单位和相关部门",
                )
            },
        ),
        Example(_given("2017-05-01", True, touches_secrets=True), refusal="SECRETS"),
    ),
    "失信信息的内容与通报",
    "What a listing publishes and who is told",
    covers=("R-SX-FIELDS", "R-SX-PUBLISH"),
)
