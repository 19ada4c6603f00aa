"""What each node asks besides its day (节点管理): quality, authority, hand-over.

The day of a node is computed by its rule. This page says when the work counts as done, who
has the authority to do or to decide it, and to whom the case goes next. No text lays these
down as one list; it is this platform's own working order, open to each court.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class NodeCharter:
    """Hold what a node asks: its quality standard, who may do it, whom it goes to next."""

    quality_zh: str
    quality_en: str
    authority_zh: str
    authority_en: str
    hand_over_zh: str
    hand_over_en: str


_JUDGE = ("承办法官", "the handling judge")
_CLERK = ("书记员", "the clerk")
_TEAM = ("承办团队", "the handling team")


def _charter(
    quality: tuple[str, str], authority: tuple[str, str], hand_over: tuple[str, str]
) -> NodeCharter:
    return NodeCharter(*quality, *authority, *hand_over)


CHARTERS: Final[Mapping[str, NodeCharter]] = {
    "DECIDE_ON_FILING": _charter(
        ("依据、当事人、请求逐项审查并作出决定", "title, parties and claim examined one by one"),
        ("立案审批人", "who approves filings"),
        ("立案后移送执行局", "once filed, to the enforcement bureau"),
    ),
    "APPOINT_HANDLER": _charter(
        ("随机轮转或者写明理由的指定", "by rotation, or designated with reasons"),
        ("执行局局长", "the bureau director"),
        ("移交承办团队", "to the handling team"),
    ),
    "ENFORCEMENT_NOTICE": _charter(
        (
            "写明履行义务、迟延履行责任和失信风险，并已送达",
            "states the duty, the price of delay and the risk of listing, and is served",
        ),
        _JUDGE,
        ("送达后转财产查询", "once served, to the queries"),
    ),
    "PROPERTY_REPORT_ORDER": _charter(
        ("与执行通知同时发出，附财产报告表", "sent with the notice, with the form of report"),
        _JUDGE,
        ("报告收到后转核查", "the report, once received, is verified"),
    ),
    "NATIONAL_QUERY": _charter(
        ("全部被执行人、全部查询项均已发起", "every debtor and every kind of property asked"),
        _TEAM,
        ("反馈命中转控制", "hits go on to control"),
    ),
    "LOCAL_QUERY": _charter(
        ("不动产、车辆、公积金等均有结果", "immovables, vehicles, housing fund: all answered"),
        _TEAM,
        ("反馈命中转控制", "hits go on to control"),
    ),
    "FOUR_CHECKS_TWO_REPORTS": _charter(
        ("本院规定的各项查证和报告齐备", "every check and report of the local rule is there"),
        _JUDGE,
        ("转处置或者结案审查", "to disposal, or to the review for closing"),
    ),
    "CLOSE_CASE": _charter(
        ("结案条件逐项核对，案款、措施、费用无遗留", "every condition met; nothing left open"),
        ("结案审批人", "who approves closings"),
        (
            "归档；终本案件转管护",
            "to the archive; a case whose present procedure ended, to the watch list",
        ),
    ),
    "ANNOUNCEMENT": _charter(
        ("公告文本、期间和载体留存", "text, period and place of the notice are kept"),
        _CLERK,
        ("期满后由承办法官续办", "then back to the judge"),
    ),
    "OBJECTION": _charter(
        ("另行组成审查，作出裁定并送达", "reviewed apart, ruled upon and served"),
        ("执行裁决人员", "those who review enforcement"),
        ("裁定送达后退回承办团队", "the ruling served, back to the team"),
    ),
    "RECEIPT": _charter(
        ("收款人、账户、金额相符，三人经手", "payee, account and sum agree; three people"),
        ("经办、复核、审批三人", "maker, checker and approver"),
        ("付款后转结案核对", "once paid, to the review for closing"),
    ),
    "CONTROL": _charter(
        ("到期前续行或者说明不续的理由", "renewed before it expires, or why not is written"),
        _JUDGE,
        ("协助机构回执入卷", "the answer of the institution goes into the docket"),
    ),
    "LISTING_REQUEST": _charter(
        ("逐项审查情形和除外情形", "grounds and exemptions examined one by one"),
        ("院长", "the president"),
        ("决定书送达后公布", "published once the decision is served"),
    ),
    "LISTING_DELETION": _charter(
        ("删除情形属实并已撤下", "the ground is there and the entry is gone"),
        ("审批人", "the approver"),
        ("通知被执行人", "the debtor is told"),
    ),
    "CLUE": _charter(
        ("核实结果书面告知申请人", "what was found is told to the applicant in writing"),
        _TEAM,
        ("属实的转控制", "if true, to control"),
    ),
    "URGENT_CLUE": _charter(
        ("先行核实，必要时立即控制", "verified first, controlled at once if need be"),
        _TEAM,
        ("属实的转控制", "if true, to control"),
    ),
    "INSTALMENT": _charter(
        ("到账与约定逐期对应", "receipts matched to each instalment"),
        _JUDGE,
        ("未履行的告知申请人可申请恢复", "if missed, the applicant is told of resumption"),
    ),
    "DETENTION": _charter(
        ("按时解除并有笔录", "ended in time, with a record"),
        ("司法警察", "the court police"),
        ("解除后退回承办法官", "then back to the judge"),
    ),
    "REVIVAL": _charter(
        ("核实新发现的财产，决定是否恢复", "the new property is verified, resuming is decided on"),
        _JUDGE,
        ("恢复的立即控制财产", "if resumed, the property is controlled at once"),
    ),
    "ROUND_ENDED": _charter(
        ("按期查询并记录结果", "queried in time, the result recorded"),
        ("指挥中心", "the command centre"),
        ("发现财产的转恢复执行", "if property is found, to revival"),
    ),
    "WINDOW_TASK": _charter(
        (
            "两人持证送达，回执扫描并由两人分别录入",
            "served by two with their papers; the receipt scanned and keyed by two",
        ),
        _TEAM,
        ("回执入卷后转控制或者处置", "the receipt entered, on to control or disposal"),
    ),
    "SURPLUS": _charter(
        (
            "超额部分已经提出解除，理由和金额写明",
            "the excess is put up for release, with its amount and reasons",
        ),
        _JUDGE,
        ("解除后转案款清算", "once released, on to the accounts of the case"),
    ),
    "CO_OWNERS": _charter(
        ("每一共有人均已收到书面通知", "each co-owner has the notice in writing"),
        _CLERK,
        ("通知送达后转处置或者析产", "once served, on to disposal or to division"),
    ),
    "OUT_OF_AREA": _charter(
        (
            "赴外省人员或者当地法院的办理情况已经登记",
            "what the officers or the court there did is recorded",
        ),
        _TEAM,
        ("查得的财产转控制", "property found there, on to control"),
    ),
    "ENTRUST_FILING": _charter(
        ("已收到受托法院的立案通知书", "the notice of filing of the court there has come"),
        _JUDGE,
        ("立案后通知申请执行人并销案", "once filed, the applicant is told and the case cancelled"),
    ),
    "ENTRUST_TELL": _charter(
        (
            "已书面通知申请执行人案件已委托执行、如何与受托法院联系",
            "the applicant is told in writing that it is entrusted, and whom to turn to there",
        ),
        _JUDGE,
        ("通知后销案归档", "once told, the case is cancelled and archived"),
    ),
    "ENTRUST_PAPERS": _charter(
        (
            "所缺手续、材料逐项补齐，或者书面说明原因",
            "each paper asked for is supplied, or the reason is given in writing",
        ),
        _JUDGE,
        ("逾期既不补办又不说明的，视为撤回委托", "unanswered, the entrusting counts as withdrawn"),
    ),
    "ENTRUST_RETURN": _charter(
        (
            "高级人民法院同意后，委托手续和案卷材料退回并书面说明",
            "the high court having agreed, the papers are back with the reasons in writing",
        ),
        _JUDGE,
        ("退回后本案销案", "once returned, the case is cancelled"),
    ),
    "ENTRUST_CLOSE": _charter(
        ("立案后六个月内执结", "closed within six months of filing"),
        _JUDGE,
        (
            "逾期的，申请执行人可以请求上一级人民法院提级或者指定执行",
            "after that the applicant may ask the higher court to take it up or assign it",
        ),
    ),
    "HAND_OVER": _charter(
        (
            "首先查封法院已经书面答复移送或者不移送的理由",
            "the court that seized first has answered in writing, with reasons if it keeps it",
        ),
        _JUDGE,
        ("移送的转优先债权执行法院处置", "if handed over, disposal goes to the other court"),
    ),
}
"""What each kind of node asks, by its code."""
