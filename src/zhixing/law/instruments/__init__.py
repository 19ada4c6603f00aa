"""The instruments of law we cite, their versions, and the article in force on a day.

A rule names an article by the number of the newest text; ``cite`` turns it into the
number of the text in force on the day asked about, so that a case of 2015 is judged,
and prints, by the texts of 2015. An article that never had a newer number is cited by
pinning its version. Each instrument is one file of this package, defining ``INSTRUMENT``;
article maps were made by comparing the texts article by article, and ``partial`` texts
were known only through the articles that other texts cite from them.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from zhixing.kernel.finding import Citation
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law._table import INSTRUMENTS

Runs = tuple[tuple[int, int, int], ...]
"""Runs of articles (first, last, what to add) from the newest text to an older one."""


@dataclass(frozen=True, slots=True)
class Version:
    """Hold one text of an instrument: its year, number, days in force and article map.

    ``single`` maps articles that moved alone; None says the older text had no such
    article. ``status`` is ``verified`` where the text itself was read.
    """

    year: str
    number: str
    in_force: Days
    runs: Runs = ()
    single: Mapping[int, int | None] = field(default_factory=dict)
    partial: bool = False
    status: str = "verified"
    name_zh: str = ""
    """The title this text had, where it was another."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """Hold an instrument with its versions, oldest first."""

    code: str
    name_zh: str
    name_en: str
    versions: tuple[Version, ...]


class NotInForce(Refusal):
    """Say that an instrument had no text, or no such article, on a day."""


def _absent(zh: str, en: str) -> NotInForce:
    return NotInForce(
        "NOT_IN_FORCE",
        message_zh=zh,
        message_en=en,
        remedy_zh="请核对日期，或适用当时有效的规定。",
        remedy_en="Check the day, or apply the text in force then.",
        field="on",
    )


@cache
def instrument(code: str) -> Instrument:
    """Fetch an instrument by its code.

    :raises LookupError: no instrument has this code.
    """
    if code not in INSTRUMENTS:
        raise LookupError(f"no instrument has the code {code!r}")
    found: Instrument = importlib.import_module(INSTRUMENTS[code]).INSTRUMENT
    return found


def list_instruments() -> tuple[str, ...]:
    """Give the codes of all instruments, in alphabetical order."""
    return tuple(sorted(INSTRUMENTS))


def days(first: str, last: str = "") -> Days:
    """Give the days from the first to the last in force, both ISO; open without a last."""
    start = date.fromisoformat(first)
    return Days.closed(start, date.fromisoformat(last)) if last else Days(start)


def version_on(code: str, on: date) -> Version:
    """Give the version of an instrument in force on a day.

    :raises NotInForce: none was.
    """
    found = instrument(code)
    for version in found.versions:
        if on in version.in_force:
            return version
    raise _absent(
        f"《{found.name_zh}》在{on}没有施行的文本。",
        f"{found.name_en} had no text in force on {on}.",
    )


def is_in_force(code: str, on: date) -> bool:
    """Say whether some version of an instrument was in force on a day."""
    return any(on in version.in_force for version in instrument(code).versions)


@cache
def text_status(citation: Citation) -> str:
    """Say how sure we are of the text a citation points at."""
    versions = instrument(citation.instrument).versions
    return next(v.status for v in versions if v.year == citation.version)


@cache
def cite(code: str, article: str | int, *, on: date | None = None, version: str = "") -> Citation:
    """Cite an article in the numbering of the text in force on a day.

    ``article`` is the newest text's number, with a paragraph after a dot (``29.2``).
    With ``version`` the article is that version's own number, and nothing is mapped.

    :raises NotInForce: no text, or no such article, on that day.

    >>> cite("CPL", 264, on=date(2016, 6, 1)).zh
    '《中华人民共和国民事诉讼法》（2012年）第253条'
    """
    found = instrument(code)
    if version:
        text = next((v for v in found.versions if v.year == version), None)
        if text is None:
            raise LookupError(f"{found.name_zh} has no version of {version}")
        return _citation(found, text, str(article))
    if on is None:
        raise TypeError("cite needs a day or a version")
    text = version_on(code, on)
    number, dot, paragraph = str(article).partition(".")
    return _citation(found, text, _mapped(found, text, int(number)) + dot + paragraph)


def find_citation(code: str, article: str | int, *, on: date) -> Citation | None:
    """Cite an article as ``cite`` does, or give None when no text had it on that day."""
    try:
        return cite(code, article, on=on)
    except NotInForce:
        return None


def _mapped(found: Instrument, text: Version, number: int) -> str:
    if number in text.single:
        older = text.single[number]
        if older is None:
            raise _no_article(found, text, number)
        return str(older)
    for first, last, shift in text.runs:
        if first <= number <= last:
            return str(number + shift)
    if text.partial or text.runs:
        raise _no_article(found, text, number)
    return str(number)


def _no_article(found: Instrument, text: Version, number: int) -> NotInForce:
    return _absent(
        f"《{found.name_zh}》（{text.year}年）没有与现行第{number}条对应的条文。",
        f"{found.name_en} ({text.year}) has no article known for the present {number}.",
    )


def _citation(found: Instrument, text: Version, article: str) -> Citation:
    number, _, paragraph = article.partition(".")
    zh = f"《{found.name_zh}》（{text.year}年）第{number}条"
    en = f"{found.name_en} ({text.year}), art. {number}"
    if paragraph:
        zh, en = f"{zh}第{paragraph}款", f"{en} para. {paragraph}"
    return Citation(found.code, text.year, article, zh, en)
