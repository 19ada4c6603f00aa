"""By when the enforcement notice (执行通知) must be sent.

Until 3 February 2015: three days from the decision to accept. Since: ten days from
receipt of the application or transfer. Inside the court the handler has three days from
receipt of the file, which is the working target and never the legal line.

执行通知应当何时发出。2015年2月3日以前，自决定受理之日起三日内；2015年2月4日起，自收到申请执行书
或者移交执行书之日起十日内。法院内部，承办人自收到案卷之日起三日内发出（据转载），此为工作目标，
不是法定期限。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "251"), ("CPL-INT", "480"), ("EW", "22"), ("TERMS", "4"))
CHANGE = date(2015, 2, 4)


@dataclass(frozen=True, slots=True)
class NoticeDue:
    """Hold the legal line, and the internal target while the file is with the handler."""

    due_on: date
    target_on: date


@answers("NOTICE_DUE")
def notice_due(
    *, on: date, received_on: date, accepted_on: date, file_received_on: date | None = None
) -> Finding[NoticeDue]:
    """Find by when to send the enforcement notice.

    ``received_on`` is the day the application came, ``accepted_on`` the day of filing,
    ``file_received_on`` the day the handler got the file.
    """
    why = Reasons(on)
    old = accepted_on < CHANGE
    start_on = accepted_on if old else received_on
    days = why.parameter("notice.send", accepted_on)
    why.step(
        f"自{'决定受理' if old else '收到申请'}之日{start_on}起算。",
        f"Counted from {'the decision to accept' if old else 'receipt'}, {start_on}.",
        days.basis,
    )
    due = why.adopt(period_due(on=on, start_on=start_on, amount=days.whole, unit=Unit.DAY))
    target_on = due.due_on
    if file_received_on is not None and file_received_on >= date(2007, 1, 1):
        inner = why.parameter("notice.send_internal", file_received_on)
        early = why.adopt(
            period_due(on=on, start_on=file_received_on, amount=inner.whole, unit=Unit.DAY)
        )
        target_on = min(target_on, early.due_on)
    return why.finding(
        NoticeDue(due.due_on, target_on),
        f"执行通知至迟于{due.due_on}发出，内部目标为{target_on}。",
        f"Send the notice by {due.due_on} at the latest; the internal target is {target_on}.",
    )


def _given(received: str, accepted: str, file: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(accepted),
        "received_on": date.fromisoformat(received),
        "accepted_on": date.fromisoformat(accepted),
        "file_received_on": date.fromisoformat(file) if file else None,
    }


RULE = Rule(
    "NOTICE_DUE",
    BASIS,
    Days(date(1998, 7, 18)),
    notice_due,
    (
        Example(
            _given("2015-01-30", "2015-02-03"),
            {"due_on": date(2015, 2, 6)},
            note="1998年文本：受理后三日 three days from acceptance",
        ),
        Example(
            _given("2015-01-30", "2015-02-04"),
            {"due_on": date(2015, 2, 9)},
            note="新文本：收到申请后十日 ten days from receipt",
        ),
        Example(
            _given("2015-10-09", "2015-10-09", "2015-10-12"),
            {"due_on": date(2015, 10, 19), "target_on": date(2015, 10, 15)},
        ),
        Example(_given("1998-07-01", "1998-07-02"), refusal="PARAMETER_MISSING"),
    ),
    "执行通知期限",
    "Sending the enforcement notice",
    ("notice.send", "notice.send_internal"),
    covers=("R-NOTICE-10D",),
)
