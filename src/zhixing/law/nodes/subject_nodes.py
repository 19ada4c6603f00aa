"""The nodes that acts of their own start: service, objection, payment, expiry of a control.

计算由单项行为自身引起的节点：公告送达、异议、案款到账、申请纳入失信名单、删除失信信息、
核实财产线索、答复商请移送、受托法院立案、通知申请执行人已委托执行、补办委托材料、退回委托、受托案件执结、
决定是否恢复执行、终结本次执行程序后的定期查询，各按其法定期限自行为发生之日起算；
法律只要求及时的（解除超标的控制、通知共有人），以内部期限计算；查封、
冻结等文书写明止日的，以该日为准，不因休假日顺延；窗口任务和外省事项以交办时所定之日为准。
行为发生时的文本没有规定期限的，不产生节点。
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.recheck import recheck_schedule
from zhixing.law.instruments import cite, is_in_force
from zhixing.law.nodes.node import Node, NodeFacts, NodeKind, Subject, SubjectKind, make_node
from zhixing.law.parameters import history
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.periods.service import Method, service_effect
from zhixing.law.policies.policy import CONTROL_ALERT, PAY_OUT, find_policy
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "236"),
    ("MONEY", "10"),
    ("LISTING", "5"),
    ("LISTING", "10"),
    ("INVESTIGATION", "2"),
    ("SEIZURE", "27"),
    ("ENTRUSTING", "2"),
    ("ENTRUSTING", "7"),
    ("ENTRUSTING", "8"),
    ("ENTRUSTING", "9"),
    ("ENTRUSTING", "11"),
)

COUNTED: Final = {
    SubjectKind.OBJECTION: ("objection.decide", Unit.DAY, NodeKind.LAW),
    SubjectKind.RECEIPT: ("money.pay_out", Unit.DAY, NodeKind.LAW),
    SubjectKind.LISTING_REQUEST: ("listing.decide", Unit.DAY, NodeKind.LAW),
    SubjectKind.LISTING_DELETION: ("listing.delete", Unit.WORKING_DAY, NodeKind.LAW),
    SubjectKind.CLUE: ("clue.verify", Unit.DAY, NodeKind.LAW),
    SubjectKind.REVIVAL: ("filing.decide", Unit.DAY, NodeKind.LAW),
    SubjectKind.URGENT_CLUE: ("clue.verify_urgent", Unit.DAY, NodeKind.LAW),
    SubjectKind.SURPLUS: ("seizure.surplus_release", Unit.WORKING_DAY, NodeKind.INTERNAL),
    SubjectKind.CO_OWNERS: ("seizure.tell_co_owners", Unit.WORKING_DAY, NodeKind.INTERNAL),
    SubjectKind.HAND_OVER: ("seizure.priority_answer", Unit.DAY, NodeKind.LAW),
    SubjectKind.ENTRUST_FILING: ("entrust.file", Unit.DAY, NodeKind.LAW),
    SubjectKind.ENTRUST_TELL: ("entrust.tell", Unit.DAY, NodeKind.LAW),
    SubjectKind.ENTRUST_PAPERS: ("entrust.papers", Unit.DAY, NodeKind.LAW),
    SubjectKind.ENTRUST_RETURN: ("entrust.return", Unit.DAY, NodeKind.LAW),
    SubjectKind.ENTRUST_CLOSE: ("entrust.close", Unit.MONTH, NodeKind.LAW),
}
ORDERED: Final = {
    SubjectKind.WINDOW_TASK: ("窗口任务", "window task"),
    SubjectKind.OUT_OF_AREA: ("外省事项", "work in another province"),
}
"""What is to be done by a day that was set when it was ordered, a time of the court's own."""


@answers("ACT_TERM_DUE")
def act_term_due(
    *, on: date, kind: SubjectKind, happened_on: date, ends_on: date | None = None
) -> Finding[date]:
    """Find the day an act’s own node falls due: a counted term, or the day the act states."""
    why = Reasons(on)
    if kind is SubjectKind.ANNOUNCEMENT:
        served = service_effect(on=on, method=Method.ANNOUNCEMENT, event_on=happened_on)
        due_on = why.adopt(served)
    elif kind is SubjectKind.ROUND_ENDED:
        due_on = _next_query(why, happened_on, ends_on)
    elif kind in COUNTED:
        name, unit, _ = COUNTED[kind]
        amount = why.parameter(name, happened_on).whole
        counted = period_due(on=on, start_on=happened_on, amount=amount, unit=unit)
        due_on = why.adopt(counted).due_on
    elif kind in ORDERED:
        due_on = ends_on or happened_on
        zh, en = ORDERED[kind]
        why.step(
            f"{zh}限{due_on}办结，为本平台的内部期限。",
            f"The {en} is to be done by {due_on}, a time of this platform's own.",
            value=due_on,
        )
    else:
        due_on = ends_on or happened_on
        basis = cite("SEIZURE", 27, on=due_on) if kind is SubjectKind.CONTROL else None
        why.step(
            f"文书载明至{due_on}，不因节假日顺延。",
            f"The instrument states {due_on}; it does not roll.",
            basis,
            value=due_on,
        )
    return why.finding(due_on, f"{due_on}届满。", f"Due on {due_on}.")


def _next_query(why: Reasons, ruled_on: date, queried_on: date | None) -> date:
    """Give the next query owed after the present procedure ended; the last if all are done."""
    days = why.adopt(recheck_schedule(on=ruled_on, ruled_on=ruled_on))
    owed = next((day for day in days if queried_on is None or day > queried_on), days[-1])
    why.step(f"下一次查询不迟于{owed}。", f"The next query is owed by {owed}.", value=owed)
    return owed


