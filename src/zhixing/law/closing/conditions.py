"""The conditions of ending the present procedure (终本条件), as data: five and five.

The five of the law, with the parts that later articles give each of them, and a sample of
five more that a court may adopt as its own. A court that adopts others passes them in; none
of them is law, and a finding that used them says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhixing.law.need import Need


@dataclass(frozen=True, slots=True)
class LocalCondition:
    """Hold one condition of a court’s own: in words, whether it is met, by what evidence."""

    code: str
    zh: str
    en: str
    is_met: bool
    evidence: str = ""


NATIONAL: Final = {
    "NOTICE_AND_REPORT": (
        "已发执行通知并责令报告财产",
        "the notice was sent and a property report ordered",
    ),
    "RESTRICTED_AND_LISTED": (
        "已限制消费，并将符合条件的被执行人纳入失信名单",
        "consumption is restricted, and who fits the grounds is listed",
    ),
    "NOTHING_TO_ENFORCE": (
        "已穷尽财产调查，没有财产可供执行或者财产不能处置",
        "the investigation is exhausted: nothing is found or can be sold",
    ),
    "THREE_MONTHS": (
        "自立案之日起已超过三个月",
        "more than three months have passed since filing",
    ),
    "SEARCHED_AND_PUNISHED": (
        "已依法查找下落不明的被执行人，妨害执行的已处罚或者移送",
        "the missing debtor was searched for; obstruction was punished or referred",
    ),
}
"""The five conditions of article 1, by code."""

SAMPLE_LOCAL: Final = (
    ("CLUES_CHECKED", "线索和报告的财产已逐项核实", "every clue and reported thing was checked"),
    (
        "ANSWERS_IN",
        "查询、冻结和委托调查均已得到反馈",
        "every query, freeze and entrusted inquiry was answered",
    ),
    ("ADDRESS_VISITED", "已知住所和经营地已实地调查", "the known addresses were visited"),
    (
        "DEBTOR_QUESTIONED",
        "已询问被执行人或者其法定代表人、负责人",
        "the debtor or its representative was questioned",
    ),
    (
        "DISPOSAL_STARTED",
        "可处置的财产均已查封并启动处置",
        "what can be sold was seized and its sale started",
    ),
)
"""A sample of five conditions a court may adopt: code, Chinese, English."""


def sample_local(met: frozenset[str], evidence: str = "") -> tuple[LocalCondition, ...]:
    """Give the sample set with those of the given codes met.

    >>> sum(c.is_met for c in sample_local(frozenset({"ANSWERS_IN"})))
    1
    """
    return tuple(
        LocalCondition(code, zh, en, code in met, evidence) for code, zh, en in SAMPLE_LOCAL
    )


def _need(
    code: str, zh: str, en: str, remedy_zh: str, remedy_en: str, article: tuple[str, str]
) -> Need:
    return Need(code, zh, en, remedy_zh, remedy_en, article, code.lower())


PARTS: Final[dict[str, tuple[Need, ...]]] = {
    "NOTICE_AND_REPORT": (
        _need(
            "NOTICE_SENT",
            "已向被执行人发出执行通知",
            "the notice was sent to the debtor",
            "发出执行通知",
            "Send the notice",
            ("TERMINATION", "1"),
        ),
        _need(
            "REPORT_ORDERED",
            "已责令被执行人报告财产",
            "the debtor was ordered to report property",
            "发出报告财产令",
            "Order the report",
            ("TERMINATION", "1"),
        ),
        _need(
            "REPORT_VERIFIED",
            "已核查财产报告，拒报、虚报、逾期的已处罚",
            "the report was verified; refusal, falsehood or delay was punished",
            "核查报告，对违反报告制度的予以罚款、拘留",
            "Verify it; fine or detain for a breach",
            ("TERMINATION", "2"),
        ),
    ),
    "RESTRICTED_AND_LISTED": (
        _need(
            "RESTRICTED",
            "已发出限制消费令",
            "a restriction of consumption was ordered",
            "发出限制消费令",
            "Order the restriction",
            ("TERMINATION", "1"),
        ),
        _need(
            "ELIGIBLE_LISTED",
            "符合条件的被执行人已纳入失信名单（不符合的已说明）",
            "who fits the grounds is listed (or it is said why none does)",
            "审查是否符合纳入情形并作出决定",
            "Examine the grounds and decide",
            ("TERMINATION", "1"),
        ),
    ),
    "NOTHING_TO_ENFORCE": (
        _need(
            "CLUES_CHECKED",
            "已核实申请执行人等提供的线索",
            "the clues of the applicant and others were checked",
            "核实全部线索",
            "Check every clue",
            ("TERMINATION", "3"),
        ),
        _need(
            "NETWORK_QUERIED",
            "已通过网络查控存款、车辆、不动产、证券等",
            "deposits, vehicles, real estate and securities were queried over the network",
            "完成网络查控",
            "Complete the network query",
            ("TERMINATION", "3"),
        ),
        _need(
            "SITE_INQUIRED",
            "网络不能查询的，已到住所地或者可能隐匿地必要调查",
            "what the network cannot show was inquired into on site",
            "进行现场调查",
            "Inquire on site",
            ("TERMINATION", "3"),
        ),
        _need(
            "HIDDEN_SEARCHED",
            "隐匿财产、账簿的已搜查",
            "hidden property or books were searched for",
            "依法搜查",
            "Search as the law provides",
            ("TERMINATION", "3"),
        ),
        _need(
            "AUDIT_OR_REWARD_DONE",
            "申请审计、悬赏且有必要的已实施",
            "an audit or reward asked for and needed was carried out",
            "委托审计或者发布悬赏公告",
            "Have the audit made or publish the reward",
            ("TERMINATION", "3"),
        ),
        _need(
            "NOTHING_DISPOSABLE",
            "没有可供执行的财产，或者财产不能处置",
            "no property is found, or none that can be sold",
            "先行处置已发现的财产",
            "Dispose of what was found",
            ("TERMINATION", "4"),
        ),
    ),
    "SEARCHED_AND_PUNISHED": (
        _need(
            "MISSING_SEARCHED",
            "下落不明的被执行人已依法查找",
            "the missing debtor was searched for",
            "请有关单位协助查找",
            "Ask units to assist in the search",
            ("TERMINATION", "1"),
        ),
        _need(
            "OBSTRUCTION_PUNISHED",
            "妨害执行的已罚款、拘留",
            "obstruction was punished by fine or detention",
            "作出罚款、拘留决定",
            "Decide on fine or detention",
            ("TERMINATION", "1"),
        ),
        _need(
            "CRIME_REFERRED",
            "构成犯罪的已移送追究",
            "what is a crime was referred",
            "移送有关机关",
            "Refer it",
            ("TERMINATION", "1"),
        ),
    ),
}
"""What each condition is made of; the three months are a count of their own."""
