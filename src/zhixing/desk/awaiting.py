"""What awaits the decision of whoever looks: approvals by post, and a judge's own proposals."""

from __future__ import annotations

from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.courts.queries import SYSTEM_PERSON
from zhixing.decisions.proposals import PROPOSED
from zhixing.decisions.queries import (
    BundleView,
    MatterView,
    list_open,
    list_waiting,
    list_waiting_bundles,
)
from zhixing.desk.screens.day_nodes import team_of
from zhixing.desk.visit import Visit
from zhixing.platform.principal import PostKind


def list_awaiting(visit: Visit) -> list[MatterView]:
    """Give the matters this visitor may decide on now, the oldest first.

    A judge decides what the platform proposed in the cases of the judge and of the judge's team,
    also after a higher post was called.
    """
    found = list_waiting(visit.by) if visit.by.may("approve") else []
    if visit.by.kind is not PostKind.JUDGE or not visit.by.may("order_freeze"):
        return found
    known = {m.id for m in found}
    more = [m for m in list_open(visit.by.court_no, PROPOSED) if _is_first_step(m)]
    mine = _own_cases(visit, more)
    return [*found, *(m for m in more if m.case in mine and m.id not in known)]


def list_awaiting_bundles(visit: Visit) -> list[BundleView]:
    """Give the bundles this visitor may decide on now, the oldest first."""
    return list_waiting_bundles(visit.by) if visit.by.may("approve") else []


def _is_first_step(m: MatterView) -> bool:
    is_proposed = m.applicant_person == SYSTEM_PERSON and m.step == 0
    return is_proposed and m.route[:1] == (str(PostKind.JUDGE),)


def _own_cases(visit: Visit, matters: list[MatterView]) -> set[object]:
    ids = tuple({m.case for m in matters})
    if not ids:
        return set()
    handlers = team_of(visit.ask)
    cases = list_cases(CaseFilter(ids=ids), order="claim", limit=len(ids)).cases
    return {c.id for c in cases if c.handler_person in handlers}
