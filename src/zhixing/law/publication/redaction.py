"""What is left out of a published listing or judgment (公布时的技术处理).

In a judgment on the internet: names of parties in family and inheritance cases, of victims,
witnesses and experts in criminal cases and of minors keep the surname, the rest becomes 某;
addresses, contact, identity number, accounts, health, plates and title numbers are deleted,
those of units but the account, plate and title too. A listing shows the identity number in
part; which digits no text says, the safer form hides eight. A minor is never shown.

公布失信信息和裁判文书时应当隐去哪些内容。在互联网公布的文书，家事、继承案件的当事人，
刑事案件的被害人、证人、鉴定人，以及未成年人，只保留姓氏，其余以“某”代替；自然人的身份证号码、
住址、通讯方式、健康状况、银行账号、车牌号码和权属证书编号删除，单位只删除账号、
车牌号码和权属证书编号。失信信息中的身份证号码部分显示，显示哪几位没有文本规定，
较稳妥的做法是遮盖八位。未成年人的信息一律不公布。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("PUBLICATION", "8"),
    ("PUBLICATION", "9"),
    ("PUBLICATION", "10"),
    ("PUBLICATION", "11"),
    ("LISTING", "6"),
    ("LISTING", "4"),
)


class Page(StrEnum):
    """Name what is published."""

    JUDGMENT = "JUDGMENT"
    LISTING = "LISTING"


class Item(StrEnum):
    """Name the piece of information."""

    NAME = "NAME"
    BIRTH_DATE = "BIRTH_DATE"
    SEX = "SEX"
    DISTRICT = "DISTRICT"
    HOME_ADDRESS = "HOME_ADDRESS"
    UNIT_ADDRESS = "UNIT_ADDRESS"
    CONTACT = "CONTACT"
    IDENTITY_NUMBER = "IDENTITY_NUMBER"
    UNIT_CODE = "UNIT_CODE"
    BANK_ACCOUNT = "BANK_ACCOUNT"
    HEALTH = "HEALTH"
    PLATE = "PLATE"
    TITLE_NUMBER = "TITLE_NUMBER"
    FAMILY_MEMBER = "FAMILY_MEMBER"
    TRADE_SECRET = "TRADE_SECRET"
    AGENT_LICENCE = "AGENT_LICENCE"


class Person(StrEnum):
    """Name whose information it is."""

    PLAIN = "PLAIN"
    FAMILY_CASE_PARTY = "FAMILY_CASE_PARTY"
    CRIMINAL_VICTIM_OR_WITNESS = "CRIMINAL_VICTIM_OR_WITNESS"
    MINOR = "MINOR"
    UNIT = "UNIT"


class NameKind(StrEnum):
    """Name how a name is shortened."""

    HAN = "HAN"
    MINORITY_OR_FOREIGN = "MINORITY_OR_FOREIGN"
    LATIN = "LATIN"


class Treatment(StrEnum):
    """Name what is done."""

    KEEP = "KEEP"
    SHORTEN = "SHORTEN"
    MASK = "MASK"
    DELETE = "DELETE"


class PublicationRefused(Refusal):
    """Say why something is not published, or not shown."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Hold what is done and what remains to be shown."""

    treatment: Treatment
    shown: str


