"""Figures for those who answer for them: cards, charts, the matrix of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhixing.platform.screenkit.words import NOTHING, Text, Words


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure with its trend, target, rank and cases.

    ``trend`` are the values of past periods, oldest first, the last being
    the present one; ``period`` names what they cover. ``is_met`` None says that no target is set;
    ``source`` says where it is written. ``before`` is the figure a year before, ``cases`` how many
    cases ``cases_url`` opens.
    """

    label: Text
    value: Text
    unit: Text = NOTHING
    period: Text = NOTHING
    trend: Sequence[int] = ()
    change: Text = NOTHING
    before: Text = NOTHING
    target: Text = NOTHING
    source: Text = NOTHING
    is_met: bool | None = None
    rank: int | None = None
    rank_of: int | None = None
    cases_url: str = ""
    cases: int | None = None
    why: str = ""


PERIOD = Words("期间", "Period")


class ChartKind(StrEnum):
    """Bars start at zero; lines may not."""

    BAR = "BAR"
    LINE = "LINE"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures; ``shown`` are the same values as the table prints them."""

    name: Text
    values: Sequence[int | Decimal]
    shown: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that is a table first: the picture is drawn from the table's own cells.

    The unit stands in the title. ``why`` opens the definition.
    """

    key: str
    title: Text
    unit: Text
    categories: Sequence[Text]
    series: Sequence[Series]
    kind: ChartKind = ChartKind.BAR
    category_label: Text = PERIOD
    why: str = ""

    @property
    def rows(self) -> Sequence[tuple[Text, Sequence[tuple[int | Decimal, str]]]]:
        """Give the table: each category with its figures, raw and as printed."""
        columns = [
            list(zip(s.values, s.shown or [f"{v:,}" for v in s.values], strict=True))
            for s in self.series
        ]
        return [
            (category, [column[i] for column in columns])
            for i, category in enumerate(self.categories)
        ]


class Answered(StrEnum):
    """How one question to one institution stands."""

    HIT = "HIT"
    LEAD = "LEAD"
    UNCLEAR = "UNCLEAR"
    NOTHING = "NOTHING"
    QUEUED = "QUEUED"
    WAITING = "WAITING"
    PARTIAL = "PARTIAL"
    LATE = "LATE"
    REFUSED = "REFUSED"
    HELD = "HELD"
    NOT_SENT = "NOT_SENT"


ANSWERED_SIGNS: dict[Answered, tuple[str, Words]] = {
    Answered.HIT: ("●", Words("有财产", "property found")),
    Answered.LEAD: ("◆", Words("有线索", "lead found")),
    Answered.UNCLEAR: ("◑", Words("反馈未能全部读取", "answer not read whole")),
    Answered.NOTHING: ("－", Words("无财产", "nothing found")),
    Answered.QUEUED: ("◔", Words("待取走", "waiting to be collected")),
    Answered.WAITING: ("◐", Words("待反馈", "awaiting answer")),
    Answered.PARTIAL: ("◕", Words("部分反馈", "answered in part")),
    Answered.LATE: ("▲", Words("超期未反馈", "answer late")),
    Answered.REFUSED: ("×", Words("被退回", "refused")),
    Answered.HELD: ("∥", Words("已隔离", "held back")),
    Answered.NOT_SENT: ("○", Words("未发送", "not sent")),
}


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One answer. ``live`` is the id whose event makes the cell ask ``refresh_url`` again.

    ``key`` is unique in the matrix: by it a cell of a matrix that is asked for again as a
    whole is known to have changed. ``detail`` says more than the state does.
    """

    state: Answered
    count: int | None = None
    url: str = ""
    live: str = ""
    refresh_url: str = ""
    key: str = ""
    detail: Text = NOTHING

    @property
    def sign(self) -> str:
        """Give the sign of the state."""
        return ANSWERED_SIGNS[Answered(self.state)][0]

    @property
    def words(self) -> Words:
        """Give the state in words."""
        return ANSWERED_SIGNS[Answered(self.state)][1]

    @property
    def css(self) -> str:
        """Give the class that colours the cell."""
        return f"mx mx-{Answered(self.state).lower().replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One case (or person) with its answers in the order of the columns."""

    label: str
    cells: Sequence[MatrixCell]
    url: str = ""
    detail: Text = NOTHING
    key: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cases down, institutions across, filling as answers arrive."""

    key: str
    caption: Text
    row_label: Text
    columns: Sequence[Text]
    rows: Sequence[MatrixRow]
    next_url: str = ""
    earlier_url: str = ""

    @property
    def legend(self) -> Sequence[tuple[str, Words, str]]:
        """Give each sign with its words and class."""
        return [(*ANSWERED_SIGNS[s], MatrixCell(s).css) for s in Answered]
