"""Order restricting consumption (限制消费令), signed by the president; names period and items."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind, Remedy
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER

ITEMS_2015 = (
    "（一）乘坐交通工具时，选择飞机、列车软卧、轮船二等以上舱位；",
    "（二）在星级以上宾馆、酒店、夜总会、高尔夫球场等场所进行高消费；",
    "（三）购买不动产或者新建、扩建、高档装修房屋；",
    "（四）租赁高档写字楼、宾馆、公寓等场所办公；",
    "（五）购买非经营必需车辆；",
    "（六）旅游、度假；",
    "（七）子女就读高收费私立学校；",
    "（八）支付高额保费购买保险理财产品；",
    "（九）乘坐G字头动车组列车全部座位、其他动车组列车一等以上座位等其他非生活和工作必需的消费行为。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionOrder:
    """Hold whom a restriction binds; ``bound`` are the persons of an entity, with their office.

    ``items`` are the acts forbidden by the text in force, ``period`` a clause as printed.
    """

    matter: Matter
    debtor: str
    bound: tuple[str, ...]
    items: tuple[str, ...]
    period: str


def _wording(data: RestrictionOrder, frame: Frame) -> tuple[Block, ...]:
    whom = "你"
    if data.bound:
        whom = f"你单位及{'、'.join(data.bound)}"
    return (
        Addressee(f"{data.debtor}："),
        Para(
            f"本院立案执行的{data.matter.naming}，因你（单位）未按执行通知书指定的期间履行生效法律文书"
            f"确定的给付义务，依照{cite_all(frame.basis)}之规定，对{whom}采取限制消费措施，"
            "不得实施以下高消费及非生活和工作必需的消费行为："
        ),
        *(Para(item) for item in data.items),
        Para(f"限制消费的期间：{data.period}。"),
        Para(
            "因私消费以个人财产实施前款行为的，可以向本院提出申请；因生活或者经营必需而进行被禁止的"
            "消费活动的，应当经本院批准。履行完毕或者提供确实有效的担保的，本院及时解除限制消费令。"
        ),
        Para("违反本令的，依法予以罚款、拘留；情节严重，构成犯罪的，依法追究刑事责任。"),
    )


TEMPLATE = InstrumentTemplate(
    code="RESTRICTION_ORDER",
    name_zh="限制消费令",
    name_en="Order restricting consumption",
    kind=Kind.ORDER,
    data=RestrictionOrder,
    basis=(
        Basis("CPL", "266"),
        Basis("RESTRICTION", "1"),
        Basis("RESTRICTION", "3"),
        Basis("RESTRICTION", "5"),
    ),
    wording=_wording,
    remedy=Remedy(
        "认为本院采取的限制消费措施违反法律规定的，可以依照{basis}之规定，向本院提出书面异议。",
        (Basis("CPL", "236"),),
    ),
    sample=RestrictionOrder(
        matter=MATTER,
        debtor="示例乙商贸有限公司",
        bound=("法定代表人示例丙",),
        items=ITEMS_2015,
        period="自本令发出之日起，至生效法律文书确定的义务履行完毕之日止",
    ),
)
