"""The deed of classing a case as hard or impossible to enforce (执行难、执行不能)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of
from zhixing.closing.chapter import Closing
from zhixing.closing.classing import HardnessStatement, hardness_finding, is_in_stock
from zhixing.closing.operations import class_hardness
from zhixing.law.closing.hardness import Hardness
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, case_deed
from zhixing.platform.web.fragments import CaseAsk

KINDS: Final[dict[str, Text]] = {
    Hardness.HARD.value: Words("执行难", "hard to enforce"),
    Hardness.IMPOSSIBLE.value: Words("执行不能", "impossible to enforce"),
}


class HardnessForm(forms.Form):
    """What no row can tell, with its papers."""

    hides_or_moves_property = boxes.tick(
        Words("有隐匿、转移财产的行为", "Property is hidden or moved")
    )
    is_missing_unsearched = boxes.tick(
        Words("被执行人下落不明而未查找", "Debtor missing, not looked for")
    )
    nothing_disposable = boxes.tick(Words("所查得财产均不能处置", "Nothing found can be sold"))
    shown_unable = boxes.tick(Words("有证据证明没有履行能力", "Debtor shown to be unable"))
    evidence = boxes.words(
        Words("证据（在卷材料）", "Evidence: papers of the file"), required=False
    )


@case_deed
class ClassHardness(CaseDeed):
    """Class the case as hard or impossible to enforce."""

    key = "class-hardness"
    label = Words("认定执行难或者执行不能", "Class as hard or impossible")
    needs = "close"
    tabs = ("closing",)
    order = 73
    form = HardnessForm
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return is_in_stock(facts_of(ask))

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        nothing = HardnessStatement()
        found = hardness_finding(ask.court_no, ask.case, facts_of(ask), nothing, ask.on)
        told = Words(found.conclusion_zh, found.conclusion_en)
        shown = [Known(Words("未作说明时", "With nothing stated"), told, finding=found)]
        closing = ask.facts.of(Closing)
        if closing.classed_on is not None:
            day = closing.classed_on.isoformat()
            name = Words(f"{day}认定为", f"Classed on {day} as")
            shown.append(Known(name, KINDS[closing.hardness]))
        return shown

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以财产证据认定；有疑问的按执行难。认定后又查得财产的，须重新认定。看板分别统计两类存案。",
            "It is classed by the evidence of assets, in doubt as hard; what is found later calls "
            "for a new class. The board counts both stocks apart.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        stated = {f.name: given[f.name] for f in fields(HardnessStatement)}
        class_hardness(ask.case, HardnessStatement(**stated), ask.on, by=ask.by)
        return Words("已认定。", "The case is classed.")
