"""What a docket's acts amount to: chapters of facts, each a frozen dataclass of one room.

A room declares a chapter with :func:`chapter`; its acts' effects read and replace
it. Facts are immutable: an effect returns new facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from zhixing.kernel.canonical import Json, digest, to_json
from zhixing.kernel.codec import decode

C = TypeVar("C")
V = TypeVar("V")

_chapters: dict[str, type[Any]] = {}
_codes: dict[type[Any], str] = {}


def chapter(code: str) -> Callable[[type[C]], type[C]]:
    """Declare a frozen dataclass, buildable without arguments, as a chapter of the facts."""

    def declare(cls: type[C]) -> type[C]:
        if _chapters.get(code, cls).__qualname__ != cls.__qualname__:
            raise ValueError(f"chapter {code} is declared twice")
        _chapters[code], _codes[cls] = cls, code
        return cls

    return declare


class Facts:
    """Hold the chapters that acts have written; every other chapter is at its defaults."""

    __slots__ = ("_derived", "_stored", "_values")

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values: dict[str, Any] = dict(values or {})
        self._stored: dict[str, Json] = {}
        self._derived: dict[object, Any] = {}

    @classmethod
    def from_json(cls, stored: Mapping[str, Json]) -> Facts:
        """Read materialised facts; a chapter is decoded only when it is asked for."""
        facts = cls()
        facts._stored = dict(stored)
        return facts

    def of(self, cls: type[C]) -> C:
        """Give one chapter, at its defaults if no act has written it."""
        code = _codes[cls]
        if code not in self._values and code in self._stored:
            self._values[code] = decode(cls, self._stored[code])
        value = self._values.get(code)
        return cls() if value is None else value

    def once(self, key: object, derive: Callable[[], V]) -> V:
        """Give what follows from these facts under a key, derived once: facts do not change."""
        if key not in self._derived:
            self._derived[key] = derive()
        value: V = self._derived[key]
        return value

    def put(self, value: Any) -> Facts:
        """Give the facts with one chapter replaced."""
        after = Facts(self._values)
        code = _codes[type(value)]
        after._values[code] = value
        after._stored = {k: v for k, v in self._stored.items() if k != code}
        return after

    def to_json(self) -> dict[str, Json]:
        """Give the facts as they are materialised beside the case."""
        written = {code: to_json(value) for code, value in self._values.items()}
        return dict(sorted({**self._stored, **written}.items()))

    @property
    def hash(self) -> str:
        """Give the hash that tells two foldings apart."""
        return digest(self.to_json())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self.to_json() == other.to_json()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Facts({', '.join(self.to_json())})"
