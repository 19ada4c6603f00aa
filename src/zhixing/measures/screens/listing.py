"""Deeds on the list of dishonest debtors (失信名单): applied for, published, deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import names_of
from zhixing.law.listing.deletion import EVENT_ZH, Event
from zhixing.law.listing.grounds import GROUND_EN, GROUND_ZH, Ground
from zhixing.law.procedure.facts import ActType
from zhixing.measures.chapter import Listed, Measures
from zhixing.measures.operations import (
    ListingPlan,
    apply_listing,
    delete_listing,
    publish_listing,
)
from zhixing.measures.person_deed import LawfulAgainst
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

GROUNDS: list[tuple[str, Text]] = [(str(int(g)), Words(GROUND_ZH[g], GROUND_EN[g])) for g in Ground]
EVENT_EN = {
    Event.TERM_ENDED: "the term of the listing ended",
    Event.PERFORMED: "performed, or fully enforced",
    Event.SETTLEMENT_PERFORMED: "the settlement was performed",
    Event.APPLICANT_ASKS: "the applicant asks in writing, and it is granted",
    Event.QUERIED_TWICE: "queried twice after the present procedure was ended, nothing found",
    Event.SUSPENDED: "stayed by retrial or insolvency",
    Event.NOT_ENFORCED: "enforcement was refused by ruling",
    Event.ENDED: "enforcement was terminated by ruling",
}
EVENTS: list[tuple[str, Text]] = [(e.name, Words(EVENT_ZH[e], EVENT_EN[e])) for e in Event]


class ListingForm(forms.Form):
    """On which ground, for which conduct."""

    ground = boxes.choice(Words("纳入情形", "Ground"), GROUNDS)
    conduct_zh = boxes.words(Words("失信行为具体情形", "The conduct in particular"))
    is_able = boxes.tick(Words("已查明有履行能力", "Shown to be able to perform"))
    is_violent_or_several = boxes.tick(
        Words("以暴力、威胁方法或者多项失信行为", "By violence or threat, or several acts")
    )


@case_deed
class ApplyListing(LawfulAgainst):
    """Apply for the listing of a debtor."""

    key = "apply-listing"
    label = Words("提请纳入失信名单", "Apply for listing")
    needs = "list"
    order = 20
    form = ListingForm
    step = ActType.LIST_DEBTOR
    supplied = frozenset({"GROUND"})

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请院长签发决定书；签发后其失信信息可以向社会公布，直至依法删除。",
            "It is put up for the president's signature; signed, the listing may be published "
            "until it is deleted by law.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        plan = ListingPlan(
            subject_of(ask),
            int(given["ground"]),
            given["conduct_zh"],
            given["is_able"],
            given["is_violent_or_several"],
        )
        apply_listing(ask.case, plan, ask.on, by=ask.by)
        return Words("已提请纳入，待签发。", "The listing is put up for signature.")


class OfListing(CaseDeed):
    """A deed about one listing of the case."""

    needs = "list"
    tabs = ("measures",)
    has_subjects = True
    previews = True

    def is_wanted(self, listed: Listed) -> bool:
        """Say whether the deed is about this listing."""
        return listed.is_listed

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = names_of(ask)
        name = Words("失信名单：{n}", "Listing of {n}")
        return [
            Subject(x.measure, name.filled(n=names.get(x.party, "")))
            for x in ask.facts.of(Measures).listed
            if self.is_wanted(x)
        ]


@case_deed
class PublishListing(OfListing):
    """Publish a listing that was decided."""

    key = "publish-listing"
    label = Words("公布失信信息", "Publish")
    order = 21

    def is_wanted(self, listed: Listed) -> bool:
        return listed.is_listed and listed.published_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("失信信息自今日起向社会公布。", "The listing is public from today.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        publish_listing(ask.case, subject_of(ask), ask.on, by=ask.by)
        return Words("已公布。", "The listing is published.")


class DeletionForm(forms.Form):
    """For which event, of which day."""

    event = boxes.choice(Words("删除情形", "Event"), EVENTS)
    event_on = boxes.day(Words("情形发生日", "Day of the event"))


@case_deed
class DeleteListing(OfListing):
    """Delete a listing for an event the provisions name."""

    key = "delete-listing"
    label = Words("删除失信信息", "Delete the listing")
    order = 22
    form = DeletionForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("失信信息自今日起删除。", "The listing ends today.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        event = Event[given["event"]]
        delete_listing(ask.case, subject_of(ask), event, given["event_on"], ask.on, by=ask.by)
        return Words("已删除。", "The listing is deleted.")
