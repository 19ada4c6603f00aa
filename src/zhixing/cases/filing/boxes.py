"""Form fields that read what people type: money, rates, days; labels in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhixing.cases.filing import cells
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.words import Text, Words


class _Said(Words):
    """A message that takes no figures from the form's own checks."""

    __slots__ = ()

    def __mod__(self, figures: object) -> Words:
        return self


REQUIRED = Words("请填写。", "This is required.")
CHOOSE = Words("请选择", "Choose one")
NOT_A_DAY = Words("没有这一天，请按年-月-日填写。", "There is no such day; write it as 2018-03-01.")
NOT_OFFERED = _Said("没有这一选项，请重新选择。", "That is none of the choices.")
NOT_A_MOMENT = Words("没有这一时刻，请按年-月-日 时:分填写。", "Write it as 2018-03-01 09:30.")
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


def foreign(label: Text, *, required: bool = True) -> forms.CharField:
    """Make a box for an amount of a foreign currency; it gives its hundredths as ``Fen``."""
    box = money(label, required=required)
    helped: Any = Words("以该外币计，最多两位小数", "in that currency, at most two decimals")
    box.help_text = helped
    return box


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
    said: dict[str, Any] = {"required": REQUIRED, "invalid_choice": NOT_OFFERED}
    return forms.ChoiceField(**given, error_messages=said, initial=offered[0][0] if offered else "")


def several(label: Text, choices: Iterable[tuple[str, Text]] = ()) -> forms.MultipleChoiceField:
    """Make a row of boxes to tick, at least one of them."""
    given: dict[str, Any] = {"label": label, "choices": list(choices)}
    said: dict[str, Any] = {"required": REQUIRED, "invalid_choice": NOT_OFFERED}
    box = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(**given, widget=box, error_messages=said)


def tick(label: Text) -> forms.BooleanField:
    """Make a box that may be ticked."""
    given: dict[str, Any] = {"label": label, "required": False}
    return forms.BooleanField(**given)


def whole(label: Text, least: int, most: int, *, initial: int | None = None) -> forms.IntegerField:
    """Make a box for a whole number between two bounds."""
    bounds = Words("填{a}至{b}之间的整数。", "A whole number from {a} to {b}.")
    filled = bounds.filled(a=least, b=most)
    said: Any = _Said(filled.zh, filled.en)
    errors = {"required": REQUIRED, **dict.fromkeys(("invalid", "min_value", "max_value"), said)}
    given: dict[str, Any] = {"label": label, "initial": initial, "error_messages": errors}
    box = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(**given, widget=box, min_value=least, max_value=most)


class _MomentField(forms.DateTimeField):
    """Read a day and a time of the Shanghai clock as an instant."""

    def clean(self, value: Any) -> datetime | None:
        found = super().clean(value)
        if found is None:
            return None
        return instant(found.date(), found.hour, found.minute)


def moment(label: Text) -> forms.DateTimeField:
    """Make a box for a day and a time."""
    box = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    said: dict[str, Any] = {"required": REQUIRED, "invalid": NOT_A_MOMENT}
    given: dict[str, Any] = {"label": label, "widget": box}
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    return _MomentField(**given, input_formats=formats, error_messages=said)


def hidden_key() -> forms.CharField:
    """Make a hidden box for the key that tells a repeat from a second deed."""
    return forms.CharField(widget=forms.HiddenInput, max_length=60)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Text]]) -> None:
    """Put the choices of a case into a box of a form made for it.

    Of several persons, things or units none is chosen because it stands first: somebody chooses.
    """
    box: Any = form.fields[name]
    offered = list(choices)
    is_open = box.required and not isinstance(box, forms.MultipleChoiceField)
    if is_open and len(offered) > 1 and all(code for code, _ in offered):
        box.initial = None
        offered = [("", CHOOSE), *offered]
    box.choices = offered


def amount_of(value: object) -> Fen:
    """Give an amount a form read, zero where the box was left empty."""
    return value if isinstance(value, Fen) else Fen(0)
