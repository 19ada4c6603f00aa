"""Decision to list (失信决定书): enters a debtor in the list of dishonest judgment debtors."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter, Party
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind, Remedy
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER, PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingDecision:
    """Hold whom a decision lists, upon which facts and ground, for how long.

    ``term`` is a clause as printed, empty where the ground knows none; a natural person
    and an entity are named by the same ``listed``.
    """

    matter: Matter
    listed: Party
    facts: str
    ground: str
    term: str


def _wording(data: ListingDecision, frame: Frame) -> tuple[Block, ...]:
    name = data.listed.name
    term = f"期限{data.term}" if data.term else "至法定删除情形出现之日止"
    return (
        Para(data.listed.line),
        Para(
            f"本院在执行{data.matter.naming}中，经查，{data.facts}。"
            f"被执行人{name}的行为属于{data.ground}的情形。"
            f"依照{cite_all(frame.basis)}之规定，决定如下："
        ),
        Para(f"将{name}纳入失信被执行人名单，{term}。"),
        Para(
            "失信被执行人名单信息依法公布，并通报有关单位，由其依照法律、法规和有关规定"
            "在政府采购、招标投标、融资信贷、市场准入、资质认定等方面予以信用惩戒。"
        ),
        Para("本决定自作出之日起生效。"),
    )


TEMPLATE = InstrumentTemplate(
    code="LISTING_DECISION",
    name_zh="失信决定书",
    name_en="Decision to list a dishonest judgment debtor",
    kind=Kind.DECISION,
    data=ListingDecision,
    basis=(Basis("CPL", "266"), Basis("LISTING", "1"), Basis("LISTING", "5")),
    wording=_wording,
    remedy=Remedy(
        "认为不应当纳入、记载的失信信息不准确或者失信信息应予删除的，可以依照{basis}之规定，"
        "向本院书面申请纠正；对驳回决定不服的，可以自决定书送达之日起十日内"
        "向{superior}申请复议。复议期间原决定不停止执行。",
        (Basis("LISTING", "11"), Basis("LISTING", "12")),
    ),
    sample=ListingDecision(
        matter=MATTER,
        listed=PERSON,
        facts="被执行人示例丁在收到执行通知书后转移银行存款人民币伍万元整（¥50,000.00）",
        ground="以隐匿、转移财产等方法规避执行",
        term="为二年",
    ),
)
