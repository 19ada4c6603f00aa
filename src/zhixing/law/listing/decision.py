"""By when a request to list is decided (审查期限), and from when the listing may be public.

Since 1 May 2017 a request is decided within fifteen days; the text of 2013 sets none. The
enforcement notice must have warned of it, the decision states reasons and any term, and it
is served. A court may give one to three months of grace; until it is over, nothing is
published and consumption is not restricted.

申请执行人申请将被执行人纳入失信名单的，2017年5月1日起法院应在十五日内决定；
2013年文本没有规定天数；法院也可以依职权决定。执行通知须已提示纳入的风险，决定书写明理由，
有期限的写明期限，并送达被执行人以后才能公布。法院可以给予一至三个月的宽限期，
宽限期满以前不公布信息，也不限制消费。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.grounds import CHANGE, ListingRefused
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit, add_months
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "5"), ("CONSIDERATE", "15"))
WARNED = Need(
    "WARNED",
    "执行通知已载明纳入失信名单的风险提示",
    "the enforcement notice warned of listing",
    "补发载明风险提示的执行通知",
    "Serve a notice that carries the warning",
    ("LISTING", "5"),
    "is_warned",
)
SERVED = Need(
    "SERVED",
    "决定书已依法送达当事人",
    "the decision was served on the parties",
    "先送达决定书，再公布失信信息",
    "Serve the decision before anything is published",
    ("LISTING", "5"),
    "is_served",
)


@dataclass(frozen=True, slots=True)
class ListingDecision:
    """Hold the last day to decide a request, and the first day of publication."""

    decide_by: date | None
    publish_from: date | None


@answers("LISTING_DECISION")
def listing_decision(
    *,
    on: date,
    is_warned: bool,
    asked_on: date | None = None,
    decided_on: date | None = None,
    is_served: bool = False,
    grace_months: int = 0,
) -> Finding[ListingDecision]:
    """Find by when to decide, and from when a decision made may be published.

    ``asked_on`` is the day the request arrived, None where the court acts by itself.
    """
    why = Reasons(on)
    insist(why, ListingRefused, ((is_warned, WARNED),), "不能决定纳入失信名单", "No listing")
    decide_by = _decide_by(why, asked_on)
    publish_from = None
    if decided_on is not None:
        insist(why, ListingRefused, ((is_served, SERVED),), "不能公布", "No publication")
        publish_from = _publish_from(why, decided_on, grace_months)
    return why.finding(
        ListingDecision(decide_by, publish_from),
        (f"应于{decide_by}前作出决定；" if decide_by else "没有法定的决定期限；")
        + (f"自{publish_from}起可以公布。" if publish_from else "尚未作出决定。"),
        (f"Decide by {decide_by}; " if decide_by else "No statutory time to decide; ")
        + (f"may be published from {publish_from}." if publish_from else "not yet decided."),
    )


def _decide_by(why: Reasons, asked_on: date | None) -> date | None:
    if asked_on is None:
        why.step(
            "人民法院可以依职权决定。",
            "The court may decide of its own motion.",
            cite("LISTING", 5, on=why.on),
        )
        return None
    if asked_on < CHANGE:
        why.step(
            "2013年文本未定审查天数。",
            "The text of 2013 sets no days.",
            cite("LISTING", 5, on=asked_on),
        )
        return None
    days = why.parameter("listing.decide", asked_on).whole
    return why.adopt(period_due(on=why.on, start_on=asked_on, amount=days, unit=Unit.DAY)).due_on


def _publish_from(why: Reasons, decided_on: date, months: int) -> date:
    if not months:
        why.step("未给予宽限期。", "No grace was given.", cite("LISTING", 5, on=decided_on))
        return decided_on
    least = why.parameter("listing.grace_least", decided_on).whole
    most = why.parameter("listing.grace_most", decided_on)
    if not least <= months <= most.whole:
        raise ListingRefused(
            "GRACE",
            message_zh=f"宽限期{months}个月，应为{least}至{most.whole}个月。",
            message_en=f"{months} months of grace; it must be {least} to {most.whole}.",
            basis=most.basis,
            remedy_zh="请在该幅度内确定，或者不给予宽限期。",
            remedy_en="Choose a period within it, or give none.",
            field="grace_months",
        )
    end = add_months(decided_on, months)
    why.step(
        f"宽限期至{end}，期内履行的不再公布，也不限制消费。",
        f"Grace until {end}; if the debtor performs by then, nothing is published and consumption "
        "is not restricted.",
        most.basis,
        value=end,
    )
    return date.fromordinal(end.toordinal() + 1)


def _given(on: str, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "is_warned": True, **more}


RULE = Rule(
    "LISTING_DECISION",
    BASIS,
    Days(date(2013, 10, 1)),
    listing_decision,
    (
        Example(_given("2017-05-02", asked_on=date(2017, 5, 2)), {"decide_by": date(2017, 5, 17)}),
        Example(_given("2017-04-30", asked_on=date(2017, 4, 30)), {"decide_by": None}),
        Example(_given("2017-05-02", is_warned=False), refusal="WARNED"),
        Example(
            _given("2020-03-02", decided_on=date(2020, 3, 2), is_served=True),
            {"publish_from": date(2020, 3, 2)},
        ),
        Example(
            _given("2020-03-02", decided_on=date(2020, 3, 2), is_served=True, grace_months=3),
            {"publish_from": date(2020, 6, 3)},
        ),
        Example(
            _given("2020-03-02", decided_on=date(2020, 3, 2), is_served=True, grace_months=1),
            {"publish_from": date(2020, 4, 3)},
        ),
        Example(
            _given("2020-03-02", decided_on=date(2020, 3, 2), is_served=True, grace_months=4),
            refusal="GRACE",
        ),
        Example(
            _given("2019-03-02", decided_on=date(2019, 3, 2), is_served=True, grace_months=1),
            refusal="PARAMETER_MISSING",
        ),
        Example(_given("2020-03-02", decided_on=date(2020, 3, 2)), refusal="SERVED"),
    ),
    "失信决定的作出与公布",
    "Deciding and publishing a listing",
    ("listing.decide", "listing.grace_least", "listing.grace_most"),
    covers=("R-SX-PROCEDURE", "R-SX-GRACE", "R-DP-SERVE"),
)
