"""Reasons institutions give in free text, mapped to codes; the text itself is always kept."""

from __future__ import annotations

from enum import StrEnum


class ReasonCode(StrEnum):
    """Name why an institution did not do what was asked."""

    NO_WRIT_NUMBER = "NO_WRIT_NUMBER"
    NO_WRIT_CONTENT = "NO_WRIT_CONTENT"
    NO_WRIT = "NO_WRIT"
    NO_CREDENTIAL_CONTENT = "NO_CREDENTIAL_CONTENT"
    NO_CREDENTIAL = "NO_CREDENTIAL"
    CARD_TOO_LONG = "CARD_TOO_LONG"
    NO_ACCOUNT_GIVEN = "NO_ACCOUNT_GIVEN"
    ACCOUNT_NOT_FOUND = "ACCOUNT_NOT_FOUND"
    ID_MISMATCH = "ID_MISMATCH"
    NAME_MISMATCH = "NAME_MISMATCH"
    UNSUPPORTED_MEASURE = "UNSUPPORTED_MEASURE"
    CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND"
    ORIGINAL_NOT_FOUND = "ORIGINAL_NOT_FOUND"
    CASE_FUND_FAILED = "CASE_FUND_FAILED"
    INTERBANK_FAILED = "INTERBANK_FAILED"
    INSUFFICIENT_BALANCE = "INSUFFICIENT_BALANCE"
    CONTROL_FAILED = "CONTROL_FAILED"
    OTHER = "OTHER"


WHOLE_REQUEST = frozenset(
    {
        ReasonCode.NO_WRIT_NUMBER,
        ReasonCode.NO_WRIT_CONTENT,
        ReasonCode.NO_WRIT,
        ReasonCode.NO_CREDENTIAL_CONTENT,
        ReasonCode.NO_CREDENTIAL,
        ReasonCode.CARD_TOO_LONG,
    }
)
"""Reasons that speak of the request as a whole and never of one account."""

_ABSENT = ("无", "没有", "缺", "未提供", "未找到", "未查到", "为空", "不存在")
_DIFFERS = ("不匹配", "不符", "不一致", "不相符")
_CONTENT = ("内容", "正文", "影像", "图片")
_CARD = ("证件", "工作证", "公务证")
_WHOSE = ("证件号", "身份证号", "证件对应", "客户", "账号", "账户", "开户", "户名")
"""What a person's own number or account is called: of it, a paper that is missing says nothing."""
_OFFICER = ("工作证", "公务证", "执行人员", "承办人", "法官")

Groups = tuple[tuple[str, ...], ...]

# In order: the first row whose every group is met by the text, and none of whose last words is,
# gives the code.
_TABLE: tuple[tuple[ReasonCode, Groups, tuple[str, ...]], ...] = (
    (ReasonCode.CARD_TOO_LONG, (("工作证", "公务证", "证件编号"), ("过长", "超长", "超过")), ()),
    (ReasonCode.ID_MISMATCH, (("证件", "身份证"), _DIFFERS), ()),
    (ReasonCode.NAME_MISMATCH, (("姓名", "户名", "名称"), _DIFFERS), ()),
    (ReasonCode.UNSUPPORTED_MEASURE, (("不支持",),), ()),
    (ReasonCode.CASE_FUND_FAILED, (("案款", "执行款"), ("账户", "账号", "户")), ()),
    (ReasonCode.INTERBANK_FAILED, (("跨行",),), ()),
    (ReasonCode.ORIGINAL_NOT_FOUND, (("原冻结", "原控制", "原请求"),), ()),
    (ReasonCode.NO_WRIT_NUMBER, (("文书编号", "文书号"), _ABSENT), ()),
    (ReasonCode.NO_WRIT_CONTENT, (("文书",), _CONTENT, _ABSENT), ()),
    (ReasonCode.NO_WRIT, (("文书",), _ABSENT), ()),
    (ReasonCode.NO_CREDENTIAL_CONTENT, (_CARD, _CONTENT, _ABSENT), _WHOSE),
    (ReasonCode.NO_CREDENTIAL, (_OFFICER, ("证",), _ABSENT), ("客户", "账号", "账户", "开户")),
    (ReasonCode.NO_CREDENTIAL, (_CARD, _ABSENT), _WHOSE),
    (
        ReasonCode.NO_ACCOUNT_GIVEN,
        (("未提供", "未填写", "无"), ("账号", "账户"), ("提供", "填写")),
        (),
    ),
    (ReasonCode.CUSTOMER_NOT_FOUND, (("客户",), _ABSENT), ()),
    (ReasonCode.ACCOUNT_NOT_FOUND, (("账号", "账户", "开户"), (*_ABSENT, "查无")), ("状态",)),
    (ReasonCode.CUSTOMER_NOT_FOUND, (("证件号", "身份证号"), (*_ABSENT, "查无")), ("状态",)),
    (ReasonCode.INSUFFICIENT_BALANCE, (("余额", "可用"), ("不足",)), ()),
    (ReasonCode.CONTROL_FAILED, (("失败",),), ()),
)


def classify_reason(text: str) -> ReasonCode:
    """Give the code of a reason in an institution's words; OTHER when none fits.

    >>> classify_reason("账号与被控制人姓名不匹配").value
    'NAME_MISMATCH'
    >>> classify_reason("无文书").value, classify_reason("证件号码不存在").value
    ('NO_WRIT', 'CUSTOMER_NOT_FOUND')
    """
    for code, groups, unless in _TABLE:
        is_met = all(any(word in text for word in group) for group in groups)
        if is_met and not any(word in text for word in unless):
            return code
    return ReasonCode.OTHER
