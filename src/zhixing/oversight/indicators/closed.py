"""Cases closed in a period (结案), by the way they were closed."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="CLOSED",
    version="2",
    name_zh="结案数",
    name_en="Cases closed",
    meaning_zh="期间内结案的执行案件数，按结案日计，分结案方式。",
    meaning_en="Cases closed within the period, by the day and the way of closing.",
    unit=Unit.CASES,
    span=Span.PERIOD,
    in_force=Days(date(2013, 1, 1)),
    parts={
        "PERFORMED": ("执行完毕", "fully performed"),
        "PRESENT_PROCEDURE": ("终结本次执行程序", "present procedure ended"),
        "CANCELLED": ("销案", "cancelled"),
    },
    statement=counting(
        "CLOSED",
        acts("closed", "CASE_CLOSED", in_period=True),
        rows="SELECT court_no, case_id, payload ->> 'mode' AS part, 1 AS amount FROM closed",
    ),
)
