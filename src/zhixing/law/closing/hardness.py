"""Hard to enforce or impossible to enforce (执行难与执行不能): told apart by evidence.

Impossible: the investigation is exhausted, nothing can be sold, and the debtor is shown to
be unable (no income beyond living costs, a unit without assets, a debtor dead or bankrupt).
Hard: property or ability exists or is hidden, or the court has not done all it must. No text
defines the two; this is the platform’s own rule, and the default in doubt is hard.

区分执行难与执行不能，以财产证据为准。财产调查已经穷尽、没有可以处置的财产，并有证据证明被执行人
确无履行能力的（除生活必需外没有收入、单位没有资产、被执行人死亡或者破产等），属于执行不能。
调查尚未穷尽、仍有可处置财产、存在隐匿或者转移财产的行为、被执行人下落不明而未查找，
或者无履行能力的证据不足，具备其一的，属于执行难。认定没有履行能力，必须注明证据。
现行文本未对二者作出界定，此为平台自定规则；有疑问的，按执行难处理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("POLICY", "1"), ("TERMINATION", "3"), ("TERMINATION", "4"))


class Hardness(StrEnum):
    """Name the two kinds."""

    HARD = "HARD"
    IMPOSSIBLE = "IMPOSSIBLE"


@dataclass(frozen=True, slots=True)
class HardnessClass:
    """Hold the kind and what decided it."""

    kind: Hardness
    because: tuple[str, ...]


_HARD = (
    ("INVESTIGATION_OPEN", "财产调查尚未穷尽", "the investigation is not exhausted"),
    ("PROPERTY_LEFT", "有可处置的财产", "there is property that can be sold"),
    ("HIDING", "有隐匿、转移财产的行为", "property is hidden or moved"),
    ("MISSING", "被执行人下落不明而未查找", "the debtor is missing and was not searched for"),
    ("INABILITY_NOT_SHOWN", "没有履行能力的证据不足", "inability is not shown"),
)


@answers("HARDNESS")
def hardness(
    *,
    on: date,
    investigation_exhausted: bool,
    property_found: bool,
    property_disposable: bool = False,
    hides_or_moves_property: bool = False,
    is_missing_unsearched: bool = False,
    shown_unable: bool = False,
    evidence: str = "",
) -> Finding[HardnessClass]:
    """Class a case by the evidence of assets; ``evidence`` names the paper of inability."""
    why = Reasons(on)
    if shown_unable and not evidence.strip():
        raise _no_evidence(on)
    holding = (
        not investigation_exhausted,
        property_found and property_disposable,
        hides_or_moves_property,
        is_missing_unsearched,
        not shown_unable,
    )
    because = []
    for holds, (code, zh, en) in zip(holding, _HARD, strict=True):
        why.step(
            f"{zh}：{'是' if holds else '否'}。",
            f"That {en}: {'yes' if holds else 'no'}.",
            cite("POLICY", 1, on=on),
            value=holds,
        )
        if holds:
            because.append(code)
    kind = Hardness.HARD if because else Hardness.IMPOSSIBLE
    why.mark("policy:hard-or-impossible")
    return why.finding(
        HardnessClass(kind, tuple(because)),
        "属于执行难，应继续采取措施。"
        if because
        else f"属于执行不能（证据：{evidence}），可依救助、破产或者终本程序处理。",
        "Hard to enforce; measures go on."
        if because
        else f"Impossible to enforce (evidence: {evidence}); aid, bankruptcy or ending the present "
        "procedure.",
    )


def _no_evidence(on: date) -> ClosingRefused:
    return ClosingRefused(
        "EVIDENCE",
        message_zh="认定没有履行能力，须注明证据。",
        message_en="Inability needs evidence.",
        basis=find_citation("TERMINATION", 3, on=on),
        remedy_zh="注明财产调查表、查询反馈等在卷证据。",
        remedy_en="Name the table of the investigation, the answers or other papers.",
        field="evidence",
    )


def _given(**more: object) -> dict[str, object]:
    return {
        "on": date(2018, 6, 1),
        "investigation_exhausted": True,
        "property_found": False,
        "shown_unable": True,
        "evidence": "财产调查表",
        **more,
    }


RULE = Rule(
    "HARDNESS",
    BASIS,
    Days(date(1998, 7, 18)),
    hardness,
    (
        Example(_given(), {"kind": "IMPOSSIBLE", "because": []}),
        Example(_given(investigation_exhausted=False), {"kind": "HARD"}),
        Example(_given(property_found=True, property_disposable=True), {"kind": "HARD"}),
        Example(_given(property_found=True), {"kind": "IMPOSSIBLE"}, note="不能处置的财产"),
        Example(_given(hides_or_moves_property=True), {"because": ["HIDING"]}),
        Example(_given(shown_unable=False, evidence=""), {"because": ["INABILITY_NOT_SHOWN"]}),
        Example(_given(evidence=" "), refusal="EVIDENCE"),
    ),
    "执行难与执行不能",
    "Hard or impossible to enforce",
)