def subject_nodes(facts: NodeFacts, on: date) -> tuple[Node, ...]:
    """Give the nodes of the acts that happened by a day and fall under a term of that day."""
    return tuple(
        node
        for subject in facts.subjects
        if subject.happened_on <= on and (node := _node(facts, subject, on)) is not None
    )


def _node(facts: NodeFacts, subject: Subject, on: date) -> Node | None:
    if not _has_term(subject):
        return None
    if subject.kind is SubjectKind.ROUND_ENDED and subject.ends_on and subject.ends_on > on:
        subject = replace(subject, ends_on=None)
    found = act_term_due(
        on=subject.happened_on,
        kind=subject.kind,
        happened_on=subject.happened_on,
        ends_on=subject.ends_on,
    )
    done_on = subject.done_on if subject.done_on and subject.done_on <= on else None
    if subject.kind is SubjectKind.ROUND_ENDED and (subject.ends_on or date.min) >= found.value:
        done_on = subject.ends_on
    return make_node(
        subject.kind.value,
        found,
        subject.happened_on,
        found.value,
        _kind(subject.kind),
        target_on=_target(facts, subject, found),
        done_on=done_on,
        reference=subject.reference,
    )


def _kind(kind: SubjectKind) -> NodeKind:
    """Say where the line of such a node comes from: the law, or the court's own working."""
    if kind in ORDERED:
        return NodeKind.INTERNAL
    return COUNTED[kind][2] if kind in COUNTED else NodeKind.LAW


def _has_term(subject: Subject) -> bool:
    """Say whether the law of the act’s day knew the term at all."""
    if subject.kind in COUNTED:
        name = COUNTED[subject.kind][0]
        return any(subject.happened_on in row.in_force for row in history(name))
    if subject.kind is SubjectKind.ROUND_ENDED:
        return is_in_force("TERMINATION", subject.happened_on)
    return subject.kind is SubjectKind.ANNOUNCEMENT or subject.ends_on is not None


def _target(facts: NodeFacts, subject: Subject, found: Finding[Any]) -> date | None:
    if subject.kind is SubjectKind.CONTROL:
        alert = find_policy(facts.policies, CONTROL_ALERT, subject.happened_on)
        return found.value - timedelta(days=alert.amount) if alert else None
    if subject.kind is SubjectKind.RECEIPT:
        local = find_policy(facts.policies, PAY_OUT, subject.happened_on)
        if local is not None:
            return period_due(
                on=subject.happened_on,
                start_on=subject.happened_on,
                amount=local.amount,
                unit=local.unit,
            ).value.due_on
    return None


def _example(kind: SubjectKind, happened: str, due: str, ends: str | None = None) -> Example:
    day = date.fromisoformat(happened)
    return Example(
        {
            "on": day,
            "kind": kind,
            "happened_on": day,
            "ends_on": date.fromisoformat(ends) if ends else None,
        },
        date.fromisoformat(due),
    )


RULE = Rule(
    "ACT_TERM_DUE",
    BASIS,
    Days(date(2005, 1, 1)),
    act_term_due,
    (
        _example(SubjectKind.OBJECTION, "2017-03-20", "2017-04-05"),
        _example(SubjectKind.CLUE, "2017-05-02", "2017-05-09"),
        _example(SubjectKind.REVIVAL, "2018-06-01", "2018-06-08"),
        _example(SubjectKind.URGENT_CLUE, "2017-05-02", "2017-05-05"),
        _example(SubjectKind.LISTING_REQUEST, "2017-05-02", "2017-05-17"),
        _example(SubjectKind.RECEIPT, "2017-05-01", "2017-05-31"),
        _example(SubjectKind.LISTING_DELETION, "2017-09-29", "2017-10-10"),
        _example(SubjectKind.SURPLUS, "2018-06-29", "2018-07-02"),
        _example(SubjectKind.CO_OWNERS, "2018-06-29", "2018-07-06"),
        _example(SubjectKind.HAND_OVER, "2018-05-02", "2018-05-17"),
        _example(SubjectKind.ENTRUST_PAPERS, "2021-06-01", "2021-07-01"),
        _example(SubjectKind.ENTRUST_RETURN, "2021-06-01", "2021-06-16"),
        _example(SubjectKind.ENTRUST_CLOSE, "2021-06-01", "2021-12-01"),
        _example(SubjectKind.ANNOUNCEMENT, "2021-12-31", "2022-03-01"),
        _example(SubjectKind.CONTROL, "2016-04-10", "2017-04-09", "2017-04-09"),
        _example(SubjectKind.ROUND_ENDED, "2017-01-31", "2017-07-31"),
        _example(SubjectKind.WINDOW_TASK, "2017-05-02", "2017-05-05", "2017-05-05"),
        _example(SubjectKind.ROUND_ENDED, "2017-01-31", "2018-01-31", "2017-08-04"),
        Example(
            {
                "on": date(2017, 4, 30),
                "kind": SubjectKind.RECEIPT,
                "happened_on": date(2017, 4, 30),
            },
            refusal="PARAMETER_MISSING",
        ),
    ),
    "各行为自身的期限",
    "Terms of single acts",
    tuple(name for name, _, _ in COUNTED.values()),
    covers=("R-CLUE-CHECK",),
)