COMPOUND: Final = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "令狐",
        "轩辕",
        "呼延",
        "南门",
        "东郭",
        "西门",
        "百里",
    ]
)
_PERSONAL: Final = frozenset(
    {
        Item.HOME_ADDRESS,
        Item.CONTACT,
        Item.IDENTITY_NUMBER,
        Item.BANK_ACCOUNT,
        Item.HEALTH,
        Item.PLATE,
        Item.TITLE_NUMBER,
        Item.FAMILY_MEMBER,
        Item.TRADE_SECRET,
    }
)
_OF_UNITS: Final = frozenset(
    {Item.BANK_ACCOUNT, Item.PLATE, Item.TITLE_NUMBER, Item.TRADE_SECRET, Item.CONTACT}
)
_SHORTENED: Final = (Person.FAMILY_CASE_PARTY, Person.CRIMINAL_VICTIM_OR_WITNESS, Person.MINOR)
ITEM_ZH: Final = {
    Item.NAME: "姓名、名称",
    Item.BIRTH_DATE: "出生日期",
    Item.SEX: "性别",
    Item.DISTRICT: "住所地所属县、区",
    Item.HOME_ADDRESS: "家庭住址",
    Item.UNIT_ADDRESS: "单位住所地",
    Item.CONTACT: "通讯方式",
    Item.IDENTITY_NUMBER: "身份证号码",
    Item.UNIT_CODE: "统一社会信用代码、组织机构代码",
    Item.BANK_ACCOUNT: "银行账号",
    Item.HEALTH: "健康状况",
    Item.PLATE: "车牌号码",
    Item.TITLE_NUMBER: "权属证书编号",
    Item.FAMILY_MEMBER: "家庭成员",
    Item.TRADE_SECRET: "商业秘密",
    Item.AGENT_LICENCE: "执业证号",
}
ITEM_EN: Final = {item: item.value.lower().replace("_", " ") for item in Item}


def shorten(name: str, kind: NameKind = NameKind.HAN) -> str:
    """Shorten a name as the provisions say.

    >>> shorten("张三丰"), shorten("欧阳修"), shorten("John Smith", NameKind.LATIN)
    ('张某', '欧阳某', 'J')
    """
    plain = name.strip()
    if not plain:
        return ""
    if kind is NameKind.LATIN:
        return plain[0]
    surname = 2 if kind is NameKind.HAN and len(plain) > 2 and plain[:2] in COMPOUND else 1
    return plain[:surname] + "某"


def shorten_all(names: tuple[str, ...], kind: NameKind = NameKind.HAN) -> tuple[str, ...]:
    """Shorten several names; those that come out alike are numbered.

    >>> shorten_all(("张三", "张四", "李五", "张三"))
    ('张某1', '张某2', '李某', '张某1')
    """
    short = {name: shorten(name, kind) for name in dict.fromkeys(names)}
    alike = {s: [n for n, t in short.items() if t == s] for s in short.values()}
    return tuple(
        short[n] if len(alike[short[n]]) == 1 else f"{short[n]}{alike[short[n]].index(n) + 1}"
        for n in names
    )


def mask_identity(number: str) -> str:
    """Hide the eight digits of the birth date, or all but the ends of another number.

    >>> mask_identity("500103198801011234")
    '500103********1234'
    """
    if len(number) == 18:
        return number[:6] + "*" * 8 + number[14:]
    return number[:2] + "*" * max(len(number) - 4, 0) + number[-2:] if len(number) > 4 else "****"


@answers("REDACTION")
def redaction(
    *,
    on: date,
    page: Page,
    item: Item,
    person: Person = Person.PLAIN,
    text: str = "",
    name_kind: NameKind = NameKind.HAN,
    needed_to_understand: bool = False,
) -> Finding[Redaction]:
    """Say how a piece of information is treated before it is published.

    ``needed_to_understand``: without it the judgment could not be followed; then it is
    replaced in part instead of deleted.
    """
    why = Reasons(on)
    if page is Page.LISTING and person is Person.MINOR:
        raise PublicationRefused(
            "MINOR",
            message_zh="未成年人不得纳入失信名单，其信息不得公布。",
            message_en="A minor is never listed, and nothing of a minor is published.",
            basis=find_citation("LISTING", 4, on=on),
            remedy_zh="立即撤下并撤销失信信息。",
            remedy_en="Take it down and cancel the listing at once.",
            field="person",
        )
    treatment, basis = _treat(on, page, item, person)
    if treatment is Treatment.DELETE and needed_to_understand and page is Page.JUDGMENT:
        treatment = Treatment.MASK
    if page is Page.LISTING and item is Item.IDENTITY_NUMBER:
        why.mark("memory:digits-hidden-on-the-public-list")
    shown = _shown(treatment, page, item, text, name_kind)
    words = {
        Treatment.KEEP: ("保留", "kept"),
        Treatment.SHORTEN: ("隐名处理", "shortened"),
        Treatment.MASK: ("部分遮盖", "hidden in part"),
        Treatment.DELETE: ("删除", "deleted"),
    }[treatment]
    why.step(
        f"{ITEM_ZH[item]}：{words[0]}。",
        f"The {ITEM_EN[item]} is {words[1]}.",
        basis,
        value=treatment,
    )
    return why.finding(
        Redaction(treatment, shown),
        f"{ITEM_ZH[item]}：{words[0]}。",
        f"The {ITEM_EN[item]} is {words[1]}.",
    )


