"""The grounds on which a party is changed or added (变更追加事由), as data.

Only these: a ground the law does not list adds nobody, and the spouse of a debtor is not
among them. Each ground names its article, what must be shown, how far the new party answers,
and which remedy lies against the ruling.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zhixing.law.need import Need


class PartyGround(StrEnum):
    """Name the grounds, those of the applicant’s side first."""

    APPLICANT_DIED = "APPLICANT_DIED"
    APPLICANT_MISSING = "APPLICANT_MISSING"
    APPLICANT_DIVORCED = "APPLICANT_DIVORCED"
    APPLICANT_UNIT_ENDED = "APPLICANT_UNIT_ENDED"
    APPLICANT_MERGED = "APPLICANT_MERGED"
    APPLICANT_DIVIDED = "APPLICANT_DIVIDED"
    APPLICANT_LIQUIDATED = "APPLICANT_LIQUIDATED"
    APPLICANT_ORGAN_DISSOLVED = "APPLICANT_ORGAN_DISSOLVED"
    CLAIM_ASSIGNED = "CLAIM_ASSIGNED"
    DEBTOR_DIED = "DEBTOR_DIED"
    DEBTOR_MISSING = "DEBTOR_MISSING"
    DEBTOR_MERGED = "DEBTOR_MERGED"
    DEBTOR_DIVIDED = "DEBTOR_DIVIDED"
    SOLE_PROPRIETOR = "SOLE_PROPRIETOR"
    GENERAL_PARTNER = "GENERAL_PARTNER"
    LIMITED_PARTNER = "LIMITED_PARTNER"
    BRANCH = "BRANCH"
    OTHER_ORGANISATION = "OTHER_ORGANISATION"
    UNPAID_CAPITAL = "UNPAID_CAPITAL"
    WITHDRAWN_CAPITAL = "WITHDRAWN_CAPITAL"
    TRANSFERRED_UNPAID = "TRANSFERRED_UNPAID"
    ONE_PERSON_COMPANY = "ONE_PERSON_COMPANY"
    DEREGISTERED_UNLIQUIDATED = "DEREGISTERED_UNLIQUIDATED"
    RECEIVED_FREELY = "RECEIVED_FREELY"
    PROMISED_AT_DEREGISTRATION = "PROMISED_AT_DEREGISTRATION"
    PROMISED_TO_COURT = "PROMISED_TO_COURT"
    ADMINISTRATIVE_TRANSFER = "ADMINISTRATIVE_TRANSFER"
    SPOUSE = "SPOUSE"
    GUARANTOR_IN_ENFORCEMENT = "GUARANTOR_IN_ENFORCEMENT"
    OTHER = "OTHER"


class Liability(StrEnum):
    """Name how far the new debtor answers."""

    NONE = "NONE"
    ALL = "ALL"
    JOINTLY = "JOINTLY"
    WITHIN_ESTATE = "WITHIN_ESTATE"
    WITHIN_UNPAID = "WITHIN_UNPAID"
    WITHIN_WITHDRAWN = "WITHIN_WITHDRAWN"
    WITHIN_RECEIVED = "WITHIN_RECEIVED"
    WITHIN_PROMISE = "WITHIN_PROMISE"


LIABILITY_ZH: Final = {
    Liability.NONE: "取得申请执行人的地位",
    Liability.ALL: "对全部债务承担责任",
    Liability.JOINTLY: "对全部债务承担连带责任",
    Liability.WITHIN_ESTATE: "在遗产（代管财产）范围内承担责任",
    Liability.WITHIN_UNPAID: "在未缴（未足额缴纳）出资范围内承担责任",
    Liability.WITHIN_WITHDRAWN: "在抽逃出资范围内承担责任",
    Liability.WITHIN_RECEIVED: "在接受的财产范围内承担责任",
    Liability.WITHIN_PROMISE: "在承诺范围内承担责任",
}
LIABILITY_EN: Final = {
    Liability.NONE: "takes the applicant’s place",
    Liability.ALL: "answers for the whole debt",
    Liability.JOINTLY: "answers jointly for the whole debt",
    Liability.WITHIN_ESTATE: "answers within the estate (or what is managed)",
    Liability.WITHIN_UNPAID: "answers within the unpaid capital",
    Liability.WITHIN_WITHDRAWN: "answers within the capital withdrawn",
    Liability.WITHIN_RECEIVED: "answers within what was received",
    Liability.WITHIN_PROMISE: "answers within the promise",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one ground: article, what must be shown, liability, and whether a suit lies."""

    article: str
    needs: tuple[str, ...]
    liability: Liability = Liability.NONE
    by_suit: bool = False


