"""Keeping loaded texts, and opening the article a citation points at."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from zhixing.kernel.finding import Citation

FORM: Final = 1


@dataclass(frozen=True, slots=True)
class LawText:
    """Hold one version of an instrument with its articles' paragraphs by number."""

    instrument: str
    version: str
    title: str
    in_force_on: date
    articles: dict[str, tuple[str, ...]]
    source: str

    @property
    def count(self) -> int:
        """Give how many articles there are."""
        return len(self.articles)

    @property
    def line(self) -> str:
        """Say in a line what was loaded."""
        return (
            f"{self.instrument} {self.version}  {self.title}  "
            f"{self.in_force_on}起 from {self.in_force_on}  {self.count}条 articles"
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold an opened article: its text, and which of its paragraphs (款) is meant."""

    text: LawText
    article: str
    paragraphs: tuple[str, ...]
    paragraph: int | None

    @property
    def meant(self) -> tuple[bool, ...]:
        """Say of each line whether it belongs to the paragraph meant.

        Items in brackets belong to the paragraph before them.
        """
        number, marks = 0, []
        for line in self.paragraphs:
            number += not line.startswith(("（", "("))
            marks.append(self.paragraph is not None and number == self.paragraph)
        return tuple(marks)


@cache
def library_at(place: Path) -> Library:
    """Give the library of a folder, one for the whole program."""
    return Library(place)


class Library:
    """Find texts in a folder. Every text is one file; a changed folder is read anew."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._seen: tuple[tuple[str, int], ...] = ()
        self._texts: dict[tuple[str, str], LawText] = {}

    def list_texts(self) -> list[LawText]:
        """Give every loaded text, by instrument and version."""
        self._refresh()
        return [self._texts[key] for key in sorted(self._texts)]

    def find_text(self, instrument: str, version: str) -> LawText | None:
        """Give a loaded text, or None."""
        self._refresh()
        return self._texts.get((instrument, version))

    def has(self, citation: Citation) -> bool:
        """Say whether the article of a citation can be opened."""
        return self.open(citation.instrument, citation.version, citation.article) is not None

    def open(self, instrument: str, version: str, article: str) -> Opened | None:
        """Open an article, ``29.2`` being the second paragraph of article 29."""
        text = self.find_text(instrument, version)
        number, _, paragraph = article.partition(".")
        if text is None or number not in text.articles:
            return None
        wanted = int(paragraph) if paragraph.isdigit() else None
        return Opened(text, number, text.articles[number], wanted)

    def keep(self, text: LawText) -> None:
        """Keep a text, replacing an earlier one of the same version; whole or not at all."""
        self.place.mkdir(parents=True, exist_ok=True)
        path = self.place / f"{text.instrument}-{text.version}.json"
        new = path.with_suffix(f".{os.getpid()}.new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(_to_json(text), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)

    def _refresh(self) -> None:
        files = sorted(self.place.glob("*.json")) if self.place.is_dir() else []
        seen = tuple((p.name, p.stat().st_mtime_ns) for p in files)
        if seen != self._seen:
            texts = [_of_json(json.loads(p.read_text("utf-8"))) for p in files]
            self._texts = {(t.instrument, t.version): t for t in texts}
            self._seen = seen


def _to_json(text: LawText) -> dict[str, Any]:
    return {
        "form": FORM,
        "instrument": text.instrument,
        "version": text.version,
        "title": text.title,
        "in_force_on": text.in_force_on.isoformat(),
        "source": text.source,
        "articles": {n: list(lines) for n, lines in text.articles.items()},
    }


def _of_json(held: dict[str, Any]) -> LawText:
    return LawText(
        held["instrument"],
        held["version"],
        held["title"],
        date.fromisoformat(held["in_force_on"]),
        {n: tuple(lines) for n, lines in held["articles"].items()},
        held["source"],
    )
