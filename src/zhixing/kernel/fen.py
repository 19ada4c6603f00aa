"""Money in fen (分), exact. One yuan is a hundred fen; nothing here is a float."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Self


class Fen(int):
    """Hold an amount of money as a whole number of fen.

    >>> Fen.of_yuan("650000.00")
    Fen(65000000)
    >>> Fen(65000000).split([1] * 8)[0].yuan
    '81250.00'
    """

    __slots__ = ()

    @classmethod
    def of_yuan(cls, text: str | int | Decimal) -> Self:
        """Read an amount of yuan with at most two decimals.

        :raises ValueError: not a number, or a fraction of a fen.

        >>> Fen.of_yuan("0.005")
        Traceback (most recent call last):
        ...
        ValueError: 0.005 is not a whole number of fen
        """
        try:
            yuan = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"{text!r} is not an amount of yuan") from None
        if not yuan.is_finite():
            raise ValueError(f"{text!r} is not an amount of yuan")
        fen = yuan * 100
        if fen != fen.to_integral_value():
            raise ValueError(f"{text} is not a whole number of fen")
        return cls(int(fen))

    @classmethod
    def rounded(cls, fen: Fraction | Decimal) -> Self:
        """Round a fraction of fen half up, away from zero, once.

        >>> Fen.rounded(Fraction(5, 2)), Fen.rounded(Fraction(-5, 2))
        (Fen(3), Fen(-3))
        """
        exact = Fraction(fen)
        whole = (abs(exact) * 2 + 1) // 2
        return cls(whole if exact >= 0 else -whole)

    @property
    def yuan(self) -> str:
        """Give the amount in yuan with two decimals, without grouping.

        >>> Fen(-5).yuan, Fen(0).yuan, Fen(123456).yuan
        ('-0.05', '0.00', '1234.56')
        """
        whole, part = divmod(abs(int(self)), 100)
        return f"{'-' if self < 0 else ''}{whole}.{part:02d}"

    def split(self, weights: Sequence[int]) -> tuple[Self, ...]:
        """Share the amount out by weights so that the shares add up to it.

        The fen left over by rounding down go to the largest remainders, the
        earlier share first among equals.

        :raises ValueError: no weight, a negative weight, or all weights zero.

        >>> Fen(100).split([1, 1, 1])
        (Fen(34), Fen(33), Fen(33))
        """
        total = sum(weights)
        if not weights or min(weights) < 0 or total == 0:
            raise ValueError("weights must be non-negative and not all zero")
        sign = -1 if self < 0 else 1
        amount = abs(int(self))
        shares = [amount * w // total for w in weights]
        left = amount - sum(shares)
        by_remainder = sorted(
            range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i)
        )
        for i in by_remainder[:left]:
            shares[i] += 1
        return tuple(type(self)(sign * share) for share in shares)

    def __add__(self, other: int) -> Self:
        if not isinstance(other, int):
            return NotImplemented
        return type(self)(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> Self:
        if not isinstance(other, int):
            return NotImplemented
        return type(self)(int(self) - int(other))

    def __rsub__(self, other: int) -> Self:
        if not isinstance(other, int):
            return NotImplemented
        return type(self)(int(other) - int(self))

    def __mul__(self, other: int) -> Self:
        if not isinstance(other, int):
            return NotImplemented
        return type(self)(int(self) * int(other))

    __rmul__ = __mul__

    def __neg__(self) -> Self:
        return type(self)(-int(self))

    def __abs__(self) -> Self:
        return type(self)(abs(int(self)))

    def __truediv__(self, other: object) -> Self:
        raise TypeError("divide money with split() or rounded(Fraction(...)), never with /")

    def __repr__(self) -> str:
        return f"Fen({int(self)})"

    def __str__(self) -> str:
        return f"{int(self)}"


ZERO = Fen(0)
