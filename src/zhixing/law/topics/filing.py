"""Whether an application for enforcement is filed (立案审查): conditions, court, duplicates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from zhixing.kernel.canonical import Json
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.filing.conditions import Conditions, filing_conditions
from zhixing.law.filing.duplicate import filing_duplicate
from zhixing.law.filing.jurisdiction import Enforced, Tie, filing_jurisdiction
from zhixing.law.identity.case_number import CourtLevel
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import Answer, Example, Topic


class FilingTitle(StrEnum):
    """Name the titles by who issued them."""

    JUDGMENT = "judgment"
    CRIMINAL_PROPERTY = "criminal_property"
    ARBITRAL_AWARD = "arbitral_award"
    NOTARIAL = "notarial"
    OTHER = "other"


class CourtTie(StrEnum):
    """Name what ties the court to the case."""

    FIRST_INSTANCE = "first_instance"
    PROPERTY = "property"
    DOMICILE = "domicile"
    NONE = "none"


class Condition(StrEnum):
    """Name the conditions of filing."""

    EFFECTIVE = "effective"
    ENTITLED = "entitled"
    DEFINITE = "definite"
    UNPERFORMED = "unperformed"
    JURISDICTION = "jurisdiction"
    CLEAR = "clear"


class OtherFiling(StrEnum):
    """Name what to do about another court's filing on the same title."""

    FILE = "file"
    DO_NOT_FILE = "do_not_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRequest:
    """Ask whether to file an application received on a day.

    Jurisdiction is found from title, tie and level; ``first_instance_level`` is the level
    of the court of first instance, for a notarial title of the court that would try it.
    ``other_filed_on`` is the day another competent court filed on the same title.
    """

    received_on: date
    title: FilingTitle
    tie: CourtTie
    level: CourtLevel
    first_instance_level: CourtLevel | None = None
    designated: bool = False
    effective: bool
    entitled: bool
    definite: bool
    unperformed: bool
    clear: bool = True
    performance_until: date | None = None
    other_filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class FilingResult:
    """Hold whether to file, by when to decide, and what stands against it."""

    accept: bool
    decide_by: date
    missing: tuple[Condition, ...]
    competent: bool
    other_filing: OtherFiling
    provisional: bool


class FilingAskedWrongly(Refusal):
    """Say which day does not go with the others."""


def answer(request: FilingRequest) -> Answer:
    """Check the application."""
    on = request.received_on
    if request.other_filed_on is not None and request.other_filed_on > on:
        raise FilingAskedWrongly(
            "REVERSED",
            message_zh=f"other_filed_on：{request.other_filed_on}晚于收到申请之日{on}。",
            message_en=f"other_filed_on: {request.other_filed_on} lies after the receipt on {on}.",
            field="other_filed_on",
        )
    with blame("received_on", of=("PARAMETER_MISSING", "NOT_IN_FORCE")):
        court = filing_jurisdiction(
            on=on,
            title=Enforced[request.title.name],
            tie=Tie[request.tie.name],
            level=request.level,
            first_instance_level=request.first_instance_level,
            designated=request.designated,
        )
        checked = filing_conditions(
            on=on,
            received_on=on,
            conditions=Conditions(
                request.effective,
                request.entitled,
                request.definite,
                request.unperformed,
                court.value.competent,
                request.clear,
            ),
            performance_until=request.performance_until,
        )
        other = filing_duplicate(on=on, other_filed_on=request.other_filed_on)
    alone = request.other_filed_on is None
    result = FilingResult(
        checked.value.accept and alone,
        checked.value.decide_by,
        tuple(Condition(m.code) for m in checked.value.missing),
        court.value.competent,
        OtherFiling.FILE if alone else OtherFiling.DO_NOT_FILE,
        checked.is_provisional,
    )
    return Answer(result, _together(checked, court, other))


def _together(checked: Finding[Any], *others: Finding[Any]) -> Finding[Any]:
    marks = [m for finding in others for m in finding.marks if m not in checked.marks]
    return replace(
        checked,
        conclusion_zh="".join(f.conclusion_zh for f in (checked, *others)),
        conclusion_en=" ".join(f.conclusion_en for f in (checked, *others)),
        steps=tuple(step for f in (*others, checked) for step in f.steps),
        marks=(*checked.marks, *dict.fromkeys(marks)),
    )


_GOOD: dict[str, Json] = {
    "received_on": "2018-03-01",
    "title": "judgment",
    "tie": "first_instance",
    "level": "basic",
    "effective": True,
    "entitled": True,
    "definite": True,
    "unperformed": True,
}

TOPIC = Topic(
    "filing",
    "立案审查",
    "Filing",
    FilingRequest,
    FilingResult,
    answer,
    (
        Example(_GOOD, {"accept": True, "decide_by": "2018-03-08", "missing": []}),
        Example(
            {**_GOOD, "tie": "domicile"},
            {"accept": False, "competent": False, "missing": ["jurisdiction"]},
            note="判决由第一审法院或者同级财产所在地法院执行 no court of the domicile",
        ),
        Example(
            {**_GOOD, "entitled": False, "definite": False},
            {"accept": False, "missing": ["entitled", "definite"]},
        ),
        Example(
            {**_GOOD, "other_filed_on": "2018-02-27"},
            {"accept": False, "other_filing": "do_not_file"},
        ),
        Example({**_GOOD, "performance_until": "2018-03-01"}, error="NOT_YET_DUE"),
        Example({**_GOOD, "tie": "property"}, error="LEVEL_MISSING"),
        Example({**_GOOD, "other_filed_on": "2018-03-02"}, error="REVERSED"),
        Example({**_GOOD, "received_on": "1998-07-17"}, error="PARAMETER_MISSING"),
    ),
    ("FILING_CONDITIONS", "FILING_JURISDICTION", "FILING_DUPLICATE"),
)
