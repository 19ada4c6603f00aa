"""What succession and correction read and follow: the case's lock, its application, its links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.acts import CaseApplied, Role
from zhixing.cases.docket.asof import effective_acts
from zhixing.cases.docket.chapters import Obligation, Standing, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.filing.check_claim import check_terms as check_items
from zhixing.cases.filing.problem import NotPossible, Problem, Writer
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.parties.queries import list_parties
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class ClaimCorrection:
    """Say what of a recorded claim was wrong; None leaves a term as it is."""

    reason: str
    obligations: tuple[Obligation, ...] | None = None
    effective_on: date | None = None
    served_on: date | None = None
    performance_until: date | None = None
    costs: Fen | None = None

    def of(self, applied: CaseApplied) -> CaseApplied:
        """Give the application as it should have been recorded."""
        names = ("obligations", "effective_on", "served_on", "performance_until", "costs")
        given = {n: v for n in names if (v := getattr(self, n)) is not None}
        return replace(applied, correction=self.reason.strip(), **given)


def lock_case(case: UUID, by: Principal) -> models.Case:
    """Lock a case of one's own court, so that what is read of it holds until the act is written.

    :raises NotPossible: there is no such case in the court.
    """
    own = models.Case.objects.select_for_update(no_key=True).filter(court_no=by.court_no)
    row = own.filter(id=case).first()
    if row is None:
        raise unknown_case()
    return row


def unknown_case() -> NotPossible:
    """Give the refusal of a case that is none of the court's."""
    return NotPossible(
        "CASE_UNKNOWN",
        message_zh="本院没有此案件。",
        message_en="There is no such case in this court.",
        field="case",
    )


def lock_cases(cases: Iterable[UUID], by: Principal) -> None:
    """Lock cases of one's own court together, in the order of their ids.

    :raises NotPossible: one of them is none of the court's.
    """
    wanted = set(cases)
    if find_locked(wanted, by) != wanted:
        raise unknown_case()


def find_locked(cases: Iterable[UUID], by: Principal) -> set[UUID]:
    """Lock those of some cases that are of one's own court, by id; give which they are."""
    own = models.Case.objects.select_for_update(no_key=True).filter(court_no=by.court_no)
    found = own.filter(id__in=list(cases)).order_by("id")
    return set(found.values_list("id", flat=True))


def application_act(court_no: int, case: UUID) -> tuple[UUID, CaseApplied, date]:
    """Give the application of a case as it counts now: its act, what it says, its day."""
    for act in effective_acts(court_no, case):
        if act.type == "CASE_APPLIED":
            return act.act, decode(CaseApplied, act.payload), act.occurred_on
    raise Impossible(f"case {case} has no application")


def check_terms(payload: CaseApplied, on: date) -> list[Problem]:
    """Check the terms of a corrected claim as those of an application."""
    write = Writer(1, on)
    return list(check_items(payload.obligations, payload.title.instalments, payload.costs, write))


def follow_standings(case: UUID, facts: Facts, by: Principal) -> None:
    """Let the links of a case and the names in its list follow its standings."""
    standings = facts.of(Standings).parties
    known = {
        (link.party_id, link.role, link.since): link
        for link in models.CaseParty.objects.filter(court_no=by.court_no, case_id=case)
    }
    for s in standings:
        link = known.get((s.party, s.role, s.since))
        if link is None:
            _link(case, s, by.court_no)
        elif link.until != s.until:
            link.until = s.until
            link.save(update_fields=["until"])
    names = list_parties({s.party for s in standings})
    models.Case.objects.filter(court_no=by.court_no, id=case).update(
        creditor_names=_names(standings, Role.APPLICANT, {k: v.name for k, v in names.items()}),
        debtor_names=_names(standings, Role.DEBTOR, {k: v.name for k, v in names.items()}),
    )


def _link(case: UUID, s: Standing, court_no: int) -> None:
    models.CaseParty.objects.create(
        id=new_id(),
        court_no=court_no,
        case_id=case,
        party_id=s.party,
        role=s.role,
        since=s.since,
        until=s.until,
    )


def _names(standings: tuple[Standing, ...], role: Role, names: dict[UUID, str]) -> str:
    now = [s.party for s in standings if s.role == role.value and s.until is None]
    return "、".join(names[party] for party in now)