def _treat(on: date, page: Page, item: Item, person: Person) -> tuple[Treatment, Citation | None]:
    judgment = page is Page.JUDGMENT
    if item is Item.NAME:
        if judgment and person in _SHORTENED:
            return Treatment.SHORTEN, cite("PUBLICATION", 8, on=on)
        article = ("PUBLICATION", "11") if judgment else ("LISTING", "6")
        return Treatment.KEEP, find_citation(*article, on=on)
    hidden = _OF_UNITS if person is Person.UNIT else _PERSONAL
    if not judgment and item is Item.IDENTITY_NUMBER:
        return Treatment.MASK, find_citation("LISTING", 6, on=on)
    if item in hidden:
        article = ("PUBLICATION", "10") if judgment else ("LISTING", "6")
        return Treatment.DELETE, find_citation(*article, on=on)
    article = ("PUBLICATION", "11") if judgment else ("LISTING", "6")
    return Treatment.KEEP, find_citation(*article, on=on)


def _shown(treatment: Treatment, page: Page, item: Item, text: str, kind: NameKind) -> str:
    if treatment is Treatment.DELETE:
        return ""
    if treatment is Treatment.SHORTEN:
        return shorten(text, kind)
    if treatment is Treatment.MASK:
        if item is Item.IDENTITY_NUMBER and page is Page.LISTING:
            return mask_identity(text)
        half = len(text) // 2
        return text[:half] + "×" * (len(text) - half)
    return text


def _given(on: str, page: Page, item: Item, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "page": page, "item": item, **more}


_J, _L = Page.JUDGMENT, Page.LISTING
RULE = Rule(
    "REDACTION",
    BASIS,
    Days(date(2013, 10, 1)),
    redaction,
    (
        Example(_given("2017-06-01", _J, Item.NAME, text="张三"), {"shown": "张三"}),
        Example(
            _given("2017-06-01", _J, Item.NAME, text="欧阳小明", person=Person.MINOR),
            {"treatment": "SHORTEN", "shown": "欧阳某"},
        ),
        Example(
            _given("2017-06-01", _J, Item.IDENTITY_NUMBER, text="500103198801011234"),
            {"treatment": "DELETE", "shown": ""},
        ),
        Example(
            _given("2017-06-01", _L, Item.IDENTITY_NUMBER, text="500103198801011234"),
            {"treatment": "MASK", "shown": "500103********1234"},
        ),
        Example(
            _given("2017-06-01", _J, Item.PLATE, text="渝A12345", needed_to_understand=True),
            {"treatment": "MASK", "shown": "渝A1××××"},
        ),
        Example(
            _given("2017-06-01", _J, Item.UNIT_CODE, text="91", person=Person.UNIT),
            {"treatment": "KEEP"},
        ),
        Example(
            _given("2017-06-01", _J, Item.BANK_ACCOUNT, text="1", person=Person.UNIT),
            {"treatment": "DELETE"},
        ),
        Example(_given("2017-06-01", _L, Item.HOME_ADDRESS, text="某路1号"), {"shown": ""}),
        Example(_given("2017-06-01", _L, Item.NAME, person=Person.MINOR), refusal="MINOR"),
    ),
    "公布时的技术处理",
    "What is left out when publishing",
    covers=("R-DP-PUBLISH-MASK", "R-DP-MINOR"),
)
