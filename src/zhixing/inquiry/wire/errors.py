"""What can go wrong on the wire, each with a stable code and a message in two languages."""

from __future__ import annotations

from dataclasses import dataclass


def in_both(zh: str, en: str) -> str:
    """Put a message into one line of both languages.

    >>> in_both("系统忙", "busy")
    '系统忙 / busy'
    """
    return f"{zh} / {en}"


class WireError(ValueError):
    """Carry a stable code and a message in Chinese and English."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{code}: {en}")
        self.code = code
        self.zh = zh
        self.en = en


class Unreadable(WireError):
    """Say which row and field of an incoming message cannot be read.

    ``row`` names the element and its place, counted from 1 (``zhxxList/zhxx[2]``);
    ``field`` is the attribute as the wire spells it, empty when the row as a whole is meant.
    """

    def __init__(self, row: str, field: str, zh: str, en: str, code: str = "unreadable") -> None:
        where_zh = f"{row} 的 {field}" if field else row
        where_en = f"{field} of {row}" if field else row
        super().__init__(code, f"{where_zh}：{zh}", f"{where_en}: {en}")
        self.row = row
        self.field = field


class BadCall(WireError):
    """Say why a SOAP envelope cannot be answered; ``fault`` is the SOAP 1.1 fault code."""

    def __init__(self, fault: str, zh: str, en: str) -> None:
        super().__init__(f"soap-{fault.lower()}", zh, en)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Note:
    """Remark on something tolerated in an incoming message, kept as evidence."""

    code: str
    row: str
    field: str
    zh: str
    en: str
