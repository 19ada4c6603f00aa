"""What a person may do here: with its consequence and its article, or why it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.words import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a thing cannot be done: the sentence, the stable code, the article, the way out."""

    text: Text
    code: str
    article: Text = NOTHING
    article_url: str = ""
    remedy: Text = NOTHING
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A button that acts.

    ``consequence`` says what will happen and ``article`` by which article; the
    dialog shows both before anything is sent. ``tone``: ``act`` (cinnabar, one per
    page), ``plain`` or ``return``. ``reason``: ``none``, ``optional``, ``required``.
    ``fields`` are hidden values posted along. ``key`` is one letter. With a
    ``refusal`` the button is shown, cannot be pressed, and says why.
    """

    name: str
    label: Text
    url: str
    consequence: Text
    article: Text = NOTHING
    article_url: str = ""
    tone: str = "plain"
    key: str = ""
    reason: str = "none"
    needs_code: bool = False
    fields: Sequence[tuple[str, str]] = ()
    target: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for a decision: checked or not, with its finding.

    ``is_open`` marks one that only what is filled in will answer.
    """

    text: Text
    holds: bool
    article: Text = NOTHING
    why: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody on the route has already said."""

    person: str
    post: Text
    verdict: Text
    at: datetime
    text: Text = NOTHING


@dataclass(frozen=True, slots=True)
class TrayItem:
    """One document waiting for approval, as the list of the tray shows it; ``key`` is unique."""

    title: Text
    url: str
    case_no: str
    applicant: str
    waiting: Text
    is_current: bool = False
    is_urgent: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class TrayDocument:
    """The document on the left: ``url`` is framed (PDF), else ``html`` (safe) stands in place."""

    title: Text
    url: str = ""
    html: str = ""
    download: Link | None = None


@dataclass(frozen=True, slots=True)
class Tray:
    """The context ``tray`` of ``kit/tray.html``.

    ``approve`` and ``send_back`` say their consequence beside the button, so
    ``a`` sends at once and ``r`` goes to the reason. ``live`` are the topics at which the
    list asks again; what is being read beside it stays.
    """

    items: Sequence[TrayItem]
    document: TrayDocument | None = None
    case_no: str = ""
    case_url: str = ""
    summary: Text = NOTHING
    reasons: Sequence[Reason] = ()
    opinions: Sequence[Opinion] = ()
    approve: Decision | None = None
    send_back: Decision | None = None
    live: str = ""
