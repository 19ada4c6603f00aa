"""When an institution's time to answer begins and when it is over (反馈期限): one rule for all.

Whoever counts answers asks here: the ranking, the windows, the query centre, the night's look
for what ran out. A wire request begins on the day it is put out; what officers carry to a window
begins on the day they hand it in. Until then the delay is the court's own. The last day belongs
to the institution: it is late from the day after.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q

from zhixing.inquiry import models
from zhixing.inquiry.messages import due_on as due_for
from zhixing.inquiry.states import OUT, State
from zhixing.institutions.abilities import COUNTER_PROFILE
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import legal_day

AWAITED: Final = OUT | {State.EXPIRED}
"""States in which an answer has yet to come."""
AWAITED_STATES: Final = tuple(sorted(s.value for s in AWAITED))
UNSERVED: Final = Q(profile=COUNTER_PROFILE, delivered_at__isnull=True, answered_on__isnull=True)
"""What officers have not carried to its window yet: the institution knows nothing of it."""
STARTS_ON: Final = f"""CASE WHEN r.profile = '{COUNTER_PROFILE}'
  THEN (r.delivered_at AT TIME ZONE 'Asia/Shanghai')::date ELSE r.issued_on END"""
"""The first day of a request ``r``, in SQL; null of what was not served at its window."""
RULE: Final = (
    "反馈期限自发出之日起算，发出当日不计；窗口办理的，自法院送达窗口之日起算。期限届满之日仍属按期，"
    "次日起才计为逾期。法院尚未送达窗口的，单列，不计入协助单位。",
    "The time to answer runs from the day a request goes out, that day not counted; at a window "
    "from the day the court hands it in. The last day is still in time; late begins the day "
    "after. What the court has not handed in yet stands apart and is not the institution's.",
)
"""The rule in both languages, for the pages that show what it gives."""


def starts_on(row: models.Request) -> date | None:
    """Give the day from which an institution's time runs, None before the court served it."""
    if row.profile != COUNTER_PROFILE:
        return row.issued_on
    return None if row.delivered_at is None else legal_day(row.delivered_at)


def due_of(row: models.Request, institution: InstitutionView) -> date | None:
    """Give the last day in time of a request that went out; before service as if served then."""
    begun = starts_on(row) or row.issued_on
    return None if begun is None else due_for(institution, begun)


def is_unserved(profile: str, *, is_delivered: bool, is_answered: bool) -> bool:
    """Say whether a request waits for the court's own officers."""
    return profile == COUNTER_PROFILE and not is_delivered and not is_answered


def late_on(on: date) -> Q:
    """Select the requests whose institution let its last day pass without an answer."""
    return Q(state__in=AWAITED_STATES, due_on__lt=on, answered_on__isnull=True) & ~UNSERVED
