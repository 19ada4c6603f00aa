"""Notice to a co-owner (共有人通知书): a thing owned together is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._estate import SAMPLE_UNITS, Unit, unit_table
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOwnerNotice:
    """Hold which co-owner is told that which units are sealed, since when and until when."""

    matter: Matter
    co_owner: str
    measure: str
    units: tuple[Unit, ...]
    sealed_on: date
    ends_on: date


def _wording(data: CoOwnerNotice, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.co_owner}："),
        Para(
            f"本院在执行{data.matter.naming}中，已{data.measure}被执行人"
            f"{data.matter.debtor_names}与你（单位）共有的下列不动产，期限自"
            f"{day_in_figures(data.sealed_on)}起至{day_in_figures(data.ends_on)}止。"
            f"依照{cite_all(frame.basis)}之规定，特此通知。"
        ),
        unit_table(data.units),
        Para(
            "你（单位）可以与被执行人协议分割共有财产，分割协议经债权人认可的，查封的效力及于被执行人"
            "分得的份额，对你（单位）所得份额的查封予以解除。你（单位）也可以提起析产诉讼，诉讼期间"
            "中止对该财产的执行。"
        ),
        Para(
            "你（单位）认为该财产不属于被执行人，或者执行行为违反法律规定的，可以向本院提出书面异议。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="CO_OWNER_NOTICE",
    name_zh="共有人通知书",
    name_en="Notice to a co-owner",
    kind=Kind.NOTICE,
    data=CoOwnerNotice,
    basis=(Basis("SEIZURE", "12"),),
    wording=_wording,
    sample=CoOwnerNotice(
        matter=MATTER,
        co_owner="示例戊",
        measure="查封",
        units=SAMPLE_UNITS,
        sealed_on=date(2027, 3, 1),
        ends_on=date(2030, 2, 28),
    ),
)
