"""Names of currencies by their number in ISO 4217, as institutions tell them (币种)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from zhixing.kernel.fen import Fen

CURRENCIES: Final[Mapping[str, tuple[str, str]]] = {
    "036": ("澳大利亚元", "Australian dollars"),
    "124": ("加拿大元", "Canadian dollars"),
    "156": ("人民币", "yuan"),
    "344": ("港元", "Hong Kong dollars"),
    "392": ("日元", "yen"),
    "702": ("新加坡元", "Singapore dollars"),
    "756": ("瑞士法郎", "Swiss francs"),
    "826": ("英镑", "pounds sterling"),
    "840": ("美元", "US dollars"),
    "978": ("欧元", "euros"),
}


def currency_words(code: str) -> tuple[str, str]:
    """Name a currency in Chinese and English; one not in the list by its number.

    >>> currency_words("840"), currency_words("643")
    (('美元', 'US dollars'), ('币种643', 'currency 643'))
    """
    return CURRENCIES.get(code, (f"币种{code}", f"currency {code}"))


def foreign_text(amount: Fen, code: str) -> str:
    """Write an amount in hundredths of a currency as instruments do.

    >>> foreign_text(Fen(9463700), "840")
    '美元94,637.00'
    """
    return f"{currency_words(code)[0]}{figures(amount)}"


def figures(amount: Fen) -> str:
    """Write an amount in hundredths, thousands grouped, without a sign of currency.

    >>> figures(Fen(123456))
    '1,234.56'
    """
    return f"{int(amount) // 100:,}.{int(amount) % 100:02d}"
