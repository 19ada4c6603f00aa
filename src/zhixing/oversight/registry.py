"""Finds the indicators: every file of ``indicators`` that defines one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.oversight import indicators
from zhixing.oversight.definition import Indicator


class NoSuchIndicator(Refusal):
    """Say that no indicator has this code."""


@cache
def all_indicators() -> dict[str, Indicator]:
    """Give every indicator by its code.

    :raises Impossible: two files define the same code.
    """
    found: dict[str, Indicator] = {}
    for module in pkgutil.iter_modules(indicators.__path__):
        loaded = importlib.import_module(f"{indicators.__name__}.{module.name}")
        indicator: Indicator = loaded.INDICATOR
        if indicator.code in found:
            raise Impossible(f"indicator {indicator.code} is defined twice")
        found[indicator.code] = indicator
    return found


def get_indicator(code: str) -> Indicator:
    """Give an indicator by its code.

    :raises NoSuchIndicator: no file defines it.
    """
    found = all_indicators().get(code)
    if found is None:
        raise NoSuchIndicator(
            "NO_SUCH_INDICATOR",
            message_zh=f"没有指标“{code}”。",
            message_en=f"There is no indicator {code!r}.",
            remedy_zh="请从指标目录中选择。",
            remedy_en="Choose one of the catalogue.",
            field="code",
        )
    return found
