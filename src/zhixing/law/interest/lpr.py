"""The loan prime rate (贷款市场报价利率) of a day: published monthly, in force until the next.

查明某日适用的贷款市场报价利率：每月公布一次，自公布之日起适用，至下一次公布的前一日止。
五年以上的期限适用五年期以上品种，其他期限适用一年期品种。所录数值之后的日子不作推算，
指明须补录的利率。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.interest.terms import LPR_SINCE, Tenor, known_until, lpr_of
from zhixing.law.parameters import ParameterMissing, history
from zhixing.law.periods.arithmetic import add_months, roll
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("PRIVATE-LOAN", "25"),)
DAY = "rates.lpr_day"


@dataclass(frozen=True, slots=True)
class Lpr:
    """Hold the rate in per cent a year, the day of the publication it rests on, the next."""

    rate: str
    published_on: date
    next_on: date


@answers("LPR_ON")
def lpr_on(*, on: date, tenor: Tenor = Tenor.Y1) -> Finding[Lpr]:
    """Find the LPR in force on a day.

    A tenor over five years has the LPR of five years and more; every other the LPR of one.
    """
    code = lpr_of(tenor)
    if on > known_until(code):
        raise _unknown(code, on)
    why = Reasons(on)
    found = why.parameter(code)
    day = why.parameter(DAY).whole
    published_on = _publication(on.replace(day=day))
    if published_on > on:
        published_on = _publication(add_months(on.replace(day=day), -1))
    next_on = _publication(add_months(published_on.replace(day=day), 1))
    why.step(
        f"{published_on}公布，适用至下次公布（{next_on}）前一日。",
        f"Published on {published_on}; it holds until the day before the next, {next_on}.",
        value=published_on,
    )
    value = Lpr(str(found.value), published_on, next_on)
    return why.finding(
        value,
        f"{on}{found.name_zh}为年{found.value}%。",
        f"On {on} the {found.name_en} is {found.value}% a year.",
    )


def _publication(day: date) -> date:
    """Move a day of publication off days off; a year without calendar gives the plain day."""
    return max(LPR_SINCE, roll(day)[0])


def _unknown(code: str, on: date) -> ParameterMissing:
    name, until = history(code)[0], known_until(code)
    return ParameterMissing(
        "RATE_UNKNOWN",
        message_zh=f"{name.name_zh}只录到{until}，{on}的数值未知。",
        message_en=f"The {name.name_en} is known until {until}; that of {on} is not.",
        remedy_zh="请补录其后公布的数值。",
        remedy_en="Enter what was published since.",
        field="on",
    )


def _rate(on: str, tenor: Tenor = Tenor.Y1) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "tenor": tenor}


RULE = Rule(
    "LPR_ON",
    BASIS,
    Days(LPR_SINCE),
    lpr_on,
    (
        Example(
            _rate("2019-09-19"),
            {"rate": "4.25", "published_on": date(2019, 8, 20), "next_on": date(2019, 9, 20)},
        ),
        Example(_rate("2019-09-20"), {"rate": "4.20"}),
        Example(
            _rate("2022-08-21"),
            {"rate": "3.70", "published_on": date(2022, 7, 20), "next_on": date(2022, 8, 22)},
            note="8月20日是周六，22日公布 20 August was a Saturday",
        ),
        Example(_rate("2022-08-22"), {"rate": "3.65", "published_on": date(2022, 8, 22)}),
        Example(_rate("2022-08-22", Tenor.OVER_Y5), {"rate": "4.30"}),
        Example(_rate("2025-06-19"), {"rate": "3.00", "next_on": date(2025, 6, 20)}),
        Example(_rate("2025-06-20"), refusal="RATE_UNKNOWN"),
        Example(_rate("2019-08-19"), refusal="PARAMETER_MISSING"),
    ),
    "贷款市场报价利率",
    "Loan prime rate of a day",
    (DAY,),
    covers=("R-RATE-LPRADD",),
)
