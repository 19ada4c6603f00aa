"""Writes of this room: applications filed, decided, corrected; parties succeeded.

Filing one case and filing many share everything but the last step: one goes through
the docket's append, many through COPY; what is written is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.acts import (
    CaseFiled,
    Filing,
    FilingRefusedAct,
    PartySucceeded,
    RefusalGround,
    Role,
)
from zhixing.cases.docket.append import Appended, append, append_all
from zhixing.cases.docket.asof import facts_now
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.corrections import correct_act
from zhixing.cases.docket.opening import open_cases
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import (
    ClaimCorrection,
    application_act,
    check_terms,
    follow_standings,
    lock_case,
)
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.building import Built, build_cases
from zhixing.cases.filing.check import CONDITIONS
from zhixing.cases.filing.check_people import check_entry
from zhixing.cases.filing.outcome import BatchResult, Filed, Mode
from zhixing.cases.filing.problem import FilingRefused, NotPossible, Problem, Writer
from zhixing.cases.filing.sorting import Good, Sorted, lock_filing, sort_applications
from zhixing.cases.policies import require
from zhixing.courts.capabilities import Capability
from zhixing.courts.queries import get_court
from zhixing.kernel.finding import Finding
from zhixing.law.filing.decide import filing_decide_due
from zhixing.parties.operations import register_party
from zhixing.parties.values import PartyEntry
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.principal import Principal

CHUNK = 2000
"""Cases written together; bounds the memory of a large batch."""
STANDING_COLUMNS = ("id", "court_no", "case_id", "party_id", "role", "since", "until")


def file_case(application: Application, *, by: Principal, on: date) -> Filed:
    """File one application (立案): number, parties, title, debt, nodes.

    A repeat under the same key with the same body gives the first answer again.

    :raises FilingRefused: problems stand against filing; it carries every one.
    :raises KeyReused: the key came before with another body (409).
    :raises Refusal: the court cannot issue numbers.
    """
    require(by, Capability.DECIDE_FILING)
    return _file_one(application, by=by, on=on, decides=True)


def receive_application(application: Application, *, by: Principal, on: date) -> Filed:
    """Record an application and give it a number, leaving the decision on filing open.

    :raises FilingRefused: it cannot even be recorded.
    :raises KeyReused: the key came before with another body (409).
    """
    require(by, Capability.FILE_CASE)
    return _file_one(application, by=by, on=on, decides=False)


def file_cases(
    applications: Sequence[Application],
    *,
    by: Principal,
    on: date,
    mode: Mode = Mode.ALL_OR_NONE,
    rows: Sequence[int] | None = None,
) -> BatchResult:
    """File many applications in one transaction; every bad one is named by row and field.

    ``rows`` names them (an Excel sheet's rows), by default 1, 2, 3 ….
    """
    require(by, Capability.DECIDE_FILING)
    court = get_court(by.court_no)
    lock_filing(by.court_no)
    named = list(zip(rows or range(1, len(applications) + 1), applications, strict=True))
    found = sort_applications(named, court, on)
    if found.problems and mode is Mode.ALL_OR_NONE:
        return BatchResult((), tuple(_all_problems(found)), len(named))
    filed: list[Filed] = []
    for start in range(0, len(found.good), CHUNK):
        filed += _write(found.good[start : start + CHUNK], _write_many, by, on, decides=True)
    filed += _answers_to_repeats(found, filed)
    filed.sort(key=lambda f: f.row)
    warnings = [w for f in filed for w in f.warnings]
    return BatchResult(tuple(filed), (*found.problems, *warnings), len(named))


def check_applications(
    applications: Sequence[Application],
    *,
    by: Principal,
    on: date,
    rows: Sequence[int] | None = None,
) -> BatchResult:
    """Say what filing these applications would answer, without writing anything."""
    require(by, Capability.FILE_CASE)
    named = list(zip(rows or range(1, len(applications) + 1), applications, strict=True))
    found = sort_applications(named, get_court(by.court_no), on)
    return BatchResult(tuple(found.repeats), tuple(_all_problems(found)), len(named))


def _file_one(application: Application, *, by: Principal, on: date, decides: bool) -> Filed:
    court = get_court(by.court_no)
    lock_filing(by.court_no)
    found = sort_applications([(1, application)], court, on)
    if found.reused:
        raise found.reused[0]
    if found.problems:
        raise FilingRefused.of(found.problems)
    if found.repeats:
        return found.repeats[0]
    return _write(found.good, _write_one, by, on, decides=decides)[0]


def accept_filing(case: UUID, *, by: Principal, on: date, note: str = "") -> Appended:
    """Decide that a recorded application is filed (决定立案).

    :raises NotPossible: the court decided already.
    """
    require(by, Capability.DECIDE_FILING)
    filing = _undecided(case, by)
    received_on = filing.received_on or on
    finding: Finding[object] = filing_decide_due(on=on, received_on=received_on)
    accepted = CaseFiled(filing.number, note.strip())
    return append(NewAct(case, accepted, on, findings=(finding,)), by=by)


def refuse_filing(
    case: UUID, grounds: Sequence[RefusalGround], reason: str, *, by: Principal, on: date
) -> Appended:
    """Rule not to accept an application (裁定不予受理), naming the conditions that fail.

    :raises NotPossible: the court decided already, or no ground or reason is stated.
    """
    require(by, Capability.DECIDE_FILING)
    filing = _undecided(case, by)
    if not grounds or not reason.strip():
        raise NotPossible(
            "REFUSAL_WITHOUT_GROUND",
            message_zh="不予受理须写明不符合的受理条件和理由。",
            message_en="Name the conditions that fail, and the reason.",
            basis=Writer(1, on).cite(CONDITIONS),
            field="grounds",
        )
    finding: Finding[object] = filing_decide_due(on=on, received_on=filing.received_on or on)
    refused = FilingRefusedAct(tuple(grounds), reason.strip())
    return append(NewAct(case, refused, on, findings=(finding,)), by=by)


def record_succession(
    case: UUID,
    former: UUID,
    successor: PartyEntry,
    *,
    role: Role,
    ground: str,
    by: Principal,
    on: date,
) -> Appended:
    """Put a successor in a party's place (变更当事人): inheritance, assignment, merger.

    :raises NotPossible: the former party does not stand so, or the successor does already.
    :raises FilingRefused: the successor's identity has problems.
    """
    require(by, Capability.RECORD)
    problems = check_entry(successor, "successor", Writer(1, on))
    if any(not p.warning for p in problems):
        raise FilingRefused.of(problems)
    lock_case(case, by)
    standings = facts_now(by.court_no, case).of(Standings)
    if former not in standings.of_role(role.value) or not ground.strip():
        raise NotPossible(
            "NO_SUCH_STANDING" if ground.strip() else "SUCCESSION_WITHOUT_GROUND",
            message_zh="被替换的当事人现不以此地位列于本案，或未写明变更依据。",
            message_en="The former party does not stand so in the case, or no ground is stated.",
            field="former",
        )
    new = register_party(successor, by=by, on=on)
    if any(s.party == new.id and s.until is None for s in standings.parties):
        raise NotPossible(
            "SUCCESSOR_STANDS_ALREADY",
            message_zh="承受人已是本案当事人。",
            message_en="The successor already is a party to the case.",
            field="successor",
        )
    act = PartySucceeded(former, new.id, role, ground.strip())
    appended = append(NewAct(case, act, on), by=by)
    follow_standings(case, appended.facts, by)
    return appended


def correct_claim(case: UUID, corrected: ClaimCorrection, *, by: Principal) -> Appended:
    """Correct what the application was recorded to claim; the old act stays in the docket.

    :raises NotPossible: no reason, or nothing definite is left to perform.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    original, applied, occurred_on = application_act(by.court_no, case)
    payload = corrected.of(applied)
    problems = check_terms(payload, occurred_on)
    if problems:
        raise FilingRefused.of(problems)
    if not corrected.reason.strip():
        raise NotPossible(
            "CORRECTION_WITHOUT_REASON",
            message_zh="更正须说明理由。",
            message_en="Say why it is corrected.",
            field="reason",
        )
    return correct_act(original, payload, occurred_on, by=by)


def _undecided(case: UUID, by: Principal) -> Filing:
    lock_case(case, by)
    filing = facts_now(by.court_no, case).of(Filing)
    if filing.is_decided:
        raise NotPossible(
            "FILING_DECIDED",
            message_zh="本案已决定立案或裁定不予受理。",
            message_en="The court decided on this application already.",
        )
    return filing


Writing = Callable[[Sequence[Built], Principal], None]


def _write(
    goods: Sequence[Good], writing: Writing, by: Principal, on: date, *, decides: bool
) -> list[Filed]:
    built = build_cases(goods, by=by, on=on, decides=decides)
    writing(built, by)
    return [
        Filed(
            row=b.good.row,
            case=b.opening.case.id,
            number=b.opening.case.number,
            application_key=b.good.application.application_key,
            application_hash=b.good.hash,
            warnings=(*b.good.warnings, *b.warnings),
        )
        for b in built
    ]


def _write_one(built: Sequence[Built], by: Principal) -> None:
    for b in built:
        b.opening.case.save(force_insert=True)
        models.CaseParty.objects.bulk_create(b.standings)
        append_all(b.opening.acts, by=by)


def _write_many(built: Sequence[Built], by: Principal) -> None:
    open_cases([b.opening for b in built], by=by)
    insert_rows(
        "cases_party",
        STANDING_COLUMNS,
        (
            (s.id, s.court_no, s.case_id, s.party_id, s.role, s.since, s.until)
            for b in built
            for s in b.standings
        ),
    )


def _answers_to_repeats(found: Sorted, filed: Sequence[Filed]) -> list[Filed]:
    by_row = {f.row: f for f in filed}
    repeated = [
        replace(by_row[earlier], row=row, is_repeat=True, warnings=())
        for row, earlier in found.repeats_in_batch
    ]
    return [*found.repeats, *repeated]


def _all_problems(found: Sorted) -> list[Problem]:
    problems = [*found.problems, *(w for good in found.good for w in good.warnings)]
    return sorted(problems, key=lambda p: (p.row, p.warning))
