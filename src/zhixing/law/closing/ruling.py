"""What the ruling that ends the present procedure states (终本裁定), and the objection to it.

The contents come from an article not read in its own text. An objection to the ending of
enforcement is made within sixty days of receipt, or of knowing where nothing was received;
later it is not accepted. Whether the sixty days hold for the present procedure rests on the
same unread text.

终结本次执行程序的裁定应载明的内容和异议期限。裁定须载明：申请执行的债权，执行经过，
采取的措施和财产调查结果，已履行和未履行的数额，终结的理由和依据，申请恢复执行的权利和被执行人继
续履行的义务；缺少任何一项的，补足后再送达双方并公布。该条所据文本未读原文。对终结执行的异议，
自收到裁定之日起六十日内提出，未收到的自知道之日起计算，逾期不予受理；此六十日是否适用于终结本次
执行程序，同样所据文本未读，标为存疑。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMINATION", "6"), ("TERMINATION", "7"), ("TERMINATION-OBJECTION", "1"))
CONTENTS: Final = {
    "CLAIM": ("申请执行的债权", "the claim"),
    "COURSE": ("执行经过", "the course of enforcement"),
    "MEASURES": ("采取的措施和财产调查结果", "measures and the result of the investigation"),
    "OUTSTANDING": ("已履行和未履行的数额", "what was performed and what is outstanding"),
    "GROUNDS": ("终结的理由和依据", "grounds and articles"),
    "RIGHTS": (
        "申请恢复执行的权利和被执行人继续履行的义务",
        "the right to resume and the debtor’s continuing duty",
    ),
}


@dataclass(frozen=True, slots=True)
class TerminationRuling:
    """Hold the last day to object, None until it was received or known."""

    object_by: date | None


@answers("TERMINATION_RULING")
def termination_ruling(
    *,
    on: date,
    states: frozenset[str],
    received_on: date | None = None,
    known_on: date | None = None,
    objected_on: date | None = None,
) -> Finding[TerminationRuling]:
    """Check the contents of the ruling and find by when it may be objected to.

    ``states`` names the contents by code. ``known_on`` counts only where nothing was received.
    """
    why = Reasons(on)
    lacking = [code for code in CONTENTS if code not in states]
    if lacking:
        raise ClosingRefused(
            "CONTENTS",
            message_zh=f"裁定缺少：{'、'.join(CONTENTS[c][0] for c in lacking)}。",
            message_en=f"The ruling lacks {', '.join(CONTENTS[c][1] for c in lacking)}.",
            basis=cite("TERMINATION", 6, on=on),
            remedy_zh="补足后送达双方，并依法上网公布。",
            remedy_en="Add it, serve it on both sides and publish it as the law says.",
            field="states",
        )
    why.step(
        "裁定内容齐备，应送达双方、录入终本案件库并依法公布。",
        "The contents are complete; it is served on both sides, entered in the register of "
        "such cases and published.",
        cite("TERMINATION", 6, on=on),
    )
    start = received_on or known_on
    if start is None:
        return why.finding(
            TerminationRuling(None), "异议期限自收到裁定起算。", "The time runs from receipt."
        )
    days = why.parameter("termination.objection", start)
    why.mark("doubt:sixty-days-for-ending-the-present-procedure")
    by = why.adopt(period_due(on=on, start_on=start, amount=days.whole, unit=Unit.DAY)).due_on
    if objected_on is not None and objected_on > by:
        raise ClosingRefused(
            "OBJECTION_TOO_LATE",
            message_zh=f"异议期限已于{by}届满，不予受理。",
            message_en=f"The time to object ended on {by}; it is not accepted.",
            basis=days.basis,
            remedy_zh="发现财产的，可以随时申请恢复执行；有正当理由耽误的，可申请顺延。",
            remedy_en="If property is found, ask to resume at any time; with good cause ask for "
            "an extension.",
            field="objected_on",
        )
    return why.finding(
        TerminationRuling(by), f"可于{by}前提出异议。", f"It may be objected to by {by}."
    )


_STATES = frozenset(CONTENTS)


def _given(**more: object) -> dict[str, object]:
    return {"on": date(2017, 4, 11), "states": _STATES, **more}


RULE = Rule(
    "TERMINATION_RULING",
    BASIS,
    Days(date(2016, 12, 1)),
    termination_ruling,
    (
        Example(_given(), {"object_by": None}),
        Example(_given(received_on=date(2017, 4, 11)), {"object_by": date(2017, 6, 12)}),
        Example(_given(known_on=date(2017, 5, 2)), {"object_by": date(2017, 7, 3)}),
        Example(
            _given(received_on=date(2017, 4, 11), objected_on=date(2017, 6, 13)),
            refusal="OBJECTION_TOO_LATE",
        ),
        Example(_given(states=_STATES - {"OUTSTANDING"}), refusal="CONTENTS"),
    ),
    "终本裁定的内容与异议",
    "The ruling that ends the present procedure",
    ("termination.objection",),
    covers=("R-ZB-RULING", "R-ZB-OBJ", "R-ZB-DB"),
)
