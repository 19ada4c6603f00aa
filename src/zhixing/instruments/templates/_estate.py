"""Wording shared by the instruments about real estate: the units."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Name a real-estate unit (不动产单元) an instrument is about, as its register does."""

    holder: str
    number: str
    location: str = ""
    certificate: str = ""


def unit_table(units: tuple[Unit, ...]) -> Table:
    """Give the table of units with place and certificate."""
    return Table(
        headers=("权利人", "不动产单元号", "坐落", "权证号"),
        rows=tuple(
            (unit.holder, unit.number, unit.location or "—", unit.certificate or "—")
            for unit in units
        ),
        widths=(7, 16, 11, 12),
        align=("left", "left", "left", "left"),
    )


SAMPLE_UNITS = (
    Unit(
        holder="示例丁",
        number="999900000000GB00000F00000001",
        location="示例市示例路1号101室",
        certificate="示例（2020）不动产权第0000001号",
    ),
)
