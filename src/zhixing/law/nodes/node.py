"""What a node is, and the facts nodes are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from zhixing.kernel.finding import Finding
from zhixing.law.clock.case_clock import Clock, ExcludedRange
from zhixing.law.policies.policy import Policy


class NodeKind(StrEnum):
    """Say where the overdue line of a node comes from."""

    LAW = "LAW"
    INTERNAL = "INTERNAL"
    LOCAL = "LOCAL"


class Milestone(StrEnum):
    """Name the days of a case from which nodes start or by which they are done."""

    APPLICATION_RECEIVED = "APPLICATION_RECEIVED"
    FILED = "FILED"
    FILING_REFUSED = "FILING_REFUSED"
    HANDLER_APPOINTED = "HANDLER_APPOINTED"
    FILE_RECEIVED = "FILE_RECEIVED"
    NOTICE_SENT = "NOTICE_SENT"
    PROPERTY_REPORT_ORDERED = "PROPERTY_REPORT_ORDERED"
    NATIONAL_QUERY_STARTED = "NATIONAL_QUERY_STARTED"
    LOCAL_QUERY_COMPLETED = "LOCAL_QUERY_COMPLETED"
    FOUR_CHECKS_COMPLETED = "FOUR_CHECKS_COMPLETED"
    CLOSED = "CLOSED"


class SubjectKind(StrEnum):
    """Name the acts that start a node of their own."""

    ANNOUNCEMENT = "ANNOUNCEMENT"
    OBJECTION = "OBJECTION"
    RECEIPT = "RECEIPT"
    CONTROL = "CONTROL"
    LISTING_REQUEST = "LISTING_REQUEST"
    LISTING_DELETION = "LISTING_DELETION"
    CLUE = "CLUE"
    URGENT_CLUE = "URGENT_CLUE"
    INSTALMENT = "INSTALMENT"
    DETENTION = "DETENTION"
    ROUND_ENDED = "ROUND_ENDED"
    REVIVAL = "REVIVAL"
    WINDOW_TASK = "WINDOW_TASK"
    SURPLUS = "SURPLUS"
    CO_OWNERS = "CO_OWNERS"
    HAND_OVER = "HAND_OVER"
    OUT_OF_AREA = "OUT_OF_AREA"
    ENTRUST_FILING = "ENTRUST_FILING"
    ENTRUST_TELL = "ENTRUST_TELL"
    ENTRUST_PAPERS = "ENTRUST_PAPERS"
    ENTRUST_RETURN = "ENTRUST_RETURN"
    ENTRUST_CLOSE = "ENTRUST_CLOSE"


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold one act that starts a node: when, until when if it says so, when done."""

    kind: SubjectKind
    reference: str
    happened_on: date
    ends_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """Hold what nodes need to know of a case. Milestone names are ``Milestone`` values."""

    milestones: Mapping[str, date]
    excluded: tuple[ExcludedRange, ...] = ()
    extensions: tuple[date, ...] = ()
    policies: tuple[Policy, ...] = ()
    subjects: tuple[Subject, ...] = ()
    clock: Clock = Clock.PROPERTY
    is_money: bool = True

    def day(self, name: Milestone, on: date) -> date | None:
        """Give the day of a milestone reached by a day, None before."""
        found = self.milestones.get(name.value)
        return found if found is not None and found <= on else None


@dataclass(frozen=True, slots=True)
class Node:
    """Hold one node: when to work towards it, the line it must not pass, and why.

    ``target_on`` is the earliest of all lines, ``due_on`` the legal one where there is
    one. ``kind`` says where ``due_on`` comes from. Overdue is a comparison, never stored.
    """

    code: str
    name_zh: str
    name_en: str
    rule: str
    version: str
    trigger_on: date
    target_on: date
    due_on: date
    kind: NodeKind
    done_on: date | None
    excluded_days: int
    provisional: bool
    finding: Finding[Any]
    reference: str = ""
    contents_zh: tuple[str, ...] = field(default=())
    contents_en: tuple[str, ...] = field(default=())

    def overdue_days(self, on: date) -> int:
        """Count the days by which the node was late when done, or is late on a day."""
        end = self.done_on if self.done_on is not None and self.done_on <= on else on
        return max(0, (end - self.due_on).days)

    def is_overdue(self, on: date) -> bool:
        """Say whether the node passed its line."""
        return self.overdue_days(on) > 0


NODE_NAMES: Final = {
    "DECIDE_ON_FILING": ("决定立案或不予受理", "decide on filing"),
    "APPOINT_HANDLER": ("确定承办人", "appoint the handler"),
    "ENFORCEMENT_NOTICE": ("发出执行通知", "send the enforcement notice"),
    "PROPERTY_REPORT_ORDER": ("发出报告财产令", "send the property-report order"),
    "NATIONAL_QUERY": ("发起总对总查询", "query the national network"),
    "LOCAL_QUERY": ("完成点对点查询", "complete the local query"),
    "FOUR_CHECKS_TWO_REPORTS": ("完成四查和两份报告", "four checks and two reports"),
    "CLOSE_CASE": ("结案", "close the case"),
    "ANNOUNCEMENT": ("公告送达期满", "service by announcement takes effect"),
    "OBJECTION": ("审查执行异议", "decide the objection"),
    "RECEIPT": ("发放执行款", "pay out money received"),
    "CONTROL": ("控制措施到期", "control expires"),
    "LISTING_REQUEST": ("审查纳入失信申请", "decide on the request to list"),
    "LISTING_DELETION": ("删除失信信息", "delete the listing"),
    "CLUE": ("核实财产线索", "verify the clue"),
    "URGENT_CLUE": ("核实紧急财产线索", "verify the urgent clue"),
    "INSTALMENT": ("和解分期到期", "instalment falls due"),
    "DETENTION": ("拘留期满解除", "detention ends"),
    "REVIVAL": ("决定是否恢复执行", "decide on resuming"),
    "ROUND_ENDED": ("终本后定期查询", "query after the present procedure was ended"),
    "WINDOW_TASK": ("窗口任务到期", "window task falls due"),
    "SURPLUS": ("解除超标的控制", "release what is controlled in excess"),
    "CO_OWNERS": ("通知共有人", "tell the co-owners"),
    "HAND_OVER": ("答复商请移送", "answer the request to hand over"),
    "OUT_OF_AREA": ("外省事项回报", "hear what came of acting in another province"),
    "ENTRUST_FILING": ("受托法院立案", "the entrusted court files the case"),
    "ENTRUST_TELL": ("通知申请执行人已委托执行", "tell the applicant of the entrusting"),
    "ENTRUST_PAPERS": ("补办委托手续、材料", "complete the papers of the entrusting"),
    "ENTRUST_RETURN": ("退回委托材料", "return the entrusted papers"),
    "ENTRUST_CLOSE": ("受托案件执结", "close the entrusted case"),
}


def make_node(
    code: str,
    finding: Finding[Any],
    trigger_on: date,
    due_on: date,
    kind: NodeKind,
    *,
    target_on: date | None = None,
    done_on: date | None = None,
    excluded_days: int = 0,
    reference: str = "",
) -> Node:
    """Put a node together; the target never lies after the line."""
    name_zh, name_en = NODE_NAMES[code]
    return Node(
        code,
        name_zh,
        name_en,
        finding.rule,
        finding.version,
        trigger_on,
        min(target_on or due_on, due_on),
        due_on,
        kind,
        done_on,
        excluded_days,
        finding.is_provisional,
        finding,
        reference,
    )
