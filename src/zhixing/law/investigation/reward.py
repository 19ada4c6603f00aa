"""A reward for clues (悬赏公告): the request, the notice, and who receives the money.

The request states the sum or how it is reckoned, the promise to pay for a clue the court
did not know, and the way of publishing. Of several who give the same clue the first is
paid, out of what the applicant who asked receives; never an agent of the applicant or who
had to give the clue anyway.

申请执行人可以申请悬赏征集财产线索。书面申请须写明悬赏金的数额或者计算方法、
对法院尚未掌握的有效线索付款的承诺和发布方式；法院自收到申请起十日内决定是否准许，
被执行人已经履行的不再悬赏。数人提供相同线索的，付给最先提供的人；
悬赏金从提出申请的申请执行人应得的执行款中支付。申请执行人的代理人和本来负有提供义务的人，
不得领取。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.investigation.report import InvestigationRefused
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("INVESTIGATION", "21"),
    ("INVESTIGATION", "22"),
    ("INVESTIGATION", "23"),
    ("INVESTIGATION", "24"),
)
MEDIA: Final = (
    "全国法院执行悬赏公告平台",
    "法院微博、微信",
    "执行法院公告栏",
    "被执行人住所地、经常居住地",
)
COMPLETE = Need(
    "REQUEST_COMPLETE",
    "书面申请载明悬赏金数额或计算方法、支付承诺和发布方式",
    "the written request states the sum, the promise to pay and the way of publishing",
    "补正申请",
    "Complete the request",
    ("INVESTIGATION", "21"),
    "request_complete",
)
FIRM = Need(
    "UNPERFORMED",
    "被执行人尚未履行义务",
    "the debtor has not performed",
    "已履行的，不再悬赏",
    "No reward once it is performed",
    ("INVESTIGATION", "21"),
    "is_unperformed",
)


@dataclass(frozen=True, slots=True)
class Clue:
    """Hold a clue: who gave it, when, and what bears on payment."""

    giver: str
    given_at: datetime
    was_unknown: bool = True
    led_to_recovery: bool = True
    is_agent_or_bound: bool = False


@dataclass(frozen=True, slots=True)
class Reward:
    """Hold the last day to decide, where it is published, and who is paid."""

    decide_by: date
    media: tuple[str, ...]
    paid_to: str | None


@answers("REWARD")
def reward(
    *,
    on: date,
    asked_on: date,
    request_complete: bool,
    is_unperformed: bool = True,
    clues: tuple[Clue, ...] = (),
) -> Finding[Reward]:
    """Find by when a request is decided, and to whom the reward goes.

    ``clues`` are those that say the same.
    """
    why = Reasons(on)
    needs = ((request_complete, COMPLETE), (is_unperformed, FIRM))
    insist(why, InvestigationRefused, needs, "不能发布悬赏公告", "No reward notice")
    days = why.parameter("reward.decide", asked_on).whole
    by = why.adopt(period_due(on=on, start_on=asked_on, amount=days, unit=Unit.DAY)).due_on
    why.step(
        f"在{'、'.join(MEDIA)}等发布；提供人和线索保密。",
        "Published on the national platform, the court’s channels and board and where the debtor "
        "lives; who gives a clue stays secret.",
        cite("INVESTIGATION", 22, on=on),
    )
    paid_to = _paid_to(why, clues)
    return why.finding(
        Reward(by, MEDIA, paid_to),
        f"应于{by}前决定是否准许。" + (f"悬赏金付给{paid_to}。" if paid_to else ""),
        f"Decide by {by}." + (f" The reward goes to {paid_to}." if paid_to else ""),
    )


def _paid_to(why: Reasons, clues: tuple[Clue, ...]) -> str | None:
    if not clues:
        return None
    good = sorted(
        (c for c in clues if c.was_unknown and c.led_to_recovery and not c.is_agent_or_bound),
        key=lambda c: c.given_at,
    )
    why.step(
        f"{len(clues)}人提供相同线索，符合条件的{len(good)}人，按先后付给最先者；"
        "从申请悬赏的申请执行人应得款中扣减。",
        f"{len(clues)} gave the same clue, {len(good)} may be paid; the first is, out of what the "
        "applicant who asked receives.",
        cite("INVESTIGATION", 24, on=why.on),
        value=len(good),
    )
    return good[0].giver if good else None


def _at(hour: int) -> datetime:
    return datetime(2017, 7, 3, hour, tzinfo=SHANGHAI)


def _given(**more: object) -> dict[str, object]:
    day = date(2017, 6, 1)
    return {"on": day, "asked_on": day, "request_complete": True, **more}


RULE = Rule(
    "REWARD",
    BASIS,
    Days(date(2017, 5, 1)),
    reward,
    (
        Example(_given(), {"decide_by": date(2017, 6, 12), "paid_to": None}),
        Example(_given(clues=(Clue("乙", _at(11)), Clue("甲", _at(9)))), {"paid_to": "甲"}),
        Example(
            _given(clues=(Clue("代理人", _at(8), is_agent_or_bound=True), Clue("乙", _at(11)))),
            {"paid_to": "乙"},
        ),
        Example(_given(clues=(Clue("甲", _at(9), was_unknown=False),)), {"paid_to": None}),
        Example(_given(request_complete=False), refusal="REQUEST_COMPLETE"),
    ),
    "悬赏公告",
    "Reward for clues",
    ("reward.decide",),
    covers=("R-REWARD",),
)
