"""The queries owed after the present procedure was ended (终本后定期查询).

For five years the network is queried every six months and the applicant is told: ten
dates, each counted from the day of the ruling, so that a short month never shifts the next.
They are the court’s own duties and do not roll. A ruling made before 1 December 2016 falls
under the text only with the dates that lie after it.

终结本次执行程序后的定期查询。自裁定之日起五年内，每六个月通过网络查控系统查询一次并告知申请执行
人，共十次；每次日期均从裁定之日推算，不因某月天数较少而使以后各次前移。此为法院自身的职责，
日期不因休假日顺延。发现财产的，依职权恢复执行。2016年12月1日以前作出的裁定，只适用规定施行后的
各次日期，且标为存疑；五年在该日以前已经届满的，没有查询义务。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMINATION", "9"),)
SINCE = date(2016, 12, 1)


class RecheckRefused(Refusal):
    """Say why no queries are owed."""


@answers("RECHECK_SCHEDULE")
def recheck_schedule(*, on: date, ruled_on: date) -> Finding[tuple[date, ...]]:
    """Give the last day of each query owed after a ruling that ended the procedure."""
    day = max(ruled_on, SINCE)
    why = Reasons(on)
    months = why.parameter("termination.interval", day).whole
    years = why.parameter("termination.years", day).whole
    dates = tuple(add_months(ruled_on, n) for n in range(months, years * 12 + 1, months))
    if dates[-1] < SINCE:
        raise RecheckRefused(
            "NOT_IN_FORCE",
            message_zh=f"{ruled_on}终结的程序，五年已于{dates[-1]}届满，先于{SINCE}施行的规定。",
            message_en=f"Five years from {ruled_on} ended on {dates[-1]}, before the provisions of "
            f"{SINCE}.",
            basis=cite("TERMINATION", 9, on=SINCE),
            remedy_zh="申请执行人发现财产的，可以随时申请恢复执行。",
            remedy_en="The applicant may ask to resume whenever property is found.",
            field="ruled_on",
        )
    if ruled_on < SINCE:
        why.mark("doubt:procedure-ended-before-2016-12-01")
        early = sum(d < SINCE for d in dates)
        why.step(
            f"裁定早于{SINCE}：其中{early}个日期先于规定施行，不构成义务；其后日期是否适用存疑。",
            f"The ruling lies before {SINCE}: {early} of the dates came before the provisions and "
            "were no duty; whether they reach the others is in doubt.",
            cite("TERMINATION", 9, on=SINCE),
            value=early,
        )
    why.step(
        f"自{ruled_on}起{years}年内每{months}个月查询一次，共{len(dates)}次，并告知申请执行人；"
        "发现财产的依职权恢复执行。",
        f"Every {months} months for {years} years from {ruled_on}, {len(dates)} times; the "
        "applicant is told, and property found resumes the case.",
        cite("TERMINATION", 9, on=day),
        value=list(dates),
    )
    why.choose("rolls", False)
    return why.finding(
        dates,
        f"应定期查询{len(dates)}次，首次至{dates[0]}，末次至{dates[-1]}。",
        f"{len(dates)} queries are owed, the first by {dates[0]}, the last by {dates[-1]}.",
    )


def _given(day: str) -> dict[str, object]:
    return {"on": date.fromisoformat(day), "ruled_on": date.fromisoformat(day)}


RULE = Rule(
    "RECHECK_SCHEDULE",
    BASIS,
    Days(date(1998, 7, 18)),
    recheck_schedule,
    (
        Example(
            _given("2017-08-31"),
            tuple(
                date.fromisoformat(d)
                for d in (
                    "2018-02-28",
                    "2018-08-31",
                    "2019-02-28",
                    "2019-08-31",
                    "2020-02-29",
                    "2020-08-31",
                    "2021-02-28",
                    "2021-08-31",
                    "2022-02-28",
                    "2022-08-31",
                )
            ),
            note="月末与闰日 month ends and a leap day",
        ),
        Example(_given("2011-11-30"), refusal="NOT_IN_FORCE"),
        Example(
            _given("2011-12-01"),
            tuple(add_months(date(2011, 12, 1), n) for n in range(6, 61, 6)),
            note="只有末次在规定施行后 only the last falls under the text",
        ),
    ),
    "终本后定期查询",
    "Queries after the procedure was ended",
    ("termination.interval", "termination.years"),
    covers=("R-ZB-RECHECK",),
)
