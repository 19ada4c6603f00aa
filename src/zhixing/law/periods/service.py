"""When an instrument counts as served (送达日期).

Direct service: the day of signing. Left at the home (留置): the day it was left. Post:
the day on the receipt. Electronic: the day it reached the person's system, consent
needed. Announcement: after 60 days, since 2022 after 30 days, from publication.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "87"), ("CPL", "89"), ("CPL", "90"), ("CPL", "91"), ("CPL", "95"))


class Method(StrEnum):
    """Name a way of service."""

    DIRECT = "DIRECT"
    LEFT = "LEFT"
    POST = "POST"
    ELECTRONIC = "ELECTRONIC"
    ANNOUNCEMENT = "ANNOUNCEMENT"


_ARTICLE = {Method.DIRECT: 87, Method.LEFT: 89, Method.POST: 91, Method.ELECTRONIC: 90}
_TEXT = {
    Method.DIRECT: ("受送达人签收之日为送达日期", "the day of signing is the day of service"),
    Method.LEFT: ("留置之日视为送达", "the day it was left counts as the day of service"),
    Method.POST: ("回执上注明的收件日期为送达日期", "the day on the postal receipt counts"),
    Method.ELECTRONIC: ("到达受送达人特定系统的日期为送达日期", "the day of arrival counts"),
}


class ServiceRefused(Refusal):
    """Say why this way of service has no effect here."""


@answers("SERVICE_EFFECT")
def service_effect(
    *,
    on: date,
    method: Method,
    event_on: date,
    consented: bool = False,
    is_ruling: bool = False,
) -> Finding[date]:
    """Find the day an instrument counts as served.

    ``event_on`` is the day of signing, leaving, receipt, arrival or publication.
    ``is_ruling`` says whether it is a judgment, ruling or mediation statement.
    """
    why = Reasons(on)
    if method is Method.ELECTRONIC:
        _check_electronic(event_on, consented, is_ruling)
    if method is Method.ANNOUNCEMENT:
        days = why.parameter("service.announcement", event_on)
        effect_on = event_on + timedelta(days=days.whole)
        zh = f"自{event_on}发出公告，经过{days.whole}日视为送达"
        en = f"deemed served when {days.whole} days have passed since publication on {event_on}"
        article = 95
    else:
        effect_on, (zh, en), article = event_on, _TEXT[method], _ARTICLE[method]
    basis = find_citation("CPL", article, on=event_on)
    why.step(f"{zh}：{effect_on}。", f"{en}: {effect_on}.", basis, value=effect_on)
    return why.finding(effect_on, f"送达日期为{effect_on}。", f"Served on {effect_on}.")


def _check_electronic(event_on: date, consented: bool, is_ruling: bool) -> None:
    if not consented:
        raise ServiceRefused(
            "CONSENT_MISSING",
            message_zh="电子送达须经受送达人同意。",
            message_en="Electronic service needs the recipient’s consent.",
            basis=cite("CPL", 90, on=event_on),
            remedy_zh="取得同意，或改用其他送达方式。",
            remedy_en="Obtain consent, or serve in another way.",
            field="consented",
        )
    if is_ruling and event_on < date(2022, 1, 1):
        raise ServiceRefused(
            "RULING_NOT_ELECTRONIC",
            message_zh="2022年以前，判决书、裁定书、调解书不得电子送达。",
            message_en="Before 2022 judgments, rulings and mediation statements could not be "
            "served electronically.",
            basis=cite("CPL", 90, on=event_on),
            remedy_zh="改用直接、留置、邮寄等方式送达。",
            remedy_en="Serve directly, by leaving, or by post.",
            field="method",
        )


def _example(method: Method, event: str, value: str | None, **more: object) -> Example:
    day = date.fromisoformat(event)
    refusal = str(more.pop("refusal")) if "refusal" in more else None
    expected = date.fromisoformat(value) if value else None
    return Example({"on": day, "method": method, "event_on": day, **more}, expected, refusal)


RULE = Rule(
    "SERVICE_EFFECT",
    BASIS,
    Days(date(2008, 4, 1)),
    service_effect,
    (
        _example(Method.DIRECT, "2015-10-20", "2015-10-20"),
        _example(Method.LEFT, "2015-10-20", "2015-10-20"),
        _example(Method.POST, "2015-10-20", "2015-10-20"),
        _example(Method.ANNOUNCEMENT, "2021-12-31", "2022-03-01"),
        _example(Method.ANNOUNCEMENT, "2022-01-01", "2022-01-31"),
        _example(Method.ELECTRONIC, "2022-01-01", "2022-01-01", consented=True, is_ruling=True),
        _example(
            Method.ELECTRONIC,
            "2021-12-31",
            None,
            consented=True,
            is_ruling=True,
            refusal="RULING_NOT_ELECTRONIC",
        ),
        _example(Method.ELECTRONIC, "2022-01-01", None, refusal="CONSENT_MISSING"),
    ),
    "送达日期",
    "Day of service",
    ("service.announcement",),
)
