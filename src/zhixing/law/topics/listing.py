"""A listing as a dishonest debtor: its term, its deletion, and when it may come again.

The request names the ground by its number in the text of 2017; the finding gives the item
of the text in force on the day of the decision. What the law refuses is named in
``refused``; days that the law still gives stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.listing import deletion
from zhixing.law.listing.deletion import listing_delete_due
from zhixing.law.listing.grounds import CHANGE, Ground, Listing, listing
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Reasons
from zhixing.law.topics.topic import Answer, Between, Example, Topic

IN_FORCE = date(2013, 10, 1)


class ListingEvent(StrEnum):
    """Name what happened to a listing."""

    PERFORMED = "performed"
    SETTLED_AND_PERFORMED = "settled_and_performed"
    APPLICANT_REQUEST = "applicant_request"
    TERM_END = "term_end"
    BANKRUPTCY = "bankruptcy"
    SUSPENDED = "suspended"
    REFUSED_ENFORCEMENT = "refused_enforcement"
    ENDED = "ended"
    QUERIED_TWICE = "queried_twice"


_EVENTS = {
    ListingEvent.PERFORMED: deletion.Event.PERFORMED,
    ListingEvent.SETTLED_AND_PERFORMED: deletion.Event.SETTLEMENT_PERFORMED,
    ListingEvent.APPLICANT_REQUEST: deletion.Event.APPLICANT_ASKS,
    ListingEvent.TERM_END: deletion.Event.TERM_ENDED,
    ListingEvent.BANKRUPTCY: deletion.Event.SUSPENDED,
    ListingEvent.SUSPENDED: deletion.Event.SUSPENDED,
    ListingEvent.REFUSED_ENFORCEMENT: deletion.Event.NOT_ENFORCED,
    ListingEvent.ENDED: deletion.Event.ENDED,
    ListingEvent.QUERIED_TWICE: deletion.Event.QUERIED_TWICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Say what happened and when; ``deleted_on`` is the day the entry was in fact deleted."""

    kind: ListingEvent
    on: date
    deleted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRequest:
    """Ask about a listing: its ground by the numbers of 2017, the decision, what came after.

    ``years`` is the whole term, None for the term the law sets. ``able_to_perform`` is what
    the court found; the other facts are the exclusions.
    """

    ground: Annotated[int, Between(1, 6)]
    decided_on: date
    years: Annotated[int, Between(0, 100)] | None = None
    event: Happened | None = None
    able_to_perform: bool = True
    minor: bool = False
    sufficient_security: bool = False
    seized_enough: bool = False
    later_in_order: bool = False
    counts_decision_day: bool = False


@dataclass(frozen=True, slots=True)
class ListingResult:
    """Hold the last day of the term, the last day to delete, the first day to be listed
    again at the applicant’s request, and the code of what is refused."""

    ends_on: date | None
    delete_by: date | None
    relist_from: date | None
    refused: str | None
    item: int | None
    must_restrict: bool


class ListingAskedWrongly(Refusal):
    """Say which fields do not go together."""


def _wrong(code: str, field: str, zh: str, en: str) -> ListingAskedWrongly:
    return ListingAskedWrongly(code, message_zh=zh, message_en=en, field=field)


def _check(request: ListingRequest) -> None:
    if request.decided_on < IN_FORCE:
        raise _wrong(
            "NOT_IN_FORCE",
            "decided_on",
            f"失信名单规定自{IN_FORCE}起施行。",
            f"The provisions are in force since {IN_FORCE}.",
        )
    event = request.event
    if event is not None and event.on < request.decided_on:
        raise _wrong(
            "BEFORE_LISTING",
            "event.on",
            f"事件（{event.on}）早于纳入决定（{request.decided_on}）。",
            f"The event ({event.on}) lies before the decision ({request.decided_on}).",
        )
    if event is not None and event.deleted_on is not None and event.deleted_on < event.on:
        raise _wrong(
            "BEFORE_EVENT",
            "event.deleted_on",
            f"删除（{event.deleted_on}）早于事件（{event.on}）。",
            f"The deletion ({event.deleted_on}) lies before the event ({event.on}).",
        )


