"""What the law of procedure needs to know of the person a measure is aimed at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import law_facts
from zhixing.law.listing.grounds import Ground
from zhixing.law.procedure.facts import CaseFacts, Debtor
from zhixing.measures.chapter import Measures
from zhixing.parties import queries as parties

DEBTOR = "DEBTOR"
ADULT = 18


def facts_about(
    facts: Facts,
    party: UUID,
    on: date,
    *,
    ground: Ground | None = None,
    hides_property: bool = False,
) -> CaseFacts:
    """Give the case's facts with one party as the subject of the step."""
    person, measures = parties.get_party(party), facts.of(Measures)
    minor = person.birth_year is not None and on.year - person.birth_year < ADULT
    return replace(
        law_facts(facts, on),
        debtor=Debtor(
            is_judgment_debtor=party in facts.of(Standings).of_role(DEBTOR),
            identified_by_number=bool(person.number_masked),
            is_minor=minor,
            is_listed=measures.listing_of(party) is not None,
            listing_ground=ground,
            calls_unanswered=measures.summons_unanswered,
            hides_property=hides_property,
            obstruction_found=bool(measures.misconduct),
        ),
    )
