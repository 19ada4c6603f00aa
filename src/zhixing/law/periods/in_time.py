"""Whether a document came in time (期满前交邮): posted before the period ends is enough.

Time on the way does not count. What is handed in otherwise must arrive by the last day.

判断文书是否在期限内提出。邮寄的，期满以前交邮即为未逾期，路途时间不计入；以其他方式提交的，
须在期限最后一日以前到达。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "85"),)


class DocumentRefused(Refusal):
    """Say that it is not known when the document was sent or came."""


@answers("DOCUMENT_IN_TIME")
def document_in_time(
    *, on: date, due_on: date, posted_on: date | None = None, arrived_on: date | None = None
) -> Finding[bool]:
    """Say whether a document came in time; a posted one counts from its posting."""
    if posted_on is None and arrived_on is None:
        raise DocumentRefused(
            "MISSING",
            message_zh="没有填写交邮日期或者收到日期。",
            message_en="Neither the day of posting nor of arrival is given.",
            basis=find_citation("CPL", 85, on=due_on),
            remedy_zh="请填写其中之一。",
            remedy_en="Give one of them.",
            field="posted_on",
        )
    why = Reasons(on)
    basis = find_citation("CPL", "85.4", on=due_on)
    counts_on = posted_on or arrived_on
    if posted_on is not None:
        why.step(
            f"邮寄在途时间不计入期间，以交邮日{posted_on}为准。",
            f"Time on the way does not count; the day of posting, {posted_on}, decides.",
            basis,
            value=posted_on,
        )
    else:
        why.step(
            f"文书于{arrived_on}收到。",
            f"The document arrived on {arrived_on}.",
            basis,
            value=arrived_on,
        )
    in_time = counts_on is not None and counts_on <= due_on
    return why.finding(
        in_time,
        f"期限至{due_on}届满，{'未逾期' if in_time else '已逾期'}。",
        f"The period ended on {due_on}; the document is {'in time' if in_time else 'late'}.",
    )


def _given(due: str, posted: str | None, arrived: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(due),
        "due_on": date.fromisoformat(due),
        "posted_on": date.fromisoformat(posted) if posted else None,
        "arrived_on": date.fromisoformat(arrived) if arrived else None,
    }


RULE = Rule(
    "DOCUMENT_IN_TIME",
    BASIS,
    Days(date(1991, 4, 9)),
    document_in_time,
    (
        Example(_given("2017-03-14", "2017-03-14", "2017-03-20"), True, note="期满日交邮 posted"),
        Example(_given("2017-03-14", "2017-03-15", "2017-03-16"), False),
        Example(_given("2017-03-14", None, "2017-03-14"), True),
        Example(_given("2017-03-14", None, "2017-03-15"), False),
        Example(_given("2017-03-14", None), refusal="MISSING"),
    ),
    "文书是否逾期",
    "Whether a document came in time",
)
