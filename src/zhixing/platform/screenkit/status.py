"""The five status marks: a sign, a word, and days; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhixing.platform.screenkit.words import Words, counted


class Status(StrEnum):
    """How a node, a task or a control stands on the day asked about."""

    DONE = "DONE"
    DUE = "DUE"
    OVERDUE = "OVERDUE"
    EXCLUDED = "EXCLUDED"
    NOT_YET = "NOT_YET"


SIGNS = {
    Status.DONE: "●",
    Status.DUE: "◐",
    Status.OVERDUE: "▲",
    Status.EXCLUDED: "∥",
    Status.NOT_YET: "○",
}

_WORDS = {
    Status.DONE: Words("已完成", "done"),
    Status.DUE: Words("待办", "due"),
    Status.OVERDUE: Words("逾期", "overdue"),
    Status.EXCLUDED: Words("扣除期间", "time excluded"),
    Status.NOT_YET: Words("未开始", "not yet"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Carry a status with its days: until due, or overdue since; and its finding's address."""

    status: Status | str
    days: int | None = None
    why: str = ""

    @property
    def code(self) -> Status:
        """Give the status itself."""
        return Status(self.status)

    @property
    def sign(self) -> str:
        """Give the sign that stands before the word."""
        return SIGNS[self.code]

    @property
    def css(self) -> str:
        """Give the class that colours the mark."""
        return f"st st-{self.code.lower().replace('_', '-')}"

    @property
    def words(self) -> Words:
        """Give the mark's word with its days.

        >>> Mark("OVERDUE", 51).words
        Words(zh='逾期51日', en='51 days overdue')
        >>> Mark("DUE", 0).words
        Words(zh='今日到期', en='due today')
        """
        if self.days is None or self.code not in (Status.DUE, Status.OVERDUE):
            return _WORDS[self.code]
        if self.code is Status.DUE and self.days == 0:
            return Words("今日到期", "due today")
        count = counted(self.days, "日", "day")
        if self.code is Status.DUE:
            return Words(f"还有{count.zh}", f"due in {count.en}")
        return Words(f"逾期{count.zh}", f"{count.en} overdue")
