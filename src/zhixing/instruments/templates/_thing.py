"""Wording shared by the instruments about property other than deposits and real estate."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para, Table
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._deposit import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Name a thing as its register does; ``extent`` is how much of it: a sum, shares, a part."""

    holder: str
    kind: str
    name: str
    number: str
    extent: str = ""


def thing_table(things: tuple[Thing, ...]) -> Table:
    """Give the table of things with kind, number and extent."""
    return Table(
        headers=("权利人", "财产种类", "名称", "编号", "数额、数量"),
        rows=tuple((t.holder, t.kind, t.name or "—", t.number, t.extent or "全部") for t in things),
        widths=(8, 7, 13, 10, 8),
        align=("left", "left", "left", "left", "left"),
    )


def opening(matter: Matter, frame: Frame, further_basis: str = "") -> tuple[Block, ...]:
    """Give the parties and the sentence that leads from the duty to the ruling.

    ``further_basis`` names an article that holds for this kind of thing only.
    """
    basis = cite_all(frame.basis) + (f"、{further_basis}" if further_basis else "")
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，被执行人未履行{matter.title}确定的义务。"
            f"依照{basis}之规定，裁定如下："
        ),
    )


def between(term: Term) -> str:
    """Give the words for a term, both days counted."""
    return f"期限自{day_in_figures(term.starts_on)}起至{day_in_figures(term.ends_on)}止"


SAMPLE_THINGS = (
    Thing(
        holder="示例丁",
        kind="股权",
        name="示例贸易有限公司",
        number="示例代码000000003/示例丁",
        extent="30%",
    ),
)
SAMPLE_VEHICLES = (
    Thing(holder="示例丁", kind="机动车", name="示例牌轿车", number="示A00001", extent=""),
)
SAMPLE_MONEY = (
    Thing(
        holder="示例丁",
        kind="网络资金",
        name="余额账户",
        number="w-0001",
        extent="¥58,900.00",
    ),
)
