"""All nodes of a case on a day (节点): one pure function from facts and a date.

由案件事实和某一日期，一次算出当日存在的全部流程节点：该日以后发生的事件和行为不计入。
每个节点列明目标日、期限日和是否超期；所需日历尚未公布的节点，标记为暂定。
节点包括案件自身的和各项行为引起的两类。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.nodes.case_nodes import case_nodes
from zhixing.law.nodes.node import Milestone, Node, NodeFacts, Subject, SubjectKind
from zhixing.law.nodes.subject_nodes import subject_nodes
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "63"), ("TIME-LIMITS", "21"))


def nodes(facts: NodeFacts, on: date) -> tuple[Node, ...]:
    """Give every node that exists on a day; milestones and acts after it are not seen.

    >>> facts = NodeFacts({"FILED": date(2015, 10, 9)})
    >>> closing = nodes(facts, date(2016, 6, 1))[-1]
    >>> closing.code, closing.due_on.isoformat(), closing.overdue_days(date(2016, 6, 1))
    ('CLOSE_CASE', '2016-04-11', 51)
    """
    return case_nodes(facts, on) + subject_nodes(facts, on)


@answers("NODES")
def nodes_finding(*, on: date, facts: NodeFacts) -> Finding[tuple[Node, ...]]:
    """Give the nodes of a case as one finding, with a step for each."""
    why = Reasons(on)
    found = nodes(facts, on)
    if not found:
        why.step("尚无节点。", "There is no node yet.")
    for node in found:
        late = node.overdue_days(on)
        if node.provisional:
            why.mark(f"provisional:{node.code}")
        why.step(
            f"{node.name_zh}：目标{node.target_on}，期限{node.due_on}"
            + (f"，超期{late}日。" if late else "。"),
            f"{node.name_en}: target {node.target_on}, due {node.due_on}"
            + (f", {late} days late." if late else "."),
            node.finding.steps[0].basis if node.finding.steps else None,
            value=node.due_on,
        )
    late = sum(1 for node in found if node.is_overdue(on))
    return why.finding(
        found,
        f"共{len(found)}个节点，{late}个超期。",
        f"{len(found)} nodes, {late} of them overdue.",
    )


def _facts(*subjects: Subject, **days: str) -> NodeFacts:
    reached = {name.upper(): date.fromisoformat(day) for name, day in days.items()}
    return NodeFacts(reached, subjects=subjects)


def _row(code: str, due: str, target: str = "") -> dict[str, object]:
    due_on = date.fromisoformat(due)
    target_on = date.fromisoformat(target) if target else due_on
    return {"code": code, "due_on": due_on, "target_on": target_on}


RULE = Rule(
    "NODES",
    BASIS,
    Days(date(2007, 1, 1)),
    nodes_finding,
    (
        Example(
            {"on": date(2016, 6, 1), "facts": _facts(filed="2015-10-09")},
            [
                _row("APPOINT_HANDLER", "2015-10-16"),
                _row("ENFORCEMENT_NOTICE", "2015-10-19"),
                _row("CLOSE_CASE", "2016-04-11"),
            ],
            note="没有采用本院制度 no policy adopted",
        ),
        Example(
            {"on": date(2015, 10, 8), "facts": _facts(filed="2015-10-09")},
            [],
            note="立案前 before filing",
        ),
        Example(
            {
                "on": date(2017, 3, 25),
                "facts": _facts(
                    Subject(SubjectKind.OBJECTION, "异议一", date(2017, 3, 20)),
                    application_received="2015-10-08",
                    filed="2015-10-09",
                    file_received="2015-10-10",
                ),
            },
            [
                _row("DECIDE_ON_FILING", "2015-10-15"),
                _row("APPOINT_HANDLER", "2015-10-16"),
                _row("ENFORCEMENT_NOTICE", "2015-10-19", "2015-10-13"),
                _row("CLOSE_CASE", "2016-04-11"),
                _row("OBJECTION", "2017-04-05"),
            ],
        ),
        Example(
            {
                "on": date(1998, 7, 2),
                "facts": NodeFacts({Milestone.APPLICATION_RECEIVED.value: date(1998, 7, 1)}),
            },
            refusal="PARAMETER_MISSING",
        ),
    ),
    "流程节点",
    "Nodes of the case",
)
