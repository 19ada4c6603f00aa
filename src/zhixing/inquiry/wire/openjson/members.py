"""Reads members of a JSON object one by one: liberal in form, exact in what is at fault.

Each reader gives a value or None, and adds to the problems what stands there instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from zhixing.inquiry.wire.errors import Note, Unreadable
from zhixing.kernel.fen import Fen

E = TypeVar("E", bound=StrEnum)
MOST_TEXT = 4000


@dataclass(slots=True)
class Findings:
    """Collect what was tolerated and what was lost while a message is read."""

    notes: list[Note] = field(default_factory=list)
    problems: list[Unreadable] = field(default_factory=list)


@dataclass(slots=True)
class Members:
    """Read one object; ``row`` names its place, as ``feedbacks[2].records[1]``."""

    values: dict[str, Any]
    row: str
    found: Findings
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, value: Any, row: str, found: Findings) -> Members | None:
        """Take a value that must be an object."""
        if isinstance(value, dict):
            return cls(value, row, found)
        found.problems.append(Unreadable(row, "", "应为对象", "must be an object", "not-an-object"))
        return None

    def text(self, name: str, *, needed: bool = False) -> str:
        """Read text; a whole number is taken as its digits."""
        value = self._take(name)
        if isinstance(value, int) and not isinstance(value, bool):
            self._note("number-as-text", name, "数值按文本读取", "a number was read as text")
            value = str(value)
        if value is None or value == "":
            if needed:
                self._lost("missing", name, "未填写", "is missing")
            return ""
        if not isinstance(value, str) or len(value) > MOST_TEXT:
            self._lost("not-text", name, "应为文本", f"must be text of {MOST_TEXT} signs at most")
            return ""
        return value.strip()

    def money(self, name: str) -> Fen | None:
        """Read an amount of yuan, as decimal text."""
        text = self.text(name)
        if not text:
            return None
        try:
            return Fen.of_yuan(text.replace(",", ""))
        except (ValueError, InvalidOperation):
            self._lost(
                "not-money", name, f"“{text[:40]}”不是金额", f"{text[:40]!r} is no amount of money"
            )
            return None

    def number(self, name: str) -> Decimal | None:
        """Read a quantity, as decimal text."""
        text = self.text(name)
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self._lost("not-a-number", name, f"“{text[:40]}”不是数", f"{text[:40]!r} is no number")
            return None
        return value

    def day(self, name: str) -> date | None:
        """Read an ISO day; the day of an instant is taken."""
        text = self.text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
        try:
            value = datetime.fromisoformat(text).date()
        except ValueError:
            self._lost("not-a-day", name, f"“{text[:40]}”不是日期", f"{text[:40]!r} is no ISO day")
            return None
        self._note("instant-as-day", name, "取时间中的日期", "the day of an instant was taken")
        return value

    def choice(self, name: str, kind: type[E]) -> E | None:
        """Read one of the names of a list, in whatever case."""
        text = self.text(name, needed=True).upper()
        if not text:
            return None
        if text in kind.__members__:
            return kind[text]
        self._lost(
            "unknown-code",
            name,
            f"“{text[:40]}”不在代码表中",
            f"{text[:40]!r} is none of {', '.join(kind.__members__)}",
        )
        return None

    def flag(self, name: str, *, otherwise: bool) -> bool:
        """Read true or false."""
        value = self._take(name)
        if value is None:
            return otherwise
        if not isinstance(value, bool):
            self._lost("not-a-flag", name, "应为true或者false", "must be true or false")
            return otherwise
        return value

    def rows(self, name: str) -> list[Members]:
        """Read a list of objects; what is no object is named and left out."""
        value = self._take(name)
        if value is None:
            return []
        if isinstance(value, dict):
            self._note("object-as-list", name, "单个对象按列表读取", "one object read as a list")
            value = [value]
        if not isinstance(value, list):
            self._lost("not-a-list", name, "应为列表", "must be a list")
            return []
        prefix = f"{self.row}." if self.row else ""
        read = [
            Members.of(item, f"{prefix}{name}[{place}]", self.found)
            for place, item in enumerate(value, 1)
        ]
        return [row for row in read if row is not None]

    def texts(self, name: str) -> dict[str, str]:
        """Read an object of texts."""
        value = self._take(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._lost("not-an-object", name, "应为对象", "must be an object")
            return {}
        return {str(key)[:80]: str(told)[:MOST_TEXT] for key, told in value.items()}

    def finish(self) -> None:
        """Note every member nobody asked for; it is kept in the evidence only."""
        for name in sorted(self.values.keys() - self.asked):
            self._note("unknown-member", name, "未知成员，已忽略", "an unknown member was ignored")

    def _take(self, name: str) -> Any:
        self.asked.add(name)
        return self.values.get(name)

    def _note(self, code: str, name: str, zh: str, en: str) -> None:
        self.found.notes.append(Note(code, self.row, name, zh, en))

    def _lost(self, code: str, name: str, zh: str, en: str) -> None:
        self.found.problems.append(Unreadable(self.row, name, zh, en, code))
