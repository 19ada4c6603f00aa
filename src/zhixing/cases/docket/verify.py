"""Folds dockets again from nothing and names the first difference in each case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.docket import materialise
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import Recorded, fold, fold_subject
from zhixing.cases.docket.stored import record_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Name where what is stored is not what the docket says."""

    court_no: int
    case: UUID
    place: str
    stored: str
    folded: str


def list_courts_with_cases() -> Iterator[int]:
    """Give the courts that have cases, by number; skips from one to the next."""
    after = -1
    while True:
        rows = models.Case.objects.filter(court_no__gt=after).order_by("court_no")
        found = rows.values_list("court_no", flat=True).first()
        if found is None:
            return
        after = found
        yield found


def verify_docket(court_no: int, *, chunk: int = 500) -> Iterator[Difference]:
    """Fold every case of one court again and give each difference found.

    Compared are the numbering of acts, the facts, every subject's record, the
    list's columns and the nodes.
    """
    after = UUID(int=0)
    while True:
        cases = list(
            models.Case.objects.filter(court_no=court_no, id__gt=after).order_by("id")[:chunk]
        )
        if not cases:
            return
        after = cases[-1].id
        yield from _verify(court_no, cases)


def _verify(court_no: int, cases: list[models.Case]) -> Iterator[Difference]:
    ids = [case.id for case in cases]
    acts: dict[UUID, list[Recorded]] = {i: [] for i in ids}
    rows = models.Act.objects.filter(court_no=court_no, case_id__in=ids).order_by("case_id", "seq")
    for row in rows.iterator(chunk_size=2000):
        acts[row.case_id].append(record_of(row))
    own = models.CaseFacts.objects.filter(court_no=court_no, case_id__in=ids)
    facts = {stored.case_id: stored.facts for stored in own}
    subjects: dict[UUID, list[models.SubjectFacts]] = {}
    for subject in models.SubjectFacts.objects.filter(court_no=court_no, case_id__in=ids):
        subjects.setdefault(subject.case_id, []).append(subject)
    nodes = materialise.stored_nodes(court_no, ids)
    memory = materialise.NodeMemory()
    for case in cases:
        folded = fold(acts[case.id])
        yield from _differences(case, acts[case.id], folded, facts.get(case.id, {}))
        yield from _subject_differences(case, acts[case.id], subjects.get(case.id, []))
        yield from _column_differences(case, folded)
        yield from _node_differences(case, folded, nodes.get(case.id, {}), memory)


def _differences(
    case: models.Case, acts: list[Recorded], folded: Facts, stored: dict[str, object]
) -> Iterator[Difference]:
    numbers = [act.seq for act in acts]
    if numbers != list(range(1, len(acts) + 1)) or case.last_seq != len(acts):
        yield Difference(case.court_no, case.id, "seq", str(case.last_seq), str(numbers[-5:]))
    wanted = folded.to_json()
    for code in sorted(wanted.keys() | stored.keys()):
        if wanted.get(code) != stored.get(code):
            yield Difference(
                case.court_no,
                case.id,
                f"facts.{code}",
                str(stored.get(code)),
                str(wanted.get(code)),
            )


def _subject_differences(
    case: models.Case, acts: list[Recorded], stored: list[models.SubjectFacts]
) -> Iterator[Difference]:
    known = {row.subject_id: row.facts for row in stored}
    wanted = {act.subject for act in acts if act.subject is not None}
    for subject in sorted(wanted | known.keys()):
        folded = fold_subject(acts, subject).to_json()
        if known.get(subject) != folded:
            yield Difference(
                case.court_no, case.id, f"subject {subject}", str(known.get(subject)), str(folded)
            )


def _column_differences(case: models.Case, folded: Facts) -> Iterator[Difference]:
    for name, value in materialise.columns(folded).items():
        if getattr(case, name) != value:
            yield Difference(
                case.court_no, case.id, f"case.{name}", str(getattr(case, name)), str(value)
            )


def _node_differences(
    case: models.Case,
    folded: Facts,
    stored: dict[str, materialise.NodeRow],
    memory: materialise.NodeMemory,
) -> Iterator[Difference]:
    wanted = {row.code: row for row in memory.nodes(case, folded)}
    for code in sorted(wanted.keys() | stored.keys()):
        if wanted.get(code) != stored.get(code):
            yield Difference(
                case.court_no, case.id, f"node {code}", str(stored.get(code)), str(wanted.get(code))
            )
