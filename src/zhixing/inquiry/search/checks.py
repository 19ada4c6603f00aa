"""Four checks and two reports (四查两报): the court's own list, read from answers and papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Role
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Progress, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.search.acts import ChecksCompleted
from zhixing.inquiry.search.terms import ChecksTerms, CheckTerm, find_checks_terms
from zhixing.inquiry.states import State
from zhixing.inquiry.values import refuse
from zhixing.institutions import queries as institutions
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import PropertyKind
from zhixing.instruments import queries as instruments
from zhixing.platform.principal import Principal

ANSWERED = ("FOUND", "NIL")
COMPLETED = "FOUR_CHECKS_COMPLETED"
LIABLE = (Role.DEBTOR, Role.GUARANTOR)
Answered = Mapping[UUID, Sequence[tuple[frozenset[PropertyKind], date]]]
"""By debtor, what each institution that answered can report, and the day of its answer."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Give one check or report: whether it is done, since when, by whose answers, what misses."""

    code: str
    zh: str
    en: str
    is_report: bool
    done_on: date | None
    answers: int
    missing: tuple[UUID, ...] = ()

    @property
    def is_done(self) -> bool:
        """Say whether it is done."""
        return self.done_on is not None


def list_checks(court_no: int, case: UUID, facts: Facts, on: date) -> tuple[CheckLine, ...]:
    """List the court's checks and reports of a case, as they stand; empty where it has no list.

    A check is done for a debtor once an institution that can report one of its kinds has
    answered, nothing found included; a report once its instrument is issued.
    """
    terms = find_checks_terms(court_no, on)
    if terms is None:
        return ()
    liable = liable_parties(facts)
    answered = _answers(court_no, case, liable, on)
    issued = {
        i.template: i.issued_on
        for i in instruments.list_instruments(court_no, case)
        if i.issued_on is not None
    }
    lines = [_line(check, liable, answered) for check in terms.checks]
    lines += [
        CheckLine(r.code, r.zh, r.en, True, issued.get(r.instrument), 0) for r in terms.reports
    ]
    return tuple(lines)


def kinds_missing(
    court_no: int, case: UUID, parties: Sequence[UUID], on: date
) -> frozenset[PropertyKind]:
    """Give the kinds of property of the checks that no answer covers yet for one of the parties."""
    terms = find_checks_terms(court_no, on)
    if terms is None:
        return frozenset()
    return kinds_unchecked(terms, parties, _answers(court_no, case, parties, on))


def kinds_unchecked(
    terms: ChecksTerms, parties: Sequence[UUID], answered: Answered
) -> frozenset[PropertyKind]:
    """Give the kinds of a list of checks that these answers leave open for one of the parties."""
    lines = ((c, _line(c, parties, answered)) for c in terms.checks)
    return frozenset(kind for check, line in lines if not line.is_done for kind in check.kinds)


def complete_checks(case: UUID, on: date, *, by: Principal) -> UUID:
    """Record that the four checks and two reports are done; gives the act.

    :raises InquiryRefused: the court has no list, something of it is not done, or it is
        recorded already.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    lines = list_checks(by.court_no, case, facts, on)
    if not lines:
        raise refuse(
            "NO_CHECKS",
            "本院没有规定“四查两报”的内容。",
            "The court has laid down no list of checks.",
            remedy=("请先由本院采用该规定。", "Have the court adopt one first."),
        )
    if is_completed(facts):
        raise refuse(
            "CHECKS_COMPLETED",
            "本案“四查两报”已经登记完成。",
            "The checks and reports of the case are recorded as done.",
            remedy=("误录的，请先撤销误录。", "Annul the entry if it was made in error."),
        )
    missing = [x for x in lines if not x.is_done]
    if missing:
        raise refuse(
            "CHECKS_MISSING",
            f"尚未完成：{'、'.join(x.zh for x in missing)}。",
            f"Not done: {', '.join(x.en for x in missing)}.",
            remedy=("请完成所缺的查询或者报告。", "Complete what is missing."),
        )
    days = tuple(x.done_on for x in lines if x.done_on is not None)
    payload = ChecksCompleted(tuple(x.code for x in lines), days)
    return append(NewAct(case, payload, on), by=by).act


def is_completed(facts: Facts) -> bool:
    """Say whether the checks and reports of a case are recorded as done."""
    return COMPLETED in facts.of(Progress).reached


def liable_parties(facts: Facts) -> tuple[UUID, ...]:
    """Give everyone against whom the case is enforced."""
    standings = facts.of(Standings)
    return tuple(dict.fromkeys(p for role in LIABLE for p in standings.of_role(role)))


def _answers(
    court_no: int, case: UUID, parties: Iterable[UUID], on: date
) -> dict[UUID, list[tuple[frozenset[PropertyKind], date]]]:
    rows = models.Request.objects.filter(
        court_no=court_no,
        case_id=case,
        kind="QUERY",
        outcome__in=ANSWERED,
        answered_on__lte=on,
        party_id__in=list(parties),
    ).exclude(state=State.REISSUED.value)
    told = list(rows.values_list("party_id", "institution_id", "answered_on"))
    known = institutions.list_institutions_by_id({i for _, i, _ in told})
    found: dict[UUID, list[tuple[frozenset[PropertyKind], date]]] = {}
    for party, institution, day in told:
        kinds = frozenset(ability_of(known[institution].kind).answers)
        found.setdefault(party, []).append((kinds, day or on))
    return found


def _line(
    check: CheckTerm,
    parties: Sequence[UUID],
    answered: Answered,
) -> CheckLine:
    wanted = frozenset(check.kinds)
    days = {
        party: [day for kinds, day in answered.get(party, ()) if kinds & wanted]
        for party in parties
    }
    missing = tuple(party for party, found in days.items() if not found)
    done_on = None if missing or not days else max(min(found) for found in days.values())
    return CheckLine(
        check.code, check.zh, check.en, False, done_on, sum(map(len, days.values())), missing
    )
