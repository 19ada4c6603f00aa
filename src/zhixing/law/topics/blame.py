"""Naming the field of a request at fault when a rule refuses by a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from zhixing.kernel.refusal import Refusal


class OutOfYears(Refusal):
    """Say that an answer would lie beyond the years a calendar can hold."""


@contextmanager
def blame(field: str, of: tuple[str, ...] = ()) -> Iterator[None]:
    """Let every refusal inside name ``field``: a missing text or figure of the law, or a
    day beyond the calendar. With ``of`` only the refusals of these codes.

    :raises Refusal: with the field named.
    """
    try:
        yield
    except Refusal as refusal:
        if of and refusal.code not in of:
            raise
        raise type(refusal)(
            refusal.code,
            message_zh=refusal.message_zh,
            message_en=refusal.message_en,
            basis=refusal.basis,
            remedy_zh=refusal.remedy_zh,
            remedy_en=refusal.remedy_en,
            field=field,
        ) from None
    except (OverflowError, ValueError):
        raise OutOfYears(
            "OUT_OF_RANGE",
            message_zh=f"{field}：届满日超出可以计算的年份。",
            message_en=f"{field}: the answer lies beyond the years that can be computed.",
            field=field,
        ) from None
