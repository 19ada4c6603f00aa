"""The stages of enforcement (执行流程环节), in the order procedure knows them.

A stage is entered by an act; entering a later one does not close an earlier one, and
a case may come back to a stage it had left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Stage:
    """Name one stage in both languages; ``statutory`` are the ten every case may pass."""

    code: str
    zh: str
    en: str
    statutory: bool = True


STAGES: Final = (
    Stage("FILING", "立案", "Filing"),
    Stage("NOTICE", "执行通知", "Notice"),
    Stage("QUERY", "财产调查", "Asset investigation"),
    Stage("CONTROL", "查封、冻结", "Seizure and freezing"),
    Stage("TRANSFER", "扣划", "Transfer"),
    Stage("DISPOSAL", "拍卖、变卖", "Auction and sale"),
    Stage("PARTY_CHANGE", "变更、追加被执行人", "Adding and changing debtors"),
    Stage("OBJECTION", "异议、复议", "Objection and reconsideration"),
    Stage("DISTRIBUTION", "分配", "Distribution"),
    Stage("PAYMENT", "案款发放", "Payment"),
    Stage("SETTLEMENT", "执行和解", "Settlement", statutory=False),
    Stage("RESUMED", "恢复执行", "Resumed", statutory=False),
    Stage("CLOSED", "已结案", "Closed", statutory=False),
)
"""Every stage an act may enter; a structure test holds acts to this list."""
BY_CODE: Final = {stage.code: stage for stage in STAGES}
