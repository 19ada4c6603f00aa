"""Eviction from a house or land (强制迁出): a notice first, then force, then the goods.

The president signs a public notice that sets a period. Only after it may force be used,
with the debtor or an adult of the family, or the unit’s head, called to be there; absence
stops nothing. A record is made and the goods are handed over. That nobody is evicted at
night or on a day off stands in no text in force and only warns.

强制迁出房屋或者退出土地，先公告，后强制，再交还物品。院长签发公告并指定履行期间，
期间届满仍未履行的，方可强制。强制时应通知被执行人或者其成年家属到场，被执行人为单位的通知法定代
表人或者主要负责人，经通知而不到场的不影响执行；被执行人为自然人的，还应通知其工作单位或者当地基
层组织派人参加。执行情况记入笔录，搬出的财物运至指定处所交给被执行人。夜间和休假日不得强制迁出，
现行文本并无此规定，仅作提示，情况紧急的不提示。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.calendar import calendar
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "261"),)
SIGNED = Need(
    "NOTICE_SIGNED",
    "已由院长签发公告并张贴",
    "a public notice signed by the president was posted",
    "请报院长签发公告",
    "Have the president sign a notice",
    ("CPL", "261"),
    "notice_signed",
)
PERIOD_OVER = Need(
    "PERIOD_RUNS",
    "公告指定的期间已过而未履行",
    "the period of the notice is over without performance",
    "待指定期间届满",
    "Wait until the period is over",
    ("CPL", "261"),
    "period_ends_on",
)
CALLED = Need(
    "CALLED",
    "已通知被执行人或者其成年家属（单位的负责人）到场",
    "the debtor, an adult of the family or the unit’s head was called",
    "请通知应到场的人；其拒不到场的，不影响执行",
    "Call them; their absence stops nothing",
    ("CPL", "261"),
    "were_called",
)
LOCALS = Need(
    "LOCAL_BODY",
    "已通知其单位或者当地基层组织派人参加（被执行人为自然人）",
    "the debtor’s unit or the local body was asked to send somebody (for a person)",
    "请通知其工作单位或者基层组织",
    "Ask the debtor’s unit or the local body",
    ("CPL", "261"),
    "local_body_told",
)


@dataclass(frozen=True, slots=True)
class Eviction:
    """Say that force may be used, and whether the day or hour is unusual."""

    may_be_forced: bool
    unusual_time: bool


@answers("EVICTION")
def eviction(
    *,
    on: date,
    notice_signed: bool,
    period_ends_on: date,
    were_called: bool,
    local_body_told: bool,
    debtor_is_unit: bool = False,
    at_night: bool = False,
    is_urgent: bool = False,
) -> Finding[Eviction]:
    """Say whether a debtor may be evicted by force on a day."""
    why = Reasons(on)
    insist(
        why,
        CoercionRefused,
        (
            (notice_signed, SIGNED),
            (on > period_ends_on, PERIOD_OVER),
            (were_called, CALLED),
            (local_body_told or debtor_is_unit, LOCALS),
        ),
        "不能强制迁出",
        "No eviction by force",
    )
    why.step(
        "制作笔录；搬出的财物运至指定处所交给被执行人。",
        "A record is made; goods are taken to a named place and handed to the debtor.",
        cite("CPL", 261, on=on),
    )
    unusual = (at_night or calendar().is_day_off(on)) and not is_urgent
    if unusual:
        why.mark("warning:night-or-day-off")
        why.step(
            "夜间或者法定休假日迁出，现行法未禁止，但应由人斟酌。",
            "At night or on a day off: no text in force forbids it, but a person should weigh it.",
        )
    return why.finding(Eviction(True, unusual), "可以强制迁出。", "Eviction may be forced.")


def _given(on: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "notice_signed": True,
        "period_ends_on": date(2017, 6, 15),
        "were_called": True,
        "local_body_told": True,
        **more,
    }


RULE = Rule(
    "EVICTION",
    BASIS,
    Days(date(2008, 4, 1)),
    eviction,
    (
        Example(_given("2017-06-16"), Eviction(True, False)),
        Example(_given("2017-06-15"), refusal="PERIOD_RUNS"),
        Example(_given("2017-06-17"), Eviction(True, True), note="周六 a Saturday"),
        Example(_given("2017-06-17", is_urgent=True), Eviction(True, False)),
        Example(_given("2017-06-16", notice_signed=False), refusal="NOTICE_SIGNED"),
        Example(_given("2017-06-16", were_called=False), refusal="CALLED"),
        Example(_given("2017-06-16", local_body_told=False), refusal="LOCAL_BODY"),
        Example(
            _given("2017-06-16", local_body_told=False, debtor_is_unit=True),
            Eviction(True, False),
        ),
    ),
    "强制迁出",
    "Eviction",
    covers=("R-CM-EVICT", "R-DP-HOLIDAY"),
)
