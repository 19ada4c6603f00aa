"""Whether and by when a judgment is published on the internet (裁判文书上网).

Within seven working days of taking effect; a first judgment appealed, of the second taking
effect. Rulings of enforcement, decisions on fines and detention and their review are among
them. Not those on state secrets, minors’ crimes, mediation, divorce and custody: of these
number, court, day and reason are published, unless that would betray a secret. Wrongly
published, it is withdrawn in time.

裁判文书是否以及何时在互联网公布。文书生效后七个工作日内公布；一审裁判被上诉的，
自二审裁判生效起算。执行裁定、罚款和拘留决定及其复议决定都应公布。涉及国家秘密、未成年人犯罪、
以调解方式结案、离婚或者未成年子女抚养的不公布，只公布案号、法院、裁判日期和不公开的理由，
但这些信息本身会泄露国家秘密的除外。以其他理由不公布的须经审定。不应公布而已公布的，及时撤回。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.publication.redaction import PublicationRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("PUBLICATION", "3"),
    ("PUBLICATION", "4"),
    ("PUBLICATION", "6"),
    ("PUBLICATION", "7"),
    ("PUBLICATION", "16"),
)


class Withheld(StrEnum):
    """Name why a judgment is not published."""

    NONE = "NONE"
    STATE_SECRET = "STATE_SECRET"
    MINOR_CRIME = "MINOR_CRIME"
    MEDIATION = "MEDIATION"
    DIVORCE_OR_CUSTODY = "DIVORCE_OR_CUSTODY"
    OTHER_APPROVED = "OTHER_APPROVED"
    OTHER_NOT_APPROVED = "OTHER_NOT_APPROVED"


@dataclass(frozen=True, slots=True)
class JudgmentPublication:
    """Say whether it is published, by when, and what of one that is withheld is shown."""

    published: bool
    publish_by: date | None
    shown: tuple[str, ...]


_STUB = ("案号", "审理法院", "裁判日期", "不公开理由")


@answers("JUDGMENT_PUBLICATION")
def judgment_publication(
    *,
    on: date,
    effective_on: date,
    withheld: Withheld = Withheld.NONE,
    stub_betrays_secret: bool = False,
) -> Finding[JudgmentPublication]:
    """Say whether a judgment is published and by when."""
    why = Reasons(on)
    if withheld is Withheld.OTHER_NOT_APPROVED:
        raise PublicationRefused(
            "NOT_APPROVED",
            message_zh="其他不宜公布的，须由承办法官提出书面意见，部门负责人审查，主管副院长审定。",
            message_en="For another reason the judge states it in writing, the head of department "
            "examines and the vice-president decides.",
            basis=cite("PUBLICATION", 12, on=on),
            remedy_zh="报请审定；未经审定的，应当公布。",
            remedy_en="Have it decided; until then it is published.",
            field="withheld",
        )
    days = why.parameter("publication.judgment", effective_on).whole
    by = why.adopt(
        period_due(on=on, start_on=effective_on, amount=days, unit=Unit.WORKING_DAY)
    ).due_on
    if withheld is Withheld.NONE:
        why.step(
            f"自{effective_on}生效起{days}个工作日内公布。",
            f"Published within {days} working days of taking effect on {effective_on}.",
            cite("PUBLICATION", 7, on=on),
            value=by,
        )
        return why.finding(
            JudgmentPublication(True, by, ()), f"应于{by}前公布。", f"Publish it by {by}."
        )
    shown = () if withheld is Withheld.STATE_SECRET and stub_betrays_secret else _STUB
    why.step(
        "不公布文书" + (f"，公布{'、'.join(shown)}。" if shown else "及其信息。"),
        "The text is withheld"
        + ("; number, court, day and reason are published." if shown else ", and so is all of it."),
        cite("PUBLICATION", 6, on=on),
    )
    why.step(
        "已公布的，应当及时撤回。",
        "If it was published it is withdrawn in time.",
        cite("PUBLICATION", 16, on=on),
    )
    return why.finding(
        JudgmentPublication(False, by if shown else None, shown),
        "不予公布。",
        "It is not published.",
    )


def _given(effective: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(effective)
    return {"on": day, "effective_on": day, **more}


RULE = Rule(
    "JUDGMENT_PUBLICATION",
    BASIS,
    Days(date(2016, 10, 1)),
    judgment_publication,
    (
        Example(_given("2017-06-01"), {"publish_by": date(2017, 6, 12)}),
        Example(_given("2017-09-28"), {"publish_by": date(2017, 10, 13)}),
        Example(_given("2017-06-01", withheld=Withheld.MEDIATION), {"shown": _STUB}),
        Example(
            _given("2017-06-01", withheld=Withheld.STATE_SECRET, stub_betrays_secret=True),
            {"published": False, "shown": ()},
        ),
        Example(_given("2017-06-01", withheld=Withheld.OTHER_NOT_APPROVED), refusal="NOT_APPROVED"),
        Example(_given("2016-09-30"), refusal="PARAMETER_MISSING"),
    ),
    "裁判文书上网",
    "Publishing judgments",
    ("publication.judgment",),
)
