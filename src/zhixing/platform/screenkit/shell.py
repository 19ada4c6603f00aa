"""What stands around every page: court, person, navigation, the day the page speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.platform.screenkit.words import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Link:
    """Name an address."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the left navigation; ``attention`` sets its count in cinnabar."""

    label: Text
    url: str
    count: int | None = None
    is_current: bool = False
    attention: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Entries under one heading; an empty heading prints none."""

    items: Sequence[NavItem]
    label: Text = NOTHING


class Reading(StrEnum):
    """The two readings of *as of*: what the court knew then, how the case stood then."""

    KNEW = "KNEW"
    STOOD = "STOOD"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a page is turned into, with its reading; ``on`` None is today.

    ``action`` receives ``?on=2016-06-01&reading=KNEW`` by GET; ``today_url``
    leads back to the present. ``earliest_on`` and ``latest_on`` bound the picker.
    """

    action: str
    today_url: str
    on: date | None = None
    reading: Reading = Reading.STOOD
    earliest_on: date | None = None
    latest_on: date | None = None


@dataclass(frozen=True, slots=True)
class Shell:
    """The context ``shell`` of ``kit/shell.html``.

    ``clock_on`` is shown beside 演练 in a rehearsal court. ``search_url``
    answers ``?q=`` as a page and, to htmx, with ``kit/parts/suggestions.html``.
    ``events_url`` is the stream of ids that ``data-live`` elements listen to;
    ``events_since`` the number events had reached when the page was made.
    ``theme`` is ``paper`` or ``wall`` (dark, large).
    """

    court: Text
    person: str
    post: Text
    home_url: str = "/"
    nav: Sequence[NavGroup] = ()
    search_url: str = ""
    posts_url: str = ""
    sign_out_url: str = ""
    is_rehearsal: bool = False
    clock_on: date | None = None
    as_of: AsOf | None = None
    events_url: str = ""
    events_since: str = ""
    theme: str = "paper"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line below the search box: what was found, of which kind, and where."""

    label: Text
    kind: Text
    url: str
    detail: Text = NOTHING


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post a person may sign in to."""

    id: str
    court: Text
    post: Text
    is_selected: bool = False
    needs_code: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """The context ``sign_in`` of ``kit/sign_in.html``.

    Without ``posts`` it asks for ``account`` and ``password``; with them for
    ``post`` and, where a post needs one, ``code``. ``error`` says what to do.
    """

    action: str
    platform_name: Text
    court: Text = NOTHING
    account: str = ""
    posts: Sequence[PostChoice] = ()
    error: Text = NOTHING
    back_url: str = ""
    is_rehearsal: bool = False

    @property
    def asks_code(self) -> bool:
        """Say whether one of the posts needs a one-time code."""
        return any(choice.needs_code for choice in self.posts)
