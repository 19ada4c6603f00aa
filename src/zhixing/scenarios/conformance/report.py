"""What a run of the test book found: one line for each check, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one check: whether it was passed, and if not, what was seen instead."""

    code: str
    passed: bool
    zh: str
    en: str
    seen: str = ""

    @property
    def text(self) -> str:
        """Give the line as it is printed."""
        verdict = "通过 PASS" if self.passed else "不符 FAIL"
        seen = f"：{self.seen}" if self.seen else ""
        return f"[{verdict}] {self.code} {self.zh} · {self.en}{seen}"


@dataclass(slots=True)
class Report:
    """Collect the lines of a run; ``titles`` are the book's words for each check."""

    titles: dict[str, Any]
    lines: list[Line] = field(default_factory=list)

    def note(self, code: str, passed: bool, seen: str = "") -> None:
        """Note a check; of one passed nothing is quoted."""
        name, _, detail = code.partition("/")
        zh, en = self.titles[name]
        shown = f"{code}" if detail else name
        self.lines.append(Line(shown, passed, zh, en, "" if passed else seen[:300]))

    @property
    def failed(self) -> list[Line]:
        """Give the lines that were not passed."""
        return [line for line in self.lines if not line.passed]

    @property
    def summary(self) -> str:
        """Give the last line."""
        total, bad = len(self.lines), len(self.failed)
        verdict = ("合格", "conforms") if not bad else ("不合格", "does not conform")
        return (
            f"共{total}项，不符{bad}项：{verdict[0]} · {total} checks, {bad} failed: {verdict[1]}"
        )
