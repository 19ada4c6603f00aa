"""A compulsory summons (拘传): after due calls, by the president, eight or 24 hours.

Since 4 February 2015 the questioning lasts eight hours at most, 24 where the matter is
complex and a detention is possible; before, two calls were needed and 24 hours allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.coercion.route import SUMMONS, Route, approval_basis
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "119"), ("CPL-INT", "482"))


@dataclass(frozen=True, slots=True)
class Summons:
    """Hold the hours of questioning allowed, and the route."""

    hours: int
    route: Route


@answers("SUMMONS")
def summons(
    *,
    on: date,
    calls_unanswered: int,
    approved_by_president: bool,
    is_complex_with_detention: bool = False,
) -> Finding[Summons]:
    """Check a compulsory summons and find how long the questioning may last."""
    why = Reasons(on)
    calls = why.parameter("summons.calls_needed")
    if calls_unanswered < calls.whole:
        raise CoercionRefused(
            "NOT_CALLED",
            message_zh=f"须先依法传唤{calls.whole}次且无正当理由不到场，现为{calls_unanswered}次。",
            message_en=f"{calls.whole} due calls without appearance are needed, there are "
            f"{calls_unanswered}.",
            basis=calls.basis,
            remedy_zh="请先依法传唤并留存送达凭证。",
            remedy_en="Call the person first and keep proof of service.",
            field="calls_unanswered",
        )
    if not approved_by_president:
        raise CoercionRefused(
            "PRESIDENT_APPROVAL",
            message_zh="拘传必须经院长批准，并发拘传票。",
            message_en="A compulsory summons needs the president’s approval and a warrant.",
            basis=approval_basis(on),
            remedy_zh="请报院长批准。",
            remedy_en="Ask the president.",
            field="approved_by_president",
        )
    name = "summons.questioning_complex" if is_complex_with_detention else "summons.questioning"
    hours = why.parameter(name).whole
    if on >= date(2015, 2, 4):
        basis = cite("CPL-INT", "482.2", on=on)
    else:
        basis = cite("EW", 98, version="1998")
    why.step(
        f"调查询问不得超过{hours}小时，自到场起计。",
        f"Questioning lasts {hours} hours at most, from arrival.",
        basis,
        value=hours,
    )
    return why.finding(
        Summons(hours, SUMMONS), f"询问时限{hours}小时。", f"{hours} hours of questioning."
    )


def _given(on: str, calls: int, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "calls_unanswered": calls,
        "approved_by_president": True,
        **more,
    }


RULE = Rule(
    "SUMMONS",
    BASIS,
    Days(date(2008, 4, 1)),
    summons,
    (
        Example(_given("2017-03-14", 1), {"hours": 8}),
        Example(_given("2017-03-14", 1, is_complex_with_detention=True), {"hours": 24}),
        Example(_given("2015-02-03", 2), {"hours": 24}),
        Example(_given("2015-02-03", 2, is_complex_with_detention=True), {"hours": 24}),
        Example(_given("2015-02-03", 1), refusal="NOT_CALLED"),
        Example(_given("2015-02-04", 1), {"hours": 8}),
        Example(_given("2017-03-14", 0), refusal="NOT_CALLED"),
        Example(_given("2017-03-14", 1, approved_by_president=False), refusal="PRESIDENT_APPROVAL"),
    ),
    "拘传",
    "Compulsory summons",
    ("summons.calls_needed", "summons.questioning", "summons.questioning_complex"),
)
