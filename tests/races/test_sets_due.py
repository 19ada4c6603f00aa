"""The last two answers of an order written at once: the set is recorded, whoever looks last."""

from __future__ import annotations

import threading
from contextlib import suppress
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from simulators.bank import codec
from tests.rooms.inquiry.test_query import MAIN, SAYS, _marker, account
from tests.support.banks import QUEUES, make_bank, seek
from tests.support.racing import PATIENCE_SECONDS, run_together
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry import completion, interpreting, models, receiving
from zhixing.inquiry.operations import interpret_answer, store_message, take_feedback
from zhixing.inquiry.wire import bank_codec
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.queries import get_institution
from zhixing.kernel.clock import instant
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain


def nothing_from(bank, sought):
    """Give the hand that takes a bank's word that it knows nothing."""
    numbers = {v.institution: v.external_no for v in sought.requests("QUERY")}
    with open_scope(Scope.system()):
        institution = get_institution(bank.id)
    at, payload = instant(sought.today), codec.encode(account(numbers[bank.id], "查无开户信息"))
    decoded = bank_codec.decode_feedback(payload, get_profile(institution.profile), SAYS)
    with open_scope(Scope.system()):
        stored = store_message(institution, SAYS, payload, at)
    front = SimpleNamespace(scope=Scope.of_institution(bank.id))
    return front, lambda by: take_feedback(institution, stored, decoded, at)


def hit_read(bank, sought):
    """Give the job that reads what a bank found into the docket."""
    number = next(v.external_no for v in sought.requests("QUERY") if v.institution == bank.id)
    bank.line.call(SAYS, _marker(bank), codec.encode(account(number)))
    by = sought.read(lambda: get_system_principal(sought.court_no))
    with open_scope(Scope.system()):
        answer = models.Answer.objects.get(court_no=sought.court_no, institution_id=bank.id)
    job = SimpleNamespace(scope=Scope.of_court(sought.court_no, sought.court_no))
    return job, lambda _: interpret_answer(answer.id, sought.today, by=by)


def ended_at_once(tmp_path, first):
    """Let both look, and only then end, where nothing keeps them apart."""
    sought = seek()
    banks = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(*banks)
    for bank in banks:
        bank.ask("getXzcxList")
    hands = [first(banks[0], sought), nothing_from(banks[1], sought)]
    looked = threading.Barrier(2)

    def then_wait(look):
        def look_then_wait(*given, **named):
            told = look(*given, **named)
            with suppress(threading.BrokenBarrierError):
                looked.wait(PATIENCE_SECONDS)
            return told

        return look_then_wait

    marks, completes = then_wait(completion.mark_due), then_wait(completion.complete_batch)
    with (
        patch.object(receiving, "mark_due", marks),
        patch.object(interpreting, "complete_batch", completes),
    ):
        answers = run_together(hands)
    assert not any(isinstance(a, Exception) for a in answers), answers
    drain(QUEUES)
    return len(sought.acts("QUERY_COMPLETED"))


@pytest.mark.parametrize("first", [nothing_from, hit_read])
def test_control_without_their_turn_neither_sees_the_other(tmp_path, first):
    with patch.object(completion, "wait_in_turn", lambda batches: None):
        assert ended_at_once(tmp_path, first) == 0


@pytest.mark.parametrize("first", [nothing_from, hit_read])
def test_the_last_two_answers_at_once_complete_the_set(tmp_path, first):
    assert ended_at_once(tmp_path, first) == 1
