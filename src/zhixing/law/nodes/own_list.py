"""Thirty-seven nodes of a case (流程节点): this library's own list.

The Supreme People's Court speaks of thirty-seven key nodes; its list is not public. This
one was put together from the texts and is open to every court's own policy. Where a text
sets a period the day is counted from the event that starts it; where none does, the node
stands without a day.

本规则给出三十七个流程节点，是本系统自己整理的清单。最高人民法院所说的三十七个关键节点，
其清单并未公开；本清单依据各文本整理，各院可以用自己的制度调整。文本规定了期限的，
自引起该期限的事件之日计算；没有规定期限的，节点只列出而没有日期。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.parameters import ParameterMissing, parameter
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TIME-LIMITS", "21"), ("EW", "63"))


class Event(StrEnum):
    """Name the events that start a node."""

    APPLICATION_RECEIVED = "APPLICATION_RECEIVED"
    FILED = "FILED"
    HANDLER_APPOINTED = "HANDLER_APPOINTED"
    FILE_RECEIVED = "FILE_RECEIVED"
    NOTICE_SENT = "NOTICE_SENT"
    SERVED = "SERVED"
    QUERY_STARTED = "QUERY_STARTED"
    HIT = "HIT"
    CLUE_RECEIVED = "CLUE_RECEIVED"
    INVESTIGATION_BEGUN = "INVESTIGATION_BEGUN"
    REPORT_ORDER_SERVED = "REPORT_ORDER_SERVED"
    CONTROLLED = "CONTROLLED"
    PRICE_REPORT_RECEIVED = "PRICE_REPORT_RECEIVED"
    PRICE_REPORT_SERVED = "PRICE_REPORT_SERVED"
    PRICE_FIXED = "PRICE_FIXED"
    FIRST_AUCTION_FAILED = "FIRST_AUCTION_FAILED"
    PRICE_PAID = "PRICE_PAID"
    SALE_RULING_SERVED = "SALE_RULING_SERVED"
    MONEY_RECEIVED = "MONEY_RECEIVED"
    PLAN_SERVED = "PLAN_SERVED"
    LISTING_REQUESTED = "LISTING_REQUESTED"
    ROUND_ENDED = "ROUND_ENDED"


@dataclass(frozen=True, slots=True)
class OwnNode:
    """Hold one node of the list; ``parameter`` empty with an event: the same day."""

    number: int
    zh: str
    en: str
    event: Event | None = None
    parameter: str = ""
    rolls: bool = True


@dataclass(frozen=True, slots=True)
class NodeDay:
    """Hold a node with its day; None where its event has not happened, or no text sets it."""

    number: int
    name_zh: str
    name_en: str
    trigger_on: date | None
    due_on: date | None


class NodesRefused(Refusal):
    """Say which event is unknown."""


E = Event
NODES: Final = (
    OwnNode(1, "收到申请或者移送", "application or transfer received", E.APPLICATION_RECEIVED),
    OwnNode(2, "立案或者不予受理", "file or refuse", E.APPLICATION_RECEIVED, "filing.decide"),
    OwnNode(3, "发出受理通知", "send the notice of acceptance", E.FILED),
    OwnNode(4, "移送执行机构", "hand the file over", E.FILED, "filing.transfer"),
    OwnNode(5, "确定承办人", "appoint the handler", E.FILED, "assignment.handler"),
    OwnNode(6, "首次联系申请执行人", "first contact with the applicant"),
    OwnNode(7, "发出执行通知", "send the notice", E.APPLICATION_RECEIVED, "notice.send"),
    OwnNode(8, "发出报告财产令", "send the property-report order", E.NOTICE_SENT),
    OwnNode(9, "风险提示", "warn of the risks", E.NOTICE_SENT),
    OwnNode(10, "通知提供线索", "ask for clues", E.FILE_RECEIVED, "notice.clue_request"),
    OwnNode(11, "登记送达回证", "enter the proof of service", E.SERVED),
    OwnNode(12, "发起总对总查询", "query the national network"),
    OwnNode(
        13, "总对总反馈", "answers of the national network", E.QUERY_STARTED, "network.answer_bank"
    ),
    OwnNode(14, "完成点对点查询", "complete the local query"),
    OwnNode(15, "线上冻结、查封", "control over the network", E.HIT),
    OwnNode(16, "核实线索", "verify clues", E.CLUE_RECEIVED, "clue.verify"),
    OwnNode(
        17, "线下调查", "investigate on the spot", E.INVESTIGATION_BEGUN, "investigation.complete"
    ),
    OwnNode(
        18, "收到财产报告", "property report received", E.REPORT_ORDER_SERVED, "report.deadline"
    ),
    OwnNode(19, "传唤、询问被执行人", "summon and question the debtor"),
    OwnNode(20, "查封、扣押、冻结裁定送达", "serve the ruling on seizure", E.CONTROLLED),
    OwnNode(21, "查封期限届满前续行", "renew before the seizure ends"),
    OwnNode(22, "启动参考价程序", "begin fixing the reference price", E.CONTROLLED, "value.start"),
    OwnNode(
        23, "送达参考价报告", "serve the price report", E.PRICE_REPORT_RECEIVED, "value.send_report"
    ),
    OwnNode(
        24, "报告异议期届满", "end of objections to it", E.PRICE_REPORT_SERVED, "value.objection"
    ),
    OwnNode(25, "启动变价程序", "begin the sale", E.PRICE_FIXED, "value.start_sale"),
    OwnNode(26, "一拍公告、开拍", "first auction"),
    OwnNode(27, "二拍", "second auction", E.FIRST_AUCTION_FAILED, "auction.second_within"),
    OwnNode(28, "变卖", "sale at the reserve"),
    OwnNode(29, "成交裁定", "ruling on the sale", E.PRICE_PAID, "auction.ruling"),
    OwnNode(30, "移交财产", "hand the property over", E.SALE_RULING_SERVED, "auction.hand_over"),
    OwnNode(31, "案款认领", "match the money", E.MONEY_RECEIVED),
    OwnNode(
        32, "分配方案异议期", "objections to the plan", E.PLAN_SERVED, "distribution.objection"
    ),
    OwnNode(33, "发放案款", "pay out", E.MONEY_RECEIVED, "money.pay_out"),
    OwnNode(34, "决定是否纳入失信名单", "decide on listing", E.LISTING_REQUESTED, "listing.decide"),
    OwnNode(
        35,
        "最早可以终结本次执行程序",
        "earliest ending of the present procedure",
        E.FILED,
        "termination.wait",
    ),
    OwnNode(36, "结案", "close the case", E.FILED, "clock.money_case"),
    OwnNode(
        37,
        "终本后定期查询",
        "query after the present procedure was ended",
        E.ROUND_ENDED,
        "termination.interval",
        rolls=False,
    ),
)
_UNITS: Final = {
    "hour": Unit.DAY,
    "day": Unit.DAY,
    "working_day": Unit.WORKING_DAY,
    "month": Unit.MONTH,
    "year": Unit.YEAR,
}


@answers("OWN_NODE_LIST")
def own_node_list(*, on: date, events: Mapping[str, date]) -> Finding[tuple[NodeDay, ...]]:
    """Give all thirty-seven nodes with their days, from the events that happened by ``on``."""
    strange = sorted(set(events) - {e.value for e in Event})
    if strange:
        raise NodesRefused(
            "UNKNOWN_EVENT",
            message_zh=f"没有“{strange[0]}”这一事件。",
            message_en=f"There is no event {strange[0]}.",
            remedy_zh="请使用清单中的事件名称。",
            remedy_en="Use an event of the list.",
            field="events",
        )
    why = Reasons(on)
    why.mark("policy:OWN_NODE_LIST")
    found = tuple(_day(why, node, events) for node in NODES)
    known = sum(1 for node in found if node.due_on is not None)
    if not known:
        why.step("尚无已发生的节点。", "No node has begun yet.", find_citation("EW", 63, on=on))
    return why.finding(
        found,
        f"自有节点清单三十七项，其中{known}项已有日期（并非官方清单）。",
        f"Our own list of 37 nodes, {known} of them dated; it is not the official list.",
    )


def _day(why: Reasons, node: OwnNode, events: Mapping[str, date]) -> NodeDay:
    trigger_on = events.get(node.event.value) if node.event else None
    if trigger_on is None or trigger_on > why.on:
        return NodeDay(node.number, node.zh, node.en, None, None)
    due_on, basis = trigger_on, None
    if node.parameter:
        try:
            length = parameter(node.parameter, trigger_on)
        except ParameterMissing:
            return NodeDay(node.number, node.zh, node.en, trigger_on, None)
        amount = -(-length.whole // 24) if length.unit == "hour" else length.whole
        basis = length.basis
        counted = period_due(
            on=trigger_on,
            start_on=trigger_on,
            amount=amount,
            unit=_UNITS[length.unit],
            rolls=node.rolls,
        )
        due_on = counted.value.due_on
        if length.status != "verified":
            why.mark(f"{length.status}:{length.code}")
        if counted.is_provisional:
            why.mark(f"provisional:node-{node.number}")
    why.step(
        f"{node.number}. {node.zh}：{due_on}。",
        f"{node.number}. {node.en}: {due_on}.",
        basis,
        value=due_on,
    )
    return NodeDay(node.number, node.zh, node.en, trigger_on, due_on)


def _expect(**due: str) -> list[dict[str, object]]:
    days = {int(k.removeprefix("n")): date.fromisoformat(v) for k, v in due.items()}
    return [{"number": n.number, "due_on": days.get(n.number)} for n in NODES]


RULE = Rule(
    "OWN_NODE_LIST",
    BASIS,
    Days(date(1998, 7, 18)),
    own_node_list,
    (
        Example(
            {
                "on": date(2018, 12, 31),
                "events": {
                    "APPLICATION_RECEIVED": date(2018, 3, 1),
                    "FILED": date(2018, 3, 5),
                    "CONTROLLED": date(2018, 9, 3),
                },
            },
            _expect(
                n1="2018-03-01",
                n2="2018-03-08",
                n3="2018-03-05",
                n4="2018-03-08",
                n5="2018-03-12",
                n7="2018-03-12",
                n20="2018-09-03",
                n22="2018-10-08",
                n35="2018-06-05",
                n36="2018-09-05",
            ),
        ),
        Example({"on": date(2018, 2, 28), "events": {"FILED": date(2018, 3, 5)}}, _expect()),
        Example(
            {"on": date(2018, 2, 28), "events": {"FILING": date(2018, 3, 5)}},
            refusal="UNKNOWN_EVENT",
        ),
    ),
    "三十七个流程节点（自有清单）",
    "Thirty-seven nodes (own list)",
    covers=("R-NODES-37",),
)
