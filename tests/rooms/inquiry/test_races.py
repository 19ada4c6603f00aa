"""Two hands at once: two orders on one claim, two polls, one feedback twice."""

from __future__ import annotations

from types import SimpleNamespace
from unittest.mock import patch

from django.db import IntegrityError

from simulators.bank import codec
from tests.rooms.inquiry.test_control import MAIN, SPARE, found
from tests.rooms.inquiry.test_query import SAYS, account, only
from tests.support.banks import Deposit, make_bank, seek
from tests.support.racing import meet_at, run_together, unlocked
from zhixing.inquiry import controlling, drafting, models, receiving
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import FreezeOrder, hand_out, store_message, take_feedback
from zhixing.inquiry.raw_messages import Verdict
from zhixing.inquiry.wire import bank_codec
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.queries import get_institution
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

ASKED = "70000.00"


def two_orders(tmp_path):
    sought, _, (main, spare) = found(
        tmp_path, Deposit(MAIN, "90000.00"), Deposit(SPARE, "90000.00")
    )
    judge = sought.filed.stage.who(K.JUDGE, 2)

    def order(asset):
        wanted = FreezeOrder(sought.filed.case, asset, Fen.of_yuan(ASKED))
        return lambda by: inquiry.order_freeze(wanted, sought.today, by=by)

    with meet_at(controlling, "pending_on_case"):
        answers = run_together([(judge, order(main)), (judge, order(spare))])
    return sought, answers


def ordered(sought):
    return sum(int(v.lines[0].amount) for v in sought.requests("CONTROL"))


def test_control_without_the_locks_two_orders_exceed_the_claim(tmp_path):
    with patch.object(drafting, "lock_for_order", lambda *a, **k: None):
        sought, _ = two_orders(tmp_path)
    assert ordered(sought) == 2 * int(Fen.of_yuan(ASKED))


def test_two_orders_at_once_never_exceed_the_claim(tmp_path):
    sought, answers = two_orders(tmp_path)
    assert ordered(sought) == int(Fen.of_yuan(ASKED))
    assert sum(isinstance(a, ExcessRefused) for a in answers) == 1


def two_polls(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    sought.query(bank)
    with open_scope(Scope.system()):
        institution = get_institution(bank.id)
    front = SimpleNamespace(scope=Scope.of_institution(bank.id))
    at = instant(sought.today)

    def poll(by):
        return codec.read_requests(hand_out(institution, Kind.QUERY, at))

    with meet_at(bank_codec, "encode_requests"):
        answers = run_together([(front, poll), (front, poll)])
    return sorted(r.number for answer in answers for r in answer)


def test_control_without_the_lock_a_request_is_handed_out_twice(tmp_path):
    with unlocked(models.Request):
        numbers = two_polls(tmp_path)
    assert len(numbers) == 4


def test_two_polls_at_once_share_the_requests(tmp_path):
    numbers = two_polls(tmp_path)
    assert len(numbers) == len(set(numbers)) == 2


def one_feedback_twice(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    with open_scope(Scope.system()):
        institution = get_institution(bank.id)
    front = SimpleNamespace(scope=Scope.of_institution(bank.id))
    at = instant(sought.today)
    payload = codec.encode(account(only(sought).external_no))
    decoded = bank_codec.decode_feedback(payload, get_profile(institution.profile), SAYS)
    with open_scope(Scope.system()):
        stored = store_message(institution, SAYS, payload, at)

    def take(by):
        return list(take_feedback(institution, stored, decoded, at).values())

    with meet_at(receiving, "content_hash"), meet_at(receiving, "_answer"):
        return sought, run_together([(front, take), (front, take)])


def test_control_without_the_lock_the_second_feedback_breaks_on_the_database(tmp_path):
    with unlocked(models.Request):
        _, answers = one_feedback_twice(tmp_path)
    assert sum(isinstance(a, IntegrityError) for a in answers) == 1


def test_one_feedback_sent_twice_at_once_is_one_answer(tmp_path):
    _, answers = one_feedback_twice(tmp_path)
    assert sorted(a[0] for a in answers) == [Verdict.DUPLICATE, Verdict.TAKEN]
