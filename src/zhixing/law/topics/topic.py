"""What a topic is: a question in JSON, an answer in JSON, and the finding behind it.

Requests and results are frozen dataclasses. Their fields say what travels:

- ``Fen``: yuan as text, ``"650000.00"``; ``Six`` in results: yuan with six decimals;
- ``date``: ``"2017-03-14"``; ``datetime``: ``"2017-03-14T09:30:00"``, Shanghai time;
  ``date | datetime`` either;
- ``StrEnum``: one of its values, a closed list; ``Literal``: likewise;
- ``Decimal``: a number as text, ``"4.35"``; ``int``, ``bool``, ``str``;
- ``tuple[X, ...]`` a list; ``dict[str, X]`` an object; a dataclass; ``X | None``;
  ``X | tuple[Y, ...]`` one of them or a list, ``X | D`` one of them or an object.

A trailing underscore is dropped on the wire (``from_`` travels as ``from``). Bounds stand
beside the type: ``Annotated[int, Between(1, 3650)]``, ``Annotated[tuple[X, ...], Most(500)]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

from zhixing.kernel.canonical import Json
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal

Q = TypeVar("Q")
R = TypeVar("R")

KNOWN_ON: Final = date(2026, 11, 22)
"""The day on which the texts were last compared; asked where a request names no day."""


@dataclass(frozen=True, slots=True)
class Between:
    """Bound a whole number or a Decimal, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Most:
    """Bound the length of a list or of a text."""

    most: int


class Six(Decimal):
    """Hold yuan with six decimals, as the segments of a calculation show them."""

    @classmethod
    def of_fen(cls, fen: Fraction) -> Six:
        """Round an exact number of fen half up to a millionth of a yuan.

        >>> str(Six.of_fen(Fraction(1, 3)))
        '0.003333'
        """
        exact = Decimal(fen.numerator) / Decimal(fen.denominator) / 100
        return cls(exact.quantize(Decimal("0.000001"), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold a result with its finding, and what is missing for the whole of it.

    ``missing`` is set where the law ran out: the result goes as far as the figures are
    known, and the refusal names what is missing and until when it is known.
    """

    result: Any
    finding: Finding[Any]
    missing: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Show one question and what must come back.

    ``request`` is JSON. ``result`` compares only the keys it names; ``error`` is the code
    of the error instead. ``note`` says where the example comes from.
    """

    request: Mapping[str, Json]
    result: Mapping[str, Json] | None = None
    error: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Declare a topic. ``answer`` takes the request and may raise any Refusal."""

    name: str
    zh: str
    en: str
    request: type[Any]
    result: type[Any]
    answer: Callable[[Any], Answer]
    examples: tuple[Example, ...]
    rules: tuple[str, ...] = ()
    """The codes of the rules it asks."""
