"""How long a seizure or freeze may last (查封、扣押、冻结期限), and its renewal.

The term is one of substance: it ends on its plain last day and does not roll. Day one is
the day it takes effect, so a year from 6 May 2021 ends on 5 May 2022; where the last
month has no day of that number, on its last day. Counting from the day after instead is
an option. A renewal must be made before the term ends; before 4 February 2015 it could
last half the term at most.

查封、扣押、冻结的期限及其续行。期限属于实体期限，届满于原定的最后一日，不因休假日顺延。
生效当日为第一日，因此自2021年5月6日起的一年，届满于2022年5月5日；最后一月没有对应日的，
为该月最后一日。从次日起计算是另一种可选的算法。续行须在原期限届满以前办理；2015年2月4日以前，
续行的期限不得超过原期限的一半。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL-INT", "485"), ("SEIZURE", "27"))


class Asset(StrEnum):
    """Name the kinds of property by which terms differ."""

    DEPOSIT = "deposit"
    FUNDS = "funds"
    MOVABLE = "movable"
    IMMOVABLE = "immovable"
    OTHER_RIGHT = "other_right"


class EndDay(StrEnum):
    """Name the conventions for the last day: the day before the one of the same number,
    or that day itself (the first day not counted)."""

    DAY_BEFORE = "day_before"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class Term:
    """Hold the first and the latest last day of a control, and the months allowed."""

    from_on: date
    latest_end_on: date
    months: int
    request_by: date | None = None


class TermRefused(Refusal):
    """Say why this term or renewal cannot be ordered."""


@answers("SEIZURE_TERM")
def seizure_term(
    *,
    on: date,
    asset: Asset,
    effective_on: date,
    end_on: date | None = None,
    renews_end_on: date | None = None,
    is_preservation: bool = False,
    end_day: EndDay = EndDay.DAY_BEFORE,
) -> Finding[Term]:
    """Find the latest last day of a control, or check one proposed.

    ``effective_on`` is the day of effect; for a renewal ``renews_end_on`` is the last day
    of the term that runs, and ``on`` the day the renewal is made: the new term follows
    the running one. ``end_on`` is a proposed last day.
    """
    why = Reasons(on)
    text_on = effective_on if renews_end_on is None else on
    limit = why.parameter(f"seizure.term.{asset.value}", text_on)
    months, from_on = limit.whole, effective_on
    if renews_end_on is not None:
        check_renewal(on, renews_end_on)
        factor = why.parameter("seizure.renewal_factor", text_on)
        months = int(months * factor.number)
        from_on = renews_end_on + timedelta(days=1)
    why.choose("end_day", end_day)
    latest = last_day(from_on, months, end_day)
    why.step(
        f"自{from_on}起最长{months}个月，至{latest}止，不因节假日顺延。",
        f"From {from_on} at most {months} months, until {latest}; it does not roll.",
        limit.basis,
        value=latest,
    )
    if end_on is not None and not from_on <= end_on <= latest:
        raise TermRefused(
            "TERM_TOO_LONG",
            message_zh=f"期限至{end_on}不在{from_on}至{latest}之内。",
            message_en=f"A term until {end_on} is not within {from_on} to {latest}.",
            basis=limit.basis,
            remedy_zh=f"请将截止日定在{latest}或以前，届满前可续行。",
            remedy_en=f"Let it end by {latest}; it can be renewed before it ends.",
            field="end_on",
        )
    last = end_on or latest
    request_by = _request_by(why, last) if is_preservation else None
    return why.finding(
        Term(from_on, last, months, request_by),
        f"控制期限自{from_on}起至{last}止。",
        f"The control lasts from {from_on} until {last}.",
    )


def last_day(from_on: date, months: int, end_day: EndDay) -> date:
    """Give the last day of a term; a month without the day of that number ends it.

    >>> last_day(date(2021, 5, 6), 12, EndDay.DAY_BEFORE)
    datetime.date(2022, 5, 5)
    >>> last_day(date(2020, 2, 29), 12, EndDay.DAY_BEFORE)
    datetime.date(2021, 2, 28)
    """
    same = add_months(from_on, months)
    is_plain = same.day == from_on.day and end_day is EndDay.DAY_BEFORE
    return same - timedelta(days=1) if is_plain else same


def check_renewal(on: date, running_end_on: date, field: str = "renews_end_on") -> None:
    """Refuse a renewal made after the running term has ended.

    :raises TermRefused: naming the field that holds the day.
    """
    if on <= running_end_on:
        return
    raise TermRefused(
        "RENEWAL_TOO_LATE",
        message_zh=f"原期限已于{running_end_on}届满，效力消灭，不能续行。",
        message_en=f"The term ended on {running_end_on}; its effect is gone and cannot be renewed.",
        basis=cite("SEIZURE", 27, on=on),
        remedy_zh="请作出新的裁定重新查封、扣押、冻结，顺位按新的生效时间确定。",
        remedy_en="Order a new control; its rank is that of its new day of effect.",
        field=field,
    )


def _request_by(why: Reasons, last: date) -> date | None:
    if last < date(2016, 12, 1):
        return None
    days = why.parameter("seizure.renewal_request", last)
    request_by = last - timedelta(days=days.whole)
    why.step(
        f"保全申请人应于{request_by}前申请续行。",
        f"The applicant for preservation asks for renewal by {request_by}.",
        days.basis,
    )
    return request_by


def _given(asset: Asset, effective: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(effective)
    return {"on": day, "asset": asset, "effective_on": day, **more}


def _ends(day: str) -> dict[str, object]:
    return {"latest_end_on": date.fromisoformat(day)}


RULE = Rule(
    "SEIZURE_TERM",
    BASIS,
    Days(date(2005, 1, 1)),
    seizure_term,
    (
        Example(_given(Asset.DEPOSIT, "2015-02-03"), _ends("2015-08-02")),
        Example(_given(Asset.DEPOSIT, "2015-02-04"), _ends("2016-02-03")),
        Example(_given(Asset.DEPOSIT, "2021-05-06"), _ends("2022-05-05")),
        Example(_given(Asset.MOVABLE, "2015-02-03"), _ends("2016-02-02")),
        Example(_given(Asset.MOVABLE, "2015-02-04"), _ends("2017-02-03")),
        Example(_given(Asset.IMMOVABLE, "2015-02-03"), _ends("2017-02-02")),
        Example(_given(Asset.IMMOVABLE, "2015-02-04"), _ends("2018-02-03")),
        Example(_given(Asset.FUNDS, "2015-02-03"), _ends("2015-08-02")),
        Example(
            _given(Asset.FUNDS, "2015-02-04"),
            _ends("2016-02-03"),
            note="从严按一年 the stricter year",
        ),
        Example(_given(Asset.OTHER_RIGHT, "2015-02-03"), _ends("2017-02-02")),
        Example(
            _given(Asset.DEPOSIT, "2018-03-01", is_preservation=True),
            {"request_by": date(2019, 2, 21)},
        ),
        Example(
            _given(Asset.DEPOSIT, "2015-12-01", is_preservation=True),
            {"latest_end_on": date(2016, 11, 30), "request_by": None},
        ),
        Example(
            _given(Asset.OTHER_RIGHT, "2020-02-29"),
            _ends("2023-02-28"),
            note="无对应日 no such day",
        ),
        Example(_given(Asset.OTHER_RIGHT, "2020-02-28"), _ends("2023-02-27")),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", end_day=EndDay.SAME_DAY),
            _ends("2022-05-06"),
            note="当日不计入 the first day not counted",
        ),
        Example(
            {
                **_given(Asset.DEPOSIT, "2014-01-06", renews_end_on=date(2014, 7, 5)),
                "on": date(2014, 7, 1),
            },
            {"months": 3, "latest_end_on": date(2014, 10, 5)},
            note="旧文本：续行不超过一半 half at most",
        ),
        Example(
            {
                **_given(Asset.DEPOSIT, "2021-05-06", renews_end_on=date(2022, 5, 5)),
                "on": date(2022, 5, 5),
            },
            {"months": 12, "latest_end_on": date(2023, 5, 5)},
        ),
        Example(
            {
                **_given(Asset.DEPOSIT, "2021-05-06", renews_end_on=date(2022, 5, 5)),
                "on": date(2022, 5, 6),
            },
            refusal="RENEWAL_TOO_LATE",
        ),
        Example(
            _given(Asset.DEPOSIT, "2021-05-06", end_on=date(2022, 5, 6)), refusal="TERM_TOO_LONG"
        ),
    ),
    "查封扣押冻结期限",
    "Term of a control",
    (
        *(f"seizure.term.{a.value}" for a in Asset),
        "seizure.renewal_factor",
        "seizure.renewal_request",
    ),
    covers=("R-SZ-TERM", "R-SZ-ENDDATE", "R-SZ-EXPIRE"),
)
