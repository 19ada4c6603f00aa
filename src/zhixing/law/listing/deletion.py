"""By when a listing must be deleted (删除失信信息), and on which event.

Since 1 May 2017: within three working days of one of seven events; with a fixed term the
events do not apply and it is deleted within three working days after the term ends.
Before: three events, no number of days.

删除失信信息的期限与事由。2017年5月1日起，没有固定期限的，在七种事由之一发生后三个工作日内删除：
履行或者执行完毕，和解协议履行完毕，申请执行人书面申请且法院同意，
终结本次执行程序后经两次以上网络查询没有发现财产和有效线索，因审判监督或者破产而中止执行，
裁定不予执行，裁定终结执行。有固定期限的，不适用这些事由，期限届满后三个工作日内删除。
此前的文本只有履行完毕、和解履行完毕、终结执行三种事由，没有规定天数。删除只及于本案的纳入。
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.grounds import CHANGE, ListingRefused
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "10"),)


class Event(IntEnum):
    """Name the events by their number in the text of 2017; 0 is the end of the term."""

    TERM_ENDED = 0
    PERFORMED = 1
    SETTLEMENT_PERFORMED = 2
    APPLICANT_ASKS = 3
    QUERIED_TWICE = 4
    SUSPENDED = 5
    NOT_ENFORCED = 6
    ENDED = 7


EVENT_ZH = {
    Event.TERM_ENDED: "纳入期限届满",
    Event.PERFORMED: "已履行或者执行完毕",
    Event.SETTLEMENT_PERFORMED: "和解协议已履行完毕",
    Event.APPLICANT_ASKS: "申请执行人书面申请删除且审查同意",
    Event.QUERIED_TWICE: "终本后查询两次以上无财产且无有效线索",
    Event.SUSPENDED: "因审判监督或者破产程序裁定中止执行",
    Event.NOT_ENFORCED: "裁定不予执行",
    Event.ENDED: "裁定终结执行",
}
EVENT_EN = {
    Event.TERM_ENDED: "the term of the listing ended",
    Event.PERFORMED: "the duty was performed or enforced in full",
    Event.SETTLEMENT_PERFORMED: "the settlement was performed in full",
    Event.APPLICANT_ASKS: "the applicant asked in writing and the court agreed",
    Event.QUERIED_TWICE: "two queries after the procedure was ended found nothing",
    Event.SUSPENDED: "enforcement was suspended for a retrial or a bankruptcy",
    Event.NOT_ENFORCED: "enforcement was refused by ruling",
    Event.ENDED: "enforcement was ended by ruling",
}
OLD_EVENTS = (Event.PERFORMED, Event.SETTLEMENT_PERFORMED, Event.ENDED)


@answers("LISTING_DELETE_DUE")
def listing_delete_due(
    *, on: date, event: Event, event_on: date, has_term: bool, queries: int = 0
) -> Finding[Due]:
    """Find by when to delete a listing after an event.

    ``has_term`` says whether the listing was made for a fixed term; ``queries`` is the
    number of network queries since the procedure was ended for the time being.
    """
    why = Reasons(on)
    basis = cite("LISTING", 10, on=event_on)
    old = event_on < CHANGE
    allowed = event in OLD_EVENTS if old else has_term == (event is Event.TERM_ENDED)
    if not allowed:
        raise ListingRefused(
            "NOT_A_DELETION_EVENT",
            message_zh=f"“{EVENT_ZH[event]}”不是本次纳入的删除事由。",
            message_en=f"That {EVENT_EN[event]} does not delete this listing.",
            basis=basis,
            remedy_zh="有纳入期限的，届满后删除，或由法院决定提前删除。",
            remedy_en="A listing with a term is deleted at its end, or earlier by decision.",
            field="event",
        )
    if event is Event.QUERIED_TWICE:
        needed = why.parameter("listing.queries_before_deletion", event_on).whole
        if queries < needed:
            raise ListingRefused(
                "QUERIES_MISSING",
                message_zh=f"终本后应查询{needed}次以上，现为{queries}次。",
                message_en=f"{needed} queries are needed, there are {queries}.",
                basis=basis,
                remedy_zh="请再次通过网络查控系统查询。",
                remedy_en="Query the network again.",
                field="queries",
            )
    why.step(f"{event_on}{EVENT_ZH[event]}。", f"{event_on}: {EVENT_EN[event]}.", basis)
    why.step(
        "删除只及于本案的纳入，其他案件的纳入不受影响。",
        "Deletion touches the listing of this case only, not that of another case.",
        basis,
    )
    if old:
        why.step("2013年文本未定天数，应即时删除。", "The text of 2013 sets no days.", basis)
        return why.finding(Due(event_on, event_on), f"{event_on}删除。", f"Delete on {event_on}.")
    days = why.parameter("listing.delete", event_on).whole
    due = why.adopt(period_due(on=on, start_on=event_on, amount=days, unit=Unit.WORKING_DAY))
    return why.finding(due, f"应于{due.due_on}前删除失信信息。", f"Delete by {due.due_on}.")


def _given(event: Event, day: str, term: bool, **more: object) -> dict[str, object]:
    on = date.fromisoformat(day)
    return {"on": on, "event": event, "event_on": on, "has_term": term, **more}


RULE = Rule(
    "LISTING_DELETE_DUE",
    BASIS,
    Days(date(2013, 10, 1)),
    listing_delete_due,
    (
        Example(_given(Event.PERFORMED, "2017-09-29", False), {"due_on": date(2017, 10, 10)}),
        Example(_given(Event.PERFORMED, "2017-09-29", True), refusal="NOT_A_DELETION_EVENT"),
        Example(_given(Event.TERM_ENDED, "2019-04-30", True), {"due_on": date(2019, 5, 7)}),
        Example(_given(Event.PERFORMED, "2017-04-30", False), {"due_on": date(2017, 4, 30)}),
        Example(_given(Event.APPLICANT_ASKS, "2017-04-30", False), refusal="NOT_A_DELETION_EVENT"),
        Example(_given(Event.APPLICANT_ASKS, "2017-05-01", False), {"due_on": date(2017, 5, 4)}),
        Example(
            _given(Event.QUERIED_TWICE, "2018-06-29", False, queries=1),
            refusal="QUERIES_MISSING",
        ),
        Example(
            _given(Event.QUERIED_TWICE, "2018-06-29", False, queries=2),
            {"due_on": date(2018, 7, 4)},
        ),
    ),
    "删除失信信息期限",
    "Deleting a listing",
    ("listing.delete", "listing.queries_before_deletion"),
    covers=("R-SX-DELETE-3WD", "R-SX-NOT-AFTER-SETTLE", "R-SX-CASEFOLLOW"),
)
