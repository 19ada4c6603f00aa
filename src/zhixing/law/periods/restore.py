"""Asking for a missed period back (顺延期限): within ten days after the obstacle has gone.

Force majeure or another good cause must have been in the way; whether the period is given
back is for the court. A late document is therefore never rejected for good by a count of
days alone.

期限因不可抗力或者别的正当理由而错过的，可以在障碍消除后十日内申请顺延，是否准许由法院决定。
因此，不能只凭天数就终局地认定文书逾期；期限尚未届满的，不存在顺延的问题。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "86"),)


@dataclass(frozen=True, slots=True)
class Restoration:
    """Hold the last day to ask, and whether it was asked in time; None if not asked."""

    ask_by: date
    asked_in_time: bool | None
    missing_year: int | None = None


class RestorationRefused(Refusal):
    """Say why nothing can be given back."""


@answers("PERIOD_RESTORE")
def period_restore(
    *,
    on: date,
    expired_on: date,
    obstacle_ended_on: date,
    asked_on: date | None = None,
) -> Finding[Restoration]:
    """Find the last day to ask for a period back that ended on ``expired_on``."""
    if asked_on is not None and asked_on <= expired_on:
        raise RestorationRefused(
            "NOT_YET_MISSED",
            message_zh=f"期限至{expired_on}届满，{asked_on}尚未耽误。",
            message_en=f"The period ends on {expired_on}; on {asked_on} nothing was missed.",
            basis=cite("CPL", 86, on=asked_on),
            remedy_zh="请在期限内完成诉讼行为。",
            remedy_en="Do what is due within the period.",
            field="asked_on",
        )
    why = Reasons(on)
    days = why.parameter("period.restore", obstacle_ended_on)
    due = why.adopt(period_due(on=on, start_on=obstacle_ended_on, amount=days.whole, unit=Unit.DAY))
    why.step(
        "因不可抗拒的事由或者其他正当理由耽误期限的，可以申请顺延，是否准许由人民法院决定。",
        "Who missed it for force majeure or another good cause may ask; the court decides.",
        days.basis,
    )
    in_time = None if asked_on is None else asked_on <= due.due_on
    said = {None: "", True: f"{asked_on}提出，未逾期。", False: f"{asked_on}提出，已逾期。"}[
        in_time
    ]
    told = {None: "", True: f" Asked on {asked_on}, in time.", False: f" {asked_on} is too late."}
    return why.finding(
        Restoration(due.due_on, in_time, due.missing_year),
        f"可于{due.due_on}前申请顺延期限。{said}",
        f"An extension can be asked for until {due.due_on}.{told[in_time]}",
    )


def _given(expired: str, ended: str, asked: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(ended),
        "expired_on": date.fromisoformat(expired),
        "obstacle_ended_on": date.fromisoformat(ended),
        "asked_on": date.fromisoformat(asked) if asked else None,
    }


RULE = Rule(
    "PERIOD_RESTORE",
    BASIS,
    Days(date(1991, 4, 9)),
    period_restore,
    (
        Example(_given("2020-02-03", "2020-03-10"), {"ask_by": date(2020, 3, 20)}),
        Example(
            _given("2020-02-03", "2020-03-10", "2020-03-20"),
            {"ask_by": date(2020, 3, 20), "asked_in_time": True},
        ),
        Example(_given("2020-02-03", "2020-03-10", "2020-03-21"), {"asked_in_time": False}),
        Example(
            _given("2021-09-01", "2021-09-23"),
            {"ask_by": date(2021, 10, 8)},
            note="第十日在国庆假期 the tenth day falls in the holiday",
        ),
        Example(
            _given("2012-05-02", "2012-06-01"),
            {"ask_by": date(2012, 6, 11)},
            note="2007年文本 the text of 2007",
        ),
        Example(_given("2020-02-03", "2020-01-31", "2020-02-03"), refusal="NOT_YET_MISSED"),
        Example(_given("1991-03-01", "1991-04-08"), refusal="PARAMETER_MISSING"),
    ),
    "顺延期限",
    "Giving a missed period back",
    ("period.restore",),
    covers=("R-TIME-RESTORE",),
)
