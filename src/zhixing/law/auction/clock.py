"""The days after and around an auction (拍卖期限): ruling, handing over, deposits, pauses.

Ruling of sale within ten days of full payment; the thing handed over within fifteen days
of its service; other bidders' deposits back, and the buyer's to the court, within
twenty-four hours of the end; a paused auction resumed in five days (offline fifteen);
who cannot be told counts as told five days after publication. Title passes on service of
the ruling; before 2021 that of a movable on handing over.

拍卖前后的各项期限。价款全部付清后十日内作出并送达成交裁定；裁定送达后十五日内移交财产；
竞价结束后二十四小时内，退还未成交竞买人的保证金，并将买受人的保证金转入法院账户；暂缓、
中止的事由消失后五日内恢复拍卖，线下拍卖为十五日；无法通知的，公示满五日视为已经通知。
余款在拍卖公告确定的期限内付清，公告未定的，按十五日计（凭记忆，待核）。所有权自成交裁定送达时转
移；2021年以前，动产的所有权自交付时转移。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.auction.plan import ONLINE_SINCE
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("AUCTION", "20"),
    ("AUCTION", "26"),
    ("AUCTION", "27"),
    ("ONLINE-AUCTION", "16"),
    ("ONLINE-AUCTION", "22"),
    ("ONLINE-AUCTION", "23"),
    ("ONLINE-AUCTION", "25"),
    ("ONLINE-AUCTION", "28"),
)


class Step(StrEnum):
    """Name the steps, by the event each runs from."""

    RULING = "ruling"
    HAND_OVER = "hand_over"
    RESUME = "resume"
    COUNTS_AS_TOLD = "counts_as_told"
    PAY_PRICE = "pay_price"
    DEPOSITS_BACK = "deposits_back"
    DEPOSIT_OVER = "deposit_over"


NAMES = {
    Step.RULING: ("送达成交裁定", "serve the ruling of sale"),
    Step.HAND_OVER: ("移交财产", "hand the thing over"),
    Step.RESUME: ("恢复拍卖", "resume the auction"),
    Step.COUNTS_AS_TOLD: ("视为已经通知", "counted as told"),
    Step.PAY_PRICE: ("交付余款", "pay the balance"),
    Step.DEPOSITS_BACK: ("退还其他竞买人保证金", "give the other deposits back"),
    Step.DEPOSIT_OVER: ("划入买受人保证金", "move the buyer’s deposit to the court"),
}
PARAMETERS = {
    Step.RULING: "auction.ruling",
    Step.HAND_OVER: "auction.hand_over",
    Step.RESUME: "auction.resume",
    Step.COUNTS_AS_TOLD: "auction.deemed_told",
    Step.PAY_PRICE: "auction.pay_price",
    Step.DEPOSITS_BACK: "auction.deposit_back",
    Step.DEPOSIT_OVER: "auction.deposit_over",
}
HOURS = (Step.DEPOSITS_BACK, Step.DEPOSIT_OVER)


@dataclass(frozen=True, slots=True)
class AuctionDue:
    """Hold the last day, or the last instant of a step counted in hours."""

    due_on: date | None
    due_at: datetime | None


class InstantMissing(Refusal):
    """Say that a step counted in hours needs the instant."""


@answers("AUCTION_CLOCK")
def auction_clock(
    *,
    on: date,
    step: Step,
    event_on: date,
    event_at: datetime | None = None,
    notice_days: int | None = None,
) -> Finding[AuctionDue]:
    """Find the last day of a step.

    ``event_on`` is the day of full payment, of service, of the end of the cause, of the
    publication or of the sale; ``notice_days`` the term the auction notice gives the buyer.
    """
    why = Reasons(on)
    zh, en = NAMES[step]
    online = event_on >= ONLINE_SINCE
    code = "auction.offline.resume" if step is Step.RESUME and not online else PARAMETERS[step]
    if step is Step.PAY_PRICE and notice_days is not None:
        amount = notice_days
        why.step(
            f"拍卖公告确定{amount}日内付清。",
            f"The notice gives {amount} days to pay.",
            cite("ONLINE-AUCTION", 25, on=event_on),
            value=amount,
        )
    else:
        amount = why.parameter(code, event_on).whole
    if step in HOURS:
        if event_at is None:
            raise InstantMissing(
                "INSTANT_MISSING",
                message_zh=f"“{zh}”以小时计，应给出竞价结束时刻。",
                message_en="Counted in hours: give the instant the bidding ended.",
                remedy_zh="请补录结束时刻。",
                remedy_en="Enter the instant.",
                field="event_at",
            )
        due_at = event_at + timedelta(hours=amount)
        why.step(f"应于{due_at:%Y-%m-%d %H:%M}前{zh}。", f"By {due_at:%Y-%m-%d %H:%M}: {en}.")
        return why.finding(AuctionDue(None, due_at), f"{due_at:%m-%d %H:%M}前。", f"By {due_at}.")
    rolls = step is not Step.COUNTS_AS_TOLD
    due = why.adopt(
        period_due(on=on, start_on=event_on, amount=amount, unit=Unit.DAY, rolls=rolls)
    ).due_on
    why.step(f"应于{due}前{zh}。", f"By {due}: {en}.", value=due)
    if step is Step.HAND_OVER:
        why.step(
            "所有权自成交裁定送达时转移；2020年以前动产自交付时转移。",
            "Title passed when the ruling was served; before 2021 that of a movable on handing "
            "over.",
            cite("AUCTION", 26, on=event_on),
        )
    return why.finding(AuctionDue(due, None), f"{due}前{zh}。", f"By {due}: {en}.")


def _given(step: Step, on: str = "2021-03-01", **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "step": step, "event_on": day, **more}


_AT = datetime.fromisoformat("2021-03-01T10:00:00+08:00")

RULE = Rule(
    "AUCTION_CLOCK",
    BASIS,
    Days(date(2005, 1, 1)),
    auction_clock,
    (
        Example(_given(Step.RULING), {"due_on": date(2021, 3, 11)}),
        Example(_given(Step.HAND_OVER), {"due_on": date(2021, 3, 16)}),
        Example(_given(Step.RESUME), {"due_on": date(2021, 3, 8)}, note="3月6日是周六"),
        Example(_given(Step.RESUME, "2016-12-30"), {"due_on": date(2017, 1, 16)}),
        Example(_given(Step.COUNTS_AS_TOLD), {"due_on": date(2021, 3, 6)}),
        Example(_given(Step.PAY_PRICE, notice_days=10), {"due_on": date(2021, 3, 11)}),
        Example(_given(Step.PAY_PRICE), {"due_on": date(2021, 3, 16)}),
        Example(_given(Step.DEPOSITS_BACK, event_at=_AT), {"due_at": _AT + timedelta(hours=24)}),
        Example(_given(Step.DEPOSIT_OVER, event_at=_AT), {"due_at": _AT + timedelta(hours=24)}),
        Example(_given(Step.DEPOSIT_OVER), refusal="INSTANT_MISSING"),
    ),
    "拍卖期限",
    "Clock of an auction",
    (*PARAMETERS.values(), "auction.offline.resume"),
    covers=("R-AUC-RULING-10D", "R-AUC-PAUSE", "R-AUC-PAY"),
)
