"""Which court enforces a title (执行管辖).

Judgments, rulings and the property part of criminal judgments: the court of first
instance, or one of the same level where the property lies. Other titles: the court of the
debtor's domicile or of the property. Arbitral awards go to the intermediate court, which
the court above may allow to designate a basic one; notarial titles to the level that
would try such a claim.

哪一法院有权执行某一执行依据。判决、裁定和刑事裁判中的财产部分，由第一审法院，或者与其同级的被执
行财产所在地法院执行。其他文书，由被执行人住所地或者财产所在地法院执行。仲裁裁决由中级法院管辖，
自2018年3月1日起，经上级法院批准，可以指定基层法院；公证债权文书，由依级别管辖应当审理该类第一审
案件的法院执行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.identity.case_number import LEVEL_ZH, CourtLevel
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "235"), ("ARBITRAL", "2"), ("NOTARIAL", "2"), ("EW", "13"))
DESIGNATION_SINCE: Final = date(2018, 3, 1)


class Enforced(StrEnum):
    """Name the titles by who issued them."""

    JUDGMENT = "JUDGMENT"
    CRIMINAL_PROPERTY = "CRIMINAL_PROPERTY"
    ARBITRAL_AWARD = "ARBITRAL_AWARD"
    NOTARIAL = "NOTARIAL"
    OTHER = "OTHER"


class Tie(StrEnum):
    """Name what ties a court to the case."""

    FIRST_INSTANCE = "FIRST_INSTANCE"
    PROPERTY = "PROPERTY"
    DOMICILE = "DOMICILE"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Hold whether the court is competent, and why not."""

    competent: bool
    reason: str | None


class JurisdictionRefused(Refusal):
    """Say what is missing to tell."""


@answers("FILING_JURISDICTION")
def filing_jurisdiction(
    *,
    on: date,
    title: Enforced,
    tie: Tie,
    level: CourtLevel,
    first_instance_level: CourtLevel | None = None,
    designated: bool = False,
) -> Finding[Jurisdiction]:
    """Say whether a court may enforce a title.

    ``first_instance_level`` is the level of the court of first instance, or for a
    notarial title of the court that would try the claim. ``designated``: an intermediate
    court designated this basic one with leave from above.
    """
    why = Reasons(on)
    if title in (Enforced.JUDGMENT, Enforced.CRIMINAL_PROPERTY):
        reason = _of_court_title(tie, level, first_instance_level)
        why.step(
            "由第一审人民法院，或者同级的被执行财产所在地人民法院执行。",
            "The court of first instance enforces it, or one of the same level where property is.",
            find_citation("CPL", 235, on=on),
        )
    else:
        reason = _of_other_title(why, title, tie, level, first_instance_level, designated)
    said = f"{LEVEL_ZH[level]}{'有' if reason is None else '没有'}管辖权"
    if reason is not None:
        why.step(f"{_REASONS[reason][0]}。", f"{_REASONS[reason][1]}.")
    return why.finding(
        Jurisdiction(reason is None, reason),
        f"{said}。" if reason is None else f"{said}：{_REASONS[reason][0]}。",
        "The court is competent." if reason is None else f"Not competent: {_REASONS[reason][1]}.",
    )


_REASONS: Final = {
    "no_tie": ("与本院没有法定联系", "nothing the law names ties the case to it"),
    "other_level": ("级别不符", "it is of another level"),
    "not_designated": ("未经指定", "it was not designated"),
}


def _of_court_title(tie: Tie, level: CourtLevel, first: CourtLevel | None) -> str | None:
    if tie is Tie.FIRST_INSTANCE:
        return None
    if tie is not Tie.PROPERTY:
        return "no_tie"
    if first is None:
        raise _level_missing()
    return None if level is first else "other_level"


def _of_other_title(
    why: Reasons,
    title: Enforced,
    tie: Tie,
    level: CourtLevel,
    first: CourtLevel | None,
    designated: bool,
) -> str | None:
    why.step(
        "由被执行人住所地或者被执行财产所在地人民法院执行。",
        "The court of the debtor’s domicile or of the property enforces it.",
        find_citation("CPL", "235.2", on=why.on),
    )
    if tie not in (Tie.DOMICILE, Tie.PROPERTY):
        return "no_tie"
    if title is Enforced.ARBITRAL_AWARD:
        why.step(
            "仲裁裁决由中级人民法院管辖；经上级人民法院批准，可以指定基层人民法院。",
            "Awards belong to the intermediate court, which may designate a basic one with leave.",
            find_citation("ARBITRAL", 2, on=why.on),
        )
        if level is CourtLevel.INTERMEDIATE:
            return None
        may = level is CourtLevel.BASIC and why.on >= DESIGNATION_SINCE
        return (None if designated else "not_designated") if may else "other_level"
    if title is Enforced.NOTARIAL:
        why.step(
            "公证债权文书的级别管辖，参照第一审民商事案件级别管辖确定。",
            "The level follows that of a civil case of first instance.",
            find_citation("NOTARIAL", 2, on=why.on) or find_citation("EW", 10, on=why.on),
        )
        if first is None:
            raise _level_missing()
        return None if level is first else "other_level"
    return None


def _level_missing() -> JurisdictionRefused:
    return JurisdictionRefused(
        "LEVEL_MISSING",
        message_zh="没有填写第一审（或者应当受理该类案件）的法院级别。",
        message_en="The level of the court of first instance is not given.",
        remedy_zh="请填写级别。",
        remedy_en="Give the level.",
        field="first_instance_level",
    )


def _ex(
    competent: bool | str, title: Enforced, tie: Tie, level: CourtLevel, **more: object
) -> Example:
    on = date.fromisoformat(str(more.pop("on", "2018-11-01")))
    given = {"on": on, "title": title, "tie": tie, "level": level, **more}
    if isinstance(competent, str):
        return Example(given, refusal=competent)
    return Example(given, {"competent": competent})


_BASIC, _MIDDLE = CourtLevel.BASIC, CourtLevel.INTERMEDIATE

RULE = Rule(
    "FILING_JURISDICTION",
    BASIS,
    Days(date(2008, 4, 1)),
    filing_jurisdiction,
    (
        _ex(True, Enforced.JUDGMENT, Tie.FIRST_INSTANCE, _BASIC),
        _ex(True, Enforced.JUDGMENT, Tie.PROPERTY, _BASIC, first_instance_level=_BASIC),
        _ex(False, Enforced.JUDGMENT, Tie.PROPERTY, _MIDDLE, first_instance_level=_BASIC),
        _ex(False, Enforced.JUDGMENT, Tie.DOMICILE, _BASIC),
        _ex(True, Enforced.OTHER, Tie.DOMICILE, _BASIC),
        _ex(False, Enforced.OTHER, Tie.NONE, _BASIC),
        _ex(True, Enforced.ARBITRAL_AWARD, Tie.DOMICILE, _MIDDLE),
        _ex(False, Enforced.ARBITRAL_AWARD, Tie.DOMICILE, _BASIC),
        _ex(True, Enforced.ARBITRAL_AWARD, Tie.PROPERTY, _BASIC, designated=True, on="2018-03-01"),
        _ex(False, Enforced.ARBITRAL_AWARD, Tie.PROPERTY, _BASIC, designated=True, on="2018-02-28"),
        _ex(True, Enforced.NOTARIAL, Tie.PROPERTY, _BASIC, first_instance_level=_BASIC),
        _ex("LEVEL_MISSING", Enforced.JUDGMENT, Tie.PROPERTY, _BASIC),
    ),
    "执行管辖",
    "Which court enforces",
    covers=("R-FILE-JURIS",),
)
