"""The clock of an appraisal (委托评估期限).

Three appraisers in an order the parties agreed on or that was drawn by lot; the first one
reports in thirty days, days of deferral or suspension left out. It may ask, five days
before the end, for an extension of at most fifteen days, twice at most. Silence past the
time: the papers come back in three days and the next one is commissioned. A report that
ran out before the first notice is made again in fifteen days.

委托评估的期限。评估机构选三家，顺序由当事人商定或者摇号确定，第一顺序的机构在三十日内出具报告，
暂缓、中止的日子不计入。需要延期的，在期限届满五日前申请，每次不超过十五日，最多两次。
逾期没有出具的，三日内退回材料，另行委托下一顺序的机构。报告在第一次拍卖公告以前已过有效期的，
十五日内重新出具。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("REFERENCE-PRICE", "16"), ("REFERENCE-PRICE", "19"))


@dataclass(frozen=True, slots=True)
class Extension:
    """Hold an extension: the day it was asked for and the days given."""

    asked_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Hold the last day, the day by which an extension is asked, and the papers' return."""

    due_on: date
    ask_by: date | None
    papers_back_by: date | None
    next_appraiser: bool


class AppraisalRefused(Refusal):
    """Say why an extension cannot be given."""


@answers("APPRAISAL_CLOCK")
def appraisal_clock(
    *,
    on: date,
    commissioned_on: date,
    extensions: tuple[Extension, ...] = (),
    excluded_days: int = 0,
    delivered_on: date | None = None,
    made_again: bool = False,
) -> Finding[Appraisal]:
    """Find by when the appraiser reports.

    ``excluded_days`` are the days of deferral or suspension within the time.
    """
    why = Reasons(on)
    code = "value.appraisal_again" if made_again else "value.appraisal"
    days = why.parameter(code, commissioned_on).whole
    most = why.parameter("value.appraisal_extensions", commissioned_on).whole
    each = why.parameter("value.appraisal_extension", commissioned_on).whole
    before = why.parameter("value.appraisal_ask_before", commissioned_on).whole
    if excluded_days < 0 or excluded_days > 3650:
        raise _refused("OUT_OF_RANGE", "excluded_days", "扣除日数不成立。", "Impossible.", on)
    due_on = _plus(why, commissioned_on, days + excluded_days)
    for number, extension in enumerate(extensions):
        where = f"extensions[{number}]"
        if number >= most or not 1 <= extension.days <= each:
            raise _refused(
                "EXTENSION_TOO_LONG",
                where,
                f"延期不超过{most}次，每次不超过{each}日。",
                f"At most {most} extensions of at most {each} days.",
                commissioned_on,
            )
        if extension.asked_on > due_on - timedelta(days=before):
            raise _refused(
                "ASKED_TOO_LATE",
                where,
                f"应在{due_on - timedelta(days=before)}前申请延期。",
                f"Ask for it by {due_on - timedelta(days=before)}.",
                commissioned_on,
            )
        due_on = _plus(why, due_on, extension.days)
    ask_by = due_on - timedelta(days=before) if len(extensions) < most and not made_again else None
    late = on > due_on if delivered_on is None else delivered_on > due_on
    papers_back_by = _plus(why, due_on, why.parameter("value.correction").whole) if late else None
    why.step(
        f"评估报告期限至{due_on}止" + ("，逾期未出具，另行委托下一顺序机构。" if late else "。"),
        f"The report is due by {due_on}" + ("; late: commission the next one." if late else "."),
        cite("REFERENCE-PRICE", "19.3" if late else "19.1", on=commissioned_on),
        value=due_on,
    )
    return why.finding(
        Appraisal(due_on, ask_by, papers_back_by, late),
        f"评估报告至{due_on}止。",
        f"The report is due by {due_on}.",
    )


def _plus(why: Reasons, start_on: date, days: int) -> date:
    return why.adopt(period_due(on=why.on, start_on=start_on, amount=days, unit=Unit.DAY)).due_on


def _refused(code: str, field: str, zh: str, en: str, on: date) -> AppraisalRefused:
    return AppraisalRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=cite("REFERENCE-PRICE", "19.2", on=on),
        remedy_zh="期满未出具的，委托下一顺序的评估机构。",
        remedy_en="Past the time commission the next appraiser.",
        field=field,
    )


def _given(on: str, *extensions: Extension, **more: object) -> dict[str, object]:
    day = date(2020, 3, 2)
    return {
        "on": date.fromisoformat(on),
        "commissioned_on": day,
        "extensions": extensions,
        **more,
    }


_X = Extension(date(2020, 3, 27), 15)
_Y = Extension(date(2020, 4, 11), 15)

RULE = Rule(
    "APPRAISAL_CLOCK",
    BASIS,
    Days(date(2018, 9, 1)),
    appraisal_clock,
    (
        Example(
            _given("2020-03-10"),
            {"due_on": date(2020, 4, 1), "ask_by": date(2020, 3, 27), "next_appraiser": False},
        ),
        Example(_given("2020-03-28", _X), {"due_on": date(2020, 4, 16)}),
        Example(_given("2020-04-12", _X, _Y), {"due_on": date(2020, 5, 6), "ask_by": None}),
        Example(_given("2020-04-12", _X, _Y, _Y), refusal="EXTENSION_TOO_LONG"),
        Example(_given("2020-03-28", Extension(date(2020, 3, 28), 15)), refusal="ASKED_TOO_LATE"),
        Example(
            _given("2020-03-28", Extension(date(2020, 3, 27), 16)), refusal="EXTENSION_TOO_LONG"
        ),
        Example(_given("2020-03-10", excluded_days=8), {"due_on": date(2020, 4, 9)}),
        Example(_given("2020-04-02"), {"next_appraiser": True, "papers_back_by": date(2020, 4, 7)}),
        Example(_given("2020-03-10", made_again=True), {"due_on": date(2020, 3, 17)}),
    ),
    "委托评估期限",
    "Clock of an appraisal",
    (
        "value.appraisal",
        "value.appraisal_again",
        "value.appraisal_extensions",
        "value.appraisal_extension",
        "value.appraisal_ask_before",
    ),
    covers=("R-VAL-APPRAISE-30D", "R-VAL-VALID-1Y"),
)
