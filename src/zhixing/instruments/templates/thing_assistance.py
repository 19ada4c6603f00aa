"""Notice to assist (协助执行通知书) about property other than deposits and real estate."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Fields, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import account_number, cite_all
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import (
    SAMPLE_OFFICERS,
    SAMPLE_TERM,
    Account,
    Term,
    officers_field,
)
from zhixing.instruments.templates._sample import MATTER
from zhixing.instruments.templates._thing import (
    SAMPLE_THINGS,
    Thing,
    between,
    thing_table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingAssistance:
    """Hold what a unit is asked to do (冻结, 查封, 续行…, 解除…, 扣划) and with what.

    ``requests`` are further sentences for this kind of thing; ``to`` is where money goes.
    """

    matter: Matter
    institution: str
    ruling: str
    measure: str
    things: tuple[Thing, ...]
    officers: tuple[str, str]
    term: Term | None = None
    to: Account | None = None
    requests: tuple[str, ...] = ()


def _wording(data: ThingAssistance, frame: Frame) -> tuple[Block, ...]:
    term = f"，{between(data.term)}" if data.term else ""
    money: tuple[Block, ...] = ()
    if data.to is not None:
        money = (
            Fields(
                (
                    ("收款户名", data.to.holder),
                    ("收款银行", data.to.bank),
                    ("收款账号", account_number(data.to.number)),
                    ("划款附言", frame.case_number),
                )
            ),
        )
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，作出的{data.ruling}已经发生法律效力。"
            f"依照{cite_all(frame.basis)}之规定，请协助对下列财产办理{data.measure}{term}。"
        ),
        thing_table(data.things),
        *(Para(request) for request in data.requests),
        *money,
        officers_field(frame, data.officers),
    )


def _receipt(data: ThingAssistance, frame: Frame) -> Receipt:
    return slip(
        frame,
        "协助执行通知书",
        ("办理结果及业务号", "办理的数额、数量", "起止日期", "在先控制情况", "未能办理的原因"),
    )


TEMPLATE = InstrumentTemplate(
    code="THING_ASSISTANCE",
    name_zh="协助执行通知书",
    name_en="Notice to assist with other property",
    kind=Kind.ASSISTANCE,
    data=ThingAssistance,
    basis=(Basis("CPL", "253"), Basis("CPL", "255"), Basis("SEIZURE", "1")),
    wording=_wording,
    receipt=_receipt,
    sample=ThingAssistance(
        matter=MATTER,
        institution="示例市市场监督管理局",
        ruling="（2027）示例01执1号执行裁定书",
        measure="股权冻结",
        things=SAMPLE_THINGS,
        officers=SAMPLE_OFFICERS,
        term=SAMPLE_TERM,
        requests=("请在国家企业信用信息公示系统公示，并在回执中载明公示时间和在先冻结的情况。",),
    ),
)
