"""Who asks: the officers of a case, its court as institutions know it, and the instant."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import recording_instant
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.inquiry.documents import Occasion
from zhixing.inquiry.officers import officers_of
from zhixing.inquiry.wire.model import Court
from zhixing.platform.principal import Principal


def occasion_of(case: UUID, facts: Facts, on: date, *, by: Principal) -> Occasion:
    """Give the case's number, day and two officers under which a request goes out.

    :raises InquiryRefused: there is no second person, or one has no cards that hold.
    """
    return Occasion(
        by.court_no,
        case,
        cases.get_case(by.court_no, case).number,
        on,
        recording_instant(by.court_no),
        officers_of(facts, on, by=by),
    )


def court_of(court_no: int) -> Court:
    """Name a court as the wire does."""
    court = courts.get_court(court_no)
    return Court(court.name, court.code)
