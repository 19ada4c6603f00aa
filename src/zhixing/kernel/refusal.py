"""A refusal: what a user asked cannot be done, why, and what would make it possible."""

from __future__ import annotations

from typing import Any, Final

from zhixing.kernel.finding import Citation


class Refusal(Exception):
    """Carry a refusal a user can cause; raised by law and rooms, worded for people.

    ``code`` is stable and machine-readable (``SEIZURE_ABOVE_LIMIT``). The message
    says what is wrong, the remedy what would make it possible, each in Chinese and
    English. ``basis`` is the article, ``field`` the offending input's name. The
    fields cannot be changed once set; rooms subclass it to give it a type.

    >>> try:
    ...     raise Refusal("TOO_LATE", message_zh="已超过期限。", message_en="The term is over.")
    ... except Refusal as refusal:
    ...     refusal.code, str(refusal)
    ('TOO_LATE', '已超过期限。 The term is over.')
    """

    code: Final[str]
    message_zh: Final[str]
    message_en: Final[str]
    basis: Final[Citation | None]
    remedy_zh: Final[str]
    remedy_en: Final[str]
    field: Final[str | None]

    FIELDS = ("code", "message_zh", "message_en", "basis", "remedy_zh", "remedy_en", "field")

    def __init__(
        self,
        code: str,
        *,
        message_zh: str,
        message_en: str,
        basis: Citation | None = None,
        remedy_zh: str = "",
        remedy_en: str = "",
        field: str | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message_zh = message_zh
        self.message_en = message_en
        self.basis = basis
        self.remedy_zh = remedy_zh
        self.remedy_en = remedy_en
        self.field = field

    def __setattr__(self, name: str, value: object) -> None:
        if name in self.FIELDS and name in self.__dict__:
            raise AttributeError(f"a refusal's {name} cannot be changed")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        if name in self.FIELDS:
            raise AttributeError(f"a refusal's {name} cannot be removed")
        super().__delattr__(name)

    def __str__(self) -> str:
        return f"{self.message_zh} {self.message_en}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), {name: getattr(self, name) for name in self.FIELDS})

    def to_fields(self) -> dict[str, object]:
        """Give the refusal's fields by name, as doors send them."""
        return {name: getattr(self, name) for name in self.FIELDS}


def _rebuild(kind: type[Refusal], fields: dict[str, Any]) -> Refusal:
    refusal = kind.__new__(kind)
    Exception.__init__(refusal, fields["code"])
    for name, value in fields.items():
        setattr(refusal, name, value)
    return refusal


class Impossible(Exception):
    """Say that our own promise is broken: a defect, never the user's doing."""
