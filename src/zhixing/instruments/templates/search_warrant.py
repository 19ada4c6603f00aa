"""Search warrant (搜查令), signed by the president."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Fields, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind, Remedy
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWarrant:
    """Hold who and what is searched, and by whom."""

    matter: Matter
    person: str
    places: tuple[str, ...]
    facts: str
    officers: tuple[str, ...]


def _wording(data: SearchWarrant, frame: Frame) -> tuple[Block, ...]:
    return (
        Para(
            f"本院在执行{data.matter.naming}中，被执行人{data.person}不履行{data.matter.title}确定的义务，"
            f"并隐匿财产：{data.facts}。依照{cite_all(frame.basis)}之规定，"
            f"特发此令，由下列人员对{data.person}及下列处所进行搜查。"
        ),
        Fields(
            (
                ("被搜查人", data.person),
                ("搜查处所", "；".join(data.places)),
                ("执行人员", "、".join(data.officers)),
            )
        ),
        Para(
            "搜查人员应当出示本令和身份证件，按规定着装。搜查时禁止无关人员进入现场；"
            "搜查对象是公民的，通知被执行人或者其成年家属以及基层组织派员到场，"
            "搜查对象是法人或者其他组织的，通知法定代表人或者主要负责人到场，拒不到场的不影响搜查。"
            "搜查妇女身体，由女执行人员进行。搜查应当制作笔录，由搜查人员、被搜查人及其他在场人签名。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="SEARCH_WARRANT",
    name_zh="搜查令",
    name_en="Search warrant",
    kind=Kind.ORDER,
    data=SearchWarrant,
    basis=(Basis("CPL", "259"),),
    wording=_wording,
    remedy=Remedy(
        "当事人、利害关系人认为搜查违反法律规定的，可以依照{basis}之规定，向本院提出书面异议。",
        (Basis("CPL", "236"),),
    ),
    sample=SearchWarrant(
        matter=MATTER,
        person="示例丁",
        places=("示例市示例区示例路3号住所", "示例市示例区示例路4号仓库"),
        facts="拒绝报告财产，且有证据表明其将货物存放于上述仓库",
        officers=("示例己", "示例庚", "司法警察示例癸"),
    ),
)
