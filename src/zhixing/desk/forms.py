"""Form fields that read what people type: money, rates, days; labels in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhixing.cases.filing import cells
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.words import Text, Words

REQUIRED = Words("请填写。", "This is required.")
NOT_A_DAY = Words("没有这一天，请按年-月-日填写。", "There is no such day; write it as 2018-03-01.")
MONEY_HELP = Words("元，最多两位小数", "yuan, at most two decimals")


class _ReadField(forms.CharField):
    """Read a box as a cell of the import sheet is read, with the same words for its faults."""

    def __init__(self, read: Callable[[Any], Any], **given: Any) -> None:
        super().__init__(**given)
        self.read = read

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except cells.Unread as unread:
            raise ValidationError(str(Words(unread.zh, unread.en)), code=unread.code) from None


def text(label: Text, *, required: bool = True, most: int = 500, **given: Any) -> forms.CharField:
    """Make a box for a line of text."""
    given |= {"label": label, "required": required, "max_length": most}
    said: dict[str, Any] = {"required": REQUIRED}
    return forms.CharField(**given, error_messages=said)


def words(label: Text, *, required: bool = True, most: int = 2000) -> forms.CharField:
    """Make a box for several lines."""
    box = forms.Textarea(attrs={"rows": 3})
    return text(label, required=required, most=most, widget=box)


def money(label: Text, *, required: bool = True) -> forms.CharField:
    """Make a box for an amount; it gives ``Fen``."""
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    given: dict[str, Any] = {"label": label, "help_text": MONEY_HELP, "widget": box}
    words_of: dict[str, Any] = {"required": REQUIRED}
    return _ReadField(cells.money, **given, required=required, error_messages=words_of)


def rate(label: Text) -> forms.CharField:
    """Make a box for an annual rate; it gives decimal text."""
    help_text = Words("如 6% 或 0.06", "as 6% or 0.06")
    return _ReadField(cells.rate, label=label, required=False, help_text=help_text)


def day(label: Text, *, required: bool = True) -> forms.DateField:
    """Make a box for a day."""
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    words_of: dict[str, Any] = {"required": REQUIRED, "invalid": NOT_A_DAY}
    given: dict[str, Any] = {"label": label, "required": required, "widget": box}
    return forms.DateField(**given, error_messages=words_of)


def choice(
    label: Text, choices: Iterable[tuple[str, Text]], *, required: bool = True
) -> forms.ChoiceField:
    """Make a choice among words."""
    offered = list(choices) if required else [("", Words("未填", "Not stated")), *choices]
    given: dict[str, Any] = {"label": label, "choices": offered, "required": required}
    return forms.ChoiceField(**given, initial=offered[0][0] if offered else "")


def amount_of(value: object) -> Fen:
    """Give an amount a form read, zero where the box was left empty."""
    return value if isinstance(value, Fen) else Fen(0)
