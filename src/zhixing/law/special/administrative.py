"""An agency asks for enforcement of its decision (行政非诉执行): conditions and the court’s days.

The citizen neither asked for review nor sued in time and has not performed; the agency urged
ten working days before, and asks within three months of the end of that time. The court
accepts in five working days, reviews on paper in seven, in thirty days where the decision
looks plainly unlawful; immediate enforcement needs the president and follows in five working
days. The agency pays no fee.

行政机关申请法院执行其行政决定的条件和法院的期限。当事人在期限内没有申请复议也没有起诉，
又不履行的，行政机关应先催告，满十个工作日后，自法定救济期限届满起三个月内申请。
法院在五个工作日内受理，书面审查的在七个工作日内裁定，行政决定看来明显违法的在三十日内裁定；
情况紧急须立即执行的，经院长批准，自裁定起五个工作日内执行。行政机关不缴费，费用由被执行人负担。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.periods.administrative import period_due_administrative
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.special.livelihood import SpecialRefused

BASIS = (
    ("ADMIN-ENFORCEMENT", "53"),
    ("ADMIN-ENFORCEMENT", "54"),
    ("ADMIN-ENFORCEMENT", "56"),
    ("ADMIN-ENFORCEMENT", "57"),
    ("ADMIN-ENFORCEMENT", "58"),
    ("ADMIN-ENFORCEMENT", "60"),
    ("ADMIN-ENFORCEMENT", "69"),
)


@dataclass(frozen=True, slots=True)
class AgencyRequest:
    """Hold the first and last day for the agency, and the court’s days."""

    earliest_on: date
    latest_on: date
    accept_by: date
    review_by: date | None
    fee_free: bool


def _need(code: str, zh: str, en: str, remedy_zh: str, remedy_en: str, article: str) -> Need:
    return Need(code, zh, en, remedy_zh, remedy_en, ("ADMIN-ENFORCEMENT", article))


OPEN = _need(
    "SUIT_OPEN",
    "当事人在法定期限内未申请复议、未起诉，期限已届满",
    "the time for review and suit is over and neither was used",
    "待期限届满",
    "Wait until it is over",
    "53",
)
URGED = _need(
    "NOT_URGED",
    "催告书送达满十个工作日仍未履行",
    "ten working days have passed since the reminder was served",
    "先催告，满十个工作日后申请",
    "Urge first, then wait ten working days",
    "54",
)
IN_TIME = _need(
    "TOO_LATE",
    "自期限届满之日起三个月内申请",
    "it is asked within three months of that day",
    "逾期有正当理由的说明；否则不予受理",
    "Show good cause; else it is not accepted",
    "53",
)
UNPERFORMED = _need(
    "PERFORMED",
    "当事人尚未履行",
    "the citizen has not performed",
    "已履行的，不申请",
    "What is performed is not enforced",
    "53",
)


@answers("ADMINISTRATIVE_REQUEST")
def administrative_request(
    *,
    on: date,
    remedy_ended_on: date,
    reminder_served_on: date,
    asked_on: date,
    accepted_on: date | None = None,
    is_unperformed: bool = True,
    looks_unlawful: bool = False,
) -> Finding[AgencyRequest]:
    """Check an agency’s request and find the days of the court.

    ``remedy_ended_on`` is the last day on which review or suit was open.
    """
    why = Reasons(on)

    def due(name: str, start: date, unit: Unit = Unit.DAY) -> date:
        length = why.parameter(f"administrative.{name}", start).whole
        return why.adopt(
            period_due_administrative(on=on, start_on=start, amount=length, unit=unit)
        ).due_on

    urged = due("urge", reminder_served_on)
    latest = due("apply", remedy_ended_on, Unit.MONTH)
    insist(
        why,
        SpecialRefused,
        (
            (is_unperformed, UNPERFORMED),
            (asked_on > remedy_ended_on, OPEN),
            (asked_on > urged, URGED),
            (asked_on <= latest, IN_TIME),
        ),
        "不能申请强制执行",
        "Not to be asked for",
    )
    accept_by = due("accept", asked_on)
    review_by = None
    if accepted_on is not None:
        review_by = due("review_illegal" if looks_unlawful else "review", accepted_on)
    why.step(
        "行政机关不缴纳申请费，费用由被执行人承担。",
        "The agency pays no fee; the debtor bears the cost.",
        cite("ADMIN-ENFORCEMENT", 60, on=on),
    )
    earliest = date.fromordinal(max(urged, remedy_ended_on).toordinal() + 1)
    return why.finding(
        AgencyRequest(earliest, latest, accept_by, review_by, True),
        f"应于{accept_by}前受理" + (f"，于{review_by}前裁定。" if review_by else "。"),
        f"Accept by {accept_by}" + (f", rule by {review_by}." if review_by else "."),
    )


def _given(asked: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(asked)
    return {
        "on": day,
        "remedy_ended_on": date(2017, 9, 4),
        "reminder_served_on": date(2017, 9, 5),
        "asked_on": day,
        **more,
    }


RULE = Rule(
    "ADMINISTRATIVE_REQUEST",
    BASIS,
    Days(date(2012, 1, 1)),
    administrative_request,
    (
        Example(
            _given("2017-09-20"),
            {
                "earliest_on": date(2017, 9, 20),
                "latest_on": date(2017, 12, 4),
                "accept_by": date(2017, 9, 27),
            },
        ),
        Example(_given("2017-09-19"), refusal="NOT_URGED"),
        Example(
            _given("2017-09-29", accepted_on=date(2017, 9, 29)),
            {"accept_by": date(2017, 10, 12), "review_by": date(2017, 10, 16)},
        ),
        Example(
            _given("2017-09-29", accepted_on=date(2017, 9, 29), looks_unlawful=True),
            {"review_by": date(2017, 10, 30)},
        ),
        Example(_given("2017-12-05"), refusal="TOO_LATE"),
        Example(_given("2017-12-04"), {"latest_on": date(2017, 12, 4)}),
        Example(_given("2017-09-20", is_unperformed=False), refusal="PERFORMED"),
        Example(_given("2017-09-20", remedy_ended_on=date(2017, 9, 20)), refusal="SUIT_OPEN"),
    ),
    "行政非诉执行",
    "An agency’s request for enforcement",
    covers=("R-SC-ADMIN",),
)
