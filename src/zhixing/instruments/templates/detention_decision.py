"""Decision to detain (拘留决定书), approved by the president; names the review."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter, Party
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind, Remedy
from zhixing.instruments.rendering.wording import cite_all, number_in_words
from zhixing.instruments.templates._sample import MATTER, PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class DetentionDecision:
    """Hold who is detained, for which act, for how many days, and where."""

    matter: Matter
    detained: Party
    facts: str
    days: int
    place: str


def _wording(data: DetentionDecision, frame: Frame) -> tuple[Block, ...]:
    person = data.detained
    return (
        Para(person.line),
        Para(
            f"本院在执行{data.matter.naming}中，查明{data.facts}。{person.name}的行为妨害了执行。"
            f"依照{cite_all(frame.basis)}之规定，决定如下："
        ),
        Para(f"对{person.name}拘留{number_in_words(data.days)}日，送{data.place}看管。"),
        Para("拘留期间，被拘留人承认并改正错误的，本院可以决定提前解除拘留。"),
    )


TEMPLATE = InstrumentTemplate(
    code="DETENTION_DECISION",
    name_zh="拘留决定书",
    name_en="Decision to detain",
    kind=Kind.DECISION,
    data=DetentionDecision,
    basis=(Basis("CPL", "114"), Basis("CPL", "118"), Basis("CPL", "119")),
    wording=_wording,
    remedy=Remedy(
        "如不服本决定，可以依照{basis}之规定，自收到决定书之日起三日内，口头或者书面向{superior}"
        "申请复议一次。复议期间不停止执行。",
        (Basis("CPL", "119"), Basis("CPL-INT", "185")),
    ),
    sample=DetentionDecision(
        matter=MATTER,
        detained=Party(
            role="被拘留人", name=PERSON.name, details=PERSON.details, address=PERSON.address
        ),
        facts="示例丁于2027年3月12日转移已被本院冻结的财产",
        days=15,
        place="示例市拘留所",
    ),
)
