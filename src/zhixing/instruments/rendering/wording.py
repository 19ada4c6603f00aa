"""How figures, days and articles are written out on a court instrument: in Chinese words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_LARGEST = Fen.of_yuan("9999999999999999.99")
_TITLE = re.compile(r"^(《[^》]+》(?:（[^）]*）)?)(.*)$")
_ORDINAL = re.compile(r"第(\d+)(?=[条款项])")


def _numerals(number: int, case: str) -> str:
    import cn2an  # type: ignore[import-untyped]

    return str(cn2an.an2cn(str(number), case))


def number_in_words(number: int) -> str:
    """Write a whole number in plain Chinese numerals.

    >>> number_in_words(253), number_in_words(10), number_in_words(15)
    ('二百五十三', '十', '十五')
    """
    words = _numerals(number, "low")
    return words[1:] if words.startswith("一十") else words


def day_in_words(day: date) -> str:
    """Write a day as an instrument dates itself.

    >>> day_in_words(date(2017, 3, 14)), day_in_words(date(2020, 10, 30))
    ('二〇一七年三月十四日', '二〇二〇年十月三十日')
    """
    year = str(day.year).translate(_DIGITS)
    return f"{year}年{number_in_words(day.month)}月{number_in_words(day.day)}日"


def day_in_figures(day: date) -> str:
    """Write a day as prose names it.

    >>> day_in_figures(date(2017, 3, 14))
    '2017年3月14日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def money_in_figures(amount: Fen) -> str:
    """Write an amount with its currency sign, thousands grouped.

    >>> money_in_figures(Fen(65000000)), money_in_figures(Fen(-5))
    ('¥650,000.00', '-¥0.05')
    """
    fen = abs(int(amount))
    return f"{'-' if amount < 0 else ''}¥{fen // 100:,}.{fen % 100:02d}"


def money_in_words(amount: Fen) -> str:
    """Write an amount in the capital numerals (大写) that cannot be altered.

    :raises ValueError: below zero or beyond what the numerals reach.

    >>> money_in_words(Fen(65000000)), money_in_words(Fen(100005)), money_in_words(Fen(0))
    ('人民币陆拾伍万元整', '人民币壹仟元零伍分', '人民币零元整')
    """
    if not 0 <= amount <= _LARGEST:
        raise ValueError(f"{amount.yuan} yuan cannot be written in capital numerals")
    yuan, rest = divmod(int(amount), 100)
    jiao, fen = divmod(rest, 10)
    words = [f"{_numerals(yuan, 'up')}元"] if yuan or not rest else []
    if not rest:
        return f"人民币{''.join(words)}整"
    if jiao:
        words.append(f"{_numerals(jiao, 'up')}角")
    elif yuan:
        words.append("零")
    words.append(f"{_numerals(fen, 'up')}分" if fen else "整")
    return f"人民币{''.join(words)}"


def money(amount: Fen) -> str:
    """Write an amount both ways, words first, as instruments do.

    >>> money(Fen(65000000))
    '人民币陆拾伍万元整（¥650,000.00）'
    """
    return f"{money_in_words(amount)}（{money_in_figures(amount)}）"


def account_number(digits: str) -> str:
    """Group an account number by fours so that a reader can compare it.

    >>> account_number("6222000000000000123")
    '6222 0000 0000 0000 123'
    """
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


@cache
def article_in_words(text: str) -> str:
    """Write the numbers of articles, paragraphs and items in Chinese numerals.

    >>> article_in_words("第29条第2款")
    '第二十九条第二款'
    """
    return _ORDINAL.sub(lambda found: f"第{number_in_words(int(found[1]))}", text)


def cite_all(citations: Iterable[Citation]) -> str:
    """Join citations as an instrument prints them, each instrument named once in a row.

    >>> a = Citation("CPL", "2023", "253", "《中华人民共和国民事诉讼法》（2023年）第253条", "")
    >>> b = Citation("CPL", "2023", "255", "《中华人民共和国民事诉讼法》（2023年）第255条", "")
    >>> cite_all([a, b])
    '《中华人民共和国民事诉讼法》（2023年）第二百五十三条、第二百五十五条'
    """
    parts: list[str] = []
    previous = ""
    for citation in citations:
        found = _TITLE.match(citation.zh)
        title, article = (found[1], found[2]) if found else ("", citation.zh)
        article = article_in_words(article)
        parts.append(article if title and title == previous else f"{title}{article}")
        previous = title
    return "、".join(parts)


def joined(names: Sequence[str]) -> str:
    """Join names with the enumeration comma."""
    return "、".join(names)
