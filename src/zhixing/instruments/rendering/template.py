"""An instrument template: one file that says what an instrument is and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

from zhixing.instruments.rendering.blocks import Block, Receipt
from zhixing.instruments.rendering.frame import Frame
from zhixing.instruments.rendering.wording import cite_all
from zhixing.kernel.finding import Citation
from zhixing.law.instruments import cite

D = TypeVar("D")


class Kind(Enum):
    """The families of instruments (文书种类)."""

    RULING = "RULING"  # 裁定书
    DECISION = "DECISION"  # 决定书
    ORDER = "ORDER"  # 令、票
    NOTICE = "NOTICE"  # 通知书
    ASSISTANCE = "ASSISTANCE"  # 协助执行通知书
    RECORD = "RECORD"  # 笔录


@dataclass(frozen=True, slots=True)
class Basis:
    """Name an article an instrument rests on, in the newest text's numbering.

    ``since`` leaves it out before that day, when the text had no such rule.
    """

    instrument: str
    article: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """Hold the paragraph that tells what can be done against the instrument (救济告知).

    ``zh`` may name ``{basis}`` and ``{superior}``.
    """

    zh: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentTemplate(Generic[D]):
    """Say what one kind of instrument is, which data it needs, and its wording.

    ``layout`` names the Typst file that sets it. ``sample`` is invented data that
    renders; ``receipt`` gives the slip to be returned, where there is one.
    """

    code: str
    name_zh: str
    name_en: str
    kind: Kind
    data: type[D]
    basis: tuple[Basis, ...]
    wording: Callable[[D, Frame], tuple[Block, ...]]
    sample: D
    remedy: Remedy | None = None
    receipt: Callable[[D, Frame], Receipt] | None = None
    layout: str = "instrument.typ"
    needs_seal: bool = True


AnyTemplate = InstrumentTemplate[Any]


def basis_on(template: AnyTemplate, on: date) -> tuple[Citation, ...]:
    """Give the articles a template rests on, in the texts in force on a day.

    :raises zhixing.law.instruments.NotInForce: an article had no text on that day.
    """
    return _cited(template.basis, on)


def remedy_basis_on(template: AnyTemplate, on: date) -> tuple[Citation, ...]:
    """Give the articles of a template's remedy in force on a day; none without a remedy.

    :raises zhixing.law.instruments.NotInForce: an article had no text on that day.
    """
    return _cited(template.remedy.basis, on) if template.remedy else ()


def remedy_text(template: AnyTemplate, frame: Frame) -> str:
    """Write the remedy paragraph with the citations of the frame; empty without a remedy."""
    if template.remedy is None:
        return ""
    return template.remedy.zh.format(
        basis=cite_all(frame.remedy_basis),
        superior=frame.superior_court or "上一级人民法院",
    )


def _cited(needs: tuple[Basis, ...], on: date) -> tuple[Citation, ...]:
    return tuple(
        cite(need.instrument, need.article, on=on)
        for need in needs
        if need.since is None or on >= need.since
    )
