"""Names, in both languages, of what findings and acts are made of: fields and codes.

A finding keeps its inputs under the names of the program; the *why* panel and the
docket show them under these. The inputs and codes of rules have their words in
``law/words``; here stand only those of the desk: fields and codes of acts. A field named
nowhere is left out of summaries and shown as it is in the panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from zhixing.law.words import lookup
from zhixing.platform.screenkit.words import Words

ACTS: Final[Mapping[str, Words]] = {
    "account": Words("账户", "Account"),
    "account_number": Words("账号", "Account"),
    "against": Words("反对", "Against"),
    "asked": Words("申请金额", "Asked for"),
    "bank": Words("开户行", "Bank"),
    "bank_name": Words("开户行", "Bank"),
    "bank_reference": Words("银行流水号", "Bank reference"),
    "called_for": Words("传唤到庭日", "Called for"),
    "conduct_zh": Words("失信行为", "Conduct"),
    "correction": Words("更正理由", "Correction"),
    "description": Words("情况", "Description"),
    "early": Words("提前", "Early"),
    "hit_place": Words("地点", "Place"),
    "in_favour": Words("赞成", "In favour"),
    "issuing_body": Words("作出机关", "Issuing body"),
    "minutes": Words("评议笔录", "Minutes"),
    "misconduct": Words("妨害行为", "Obstruction"),
    "note": Words("备注", "Note"),
    "party": Words("当事人", "Party"),
    "payer": Words("付款人", "Payer"),
    "performance_until": Words("履行期限至", "To perform until"),
    "place": Words("地点", "Place"),
    "policy": Words("所依政策", "Policy"),
    "pool": Words("分案池", "Pool"),
    "position": Words("顺位", "Position"),
    "protected": Words("保留金额", "Protected"),
    "reason_zh": Words("理由", "Reason"),
    "release_by": Words("应解除时刻", "Release by"),
    "remark": Words("说明", "Remark"),
    "reported_by": Words("报告人", "Reported by"),
    "route": Words("审批路线", "Route"),
    "rule": Words("分案规则", "Rule"),
    "seized": Words("已查控", "Seized"),
    "step": Words("审批环节", "Step"),
    "surplus": Words("余款", "Surplus"),
    "term_count": Words("期间计算", "Counting of the term"),
    "third_party": Words("代付人", "Paid by"),
    "verdict": Words("意见", "Opinion"),
    "witness": Words("见证人", "Witness"),
}
CODES: Final[Mapping[str, Words]] = {
    "HAND_OVER_DAY_NOT_COUNTED": Words("交付拘留之日不计", "day of hand-over not counted"),
    "DECISION_DAY_COUNTED": Words("决定之日计入", "day of decision counted"),
    "APPROVE": Words("同意", "approve"),
    "RETURN": Words("退回", "return"),
    "voluntary": Words("自动履行", "paid voluntarily"),
    "transferred": Words("扣划到账", "transferred from a frozen account"),
    "instalment": Words("和解分期", "instalment of a settlement"),
    "auction": Words("拍卖款", "proceeds of an auction"),
    "LAW": Words("法定", "by law"),
    "INTERNAL": Words("内部期限", "internal"),
    "LOCAL": Words("本院规定", "local rule"),
    "APPLICATION_RECEIVED": Words("收到申请", "application received"),
    "FILING_REFUSED": Words("不予受理", "filing refused"),
    "HANDLER_APPOINTED": Words("确定承办人", "handler appointed"),
    "FILE_RECEIVED": Words("收到案卷", "file received"),
    "NOTICE_SENT": Words("发出执行通知", "notice sent"),
    "PROPERTY_REPORT_ORDERED": Words("发出报告财产令", "property report ordered"),
    "NATIONAL_QUERY_STARTED": Words("发起总对总查询", "national query started"),
    "LOCAL_QUERY_COMPLETED": Words("完成点对点查询", "local query completed"),
    "FOUR_CHECKS_COMPLETED": Words("完成四查", "four checks completed"),
    "CLOSED": Words("结案", "closed"),
}


def field_name(key: str) -> Words | None:
    """Give the name of a field of an act, or None where it has none."""
    return ACTS.get(key) or _words(lookup.input_words(key))


def input_name(key: str, *places: str) -> Words | None:
    """Give the name of an input of a finding as ``places`` mean it, or None."""
    return _words(lookup.input_words(key, *places)) or ACTS.get(key)


def code_name(value: object, *places: str) -> Words | None:
    """Give the words of a code, or None; a bare text is a code of the desk first."""
    if isinstance(value, Enum):
        return _words(lookup.code_words(value, *places)) or CODES.get(str(value.value))
    return CODES.get(str(value)) or _words(lookup.code_words(value, *places))


def _words(pair: lookup.Pair | None) -> Words | None:
    return None if pair is None else Words(*pair)
