"""A compulsory summons (拘传): after due calls, by the president, eight or 24 hours.

Since 4 February 2015 the questioning lasts eight hours at most, 24 where the matter is
complex and a detention is possible; before, two calls were needed and 24 hours allowed.
Whoever must be questioned may be brought: the debtor, the legal representative, the person
in charge, and since 2015 the actual controller. Nobody is held after the questioning.

拘传的条件、对象和询问时限。须先经依法传唤而无正当理由不到场，并由院长批准。自2015年2月4日起，
询问不超过八小时，案情复杂且可能采取拘留措施的，不超过二十四小时；此前须先传唤两次，
询问可达二十四小时。必须接受询问的人可以拘传：被执行人、法定代表人、负责人，2015年起还包括实际控
制人。询问结束后，不得继续限制其人身自由。时限自到场之时起，按分钟计算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.coercion.route import SUMMONS, Route, approval_basis
from zhixing.law.instruments import cite
from zhixing.law.parameters import Parameter
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "119"), ("CPL-INT", "482"))
CHANGE = date(2015, 2, 4)


class Summoned(StrEnum):
    """Name who is to be brought for questioning."""

    DEBTOR = "DEBTOR"
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
    PERSON_IN_CHARGE = "PERSON_IN_CHARGE"
    ACTUAL_CONTROLLER = "ACTUAL_CONTROLLER"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Summons:
    """Hold the hours of questioning allowed, the route, and the latest end."""

    hours: int
    route: Route
    ends_at: datetime | None = None


@answers("SUMMONS")
def summons(
    *,
    on: date,
    calls_unanswered: int,
    approved_by_president: bool,
    is_complex_with_detention: bool = False,
    summoned: Summoned = Summoned.DEBTOR,
    arrived_at: datetime | None = None,
) -> Finding[Summons]:
    """Check a compulsory summons and find how long the questioning may last."""
    why = Reasons(on)
    _check_summoned(on, summoned)
    calls = why.parameter("summons.calls_needed")
    if calls_unanswered < calls.whole:
        raise _not_called(calls, calls_unanswered)
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
    new = on >= CHANGE
    basis = cite("CPL-INT", "482.2", on=on) if new else cite("EW", 98, version="1998")
    why.step(
        f"调查询问不得超过{hours}小时，自到场起计。",
        f"Questioning lasts {hours} hours at most, from arrival.",
        basis,
        value=hours,
    )
    if on < CHANGE:
        why.step(
            "调查询问后不得限制被拘传人的人身自由。",
            "After the questioning the person’s freedom may not be restricted.",
            cite("EW", 98, version="1998"),
        )
    if arrived_at is None:
        return why.finding(
            Summons(hours, SUMMONS), f"询问时限{hours}小时。", f"{hours} hours of questioning."
        )
    ends_at = arrived_at + timedelta(hours=hours)
    why.choose("count", "FROM_ARRIVAL_TO_THE_MINUTE")
    why.step(
        f"自{arrived_at:%Y-%m-%d %H:%M}到场，至迟于{ends_at:%Y-%m-%d %H:%M}结束。",
        f"Arrived at {arrived_at:%Y-%m-%d %H:%M}: it ends by {ends_at:%Y-%m-%d %H:%M}.",
        basis,
        value=ends_at,
    )
    return why.finding(
        Summons(hours, SUMMONS, ends_at),
        f"询问至迟于{ends_at:%Y-%m-%d %H:%M}结束（{hours}小时）。",
        f"The questioning ends by {ends_at:%Y-%m-%d %H:%M} ({hours} hours).",
    )


def _not_called(calls: Parameter, unanswered: int) -> CoercionRefused:
    return CoercionRefused(
        "NOT_CALLED",
        message_zh=f"须先依法传唤{calls.whole}次且无正当理由不到场，现为{unanswered}次。",
        message_en=f"{calls.whole} due calls without appearance are needed, there are "
        f"{unanswered}.",
        basis=calls.basis,
        remedy_zh="请先依法传唤并留存送达凭证。",
        remedy_en="Call the person first and keep proof of service.",
        field="calls_unanswered",
    )


def _check_summoned(on: date, summoned: Summoned) -> None:
    controller = summoned is Summoned.ACTUAL_CONTROLLER and on < CHANGE
    if summoned is not Summoned.OTHER and not controller:
        return
    raise CoercionRefused(
        "NOT_TO_BE_BROUGHT",
        message_zh="该人不属于可以拘传的人员。",
        message_en="This person is none of those who may be brought by force.",
        basis=cite("CPL-INT", 482, on=on) if on >= CHANGE else cite("EW", 97, version="1998"),
        remedy_zh="可以传唤询问；可以拘传的是被执行人、其法定代表人、负责人"
        + ("或者实际控制人。" if on >= CHANGE else "。"),
        remedy_en="Call the person to be heard; by force only the debtor, its legal representative "
        + ("person in charge or actual controller." if on >= CHANGE else "or person in charge."),
        field="summoned",
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
        Example(
            _given("2017-03-14", 1, arrived_at=datetime(2017, 3, 14, 9, 20, tzinfo=SHANGHAI)),
            {"ends_at": datetime(2017, 3, 14, 17, 20, tzinfo=SHANGHAI)},
        ),
        Example(_given("2017-03-14", 1, summoned=Summoned.OTHER), refusal="NOT_TO_BE_BROUGHT"),
        Example(
            _given("2015-02-03", 2, summoned=Summoned.ACTUAL_CONTROLLER),
            refusal="NOT_TO_BE_BROUGHT",
        ),
        Example(_given("2015-02-04", 1, summoned=Summoned.ACTUAL_CONTROLLER), {"hours": 8}),
        Example(_given("2015-02-04", 1), {"hours": 8}),
        Example(_given("2017-03-14", 0), refusal="NOT_CALLED"),
        Example(_given("2017-03-14", 1, approved_by_president=False), refusal="PRESIDENT_APPROVAL"),
    ),
    "拘传",
    "Compulsory summons",
    ("summons.calls_needed", "summons.questioning", "summons.questioning_complex"),
    covers=("R-CM-SUMMON",),
)
