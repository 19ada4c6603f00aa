"""Resuming a closed case (恢复执行): who may ask, until when, and what may be done at once.

After the present procedure was ended there is no limit of time, and property that might be
moved is controlled at once, before the new number. After a withdrawal a new request falls
under the two years. A settlement resumed counts from its last agreed day. A clue is checked
in seven days, an urgent one in three; the request is filed within seven.

已结或者中止的案件如何恢复执行。终结本次执行程序后，申请恢复不受申请执行时效的限制；
财产可能被转移、隐匿的，法院可以先予控制，再办理恢复立案。因撤回申请而终结的，应在两年的申请执行
时效内再次申请；逾期的仍予受理，但被执行人可以提出时效异议。因和解而恢复的，时效自和解协议约定的
履行期间最后一日起算。中止执行的，情形消失后恢复，并书面通知当事人。申请执行人提供财产线索的，
自2017年5月1日起，法院在七日内核实，情况紧急的三日内核实；恢复申请应在七日内审查立案。
已经执行完毕或者因无遗产等永久终结的，不能恢复。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL-INT", "517"),
    ("CPL-INT", "518"),
    ("CPL", "265"),
    ("TERMINATION", "9"),
    ("TERMINATION", "10"),
    ("EW", "60"),
    ("INVESTIGATION", "2"),
)


class ClosedBy(StrEnum):
    """Name how the case was closed or stayed."""

    PRESENT_PROCEDURE = "PRESENT_PROCEDURE"
    WITHDRAWAL = "WITHDRAWAL"
    SUSPENSION = "SUSPENSION"
    PERFORMED = "PERFORMED"
    NO_ESTATE = "NO_ESTATE"


@dataclass(frozen=True, slots=True)
class Revival:
    """Hold the last day to ask, None without limit, the days of the court, and control."""

    ask_by: date | None
    check_clue_by: date | None
    file_by: date
    control_at_once: bool


@answers("REVIVAL")
def revival(
    *,
    on: date,
    closed_by: ClosedBy,
    asked_on: date,
    performance_due_on: date | None = None,
    has_clue: bool = False,
    is_urgent: bool = False,
) -> Finding[Revival]:
    """Find whether a case may be resumed and by when the court acts.

    ``performance_due_on`` is the last day for performance, from which the time to ask runs
    after a withdrawal. ``is_urgent``: the property may be moved or hidden.
    """
    why = Reasons(on)
    if closed_by in (ClosedBy.PERFORMED, ClosedBy.NO_ESTATE):
        raise ClosingRefused(
            "NOT_RESUMED",
            message_zh="已执行完毕或者终结执行的，不能恢复执行。",
            message_en="A case fully performed or ended for good is not resumed.",
            basis=cite("CPL", 268, on=on),
            remedy_zh="执行有错误的，申请执行回转或者提出异议；有新的执行依据的，另行立案。",
            remedy_en="If wrong, ask for restitution or object; on a new instrument file anew.",
            field="closed_by",
        )
    ask_by = _time_to_ask(why, closed_by, asked_on, performance_due_on)
    file_by = why.adopt(
        period_due(
            on=on,
            start_on=asked_on,
            amount=why.parameter("filing.decide", asked_on).whole,
            unit=Unit.DAY,
        )
    ).due_on
    clue_by = _clue(why, asked_on, has_clue, is_urgent)
    at_once = is_urgent and closed_by is ClosedBy.PRESENT_PROCEDURE
    if at_once:
        why.step(
            "财产可能被转移、隐匿的，可以立即控制，再办理恢复。",
            "Property that might be moved or hidden is controlled at once, the number follows.",
            find_citation("TERMINATION", 10, on=on),
        )
    return why.finding(
        Revival(ask_by, clue_by, file_by, at_once),
        ("不受申请执行时效限制；" if ask_by is None else f"申请期限至{ask_by}；")
        + f"应于{file_by}前审查立案。",
        ("No limit of time; " if ask_by is None else f"It could be asked until {ask_by}; ")
        + f"decide on filing by {file_by}.",
    )


def _time_to_ask(
    why: Reasons, closed_by: ClosedBy, asked_on: date, due_on: date | None
) -> date | None:
    if closed_by is ClosedBy.SUSPENSION:
        why.step(
            "中止情形消失后恢复，书面通知当事人。",
            "Resumed once the cause ends, with written notice to the parties.",
            cite("EW", 60, on=why.on),
        )
        return None
    if closed_by is ClosedBy.PRESENT_PROCEDURE:
        why.step(
            "终结本次执行程序后再次申请，不受申请执行时效限制。",
            "After the present procedure was ended a new request knows no limit of time.",
            find_citation("CPL-INT", 517, on=why.on) or cite("CPL", 265, on=why.on),
        )
        return None
    if due_on is None:
        raise ClosingRefused(
            "DUE_DAY_MISSING",
            message_zh="须给出履行期间的最后一日。",
            message_en="The last day for performance is needed.",
            basis=cite("CPL", 250, on=why.on),
            remedy_zh="请填写生效法律文书确定的履行期间最后一日。",
            remedy_en="Enter the last day for performance under the instrument.",
            field="performance_due_on",
        )
    years = why.parameter("filing.limitation", due_on).whole
    last = why.adopt(period_due(on=why.on, start_on=due_on, amount=years, unit=Unit.YEAR)).due_on
    if asked_on > last:
        why.mark("warning:late-if-objected")
        why.step(
            f"申请期限于{last}届满；仍应受理，被执行人可以提出时效异议。",
            f"The time ended on {last}; the request is still accepted, and the debtor may object.",
            find_citation("CPL-INT", 481, on=why.on),
        )
    why.step(
        "撤回申请后，在申请执行时效期间内再次申请的，应当受理。",
        "After a withdrawal a new request within the time is accepted.",
        find_citation("CPL-INT", 518, on=why.on),
    )
    return last


def _clue(why: Reasons, asked_on: date, has_clue: bool, urgent: bool) -> date | None:
    if not has_clue or asked_on < date(2017, 5, 1):
        return None
    days = why.parameter("clue.verify_urgent" if urgent else "clue.verify", asked_on).whole
    return why.adopt(period_due(on=why.on, start_on=asked_on, amount=days, unit=Unit.DAY)).due_on


def _given(on: str, closed_by: ClosedBy, **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "closed_by": closed_by, "asked_on": day, **more}


RULE = Rule(
    "REVIVAL",
    BASIS,
    Days(date(2008, 4, 1)),
    revival,
    (
        Example(
            _given("2024-06-03", ClosedBy.PRESENT_PROCEDURE, has_clue=True, is_urgent=True),
            {
                "ask_by": None,
                "check_clue_by": date(2024, 6, 6),
                "file_by": date(2024, 6, 11),
                "control_at_once": True,
            },
            note="端午放假 the Dragon Boat holiday",
        ),
        Example(
            _given("2024-06-03", ClosedBy.PRESENT_PROCEDURE, has_clue=True),
            {"check_clue_by": date(2024, 6, 11), "control_at_once": False},
        ),
        Example(
            _given("2018-05-02", ClosedBy.WITHDRAWAL, performance_due_on=date(2016, 6, 1)),
            {"ask_by": date(2018, 6, 1)},
        ),
        Example(_given("2018-05-02", ClosedBy.WITHDRAWAL), refusal="DUE_DAY_MISSING"),
        Example(_given("2018-05-02", ClosedBy.PERFORMED), refusal="NOT_RESUMED"),
        Example(_given("2017-04-20", ClosedBy.SUSPENSION), {"ask_by": None}),
    ),
    "恢复执行",
    "Resuming a case",
    covers=("R-ZB-RESUME", "R-ZB-AFTER"),
)
