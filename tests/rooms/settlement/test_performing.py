"""Money that comes, goes back, comes late; a default seen the same day; resumption."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from tests.rooms.settlement.making import PART, TOTAL, Told, make_case, settle
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Agenda, Debt
from zhixing.cases.docket.corrections import CorrectionRefused, annul_act, correct_act
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import NoSuchFigure, explain
from zhixing.cases.permissions import outstanding
from zhixing.funds.acts import ReceiptPosted
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.law.settlement.default import ResumptionRefused
from zhixing.measures.chapter import Measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.settlement.operations import (
    FoundDefault,
    ResumptionRequest,
    SettlementRefused,
    find_defaults,
    resume_enforcement,
)
from zhixing.settlement.queries import SettlementState, SettlementView, get_settlement
from zhixing.settlement.tasks import find_defaults_of_court, look_for_defaults

MISSED_ON = date(2017, 5, 30)
SEEN_ON = date(2017, 5, 31)


def view(told: Told, on: date, known_at: datetime | None = None) -> SettlementView:
    with told.open():
        found = get_settlement(told.court_no, told.case, on, known_at=known_at)
    assert found is not None
    return found


def look(told: Told, on: date) -> tuple[FoundDefault, ...]:
    with open_scope(Scope.of_court(told.court_no, told.court_no)):
        return find_defaults(told.court_no, on)


def done(told: Told) -> list[date | None]:
    """Give the days on which the instalments' entries of the agenda were done."""
    subjects = [s for s in told.facts().of(Agenda).subjects if s.kind == "INSTALMENT"]
    return [s.done_on for s in sorted(subjects, key=lambda s: int(s.reference.split("/")[1]))]


def act_of(told: Told, kind: str) -> UUID:
    with told.open():
        acts = cases.list_acts(told.court_no, told.case)
    return next(a.id for a in acts if a.type == kind)


def test_each_receipt_meets_its_instalment_and_the_last_performs(told: Told) -> None:
    settle(told)
    for month in range(4, 12):
        assert view(told, date(2017, month, 1)).state is SettlementState.LIVING
        told.pay(date(2017, month, 28), third_party="虚构堂兄")
        told.react()
    found = view(told, date(2017, 11, 28))
    assert (found.state, found.outstanding, found.ended_on) == (
        SettlementState.PERFORMED,
        0,
        date(2017, 11, 28),
    )
    assert done(told) == [date(2017, m, 28) for m in range(4, 12)]
    assert told.types().count("INSTALMENT_MET") == 8
    assert told.types().count("SETTLEMENT_PERFORMED") == 1
    assert outstanding(told.facts(), date(2017, 11, 28)) == 0
    assert view(told, date(2017, 10, 31)).state is SettlementState.LIVING
    with told.open():
        nodes = cases.list_nodes(told.court_no, told.case)
    assert all(n.done_on for n in nodes if n.code.startswith("INSTALMENT:"))


def test_the_receipts_job_is_queued_with_the_receipt(told: Told) -> None:
    settle(told)
    told.pay(date(2017, 4, 28))
    receipt = act_of(told, "RECEIPT_POSTED")
    with told.open(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'reaction' FROM procrastinate_jobs WHERE args ->> 'act' = %s",
            [str(receipt)],
        )
        names = {row[0] for row in cursor.fetchall()}
    assert "zhixing.settlement.reactions.follow_money" in names
    told.react()
    told.react()
    assert told.types().count("INSTALMENT_MET") == 1


def test_one_sum_can_meet_several_instalments_and_part_of_one(told: Told) -> None:
    settle(told)
    told.pay(date(2017, 4, 5), PART * 2 + 1)
    told.react()
    found = view(told, date(2017, 4, 5))
    assert [i.paid for i in found.instalments[:4]] == [PART, PART, Fen(1), Fen(0)]
    assert done(told)[:3] == [date(2017, 4, 5), date(2017, 4, 5), None]


