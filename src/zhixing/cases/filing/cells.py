"""Reads single cells of an import sheet; what cannot be read says why. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from zhixing.cases.filing.application import (
    TITLE_WORDS,
    ApplicantBasis,
    Jurisdiction,
    TitleInstalment,
)
from zhixing.kernel.fen import Fen
from zhixing.kernel.identity import FULL_WIDTH
from zhixing.parties.identity import IdKind, PartyKind

_DATE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?")
EXACT_DIGITS = 15
"""A workbook keeps numbers to this many digits; longer ones must stand as text."""


class Unread(ValueError):
    """Tell why a cell could not be read: a code and the words."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en


Reader = Callable[[Any], Any]


def text(value: Any) -> str:
    """Read any cell as text, spaces at its ends dropped.

    >>> text(12.0), text(" 甲 "), text(date(2018, 3, 1))
    ('12', '甲', '2018-03-01')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def digits(value: Any) -> str:
    """Read an identity or account number, refusing one the workbook has rounded.

    >>> digits("110101199001010000 ")
    '110101199001010000'
    """
    if isinstance(value, int | float) and abs(value) >= 10**EXACT_DIGITS:
        raise Unread(
            "NUMBER_NOT_TEXT",
            "号码以数字格式存储，末几位已失真；请将单元格设为文本后重新录入。",
            "The number is stored as a figure and lost its last digits; "
            "format the cell as text and enter it again.",
        )
    return text(value)


def day(value: Any) -> date:
    """Read a day: a date cell, or 2018-03-01, 2018/3/1, 20180301, 2018年3月1日.

    >>> day("2018年3月1日"), day(20180301)
    (datetime.date(2018, 3, 1), datetime.date(2018, 3, 1))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DATE.fullmatch(text(value).translate(FULL_WIDTH))
    try:
        if found is None:
            raise ValueError(value)
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unread(
            "NOT_A_DATE",
            f"“{text(value)[:40]}”不是日期，应如2018-03-01。",
            f"{text(value)[:40]!r} is not a date, as 2018-03-01.",
        ) from None


def money(value: Any) -> Fen:
    """Read an amount in yuan with at most two decimals.

    >>> money("¥1,234.50"), money(1234.5)
    (Fen(123450), Fen(123450))
    """
    plain = re.sub(r"[,¥￥元\s]", "", text(value).translate(FULL_WIDTH))
    try:
        return Fen.of_yuan(plain)
    except ValueError:
        raise Unread(
            "NOT_AN_AMOUNT",
            f"“{text(value)[:40]}”不是金额，应为元，最多两位小数。",
            f"{text(value)[:40]!r} is no amount of yuan with at most two decimals.",
        ) from None


def rate(value: Any) -> str:
    """Read an annual rate as decimal text: 0.06, or 6%.

    >>> rate("6%"), rate(0.06), rate("0.24")
    ('0.06', '0.06', '0.24')
    """
    plain = text(value).translate(FULL_WIDTH)
    try:
        if plain.endswith("%"):
            return str((Decimal(plain[:-1]) / 100).normalize())
        return str(Decimal(plain))
    except InvalidOperation:
        raise Unread(
            "NOT_A_RATE",
            f"“{plain[:40]}”不是年利率，应如0.06或6%。",
            f"{plain[:40]!r} is not an annual rate, as 0.06 or 6%.",
        ) from None


def instalments(value: Any) -> tuple[TitleInstalment, ...]:
    """Read the title's instalments: day and amount, several apart by semicolons.

    >>> instalments("2017-04-30:81250；2017-05-31:81250")[1].due_on
    datetime.date(2017, 5, 31)
    """
    found = []
    for part in re.split(r"[;；\n]", text(value)):
        if not part.strip():
            continue
        due, colon, amount = part.replace("：", ":").partition(":")
        if not colon:
            raise Unread(
                "NOT_AN_INSTALMENT",
                f"“{part.strip()[:40]}”应写作日期:金额。",
                f"{part.strip()[:40]!r} should read day:amount.",
            )
        found.append(TitleInstalment(day(due), money(amount)))
    return tuple(found)


def one_of(words: Mapping[str, Any]) -> Reader:
    """Give a reader of words from a list, Chinese or code."""

    def read(value: Any) -> Any:
        word = text(value)
        if word in words:
            return words[word]
        shown = "、".join(list(words)[:8])
        raise Unread(
            "NOT_IN_THE_LIST",
            f"“{word[:40]}”不在可选范围：{shown}。",
            f"{word[:40]!r} is none of {shown}.",
        )

    return read


def _both(words: Mapping[str, Any]) -> dict[str, Any]:
    return {**words, **{str(v.value): v for v in words.values()}}


TITLE_KINDS = _both({zh: kind for kind, (zh, _) in TITLE_WORDS.items()})
JURISDICTIONS = _both(
    {
        "第一审法院": Jurisdiction.FIRST_INSTANCE,
        "财产所在地": Jurisdiction.PROPERTY_PLACE,
        "被执行人住所地": Jurisdiction.DEBTOR_DOMICILE,
        "指定管辖": Jurisdiction.DESIGNATED,
        "委托执行": Jurisdiction.ENTRUSTED,
    }
)
BASES = _both(
    {
        "权利人": ApplicantBasis.NAMED,
        "继承人": ApplicantBasis.HEIR,
        "权利承受人": ApplicantBasis.SUCCESSOR,
    }
)
PARTY_KINDS = _both({"自然人": PartyKind.PERSON, "单位": PartyKind.ORGANISATION})
ID_KINDS = _both(
    {
        "身份证": IdKind.RESIDENT_ID,
        "统一社会信用代码": IdKind.USCC,
        "护照": IdKind.PASSPORT,
        "其他": IdKind.OTHER,
    }
)
ITEM_KINDS = {
    "本金": "principal",
    "赔偿金": "damages",
    "违约金": "liquidated_damages",
    "一般债务利息": "ordinary_interest",
    "工资": "wages",
} | {k: k for k in ("principal", "damages", "liquidated_damages", "ordinary_interest", "wages")}
