"""Can two hands spoil a docket's numbers, a case's number, an opinion or a rotation?"""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from tests.rooms.cases.filing.making import ON, Desk, application, make_desk
from tests.rooms.settlement.making import Told, make_case
from tests.support.racing import meet_at, run_together, unlocked
from zhixing.assignment import models as rotation_rows
from zhixing.assignment import operations as assignment
from zhixing.cases import models, numbers
from zhixing.cases import operations as cases
from zhixing.cases.acts import ActAnnulled
from zhixing.cases.docket import append as docket
from zhixing.cases.docket.values import NewAct
from zhixing.cases.queries import list_acts
from zhixing.courts.queries import list_teams
from zhixing.decisions import models as decision_rows
from zhixing.decisions import operations as decisions
from zhixing.funds.acts import PaymentFailed
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import PostKind

DAY = date(2017, 2, 6)


@pytest.fixture
def told() -> Told:
    return make_case()


def _two_appends(told: Told) -> list[Any]:
    payload = PaymentFailed(new_id(), Fen(1), "虚构")

    def hand(by: Any) -> int:
        return docket.append(NewAct(told.case, payload, DAY), by=by).seq

    by = told.who()
    with meet_at(docket, "new_row"):
        return run_together([(by, hand), (by, hand)])


def test_control_without_the_lock_two_acts_want_one_number(told: Told) -> None:
    with unlocked(models.Case):
        answers = _two_appends(told)
    assert sum(isinstance(a, IntegrityError) for a in answers) == 1, answers


def test_two_acts_at_once_get_two_numbers_and_no_gap(told: Told) -> None:
    before = len(told.types())
    answers = _two_appends(told)
    assert sorted(answers) == [before + 1, before + 2]
    with told.open() as by:
        seqs = [a.seq for a in list_acts(by.court_no, told.case)]
    assert sorted(seqs) == list(range(1, before + 3))


def _two_filings(desk: Desk) -> list[Any]:
    by = desk.who()

    def hand(n: int) -> Any:
        return lambda by: cases.file_case(application(n), by=by, on=ON).number

    with meet_at(numbers, "_text"):
        return run_together([(by, hand(1)), (by, hand(2))])


def _advance_unlocked(court_no: int, year: int, type_code: str, count: int) -> int:
    """Read the latest serial and add, as it would be done without the row's lock."""
    with_row = {"court_no": court_no, "year": year, "type_code": type_code}
    last = numbers.latest_serial(court_no, year, type_code) + count
    if not models.CaseSerial.objects.filter(**with_row).update(serial=last):
        models.CaseSerial.objects.create(**with_row, serial=last)
    return last


def test_control_without_the_locks_two_cases_want_one_number() -> None:
    desk = make_desk()
    off = patch.object(cases, "lock_filing", lambda court_no: None)
    with off, patch.object(numbers, "_advance", _advance_unlocked):
        answers = _two_filings(desk)
    assert sum(isinstance(a, IntegrityError) for a in answers) == 1, answers


def test_two_cases_filed_at_once_get_two_numbers_in_a_row() -> None:
    answers = _two_filings(make_desk())
    assert sorted(a.rpartition("执")[2] for a in answers) == ["1号", "2号"], answers


def _submit(told: Told) -> Any:
    with told.open() as by:
        return decisions.submit_matter(
            decisions.Submission(told.case, "SETTLEMENT", {"虚构": 1}, "和解", "Settlement"),
            DAY,
            by=by,
        )


def _two_opinions(told: Told) -> list[Any]:
    matter, by = _submit(told), told.who(PostKind.DIRECTOR)

    def hand(by: Any) -> str:
        return decisions.give_opinion(matter, approve=True, text="同意", on=DAY, by=by)

    with meet_at(decisions, "check_turn"):
        return run_together([(by, hand), (by, hand)])


def test_control_without_the_lock_a_matter_is_approved_twice(told: Told) -> None:
    with unlocked(decision_rows.Matter):
        answers = _two_opinions(told)
    assert answers == ["APPROVED", "APPROVED"]
    assert told.types().count("MATTER_APPROVED") == 2


def test_an_opinion_given_twice_at_once_counts_once(told: Told) -> None:
    answers = _two_opinions(told)
    (refused,) = [a for a in answers if isinstance(a, decisions.DecisionRefused)]
    assert refused.code == "MATTER_DECIDED"
    assert "APPROVED" in answers
    assert told.types().count("OPINION_GIVEN") == told.types().count("MATTER_APPROVED") == 1


def _two_runs(desk: Desk) -> list[Any]:
    director = desk.who(PostKind.DIRECTOR)
    with desk.open() as by:
        cases.file_case(application(1), by=by, on=ON)
    with desk.open(director) as by:
        judge = desk.equipped.of_kind(PostKind.JUDGE, 0)
        team = list_teams(by.court_no, ON)[0].id
        member = assignment.Member(judge.person, judge.post)
        assignment.open_cycle("ALL", [assignment.Group(team, (member,))], instant(ON), by=by)

    def hand(by: Any) -> int:
        return assignment.run_cycle("ALL", ON, instant(ON), by=by).cases

    with meet_at(assignment, "_waiting"):
        return run_together([(director, hand), (director, hand)])


def test_control_without_the_lock_a_cycle_is_dealt_by_both() -> None:
    with unlocked(rotation_rows.Cycle):
        answers = _two_runs(make_desk())
    assert sum(isinstance(a, IntegrityError) for a in answers) == 1, answers


def test_a_cycle_run_twice_at_once_deals_once() -> None:
    desk = make_desk()
    answers = _two_runs(desk)
    (refused,) = [a for a in answers if isinstance(a, assignment.AssignmentRefused)]
    assert refused.code == "NO_OPEN_CYCLE"
    assert 1 in answers
    with desk.open() as by:
        assert rotation_rows.Dealing.objects.filter(court_no=by.court_no).count() == 1


def _two_cycles(desk: Desk) -> list[Any]:
    director, judge = desk.who(PostKind.DIRECTOR), desk.equipped.of_kind(PostKind.JUDGE, 0)

    def hand(by: Any) -> Any:
        team = list_teams(by.court_no, ON)[0].id
        group = assignment.Group(team, (assignment.Member(judge.person, judge.post),))
        return assignment.open_cycle("ALL", [group], instant(ON), by=by)

    with meet_at(assignment.secrets, "token_bytes"):
        return run_together([(director, hand), (director, hand)])


def test_two_cycles_opened_at_once_are_one_cycle() -> None:
    desk = make_desk()
    answers = _two_cycles(desk)
    assert sum(isinstance(a, IntegrityError | assignment.AssignmentRefused) for a in answers) == 1
    with desk.open() as by:
        assert rotation_rows.Cycle.objects.filter(court_no=by.court_no).count() == 1


def test_two_corrections_of_one_act_at_once_are_both_kept_and_the_later_counts(
    told: Told,
) -> None:
    act = told.record(PaymentFailed(new_id(), Fen(1), "虚构"), DAY)
    by = told.who()

    def hand(by: Any) -> int:
        annulled = NewAct(told.case, ActAnnulled("误录"), DAY, corrects=act)
        return docket.append(annulled, by=by).seq

    answers = run_together([(by, hand), (by, hand)])
    assert max(answers) - min(answers) == 1