_N, _G = Liability, PartyGround
GROUNDS: Final[dict[PartyGround, Entry]] = {
    _G.APPLICANT_DIED: Entry("2.1", ("right_taken_over",)),
    _G.APPLICANT_MISSING: Entry("2.2", ("declared_missing",)),
    _G.APPLICANT_DIVORCED: Entry("3", ("right_taken_over",)),
    _G.APPLICANT_UNIT_ENDED: Entry("4", ("unit_ended", "right_taken_over")),
    _G.APPLICANT_MERGED: Entry("5", ("unit_ended",)),
    _G.APPLICANT_DIVIDED: Entry("6", ("right_taken_over",)),
    _G.APPLICANT_LIQUIDATED: Entry("7", ("right_taken_over",)),
    _G.APPLICANT_ORGAN_DISSOLVED: Entry("8", ("function_taken_over",)),
    _G.CLAIM_ASSIGNED: Entry("9", ("assigned_by_law", "acknowledged_in_writing")),
    _G.DEBTOR_DIED: Entry("10.1", ("estate_received",), _N.WITHIN_ESTATE),
    _G.DEBTOR_MISSING: Entry("10.2", ("declared_missing",), _N.WITHIN_ESTATE),
    _G.DEBTOR_MERGED: Entry("11", ("unit_ended",), _N.ALL),
    _G.DEBTOR_DIVIDED: Entry("12", ("no_other_agreement",), _N.JOINTLY),
    _G.SOLE_PROPRIETOR: Entry("13.1", ("cannot_pay",), _N.ALL),
    _G.GENERAL_PARTNER: Entry("14.1", ("cannot_pay",), _N.ALL),
    _G.LIMITED_PARTNER: Entry("14.2", ("cannot_pay", "capital_unpaid"), _N.WITHIN_UNPAID, True),
    _G.BRANCH: Entry("15.1", ("cannot_pay",), _N.ALL),
    _G.OTHER_ORGANISATION: Entry("16", ("cannot_pay", "liable_by_law"), _N.ALL),
    _G.UNPAID_CAPITAL: Entry("17", ("cannot_pay", "capital_unpaid"), _N.WITHIN_UNPAID, True),
    _G.WITHDRAWN_CAPITAL: Entry(
        "18", ("cannot_pay", "capital_withdrawn"), _N.WITHIN_WITHDRAWN, True
    ),
    _G.TRANSFERRED_UNPAID: Entry("19", ("cannot_pay", "capital_unpaid"), _N.WITHIN_UNPAID, True),
    _G.ONE_PERSON_COMPANY: Entry("20", ("cannot_pay", "assets_not_apart"), _N.JOINTLY, True),
    _G.DEREGISTERED_UNLIQUIDATED: Entry(
        "21", ("not_liquidated", "cannot_be_liquidated"), _N.JOINTLY, True
    ),
    _G.RECEIVED_FREELY: Entry("22", ("cannot_pay", "received_freely"), _N.WITHIN_RECEIVED),
    _G.PROMISED_AT_DEREGISTRATION: Entry(
        "23", ("not_liquidated", "promised_in_writing"), _N.WITHIN_PROMISE
    ),
    _G.PROMISED_TO_COURT: Entry("24", ("promised_in_writing",), _N.WITHIN_PROMISE),
    _G.ADMINISTRATIVE_TRANSFER: Entry("25", ("cannot_pay", "received_freely"), _N.WITHIN_RECEIVED),
}


