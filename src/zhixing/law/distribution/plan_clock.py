"""The clock of a plan of distribution (分配方案异议): fifteen, fifteen, fifteen days.

Each creditor and the debtor may object within fifteen days of receiving the plan. Those
who did not object are told and may oppose within fifteen days. Nobody opposes: the plan
is amended and carried out. Somebody does: the objector is told and may sue within
fifteen days; without a suit the plan stands; during a suit what is disputed is deposited.

分配方案的异议程序，三个十五日依次进行。各债权人和被执行人自收到方案之日起十五日内可以提出书面异
议。法院将异议通知未提异议的人，其自收到通知之日起十五日内可以提出反对意见。无人反对的，
修正方案后分配；有人反对的，通知异议人，异议人自收到通知之日起十五日内可以起诉；逾期未起诉的，
按原方案分配；起诉的，诉讼期间争议部分予以提存，无争议部分可以先行分配。逾期提出的异议、
反对和起诉，不影响按方案分配。各人的期限自其本人收到之日分别起算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EP", "17"), ("EP", "18"), ("CPL-INT", "509"), ("CPL-INT", "510"))


class Stage(StrEnum):
    """Name how the plan stands."""

    OBJECTIONS_OPEN = "objections_open"
    FINAL = "final"
    OPPOSITION_OPEN = "opposition_open"
    AMEND = "amend"
    SUIT_OPEN = "suit_open"
    ORIGINAL_PLAN = "original_plan"
    SUIT_PENDING = "suit_pending"


STAGES = {
    Stage.OBJECTIONS_OPEN: ("异议期内，暂不发放", "objections may still come; nothing is paid"),
    Stage.FINAL: ("无人异议，按方案分配", "nobody objected: the plan is carried out"),
    Stage.OPPOSITION_OPEN: ("等待反对意见", "opposition may still come"),
    Stage.AMEND: ("无人反对，修正方案后分配", "nobody opposed: amend the plan and pay"),
    Stage.SUIT_OPEN: ("等待异议人起诉", "the objector may still sue"),
    Stage.ORIGINAL_PLAN: ("逾期未起诉，按原方案分配", "no suit in time: the original plan stands"),
    Stage.SUIT_PENDING: (
        "已起诉，无争议部分可以分配，争议部分提存",
        "a suit is pending: pay what is undisputed, deposit the rest",
    ),
}


@dataclass(frozen=True, slots=True)
class PlanClock:
    """Hold how the plan stands for one objector and the last day that runs."""

    stage: Stage
    last_day: date | None
    may_pay: bool


class PlanRefused(Refusal):
    """Say which step came too late or out of order."""


@answers("PLAN_CLOCK")
def plan_clock(
    *,
    on: date,
    received_on: date,
    objected_on: date | None = None,
    others_told_on: date | None = None,
    opposed_on: date | None = None,
    objector_told_on: date | None = None,
    sued_on: date | None = None,
) -> Finding[PlanClock]:
    """Find how a plan stands on a day; each person's periods run from that person's receipt.

    ``received_on`` is the day the objector, or the last of all, received the plan;
    ``others_told_on`` the day the last non-objector was told of the objection.
    """
    why = Reasons(on)
    object_by = _last(why, "distribution.objection", received_on, "异议", "object")
    if objected_on is None:
        stage = Stage.FINAL if on > object_by else Stage.OBJECTIONS_OPEN
        return _conclude(why, stage, object_by)
    _in_time(objected_on, object_by, "objected_on")
    if others_told_on is None:
        return _conclude(why, Stage.OPPOSITION_OPEN, None)
    oppose_by = _last(why, "distribution.opposition", others_told_on, "反对", "oppose")
    if opposed_on is None:
        stage = Stage.AMEND if on > oppose_by else Stage.OPPOSITION_OPEN
        return _conclude(why, stage, oppose_by)
    _in_time(opposed_on, oppose_by, "opposed_on")
    if objector_told_on is None:
        return _conclude(why, Stage.SUIT_OPEN, None)
    sue_by = _last(why, "distribution.suit", objector_told_on, "起诉", "sue")
    if sued_on is None:
        stage = Stage.ORIGINAL_PLAN if on > sue_by else Stage.SUIT_OPEN
        return _conclude(why, stage, sue_by)
    _in_time(sued_on, sue_by, "sued_on")
    return _conclude(why, Stage.SUIT_PENDING, None)


def _last(why: Reasons, code: str, start_on: date, zh: str, en: str) -> date:
    days = why.parameter(code, start_on).whole
    due = why.adopt(period_due(on=why.on, start_on=start_on, amount=days, unit=Unit.DAY))
    why.step(f"{zh}期限至{due.due_on}止。", f"Until {due.due_on} to {en}.", value=due.due_on)
    return due.due_on


def _conclude(why: Reasons, stage: Stage, last_day: date | None) -> Finding[PlanClock]:
    zh, en = STAGES[stage]
    may_pay = stage in (Stage.FINAL, Stage.AMEND, Stage.ORIGINAL_PLAN, Stage.SUIT_PENDING)
    article = 17 if stage in (Stage.OBJECTIONS_OPEN, Stage.FINAL) else 18
    why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", cite("EP", article, on=why.on))
    return why.finding(PlanClock(stage, last_day, may_pay), f"{zh}。", f"{en[0].upper()}{en[1:]}.")


def _in_time(day: date, last_day: date, field: str) -> None:
    if day <= last_day:
        return
    raise PlanRefused(
        "TOO_LATE",
        message_zh=f"{day}已过{last_day}，逾期。",
        message_en=f"{day} is after {last_day}: too late.",
        remedy_zh="逾期提出的不影响按方案分配。",
        remedy_en="What comes late does not stop the plan.",
        field=field,
    )


def _given(on: str, **days: str) -> dict[str, object]:
    given = {name: date.fromisoformat(day) for name, day in days.items()}
    return {"on": date.fromisoformat(on), "received_on": date(2021, 3, 1), **given}


_OBJ = {"objected_on": "2021-03-16", "others_told_on": "2021-03-18"}
_OPP = {**_OBJ, "opposed_on": "2021-04-02", "objector_told_on": "2021-04-06"}

RULE = Rule(
    "PLAN_CLOCK",
    BASIS,
    Days(date(2009, 1, 1)),
    plan_clock,
    (
        Example(_given("2021-03-16"), {"stage": "objections_open", "may_pay": False}),
        Example(_given("2021-03-17"), {"stage": "final", "may_pay": True}),
        Example(_given("2021-04-02", **_OBJ), {"stage": "opposition_open"}),
        Example(_given("2021-04-03", **_OBJ), {"stage": "amend", "last_day": date(2021, 4, 2)}),
        Example(_given("2021-04-21", **_OPP), {"stage": "suit_open"}),
        Example(_given("2021-04-22", **_OPP), {"stage": "original_plan"}),
        Example(_given("2021-04-22", **_OPP, sued_on="2021-04-21"), {"stage": "suit_pending"}),
        Example(_given("2021-04-30", objected_on="2021-03-17"), refusal="TOO_LATE"),
    ),
    "分配方案异议期限",
    "Clock of a plan of distribution",
    ("distribution.objection", "distribution.opposition", "distribution.suit"),
    covers=("R-PD-PLAN",),
)
