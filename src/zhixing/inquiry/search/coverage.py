"""What the queries of a case cover (查询覆盖): kind by kind, who answered, what misses and why.

However many debtors, institutions and answers a case has, it costs the same reads: the
requests of the case, the court, the institutions, the court's list of checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from zhixing.assets.kinds import kind_of
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import ENDED_FOR_NOW
from zhixing.inquiry import models
from zhixing.inquiry.reach import list_asked
from zhixing.inquiry.search.checks import ANSWERED, kinds_unchecked, liable_parties
from zhixing.inquiry.search.terms import find_checks_terms
from zhixing.inquiry.states import Outcome, State
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import PropertyKind
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.finding import Finding
from zhixing.law.network.coverage import Cover, KindAsked, QueryCoverage, query_coverage
from zhixing.law.network.full_set import SearchPurpose
from zhixing.law.seizure.kinds import ThingKind

PASSED: Final = (State.REISSUED.value, State.WITHDRAWN.value, State.DRAFT.value)
KINDS: Final = tuple(k for k in ThingKind if k.value in PropertyKind.__members__)
"""The kinds an institution can report; what it only knows is no property."""


class Gap(StrEnum):
    """Say why an institution's answer misses; the worst about any debtor comes last."""

    WAITING = "WAITING"
    LATE = "LATE"
    NOT_ASKED = "NOT_ASKED"
    FAILED = "FAILED"
    REJECTED = "REJECTED"
    HELD_BACK = "HELD_BACK"


GAPS: Final[Mapping[Gap, tuple[str, str]]] = {
    Gap.WAITING: ("等待反馈", "answer awaited"),
    Gap.LATE: ("逾期未反馈", "answer overdue"),
    Gap.NOT_ASKED: ("未查询", "not asked"),
    Gap.FAILED: ("查询异常，须重新查询", "the look-up failed; ask again"),
    Gap.REJECTED: ("被退回，须重新查询", "sent back; ask again"),
    Gap.HELD_BACK: ("已隔离，须人工处理", "held back; somebody must see to it"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Name an institution whose answer misses, why, and about how many debtors."""

    institution: UUID
    zh: str
    en: str
    gap: Gap
    debtors: int

    @property
    def words(self) -> tuple[str, str]:
        """Give the reason in Chinese and English."""
        return GAPS[self.gap]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Give one kind of property: how far it is covered, by whom, and who misses."""

    kind: str
    zh: str
    en: str
    cover: Cover
    is_named: bool
    institutions: int
    asked: int
    answered: int
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Give a case's coverage on a day with the finding it is read from."""

    lines: tuple[CoverLine, ...]
    debtors: int
    finding: Finding[QueryCoverage]


Pair = tuple[UUID, UUID]
"""An institution and a debtor."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Hold what was asked until a day: the day of the first answer, else why there is none."""

    answered: Mapping[Pair, date]
    gaps: Mapping[Pair, Gap]

    @property
    def asked(self) -> set[UUID]:
        return {i for i, _ in (*self.answered, *self.gaps)}


def get_query_coverage(court_no: int, case: UUID, facts: Facts, on: date) -> Coverage:
    """Give which kinds of property the queries of a case cover on a day, and what misses.

    An institution counts for a kind its own kind can report: those on the network on the
    day, and whoever else was asked. One that answered about every debtor has answered.

    Law: Provisions on Ending the Present Enforcement Procedure art. 3.
    """
    liable = liable_parties(facts)
    told = _told(court_no, case, liable, on)
    asked_of = list_asked(court_no, on, besides=told.asked)
    able = {k: [i for i in asked_of if k.value in ability_of(i.kind).answers] for k in KINDS}
    counted = tuple(_counted(k, able[k], told, liable) for k in KINDS)
    finding = query_coverage(
        on=on,
        purpose=_purpose(facts),
        kinds=counted,
        checks_kinds=_unchecked(court_no, asked_of, told, liable, on),
    )
    lines = []
    for known, found in zip(counted, finding.value.kinds, strict=True):
        name = kind_of(known.kind.value)
        missing = tuple(_missing(able[known.kind], told, liable))
        lines.append(
            CoverLine(
                known.kind.value,
                name.zh,
                name.en,
                found.cover,
                found.is_named,
                known.institutions,
                known.asked,
                known.answered,
                missing,
            )
        )
    return Coverage(tuple(lines), len(liable), finding)


def _purpose(facts: Facts) -> SearchPurpose:
    if facts.of(Closure).mode == ENDED_FOR_NOW:
        return SearchPurpose.AFTER_ENDING
    return SearchPurpose.ENFORCEMENT


def _told(court_no: int, case: UUID, liable: Iterable[UUID], on: date) -> _Told:
    rows = models.Request.objects.filter(
        court_no=court_no, case_id=case, kind="QUERY", issued_on__lte=on
    )
    wanted = set(liable)
    fields = ("institution_id", "party_id", "state", "outcome", "answered_on", "due_on")
    answered: dict[Pair, date] = {}
    gaps: dict[Pair, Gap] = {}
    for institution, party, state, outcome, day, due_on in (
        rows.exclude(state__in=PASSED).order_by("id").values_list(*fields)
    ):
        if party not in wanted:
            continue
        if outcome in ANSWERED and day is not None and day <= on:
            answered.setdefault((institution, party), day)
        else:
            gaps[institution, party] = _gap(State(state), outcome, due_on, on)
    return _Told(answered, {pair: gap for pair, gap in gaps.items() if pair not in answered})


def _gap(state: State, outcome: str, due_on: date | None, on: date) -> Gap:
    if state is State.QUARANTINED:
        return Gap.HELD_BACK
    if outcome == Outcome.FAILED:
        return Gap.FAILED
    if state is State.REJECTED or outcome == Outcome.REJECTED:
        return Gap.REJECTED
    return Gap.LATE if due_on is not None and due_on < on else Gap.WAITING


def _counted(
    kind: ThingKind, able: list[InstitutionView], told: _Told, liable: tuple[UUID, ...]
) -> KindAsked:
    asked = told.asked
    whole = [i for i in able if liable and all((i.id, p) in told.answered for p in liable)]
    return KindAsked(kind, len(able), sum(i.id in asked for i in able), len(whole))


def _missing(
    able: list[InstitutionView], told: _Told, liable: tuple[UUID, ...]
) -> Iterable[Missing]:
    order = list(Gap)
    for i in able:
        pairs = [(i.id, p) for p in liable if (i.id, p) not in told.answered]
        gaps = [told.gaps.get(pair, Gap.NOT_ASKED) for pair in pairs]
        if gaps:
            worst = max(gaps, key=order.index)
            yield Missing(i.id, i.name, i.name_en or i.name, worst, len(gaps))


def _unchecked(
    court_no: int,
    asked_of: Iterable[InstitutionView],
    told: _Told,
    liable: tuple[UUID, ...],
    on: date,
) -> tuple[str, ...]:
    terms = find_checks_terms(court_no, on)
    if terms is None:
        return ()
    kinds = {i.id: frozenset(ability_of(i.kind).answers) for i in asked_of}
    answered: dict[UUID, list[tuple[frozenset[PropertyKind], date]]] = {}
    for (institution, party), day in told.answered.items():
        answered.setdefault(party, []).append((kinds[institution], day))
    return tuple(sorted(k.value for k in kinds_unchecked(terms, liable, answered)))
