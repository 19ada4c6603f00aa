"""The nodes of the case itself, from its milestones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhixing.law.clock.case_clock import case_clock
from zhixing.law.filing.decide import filing_decide_due
from zhixing.law.filing.handler import handler_due
from zhixing.law.filing.notice import notice_due
from zhixing.law.filing.report_order import report_order_due
from zhixing.law.nodes.node import Milestone, Node, NodeFacts, NodeKind, make_node
from zhixing.law.policies import policy
from zhixing.law.policies.local_term import local_term_due

LOCAL_NODES = (
    (policy.NATIONAL_QUERY, Milestone.NATIONAL_QUERY_STARTED),
    (policy.LOCAL_QUERY, Milestone.LOCAL_QUERY_COMPLETED),
    (policy.FOUR_CHECKS_TWO_REPORTS, Milestone.FOUR_CHECKS_COMPLETED),
)


def case_nodes(facts: NodeFacts, on: date) -> tuple[Node, ...]:
    """Give the nodes whose milestones were reached by a day, in order of procedure."""
    nodes: list[Node] = []
    received_on = facts.day(Milestone.APPLICATION_RECEIVED, on)
    filed_on = facts.day(Milestone.FILED, on)
    if received_on is not None:
        done_on = filed_on or facts.day(Milestone.FILING_REFUSED, on)
        found = filing_decide_due(on=received_on, received_on=received_on)
        nodes.append(
            make_node(
                "DECIDE_ON_FILING",
                found,
                received_on,
                found.value.due_on,
                NodeKind.LAW,
                done_on=done_on,
            )
        )
    if filed_on is not None:
        nodes.append(_handler(facts, filed_on, on))
        nodes.extend(_notice_and_report(facts, received_on or filed_on, filed_on, on))
        nodes.extend(_local(facts, filed_on, on))
        nodes.append(_closing(facts, filed_on, on))
    return tuple(nodes)


def _handler(facts: NodeFacts, filed_on: date, on: date) -> Node:
    found = handler_due(on=filed_on, filed_on=filed_on)
    done_on = facts.day(Milestone.HANDLER_APPOINTED, on)
    due_on = found.value.due_on
    return make_node("APPOINT_HANDLER", found, filed_on, due_on, NodeKind.INTERNAL, done_on=done_on)


def _notice_and_report(
    facts: NodeFacts, received_on: date, filed_on: date, on: date
) -> tuple[Node, ...]:
    sent_on = facts.day(Milestone.NOTICE_SENT, on)
    notice = notice_due(
        on=filed_on,
        received_on=received_on,
        accepted_on=filed_on,
        file_received_on=facts.day(Milestone.FILE_RECEIVED, on),
    )
    first = make_node(
        "ENFORCEMENT_NOTICE",
        notice,
        filed_on,
        notice.value.due_on,
        NodeKind.LAW,
        target_on=notice.value.target_on,
        done_on=sent_on,
    )
    report = report_order_due(
        on=filed_on,
        filed_on=filed_on,
        notice_on=max(sent_on or notice.value.due_on, filed_on),
        is_money=facts.is_money,
        policies=facts.policies,
    )
    legal_on, local_on = report.value.legal_on, report.value.local_on
    due_on = legal_on or local_on
    if due_on is None:
        return (first,)
    second = make_node(
        "PROPERTY_REPORT_ORDER",
        report,
        filed_on,
        due_on,
        NodeKind.LAW if legal_on else NodeKind.LOCAL,
        target_on=local_on,
        done_on=facts.day(Milestone.PROPERTY_REPORT_ORDERED, on),
    )
    return (first, second)


def _local(facts: NodeFacts, filed_on: date, on: date) -> tuple[Node, ...]:
    nodes = []
    for code, milestone in LOCAL_NODES:
        adopted = policy.find_policy(facts.policies, code, filed_on)
        if adopted is None:
            continue
        found = local_term_due(on=filed_on, code=code, filed_on=filed_on, policies=facts.policies)
        node = make_node(
            code,
            found,
            filed_on,
            found.value.due_on,
            NodeKind.LOCAL,
            done_on=facts.day(milestone, on),
        )
        nodes.append(
            replace(node, contents_zh=adopted.contents_zh, contents_en=adopted.contents_en)
        )
    return tuple(nodes)


def _closing(facts: NodeFacts, filed_on: date, on: date) -> Node:
    closed_on = facts.day(Milestone.CLOSED, on)
    found = case_clock(
        on=closed_on or on,
        filed_on=filed_on,
        kind=facts.clock,
        excluded=facts.excluded,
        extensions=facts.extensions,
    )
    return make_node(
        "CLOSE_CASE",
        found,
        filed_on,
        found.value.due_on,
        NodeKind.LAW,
        done_on=closed_on,
        excluded_days=found.value.excluded_days,
    )