def test_a_missed_instalment_is_seen_the_next_day_and_only_proposes(told: Told) -> None:
    measure = told.list_debtor(date(2017, 2, 1), shielded_on=date(2017, 3, 29))
    settle(told)
    told.pay(date(2017, 4, 30))
    told.react()
    assert look(told, date(2017, 5, 1)) == ()
    assert look(told, MISSED_ON) == (), "the last day is still a day to pay"
    (found,) = look(told, SEEN_ON)
    assert (found.instalment, found.missed_on, found.arrears) == (2, MISSED_ON, PART)
    assert len(found.relisting_proposed) == 1
    assert told.types()[-2:] == ["SETTLEMENT_DEFAULTED", "RELISTING_PROPOSED"]
    listed = told.facts().of(Measures).listed[0]
    assert listed.measure == measure and not listed.is_published
    assert view(told, SEEN_ON).state is SettlementState.DEFAULTED
    assert view(told, SEEN_ON).arrears == PART
    with told.open():
        why = explain(told.court_no, told.case, "settlement-default", SEEN_ON)
        act = cases.get_act(told.court_no, found.act)
        assert cases.execute_findings(act)[0].value == why.value
        with pytest.raises(NoSuchFigure):
            explain(told.court_no, told.case, "settlement-default", MISSED_ON)
    assert look(told, SEEN_ON) == () and look(told, date(2017, 7, 15)) == ()


def test_a_missed_night_is_caught_up(told: Told) -> None:
    settle(told)
    (found,) = look(told, date(2017, 6, 5))
    assert (found.instalment, found.missed_on) == (1, date(2017, 4, 30))
    assert found.arrears == PART * 2


def test_a_published_debtor_is_not_proposed_and_a_stranger_neither(told: Told) -> None:
    told.list_debtor(date(2017, 2, 1))
    settle(told)
    (found,) = look(told, date(2017, 5, 1))
    assert found.relisting_proposed == ()
    other = make_case(told.desk, 2)
    settle(other)
    assert [f.relisting_proposed for f in look(other, date(2017, 5, 1))] == [()]


def test_payment_known_but_not_yet_followed_is_no_default(told: Told) -> None:
    settle(told)
    told.pay(date(2017, 4, 30))
    assert look(told, date(2017, 5, 1)) == ()


def test_a_receipt_recorded_late_withdraws_the_default(told: Told) -> None:
    settle(told)
    told.drive(instant(date(2017, 5, 1)))
    (found,) = look(told, date(2017, 5, 1))
    told.drive(instant(date(2017, 5, 9)))
    told.pay(date(2017, 4, 29))
    told.react()
    assert "DEFAULT_WITHDRAWN" in told.types()
    missed = view(told, date(2017, 5, 9)).defaults[0]
    assert (missed.act, missed.stands) == (found.act, False)
    stood = view(told, date(2017, 5, 1))
    knew = view(told, date(2017, 5, 1), known_at=datetime(2017, 5, 8, tzinfo=UTC))
    assert (stood.state, stood.arrears) == (SettlementState.LIVING, 0)
    assert (knew.state, knew.arrears) == (SettlementState.DEFAULTED, PART)
    assert look(told, date(2017, 5, 10)) == ()


def test_a_late_payment_cures_and_a_reversal_opens_again(told: Told) -> None:
    settle(told)
    assert len(look(told, date(2017, 5, 1))) == 1
    receipt = told.pay(date(2017, 5, 4))
    told.react()
    assert view(told, date(2017, 5, 4)).defaults[0].cured_on == date(2017, 5, 4)
    assert view(told, date(2017, 5, 4)).state is SettlementState.LIVING
    assert look(told, date(2017, 5, 5)) == ()
    told.reverse(receipt, date(2017, 5, 10))
    told.react()
    assert "INSTALMENT_REOPENED" in told.types()
    assert done(told)[0] is None
    assert view(told, date(2017, 5, 10)).arrears == PART
    assert view(told, date(2017, 5, 9)).arrears == 0
    (again,) = look(told, date(2017, 5, 11))
    assert again.instalment == 1
    told.pay(date(2017, 5, 12))
    told.react()
    assert done(told)[0] == date(2017, 5, 12)


def test_reversing_the_last_receipt_takes_performance_back(told: Told) -> None:
    settle(told)
    receipt = told.pay(date(2017, 4, 10), TOTAL)
    told.react()
    assert view(told, date(2017, 4, 10)).state is SettlementState.PERFORMED
    told.reverse(receipt, date(2017, 4, 12))
    told.react()
    assert told.types().count("INSTALMENT_REOPENED") == 8
    assert view(told, date(2017, 4, 12)).state is SettlementState.LIVING
    assert outstanding(told.facts(), date(2017, 4, 12)) == TOTAL
    told.pay(date(2017, 4, 13), TOTAL)
    told.react()
    assert told.types().count("SETTLEMENT_PERFORMED") == 2
    assert view(told, date(2017, 4, 13)).ended_on == date(2017, 4, 13)


