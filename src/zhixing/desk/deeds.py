"""What may be done in a case: buttons on top, and under each tab what the law permits now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from zhixing.desk.casefile import CaseFile, why_url
from zhixing.kernel.finding import Citation, Finding, Step
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.decisions import Decision, Reason, Refusal
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, list_deeds
from zhixing.platform.web.fragments import CaseAsk
from zhixing.platform.web.refusals import shown


@dataclass(frozen=True, slots=True)
class Button:
    """Hold a deed as the case page shows it: a decision in place, or a link to its form."""

    decision: Decision | None = None
    link: Link | None = None


MOST_THINGS: Final = 4
"""How many single things a tab offers deeds about before they are folded."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Hold a deed that cannot be done now, with the reason against it."""

    label: Text
    refusal: Refusal
    url: str


@dataclass(slots=True)
class Group:
    """Hold what may be done about one thing of the case, or about the case itself."""

    subject: Subject | None = None
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Offers:
    """Hold what a tab offers, and what it refuses."""

    groups: list[Group] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.groups or self.refused)

    @property
    def own(self) -> list[Group]:
        """Give what concerns the case itself, and a few things; many things stand folded."""
        return [g for g in self.groups if g.subject is None or not self.folded]

    @property
    def folded(self) -> list[Group]:
        """Give what concerns single things, where there are too many to stand above the tab."""
        things = [g for g in self.groups if g.subject is not None]
        return things if len(things) > MOST_THINGS else []


def buttons(file: CaseFile) -> list[Button]:
    """Give the deeds on top of the page that the post may do now; none on another day's page."""
    ask = file.ask
    return [_button(deed, ask) for deed in _offered(ask, lambda d: not d.tabs)]


def offers_of(file: CaseFile, tab: str) -> Offers:
    """Give what a tab offers: first about the case, then about each thing in it."""
    offers = Offers()
    groups: dict[UUID | None, Group] = {}
    for deed in _offered(file.ask, lambda d: tab in d.tabs):
        for subject in deed.subjects(file.ask) if deed.has_subjects else (None,):
            ask = about(file.ask, subject)
            label, url = deed.label, deed_url(deed, ask)
            obstacle = deed.obstacle(ask)
            if obstacle is not None:
                offers.refused.append(Refused(_named(label, subject), shown(obstacle), url))
                continue
            key = subject.id if subject is not None else None
            groups.setdefault(key, Group(subject)).links.append(Link(label, url))
    offers.groups = sorted(groups.values(), key=lambda g: g.subject is not None)
    return offers


def about(ask: CaseAsk, subject: Subject | None) -> CaseAsk:
    """Give the question as one about a thing of the case."""
    return replace(ask, subject=subject.id) if subject is not None else ask


def about_asset(ask: CaseAsk, asset: UUID) -> CaseAsk:
    """Give the question as one about a thing of the case, by its id."""
    return replace(ask, subject=asset)


def find_link(key: str, ask: CaseAsk) -> Link | None:
    """Find the address of a deed's form by its key, where the post may do it now; else None."""
    deed = next(iter(_offered(ask, lambda d: d.key == key)), None)
    if deed is None or deed.obstacle(ask) is not None:
        return None
    return Link(deed.label, deed_url(deed, ask))


def deed_url(deed: CaseDeed, ask: CaseAsk) -> str:
    """Give the address of a deed's form, which is where it is sent as well."""
    return _of(reverse("desk:deed", args=[ask.court_no, ask.case, deed.key]), ask)


def decision_of(deed: CaseDeed, ask: CaseAsk) -> Decision:
    """Give a deed as the kit's decision."""
    obstacle = deed.obstacle(ask)
    return Decision(
        name=deed.key,
        label=deed.label,
        url=deed_url(deed, ask),
        consequence=deed.consequence(ask),
        article=deed.article(ask),
        tone=deed.tone,
        reason=deed.reason,
        refusal=shown(obstacle) if obstacle is not None else None,
    )


