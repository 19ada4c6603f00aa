"""Cases that have lived: filed through the room's own building, with further acts in the docket.

The further acts are those that have no rows of their own beside the docket, so
that docket, facts, nodes, leaves and ledger agree, and every verification holds.
All go through the same effects, folding, nodes and COPY path as a batch filing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from benchmarks.ground import Court
from benchmarks.invented import FILED_ON, application
from zhixing.assignment.acts import CaseDesignated, CaseReassigned
from zhixing.cases.docket.opening import Opening, open_cases
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.building import Built, build_cases
from zhixing.cases.filing.sorting import lock_filing, sort_applications
from zhixing.cases.operations import STANDING_COLUMNS
from zhixing.closing.acts import PeriodExcluded
from zhixing.courts.operations import EquippedCourt, EquippedPerson
from zhixing.courts.queries import get_court
from zhixing.kernel.refusal import Impossible
from zhixing.law.clock.case_clock import Exclusion
from zhixing.measures.acts import MisconductFound, SummonsUnanswered
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.database.scope import open_scope
from zhixing.platform.principal import PostKind
from zhixing.settlement.acts import MediationHeld, Participant
from zhixing.settlement.chapter import Side

CHUNK = 2000
Applied = Callable[[int, str], Application]


def plain_acts(case: UUID, day: date, count: int, staff: EquippedCourt, n: int = 0) -> list[NewAct]:
    """Give that many acts in their legal order, of kinds that take turns."""
    made = _payloads(staff, day, n)
    return [NewAct(case, next(made), day + timedelta(days=4 * i)) for i in range(1, count + 1)]


def _payloads(staff: EquippedCourt, day: date, n: int) -> Iterator[Any]:
    handlers = [s for s in staff.staff if s.kind in (PostKind.JUDGE, PostKind.ASSISTANT)]
    first, team, debtor = handlers[n % len(handlers)], staff.teams[0], UUID(int=n + 1)
    yield CaseDesignated(team, first.person, first.post, "案情关联")
    turn = 0
    while True:
        turn += 1
        yield SummonsUnanswered(debtor, day + timedelta(days=turn))
        yield MisconductFound(debtor, f"F{n}-{turn}", "拒不报告财产", "电话记录")
        yield MediationHeld(
            "执行一庭", (Participant("到场人", Side.DEBTOR),), (), f"第{turn}次协商"
        )
        yield SummonsUnanswered(debtor, day + timedelta(days=turn + 30))
        if n % 10 == 0 and turn % 8 == 1:
            yield PeriodExcluded(Exclusion.ANNOUNCEMENT, f"（2018）渝0119执{n}号公告")
        else:
            yield _moved(handlers[(n + turn) % len(handlers)], team)
        yield SummonsUnanswered(debtor, day + timedelta(days=turn + 60))
        yield MediationHeld(
            "指挥中心", (Participant("代理人", Side.APPLICANT),), (), f"第{turn}次回访"
        )


def _moved(to: EquippedPerson, team: UUID) -> CaseReassigned:
    return CaseReassigned(None, team, to.person, to.post, "承办人调整")


def live(
    court: Court,
    count: int,
    acts: int,
    first: int = 0,
    *,
    applied: Applied = application,
    on: date | None = None,
) -> None:
    """File ``count`` cases, each with ``acts`` acts in its docket, in chunks of 2,000.

    ``applied`` gives the application of each from its number and the run's key; all are filed
    ``on`` one day, or each chunk a day after the one before.
    """
    by = court.who(PostKind.JUDGE)
    for start in range(first, first + count, CHUNK):
        day = on or FILED_ON + timedelta(days=start // CHUNK % 100)
        with open_scope(by.scope):
            _live(court, start, min(CHUNK, first + count - start), acts, applied, day)


def _live(court: Court, first: int, count: int, acts: int, applied: Applied, day: date) -> None:
    by = court.who(PostKind.JUDGE)
    lock_filing(by.court_no)
    chosen = [(n - first + 1, _moved_to(applied(n, "L"), day)) for n in range(first, first + count)]
    found = sort_applications(chosen, get_court(by.court_no), day)
    if found.problems or len(found.good) != count:
        raise Impossible(f"an invented application is bad: {found.problems[:2]}")
    built = build_cases(found.good, by=by, on=day, decides=True)
    openings = [_lived(b, day, acts, court.staff, first + i) for i, b in enumerate(built)]
    open_cases(openings, by=by)
    standings = [s for b in built for s in b.standings]
    insert_rows(
        "cases_party",
        STANDING_COLUMNS,
        ((s.id, s.court_no, s.case_id, s.party_id, s.role, s.since, s.until) for s in standings),
    )


def _moved_to(plain: Application, day: date) -> Application:
    return replace(plain, applied_on=day - timedelta(days=2), received_on=day - timedelta(days=1))


def _lived(b: Built, day: date, acts: int, staff: EquippedCourt, n: int) -> Opening:
    opening = b.opening
    more = plain_acts(opening.case.id, day, acts - len(opening.acts), staff, n)
    return Opening(opening.case, (*opening.acts, *more))
