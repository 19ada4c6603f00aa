"""Until when a remedy is open, and what comes next (执行救济期限).

Each remedy counts from one receipt: of a ruling by who seeks review of it, of an objection
by the court that decides it. What follows is counted as late as can be: as if every step
before it were taken on its last day.

各种执行救济何时到期、之后如何进行。每种救济都自一次收到起算：寻求复议的人自收到裁定之日起算，
审查异议的法院自收到异议之日起算。后续步骤按最迟的情形计算，即假定此前各步都在其最后一日才作出；
当时的文本没有规定期限的，只列出步骤而不给日期。因正当理由逾期的，可以申请顺延。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.parameters import Parameter, ParameterMissing
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.remedies import measures, objections, titles
from zhixing.law.remedies.remedy import After, Next, Remedy, RemedyKind
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "236"),
    ("CPL", "237"),
    ("CPL", "238"),
    ("OBJECTIONS", "2"),
    ("EP", "3"),
    ("EP", "7"),
    ("EP", "8"),
    ("PARTIES", "30"),
    ("PARTIES", "32"),
    ("NOTARIAL", "13"),
    ("ARBITRAL", "8"),
)
_UNITS: Final = {"day": Unit.DAY, "working_day": Unit.WORKING_DAY, "month": Unit.MONTH}
_WORDS: Final = {
    Unit.DAY: ("日", "days"),
    Unit.WORKING_DAY: ("个工作日", "working days"),
    Unit.MONTH: ("个月", "months"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """Hold what comes next: who, what, how long, counted from what, and the latest day."""

    by_zh: str
    by_en: str
    act_zh: str
    act_en: str
    length: int | None
    unit: str | None
    from_zh: str
    from_en: str
    until: date | None


@dataclass(frozen=True, slots=True)
class RemedyClock:
    """Hold the last day, who may or must act by it, and the steps after it."""

    last_day: date
    by_zh: str
    by_en: str
    act_zh: str
    act_en: str
    next: tuple[NextStep, ...]
    missing_year: int | None = None


class RemedyRefused(Refusal):
    """Say that it is too late."""


@cache
def _rows() -> dict[RemedyKind, Remedy]:
    return {row.kind: row for row in (*objections.ROWS, *titles.ROWS, *measures.ROWS)}


@answers("REMEDY_CLOCK")
def remedy_clock(
    *, on: date, kind: RemedyKind, received_on: date, acted_on: date | None = None
) -> Finding[RemedyClock]:
    """Find the last day of a remedy, counted from a receipt, and what comes next.

    ``acted_on`` is the day on which who acts did so; late is refused, with the way back.
    """
    row = _rows()[kind]
    if acted_on is not None and acted_on < received_on:
        raise RemedyRefused(
            "REVERSED",
            message_zh=f"{acted_on}早于{row.start[0]}之日{received_on}。",
            message_en=f"{acted_on} lies before {row.start[1]} on {received_on}.",
            remedy_zh="请核对日期。",
            remedy_en="Check the days.",
            field="acted_on",
        )
    why = Reasons(on)
    length, due = _remedy_due(why, row, received_on)
    if acted_on is not None and acted_on > due.due_on:
        raise RemedyRefused(
            "REMEDY_TOO_LATE",
            message_zh=f"{row.name[0]}的期限已于{due.due_on}届满，{acted_on}逾期。",
            message_en=f"{row.name[1].capitalize()}: the time ended on {due.due_on}; {acted_on} is "
            "too late.",
            basis=length.basis,
            remedy_zh="因不可抗力等正当理由耽误的，障碍消除后十日内可以申请顺延。",
            remedy_en="With good cause, ask for the period back within ten days after it ends.",
            field="acted_on",
        )
    why.step(
        f"{row.effect[0]}。",
        f"{row.effect[1][0].upper()}{row.effect[1][1:]}.",
        find_citation(*row.effect_basis, on=received_on) if row.effect_basis else None,
    )
    following = _following(why, row.following, acted_on or due.due_on, acted_on or received_on)
    return why.finding(
        RemedyClock(due.due_on, *row.by, *row.act, following, due.missing_year),
        f"{row.name[0]}：{row.by[0]}{row.act[0]}，至{due.due_on}届满。",
        f"{row.name[1][0].upper()}{row.name[1][1:]}: until {due.due_on}, for {row.by[1]} to "
        f"{row.act[1]}.",
    )


def _remedy_due(why: Reasons, row: Remedy, received_on: date) -> tuple[Parameter, Due]:
    start_on, known_on = received_on, received_on
    if row.reset is not None and received_on < row.reset.since:
        start_on, known_on = row.reset.count_from, row.reset.since
        why.step(
            f"{row.reset.zh}。",
            f"{row.reset.en[0].upper()}{row.reset.en[1:]}.",
            find_citation(*row.reset.basis, on=known_on),
            value=start_on,
        )
    length = why.parameter(row.parameter, known_on)
    due = _count(why, start_on, length)
    zh, en = _WORDS[_UNITS[length.unit]]
    why.step(
        f"{row.start[0]}之日{received_on}，自{start_on}起{length.whole}{zh}内，"
        f"{row.by[0]}{row.act[0]}：至{due.due_on}。",
        f"After {row.start[1]} on {received_on}, within {length.whole} {en} of {start_on}, for "
        f"{row.by[1]} to {row.act[1]}: until {due.due_on}.",
        length.basis,
        value=due.due_on,
    )
    return length, due


def _count(why: Reasons, start_on: date, length: Parameter) -> Due:
    unit = _UNITS[length.unit]
    return why.adopt(period_due(on=start_on, start_on=start_on, amount=length.whole, unit=unit))


def _following(
    why: Reasons, steps: tuple[Next, ...], remedy_on: date, received_on: date
) -> tuple[NextStep, ...]:
    """Count the steps, each as if what it is counted from happened on its last day."""
    found: list[NextStep] = []
    begun_on, ended_on = received_on, remedy_on
    for step in steps:
        if not step.parameter:
            found.append(NextStep(*step.by, *step.act, None, None, *step.start, None))
            why.step(f"随后：{step.by[0]}{step.act[0]}。", f"Then {step.by[1]}: {step.act[1]}.")
            continue
        start_on = {
            After.PREVIOUS: ended_on,
            After.BESIDE: begun_on,
            After.REMEDY: remedy_on,
            After.RECEIPT: received_on,
        }[step.after]
        one = _next(why, step, start_on)
        found.append(one)
        begun_on, ended_on = start_on, one.until or ended_on
    return tuple(found)


def _next(why: Reasons, step: Next, start_on: date) -> NextStep:
    try:
        length = Reasons(why.on).parameter(step.parameter, start_on)
    except ParameterMissing:
        why.step(
            f"随后：{step.by[0]}{step.act[0]}，当时文本未定期限。",
            f"Then {step.by[1]}: {step.act[1]}; the texts of that day set no period.",
        )
        return NextStep(*step.by, *step.act, None, None, *step.start, None)
    if length.status != "verified":
        why.mark(f"{length.status}:{length.code}")
    unit = _UNITS[length.unit]
    until = period_due(on=start_on, start_on=start_on, amount=length.whole, unit=unit).value.due_on
    zh, en = _WORDS[unit]
    why.step(
        f"随后：{step.start[0]}{length.whole}{zh}内，{step.by[0]}{step.act[0]}（最迟{until}）。",
        f"Then, {length.whole} {en} {step.start[1]}: {step.by[1]} to {step.act[1]} "
        f"(by {until} at the latest).",
        length.basis,
        value=until,
    )
    return NextStep(*step.by, *step.act, length.whole, length.unit, *step.start, until)


def _ex(kind: RemedyKind, received: str, last: str, *until: str | None) -> Example:
    day = date.fromisoformat(received)
    value: dict[str, object] = {"last_day": date.fromisoformat(last)}
    if until:
        value["next"] = [{"until": date.fromisoformat(u) if u else None} for u in until]
    return Example({"on": day, "kind": kind, "received_on": day}, value)


def _no(kind: RemedyKind, received: str, code: str, acted: str | None = None) -> Example:
    day = date.fromisoformat(received)
    given: dict[str, object] = {"on": day, "kind": kind, "received_on": day}
    if acted:
        given["acted_on"] = date.fromisoformat(acted)
    return Example(given, refusal=code)


K = RemedyKind
RULE = Rule(
    "REMEDY_CLOCK",
    BASIS,
    Days(date(1998, 7, 18)),
    remedy_clock,
    (
        _ex(
            K.CONDUCT_OBJECTION,
            "2018-03-01",
            "2018-03-16",
            "2018-03-05",
            "2018-03-08",
            "2018-03-26",
            "2018-04-02",
            "2018-04-25",
        ),
        _ex(K.CONDUCT_REVIEW, "2018-03-01", "2018-03-12"),
        _ex(K.REVIEW_DECISION, "2018-03-01", "2018-04-02", "2018-05-02"),
        _ex(K.OBJECTION_PAPERS, "2018-03-01", "2018-03-05", "2018-03-08"),
        _ex(K.OBJECTION_REFUSED_REVIEW, "2018-03-01", "2018-03-12"),
        _ex(K.OUTSIDER_OBJECTION, "2018-03-01", "2018-03-16"),
        _ex(K.OUTSIDER_SUIT, "2018-03-01", "2018-03-16"),
        _ex(K.TERMINATION_OBJECTION, "2018-03-01", "2018-05-02"),
        _ex(K.TERMINATION_OBJECTION, "2016-02-15", "2016-04-15"),
        _ex(K.TERMINATION_OBJECTION, "2015-06-01", "2016-04-14"),
        _ex(K.JURISDICTION_OBJECTION, "2018-03-01", "2018-03-12"),
        _ex(K.INSTITUTION_OBJECTION, "2018-03-01", "2018-03-16"),
        _ex(K.LISTING_CORRECTION, "2018-03-01", "2018-03-16"),
        _ex(K.LISTING_CORRECTION, "2017-05-01", "2017-05-16"),
        _no(K.LISTING_CORRECTION, "2017-04-30", "PARAMETER_MISSING"),
        _ex(K.LISTING_REVIEW, "2018-03-01", "2018-03-12", "2018-03-27"),
        _ex(K.FINE_DETENTION_REVIEW, "2017-03-14", "2017-03-17", "2017-03-22"),
        _ex(K.EXIT_BAN_REVIEW, "2018-03-01", "2018-03-12", "2018-03-27"),
        _ex(K.DISTRIBUTION_OBJECTION, "2018-03-01", "2018-03-16", "2018-04-02", "2018-04-17"),
        _ex(K.DISTRIBUTION_SUIT, "2018-03-01", "2018-03-16"),
        _ex(K.PARTY_CHANGE_APPLICATION, "2018-03-01", "2018-05-02"),
        _ex(K.PARTY_CHANGE_REVIEW, "2018-03-01", "2018-03-12", "2018-05-11"),
        _ex(K.PARTY_CHANGE_SUIT, "2018-03-01", "2018-03-16"),
        _ex(K.NOTARIAL_NON_ENFORCEMENT, "2018-10-08", "2018-10-23"),
        _no(K.NOTARIAL_NON_ENFORCEMENT, "2018-09-30", "PARAMETER_MISSING"),
        _ex(K.NOTARIAL_REFUSED_REVIEW, "2018-10-08", "2018-10-18"),
        _ex(K.ARBITRAL_NON_ENFORCEMENT, "2018-03-01", "2018-03-16", "2018-05-16"),
        _ex(K.ARBITRAL_OUTSIDER_NON_ENFORCEMENT, "2018-03-01", "2018-04-02"),
        _ex(K.ARBITRAL_OUTSIDER_REVIEW, "2018-03-01", "2018-03-12"),
        _ex(K.ARBITRAL_REFUSED_REVIEW, "2018-03-01", "2018-03-12"),
        _ex(K.ARBITRAL_NON_ENFORCEMENT, "2017-12-01", "2018-03-16"),
        _ex(K.MATURED_CLAIM_OBJECTION, "2018-03-01", "2018-03-16"),
        _ex(K.REFERENCE_PRICE_OBJECTION, "2018-09-03", "2018-09-10"),
        _ex(K.APPRAISAL_OBJECTION, "2018-09-03", "2018-09-10", "2018-09-13", "2018-09-18"),
        _ex(K.PRESERVATION_REVIEW, "2018-03-01", "2018-03-06", "2018-03-16"),
        _ex(K.PRESERVATION_OUTSIDER_SUIT, "2018-03-01", "2018-03-16", "2018-03-23"),
        _ex(K.NOT_ENFORCED_SIX_MONTHS, "2018-03-01", "2018-09-03", None, None),
        _ex(K.COSTS_REVIEW, "2018-03-01", "2018-03-16"),
        _ex(K.ADMINISTRATIVE_NOT_ACCEPTED_REVIEW, "2018-03-01", "2018-03-16", "2018-04-02"),
        _ex(K.ADMINISTRATIVE_REFUSED_REVIEW, "2018-03-01", "2018-03-16", "2018-04-16"),
        _ex(K.OUTSIDER_OBJECTION, "2014-03-03", "2014-03-18", None, "2014-04-02"),
        _no(K.CONDUCT_REVIEW, "2018-03-01", "REMEDY_TOO_LATE", "2018-03-13"),
        _no(K.CONDUCT_REVIEW, "2018-03-01", "REVERSED", "2018-02-28"),
    ),
    "执行救济期限",
    "Time for a remedy",
    covers=("R-FILE-JURISOBJ-10D",),
)
