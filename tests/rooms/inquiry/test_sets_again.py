"""Sets of answers: read once, again when a request joins later, and a share at a time."""

from __future__ import annotations

import pytest

from simulators.bank.codec import encode
from simulators.bank.messages import on_wire, reject_query
from tests.rooms.inquiry.test_query import MAIN, SAYS, _drain, _marker, account
from tests.support.banks import make_bank, seek
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry import completion, models, reading
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.states import State
from zhixing.platform.database.scope import Scope, open_scope


def is_open(sought):
    with open_scope(Scope.system()):
        return models.Batch.objects.get(court_no=sought.court_no).is_open


def test_a_request_issued_again_after_the_end_completes_the_set_again(tmp_path):
    sought = seek()
    rich, other = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(rich, other)
    rich.cycle()
    assert is_open(sought), "the other owes its answer"
    other.cycle()
    assert not is_open(sought)
    first = next(v for v in sought.requests("QUERY") if v.institution == rich.id)
    sought.do(lambda by: inquiry.reopen_request(first.id, "反馈无法使用", by=by))
    operation, body = reject_query(
        first.external_no, "文书不清", "2018/03/05 10:00:00", own_list=True
    )
    rich.line.call(operation, _marker(rich), on_wire(first.external_no, body))
    _drain()
    stuck = next(v for v in sought.requests("QUERY") if v.id == first.id)
    assert stuck.state is State.REJECTED
    again = sought.do(lambda by: inquiry.reissue_request(first.id, sought.today, by=by))
    assert is_open(sought), "what joined it owes its answer"
    with open_scope(Scope.system()):
        number = models.Request.objects.get(court_no=sought.court_no, id=again).external_no
    rich.ask("getXzcxList")
    rich.say(SAYS, account(number, balance="70000.00"))
    done = sought.acts("QUERY_COMPLETED")
    assert len(done) == 2 and not is_open(sought)
    assert {s["institution"] for s in done[-1].payload["sources"]} == {str(rich.id), str(other.id)}


def test_a_set_already_recorded_is_not_read_again(tmp_path, monkeypatch):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    batch = sought.query(bank)
    bank.cycle()
    read = []
    monkeypatch.setattr(completion, "_sources", lambda ids, court_no: read.append(ids) or {})
    count = sought.do(
        lambda by: completion.complete_batches([batch], sought.today, by=by, only_open=True)
    )
    assert count == 0 and read == [[]]


def test_a_job_killed_between_a_hit_and_its_set_records_the_set_when_it_begins_again(
    tmp_path, monkeypatch
):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    (view,) = sought.requests("QUERY")
    bank.line.call(SAYS, _marker(bank), encode(account(view.external_no), {}))
    by = sought.read(lambda: get_system_principal(sought.court_no))

    def killed(*given, **named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(reading, "_complete", killed)
        with pytest.raises(KeyboardInterrupt):
            reading.interpret_waiting(sought.court_no, sought.today, by=by)
    assert len(sought.acts("ASSET_FOUND")) == 1 and not sought.acts("QUERY_COMPLETED")
    _drain()
    assert len(sought.acts("QUERY_COMPLETED")) == 1


def test_more_answers_than_one_job_reads_are_read_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_WAITING", 1)
    sought = seek()
    banks = [make_bank(tmp_path, MAIN), make_bank(tmp_path, MAIN), make_bank(tmp_path, MAIN)]
    sought.query(*banks)
    for bank in banks:
        bank.ask("getXzcxList")
    numbers = {v.institution: v.external_no for v in sought.requests("QUERY")}
    for bank in banks:
        number = numbers[bank.id]
        bank.line.call(SAYS, _marker(bank), encode(account(number), {}))
    assert {v.state for v in sought.requests("QUERY")} == {State.FED_BACK}
    _drain()
    assert {v.state for v in sought.requests("QUERY")} == {State.CLOSED}
    assert len(sought.acts("ASSET_FOUND")) == 3 and len(sought.acts("QUERY_COMPLETED")) == 1
