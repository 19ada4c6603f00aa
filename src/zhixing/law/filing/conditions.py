"""Whether an application for enforcement can be filed (受理条件): five conditions.

The title is effective; the applicant is its creditor, heir or successor; it has content
that can be enforced, with object and debtor definite; the debtor did not perform in time;
this court has jurisdiction. Since February 2015 the title must also name the parties and
what is owed clearly. All five hold: file within seven days; one fails: rule within seven
days not to accept. Lateness is no such condition.

申请执行可否受理，共五项条件。法律文书已经生效；申请人为文书确定的权利人、其继承人或者权利承受
人；文书有给付内容，且执行标的和被执行人明确；义务人未在确定的期限内履行；属于本院管辖。
2015年2月起，文书还须写明权利义务主体和给付内容。五项均具备的，七日内立案；缺少任何一项的，
七日内裁定不予受理。申请已过时效，不是不予受理的理由。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.filing.decide import filing_decide_due
from zhixing.law.instruments import find_citation
from zhixing.law.need import Missing, Need, test
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "16"), ("CPL-INT", "461"), ("EW", "17"))
CLEAR_SINCE: Final = date(2015, 2, 4)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Hold the answers to the conditions of filing."""

    effective: bool
    entitled: bool
    definite: bool
    unperformed: bool
    jurisdiction: bool
    clear: bool = True


@dataclass(frozen=True, slots=True)
class FilingCheck:
    """Hold whether to file, by when to decide, and every condition that does not hold."""

    accept: bool
    decide_by: date
    missing: tuple[Missing, ...]


class ConditionsRefused(Refusal):
    """Say which days contradict each other."""


_NEEDS: Final = (
    Need(
        "effective",
        "法律文书已经生效",
        "the title has taken effect",
        "待文书生效后申请",
        "Apply once it has",
        ("EW", "16"),
        "effective",
    ),
    Need(
        "entitled",
        "申请执行人是权利人或其继承人、权利承受人",
        "the applicant is the creditor named, an heir or a successor",
        "提交继承或者承受权利的证明",
        "Prove the succession",
        ("EW", "16"),
        "entitled",
    ),
    Need(
        "definite",
        "文书有给付内容，且执行标的和被执行人明确",
        "it has content to enforce, with object and debtor definite",
        "请作出机关补正或者说明",
        "Ask the issuing body to correct or explain it",
        ("EW", "16"),
        "definite",
    ),
    Need(
        "unperformed",
        "义务人在确定的期限内未履行义务",
        "the debtor did not perform within the period set",
        "待履行期限届满后申请",
        "Apply once the period has ended",
        ("EW", "16"),
        "unperformed",
    ),
    Need(
        "jurisdiction",
        "属于受申请执行的人民法院管辖",
        "this court has jurisdiction",
        "向有管辖权的人民法院申请",
        "Apply to the competent court",
        ("EW", "16"),
        "jurisdiction",
    ),
)
_CLEAR: Final = Need(
    "clear",
    "权利义务主体明确、给付内容明确",
    "parties and what is owed are clearly named",
    "请作出机关补正或者说明",
    "Ask the issuing body to correct or explain it",
    ("CPL-INT", "461"),
    "clear",
)


@answers("FILING_CONDITIONS")
def filing_conditions(
    *, on: date, received_on: date, conditions: Conditions, performance_until: date | None = None
) -> Finding[FilingCheck]:
    """Test the conditions of an application received on a day."""
    if conditions.unperformed and performance_until and performance_until >= received_on:
        raise ConditionsRefused(
            "NOT_YET_DUE",
            message_zh=f"履行期限至{performance_until}，{received_on}尚未届满，不能认定未履行。",
            message_en=f"The debtor may perform until {performance_until}; on {received_on} "
            "nothing is in default.",
            basis=find_citation("EW", 16, on=received_on),
            remedy_zh="待履行期限届满后申请。",
            remedy_en="Apply once the period has ended.",
            field="unperformed",
        )
    why = Reasons(on)
    answers_given = [(bool(getattr(conditions, need.code)), need) for need in _NEEDS]
    if received_on >= CLEAR_SINCE:
        answers_given.append((conditions.clear, _CLEAR))
    missing = test(why, answers_given)
    due = why.adopt(filing_decide_due(on=received_on, received_on=received_on))
    accept = not missing
    if accept:
        said, told = "符合受理条件，应予立案", "The conditions hold; file the case"
    else:
        said, told = f"有{len(missing)}项条件不符，裁定不予受理", "Rule not to accept it"
    return why.finding(
        FilingCheck(accept, due.due_on, missing),
        f"{said}（至迟{due.due_on}）。",
        f"{told} (by {due.due_on}).",
    )


def _given(received: str, *, until: str | None = None, **changed: bool) -> dict[str, object]:
    day = date.fromisoformat(received)
    answers_given = {n.code: True for n in _NEEDS} | changed
    return {
        "on": day,
        "received_on": day,
        "conditions": Conditions(**answers_given),
        "performance_until": date.fromisoformat(until) if until else None,
    }


RULE = Rule(
    "FILING_CONDITIONS",
    BASIS,
    Days(date(1998, 7, 18)),
    filing_conditions,
    (
        Example(
            _given("2018-03-01", until="2018-02-28"),
            {"accept": True, "decide_by": date(2018, 3, 8), "missing": []},
        ),
        Example(_given("2018-03-01", jurisdiction=False), {"missing": [{"code": "jurisdiction"}]}),
        Example(
            _given("2018-03-01", effective=False, entitled=False),
            {"accept": False, "missing": [{"code": "effective"}, {"code": "entitled"}]},
        ),
        Example(_given("2018-03-01", unperformed=False), {"accept": False}),
        Example(_given("2018-03-01", definite=False), {"accept": False}),
        Example(
            _given("2015-02-04", clear=False), {"accept": False, "missing": [{"code": "clear"}]}
        ),
        Example(
            _given("2015-02-03", clear=False),
            {"accept": True},
            note="2015年2月4日前无此项 before 4 February 2015",
        ),
        Example(_given("2018-03-01", until="2018-03-01"), refusal="NOT_YET_DUE"),
    ),
    "受理条件",
    "Conditions of filing",
    covers=("R-FILE-COND",),
)
