"""Jobs of single acts: a request into the other court's list, its answer into the docket."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from procrastinate.contrib.django import app

from zhixing.cases.queries import facts_now, find_case_by_number, get_case
from zhixing.courts.queries import get_system_principal, is_rehearsal_number
from zhixing.inquiry.entrusted.crossing import why_not_here
from zhixing.inquiry.entrusted.sending import ordered_as
from zhixing.inquiry.entrusted.single_acts import ActAsked, note_act_delivered, receive_asked_act
from zhixing.inquiry.outside.acts import OutsideOutcome, OutsideWork
from zhixing.inquiry.outside.operations import OutsideReport, report_out_of_area
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import SOON


@app.task(name="zhixing.inquiry.carry_asked_act", queue="inquiry", pass_context=False, retry=SOON)
def carry_asked_act(court_no: int, case: str, order: str, on: str) -> None:
    """Carry a request for a single act to the court there, and record whether it arrived."""
    day, key = date.fromisoformat(on), UUID(order)
    own = Scope.of_court(court_no, court_no)
    with open_scope(own):
        by = get_system_principal(court_no)
        ordered = ordered_as(court_no, UUID(case), key)
        asked = ActAsked(
            key,
            court_no,
            by.court_name,
            get_case(court_no, UUID(case)).number,
            str(ordered["letter"]),
            str(ordered["task"]),
            date.fromisoformat(str(ordered["due_on"])),
        )
    there = int(ordered["court"])
    with open_scope(Scope.of_court(there, there)):
        why_not = why_not_here(there, is_rehearsal_number(court_no), day)
        is_new = why_not is None and receive_asked_act(asked, day, by=get_system_principal(there))
    if is_new or why_not is not None:
        with open_scope(own):
            note_act_delivered(UUID(case), key, why_not, day, by=by)


@app.task(name="zhixing.inquiry.tell_asker", queue="inquiry", pass_context=False, retry=SOON)
def tell_asker(
    court_no: int,
    case_no: str,
    order: str,
    outcome: str,
    report: str,
    things: int,
    money: int,
    on: str,
) -> None:
    """Record in the asking court's docket what came of the act it asked for."""
    with open_scope(Scope.of_court(court_no, court_no)):
        found = find_case_by_number(case_no)
        if found is None:
            return
        known = facts_now(court_no, found.id).of(OutsideWork).find(UUID(order))
        if known is None or known.outcome:
            return
        told = OutsideReport(OutsideOutcome(outcome), report, things, Fen(money))
        by = get_system_principal(court_no)
        report_out_of_area(found.id, UUID(order), told, date.fromisoformat(on), by=by)
