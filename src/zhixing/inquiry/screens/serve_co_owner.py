"""The deed of recording that a co-owner was served with the notice of a sealing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.keeping.co_owners import CoOwners, Notice
from zhixing.instruments.operations import Proof, serve_instrument
from zhixing.instruments.screens.papers import METHODS, papers_of
from zhixing.law.periods.service import Method
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk


class CoOwnerServiceForm(forms.Form):
    """How, when, and the proof."""

    method = boxes.choice(Words("送达方式", "Method"), METHODS)
    event_on = boxes.day(Words("签收、留置、回执、到达或者公告之日", "Day of the event"))
    proof = boxes.text(Words("送达凭证", "Proof of service"), most=200)


@case_deed
class ServeCoOwner(CaseDeed):
    """Record that a co-owner got the notice."""

    key = "serve-co-owner"
    label = Words("登记送达共有人", "Record service on a co-owner")
    needs = "serve"
    tabs = ("property", "instruments")
    order = 14
    form = CoOwnerServiceForm
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = _names(ask)
        return [Subject(n.instrument, names[n.party]) for n in _waiting(ask) if n.party in names]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "送达记入卷宗；全部共有人送达后，通知共有人的节点办结。",
            "The service is recorded; once every co-owner is served the node is done.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return CoOwnerServiceForm(data, initial={"event_on": ask.on})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        paper = subject_of(ask)
        party = next(n.party for n in _notices(ask) if n.instrument == paper)
        proof = Proof(party, Method(given["method"]), given["event_on"], given["proof"])
        serve_instrument(paper, proof, ask.on, by=ask.by)
        return Words("已登记送达。", "The service is recorded.")


def _notices(ask: CaseAsk) -> list[Notice]:
    return [n for thing in ask.facts.of(CoOwners).things for n in thing.notices]


def _waiting(ask: CaseAsk) -> list[Notice]:
    """Give the notices that are issued and not served."""
    ready = {i.id for i in papers_of(ask) if i.state != "DRAFT" and not i.services}
    return [n for n in _notices(ask) if n.instrument in ready]


def _names(ask: CaseAsk) -> Mapping[UUID, str]:
    def look() -> dict[UUID, str]:
        known = list_parties({n.party for n in _notices(ask)})
        return {party: view.name for party, view in known.items()}

    return once(ask, "co-owners", look)
