"""Closing without enforcement: cancelled (销案), refused (不予执行), rejected (驳回申请).

Cancelled: another competent court filed first, an objection to jurisdiction was upheld, the
case was entrusted and the other court filed it, or an entrusted case went back. Refused: an
objection of limitation, an arbitral award, a notarial instrument or an administrative
decision was ruled not to be enforced. Rejected: found after filing not to meet the conditions.

未经实际执行而结案的三类情形。销案：其他有管辖权的法院立案在先且控制的财产已经移交；
管辖权异议成立；委托执行且已收到受托法院的立案通知书；受托案件退回并经高级人民法院同意；
重复立案或者立案有误。不予执行：被执行人的时效异议成立（未提异议的，不得主动适用时效），
或者已裁定不予执行仲裁裁决、公证债权文书、行政决定。驳回申请：立案后发现不符合受理条件。
事由须经查明，且结案方式须为当日文本所承认。
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.modes import Mode, closing_modes
from zhixing.law.closing.termination import ClosingTest
from zhixing.law.need import Need, test
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("EP", "2"),
    ("EP", "3"),
    ("ENTRUSTING", "2"),
    ("ENTRUSTING", "9"),
    ("CPL", "248"),
    ("CPL", "249"),
    ("CPL-INT", "481"),
    ("EW", "64"),
)


class OtherGround(StrEnum):
    """Name the ground of a closing without enforcement."""

    OTHER_COURT_FILED_FIRST = "other_court_filed_first"
    JURISDICTION_UPHELD = "jurisdiction_upheld"
    ENTRUSTED = "entrusted"
    ENTRUSTING_RETURNED = "entrusting_returned"
    DUPLICATE = "duplicate"
    LIMITATION_UPHELD = "limitation_upheld"
    AWARD_REFUSED = "award_refused"
    NOTARIAL_REFUSED = "notarial_refused"
    ADMINISTRATIVE_REFUSED = "administrative_refused"
    CONDITIONS_NOT_MET = "conditions_not_met"


def _need(
    code: str, zh: str, en: str, remedy_zh: str, remedy_en: str, basis: tuple[str, str]
) -> Need:
    return Need(code, zh, en, remedy_zh, remedy_en, basis, "is_established")


_G = OtherGround
GROUNDS = {
    _G.OTHER_COURT_FILED_FIRST: (
        Mode.CANCELLED,
        _need(
            "FILED_FIRST",
            "其他有管辖权的法院立案在先，控制的财产已移交",
            "another competent court filed first and what is controlled was handed over",
            "核实立案时间并移交财产",
            "Check the filing days and hand the property over",
            ("EP", "2"),
        ),
    ),
    _G.JURISDICTION_UPHELD: (
        Mode.CANCELLED,
        _need(
            "JURISDICTION",
            "管辖权异议成立",
            "the objection to jurisdiction is upheld",
            "审查管辖权异议",
            "Decide on the objection",
            ("EP", "3"),
        ),
    ),
    _G.ENTRUSTED: (
        Mode.CANCELLED,
        _need(
            "ENTRUSTED_FILED",
            "已收到受托法院的立案通知书",
            "the notice of filing of the entrusted court has come",
            "待收到立案通知书",
            "Wait for the notice of filing",
            ("ENTRUSTING", "2"),
        ),
    ),
    _G.ENTRUSTING_RETURNED: (
        Mode.CANCELLED,
        _need(
            "RETURN_APPROVED",
            "退回委托已经高级人民法院同意",
            "the high court agreed to the return",
            "层报高级人民法院审批",
            "Ask the high court",
            ("ENTRUSTING", "9"),
        ),
    ),
    _G.DUPLICATE: (
        Mode.CANCELLED,
        _need(
            "DUPLICATE",
            "重复立案或者立案有误",
            "the case was filed twice or in error",
            "核对立案信息",
            "Check the filing",
            ("CASE-OPENING", "18"),
        ),
    ),
    _G.LIMITATION_UPHELD: (
        Mode.NOT_ENFORCED,
        _need(
            "LIMITATION",
            "被执行人的时效异议经审查成立",
            "the debtor’s objection of limitation is upheld",
            "未提异议的，不得主动适用时效",
            "Without an objection limitation is not applied",
            ("CPL-INT", "481"),
        ),
    ),
    _G.AWARD_REFUSED: (
        Mode.NOT_ENFORCED,
        _need(
            "AWARD",
            "已裁定不予执行仲裁裁决",
            "the award was ruled not to be enforced",
            "依申请审查法定事由",
            "Examine the grounds of law on request",
            ("CPL", "248"),
        ),
    ),
    _G.NOTARIAL_REFUSED: (
        Mode.NOT_ENFORCED,
        _need(
            "NOTARIAL",
            "已裁定不予执行公证债权文书",
            "the notarial instrument was ruled not to be enforced",
            "依申请审查是否确有错误",
            "Examine on request whether it is wrong",
            ("CPL", "249"),
        ),
    ),
    _G.ADMINISTRATIVE_REFUSED: (
        Mode.NOT_ENFORCED,
        _need(
            "ADMINISTRATIVE",
            "已裁定不予执行行政决定",
            "the administrative decision was ruled not to be enforced",
            "审查行政决定是否明显违法",
            "Review whether it is plainly unlawful",
            ("ADMIN-ENFORCEMENT", "58"),
        ),
    ),
    _G.CONDITIONS_NOT_MET: (
        Mode.REJECTED,
        _need(
            "CONDITIONS",
            "立案后发现不符合受理条件",
            "the conditions of acceptance are found not to be met",
            "核对受理条件",
            "Check the conditions of acceptance",
            ("EW", "16"),
        ),
    ),
}


@answers("CLOSING_OTHER")
def closing_other(*, on: date, ground: OtherGround, is_established: bool) -> Finding[ClosingTest]:
    """Test a closing without enforcement; ``is_established`` says the ground is shown."""
    why = Reasons(on)
    mode, need = GROUNDS[ground]
    why.adopt(closing_modes(on=on, mode=mode))
    missing = test(why, ((is_established, need),))
    return why.finding(
        ClosingTest(not missing, missing),
        "可以结案。" if not missing else f"不能结案，缺少：{need.zh}。",
        "May be closed." if not missing else f"May not be closed; missing: {need.en}.",
    )


def _given(on: str, ground: OtherGround, established: bool = True) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ground": ground, "is_established": established}


RULE = Rule(
    "CLOSING_OTHER",
    BASIS,
    Days(date(1998, 7, 18)),
    closing_other,
    (
        Example(_given("2017-06-01", _G.ENTRUSTED), {"permitted": True}),
        Example(
            _given("2017-06-01", _G.ENTRUSTED, False),
            {"permitted": False, "missing": [{"code": "ENTRUSTED_FILED"}]},
        ),
        Example(_given("2008-06-01", _G.JURISDICTION_UPHELD), refusal="UNKNOWN_MODE"),
        Example(_given("2017-06-01", _G.LIMITATION_UPHELD), {"permitted": True}),
        Example(_given("2021-06-01", _G.CONDITIONS_NOT_MET), {"permitted": True}),
    ),
    "销案、不予执行与驳回申请",
    "Closing without enforcement",
    covers=("R-CLOSE-CANCEL", "R-CLOSE-DENY", "R-CLOSE-REJECT"),
)
