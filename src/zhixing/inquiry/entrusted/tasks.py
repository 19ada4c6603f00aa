"""Jobs between courts: a case into the other court's docket, its answers into the sender's."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from zhixing.cases.docket.append import recording_instant
from zhixing.cases.queries import facts_now, find_case_by_number
from zhixing.courts.queries import get_system_principal, is_rehearsal_number
from zhixing.inquiry.entrusted.chapter import SentAway
from zhixing.inquiry.entrusted.crossing import gather_entrusted, why_not_here
from zhixing.inquiry.entrusted.receiving import receive_entrusted, record_entrusted_papers
from zhixing.inquiry.entrusted.sending import (
    ordered_as,
    record_entrusting_delivery,
    record_entrusting_filed,
    record_entrusting_return,
    record_papers_wanted,
)
from zhixing.inquiry.entrusted.values import (
    CameBack,
    Delivery,
    EntrustedPackage,
    FiledThere,
    PapersSupplied,
    PapersWanted,
)
from zhixing.kernel.refusal import Refusal
from zhixing.law.entrusting.papers import EntrustPaper
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import SOON


@app.task(name="zhixing.inquiry.carry_entrusted", queue="inquiry", pass_context=False, retry=SOON)
def carry_entrusted(court_no: int, case: str, order: str, on: str) -> None:
    """Carry an entrusted case to the court there, and tell the sender how it arrived."""
    day, key = date.fromisoformat(on), UUID(order)
    with open_scope(Scope.of_court(court_no, court_no)):
        by = get_system_principal(court_no)
        sent = facts_now(court_no, UUID(case)).of(SentAway).find(key)
        if sent is None or sent.by_platform is not None:
            return
        there = int(ordered_as(court_no, UUID(case), key)["court"])
        package = gather_entrusted(UUID(case), key, day, at=recording_instant(court_no), by=by)
    arrival = _hand_in(package, there, day)
    with open_scope(Scope.of_court(court_no, court_no)):
        record_entrusting_delivery(UUID(case), arrival, day, by=by)


def _hand_in(package: EntrustedPackage, there: int, on: date) -> Delivery:
    """Hand a case in at a court, in that court's own scope; gives how it arrived."""
    with open_scope(Scope.of_court(there, there)):
        why = why_not_here(there, is_rehearsal_number(package.court_no), on)
        if why is not None:
            return Delivery(package.key, on, False, False, "", *why)
        try:
            _, number = receive_entrusted(package, on, by=get_system_principal(there))
        except Refusal as refused:
            return Delivery(
                package.key, on, False, False, "", refused.message_zh, refused.message_en
            )
    return Delivery(package.key, on, True, True, number)


@app.task(name="zhixing.inquiry.tell_entrusting", queue="inquiry", pass_context=False, retry=SOON)
def tell_sender(
    court_no: int, case_no: str, order: str, kind: str, told: dict[str, Any], on: str
) -> None:
    """Record in the sending court's docket what the receiving court asked, filed or returned."""
    day, key = date.fromisoformat(on), UUID(order)
    with open_scope(Scope.of_court(court_no, court_no)):
        found = find_case_by_number(case_no)
        if found is None:
            return
        by = get_system_principal(court_no)
        if kind == "WANTED":
            wanted = tuple(EntrustPaper(w) for w in told["wanted"])
            record_papers_wanted(found.id, PapersWanted(key, wanted, told["note"]), day, by=by)
        elif kind == "FILED":
            filed_on = date.fromisoformat(told["filed_on"])
            filed = FiledThere(key, told["there_no"], filed_on, told["officer"], told["phone"])
            record_entrusting_filed(found.id, filed, day, by=by)
        else:
            back = CameBack(key, EntrustReturnGround(told["ground"]), told["reason"])
            record_entrusting_return(found.id, back, day, by=by)


@app.task(name="zhixing.inquiry.tell_entrusted", queue="inquiry", pass_context=False, retry=SOON)
def tell_receiver(
    court_no: int, case_no: str, papers: list[str], explanation: str, on: str
) -> None:
    """Record in the receiving court's docket what the sending court supplied or explained."""
    with open_scope(Scope.of_court(court_no, court_no)):
        found = find_case_by_number(case_no)
        if found is None:
            return
        given = PapersSupplied(tuple(EntrustPaper(p) for p in papers), explanation)
        by = get_system_principal(court_no)
        record_entrusted_papers(found.id, given, date.fromisoformat(on), by=by)
