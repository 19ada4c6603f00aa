"""The two officers under whose names requests of a court go out, with the cards they show.

The officer in charge comes first, then another of the team, or else of the court. In a live
court both must have cards that hold on the day and were reported to the institutions; in a
rehearsal court whoever has none gets drawn ones.

Law: NETWORK (法释〔2013〕20号) art. 2 (cards reported beforehand, changes too), art. 10 (other
property likewise); CPL art. 239 and EW art. 7 (officers show their cards). That two go is
custom and what the wire carries: rule OFFICERS_PRESENT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from zhixing.cases.docket.chapters import Responsibility
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.courts.kinds import TeamRole
from zhixing.courts.queries import CardView
from zhixing.inquiry.cards import drawn_officer, officer_with
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.inquiry.wire.model import Officer
from zhixing.law.instruments import find_citation
from zhixing.platform.principal import PostKind, Principal

SERVING: Final = (TeamRole.ASSISTANT, TeamRole.OFFICER)
POSTS: Final = (PostKind.ASSISTANT, PostKind.JUDGE)
"""Who may be the second officer, of the team or else of the court, in this order."""
PAIR: Final = 2
REMEDY: Final = (
    "请由管理员在“机构与人员”登记其工作证、执行公务证，向协助单位报备并填写报备日期。",
    "Have the administrator record both cards under Organisation, report them to the "
    "institutions and enter the day of the report.",
)
Named = tuple[UUID, str]


@dataclass
class Officers:
    """Give the officers of cases of a court on a day; staff and cards are read once for all."""

    on: date
    by: Principal
    known: dict[object, tuple[Officer, ...] | InquiryRefused] = field(default_factory=dict)

    def of(self, facts: Facts) -> tuple[Officer, ...]:
        """Give the two officers under whose names a request of a case goes out.

        :raises InquiryRefused: there is no second person, or one has no cards that hold.
        """
        handling = facts.of(Responsibility).current
        first = self.by.person if handling is None else handling.person
        team = None if handling is None else handling.team
        found = self.known.get((first, team))
        if found is None:
            try:
                found = self._pair(first, team, is_handler=handling is not None)
            except InquiryRefused as refusal:
                found = refusal
            self.known[first, team] = found
        if isinstance(found, InquiryRefused):
            raise found
        return found

    def named(self, people: Iterable[Named], *, reported: bool = True) -> tuple[Officer, ...]:
        """Give these people as officers with their cards.

        :raises InquiryRefused: one has no cards that hold on the day.
        """
        return tuple(self._officer(person, name, reported) for person, name in people)

    def require_standing(self, officers: Sequence[Officer]) -> None:
        """Refuse officers of a message whose cards hold no longer.

        :raises InquiryRefused: cards ended, or were never recorded in a live court.
        """
        standing = {card.id for card in self.cards.values() if card.is_reported(self.on)}
        for officer in officers:
            if officer.card is None and self.by.is_rehearsal:
                continue
            if officer.card not in standing:
                raise self._without(officer.name)

    @cached_property
    def cards(self) -> dict[UUID, CardView]:
        """Give the cards that hold on the day by person."""
        return courts.list_cards_on(self.by.court_no, self.on)

    @cached_property
    def _colleagues(self) -> list[Named]:
        found = courts.list_principals(self.by.court_no, self.on)
        return [(p.person, p.person_name) for kind in POSTS for p in found if p.kind is kind]

    def _pair(self, first: UUID, team: UUID | None, *, is_handler: bool) -> tuple[Officer, ...]:
        """Choose the handler, or whoever orders, and a second person who has cards if any has.

        What the platform orders by itself before there is a handler goes out under two others.
        """
        chosen: list[Named] = []
        if is_handler:
            chosen = [(first, courts.get_person(first).name)]
        elif first != courts.SYSTEM_PERSON:
            chosen = [(first, self.by.person_name)]
        others = {person: name for person, name in self._others(team) if person != first}
        able = [p for p in others if self.by.is_rehearsal or self._card(p, True) is not None]
        ranked = dict.fromkeys((*able, *others))
        chosen += [(p, others[p]) for p in ranked][: PAIR - len(chosen)]
        if len(chosen) < PAIR:
            raise self._alone()
        return self.named(chosen)

    def _alone(self) -> InquiryRefused:
        return refuse(
            "SECOND_OFFICER_WANTED",
            "本院当日没有第二名执行法官或者法官助理，不能由同一人充任两名执行人员。",
            "The court has no second judge or assistant on that day, and one person cannot be "
            "both officers.",
            field="officers",
            basis=find_citation("CPL", 239, on=self.on),
            remedy=(
                "请先为办案团队补充法官助理，或者登记任职。",
                "Let an assistant join the team, or enter an appointment.",
            ),
        )

    def _others(self, team: UUID | None) -> Iterator[Named]:
        if team is not None:
            members = courts.get_team(self.by.court_no, team, self.on)
            for role in SERVING:
                yield from ((m.person, m.name) for m in members.of_role(role))
        yield from self._colleagues

    def _card(self, person: UUID, reported: bool) -> CardView | None:
        card = self.cards.get(person)
        return None if card is None or (reported and not card.is_reported(self.on)) else card

    def _officer(self, person: UUID, name: str, reported: bool) -> Officer:
        card = self._card(person, reported)
        if card is not None:
            return officer_with(name, card)
        if self.by.is_rehearsal:
            return drawn_officer(name, person)
        if person in self.cards:
            raise self._unreported(name)
        raise self._without(name, reported)

    def _without(self, name: str, reported: bool = True) -> InquiryRefused:
        """Refuse somebody without cards: over the network by art. 2, at a window by the code."""
        code, article = ("NETWORK", 2) if reported else ("CPL", 239)
        return refuse(
            "OFFICER_WITHOUT_CARDS",
            f"执行人员“{name}”当日没有有效的工作证、执行公务证登记，不能向协助单位发出请求。",
            f"The officer {name} has no work card and duty card on record that hold on that day; "
            "no request can go to an institution.",
            field="officers",
            basis=find_citation(code, article, on=self.on),
            remedy=REMEDY,
        )

    def _unreported(self, name: str) -> InquiryRefused:
        return refuse(
            "OFFICER_NOT_REPORTED",
            f"执行人员“{name}”的证件尚未向协助单位报备，不能发出请求。",
            f"The cards of the officer {name} were not reported to the institutions yet.",
            field="officers",
            basis=find_citation("NETWORK", 2, on=self.on),
            remedy=REMEDY,
        )


def officers_of(facts: Facts, on: date, *, by: Principal) -> tuple[Officer, ...]:
    """Give the officer in charge and a second one; two officers go with every request.

    :raises InquiryRefused: there is no second person, or one has no cards that hold.
    """
    return Officers(on, by).of(facts)
