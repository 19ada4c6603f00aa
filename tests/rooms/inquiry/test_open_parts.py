"""Answers in parts over the open profile: the last may come last, or not."""

from __future__ import annotations

from tests.rooms.inquiry.test_open_profile import SHARES, only
from tests.support.banks import QUEUES, seek
from tests.support.open_ones import make_one
from zhixing.inquiry.states import State
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.platform.jobs.drain import drain


def test_an_answer_in_parts_is_complete_with_its_last_part(tmp_path):
    sought = seek()
    depository = make_one(
        tmp_path, K.SECURITIES_DEPOSITORY, SHARES, {**SHARES, "identifier": "B/2"}, parts=2
    )
    sought.query(depository)
    front = depository.front
    send = front._send
    front._send = lambda: None
    front.cycle()
    first = front.books.rows("select * from outbox order by rowid")[0]
    front._feed(first)
    depository.front._send = send
    drain(QUEUES)
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.PARTIAL, "", 1)
    assert not sought.acts("QUERY_COMPLETED")
    depository.cycle()
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 2)
    assert len(sought.assets()) == 2


def test_a_part_that_comes_after_the_last_adds_to_the_answer_and_the_set_is_recorded_again(
    tmp_path,
):
    sought = seek()
    depository = make_one(
        tmp_path, K.SECURITIES_DEPOSITORY, SHARES, {**SHARES, "identifier": "B/2"}, parts=2
    )
    sought.query(depository)
    front = depository.front
    send, front._send = front._send, lambda: None
    front.cycle()
    for part in reversed(front.books.rows("select * from outbox order by rowid")):
        front._feed(part)
        drain(QUEUES)
    front._send = send
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 2)
    assert len(sought.assets()) == 2
    told = [act.payload["sources"][0] for act in sought.acts("QUERY_COMPLETED")]
    assert [source["accounts"] for source in told] == [1, 2]
    assert told[0]["evidence"] != told[1]["evidence"]
    assert not sought.acts("ANSWER_CORRECTED")
