"""Parts of the page itself: the as-of band and picker, tabs, empty states, progress."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhixing.platform.screenkit.shell import AsOf, Reading
from zhixing.platform.screenkit.tables import Empty, Progress, Tab
from zhixing.platform.screenkit.words import Text, Words

register = Library()

_READINGS = (
    (Reading.STOOD, Words("当日法律状态", "as it legally stood")),
    (Reading.KNEW, Words("当日法院已知", "as the court knew it")),
)


@register.inclusion_tag("kit/parts/as_of_band.html")
def as_of_band(as_of: AsOf | None) -> dict[str, object]:
    """Say that the page is turned into another day, in which reading, and lead back."""
    reading = dict(_READINGS)[Reading(as_of.reading)] if as_of else None
    return {"as_of": as_of, "reading": reading}


@register.inclusion_tag("kit/parts/as_of_picker.html")
def as_of_picker(as_of: AsOf, today: date | None = None) -> dict[str, object]:
    """Offer a day and one of the two readings; ``today`` fills the box while none is chosen."""
    return {"as_of": as_of, "readings": _READINGS, "shown_on": as_of.on or today}


@register.inclusion_tag("kit/parts/tabs.html")
def tabs(items: Sequence[Tab], label: Text) -> dict[str, object]:
    """Print tabs, each a link with its count; ``label`` names the group for a screen reader."""
    return {"items": items, "label": label}


@register.inclusion_tag("kit/parts/empty.html")
def empty_state(empty: Empty) -> dict[str, object]:
    """Print what stands where nothing is."""
    return {"empty": empty}


@register.inclusion_tag("kit/parts/progress.html")
def progress(work: Progress) -> dict[str, object]:
    """Print how far long work is; asks ``url`` every two seconds until it has ended."""
    return {"work": work}


@register.simple_tag
def key_hint(key: str) -> SafeString:
    """Print the key that does the same."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', key)
