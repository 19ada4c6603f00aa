"""When an instrument counts as served (送达日期).

Direct, entrusted and passed-on service: the day of signing. Left at the home (留置): the
day it was left, before a witness or, since 2013, recorded in pictures. Post: the day on
the receipt. Electronic, since 2013: the day it reached the person's system, consent
needed. Announcement: after 60 days, since 2022 after 30 days, from publication.

确定文书的送达日期。直接送达、委托送达和转交送达，为签收之日；留置送达，为留置之日，
须有见证人在场，2013年起也可以用拍照、录像等方式记录；邮寄送达，为回执上的收件日期；
电子送达自2013年起可以采用，须经受送达人同意，为到达其系统之日；公告送达，
自公告发出之日起经过六十日视为送达，2022年起为三十日。
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import roll
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "87"),
    ("CPL", "89"),
    ("CPL", "90"),
    ("CPL", "91"),
    ("CPL", "95"),
    ("CPL-INT", "131"),
    ("CPL-INT", "133"),
    ("CPL-INT", "135"),
    ("EW", "23"),
)
ELECTRONIC_SINCE: Final = date(2013, 1, 1)
RULINGS_ELECTRONIC_SINCE: Final = date(2022, 1, 1)


class Method(StrEnum):
    """Name a way of service."""

    DIRECT = "DIRECT"
    LEFT = "LEFT"
    ENTRUSTED = "ENTRUSTED"
    POST = "POST"
    PASSED_ON = "PASSED_ON"
    ELECTRONIC = "ELECTRONIC"
    ANNOUNCEMENT = "ANNOUNCEMENT"


class LeftProof(StrEnum):
    """Name how leaving an instrument is proved."""

    WITNESS = "WITNESS"
    RECORDED = "RECORDED"
    NONE = "NONE"


class Document(StrEnum):
    """Name what is served, where the way of service depends on it."""

    MEDIATION = "MEDIATION"
    JUDGMENT_OR_RULING = "JUDGMENT_OR_RULING"
    OTHER = "OTHER"


_ARTICLE = {
    Method.DIRECT: 87,
    Method.LEFT: 89,
    Method.ENTRUSTED: 91,
    Method.POST: 91,
    Method.PASSED_ON: 94,
    Method.ELECTRONIC: 90,
}
_TEXT = {
    Method.DIRECT: ("受送达人签收之日为送达日期", "the day of signing is the day of service"),
    Method.LEFT: ("留置之日视为送达", "the day it was left counts as the day of service"),
    Method.ENTRUSTED: ("受托法院送达时的签收日期为送达日期", "the day of signing counts"),
    Method.POST: ("回执上注明的收件日期为送达日期", "the day on the postal receipt counts"),
    Method.PASSED_ON: ("部队、监所转交后的签收日期为送达日期", "the day of signing counts"),
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
    document: Document | None = None,
    left_proof: LeftProof | None = None,
    proven_arrival_on: date | None = None,
) -> Finding[date]:
    """Find the day an instrument counts as served.

    ``event_on`` is the day of signing, leaving, receipt, arrival or publication (of the
    last one, where it was published more than once). ``is_ruling`` says whether it is a
    judgment, ruling or mediation statement; ``document`` says it more exactly. With
    electronic service ``proven_arrival_on`` is the day of arrival the recipient proves
    against the day the court's system shows. ``left_proof`` None leaves the proof of
    leaving unexamined.
    """
    why = Reasons(on)
    kind = document or (Document.JUDGMENT_OR_RULING if is_ruling else Document.OTHER)
    if method is Method.ELECTRONIC:
        _check_electronic(event_on, consented, kind)
    if method is Method.LEFT:
        _check_left(event_on, kind, left_proof)
    if method is Method.ANNOUNCEMENT:
        effect_on = _announced(why, event_on)
    else:
        effect_on = event_on
        zh, en = _TEXT[method]
        if method is Method.ELECTRONIC and proven_arrival_on not in (None, event_on):
            effect_on = proven_arrival_on or event_on
            zh = f"受送达人证明到达日期为{effect_on}，以其证明的日期为准"
            en = "the day of arrival the recipient proves prevails over the court’s system"
        basis = find_citation("CPL", _ARTICLE[method], on=event_on)
        why.step(f"{zh}：{effect_on}。", f"{en}: {effect_on}.", basis, value=effect_on)
    return why.finding(effect_on, f"送达日期为{effect_on}。", f"Served on {effect_on}.")


def _announced(why: Reasons, event_on: date) -> date:
    """Count the period of an announcement; whether it rolls off days off is left open."""
    days = why.parameter("service.announcement", event_on)
    effect_on = event_on + timedelta(days=days.whole)
    why.step(
        f"自{event_on}发出公告，经过{days.whole}日视为送达：{effect_on}。",
        f"deemed served when {days.whole} days have passed since publication on {event_on}: "
        f"{effect_on}.",
        find_citation("CPL", 95, on=event_on),
        value=effect_on,
    )
    why.choose("announcement_rolls", False)
    rolled_on, _ = roll(effect_on)
    if rolled_on != effect_on:
        why.step(
            f"{effect_on}为休假日；若公告期间亦顺延，送达日期为{rolled_on}。",
            f"{effect_on} is a day off; if an announcement rolls too, service is on {rolled_on}.",
            value=rolled_on,
        )
    return effect_on


def _check_electronic(event_on: date, consented: bool, kind: Document) -> None:
    if event_on < ELECTRONIC_SINCE:
        raise _refused(
            "NO_ELECTRONIC_SERVICE",
            "2013年以前没有电子送达。",
            "Before 2013 there was no electronic service.",
            event_on,
            90,
            "method",
        )
    if not consented:
        raise ServiceRefused(
            "CONSENT_MISSING",
            message_zh="电子送达须经受送达人同意。",
            message_en="Electronic service needs the recipient’s consent.",
            basis=find_citation("CPL", 90, on=event_on),
            remedy_zh="取得同意并记入送达地址确认书，或改用其他送达方式。",
            remedy_en="Obtain consent in the confirmation of address, or serve in another way.",
            field="consented",
        )
    if kind is not Document.OTHER and event_on < RULINGS_ELECTRONIC_SINCE:
        raise _refused(
            "RULING_NOT_ELECTRONIC",
            "2022年以前，判决书、裁定书、调解书不得电子送达。",
            "Before 2022 judgments, rulings and mediation statements could not be served "
            "electronically.",
            event_on,
            90,
            "method",
        )


def _check_left(event_on: date, kind: Document, proof: LeftProof | None) -> None:
    if kind is Document.MEDIATION:
        raise ServiceRefused(
            "MEDIATION_NOT_LEFT",
            message_zh="调解书应当直接送达当事人本人，不适用留置送达。",
            message_en="A mediation statement is served on the party in person and cannot be left.",
            basis=find_citation("CPL-INT", 133, on=event_on),
            remedy_zh="直接送达本人或者其指定的代收人。",
            remedy_en="Serve the party in person or a recipient the party named.",
            field="method",
        )
    if proof is LeftProof.NONE:
        raise _refused(
            "LEFT_WITHOUT_PROOF",
            "留置送达须有见证人签名，或者以拍照、录像等方式记录。",
            "Leaving needs a witness’s signature or a record in pictures.",
            event_on,
            89,
            "left_proof",
        )
    if proof is LeftProof.RECORDED and event_on < ELECTRONIC_SINCE:
        raise _refused(
            "WITNESS_NEEDED",
            "2013年以前，留置送达须有见证人在场。",
            "Before 2013 leaving needed a witness.",
            event_on,
            89,
            "left_proof",
        )


def _refused(
    code: str, zh: str, en: str, event_on: date, article: int, field: str
) -> ServiceRefused:
    return ServiceRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=find_citation("CPL", article, on=event_on),
        remedy_zh="改用其他送达方式，或者补足送达的证明。",
        remedy_en="Serve in another way, or complete the proof of service.",
        field=field,
    )


def _example(method: Method, event: str, value: str | None, **more: object) -> Example:
    day = date.fromisoformat(event)
    refusal = str(more.pop("refusal")) if "refusal" in more else None
    expected = date.fromisoformat(value) if value else None
    return Example({"on": day, "method": method, "event_on": day, **more}, expected, refusal)


RULE = Rule(
    "SERVICE_EFFECT",
    BASIS,
    Days(date(1991, 4, 9)),
    service_effect,
    (
        _example(Method.DIRECT, "2015-10-20", "2015-10-20"),
        _example(Method.LEFT, "2015-10-20", "2015-10-20", left_proof=LeftProof.RECORDED),
        _example(Method.POST, "2015-10-20", "2015-10-20"),
        _example(Method.ENTRUSTED, "2015-10-20", "2015-10-20"),
        _example(Method.PASSED_ON, "2015-10-20", "2015-10-20"),
        _example(Method.ANNOUNCEMENT, "2007-03-01", "2007-04-30"),
        _example(Method.ANNOUNCEMENT, "2021-12-31", "2022-03-01"),
        _example(Method.ANNOUNCEMENT, "2022-01-01", "2022-01-31"),
        _example(Method.ELECTRONIC, "2022-01-01", "2022-01-01", consented=True, is_ruling=True),
        _example(Method.ELECTRONIC, "2013-01-01", "2013-01-01", consented=True),
        _example(
            Method.ELECTRONIC,
            "2022-03-01",
            "2022-03-03",
            consented=True,
            proven_arrival_on=date(2022, 3, 3),
        ),
        _example(
            Method.ELECTRONIC,
            "2021-12-31",
            None,
            consented=True,
            is_ruling=True,
            refusal="RULING_NOT_ELECTRONIC",
        ),
        _example(Method.ELECTRONIC, "2022-01-01", None, refusal="CONSENT_MISSING"),
        _example(
            Method.ELECTRONIC, "2012-12-31", None, consented=True, refusal="NO_ELECTRONIC_SERVICE"
        ),
        _example(
            Method.LEFT,
            "2016-03-01",
            None,
            document=Document.MEDIATION,
            refusal="MEDIATION_NOT_LEFT",
        ),
        _example(
            Method.LEFT, "2016-03-01", None, left_proof=LeftProof.NONE, refusal="LEFT_WITHOUT_PROOF"
        ),
        _example(
            Method.LEFT, "2012-12-31", None, left_proof=LeftProof.RECORDED, refusal="WITNESS_NEEDED"
        ),
    ),
    "送达日期",
    "Day of service",
    ("service.announcement",),
    covers=("R-SVC",),
)
