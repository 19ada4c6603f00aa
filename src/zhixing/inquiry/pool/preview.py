"""What submitting a portion would do: who is asked about whom, and which rows are refused and why.

Nothing is written and no number is read to anybody: the law is asked with the facts of all
cases at once, and the numbers are checked where they lie sealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import law_facts
from zhixing.cases.queries import list_facts
from zhixing.inquiry.pool.waiting import is_asked
from zhixing.inquiry.pool_models import PooledCase
from zhixing.inquiry.reach import list_asked
from zhixing.institutions.kinds import Tier
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.finding import Finding
from zhixing.law.procedure.compute import permission
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType, Debtor
from zhixing.parties.queries import NumberFault, list_number_faults, list_parties

LIABLE = (Role.DEBTOR, Role.GUARANTOR)


@dataclass(frozen=True, slots=True)
class Refusing:
    """Say why a case, or one person in it, is not asked about."""

    code: str
    zh: str
    en: str
    party: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """Say of one case whom institutions will be asked about, and what stands against it."""

    case: UUID
    parties: tuple[UUID, ...]
    names: tuple[str, ...]
    refused: tuple[Refusing, ...]
    finding: Finding[Permission] | None
    requests: int

    @property
    def goes_out(self) -> bool:
        """Say whether anybody is asked about the case at all."""
        return bool(self.parties)


@dataclass(frozen=True, slots=True)
class Preview:
    """Give a portion row by row, with who will be asked: always the full set, by rule."""

    national: tuple[InstitutionView, ...]
    local: tuple[InstitutionView, ...]
    rows: tuple[PreviewRow, ...]

    @property
    def requests(self) -> int:
        """Count the requests that will go out."""
        return sum(row.requests for row in self.rows)


def preview_portion(court_no: int, portion: UUID, on: date) -> Preview:
    """Say what submitting a portion on a day would do."""
    rows = PooledCase.objects.filter(court_no=court_no, portion_id=portion).order_by("id")
    return preview_cases(court_no, [row.case_id for row in rows], on)


def preview_cases(court_no: int, cases: list[UUID], on: date) -> Preview:
    """Say what a first query about each of some cases would do."""
    asked = list_asked(court_no, on)
    facts = list_facts(court_no, cases)
    liable = {case: _liable(facts[case]) for case in cases}
    people = {party for found in liable.values() for party in found}
    faults = list_number_faults(people, on)
    names = {party: view.name for party, view in list_parties(people).items()}
    rows = tuple(
        _row(court_no, case, facts[case], liable[case], faults, names, on, len(asked))
        for case in cases
    )
    national = tuple(i for i in asked if i.tier is Tier.NATIONAL)
    return Preview(national, tuple(i for i in asked if i.tier is not Tier.NATIONAL), rows)


def _liable(facts: Facts) -> tuple[UUID, ...]:
    standings = facts.of(Standings)
    return tuple(dict.fromkeys(p for role in LIABLE for p in standings.of_role(role)))


def _row(
    court_no: int,
    case: UUID,
    facts: Facts,
    liable: tuple[UUID, ...],
    faults: Mapping[UUID, NumberFault],
    names: Mapping[UUID, str],
    on: date,
    institutions_asked: int,
) -> PreviewRow:
    if is_asked(court_no, case):
        return _refused(case, "ALREADY_ASKED", "本案已经查询过", "was asked about already")
    if not liable:
        return _refused(case, "NOBODY_LIABLE", "本案没有被执行人", "has no debtor")
    refused: list[Refusing] = []
    parties: list[UUID] = []
    finding: Finding[Permission] | None = None
    for party in liable:
        fault = faults.get(party)
        debtor = Debtor(True, identified_by_number=fault is None or fault.code != "MISSING")
        asked = permission(ActType.QUERY_PROPERTY, replace(law_facts(facts, on), debtor=debtor), on)
        finding = finding or asked
        if fault is not None:
            name = names.get(party, "")
            refused.append(Refusing(fault.code, fault.zh, fault.en, party, name))
        elif not asked.value.allowed:
            first = asked.value.obstacles[0]
            refused.append(
                Refusing(
                    first.code, first.message_zh, first.message_en, party, names.get(party, "")
                )
            )
        else:
            parties.append(party)
    return PreviewRow(
        case,
        tuple(parties),
        tuple(names.get(p, "") for p in parties),
        tuple(refused),
        finding,
        len(parties) * institutions_asked,
    )


def _refused(case: UUID, code: str, zh: str, en: str) -> PreviewRow:
    return PreviewRow(case, (), (), (Refusing(code, zh, en),), None, 0)