def findings_of(deed: CaseDeed, ask: CaseAsk) -> list[Finding[Any]]:
    """Give every finding a deed's page opens, in the order of its places."""
    known = [k.finding for k in deed.known(ask) if k.finding is not None]
    checked = [c.finding for c in deed.checks(ask) if c.finding is not None]
    return [*deed.grounds(ask), *known, *checked]


def reasons_of(deed: CaseDeed, ask: CaseAsk) -> list[Reason]:
    """Give what speaks for or against a deed: each condition of its findings."""
    reasons: list[Reason] = []
    grounds, awaited = deed.grounds(ask), deed.awaited(ask)
    for place, finding in enumerate(grounds):
        url = _why(deed, ask, place)
        conditions = [s for s in finding.steps if isinstance(s.value, bool)]
        if not conditions:
            basis = next((s.basis for s in finding.steps if s.basis is not None), None)
            holds = bool(getattr(finding.value, "allowed", True))
            text = Words(finding.conclusion_zh, finding.conclusion_en)
            reasons.append(Reason(text, holds, _article(basis), url))
        reasons += [_condition(step, url, awaited) for step in conditions]
    place = len(grounds) + sum(k.finding is not None for k in deed.known(ask))
    for check in deed.checks(ask):
        url = ""
        if check.finding is not None:
            url, place = _why(deed, ask, place), place + 1
        note = NOTHING if check.holds else check.remedy
        reasons.append(Reason(check.text, check.holds, note, url, check.warns and not check.holds))
    return reasons


def _condition(step: Step, url: str, awaited: Collection[str]) -> Reason:
    zh, en = step.text_zh.rpartition("：")[0], step.text_en.rpartition(":")[0]
    text = Words(zh, en[:1].upper() + en[1:])
    if not step.value and zh in awaited:
        text = Words("{c}（由您填明）", "{c} (as you state it)").filled(c=text)
        return Reason(text, False, _article(step.basis), url, True)
    return Reason(text, bool(step.value), _article(step.basis), url)


def known_of(deed: CaseDeed, ask: CaseAsk) -> list[Answer]:
    """Give what should be seen before the form is filled in, each figure with its reasons."""
    answers, place = [], len(deed.grounds(ask))
    for known in deed.known(ask):
        url = why_url(ask, known.figure) if known.figure else ""
        if known.finding is not None:
            url, place = _why(deed, ask, place), place + 1
        answers.append(Answer(known.name, known.value, known.note, url))
    return answers


def _offered(ask: CaseAsk, wanted: Callable[[CaseDeed], bool]) -> Sequence[CaseDeed]:
    """Give the deeds of a place that the post may do now; the others read nothing."""
    if not ask.can_act:
        return ()
    chosen = (d for d in list_deeds() if wanted(d) and ask.by.may(d.needs))
    return [d for d in chosen if d.is_offered(ask)]


def _button(deed: CaseDeed, ask: CaseAsk) -> Button:
    obstacle = deed.obstacle(ask)
    if (deed.form is not None or deed.previews) and obstacle is None:
        return Button(link=Link(deed.label, deed_url(deed, ask)))
    return Button(decision=decision_of(deed, ask))


def _named(label: Text, subject: Subject | None) -> Text:
    if subject is None:
        return label
    return Words("{a}（{b}）", "{a} ({b})").filled(a=label, b=subject.label)


def _why(deed: CaseDeed, ask: CaseAsk, place: int) -> str:
    return _of(reverse("desk:why_deed", args=[ask.court_no, ask.case, deed.key, place]), ask)


def _of(url: str, ask: CaseAsk) -> str:
    return f"{url}?{urlencode({'of': str(ask.subject)})}" if ask.subject is not None else url


def _article(basis: Citation | None) -> Text:
    return Words(basis.zh, basis.en) if basis is not None else NOTHING
