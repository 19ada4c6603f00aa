"""Sorts out, cheaply and for a whole court, which controls somebody must be called to today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from zhixing.assets.lapsing import Ending
from zhixing.cases.queries import list_facts
from zhixing.inquiry import models
from zhixing.inquiry.keeping.chapter import Keeping
from zhixing.inquiry.states import STUCK
from zhixing.inquiry.wire.model import Measure
from zhixing.law.seizure.renewal_call import renewal_call

CHUNK = 500
RENEWALS = (Measure.RENEW.value, Measure.SEAL_RENEW.value)


def list_due(court_no: int, ending: Sequence[Ending], on: date) -> Iterator[Ending]:
    """Give those controls that ran out, that are due to be called, or whose renewal is stuck.

    Only the days are looked at; whether the law is against renewing is asked one by one.
    """
    stuck = _stuck(court_no)
    known: dict[tuple[date, tuple[int, ...]], bool] = {}
    for chunk in _chunks(ending):
        facts = list_facts(court_no, sorted({e.case for e in chunk}))
        for found in chunk:
            if found.until < on or found.asset in stuck:
                yield found
                continue
            made = facts[found.case].of(Keeping).renewal_of(found.asset, found.until)
            key = found.until, () if made is None else made.called
            if key not in known:
                known[key] = _is_due(on, *key)
            if known[key]:
                yield found


def _is_due(on: date, until: date, called: tuple[int, ...]) -> bool:
    return renewal_call(on=on, ends_on=until, called=called).value.due is not None


def _stuck(court_no: int) -> set[UUID]:
    rows = models.Request.objects.filter(court_no=court_no, state__in=[s.value for s in STUCK])
    lines = models.Line.objects.filter(
        court_no=court_no, measure__in=RENEWALS, outcome="", request_id__in=rows.values("id")
    )
    return set(lines.values_list("asset_id", flat=True))


def _chunks(ending: Sequence[Ending]) -> Iterable[Sequence[Ending]]:
    return (ending[start : start + CHUNK] for start in range(0, len(ending), CHUNK))