def _list(request: ListingRequest, more: int) -> Finding[Listing]:
    return listing(
        on=request.decided_on,
        ground=Ground(request.ground),
        is_able=request.able_to_perform,
        is_minor=request.minor,
        has_full_security=request.sufficient_security,
        seized_suffices=request.seized_enough,
        comes_later=request.later_in_order,
        is_violent_or_several=more != 0,
        extension_years=more,
        counts_decision_day=request.counts_decision_day,
    )


def _extension(request: ListingRequest, why: Reasons) -> int:
    """Give the years beyond the term the law sets; a shorter term is no listing of law."""
    if request.years is None:
        return 0
    if request.decided_on < CHANGE or request.ground == Ground.ABLE_BUT_REFUSES:
        return request.years or -1
    years = why.parameter("listing.term").whole
    if request.years > years:
        why.mark("warning:extension-needs-grave-violence-or-several-acts")
    return request.years - years


def answer(request: ListingRequest) -> Answer:
    """Find the term of a listing, its deletion and the bar on listing again."""
    _check(request)
    why = Reasons(request.decided_on)
    try:
        found = why.adopt(_list(request, _extension(request, why)))
    except Refusal as refusal:
        return _refused(why, refusal, ListingResult(None, None, None, refusal.code, None, False))
    result = ListingResult(
        found.end_on, None, None, None, found.item, request.decided_on >= date(2015, 7, 22)
    )
    if result.must_restrict:
        why.step(
            "纳入失信名单的，应当同时限制消费。",
            "A listed debtor must be restricted too.",
            cite("RESTRICTION", 1, on=request.decided_on),
        )
    if request.event is None:
        return _term_only(why, result)
    return _after(why, result, request.event)


def _refused(why: Reasons, refusal: Refusal, result: ListingResult) -> Answer:
    why.step(
        refusal.message_zh + refusal.remedy_zh,
        f"{refusal.message_en} {refusal.remedy_en}",
        refusal.basis,
        value=refusal.code,
    )
    return Answer(result, why.finding(result, refusal.message_zh, refusal.message_en))


def _term_only(why: Reasons, result: ListingResult) -> Answer:
    if result.ends_on is None:
        return Answer(
            result,
            why.finding(
                result,
                "可以纳入，没有固定期限；出现删除事由后删除。",
                "May be listed, without a fixed term; deleted once the law’s event occurs.",
            ),
        )
    due = why.adopt(_term_end(result.ends_on))
    result = replace(result, delete_by=due.due_on)
    return Answer(
        result,
        why.finding(
            result,
            f"期限至{result.ends_on}，应于{due.due_on}前删除。",
            f"The term ends on {result.ends_on}; delete by {due.due_on}.",
        ),
    )


def _term_end(ends_on: date) -> Finding[Any]:
    return listing_delete_due(
        on=ends_on, event=deletion.Event.TERM_ENDED, event_on=ends_on, has_term=True
    )


def _after(why: Reasons, result: ListingResult, event: Happened) -> Answer:
    kind = _EVENTS[event.kind]
    if kind is deletion.Event.TERM_ENDED and result.ends_on and event.on < result.ends_on:
        raise _wrong(
            "TERM_RUNS",
            "event.on",
            f"纳入期限至{result.ends_on}，{event.on}尚未届满。",
            f"The term runs until {result.ends_on}; it has not ended on {event.on}.",
        )
    if kind is deletion.Event.TERM_ENDED and result.ends_on:
        return _term_only(why, result)
    try:
        due = why.adopt(
            listing_delete_due(
                on=event.on,
                event=kind,
                event_on=event.on,
                has_term=result.ends_on is not None,
                queries=2,
            )
        )
    except Refusal as refusal:
        if result.ends_on is not None:
            result = replace(result, delete_by=why.adopt(_term_end(result.ends_on)).due_on)
        return _refused(why, refusal, replace(result, refused=refusal.code))
    result = replace(result, delete_by=due.due_on)
    if kind is deletion.Event.APPLICANT_ASKS:
        result = replace(result, relist_from=_relist_from(why, event))
    return Answer(
        result,
        why.finding(
            result,
            f"应于{due.due_on}前删除失信信息。"
            + (f"申请执行人自{result.relist_from}起可以再次申请。" if result.relist_from else ""),
            f"Delete by {due.due_on}."
            + (
                f" The applicant may ask again from {result.relist_from}."
                if result.relist_from
                else ""
            ),
        ),
    )


