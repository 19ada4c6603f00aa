"""Check a unified social credit code (统一社会信用代码): signs, division, check character.

Eighteen characters without I, O, S, V and Z: one of the registering authority, one of
the kind of body, six of the division, nine of the organisation code (组织机构代码), one
check character modulo 31. An organisation code that fails its own check is a remark:
some old ones do.

核验统一社会信用代码的用字、行政区划和校验码。代码共十八位，不使用字母I、O、S、V、Z：
登记管理部门一位，机构类别一位，行政区划六位，组织机构代码九位，校验码一位，按模31计算。
其中的组织机构代码自身校验不符的，只作提示，不认定整个代码无效，因为部分旧代码本来不符。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.identity import Malformed, parse_credit_code
from zhixing.kernel.ranges import Days
from zhixing.law.identity.resident_id import Fault, insist_number
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("GB-32100", "1"),)
AUTHORITIES: Final = {
    "1": ("机构编制", "the public establishment office"),
    "2": ("外交", "foreign affairs"),
    "3": ("司法行政", "justice administration"),
    "4": ("文化", "culture"),
    "5": ("民政", "civil affairs"),
    "6": ("旅游", "tourism"),
    "7": ("宗教", "religious affairs"),
    "8": ("工会", "the trade unions"),
    "9": ("市场监督管理", "market regulation"),
    "A": ("中央军委改革和编制", "the military establishment office"),
    "N": ("农业", "agriculture"),
    "Y": ("其他", "another authority"),
}


@dataclass(frozen=True, slots=True)
class CreditChecked:
    """Hold the outcome; the rest is None where the code is wrong."""

    valid: bool
    reason: Fault | None
    number: str | None = None
    organisation: str | None = None
    organisation_valid: bool | None = None


@answers("CREDIT_CODE")
def credit_code(*, on: date, number: str) -> Finding[CreditChecked]:
    """Check a code."""
    insist_number(number)
    why = Reasons(on)
    basis = cite("GB-32100", 1, version="2015")
    read = parse_credit_code(number)
    if isinstance(read, Malformed):
        why.step(read.message_zh, read.message_en, basis, value=Fault[read.code].value)
        return why.finding(
            CreditChecked(False, Fault[read.code]),
            f"统一社会信用代码无效：{read.message_zh}",
            f"The code is not valid: {read.message_en}",
        )
    if read.authority not in AUTHORITIES:
        zh = f"登记管理部门代码“{read.authority}”不存在。"
        en = f"There is no registering authority {read.authority}."
        why.step(zh, en, basis, value=Fault.AUTHORITY.value)
        return why.finding(
            CreditChecked(False, Fault.AUTHORITY),
            f"统一社会信用代码无效：{zh}",
            f"The code is not valid: {en}",
        )
    authority = AUTHORITIES[read.authority]
    why.step(
        f"登记管理部门：{authority[0]}；行政区划{read.division}；校验码相符。",
        f"Registered by {authority[1]}; division {read.division}; the check character agrees.",
        basis,
        value=read.division,
    )
    if not read.organisation_valid:
        why.mark("warning:organisation-code-check")
        why.step(
            f"其中组织机构代码{read.organisation}的校验码不符，部分旧代码如此，请核对。",
            f"The organisation code {read.organisation} inside fails its own check, as some old "
            "ones do; compare it with the licence.",
        )
    return why.finding(
        CreditChecked(True, None, read.number, read.organisation, read.organisation_valid),
        "统一社会信用代码有效。",
        "The code is valid.",
    )


def _example(number: str, reason: Fault | None = None) -> Example:
    return Example(
        {"on": date(2020, 1, 1), "number": number}, {"valid": reason is None, "reason": reason}
    )


RULE = Rule(
    "CREDIT_CODE",
    BASIS,
    Days(date(2015, 10, 1)),
    credit_code,
    (
        _example("91350100M000100Y43"),
        _example("91350100m000100y43"),
        _example("91350100M000100Y44", Fault.CHECK),
        _example("91350100M000100Y4", Fault.LENGTH),
        _example("91350100M000100I43", Fault.CHARACTER),
        _example("9135010AM000100Y43", Fault.DIVISION),
        _example("91990100M000100Y43", Fault.DIVISION),
        Example({"on": date(2020, 1, 1), "number": ""}, refusal="MISSING"),
    ),
    "统一社会信用代码",
    "Unified social credit code",
    covers=("R-ID-GB32100", "R-ID-ORG9"),
)
