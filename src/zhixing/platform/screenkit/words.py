"""Two languages, said side by side: every visible word stands in Chinese and English at once.

There are no message catalogues. A ``Words`` prints itself in the language of
the present request; a template writes ``{% say "中文" "English" %}``. So a word
that lacks one language cannot be written without the lint seeing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal, get_args

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
HTML_LANG: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}

_language: ContextVar[Language] = ContextVar("zhixing_language", default="zh")


def language() -> Language:
    """Give the language in which this request, job or test is speaking."""
    return _language.get()


def as_language(text: str | None) -> Language | None:
    """Read a language from a cookie or address, or None when it is neither of the two."""
    return next((known for known in LANGUAGES if known == text), None)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speak one language until the block ends.

    >>> with speaking("en"):
    ...     say("逾期", "overdue")
    'overdue'
    """
    token = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(token)


def say(zh: str, en: str) -> str:
    """Give the one of two texts that fits the present language.

    >>> say("逾期", "overdue")
    '逾期'
    """
    return en if language() == "en" else zh


@dataclass(frozen=True, slots=True)
class Words:
    """Hold one text in both languages; printing it picks the present language.

    >>> str(Words("逾期{days}日", "{days} overdue").filled(days=3))
    '逾期3日'
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return say(self.zh, self.en)

    def filled(self, **values: object) -> Words:
        """Fill ``{name}`` places in both texts; a ``Words`` value keeps to each language."""

        def side(chosen: Language) -> dict[str, object]:
            return {k: getattr(v, chosen) if isinstance(v, Words) else v for k, v in values.items()}

        return Words(self.zh.format(**side("zh")), self.en.format(**side("en")))


Text = Words | str
"""A text in both languages, or a bare ``str``: a proper name, a number, a code."""

NOTHING = Words("", "")


def pick(thing: object, part: str = "") -> str:
    """Give the text of anything that carries both languages.

    Reads ``zh``/``en`` (a citation, ``Words``), ``<part>_zh``/``<part>_en`` (a
    finding's ``conclusion``, a step's ``text``), or the same keys of a mapping.

    :raises AttributeError: the thing does not carry both languages.
    """
    zh, en = (f"{part}_{known}" if part else known for known in LANGUAGES)
    if isinstance(thing, Mapping):
        return say(str(thing[zh]), str(thing[en]))
    return say(str(getattr(thing, zh)), str(getattr(thing, en)))


def counted(number: int, zh_unit: str, en_unit: str, en_plural: str = "") -> Words:
    """Give a number with its unit, the English one in its plural where it is due.

    >>> counted(1, "日", "day").en, counted(2, "日", "day").en, counted(2, "日", "day").zh
    ('1 day', '2 days', '2日')
    """
    plural = en_plural or f"{en_unit}s"
    return Words(f"{number}{zh_unit}", f"{number} {en_unit if abs(number) == 1 else plural}")


def named(name: str) -> SafeString:
    """Mark a proper name, kept in Chinese on English pages, with its language.

    >>> with speaking("en"):
    ...     named("吴某"), named("Smith")
    ('<span lang="zh-Hans">吴某</span>', 'Smith')
    """
    shown = escape(name)
    if language() == "en" and has_chinese(name):
        return mark_safe(f'<span lang="zh-Hans">{shown}</span>')
    return shown


def has_chinese(text: str) -> bool:
    """Say whether a text holds a Chinese character.

    >>> has_chinese("§ 12"), has_chinese("第12条")
    (False, True)
    """
    return any(0x3400 <= ord(c) <= 0x9FFF or 0xF900 <= ord(c) <= 0xFAFF for c in text)
