"""The desk's own words for codes that rooms keep: posts, stages, roles, states, matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from zhixing.courts.capabilities import Capability
from zhixing.law.nodes.node import NODE_NAMES
from zhixing.platform.screenkit.words import Text, Words

POSTS: Final[Mapping[str, Words]] = {
    "JUDGE": Words("执行法官", "Enforcement judge"),
    "ASSISTANT": Words("法官助理", "Judge's assistant"),
    "CLERK": Words("书记员", "Clerk"),
    "COURT_POLICE": Words("司法警察", "Court police"),
    "DIRECTOR": Words("执行局局长", "Bureau director"),
    "VICE_PRESIDENT": Words("分管副院长", "Vice-president"),
    "PRESIDENT": Words("院长", "President"),
    "COMMAND_CENTRE": Words("执行指挥中心", "Command centre"),
    "ACCOUNTANT": Words("案款会计", "Accountant"),
    "CASHIER": Words("案款出纳", "Cashier"),
    "SYSTEM": Words("系统", "Platform"),
    "PANEL": Words("合议庭", "Collegial panel"),
}
STAGES: Final[Mapping[str, Words]] = {
    "FILING": Words("立案", "Filing"),
    "NOTICE": Words("执行通知", "Notice"),
    "QUERY": Words("财产查询", "Property query"),
    "CONTROL": Words("财产控制", "Control"),
    "TRANSFER": Words("扣划", "Transfer"),
    "RESUMED": Words("恢复执行", "Enforcement resumed"),
    "DISPOSAL": Words("财产处置", "Disposal"),
    "DISTRIBUTION": Words("分配", "Distribution"),
    "PAYMENT": Words("案款发放", "Payment"),
    "SETTLEMENT": Words("执行和解", "Settlement"),
    "SUSPENSION": Words("中止执行", "Suspended"),
    "CLOSING": Words("结案审查", "Closing"),
    "CLOSED": Words("已结案", "Closed"),
}
NO_STAGE: Final = Words("已收申请，待决定立案", "Applied for, filing undecided")
ROLES: Final[Mapping[str, Words]] = {
    "APPLICANT": Words("申请执行人", "Applicant"),
    "DEBTOR": Words("被执行人", "Debtor"),
    "THIRD_PARTY": Words("第三人", "Third party"),
    "GUARANTOR": Words("担保人", "Guarantor"),
}
MATTERS: Final[Mapping[str, Words]] = {
    "FILING": Words("立案", "Filing"),
    "FREEZE": Words("冻结", "Freeze"),
    "SEALING": Words("查封", "Sealing"),
    "TRANSFER": Words("扣划", "Transfer"),
    "RELEASE": Words("解除控制", "Release of a control"),
    "RENEWAL": Words("续行控制", "Renewal of a control"),
    "SURPLUS": Words("解除超标的控制", "Release of what is controlled in excess"),
    "LISTING": Words("纳入失信名单", "Listing"),
    "DELISTING": Words("删除失信信息", "Delisting"),
    "SHIELDING": Words("暂停公布失信信息", "Shielding of a listing"),
    "RESTRICTION": Words("限制消费", "Consumption restriction"),
    "SUMMONS": Words("拘传", "Compulsory summons"),
    "SEARCH": Words("搜查", "Search"),
    "FINE": Words("罚款", "Fine"),
    "DETENTION": Words("司法拘留", "Detention"),
    "EARLY_RELEASE": Words("提前解除拘留", "Early release from detention"),
    "EXIT_BAN": Words("限制出境", "Exit ban"),
    "LOOK_OUT": Words("布控", "Look-out"),
    "EVICTION": Words("强制迁出", "Eviction"),
    "PAYMENT": Words("案款发放", "Payment"),
    "SETTLEMENT": Words("执行和解", "Settlement"),
    "EXTENSION": Words("延长执行期限", "Extension of the term"),
    "SUSPENSION": Words("中止执行", "Suspension"),
    "REASSIGNMENT": Words("变更承办人", "Change of handler"),
    "CLOSING": Words("结案", "Closing"),
    "CLOSING_WITHOUT_PROPERTY": Words("终结本次执行程序", "Ending the present procedure"),
    "RESUMPTION": Words("恢复执行", "Resuming the case"),
}
MATTER_STATES: Final[Mapping[str, Words]] = {
    "OPEN": Words("审批中", "In approval"),
    "APPROVED": Words("已批准", "Approved"),
    "RETURNED": Words("已退回", "Returned"),
    "WITHDRAWN": Words("已撤回", "Withdrawn"),
    "EXECUTED": Words("已实施", "Carried out"),
}
VERDICTS: Final[Mapping[str, Words]] = {
    "APPROVE": Words("同意", "Approved"),
    "RETURN": Words("退回", "Returned"),
}
PAYMENT_STATES: Final[Mapping[str, Words]] = {
    "MADE": Words("待复核", "Waits for the check"),
    "CHECKED": Words("待审批", "Waits for approval"),
    "APPROVED": Words("待付款", "Waits for the bank"),
    "PAID": Words("已发放", "Paid"),
    "SETTLED": Words("已发放", "Paid"),
    "FAILED": Words("银行退回", "Sent back by the bank"),
    "RETURNED": Words("付款退汇", "Came back after payment"),
}
RECEIPT_KINDS: Final[Mapping[str, Words]] = {
    "voluntary": Words("自动履行", "Paid voluntarily"),
    "transferred": Words("扣划到账", "Transferred from a frozen account"),
    "transfer": Words("扣划到账", "Transferred from a frozen account"),
    "auction": Words("拍卖款", "Proceeds of an auction"),
    "instalment": Words("和解分期", "Instalment of a settlement"),
}
HANDLED_HOW: Final[Mapping[str, Words]] = {
    "ROTATION": Words("随机分案", "By rotation"),
    "DESIGNATION": Words("指定承办", "Designated"),
    "REASSIGNMENT": Words("变更承办人", "Handler changed"),
}
CLOSE_MODES: Final[Mapping[str, Words]] = {
    "FILING_REFUSED": Words("不予受理", "Filing refused"),
    "PERFORMED": Words("执行完毕", "Fully performed"),
    "FULLY_PERFORMED": Words("执行完毕", "Fully performed"),
    "WITHOUT_PROPERTY": Words("终结本次执行程序", "Present procedure ended"),
    "TERMINATED": Words("终结执行", "Terminated"),
    "PRESENT_PROCEDURE": Words("终结本次执行程序", "Present procedure ended"),
    "CANCELLED": Words("销案", "Cancelled"),
    "ENTRUSTING_RETURNED": Words("退回委托", "Returned to the sending court"),
    "SETTLED": Words("和解结案", "Settled"),
}
ID_KINDS: Final[Mapping[str, Words]] = {
    "RESIDENT_ID": Words("公民身份号码", "Resident identity number"),
    "USCC": Words("统一社会信用代码", "Unified social credit code"),
    "PASSPORT": Words("护照", "Passport"),
    "OTHER": Words("其他证件", "Other document"),
}
GROUNDS: Final[Mapping[str, Words]] = {
    "LAW": Words("法定", "by law"),
    "INTERNAL": Words("内部期限", "internal"),
    "LOCAL": Words("本院规定", "local rule"),
}
CYCLE_STATES: Final[Mapping[bool, Words]] = {
    True: Words("已分案", "run"),
    False: Words("已公布承诺值，待分案", "committed, not yet run"),
}


def word(table: Mapping[str, Words], code: str) -> Text:
    """Give the words of a code, or the code itself where a room keeps one not named here."""
    return table.get(code, code)


def stage_word(code: str) -> Text:
    """Give the words of a stage; before the first a decision on filing is open."""
    return word(STAGES, code) if code else NO_STAGE


def node_word(code: str) -> Text:
    """Give the name of a node by its stored code, which may carry a reference after a colon."""
    names = NODE_NAMES.get(code.partition(":")[0])
    if names is None:
        return code
    zh, en = names
    return Words(zh, en[:1].upper() + en[1:])


POLICIES: Final[Mapping[str, Words]] = {
    "LOCAL_RULES": Words("节点规定", "Local rules on nodes"),
    "REMINDER_DAYS": Words("节点催办", "Reminders of nodes"),
    "LOOK_OUT": Words("布控制度", "Look-outs"),
    "SHIELDING": Words("暂停公布制度", "Pausing publication"),
    "FIRST_SUMMONS_DETENTION": Words("首次传唤拘留制度", "Detention at the first summons"),
    "BROADCAST_EXPOSURE": Words("媒体曝光制度", "Exposure in the media"),
    "ASSIGNMENT_CUT_OVER": Words("分案切换规定", "Cut-over of assignment"),
    "PAYMENT_TIERS": Words("案款审批权限", "Tiers of payment approval"),
    "TEAM_RATIO": Words("团队配比", "A team's proportion"),
    "TARGETS": Words("年度目标", "Targets"),
    "FEE_BASE": Words("执行申请费基数", "Base of the enforcement fee"),
    "ACCOUNT_AT_FILING": Words("立案即开案款专户", "Accounts opened at filing"),
    "ACCOUNT_INTEREST": Words("案款专户结息", "Interest on case accounts"),
}
CAPABILITIES: Final[Mapping[str, Words]] = {c.value: Words(*c.words) for c in Capability}