def test_a_corrected_receipt_moves_what_follows_from_it(told: Told) -> None:
    settle(told)
    receipt = told.pay(date(2017, 4, 28))
    told.react()
    act = act_of(told, "RECEIPT_POSTED")
    with told.open() as by:
        with pytest.raises(CorrectionRefused) as refused:
            correct_act(act, ReceiptPosted(receipt, PART - 1), date(2017, 4, 28), by=by)
        assert refused.value.code == "MONEY_IS_COUNTERED"
        correct_act(act, ReceiptPosted(receipt, PART), date(2017, 5, 2), by=by)
    assert look(told, date(2017, 5, 1))[0].arrears == PART
    told.react()
    assert done(told)[0] == date(2017, 5, 2)
    assert view(told, date(2017, 5, 2)).defaults[0].cured_on == date(2017, 5, 2)


def test_a_receipt_is_reversed_never_annulled_and_that_opens_the_instalment(told: Told) -> None:
    settle(told)
    receipt = told.pay(date(2017, 4, 28))
    told.react()
    with told.open() as by, pytest.raises(CorrectionRefused) as refused:
        annul_act(act_of(told, "RECEIPT_POSTED"), "重复录入（虚构）", by=by)
    assert refused.value.code == "MONEY_IS_COUNTERED"
    told.reverse(receipt, date(2017, 4, 29))
    told.react()
    assert done(told)[0] is None
    assert view(told, date(2017, 5, 1)).arrears == PART


def test_the_applicant_resumes_and_what_was_paid_is_deducted(told: Told) -> None:
    settle(told)
    told.pay(date(2017, 4, 30))
    told.react()
    asked = ResumptionRequest(told.applicant, "第二期逾期未付（虚构）")
    with told.open() as by:
        with pytest.raises(ResumptionRefused) as kept:
            resume_enforcement(told.case, asked, MISSED_ON, by=by)
        with pytest.raises(ResumptionRefused) as stranger:
            resume_enforcement(told.case, ResumptionRequest(told.debtor, "x"), SEEN_ON, by=by)
        resume_enforcement(told.case, asked, SEEN_ON, by=by)
    assert (kept.value.code, stranger.value.code) == ("NOT_DUE", "NOT_ASKED")
    facts = told.facts()
    assert facts.of(Debt).agreed_total is None
    assert outstanding(facts, SEEN_ON) > Fen.of_yuan("680000") - PART
    assert view(told, SEEN_ON).state is SettlementState.RESUMED
    assert done(told) == [date(2017, 4, 30)]
    assert look(told, date(2017, 7, 1)) == ()
    with told.open() as by, pytest.raises(SettlementRefused) as nothing:
        resume_enforcement(told.case, asked, SEEN_ON, by=by)
    assert nothing.value.code == "NO_SETTLEMENT_STANDS"


def test_anticipatory_breach_resumes_before_the_day(told: Told) -> None:
    settle(told)
    asked = ResumptionRequest(told.applicant, "明确表示不再履行（虚构）", True)
    with told.open() as by:
        resume_enforcement(told.case, asked, date(2017, 4, 10), by=by)
    assert view(told, date(2017, 4, 10)).state is SettlementState.RESUMED


def test_the_nightly_job_finds_the_court_and_its_own_day(told: Told) -> None:
    settle(told)
    told.drive(instant(date(2017, 5, 1)))
    look_for_defaults(int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()))
    with told.open(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'on' FROM procrastinate_jobs WHERE args ->> 'court_no' = %s "
            "AND task_name = 'zhixing.settlement.find_defaults'",
            [str(told.court_no)],
        )
        assert cursor.fetchall() == [("2017-05-01",)]
    find_defaults_of_court(told.court_no, "2017-05-01")
    find_defaults_of_court(told.court_no, "2017-05-01")
    assert told.types().count("SETTLEMENT_DEFAULTED") == 1


def test_the_docket_folds_to_the_same_from_nothing(told: Told) -> None:
    settle(told)
    receipt = told.pay(date(2017, 4, 28))
    told.react()
    told.reverse(receipt, date(2017, 5, 6))
    told.pay(date(2017, 5, 3))
    told.react()
    with open_scope(Scope.of_court(told.court_no, told.court_no)):
        assert list(verify_docket(told.court_no)) == []
