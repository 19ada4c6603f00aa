"""What a court's leaders may change of the court itself: one form each, one operation each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.forms import Form

from zhixing.desk.visit import Visit
from zhixing.platform.screenkit.words import NOTHING, Text, Words

STAFF: Final = "STAFF"
RULES: Final = "RULES"
PARTNERS: Final = "PARTNERS"
PAGES: Final = {STAFF: "organisation", RULES: "charters", PARTNERS: "institutions"}
"""The page on which the deeds of a group stand."""
NEXT_REVIEW: Final = timedelta(days=365)
NO_LATER: Final = Words(
    "自所填之日起施行；以前各日的情况不变，仍可按日查阅。",
    "It holds from the day given; what held on earlier days stays and can be asked for.",
)


class CourtDeed:
    """Something that changes the court: subclass, declare with ``@court_deed``."""

    key: str = ""
    label: Text = NOTHING
    group: str = STAFF
    form: type[Form]
    fields: Mapping[str, str] = {}

    def consequence(self, visit: Visit) -> Text:
        """Say what will happen."""
        return NO_LATER

    def make_form(self, visit: Visit, data: Any = None) -> Form:
        """Make the form, with choices that depend on the court."""
        return self.form(data)

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        """Call one operation and say in a sentence what was done.

        :raises Refusal: the operation refuses; the page shows it in place.
        """
        raise NotImplementedError


_deeds: dict[str, CourtDeed] = {}


def court_deed(deed: type[CourtDeed]) -> type[CourtDeed]:
    """Declare a deed on the court."""
    _deeds[deed.key] = deed()
    return deed


def list_court_deeds() -> list[CourtDeed]:
    """List every declared deed, as declared."""
    return list(_deeds.values())


def find_court_deed(key: str) -> CourtDeed | None:
    """Find a deed by its key."""
    return _deeds.get(key)


def a_year_on(day: date) -> date:
    """Give the usual day of review of a rule that begins on a day."""
    return day + NEXT_REVIEW
