"""Every public operation of a room has a route of the API, or a stated reason to have none."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest

OPERATOR = "done by the operator of the platform, in the SYSTEM scope, with ./zx"
REACTION = "carried out by the reaction to its approval; by hand it would be done twice"
NEWS = "done by the reaction to the act that is the news; by hand it would be done twice"
AT_FILING = "carried out by the reaction to filing, where the court's policy says so"
OF_THE_WIRE = "recorded from an institution's message, which is the evidence"
BY_ITSELF = "follows from another act by itself, and only proposes or notes"
PART_OF = "called by the operation that checks its law"
TIMER = "run by a timer for a whole court"
BETWEEN_COURTS = "done by the job that carries papers from one court of the platform to another"
AT_THE_DESK = "signing in is by session at the desk; the API is asked with a token"

EXEMPT: dict[str, dict[str, str]] = {
    "courts": {
        **dict.fromkeys(
            (
                "load_courts",
                "found_rehearsal",
                "drive_clock",
                "end_court",
                "equip_court",
                "enrol_password",
                "enrol_code",
                "block_person",
                "unblock_person",
                "issue_token",
                "revoke_token",
                "forget_ended_sessions",
            ),
            OPERATOR,
        ),
        **dict.fromkeys(("sign_in", "sign_out", "choose_post", "keep_session"), AT_THE_DESK),
    },
    "institutions": dict.fromkeys(
        (
            "register_institution",
            "change_password",
            "end_institution",
            "add_wire_key",
            "end_wire_key",
            "set_exchange",
            "set_window",
            "set_hours",
            "announce_closing_days",
            "take_back_closing_day",
        ),
        OPERATOR,
    ),
    "parties": dict.fromkeys(
        ("register_party", "register_parties", "register_accounts", "reveal_identities"), PART_OF
    ),
    "assignment": {"commitment_value": PART_OF},
    "decisions": dict.fromkeys(
        ("submit_matter", "submit_bundle", "record_execution", "record_executions"), PART_OF
    ),
    "assets": {
        **dict.fromkeys(
            (
                "record_found",
                "record_found_all",
                "record_control",
                "record_refusal",
                "record_refusals",
                "record_reduction",
                "record_renewal",
                "record_release",
                "record_transfer",
                "record_sealing",
                "record_sealing_refusal",
                "record_sealing_renewal",
                "record_unsealing",
                "reverse_sealing",
            ),
            OF_THE_WIRE,
        ),
        "move_up_sealing": TIMER,
        **dict.fromkeys(
            (
                "lock_debtor",
                "lock_debtors",
                "lock_for_queue",
                "standing_hold",
                "take_over_find",
                "tell_those_behind",
            ),
            PART_OF,
        ),
    },
    "inquiry": {
        **dict.fromkeys(
            (
                "hand_out",
                "hand_out_documents",
                "interpret_answer",
                "interpret_message",
                "interpret_waiting",
                "note_message",
                "note_placed",
                "note_problem",
                "pack_requests",
                "receive_package",
                "store_message",
                "take_feedback",
            ),
            OF_THE_WIRE,
        ),
        "order_pooled": "carried out case by case by the job of a submitted portion",
        **dict.fromkeys(
            ("issue_order", "withdraw_order", "issue_part", "withdraw_drafts"), REACTION
        ),
        "expire_overdue": TIMER,
        "look_again": TIMER,
        "note_change": OF_THE_WIRE,
        **dict.fromkeys(("end_for_closing", "follow_news", "open_watch"), NEWS),
        **dict.fromkeys(("expire_overdue", "note_lapse", "propose_renewal"), TIMER),
        **dict.fromkeys(("draft_co_owner_notices", "follow_excess", "follow_service"), BY_ITSELF),
        "order_failure_receipt": PART_OF,
        **dict.fromkeys(
            ("note_act_delivered", "receive_asked_act", "receive_entrusted"), BETWEEN_COURTS
        ),
    },
    "measures": dict.fromkeys(
        ("decide_listing", "shield_listing", "restrict_consumption", "open_look_out"), REACTION
    ),
    "settlement": {"find_defaults": TIMER, "follow_payments": REACTION},
    "closing": {
        **dict.fromkeys(
            (
                "begin_suspension",
                "cancel_case",
                "close_case",
                "end_procedure",
                "extend_time_limit",
                "resume_case",
            ),
            REACTION,
        ),
        **dict.fromkeys(("consider_revival", "note_namesake"), NEWS),
        "follow_performance": REACTION,
    },
    "instruments": {"ensure_seal": OPERATOR},
    "funds": {"open_accounts_at_filing": AT_FILING},
}
"""The operations without a route, by room, each with its reason."""


def rooms() -> list[str]:
    from zhixing.config.rooms import ROOMS

    return [r for r in ROOMS if find_spec(f"zhixing.{r}") and find_spec(f"zhixing.{r}.operations")]


def operations(room: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give what a room's operations module exports: its ``__all__``, or what it defines."""
    module = importlib.import_module(f"zhixing.{room}.operations")
    named = getattr(module, "__all__", None)
    for name, found in vars(module).items():
        if not inspect.isfunction(found) or name.startswith("_"):
            continue
        if name in named if named is not None else found.__module__ == module.__name__:
            yield name, found


def covered() -> set[Callable[..., Any]]:
    from zhixing.api.route import list_routes

    return {operation for route in list_routes() for operation in route.operations}


def missing(room: str, doors: set[Callable[..., Any]]) -> list[str]:
    exempt = EXEMPT.get(room, {})
    return [n for n, found in operations(room) if found not in doors and n not in exempt]


def test_every_operation_has_a_door() -> None:
    doors = covered()
    assert {room: missing(room, doors) for room in rooms() if missing(room, doors)} == {}


def test_an_operation_without_a_door_is_found() -> None:
    from zhixing.funds.operations import post_receipt

    assert missing("funds", covered() - {post_receipt}) == ["post_receipt"]


@pytest.mark.parametrize("room", sorted(EXEMPT))
def test_an_exemption_names_an_operation_that_is_there_and_has_no_route(room: str) -> None:
    known, doors = dict(operations(room)), covered()
    for name, reason in EXEMPT[room].items():
        assert name in known, f"{room}.{name} is gone; take the exemption away"
        assert known[name] not in doors, f"{room}.{name} has a route; take the exemption away"
        assert len(reason) > 20
