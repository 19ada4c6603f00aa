"""What a run of the test book found: one line for each check, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

MOST_SEEN: Final = 4000
"""How much of what was seen is printed; a signed statement with its message fits."""


class Verdict(StrEnum):
    """Say how a check went: a remark is no fault, but the platform had to be tolerant."""

    PASS = "通过 PASS"
    WARN = "提醒 WARN"
    FAIL = "不符 FAIL"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one check: how it went, and what was seen if not as it should."""

    code: str
    verdict: Verdict
    zh: str
    en: str
    seen: str = ""

    @property
    def text(self) -> str:
        """Give the line as it is printed."""
        seen = f"：{self.seen}" if self.seen else ""
        return f"[{self.verdict.value}] {self.code} {self.zh} · {self.en}{seen}"


@dataclass(slots=True)
class Report:
    """Collect the lines of a run; ``titles`` are the book's words for each check."""

    titles: dict[str, Any]
    lines: list[Line] = field(default_factory=list)

    def note(self, code: str, passed: bool, seen: str = "") -> None:
        """Note a check; of one passed nothing is quoted."""
        verdict = Verdict.PASS if passed else Verdict.FAIL
        self._add(code, verdict, "" if passed else seen)

    def warn(self, code: str, seen: str) -> None:
        """Note something that the platform tolerates and the published form does not say."""
        self._add(code, Verdict.WARN, seen)

    def _add(self, code: str, verdict: Verdict, seen: str) -> None:
        zh, en = self.titles[code.partition("/")[0]]
        self.lines.append(Line(code, verdict, zh, en, seen[:MOST_SEEN]))

    @property
    def failed(self) -> list[Line]:
        """Give the lines that were not passed."""
        return [line for line in self.lines if line.verdict is Verdict.FAIL]

    @property
    def warned(self) -> list[Line]:
        """Give the lines of what was tolerated."""
        return [line for line in self.lines if line.verdict is Verdict.WARN]

    @property
    def summary(self) -> str:
        """Give the last line."""
        total, bad, odd = len(self.lines), len(self.failed), len(self.warned)
        verdict = ("合格", "conforms") if not bad else ("不合格", "does not conform")
        more = (f"，提醒{odd}项", f", {odd} warnings") if odd else ("", "")
        return (
            f"共{total}项，不符{bad}项{more[0]}：{verdict[0]}"
            f" · {total} checks, {bad} failed{more[1]}: {verdict[1]}"
        )


def listed(names: Iterable[object]) -> str:
    """Give names as a reader lists them, and a word where there are none.

    >>> listed([]), listed(["known", "freeze"])
    ('无 none', 'known, freeze')
    """
    return ", ".join(map(str, names)) or "无 none"


def quoted(value: object) -> str:
    """Give what somebody's message said, as JSON and in their own words."""
    return json.dumps(value, ensure_ascii=False, default=str) if value else "无 nothing"


def compared(expected: object, seen: object) -> str:
    """Say what was expected and what was seen instead, in both languages.

    >>> compared("HTTP 401", "HTTP 200")
    '应为 expected HTTP 401；见到 seen HTTP 200'
    """
    return f"应为 expected {expected}；见到 seen {seen}"