def _need(name: str, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Need:
    return Need(name.upper(), zh, en, remedy_zh, remedy_en, None, "shown")


_LIST = (
    (
        "right_taken_over",
        "依法承受或者分得生效法律文书确定的权利",
        "the right under the instrument was taken over by law",
        "提交承受权利的证明",
        "Hand in the proof",
    ),
    (
        "declared_missing",
        "已被宣告失踪",
        "the person was declared missing",
        "先申请宣告",
        "Have it declared",
    ),
    ("unit_ended", "单位已终止", "the unit has ended", "提交注销或者合并证明", "Hand in the proof"),
    (
        "function_taken_over",
        "继续履行其职能（或者作出撤销决定）",
        "its functions were taken over",
        "提交撤销和职能承继文件",
        "Hand in the decision",
    ),
    (
        "assigned_by_law",
        "债权已依法转让",
        "the claim was lawfully assigned",
        "提交转让合同",
        "Hand in the contract",
    ),
    (
        "acknowledged_in_writing",
        "申请执行人书面认可第三人取得该债权",
        "the applicant acknowledges the assignment in writing",
        "由申请执行人出具书面认可",
        "Have the applicant acknowledge it in writing",
    ),
    (
        "estate_received",
        "取得遗产（遗产管理人、继承人、受遗赠人）",
        "the estate was received or is managed",
        "放弃继承的，直接执行遗产",
        "If the inheritance is renounced, enforce against the estate",
    ),
    (
        "no_other_agreement",
        "分立前没有与申请执行人另作书面清偿约定",
        "no other written agreement was made with the applicant before the division",
        "有约定的，按约定",
        "Where there is one it governs",
    ),
    (
        "cannot_pay",
        "被执行人的财产不足以清偿债务",
        "the debtor’s property does not suffice",
        "先执行被执行人的财产并查明不足",
        "Enforce against the debtor first and show the shortfall",
    ),
    (
        "capital_unpaid",
        "出资未缴、未足额缴纳或者未依法履行即转让",
        "capital is unpaid, paid short, or was not paid before the transfer",
        "查明出资情况",
        "Inquire into the capital",
    ),
    ("capital_withdrawn", "抽逃出资", "capital was withdrawn", "查明抽逃事实", "Establish it"),
    (
        "assets_not_apart",
        "股东不能证明公司财产独立于自己的财产",
        "the shareholder cannot show that the company’s assets are apart from his own",
        "由股东举证；能证明的，不追加",
        "The shareholder proves it; if he does, nobody is added",
    ),
    (
        "not_liquidated",
        "未经清算即办理注销登记",
        "it was deregistered without liquidation",
        "调取登记档案",
        "Obtain the register",
    ),
    (
        "cannot_be_liquidated",
        "导致无法进行清算",
        "so that it can no longer be liquidated",
        "能清算的，依法清算",
        "If it still can be, liquidate",
    ),
    (
        "received_freely",
        "无偿接受（被无偿调拨、划转）其财产",
        "its property was received for nothing",
        "查明财产去向",
        "Trace the property",
    ),
    (
        "promised_in_writing",
        "第三人作出书面承诺",
        "the third person promised in writing",
        "取得书面承诺",
        "Obtain the promise in writing",
    ),
    (
        "liable_by_law",
        "依法对该组织的债务承担责任",
        "the person is liable for its debts by law",
        "指明承担责任的法律依据",
        "Name the law that makes it liable",
    ),
)
NEEDS: Final = {row[0]: _need(*row) for row in _LIST}
"""Every fact a ground may ask for, by name."""
