"""Deeds of recording that somebody beside the parties was served: a co-owner, a company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.keeping.co_owners import CoOwners, Notice
from zhixing.inquiry.keeping.companies import Companies
from zhixing.instruments.operations import Proof, serve_instrument
from zhixing.instruments.screens.papers import METHODS, papers_of
from zhixing.law.periods.service import Method
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class OutsiderServiceForm(forms.Form):
    """How, when, and the proof."""

    method = boxes.choice(Words("送达方式", "Method"), METHODS)
    event_on = boxes.day(Words("签收、留置、回执、到达或者公告之日", "Day of the event"))
    proof = boxes.text(Words("送达凭证", "Proof of service"), most=200)


class _ServesOutsider(CaseDeed):
    """Record that somebody the case has no party of got the notice meant for them."""

    needs = "serve"
    tabs = ("property", "instruments")
    form = OutsiderServiceForm
    has_subjects = True
    previews = True

    def notices(self, ask: CaseAsk) -> Sequence[Notice]:
        """Give the notices the deed is about."""
        raise NotImplementedError

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        """Give those that are issued and not served, by the name of whom they are for."""
        ready = {i.id for i in papers_of(ask) if i.state != "DRAFT" and not i.services}
        waiting = [n for n in self.notices(ask) if n.instrument in ready]
        names = list_parties({n.party for n in waiting})
        return [Subject(n.instrument, names[n.party].name) for n in waiting if n.party in names]

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        """Make the form; the day of the event is today unless said otherwise."""
        return OutsiderServiceForm(data, initial={"event_on": ask.on})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        """Record the service."""
        paper = subject_of(ask)
        party = next(n.party for n in self.notices(ask) if n.instrument == paper)
        proof = Proof(party, Method(given["method"]), given["event_on"], given["proof"])
        serve_instrument(paper, proof, ask.on, by=ask.by)
        return Words("已登记送达。", "The service is recorded.")


@case_deed
class ServeCoOwner(_ServesOutsider):
    """Record that a co-owner got the notice."""

    key = "serve-co-owner"
    label = Words("登记送达共有人", "Record service on a co-owner")
    order = 14

    def notices(self, ask: CaseAsk) -> Sequence[Notice]:
        return [n for thing in ask.facts.of(CoOwners).things for n in thing.notices]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "送达记入卷宗；全部共有人送达后，通知共有人的节点办结。",
            "The service is recorded; once every co-owner is served the node is done.",
        )


@case_deed
class ServeCompany(_ServesOutsider):
    """Record that the company whose equity is frozen got the notice about its dividends."""

    key = "serve-company"
    label = Words("登记送达股权所在公司", "Record service on the company")
    order = 15

    def notices(self, ask: CaseAsk) -> Sequence[Notice]:
        return ask.facts.of(Companies).notices

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "送达记入卷宗；公司自此不得向被执行人支付股息、红利，收益到期时应当通知法院。",
            "The service is recorded; from then on the company pays no dividend to the debtor and "
            "tells the court what falls due.",
        )
