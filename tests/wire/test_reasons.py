"""Reasons in free words: what speaks of the request as a whole, and what of one person or account."""

import pytest

from tests.wire.samples import BANK, CONTROL_NO, wired
from zhixing.inquiry.wire.bank_codec import decode_feedback
from zhixing.inquiry.wire.reasons import WHOLE_REQUEST, ReasonCode, classify_reason

OF_ONE = {
    "该证件号码未找到客户": ReasonCode.CUSTOMER_NOT_FOUND,
    "证件号码不存在": ReasonCode.CUSTOMER_NOT_FOUND,
    "身份证号码未查到": ReasonCode.CUSTOMER_NOT_FOUND,
    "无此证件号客户信息": ReasonCode.CUSTOMER_NOT_FOUND,
    "客户不存在": ReasonCode.CUSTOMER_NOT_FOUND,
    "未找到该证件对应的账户": ReasonCode.ACCOUNT_NOT_FOUND,
    "该证件下无开户信息": ReasonCode.ACCOUNT_NOT_FOUND,
    "账号不存在": ReasonCode.ACCOUNT_NOT_FOUND,
    "账户状态为无证件核验": ReasonCode.OTHER,
    "未提供账号": ReasonCode.NO_ACCOUNT_GIVEN,
    "账号与证件号码不匹配": ReasonCode.ID_MISMATCH,
    "账号与被控制人姓名不匹配": ReasonCode.NAME_MISMATCH,
    "不支持的控制措施": ReasonCode.UNSUPPORTED_MEASURE,
    "控制失败": ReasonCode.CONTROL_FAILED,
    "案款账户查询失败": ReasonCode.CASE_FUND_FAILED,
    "跨行转账失败": ReasonCode.INTERBANK_FAILED,
    "可用余额不足": ReasonCode.INSUFFICIENT_BALANCE,
}
OF_ALL = {
    "无证件": ReasonCode.NO_CREDENTIAL,
    "缺少证件": ReasonCode.NO_CREDENTIAL,
    "未提供工作证": ReasonCode.NO_CREDENTIAL,
    "承办人工作证号码为空": ReasonCode.NO_CREDENTIAL,
    "证件内容为空": ReasonCode.NO_CREDENTIAL_CONTENT,
    "公务证影像缺失": ReasonCode.NO_CREDENTIAL_CONTENT,
    "无文书编号": ReasonCode.NO_WRIT_NUMBER,
    "无文书": ReasonCode.NO_WRIT,
    "文书内容为空": ReasonCode.NO_WRIT_CONTENT,
    "工作证编号过长": ReasonCode.CARD_TOO_LONG,
}


@pytest.mark.parametrize("text", [*OF_ONE, *OF_ALL])
def test_each_reason_has_its_class(text):
    code = classify_reason(text)
    assert code is {**OF_ONE, **OF_ALL}[text]
    assert (code in WHOLE_REQUEST) is (text in OF_ALL)


@pytest.mark.parametrize("text", [*OF_ONE, *OF_ALL])
def test_only_what_speaks_of_the_request_rejects_it_whole(text):
    row = f'<kzxx BDHM="{CONTROL_NO}" CCXH="1" KHZH="6222" KZZT="2" WNKZYY="{text}"/>'
    (feedback,) = decode_feedback(wired(f"<kzxxList>{row}</kzxxList>"), BANK).feedbacks
    assert feedback.is_rejected is (text in OF_ALL)
