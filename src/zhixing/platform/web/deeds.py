"""What a person may do in a case: a room declares a deed in one file, the desk does the rest.

A deed says which capability it needs, under which tab it stands, what form it asks
with, which findings speak for or against it, and which one operation carries it out. The
desk makes from that the button or the reason against it, the form beside its reasons,
the preview of what will happen, and the answer. A deed holds no rule: law and
operation decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.forms import Form

from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.screenkit.words import NOTHING, Text
from zhixing.platform.web.fragments import CaseAsk, discover


@dataclass(frozen=True, slots=True)
class Subject:
    """Name one thing of the case a deed can be about: an account, a measure, a matter."""

    id: UUID
    label: Text
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Known:
    """Show one thing known beforehand beside a deed's form, with what explains it."""

    name: Text
    value: Text
    note: Text = NOTHING
    finding: Finding[Any] | None = None
    figure: str = ""
    """The name of a figure of the case that opens to its reasons."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Tell one condition that was looked at, whether it holds, and what would make it hold."""

    text: Text
    holds: bool
    remedy: Text = NOTHING
    finding: Finding[Any] | None = None
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """Give what is handed over once after a deed and kept nowhere: a page of its own, not a line.

    ``link`` is an address within the platform; the page shows it whole, and as a square code.
    """

    text: Text
    template: str
    context: Mapping[str, object]
    link: str = ""


class CaseDeed:
    """Something a person may do in a case: subclass, declare with ``@case_deed``.

    ``needs`` is the capability, ``tone`` the button's; at most one deed of a page is
    ``act``. Without ``tabs`` the deed stands on top of the page. ``form`` asks for what
    the operation needs; with none the dialog alone does, and ``reason`` says whether
    it asks for one. ``has_subjects`` deeds are offered once for each thing they can be
    about. ``previews`` shows what will happen before it does; ``rehearses`` finds that out
    by carrying the operation out and undoing it. ``fields`` names the box of the form for
    a field that the operation calls otherwise.
    """

    key: str = ""
    label: Text = NOTHING
    needs: str = ""
    order: int = 50
    tone: str = "plain"
    reason: str = "none"
    form: type[Form] | None = None
    tabs: tuple[str, ...] = ()
    has_subjects: bool = False
    previews: bool = False
    rehearses: bool = True
    fields: Mapping[str, str] = {}

    def is_offered(self, ask: CaseAsk) -> bool:
        """Say whether the deed belongs on the page of this case now."""
        return True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        """List the things of the case that the deed can be about."""
        return ()

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        """Give the findings by which the law permits or refuses it now."""
        return ()

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        """Give further conditions that were looked at, each with its finding."""
        return ()

    def awaited(self, ask: CaseAsk) -> Collection[str]:
        """Give the conditions of the findings, by their words, that the form itself supplies."""
        return ()

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        """Give what whoever decides should see before filling in the form."""
        return ()

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        """Give the refusal that stands against it now; the button then says why."""
        return None

    def consequence(self, ask: CaseAsk) -> Text:
        """Say what will happen."""
        raise NotImplementedError

    def article(self, ask: CaseAsk) -> Text:
        """Name the article it is done under."""
        return NOTHING

    def make_form(self, ask: CaseAsk, data: Any = None) -> Form | None:
        """Make the form, with choices that depend on the case."""
        return None if self.form is None else self.form(data)

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text | Handed:
        """Call one operation of the room; say in a sentence what was done, or hand it over.

        :raises Refusal: the operation refuses; the page shows it in place.
        """
        raise NotImplementedError


_deeds: dict[str, CaseDeed] = {}
D = TypeVar("D", bound=type[CaseDeed])
T = TypeVar("T")


def case_deed(deed: D) -> D:
    """Declare a deed."""
    _deeds[deed.key] = deed()
    return deed


def list_deeds() -> list[CaseDeed]:
    """List every declared deed, in their order."""
    discover()
    return sorted(_deeds.values(), key=lambda d: (d.order, d.key))


def find_deed(key: str) -> CaseDeed | None:
    """Find a deed by its key."""
    discover()
    return _deeds.get(key)


def subject_of(ask: CaseAsk) -> UUID:
    """Give the thing of the case a deed is about."""
    if ask.subject is None:
        raise Impossible("a deed with subjects is asked about one of them")
    return ask.subject


def once(ask: CaseAsk, key: str, look: Callable[[], T]) -> T:
    """Look something up once for all deeds of a page."""
    if key not in ask.memo:
        ask.memo[key] = look()
    found: T = ask.memo[key]
    return found
