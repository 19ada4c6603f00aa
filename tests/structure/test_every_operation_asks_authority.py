"""Every public operation of a room asks a capability before it writes, or says why not.

A door that forgets to ask is then no hole: the operation itself refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.structure.authority import Reading
from tests.structure.test_every_operation_has_a_door import operations, rooms
from zhixing.courts.policies import require
from zhixing.funds import models
from zhixing.platform.principal import Principal

DECIDED = "carries out an approved matter, whose approvers' authority was asked; nobody calls it"
PART_OF = "called by an operation that asked before it; no door leads here"
OF_THE_WIRE = "an institution speaks, known by its credentials; there is no post to ask"
TIMER = "a timer lets orders lapse that the law has ended; there is no post to ask"

EXEMPT: dict[str, str] = {
    **dict.fromkeys(
        ("parties.register_party", "parties.register_parties", "parties.register_accounts"),
        PART_OF,
    ),
    **dict.fromkeys(
        (
            "decisions.submit_matter",
            "decisions.submit_bundle",
            "decisions.record_execution",
            "decisions.record_executions",
            "inquiry.order_failure_receipt",
        ),
        PART_OF,
    ),
    **dict.fromkeys(
        (
            "measures.decide_listing",
            "measures.shield_listing",
            "measures.restrict_consumption",
            "measures.open_look_out",
            "closing.cancel_case",
            "closing.close_case",
            "closing.end_procedure",
            "closing.resume_case",
            "closing.begin_suspension",
            "closing.extend_time_limit",
            "inquiry.issue_order",
            "inquiry.issue_part",
        ),
        DECIDED,
    ),
    **dict.fromkeys(
        (
            "assets.record_found",
            "assets.record_found_all",
            "assets.record_control",
            "assets.record_refusal",
            "assets.record_refusals",
            "assets.record_reduction",
            "assets.record_renewal",
            "assets.record_release",
            "assets.record_transfer",
            "assets.record_sealing",
            "assets.record_sealing_refusal",
            "assets.record_sealing_renewal",
            "assets.record_unsealing",
            "assets.move_up_sealing",
            "inquiry.hand_out",
            "inquiry.hand_out_documents",
            "inquiry.interpret_answer",
            "inquiry.interpret_message",
            "inquiry.note_change",
            "inquiry.interpret_waiting",
            "inquiry.note_message",
            "inquiry.note_placed",
            "inquiry.note_problem",
            "inquiry.pack_requests",
            "inquiry.receive_package",
            "inquiry.store_message",
            "inquiry.take_feedback",
        ),
        OF_THE_WIRE,
    ),
    "inquiry.expire_overdue": TIMER,
}
"""The operations that ask no capability, each with its reason; none of them has a door."""


def every_operation() -> Iterator[tuple[str, Callable[..., Any]]]:
    for room in rooms():
        for name, found in operations(room):
            yield f"{room}.{name}", found


READING = Reading()


@pytest.mark.parametrize(
    ("name", "found"), list(every_operation()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_an_operation_asks_before_it_writes(name: str, found: Callable[..., Any]) -> None:
    early = READING.of(found).early
    if name in EXEMPT:
        assert early, f"{name} asks, or writes nothing; take the exemption away"
    else:
        assert early == (), f"{name} writes before it asks a capability: {early[0]}"


def test_an_exemption_names_an_operation_without_a_door() -> None:
    from tests.structure.test_every_operation_has_a_door import covered

    known, doors = dict(every_operation()), covered()
    for name, reason in EXEMPT.items():
        assert known[name] not in doors, f"{name} has a route and must ask"
        assert len(reason) > 20


def _asks_never(by: Principal) -> None:
    models.Account.objects.create(court_no=by.court_no)


def _asks_late(by: Principal) -> None:
    _asks_never(by)
    require(by, "record")


def _asks_sometimes(by: Principal, often: bool) -> None:
    if often:
        require(by, "record")
    models.Account.objects.create(court_no=by.court_no)


def _asks_in_a_loop(by: Principal, things: list[str]) -> None:
    for thing in things:
        require(by, thing)
    models.Account.objects.filter(court_no=by.court_no).update(number="")


def _asks_first(by: Principal, known: bool) -> None:
    if known:
        return
    require(by, "record")
    _asks_never(by)


def _asks_either_way(by: Principal, mine: bool) -> None:
    if mine:
        require(by, "record")
    else:
        require(by, "assign")
    _asks_never(by)


@pytest.mark.parametrize("found", [_asks_never, _asks_late, _asks_sometimes, _asks_in_a_loop])
def test_an_operation_that_does_not_ask_is_found(found: Callable[..., Any]) -> None:
    assert len(Reading(inside=("zhixing.", "tests.")).of(found).early) == 1


@pytest.mark.parametrize("found", [_asks_first, _asks_either_way])
def test_an_operation_that_asks_first_passes(found: Callable[..., Any]) -> None:
    assert Reading(inside=("zhixing.", "tests.")).of(found).early == ()
