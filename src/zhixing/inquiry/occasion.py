"""Who asks: the officers of a case, its court as institutions know it, and the instant."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import recording_instant
from zhixing.cases.docket.chapters import Responsibility
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.courts.kinds import TeamRole
from zhixing.inquiry.cards import officer_of
from zhixing.inquiry.documents import Occasion
from zhixing.inquiry.wire.model import Court, Officer
from zhixing.platform.principal import PostKind, Principal


def occasion_of(case: UUID, facts: Facts, on: date, *, by: Principal) -> Occasion:
    """Give the case's number, day and two officers under which a request goes out."""
    return Occasion(
        by.court_no,
        case,
        cases.get_case(by.court_no, case).number,
        on,
        recording_instant(by.court_no),
        officers_of(facts, on, by=by),
    )


def officers_of(facts: Facts, on: date, *, by: Principal) -> tuple[Officer, ...]:
    """Give the officer in charge and a second one; two officers go with every request.

    The handler comes first, before appointment whoever orders. The second is an assistant
    of the handler's team, or else of the court.
    """
    handling = facts.of(Responsibility).current
    first = handling.person if handling else by.person
    name = courts.get_person(first).name if handling else by.person_name
    found = [officer_of(name, first)]
    for person, title in _colleagues(handling.team if handling else None, on, by):
        if person != first:
            found.append(officer_of(title, person))
            break
    return tuple(found)


def court_of(court_no: int) -> Court:
    """Name a court as the wire does."""
    court = courts.get_court(court_no)
    return Court(court.name, court.code)


def _colleagues(team: UUID | None, on: date, by: Principal) -> list[tuple[UUID, str]]:
    if team is not None:
        members = courts.get_team(by.court_no, team, on).of_role(TeamRole.ASSISTANT)
        if members:
            return [(m.person, m.name) for m in members]
    assistants = courts.list_principals(by.court_no, on, kind=PostKind.ASSISTANT)
    return [(p.person, p.person_name) for p in assistants]
