"""Judicial detention (司法拘留): fifteen days at most, by the president, once for one act.

The first day is the day the person is handed over; the day on which the last day of
detention ends is named as the end: fifteen days from 14 March end on 29 March. The same
act may not be punished twice in succession; a new act may.

司法拘留的条件和期限。期限为一日以上十五日以下，由院长批准；情况紧急的可以先行拘留，
但须立即报告院长补办批准手续。同一妨害行为的罚款、拘留不得连续适用，发生新的妨害行为的，
可以另行处罚。拘留自移交看管之日开始，移交当日不计入天数，末日届满即为解除之日：自3月14日起拘留
十五日，至3月29日届满。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.coercion.route import DETENTION, Route, approval_basis
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "118.2"), ("CPL", "119"), ("CPL-INT", "178"), ("CPL-INT", "184"))


@dataclass(frozen=True, slots=True)
class Detention:
    """Hold the first day, the day of release, the days, and the route."""

    start_on: date
    end_on: date
    days: int
    route: Route


class CoercionRefused(Refusal):
    """Say why a coercive measure cannot be taken."""


@answers("DETENTION")
def detention(
    *,
    on: date,
    start_on: date,
    days: int,
    approved_by_president: bool,
    is_urgent: bool = False,
    act_reference: str = "",
    punished_acts: frozenset[str] = frozenset(),
) -> Finding[Detention]:
    """Check a detention and find the day of release.

    ``act_reference`` names the act to be punished, ``punished_acts`` those already
    punished by detention or fine.
    """
    why = Reasons(on)
    longest = why.parameter("detention.longest", start_on)
    if not 1 <= days <= longest.whole:
        raise CoercionRefused(
            "DETENTION_TOO_LONG",
            message_zh=f"拘留{days}日，应为1日以上{longest.whole}日以下。",
            message_en=f"{days} days; a detention lasts 1 to {longest.whole} days.",
            basis=longest.basis,
            remedy_zh=f"请将期限定在{longest.whole}日以内。",
            remedy_en=f"Set {longest.whole} days or fewer.",
            field="days",
        )
    check_not_repeated(start_on, act_reference, punished_acts)
    if not approved_by_president and not is_urgent:
        raise CoercionRefused(
            "PRESIDENT_APPROVAL",
            message_zh="拘留必须经院长批准。",
            message_en="A detention must be approved by the president.",
            basis=approval_basis(start_on),
            remedy_zh="请报院长批准；紧急情况先行拘留的，立即报告补办。",
            remedy_en="Ask the president; in an emergency detain first and report at once.",
            field="approved_by_president",
        )
    if is_urgent and not approved_by_president:
        why.mark("pending:president-approval")
        why.step(
            "紧急情况已先行拘留，须立即报告院长补办批准手续。",
            "Detained in an emergency; the president’s approval is sought at once.",
            find_citation("CPL-INT", 181, on=start_on) or approval_basis(start_on),
        )
    end_on = start_on + timedelta(days=days)
    why.choose("count", "HAND_OVER_DAY_NOT_COUNTED")
    why.step(
        f"自{start_on}起拘留{days}日，交付当日不计入，至{end_on}届满解除。",
        f"{days} days from {start_on}, the day of hand-over not counted: release on {end_on}.",
        longest.basis,
        value=end_on,
    )
    return why.finding(
        Detention(start_on, end_on, days, DETENTION),
        f"拘留{days}日，{start_on}至{end_on}。{DETENTION.remedy_zh}。",
        f"Detained {days} days, {start_on} to {end_on}. Remedy: {DETENTION.remedy_en}.",
    )


def check_not_repeated(day: date, act_reference: str, punished: frozenset[str]) -> None:
    """Refuse to punish the same act again.

    :raises CoercionRefused: the act was already punished.
    """
    if act_reference and act_reference in punished:
        raise CoercionRefused(
            "SAME_ACT",
            message_zh="对同一妨害行为的罚款、拘留不得连续适用。",
            message_en="The same act may not be punished again by fine or detention.",
            basis=find_citation("CPL-INT", 184, on=day) or approval_basis(day),
            remedy_zh="发生新的妨害行为的，可以就新行为重新处罚。",
            remedy_en="A new act may be punished anew.",
            field="act_reference",
        )


def _given(days: int, **more: object) -> dict[str, object]:
    day = date(2017, 3, 14)
    return {"on": day, "start_on": day, "days": days, "approved_by_president": True, **more}


RULE = Rule(
    "DETENTION",
    BASIS,
    Days(date(2008, 4, 1)),
    detention,
    (
        Example(_given(15), {"end_on": date(2017, 3, 29), "days": 15}),
        Example(_given(1), {"end_on": date(2017, 3, 15)}),
        Example(_given(16), refusal="DETENTION_TOO_LONG"),
        Example(
            _given(16, on=date(2012, 12, 3), start_on=date(2012, 12, 3)),
            refusal="DETENTION_TOO_LONG",
        ),
        Example(
            _given(15, on=date(2012, 12, 3), start_on=date(2012, 12, 3)),
            {"end_on": date(2012, 12, 18)},
        ),
        Example(_given(0), refusal="DETENTION_TOO_LONG"),
        Example(_given(15, approved_by_president=False), refusal="PRESIDENT_APPROVAL"),
        Example(
            _given(10, approved_by_president=False, is_urgent=True), {"end_on": date(2017, 3, 24)}
        ),
        Example(
            _given(15, act_reference="拒不报告", punished_acts=frozenset({"拒不报告"})),
            refusal="SAME_ACT",
        ),
        Example(
            _given(15, act_reference="转移财产", punished_acts=frozenset({"拒不报告"})),
            {"days": 15},
        ),
    ),
    "司法拘留",
    "Judicial detention",
    ("detention.longest",),
    covers=("R-CM-DETAIN",),
)
