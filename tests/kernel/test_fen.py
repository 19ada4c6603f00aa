"""Money: whole fen, and nothing that would lose a part of one in silence."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from zhixing.kernel.fen import Fen


@pytest.mark.parametrize("part", [Fraction(1, 2), Decimal("0.5"), 0.5])
def test_a_part_of_a_fen_is_never_cut_off_in_silence(part: object) -> None:
    for wrong in (
        lambda: Fen(10) + part,
        lambda: Fen(10) - part,
        lambda: Fen(10) * part,
    ):
        try:
            outcome = wrong()
        except TypeError:
            continue
        assert not isinstance(outcome, Fen)
        assert outcome != 10


def test_sums_of_fen_stay_fen() -> None:
    assert sum((Fen(1), Fen(2)), Fen(0)) == Fen(3)
    assert isinstance(Fen(3) - 1, Fen)
    assert isinstance(5 - Fen(3), Fen)
