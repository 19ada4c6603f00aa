"""What orders not yet answered already speak for, and the locks under which it is counted."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet, Sum

from zhixing.assets import operations as assets
from zhixing.cases.filing.amending import lock_case
from zhixing.inquiry import models
from zhixing.inquiry.states import OPEN_ORDERS
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import Principal


def lock_for_order(case: UUID, party: UUID, *, by: Principal) -> None:
    """Take the debtor's lock and then the case's, so that what is counted stays true."""
    assets.lock_debtor(party)
    lock_case(case, by)


def pending_on_case(court_no: int, case: UUID, *, apart_from: UUID | None = None) -> Fen:
    """Sum what freezes of a case were ordered and are not answered, approval pending included."""
    return _pending(court_no, Measure.FREEZE, apart_from, case_id=case)


def pending_on_asset(
    court_no: int, asset: UUID, measure: Measure, *, apart_from: UUID | None = None
) -> Fen:
    """Sum what was ordered on one thing by one measure and is not answered."""
    return _pending(court_no, measure, apart_from, asset_id=asset)


def open_lines(
    court_no: int, measure: Measure, apart_from: UUID | None, **about: UUID
) -> QuerySet[models.Line]:
    """Give the lines of one measure that are ordered and not answered."""
    open_ones = models.Request.objects.filter(
        court_no=court_no, state__in=[s.value for s in OPEN_ORDERS]
    )
    lines = models.Line.objects.filter(
        court_no=court_no,
        measure=measure.value,
        outcome="",
        request_id__in=open_ones.values("id"),
        **about,
    )
    return lines if apart_from is None else lines.exclude(request_id=apart_from)


def _pending(court_no: int, measure: Measure, apart_from: UUID | None, **about: UUID) -> Fen:
    lines = open_lines(court_no, measure, apart_from, **about)
    return Fen(lines.aggregate(total=Sum("amount_fen"))["total"] or 0)
