"""Sums by bands (分段累计): each part of an amount at its own rate."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.law.rule import Reasons

Band = tuple[int, int | None, str]
"""Yuan above which the band begins, yuan at which it ends (None: open), its parameter."""


def on_bands(
    why: Reasons, amount: Fen, bands: Iterable[Band], *, quietly: bool = False
) -> Fraction:
    """Add up the parts of an amount at the rates of their bands, exact in fen.

    ``quietly`` leaves the steps out, as when many lots are added up.
    """
    total = Fraction(0)
    for low, high, name in bands:
        top = int(amount) if high is None else min(int(amount), high * 100)
        part = top - low * 100
        if part <= 0:
            continue
        rate = why.parameter(name) if not quietly else Reasons(why.on).parameter(name)
        total += part * rate.number
        if not quietly:
            share = Fen.rounded(part * rate.number).yuan
            why.step(
                f"{f'超过{low}元的' if low else ''}部分{Fen(part).yuan}元，计{share}元。",
                f"On the {Fen(part).yuan} yuan {f'above {low}' if low else 'from nothing'}: "
                f"{share} yuan.",
                rate.basis,
                value=part,
            )
    return total