def _relist_from(why: Reasons, event: Happened) -> date:
    deleted_on = event.deleted_on or event.on
    why.choose("deleted_on", "GIVEN" if event.deleted_on else "DAY_OF_THE_EVENT")
    months = why.parameter("listing.relist_bar", event.on).whole
    last = add_months(deleted_on, months)
    why.step(
        f"自{deleted_on}删除起{months}个月内（至{last}）申请执行人再次申请的，不予支持；"
        "不限制人民法院依职权决定。",
        f"For {months} months from the deletion of {deleted_on}, until {last}, the applicant’s "
        "new request is not granted; the court may act of its own motion.",
        cite("LISTING", 10, on=event.on),
        value=last,
    )
    return last + timedelta(days=1)


TOPIC = Topic(
    "listing",
    "纳入失信名单",
    "Listing as a dishonest debtor",
    ListingRequest,
    ListingResult,
    answer,
    (
        Example(
            {
                "ground": 3,
                "decided_on": "2017-05-01",
                "years": None,
                "event": {"kind": "term_end", "on": "2019-05-01"},
            },
            {"ends_on": "2019-05-01", "delete_by": "2019-05-07", "refused": None},
        ),
        Example(
            {
                "ground": 4,
                "decided_on": "2017-05-01",
                "event": {"kind": "performed", "on": "2017-09-29"},
            },
            {
                "ends_on": "2019-05-01",
                "delete_by": "2019-05-07",
                "refused": "NOT_A_DELETION_EVENT",
            },
            note="有纳入期限 a fixed term",
        ),
        Example(
            {
                "ground": 1,
                "decided_on": "2017-06-01",
                "event": {"kind": "applicant_request", "on": "2017-09-29"},
            },
            {"ends_on": None, "delete_by": "2017-10-10", "relist_from": "2018-03-30"},
        ),
        Example(
            {
                "ground": 3,
                "decided_on": "2015-12-01",
                "event": {"kind": "applicant_request", "on": "2017-04-28"},
            },
            {"ends_on": None, "refused": "NOT_A_DELETION_EVENT"},
            note="2013年文本只有三项事由 three events in 2013",
        ),
        Example(
            {
                "ground": 3,
                "decided_on": "2015-12-01",
                "event": {"kind": "performed", "on": "2017-04-28"},
            },
            {"ends_on": None, "delete_by": "2017-04-28", "item": 2},
        ),
        Example({"ground": 2, "decided_on": "2018-02-28", "years": 5}, {"ends_on": "2023-02-28"}),
        Example({"ground": 2, "decided_on": "2018-02-28", "years": 6}, {"refused": "EXTENSION"}),
        Example({"ground": 2, "decided_on": "2018-02-28", "years": 1}, {"refused": "EXTENSION"}),
        Example({"ground": 1, "decided_on": "2018-02-28", "years": 2}, {"refused": "NO_TERM"}),
        Example({"ground": 2, "decided_on": "2018-02-28", "minor": True}, {"refused": "MINOR"}),
        Example(
            {"ground": 1, "decided_on": "2018-02-28", "seized_enough": True},
            {"refused": "SEIZED_ENOUGH"},
        ),
        Example({"ground": 7, "decided_on": "2018-02-28"}, error="OUT_OF_RANGE"),
        Example({"ground": 1, "decided_on": "2013-09-30"}, error="NOT_IN_FORCE"),
        Example(
            {
                "ground": 1,
                "decided_on": "2018-02-28",
                "event": {"kind": "performed", "on": "2018-02-27"},
            },
            error="BEFORE_LISTING",
        ),
    ),
    ("LISTING", "LISTING_DELETE_DUE", "RELISTING"),
)
