"""Finding the articles of a text in its paragraphs, by their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = dict(zip("零〇一二三四五六七八九两", (0, 0, *range(1, 10), 2), strict=True))
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_HAN: Final = "零〇一二三四五六七八九十百千两"
_ARTICLE: Final = re.compile(
    rf"^(?:#+\s*|\*\*)?第([{_HAN}]+)条(?:之([{_HAN}]+))?(?:\*\*)?"
    r"(?![第之款项规和、及或至的所中，。])"
)
_NUMBERED: Final = re.compile(r"^(?:#+\s*)?(\d{1,3})[．.、](?!\d)")
_POINT: Final = re.compile(r"^(?:#+\s*)?([一二三四五六七八九十]{1,3})、")
_HEADING: Final = re.compile(rf"^(?:#+\s*)?第[{_HAN}]+[编章节](?=[\s　]|$)|^#+\s")
_CHAPTER: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；：，]{2,30}$")


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the articles of a text by number, and the numbers missing between them."""

    articles: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    repeated: tuple[str, ...]


def read_number(words: str) -> int:
    """Read a Chinese number.

    >>> [read_number(w) for w in ("十", "二十一", "一百零三", "五百五十二")]
    [10, 21, 103, 552]
    """
    total, digit = 0, 0
    for char in words:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def find_articles(paragraphs: Sequence[str]) -> Found:
    """Find the articles of a text.

    A file may hold a decision of amendment before the text as amended, so the longest
    rising chain of articles is taken. Texts without articles are read by their points.
    """
    articles = _longest_run(paragraphs, [_article_number(p) for p in paragraphs])
    if articles.articles:
        return articles
    for heading in (_plain_number, _point_number):
        found = _longest_run(paragraphs, [heading(p) for p in paragraphs])
        if len(found.articles) > 1 and "1" in found.articles:
            return found
    whole = tuple(p for p in paragraphs if p.strip())
    return Found({"1": whole} if whole else {}, (), ())


def _article_number(paragraph: str) -> str | None:
    if (match := _ARTICLE.match(paragraph)) is None:
        return None
    inserted = f"-{read_number(match[2])}" if match[2] else ""
    return f"{read_number(match[1])}{inserted}"


def _plain_number(paragraph: str) -> str | None:
    match = _NUMBERED.match(paragraph)
    return str(int(match[1])) if match else None


def _point_number(paragraph: str) -> str | None:
    match = _POINT.match(paragraph)
    return str(read_number(match[1])) if match else None


def _longest_run(paragraphs: Sequence[str], numbers: Sequence[str | None]) -> Found:
    """Read the longest rising chain of headings, the last of several as long.

    What stands between two headings of the chain belongs to the first, a stray heading
    (an article quoted in another) included.
    """
    chain = _rising([(i, _order(n)) for i, n in enumerate(numbers) if n is not None])
    if not chain:
        return Found({}, (), ())
    articles: dict[str, tuple[str, ...]] = {}
    for start, end in zip(chain, [*chain[1:], len(numbers)], strict=True):
        lines = (p.strip() for p in paragraphs[start:end])
        number = numbers[start] or ""
        articles[number] = tuple(t for t in lines if t and not _HEADING.match(t))
        if len(articles[number]) > 1 and _CHAPTER.match(articles[number][-1]):
            articles[number] = articles[number][:-1]
    wholes = {_order(n)[0] for n in articles}
    missing = tuple(str(n) for n in range(1, max(wholes)) if n not in wholes)
    counted = Counter(numbers[chain[0] :])
    repeated = tuple(n for n in articles if counted[n] > 1)
    return Found(articles, missing, repeated)


def _order(number: str) -> tuple[int, int]:
    whole, _, inserted = number.partition("-")
    return int(whole), int(inserted or 0)


def _rising(headings: list[tuple[int, tuple[int, int]]]) -> list[int]:
    """Give the positions of the longest rising chain, the latest one among equals."""
    lengths = [1] * len(headings)
    follows = [-1] * len(headings)
    for i in range(len(headings) - 1, -1, -1):
        for j in range(i + 1, len(headings)):
            if headings[j][1] > headings[i][1] and lengths[j] + 1 > lengths[i]:
                lengths[i], follows[i] = lengths[j] + 1, j
    if not headings:
        return []
    at = max(range(len(headings)), key=lambda i: (lengths[i], i))
    chain = []
    while at != -1:
        chain.append(headings[at][0])
        at = follows[at]
    return chain
