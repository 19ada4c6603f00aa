"""Reminders before a time limit ends (期限届满前催办): courts must have them.

The law demands the system and leaves the days to the court; thirty, fifteen and seven
days before expiry are the days used where the court has set none. A court's own days run
down towards the end, each at least one day before it, and none earlier than the term begins.

期限届满前的催办日期。规定要求各级法院建立催办制度，但未定提前天数，由各院自定；本院未定的，
提前三十日、十五日和七日各催办一次。本院自定的，提前天数应当由多到少，至少提前一日，且不得多于
期限本身的天数。已经过去的催办日不再列出。
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TIME-LIMITS", "21"), ("POLICY", "1"))
USUAL: Final = (30, 15, 7)


class ReminderRefused(Refusal):
    """Say which number of days is none."""


@answers("TIME_LIMIT_REMINDERS", version="2")
def time_limit_reminders(
    *,
    on: date,
    due_on: date,
    days_before: tuple[int, ...] = USUAL,
    term_days: int | None = None,
    since: date | None = None,
    document_zh: str = "",
) -> Finding[tuple[date, ...]]:
    """Give the days on which to remind, earliest first, those already past left out.

    ``since`` and ``document_zh`` say from when and by which paper the court set its own
    ``days_before``; None where it did not. ``term_days`` is how many days the term has in all.
    """
    why = Reasons(on)
    if since is not None:
        require_sensible(days_before, term_days)
        why.mark("policy:reminder-days")
        why.step(
            f"本院自{since}起自定催办：届满前{_listed(days_before, '、')}日（{document_zh}）。",
            f"Since {since} the court's own days hold: {_listed(days_before)} before the end.",
            cite("POLICY", 1, on=on),
            value=list(days_before),
        )
    else:
        require_descending(days_before)
        why.choose("days_before", list(days_before))
    found = sorted({due_on - timedelta(days=d) for d in days_before})
    ahead = tuple(day for day in found if day >= on)
    why.step(
        f"各级人民法院应当建立期限届满前的催办制度；期限至{due_on}届满。",
        f"Courts must remind before a time limit ends; this one ends on {due_on}.",
        find_citation("TIME-LIMITS", 21, on=due_on),
        value=[str(day) for day in ahead],
    )
    listed = _listed(ahead, "、") or "无"
    return why.finding(ahead, f"催办日期：{listed}。", f"Remind on: {_listed(ahead)}.")


def require_sensible(days_before: tuple[int, ...], term_days: int | None) -> None:
    """Insist that a court's own days can remind of anything.

    :raises ReminderRefused: none, one below 1, two not in descending order, or the first
        longer than the term.
    """
    require_descending(days_before)
    if not days_before:
        raise _refused(
            "NO_DAYS",
            ("没有填写提前天数。", "No day is given."),
            ("请至少填写一个天数；不再自定的，请不填该节点。", "Give one, or leave the node out."),
        )
    if term_days is not None and days_before[0] > term_days:
        raise _refused(
            "BEYOND_TERM",
            (
                f"提前{days_before[0]}日，多于期限本身的{term_days}日，届时期限尚未开始。",
                f"{days_before[0]} days before the end is before the term of {term_days} begins.",
            ),
            (f"请填写不多于{term_days}的天数。", f"Give {term_days} days at most."),
        )


def require_descending(days_before: tuple[int, ...]) -> None:
    """Insist on days that lie ahead of the end and come nearer to it.

    :raises ReminderRefused: one is below 1, or one does not come nearer.
    """
    wrong = [d for d in days_before if d < 1]
    if wrong:
        raise _refused(
            "NOT_AHEAD",
            (
                f"提前天数至少为一日（{wrong[0]}）。",
                f"A reminder lies at least one day before the end ({wrong[0]}).",
            ),
            ("请填写大于零的整数。", "Give whole numbers above zero."),
        )
    crossed = next((b for a, b in pairwise(days_before) if b >= a), None)
    if crossed is not None:
        raise _refused(
            "NOT_DESCENDING",
            (
                f"提前天数应当由多到少，{crossed}的次序不对。",
                f"The days run down towards the end; {crossed} is out of order.",
            ),
            ("请由多到少排列，不要重复，例如30、15、7。", "Sort them down, like 30, 15, 7."),
        )


def _refused(code: str, said: tuple[str, str], remedy: tuple[str, str]) -> ReminderRefused:
    return ReminderRefused(
        code,
        message_zh=said[0],
        message_en=said[1],
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
        field="days_before",
    )


def _listed(values: tuple[object, ...], between: str = ", ") -> str:
    return between.join(map(str, values))


def _given(on: str, due: str, *days: int, **own: object) -> dict[str, object]:
    given: dict[str, object] = {
        "on": date.fromisoformat(on),
        "due_on": date.fromisoformat(due),
        **own,
    }
    return {**given, "days_before": days} if days else given


_OWN: Final = {"since": date(2016, 1, 1), "document_zh": "本院节点管理办法", "term_days": 184}

RULE = Rule(
    "TIME_LIMIT_REMINDERS",
    BASIS,
    Days(date(2000, 9, 28)),
    time_limit_reminders,
    (
        Example(
            _given("2016-03-12", "2016-04-11"),
            [date(2016, 3, 12), date(2016, 3, 27), date(2016, 4, 4)],
        ),
        Example(_given("2016-03-13", "2016-04-11"), [date(2016, 3, 27), date(2016, 4, 4)]),
        Example(_given("2016-04-12", "2016-04-11"), []),
        Example(
            _given("2016-02-11", "2016-04-11", 60, 10, **_OWN),
            [date(2016, 2, 11), date(2016, 4, 1)],
            note="本院自定 the court's own days",
        ),
        Example(_given("2015-10-10", "2016-04-11", 184, **_OWN), [date(2015, 10, 10)]),
        Example(_given("2016-03-12", "2016-04-11", 185, **_OWN), refusal="BEYOND_TERM"),
        Example(_given("2016-03-12", "2016-04-11", 7, 15, **_OWN), refusal="NOT_DESCENDING"),
        Example(_given("2016-03-12", "2016-04-11", 7, 7, **_OWN), refusal="NOT_DESCENDING"),
        Example(_given("2016-03-12", "2016-04-11", 0), refusal="NOT_AHEAD"),
        Example(_given("2016-03-12", "2016-04-11", -1), refusal="NOT_AHEAD"),
        Example(
            {**_given("2016-03-12", "2016-04-11", **_OWN), "days_before": ()}, refusal="NO_DAYS"
        ),
    ),
    "期限届满前催办",
    "Reminders before a time limit ends",
    version="2",
    covers=("R-TL-REMIND",),
)
