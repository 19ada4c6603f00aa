"""Order to report property (报告财产令): what to report, of which period, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyReportOrder:
    """Hold what an order to report property asks; the period looks back from the notice."""

    matter: Matter
    debtor: str
    report_days: int
    period_from: date
    change_days: int


_KINDS = (
    "（一）收入、银行存款、现金、理财产品、有价证券；",
    "（二）土地使用权、房屋等不动产；",
    "（三）交通运输工具、机器设备、产品、原材料等动产；",
    "（四）债权、股权、投资权益、基金份额、信托受益权、知识产权等财产性权利；",
    "（五）其他应当报告的财产。",
)


def _wording(data: PropertyReportOrder, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.debtor}："),
        Para(
            f"本院在执行{data.matter.naming}中，因你（单位）未履行{data.matter.title}确定的义务，"
            f"依照{cite_all(frame.basis)}之规定，责令你（单位）在收到本令之日起{data.report_days}日内，"
            f"如实向本院报告当前以及自{day_in_figures(data.period_from)}起的下列财产情况："
        ),
        *(Para(kind) for kind in _KINDS),
        Para(
            "财产已出租、已设立担保物权等权利负担，或者存在共有、权属争议等情形的，应当一并报告；"
            "报告的动产由第三人占有，不动产、特定动产、其他财产权等登记在第三人名下的，也应当一并报告。"
        ),
        Para(
            "报告财产后财产情况发生变动，影响债权实现的，应当自财产变动之日起"
            f"{data.change_days}日内向本院补充报告。"
        ),
        Para(
            "拒绝报告、虚假报告或者无正当理由逾期报告的，本院可以根据情节轻重对被执行人或者其"
            "法定代理人、有关单位的主要负责人或者直接责任人员予以罚款、拘留；构成犯罪的，"
            "依法追究刑事责任；并依法纳入失信被执行人名单。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="PROPERTY_REPORT_ORDER",
    name_zh="报告财产令",
    name_en="Order to report property",
    kind=Kind.ORDER,
    data=PropertyReportOrder,
    basis=(
        Basis("CPL", "252"),
        Basis("INVESTIGATION", "3", since=date(2017, 5, 1)),
        Basis("INVESTIGATION", "5", since=date(2017, 5, 1)),
        Basis("INVESTIGATION", "9", since=date(2017, 5, 1)),
    ),
    wording=_wording,
    sample=PropertyReportOrder(
        matter=MATTER,
        debtor="示例乙商贸有限公司",
        report_days=7,
        period_from=date(2026, 3, 15),
        change_days=10,
    ),
)
