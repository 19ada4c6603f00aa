"""When the renewal of a control is proposed, and who is called (续封续冻催办).

A control must be renewed before its last day; afterwards its effect is gone and its rank
lost. Courts must remind before a time limit ends, and set the days themselves; thirty,
fifteen, seven and one day ahead are used here. The nearer the end, the higher the post
that is called: assistant, judge, director. A call that would fall on a day off is made on
the working day before. Nothing is proposed where the control has served its purpose: the
case is finished, the debt is paid, a release is ordered.

控制措施须在届满以前续行，届满未续的效力消灭、顺位丧失。期限届满前应当催办，提前的天数由各院自定，
此处用三十日、十五日、七日和一日；离届满越近，催办到越高的岗位：法官助理、承办法官、执行局长。
催办日遇休假日的，提前到其前一个工作日。案件已经办结、债务已经清偿或者已经提请解除的，不再提出续行；
原期限已经届满的，不能续行。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.calendar import DayKind, calendar
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "27"), ("CPL-INT", "485"), ("TIME-LIMITS", "21"))
USUAL: Final = (30, 15, 7, 1)
SATURDAY: Final = 5


class Post(StrEnum):
    """Name the post that is called."""

    ASSISTANT = "ASSISTANT"
    JUDGE = "JUDGE"
    DIRECTOR = "DIRECTOR"


class Against(StrEnum):
    """Name what stands against renewing."""

    NOTHING = ""
    CASE_FINISHED = "CASE_FINISHED"
    DEBT_PAID = "DEBT_PAID"
    RELEASE_ORDERED = "RELEASE_ORDERED"
    RUN_OUT = "RUN_OUT"


AGAINST_WORDS: Final[Mapping[Against, tuple[str, str]]] = {
    Against.CASE_FINISHED: ("案件已经办结", "the case is finished"),
    Against.DEBT_PAID: ("债务和执行费用已经清偿", "debt and costs are paid"),
    Against.RELEASE_ORDERED: ("已经提请解除", "its release is ordered"),
    Against.RUN_OUT: ("原期限已经届满", "its term has run out"),
}
POST_WORDS: Final[Mapping[Post, tuple[str, str]]] = {
    Post.ASSISTANT: ("法官助理", "the assistant"),
    Post.JUDGE: ("承办法官", "the judge"),
    Post.DIRECTOR: ("执行局长", "the director"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """Hold one call: how many days ahead, on which day, to whom."""

    days_ahead: int
    call_on: date
    post: Post


@dataclass(frozen=True, slots=True)
class RenewalCall:
    """Say whether renewal may be proposed, which call is due, which is next, what is against."""

    allowed: bool
    due: Call | None
    upcoming: Call | None
    against: Against


@answers("RENEWAL_CALL")
def renewal_call(
    *,
    on: date,
    ends_on: date,
    called: tuple[int, ...] = (),
    owed: Fen | None = None,
    is_finished: bool = False,
    is_release_ordered: bool = False,
    days_before: tuple[int, ...] = USUAL,
) -> Finding[RenewalCall]:
    """Find the call that is due on a day for a control that ends on ``ends_on``.

    ``called`` are the days ahead already called for this term; of several missed calls only
    the latest is made. ``owed`` is debt with costs, None while it is not known.
    """
    why = Reasons(on)
    why.choose("days_before", list(days_before))
    against = _against(on, ends_on, owed, is_finished, is_release_ordered)
    if against is not Against.NOTHING:
        zh, en = AGAINST_WORDS[against]
        why.step(f"{zh}，不提出续行。", f"No renewal: {en}.", cite("SEIZURE", 27, on=on))
        return why.finding(
            RenewalCall(False, None, None, against), f"不提出续行：{zh}。", f"No renewal: {en}."
        )
    why.step(
        f"期限至{ends_on}届满，届满以前须续行，否则效力消灭、顺位丧失。",
        f"The term ends on {ends_on}; without renewal before, effect and rank are lost.",
        cite("SEIZURE", 27, on=on),
        value=ends_on,
    )
    calls = [_call(why, ends_on, days, place) for place, days in enumerate(_ordered(days_before))]
    reached = [c for c in calls if c.call_on <= on]
    due = reached[-1] if reached and reached[-1].days_ahead not in called else None
    upcoming = next((c for c in calls if c.call_on > on), None)
    return why.finding(RenewalCall(True, due, upcoming, against), *_conclusion(due, upcoming))


def _against(
    on: date, ends_on: date, owed: Fen | None, is_finished: bool, is_release_ordered: bool
) -> Against:
    if on > ends_on:
        return Against.RUN_OUT
    if is_finished:
        return Against.CASE_FINISHED
    if owed is not None and owed <= 0:
        return Against.DEBT_PAID
    return Against.RELEASE_ORDERED if is_release_ordered else Against.NOTHING


def _ordered(days_before: tuple[int, ...]) -> list[int]:
    return sorted({d for d in days_before if d >= 0}, reverse=True)


def _call(why: Reasons, ends_on: date, days: int, place: int) -> Call:
    plain = ends_on - timedelta(days=days)
    call_on = working_day_before(why, plain)
    post = list(Post)[min(place, len(Post) - 1)]
    zh, en = POST_WORDS[post]
    moved = "" if call_on == plain else f"（{plain}为休假日）"
    moved_en = "" if call_on == plain else f" ({plain} is a day off)"
    why.step(
        f"提前{days}日催办{zh}：{call_on}{moved}。",
        f"{days} days ahead {en} is called: {call_on}{moved_en}.",
        find_citation("TIME-LIMITS", 21, on=ends_on),
        value=call_on,
    )
    return Call(days, call_on, post)


def working_day_before(why: Reasons, day: date) -> date:
    """Give the day itself if it is worked, else the working day before.

    In a year whose calendar is not published only Saturdays and Sundays are skipped, and
    the finding is marked: a call too early harms nobody.
    """
    known = calendar()
    while known.is_day_off(day) or _may_be_off(known.kind(day), day):
        if known.kind(day) is DayKind.UNKNOWN:
            why.mark(f"provisional:calendar-{day.year}")
        day -= timedelta(days=1)
    return day


def _may_be_off(kind: DayKind, day: date) -> bool:
    return kind is DayKind.UNKNOWN and day.weekday() >= SATURDAY


def _conclusion(due: Call | None, upcoming: Call | None) -> tuple[str, str]:
    if due is not None:
        zh, en = POST_WORDS[due.post]
        return (
            f"应提出续行，并催办{zh}（提前{due.days_ahead}日）。",
            f"Propose renewal and call {en} ({due.days_ahead} days ahead).",
        )
    if upcoming is not None:
        return f"下一次催办在{upcoming.call_on}。", f"The next call is on {upcoming.call_on}."
    return "各次催办均已作出。", "Every call has been made."


def _given(on: str, ends: str, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ends_on": date.fromisoformat(ends), **more}


def _due(days: int, call_on: str, post: Post) -> dict[str, object]:
    return {"days_ahead": days, "call_on": date.fromisoformat(call_on), "post": post}


_END = "2018-06-28"
"""A Thursday; thirty days before is Tuesday 29 May, one day before Wednesday."""

RULE = Rule(
    "RENEWAL_CALL",
    BASIS,
    Days(date(2005, 1, 1)),
    renewal_call,
    (
        Example(_given("2018-05-28", _END), {"due": None, "against": ""}),
        Example(_given("2018-05-29", _END), {"due": _due(30, "2018-05-29", Post.ASSISTANT)}),
        Example(_given("2018-05-30", _END, called=(30,)), {"due": None}),
        Example(
            _given("2018-06-13", _END, called=(30,)), {"due": _due(15, "2018-06-13", Post.JUDGE)}
        ),
        Example(
            _given("2018-06-21", _END), {"due": _due(7, "2018-06-21", Post.DIRECTOR)}, note="补催"
        ),
        Example(
            _given("2018-06-27", _END, called=(7,)), {"due": _due(1, "2018-06-27", Post.DIRECTOR)}
        ),
        Example(
            _given("2018-06-29", "2018-07-02", called=(30, 15, 7)),
            {"due": _due(1, "2018-06-29", Post.DIRECTOR)},
            note="提前一日为周日，周五催办 a Sunday: called on Friday",
        ),
        Example(_given("2018-06-29", _END), {"allowed": False, "against": "RUN_OUT"}),
        Example(_given("2018-06-21", _END, owed=Fen(0)), {"against": "DEBT_PAID"}),
        Example(_given("2018-06-21", _END, owed=Fen(1)), {"against": ""}),
        Example(_given("2018-06-21", _END, is_finished=True), {"against": "CASE_FINISHED"}),
        Example(
            _given("2018-06-21", _END, is_release_ordered=True), {"against": "RELEASE_ORDERED"}
        ),
    ),
    "续行控制的催办",
    "Calls to renew a control",
    covers=("R-SZ-RENEW",),
)
