"""The clock of an online inquiry (网络询价期限).

Each platform reports within three days of receiving the request. An extension of three
days is granted only when none delivered in time and one was asked before the time ended.
When none delivers and none asked, an appraiser is commissioned. A result that ran out
before the first notice is made again in three days.

网络询价的期限。委托发给名单库中的全部平台，各平台自收到委托起三日内出具结果。
只有所有平台都没有按期出具，而且在期限届满以前有人申请延期的，才准许延期三日。没有平台出具，
也没有人申请延期的，改为委托评估。结果在第一次拍卖公告以前已过有效期的，三日内重新出具。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("REFERENCE-PRICE", "10"), ("REFERENCE-PRICE", "11"), ("REFERENCE-PRICE", "12"))


class InquiryState(StrEnum):
    """Name how the inquiry stands."""

    RUNNING = "running"
    EXTENDED = "extended"
    DELIVERED = "delivered"
    APPRAISE = "appraise"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Hold how the inquiry stands, its last day, and whether an extension is granted."""

    state: InquiryState
    due_on: date
    extension_granted: bool


class InquiryRefused(Refusal):
    """Say what cannot be."""


@answers("ONLINE_INQUIRY")
def online_inquiry(
    *,
    on: date,
    received_on: date,
    platforms: int,
    delivered_on: tuple[date, ...] = (),
    extension_asked_on: date | None = None,
    made_again: bool = False,
) -> Finding[Inquiry]:
    """Find how an online inquiry sent to all platforms stands on a day.

    ``received_on`` is the day the platforms received the request; ``made_again`` asks
    about a report that is made again because the former one ran out.
    """
    if platforms < 1 or len(delivered_on) > platforms:
        raise InquiryRefused(
            "PLATFORMS",
            message_zh="应向名单库全部平台发出委托，报告数不得多于平台数。",
            message_en="It goes to all platforms on the list; there are not more reports.",
            remedy_zh="请核对平台名单。",
            remedy_en="Check the list of platforms.",
            field="platforms",
        )
    why = Reasons(on)
    due_on = _due(why, "value.online_again" if made_again else "value.online_report", received_on)
    in_time = [d for d in delivered_on if d <= due_on]
    asked_in_time = extension_asked_on is not None and extension_asked_on <= due_on
    granted = asked_in_time and not in_time and not made_again and on > due_on
    if extension_asked_on is not None and on > due_on:
        why.step(
            "各平台均未出具，申请及时，准许延期。"
            if granted
            else "部分平台已经出具，或者申请逾期，延期不予准许。",
            "None delivered and it was asked in time: granted."
            if granted
            else "Some delivered, or it was asked too late: not granted.",
            cite("REFERENCE-PRICE", "11.2", on=received_on),
        )
    if granted:
        due_on = _due(why, "value.online_extension", due_on)
        in_time = [d for d in delivered_on if d <= due_on]
    state = _state(on > due_on, len(in_time), platforms, granted)
    why.step(
        f"至{due_on}，{len(in_time)}家按期出具。",
        f"Until {due_on}; {len(in_time)} delivered in time.",
        cite(
            "REFERENCE-PRICE", "11.3" if state is InquiryState.APPRAISE else "11.1", on=received_on
        ),
        value=due_on,
    )
    return why.finding(
        Inquiry(state, due_on, granted),
        "委托评估。" if state is InquiryState.APPRAISE else f"询价至{due_on}止。",
        "Commission an appraisal."
        if state is InquiryState.APPRAISE
        else f"The inquiry runs until {due_on}.",
    )


def _state(is_over: bool, delivered: int, platforms: int, granted: bool) -> InquiryState:
    if delivered and (is_over or delivered == platforms):
        return InquiryState.DELIVERED
    if is_over:
        return InquiryState.APPRAISE
    return InquiryState.EXTENDED if granted else InquiryState.RUNNING


def _due(why: Reasons, code: str, start_on: date) -> date:
    days = why.parameter(code, start_on).whole
    return why.adopt(period_due(on=why.on, start_on=start_on, amount=days, unit=Unit.DAY)).due_on


def _given(on: str, *delivered: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "received_on": date(2020, 3, 2),
        "platforms": 3,
        "delivered_on": tuple(date.fromisoformat(d) for d in delivered),
        **more,
    }


_ASKED = date(2020, 3, 5)

RULE = Rule(
    "ONLINE_INQUIRY",
    BASIS,
    Days(date(2018, 9, 1)),
    online_inquiry,
    (
        Example(_given("2020-03-05"), {"state": "running", "due_on": date(2020, 3, 5)}),
        Example(_given("2020-03-06", "2020-03-05"), {"state": "delivered"}),
        Example(_given("2020-03-06", "2020-03-06"), {"state": "appraise"}),
        Example(
            _given("2020-03-06", extension_asked_on=_ASKED),
            {"state": "extended", "due_on": date(2020, 3, 9)},
            note="3月8日是周日 a Sunday",
        ),
        Example(
            _given("2020-03-06", "2020-03-04", extension_asked_on=_ASKED),
            {"state": "delivered", "extension_granted": False},
        ),
        Example(
            _given("2020-03-06", extension_asked_on=date(2020, 3, 6)),
            {"state": "appraise", "extension_granted": False},
        ),
        Example(
            _given("2020-03-05", extension_asked_on=_ASKED),
            {"state": "running", "extension_granted": False},
            note="期限届满才能确定 known only when the time is over",
        ),
        Example(_given("2020-03-05", made_again=True), {"due_on": date(2020, 3, 5)}),
        Example(_given("2020-03-05", platforms=0), refusal="PLATFORMS"),
    ),
    "网络询价期限",
    "Clock of an online inquiry",
    ("value.online_report", "value.online_extension", "value.online_again"),
    covers=("R-VAL-NET-3D",),
)
