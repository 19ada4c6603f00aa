"""Looks for applications that were filed before under the same title against the same debtor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.acts import Role
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.check_people import identity_key
from zhixing.cases.filing.problem import Problem, Writer
from zhixing.kernel.identity import Malformed
from zhixing.parties.identity import read_number
from zhixing.parties.queries import list_number_indexes
from zhixing.parties.sealing import indexes_of
from zhixing.parties.values import PartyEntry

JURISDICTION = ("EW", "13")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Name a case filed under a title, with the indexes of its debtors' numbers."""

    number: str
    filed_on: date | None
    debtors: frozenset[str]


class BatchDuplicates:
    """Remember the applications of one batch, to tell a later one that repeats an earlier."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, ...], int] = {}
        self._debtors: dict[tuple[str, str], int] = {}

    def look(self, a: Application, write: Writer) -> list[Problem]:
        """Name what an application repeats of an earlier row, and remember it."""
        creditors = sorted(identity_key(p, write) for p in a.creditors)
        debtors = sorted(identity_key(p, write) for p in a.debtors)
        whole = (a.title_number.strip(), *creditors, "/", *debtors)
        earlier = self._whole.setdefault(whole, write.row)
        if earlier != write.row:
            return [
                write.problem(
                    "title_number",
                    "DUPLICATE_IN_BATCH",
                    f"与第{earlier}行的执行依据和当事人完全相同。",
                    f"The same title and parties as in row {earlier}.",
                )
            ]
        found = []
        for debtor in debtors:
            before = self._debtors.setdefault((whole[0], debtor), write.row)
            if before != write.row:
                found.append(
                    write.warning(
                        "title_number",
                        "SAME_TITLE_AND_DEBTOR_IN_BATCH",
                        f"与第{before}行的执行依据和被执行人相同，请核对是否重复。",
                        f"The same title and debtor as in row {before}; check for a repeat.",
                    )
                )
        return found


def list_candidates(applications: Sequence[Application]) -> Mapping[str, list[Candidate]]:
    """Give, by title number, the cases of the scope's courts filed under the same titles."""
    titles = {a.title_number.strip() for a in applications}
    cases = models.Case.objects.filter(title_number__in=titles).exclude(title_number="")
    rows = {c.id: c for c in cases.only("id", "number", "title_number", "filed_on")}
    if not rows:
        return {}
    links = models.CaseParty.objects.filter(case_id__in=rows, role=Role.DEBTOR.value)
    standing = list(links.values_list("case_id", "party_id"))
    indexes = list_number_indexes({party for _, party in standing})
    debtors: dict[UUID, set[str]] = defaultdict(set)
    for case, party in standing:
        if party in indexes:
            debtors[case].update(indexes[party])
    found: dict[str, list[Candidate]] = defaultdict(list)
    for case_id, row in rows.items():
        found[row.title_number].append(
            Candidate(row.number, row.filed_on, frozenset(debtors[case_id]))
        )
    return found


def filed_before(
    a: Application, candidates: Mapping[str, list[Candidate]], write: Writer
) -> list[Problem]:
    """Warn of each case under the same title against the same debtor (先立案法院管辖)."""
    known = candidates.get(a.title_number.strip(), ())
    if not known:
        return []
    indexes = {index for debtor in a.debtors for index in _indexes(debtor, write)}
    return [
        write.warning(
            "title_number",
            "FILED_BEFORE",
            f"同一执行依据、同一被执行人已有案件{case.number}，请核对是否重复立案。",
            f"There is a case {case.number} under the same title against the same debtor.",
            basis=JURISDICTION,
        )
        for case in known
        if indexes & case.debtors
    ]


def _indexes(entry: PartyEntry, write: Writer) -> tuple[str, ...]:
    read = read_number(entry.id_kind, entry.number, on=write.on)
    return () if isinstance(read, Malformed) else indexes_of(entry.id_kind, read.number)
