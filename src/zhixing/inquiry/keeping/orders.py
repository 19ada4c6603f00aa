"""What is under way on one thing: renewals and releases ordered, decided, out, or stuck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets.kinds import kind_of
from zhixing.assets.queries import AssetView
from zhixing.courts import queries as courts
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import withdraw_matter
from zhixing.decisions.proposals import PROPOSED
from zhixing.decisions.queries import MatterView
from zhixing.inquiry import models
from zhixing.inquiry.limits import open_lines
from zhixing.inquiry.states import STUCK, State
from zhixing.inquiry.store import write
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen

DROPPED = frozenset({"RETURNED", "WITHDRAWN"})


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Hold an order that is not answered: its request's row, its line, its matter."""

    row: models.Request
    line: models.Line
    matter: MatterView | None

    @property
    def is_draft(self) -> bool:
        """Say whether it waits for a decision."""
        return self.row.state == State.DRAFT.value

    @property
    def is_proposal(self) -> bool:
        """Say whether the platform itself put it up and nobody decided yet."""
        matter = self.matter
        return matter is not None and matter.code in PROPOSED and matter.state == "OPEN"

    @property
    def is_stuck(self) -> bool:
        """Say whether it went out and gets on only by somebody's hand."""
        return self.row.state in STUCK

    @property
    def was_collected(self) -> bool:
        """Say whether its institution has the papers, so that it may have acted."""
        return self.row.delivered_at is not None or self.row.docs_at is not None


def renewing(view: AssetView) -> Measure:
    """Give the measure by which control of a thing is renewed."""
    return Measure.SEAL_RENEW if kind_of(view.kind).is_sealed else Measure.RENEW


def releasing(view: AssetView) -> Measure:
    """Give the measure by which control of a thing is released."""
    return Measure.SEAL_RELEASE if kind_of(view.kind).is_sealed else Measure.RELEASE


def list_under_way(court_no: int, asset: UUID, measure: Measure) -> list[UnderWay]:
    """Give the orders of one measure on a thing that are not answered, the latest last."""
    found = []
    for line in open_lines(court_no, measure, None, asset_id=asset).order_by("id"):
        row = models.Request.objects.get(court_no=court_no, id=line.request_id)
        matter = None
        if row.matter_id is not None:
            matter = decisions.get_matter(court_no, row.matter_id)
        if row.state != State.DRAFT.value or matter is None or matter.state not in DROPPED:
            found.append(UnderWay(row, line, matter))
    return found


def list_renewing(view: AssetView, ends_on: date) -> list[UnderWay]:
    """Give the orders that may still renew a control which ends on a day, the latest last.

    One issued again may be overtaken by the late answer to its first number; it asks for no
    more than what stands by then, and holds no later renewal back.
    """
    orders = list_under_way(view.court_no, view.id, renewing(view))
    return [o for o in orders if o.line.until_on is None or o.line.until_on > ends_on]


def overtake_proposals(view: AssetView, measure: Measure, on: date) -> None:
    """Take back what the platform itself proposed of a measure, because a person now orders it."""
    system = courts.get_system_principal(view.court_no)
    for order in list_under_way(view.court_no, view.id, measure):
        matter = order.matter
        if matter is None or not order.is_proposal:
            continue
        withdraw_matter(matter.id, "承办人另行提请。", on, by=system)
        order.row.state = State.WITHDRAWN.value
        write(order.row, "state")


def is_release_ordered(view: AssetView, stands: Fen, on: date) -> bool:
    """Say whether, on a day, the whole of a control was ordered released and not answered yet."""
    lines = models.Line.objects.filter(
        court_no=view.court_no, asset_id=view.id, measure=releasing(view).value
    )
    total = 0
    for line in lines:
        row = models.Request.objects.get(court_no=view.court_no, id=line.request_id)
        if row.matter_id is None or (line.answered_on is not None and line.answered_on <= on):
            continue
        matter = decisions.get_matter(view.court_no, row.matter_id)
        dropped = matter.state in DROPPED and (matter.decided_on or on) <= on
        if matter.opened_on <= on and not dropped and row.state not in ("WITHDRAWN", "REISSUED"):
            total += line.amount_fen
    return total > 0 and total >= max(int(stands), 1)
