"""Which conduct may be punished (妨害执行行为), by which article, and who answers for a unit.

The acts are those of the Civil Procedure Law, of its Interpretation since 2015, and of the
Provisions on Enforcement Work. For a unit its head or the person directly responsible may
be punished too; an assisting unit is fined first, its head fined, and detained only if the
duty still is not carried out.

哪些妨害执行行为可以处罚、依据何条、由谁承担责任。行为种类见于民事诉讼法、2015年起见于其司法解
释、以及执行工作规定。自然人实施的，可以罚款、拘留，单独或者合并适用。单位实施的，对单位罚款，
并可对其主要负责人或者直接责任人员罚款、拘留。有协助义务的单位拒不协助的，先对单位罚款，
并可对其主要负责人或者直接责任人员罚款；其后仍不履行协助义务的，方可拘留该人员。没有履行能力本身
不是妨害行为，不得处罚。同一行为不得连续罚款、拘留；构成犯罪的，移送追究刑事责任。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "114"), ("CPL", "117"), ("CPL", "252"), ("CPL-INT", "188"), ("EW", "57"))


class Misconduct(StrEnum):
    """Name the conduct found."""

    HIDES_SEIZED_PROPERTY = "HIDES_SEIZED_PROPERTY"
    FORGES_EVIDENCE = "FORGES_EVIDENCE"
    OBSTRUCTS_BY_FORCE = "OBSTRUCTS_BY_FORCE"
    INSULTS_OR_BEATS_OFFICERS = "INSULTS_OR_BEATS_OFFICERS"
    TEARS_SEALS = "TEARS_SEALS"
    OBSTRUCTS_SEARCH = "OBSTRUCTS_SEARCH"
    COLLUDES_TO_MOVE_PROPERTY = "COLLUDES_TO_MOVE_PROPERTY"
    SHAM_SUIT = "SHAM_SUIT"
    MOVES_PROPERTY_AFTER_JUDGMENT = "MOVES_PROPERTY_AFTER_JUDGMENT"
    DISPOSES_OF_SECURITY = "DISPOSES_OF_SECURITY"
    BREAKS_RESTRICTION = "BREAKS_RESTRICTION"
    ABLE_BUT_IGNORES_NOTICE = "ABLE_BUT_IGNORES_NOTICE"
    REFUSES_PROPERTY_REPORT = "REFUSES_PROPERTY_REPORT"
    ASSISTING_PERSON_REFUSES = "ASSISTING_PERSON_REFUSES"
    ASSISTING_UNIT_REFUSES = "ASSISTING_UNIT_REFUSES"
    INABILITY = "INABILITY"


@dataclass(frozen=True, slots=True)
class Punishable:
    """Say who may be fined, who detained, and whether detention must wait."""

    may_fine_actor: bool
    may_detain_actor: bool
    may_punish_head: bool
    detain_only_if_still_refusing: bool


_ARTICLES = {
    Misconduct.HIDES_SEIZED_PROPERTY: (("CPL", "114.1"),),
    Misconduct.FORGES_EVIDENCE: (("CPL-INT", "189"), ("EW", "57")),
    Misconduct.OBSTRUCTS_BY_FORCE: (("CPL-INT", "187"), ("CPL", "114.1")),
    Misconduct.INSULTS_OR_BEATS_OFFICERS: (("CPL", "114.1"),),
    Misconduct.TEARS_SEALS: (("CPL-INT", "187"), ("EW", "57")),
    Misconduct.OBSTRUCTS_SEARCH: (("EW", "57"),),
    Misconduct.COLLUDES_TO_MOVE_PROPERTY: (("EW", "57"),),
    Misconduct.SHAM_SUIT: (("CPL", "116"),),
    Misconduct.MOVES_PROPERTY_AFTER_JUDGMENT: (("CPL-INT", "188"), ("CPL", "114.1")),
    Misconduct.DISPOSES_OF_SECURITY: (("CPL-INT", "188"), ("EW", "57")),
    Misconduct.BREAKS_RESTRICTION: (("RESTRICTION", "11"),),
    Misconduct.ABLE_BUT_IGNORES_NOTICE: (("CPL-INT", "188"), ("CPL", "114.1")),
    Misconduct.REFUSES_PROPERTY_REPORT: (("INVESTIGATION", "9"), ("CPL", "252")),
    Misconduct.ASSISTING_PERSON_REFUSES: (("CPL-INT", "188"),),
    Misconduct.ASSISTING_UNIT_REFUSES: (("CPL", "117"),),
}


def _article(conduct: Misconduct, on: date) -> Citation:
    for code, number in _ARTICLES[conduct]:
        found = find_citation(code, number, on=on)
        if found is not None:
            return found
    return cite("CPL", 114, on=on)


@answers("MISCONDUCT")
def misconduct(
    *, on: date, conduct: Misconduct, is_unit: bool = False, still_refuses: bool = False
) -> Finding[Punishable]:
    """Say by which article conduct may be punished, and whom it reaches.

    ``still_refuses``: an assisting unit was fined and its duty is still not carried out.
    """
    why = Reasons(on)
    if conduct is Misconduct.INABILITY:
        raise CoercionRefused(
            "NOT_MISCONDUCT",
            message_zh="无履行能力本身不是妨害执行行为。",
            message_en="Being unable to perform is no misconduct.",
            basis=cite("CPL", 114, on=on),
            remedy_zh="查明有能力而拒不履行或者具体妨害行为的，方可处罚。",
            remedy_en="Show ability and refusal, or a particular act of obstruction.",
            field="conduct",
        )
    basis = _article(conduct, on)
    assisting = conduct is Misconduct.ASSISTING_UNIT_REFUSES
    if assisting:
        found = Punishable(True, False, True, not still_refuses)
        zh = "对单位罚款，并可对其主要负责人或者直接责任人员罚款；仍不履行的，可以拘留该人员。"
        en = "Fine the unit and its head; detain the head only if it still refuses."
    elif is_unit:
        found = Punishable(True, False, True, False)
        zh = "对单位罚款，并可对其主要负责人或者直接责任人员罚款、拘留。"
        en = "Fine the unit; fine or detain its head or who is directly responsible."
    else:
        found = Punishable(True, True, False, False)
        zh = "可以罚款、拘留，单独或者合并适用。"
        en = "Fine or detention, alone or together."
    why.step(zh, en, basis)
    why.step(
        "同一行为不得连续罚款、拘留；构成犯罪的，移送追究刑事责任。",
        "The same act is not punished again; a crime is referred.",
        find_citation("CPL-INT", 184, on=on),
    )
    return why.finding(found, zh, en)


def _given(on: str, conduct: Misconduct, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "conduct": conduct, **more}


RULE = Rule(
    "MISCONDUCT",
    BASIS,
    Days(date(2008, 4, 1)),
    misconduct,
    (
        Example(
            _given("2017-03-14", Misconduct.REFUSES_PROPERTY_REPORT), {"may_detain_actor": True}
        ),
        Example(
            _given("2017-06-14", Misconduct.REFUSES_PROPERTY_REPORT, is_unit=True),
            {"may_detain_actor": False, "may_punish_head": True},
        ),
        Example(
            _given("2017-06-14", Misconduct.ASSISTING_UNIT_REFUSES),
            {"may_fine_actor": True, "detain_only_if_still_refusing": True},
        ),
        Example(
            _given("2017-06-14", Misconduct.ASSISTING_UNIT_REFUSES, still_refuses=True),
            {"detain_only_if_still_refusing": False},
        ),
        Example(_given("2012-06-14", Misconduct.TEARS_SEALS), {"may_detain_actor": True}),
        Example(_given("2017-06-14", Misconduct.INABILITY), refusal="NOT_MISCONDUCT"),
    ),
    "妨害执行行为的处罚依据",
    "Conduct that may be punished",
    covers=("R-CM-GROUNDS",),
)
