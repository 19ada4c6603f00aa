"""Letter entrusting a case to a court of another province (委托执行函)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures, money_in_figures
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """Hold one control that goes with the case."""

    thing: str
    amount: Fen
    since: date
    until: date | None = None
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustingLetter:
    """Hold which court is entrusted, with which papers and controls, and whom to reach here."""

    matter: Matter
    there: str
    province: str
    papers: tuple[str, ...]
    controls: tuple[ControlLine, ...] = ()
    officer: str
    phone: str


def _control(number: int, line: ControlLine) -> Para:
    until = f"，至{day_in_figures(line.until)}止" if line.until else ""
    amount = f"，金额{money_in_figures(line.amount)}" if line.amount else ""
    return Para(
        f"{number}.{line.thing}{amount}，自{day_in_figures(line.since)}起{until}，"
        f"为第{line.rank}顺位。"
    )


def _wording(data: EntrustingLetter, frame: Frame) -> tuple[Block, ...]:
    handed: tuple[Block, ...] = (Para("本院未采取查封、扣押、冻结措施。"),)
    if data.controls:
        handed = (
            Para(
                "本院已采取的下列措施一并移交贵院，自委托后视为贵院的措施，顺位不变；"
                "需要续行的，持本函和立案通知书办理："
            ),
            *(_control(n, line) for n, line in enumerate(data.controls, 1)),
        )
    listed = "；".join(f"{n}.{p}" for n, p in enumerate(data.papers, 1))
    return (
        Addressee(f"{data.there}："),
        Para(
            f"本院在执行{data.matter.naming}中查明，被执行人{data.matter.debtor_names}在本辖区内"
            f"已无财产可供执行，在{data.province}有可供执行的财产。依照{cite_all(frame.basis)}之规定，"
            "现将该案委托贵院执行。"
        ),
        *handed,
        Para(
            "请贵院收到本函后七日内予以立案，将立案通知书送本院转送申请执行人，"
            "并书面告知指定的承办人和联系电话。手续、材料不全的，请函告本院补办。"
        ),
        Para(f"本院承办人：{data.officer}；联系电话：{data.phone}。"),
        Para(f"附：{listed}。"),
    )


TEMPLATE = InstrumentTemplate(
    code="ENTRUSTING_LETTER",
    name_zh="委托执行函",
    name_en="Letter of entrustment",
    kind=Kind.NOTICE,
    data=EntrustingLetter,
    basis=(Basis("ENTRUSTING", "1"), Basis("ENTRUSTING", "5"), Basis("ENTRUSTING", "6")),
    wording=_wording,
    sample=EntrustingLetter(
        matter=MATTER,
        there="示例县人民法院",
        province="示例省",
        papers=("委托执行函", "申请执行书", "据以执行的生效法律文书副本"),
        controls=(
            ControlLine(
                thing="示例银行尾号0001账户存款",
                amount=Fen.of_yuan("120000.00"),
                since=date(2026, 12, 1),
                until=date(2027, 11, 30),
            ),
        ),
        officer="示例己",
        phone="010-00000000",
    ),
)
