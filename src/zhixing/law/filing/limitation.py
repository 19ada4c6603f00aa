"""Until when enforcement can be asked for (申请执行时效), and what lateness does.

Two years since April 2008, from the last day of the performance period, or where none is
stated from the day the title takes effect. Of instalments each had a period of its own
until 2021; since 2022 all run from the last. Notarial titles keep one for each; titles of
administrative judgments too, from service where no period is stated. A demand, a
settlement, an application or the debtor's promise starts the period anew; an obstacle in
its last six months suspends it. A late application is filed all the same: only the
debtor's objection, if upheld, ends enforcement. For administrative judgments the court
itself does not accept it without good cause.

何时以前可以申请执行，以及逾期的后果。2008年4月起为两年，自履行期间最后一日起算，
未规定履行期间的，自文书生效之日起算；此前双方均为法人或者其他组织的六个月，双方或者一方为自然人
的一年（凭记忆，待核）。分期履行的，2021年以前各期分别计算，2022年起均自最后一期届满之日起算；
公证债权文书仍按各期分别计算，行政裁判亦同，未规定履行期间的自送达之日起算。提出请求、达成和解、
申请执行或者被执行人同意履行的，时效中断，重新计算；期间最后六个月内发生障碍的，时效中止。
逾期申请仍应立案，只有被执行人提出异议并经审查成立的，才裁定不予执行；行政裁判逾期的，
没有正当理由则由法院不予受理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.filing import limitation_reasons as reasons
from zhixing.law.filing.limitation_facts import (
    InstalmentText,
    Interrupted,
    Interruption,
    LastDay,
    Limitation,
    LimitationTitle,
    Obstacle,
    Round,
    Suspension,
    Term,
)
from zhixing.law.filing.limitation_run import run
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import add_months, roll
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "250"),
    ("CPL-INT", "481"),
    ("CPL-INT", "515"),
    ("CPL-INT", "517"),
    ("CPL-INT", "518"),
    ("EP", "19"),
    ("EP", "20"),
    ("EP", "21"),
    ("NOTARIAL", "9"),
    ("ADMIN-LITIGATION", "153"),
)
TWO_YEARS_SINCE: Final = date(2008, 4, 1)
LAST_INSTALMENT_SINCE: Final = date(2022, 1, 1)
SHOWN: Final = 12


class LimitationRefused(Refusal):
    """Say what is missing."""


@dataclass(frozen=True, slots=True)
class _Case:
    """Hold the facts that every performance period shares."""

    applied_on: date
    kind: LimitationTitle
    natural_person: bool
    interruptions: tuple[Interrupted, ...]
    obstacles: tuple[Obstacle, ...]


@answers("APPLICATION_LIMITATION")
def application_limitation(
    *,
    on: date,
    due_on: tuple[date, ...],
    applied_on: date,
    kind: LimitationTitle = LimitationTitle.CIVIL,
    none_stated_from: date | None = None,
    natural_person: bool = True,
    asked: Round = Round.FIRST,
    interruptions: tuple[Interrupted, ...] = (),
    obstacles: tuple[Obstacle, ...] = (),
    good_cause: bool = False,
    instalment_text: InstalmentText = InstalmentText.BY_APPLICATION,
    suspension: Suspension = Suspension.CONTINUE,
) -> Finding[Limitation]:
    """Find the last day to apply for each performance period.

    ``due_on`` are the last days for performance, one for each instalment; for a negative
    duty the day of its breach. Empty where the title states none: then
    ``none_stated_from`` is the day it took effect (an administrative one: was served).
    """
    why = Reasons(on)
    if asked in (Round.AFTER_ROUND_ENDED, Round.CONTINUED):
        return reasons.not_limited(why, asked, applied_on)
    starts = due_on or ((none_stated_from,) if none_stated_from else ())
    if not starts:
        raise LimitationRefused(
            "MISSING",
            message_zh="没有履行期间的最后一日，也没有文书生效（送达）日期。",
            message_en="Neither a last day for performance nor the day the title took effect "
            "(was served) is given.",
            basis=find_citation("CPL", 250, on=applied_on),
            remedy_zh="请填写其中之一。",
            remedy_en="Give one of them.",
            field="due_on",
        )
    case = _Case(applied_on, kind, natural_person, interruptions, obstacles)
    basis = reasons.explain_start(why, case.kind, applied_on, len(due_on), due_on)
    days: list[LastDay] = []
    missing: int | None = None
    used: set[Interrupted] = set()
    for start_on in starts:
        term = _term(why, case, start_on)
        last, effective, year = _last_day(case, start_on, starts, term, instalment_text, suspension)
        low, high = _bounds(case, start_on, starts, term)
        days.append(LastDay(start_on, last, low, high, applied_on > last))
        used.update(effective)
        missing = missing or year
    reasons.explain_interruptions(why, interruptions, used, applied_on)
    reasons.explain_obstacles(why, obstacles, suspension, applied_on)
    _explain_days(why, days, basis)
    if missing:
        why.mark(f"provisional:calendar-{missing}")
    if len(starts) > 1 and any(d.low != d.high for d in days):
        why.choose("instalment_text", instalment_text)
    return reasons.conclude(why, tuple(days), case.kind, applied_on, good_cause, missing)


def _term(why: Reasons, case: _Case, start_on: date) -> Term:
    """Choose the length: the text of 1991 where the period had ended under it."""
    if case.kind is LimitationTitle.ADMINISTRATIVE:
        return Term(_known(why, "filing.limitation_administrative", case.applied_on) * 12)
    if start_on < TWO_YEARS_SINCE:
        name = "individual" if case.natural_person else "entities"
        months = _known(why, f"filing.limitation_{name}", start_on) * (
            12 if case.natural_person else 1
        )
        if case.applied_on < TWO_YEARS_SINCE or add_months(start_on, months) < TWO_YEARS_SINCE:
            return Term(months, is_old=True)
    return Term(_known(why, "filing.limitation", max(case.applied_on, TWO_YEARS_SINCE)) * 12)


def _known(why: Reasons, name: str, day: date) -> int:
    """Record a parameter once, however many instalments use it."""
    quiet = Reasons(why.on)
    found = quiet.parameter(name, day)
    if not any(step.parameter == name for step in why.steps):
        why.parameter(name, day)
    return found.whole


def _last_day(
    case: _Case,
    start_on: date,
    starts: tuple[date, ...],
    term: Term,
    text: InstalmentText,
    suspension: Suspension,
) -> tuple[date, tuple[Interrupted, ...], int | None]:
    begin_on = _begin(case, start_on, starts, term, text)
    interruptions = () if term.is_old else case.interruptions
    obstacles = () if term.is_old else case.obstacles
    end_on, effective = run(begin_on, term, interruptions, obstacles, suspension)
    last_on, missing = roll(end_on)
    return last_on, effective, missing


def _begin(
    case: _Case, start_on: date, starts: tuple[date, ...], term: Term, text: InstalmentText
) -> date:
    """Give the day from which an instalment's period runs: its own, or the last one's."""
    if case.kind in (LimitationTitle.NOTARIAL, LimitationTitle.ADMINISTRATIVE):
        return start_on
    if case.applied_on < LAST_INSTALMENT_SINCE or term.is_old:
        return start_on
    if text is InstalmentText.BY_EXPIRY:
        own_end, _ = run(start_on, term, case.interruptions, case.obstacles, Suspension.CONTINUE)
        if own_end < LAST_INSTALMENT_SINCE:
            return start_on
    return max(starts)


def _bounds(case: _Case, start_on: date, starts: tuple[date, ...], term: Term) -> tuple[date, date]:
    found = [
        _last_day(case, start_on, starts, term, text, suspension)[0]
        for text in InstalmentText
        for suspension in Suspension
    ]
    if case.kind is LimitationTitle.NOTARIAL and case.applied_on >= LAST_INSTALMENT_SINCE:
        found += [
            roll(run(max(starts), term, case.interruptions, case.obstacles, suspension)[0])[0]
            for suspension in Suspension
        ]
    return min(found), max(found)


def _explain_days(why: Reasons, days: list[LastDay], basis: Citation | None) -> None:
    for day in days[:SHOWN]:
        spread = day.low != day.high
        why.step(
            f"履行期限{day.due_on}，申请执行至{day.last_day}届满"
            + (f"（依不同理解，最早{day.low}，最迟{day.high}）。" if spread else "。"),
            f"Due on {day.due_on}: the period ends on {day.last_day}"
            + (f" (by other readings from {day.low} to {day.high})." if spread else "."),
            basis,
            value=day.last_day,
        )
    if len(days) > SHOWN:
        why.step(
            f"其余{len(days) - SHOWN}期从略，见结果。",
            f"The other {len(days) - SHOWN} instalments stand in the result.",
        )


def _given(due: str, applied: str, **more: object) -> dict[str, object]:
    applied_on = date.fromisoformat(applied)
    days = tuple(date.fromisoformat(d) for d in due.split())
    return {"on": applied_on, "due_on": days, "applied_on": applied_on, **more}


def _expect(lasts: str, late: bool, accepted: bool = True) -> dict[str, object]:
    return {
        "last_days": [{"last_day": date.fromisoformat(d)} for d in lasts.split()],
        "late_if_objected": late,
        "filing_accepted": accepted,
    }


_DEMAND = Interrupted(date(2017, 5, 2), Interruption.DEMAND)
_SETTLED = Interrupted(date(2017, 5, 2), Interruption.SETTLEMENT, date(2018, 5, 2))
_OBSTACLE = Obstacle(date(2020, 2, 1), date(2020, 4, 10))

RULE = Rule(
    "APPLICATION_LIMITATION",
    BASIS,
    Days(date(1991, 4, 9)),
    application_limitation,
    (
        Example(_given("2016-03-01", "2018-03-01"), _expect("2018-03-01", False)),
        Example(_given("2016-03-01", "2018-03-02"), _expect("2018-03-01", True)),
        Example(_given("2010-03-01", "2012-03-01"), _expect("2012-03-01", False)),
        Example(
            _given("2015-06-30 2018-06-30", "2020-06-30"),
            _expect("2017-06-30 2020-06-30", True),
            note="2021年以前，各期分别计算 each instalment by itself until 2021",
        ),
        Example(
            _given("2019-06-30 2022-06-30", "2022-01-04"),
            _expect("2024-07-01 2024-07-01", False),
            note="2022年起，自最后一期 from the last since 2022",
        ),
        Example(
            _given("2019-06-30 2022-06-30", "2022-01-04", instalment_text=InstalmentText.BY_EXPIRY),
            _expect("2021-06-30 2024-07-01", True),
            note="旧文本下已届满的一期 an instalment lapsed under the older text",
        ),
        Example(
            _given("2019-06-30 2022-06-30", "2022-01-04", kind=LimitationTitle.NOTARIAL),
            _expect("2021-06-30 2024-07-01", True),
        ),
        Example(
            _given("2016-03-01", "2019-05-02", interruptions=(_DEMAND,)),
            _expect("2019-05-05", False),
        ),
        Example(
            _given("2016-03-01", "2020-05-06", interruptions=(_SETTLED,)),
            _expect("2020-05-06", False),
        ),
        Example(
            _given("2018-03-01", "2020-05-10", obstacles=(_OBSTACLE,)), _expect("2020-05-11", False)
        ),
        Example(
            _given(
                "2018-03-01", "2020-10-10", obstacles=(_OBSTACLE,), suspension=Suspension.SIX_MONTHS
            ),
            _expect("2020-10-10", False),
        ),
        Example(
            _given("2018-03-01", "2020-03-03", kind=LimitationTitle.ADMINISTRATIVE),
            _expect("2020-03-02", True, accepted=False),
            note="行政裁判逾期不予受理 an administrative title is not accepted late",
        ),
        Example(
            _given(
                "2018-03-01", "2020-03-03", kind=LimitationTitle.ADMINISTRATIVE, good_cause=True
            ),
            _expect("2020-03-02", True),
        ),
        Example(_given("2007-03-27", "2008-03-31"), _expect("2008-03-27", True, accepted=False)),
        Example(_given("2007-04-02", "2009-04-02"), _expect("2009-04-02", False)),
        Example(
            _given("2007-09-28", "2008-03-31", natural_person=False),
            _expect("2008-03-28", True, accepted=False),
        ),
        Example(
            _given("", "2018-03-01", none_stated_from=date(2016, 3, 1)),
            _expect("2018-03-01", False),
        ),
        Example(
            _given("2010-03-01", "2018-03-01", asked=Round.AFTER_ROUND_ENDED), _expect("", False)
        ),
        Example(_given("", "2018-03-01"), refusal="MISSING"),
        Example(
            _given("2016-03-01", "2018-02-07", kind=LimitationTitle.ADMINISTRATIVE),
            refusal="PARAMETER_MISSING",
        ),
    ),
    "申请执行时效",
    "Period for applying for enforcement",
    (
        "filing.limitation",
        "filing.limitation_individual",
        "filing.limitation_entities",
        "filing.limitation_administrative",
    ),
    covers=("R-LIMIT-2Y", "R-LIMIT-NOTBLOCK", "R-LIMIT-NOTAPPLY"),
)
