"""What may not be seized at all (不得查封、扣押、冻结的财产): the catalogue.

Nothing overrides it; the things of a home beyond what is necessary may be taken on the
applicant's request once the necessary ones are secured.

某些财产一律不得查封、扣押、冻结，任何理由都不能突破这一目录，如生活必需的衣物、家具、
炊具和费用，义务教育用品，未公开的发明和未发表的著作，必需的辅助和医疗用品，荣誉物品，
条约或者其他规定免予执行的财产。家庭物品超过生活必需的，在必需部分已有保障以后，
可以依申请执行人的申请控制。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "3"), ("SEIZURE", "5"))


class Exempt(StrEnum):
    """Name the exempt kinds by the items of the article."""

    HOUSEHOLD = "household"
    LIVING_EXPENSES = "living_expenses"
    EDUCATION = "education"
    UNPUBLISHED_WORK = "unpublished_work"
    MEDICAL_AID = "medical_aid"
    HONOURS = "honours"
    TREATY = "treaty"
    OTHER_LAW = "other_law"


NAMES = {
    Exempt.HOUSEHOLD: ("生活必需的衣物、家具、炊具等", "necessary clothes, furniture, cookware"),
    Exempt.LIVING_EXPENSES: ("必需的生活费用", "necessary living expenses"),
    Exempt.EDUCATION: ("义务教育必需物品", "articles for compulsory education"),
    Exempt.UNPUBLISHED_WORK: ("未公开的发明、未发表的著作", "unpublished inventions and works"),
    Exempt.MEDICAL_AID: ("必需的辅助工具、医疗物品", "necessary aids and medical articles"),
    Exempt.HONOURS: ("勋章及荣誉表彰物品", "medals and honours"),
    Exempt.TREATY: ("条约规定免于查封的财产", "property exempt by treaty"),
    Exempt.OTHER_LAW: ("法律、司法解释另有规定的财产", "property exempt by another law"),
}


@dataclass(frozen=True, slots=True)
class Exemption:
    """Say whether a thing may be seized, and the item of the catalogue it falls under."""

    allowed: bool
    item: int | None


@answers("EXEMPT_PROPERTY")
def exempt_property(
    *,
    on: date,
    kind: Exempt | None,
    is_necessary: bool = True,
    applicant_asks: bool = False,
    necessities_secured: bool = False,
) -> Finding[Exemption]:
    """Say whether a thing of a kind may be seized; None is a thing of no exempt kind.

    Household things beyond what is necessary may be taken when the applicant asks and
    the necessary ones are secured.
    """
    why = Reasons(on)
    if kind is None:
        why.step("不属于豁免目录。", "It is not in the catalogue.", cite("SEIZURE", 3, on=on))
        return why.finding(Exemption(True, None), "可以控制。", "It may be seized.")
    item = list(Exempt).index(kind) + 1
    zh, en = NAMES[kind]
    if kind is Exempt.HOUSEHOLD and not is_necessary and applicant_asks and necessities_secured:
        why.step(
            "超过生活必需，申请执行人申请，且必需品已经保障。",
            "Beyond what is necessary; the applicant asks; the necessities are secured.",
            cite("SEIZURE", 5, on=on),
        )
        return why.finding(Exemption(True, None), "可以控制。", "It may be seized.")
    why.step(
        f"属于第{item}项：{zh}。", f"Item {item}: {en}.", cite("SEIZURE", 3, on=on), value=item
    )
    return why.finding(
        Exemption(False, item), "不得查封、扣押、冻结。", "It may not be seized or frozen."
    )


_ON = date(2019, 1, 2)

RULE = Rule(
    "EXEMPT_PROPERTY",
    BASIS,
    Days(date(2005, 1, 1)),
    exempt_property,
    (
        Example({"on": _ON, "kind": Exempt.MEDICAL_AID}, {"allowed": False, "item": 5}),
        Example({"on": date(2021, 1, 1), "kind": Exempt.OTHER_LAW}, Exemption(False, 8)),
        Example({"on": _ON, "kind": Exempt.HOUSEHOLD, "is_necessary": False}, Exemption(False, 1)),
        Example(
            {
                "on": _ON,
                "kind": Exempt.HOUSEHOLD,
                "is_necessary": False,
                "applicant_asks": True,
                "necessities_secured": True,
            },
            Exemption(True, None),
        ),
        Example({"on": _ON, "kind": None}, Exemption(True, None)),
    ),
    "豁免财产",
    "Exempt property",
    covers=("R-SZ-EXEMPT",),
)
