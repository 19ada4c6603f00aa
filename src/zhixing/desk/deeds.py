"""What may be done in a case, as buttons: each with its consequence and article, or its refusal."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from zhixing.desk.casefile import CaseFile
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.web.fragments import CaseAsk, CaseDeed, list_deeds
from zhixing.platform.web.refusals import shown


@dataclass(frozen=True, slots=True)
class Button:
    """Hold a deed as the case page shows it: a decision in place, or a link to its form."""

    decision: Decision | None = None
    link: Link | None = None


def buttons(file: CaseFile) -> list[Button]:
    """Give the deeds that the post may do in the case now; none on another day's page."""
    ask = file.ask
    if not ask.can_act:
        return []
    offered = [d for d in list_deeds() if ask.by.may(d.needs) and d.is_offered(ask)]
    return [_button(deed, ask) for deed in offered]


def deed_url(deed: CaseDeed, ask: CaseAsk) -> str:
    """Give the address of a deed's form, which is where it is sent as well."""
    return reverse("desk:deed", args=[ask.court_no, ask.case, deed.key])


def _button(deed: CaseDeed, ask: CaseAsk) -> Button:
    obstacle = deed.obstacle(ask)
    if deed.form is not None and obstacle is None:
        return Button(link=Link(deed.label, deed_url(deed, ask)))
    return Button(decision=decision_of(deed, ask))


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
