"""A coercive measure: whether the law allows it, until when, who approves, what remedy.

The limits are those of the day the measure begins. Whether the acts deserve it, and
whether the president did approve, is for people; the finding says who must.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.coercion.detention import detention
from zhixing.law.coercion.fine import fine
from zhixing.law.coercion.route import DETENTION, FINE, SUMMONS, Route, approval_basis
from zhixing.law.coercion.summons import summons
from zhixing.law.rule import Reasons
from zhixing.law.topics.topic import KNOWN_ON, Answer, Between, Example, Topic

EARLIEST = date(2008, 4, 1)


class Measure(StrEnum):
    """Name the measure."""

    FINE = "fine"
    DETENTION = "detention"
    SUMMONS = "summons"


class Subject(StrEnum):
    """Name against whom it is taken."""

    PERSON = "person"
    UNIT = "unit"


class ApprovedBy(StrEnum):
    """Name who must approve."""

    PRESIDENT = "president"


class Remedy(StrEnum):
    """Name what the person can do against it."""

    REVIEW = "review"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoercionRequest:
    """Ask about a measure. A fine has an ``amount``, a detention ``days``; ``from_`` is when
    the measure begins: the day of hand-over, or the instant of arrival for questioning.

    ``complicated``: the matter is complex and a detention possible. ``calls`` counts the due
    calls left unanswered, None for as many as the law asks. ``punished`` says that the same
    act was already punished. ``on`` is the day of a fine.
    """

    measure: Measure
    subject: Subject
    amount: Fen | None = None
    days: Annotated[int, Between(-100_000, 100_000)] | None = None
    from_: date | datetime | None = None
    complicated: bool = False
    calls: Annotated[int, Between(0, 1000)] | None = None
    punished: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CoercionResult:
    """Hold whether it is allowed, its end, who approves, the remedy, and what is refused."""

    allowed: bool
    ends_at: date | datetime | None
    approval: ApprovedBy
    remedy: Remedy
    refused: str | None
    approval_zh: str
    approval_en: str
    paper_zh: str
    paper_en: str
    remedy_zh: str
    remedy_en: str


class CoercionAskedWrongly(Refusal):
    """Say which field a measure needs or does not know."""


_NEEDS = {Measure.FINE: "amount", Measure.DETENTION: "days", Measure.SUMMONS: "from"}
_ROUTES = {Measure.FINE: FINE, Measure.DETENTION: DETENTION, Measure.SUMMONS: SUMMONS}


def _wrong(code: str, field: str, zh: str, en: str) -> CoercionAskedWrongly:
    return CoercionAskedWrongly(code, message_zh=zh, message_en=en, field=field)


def _check(request: CoercionRequest) -> None:
    given = {"amount": request.amount, "days": request.days, "from": request.from_}
    needed = [_NEEDS[request.measure]]
    if request.measure is Measure.DETENTION:
        needed.append("from")
    for name in needed:
        if given[name] is None:
            raise _wrong(
                "MISSING",
                name,
                f"{request.measure} 须给出 {name}。",
                f"With {request.measure}, give {name}.",
            )
    for name in ("amount", "days"):
        if name not in needed and given[name] is not None:
            raise _wrong(
                "NOT_WITH_MEASURE",
                name,
                f"{request.measure} 不适用 {name}。",
                f"{request.measure} knows no {name}.",
            )


def _day(request: CoercionRequest) -> date:
    begun = request.from_
    day = begun.date() if isinstance(begun, datetime) else begun
    day = day or request.on or KNOWN_ON
    if day < EARLIEST:
        field = "from" if begun is not None else "on"
        raise _wrong(
            "NOT_IN_FORCE",
            field,
            f"{EARLIEST}以前的文本未收入。",
            f"The texts before {EARLIEST} are not held.",
        )
    return day


def _find(request: CoercionRequest, day: date) -> Finding[Any]:
    punished = frozenset({"act"}) if request.punished else frozenset[str]()
    if request.measure is Measure.FINE:
        return fine(
            on=day,
            amount=request.amount or Fen(0),
            is_unit=request.subject is Subject.UNIT,
            approved_by_president=True,
            act_reference="act",
            punished_acts=punished,
        )
    if request.measure is Measure.DETENTION:
        return detention(
            on=day,
            start_on=day,
            days=request.days or 0,
            approved_by_president=True,
            act_reference="act",
            punished_acts=punished,
        )
    begun = request.from_
    calls = request.calls if request.calls is not None else 2
    return summons(
        on=day,
        calls_unanswered=calls,
        approved_by_president=True,
        is_complex_with_detention=request.complicated,
        arrived_at=begun if isinstance(begun, datetime) else None,
    )


def _not_a_person(request: CoercionRequest, day: date) -> Refusal | None:
    if request.subject is Subject.PERSON or request.measure is Measure.FINE:
        return None
    is_detention = request.measure is Measure.DETENTION
    return CoercionAskedWrongly(
        "NOT_A_PERSON",
        message_zh="单位不能" + ("拘留。" if is_detention else "拘传。"),
        message_en="A unit cannot be " + ("detained." if is_detention else "brought by force."),
        basis=approval_basis(day),
        remedy_zh="可以对单位罚款，"
        + (
            "对其主要负责人或者直接责任人员拘留。" if is_detention else "拘传其法定代表人、负责人。"
        ),
        remedy_en="Fine the unit; "
        + (
            "detain its head or who is directly responsible."
            if is_detention
            else "bring its legal representative or person in charge."
        ),
    )


def answer(request: CoercionRequest) -> Answer:
    """Say whether a measure is allowed, until when, by whom approved, with what remedy."""
    _check(request)
    day = _day(request)
    why = Reasons(day)
    route = _ROUTES[request.measure]
    try:
        if (refusal := _not_a_person(request, day)) is not None:
            raise refusal
        found = _find(request, day)
    except Refusal as refusal:
        why.step(
            refusal.message_zh + refusal.remedy_zh,
            f"{refusal.message_en} {refusal.remedy_en}",
            refusal.basis,
            value=refusal.code,
        )
        result = _result(False, None, route, refusal.code)
        return Answer(result, why.finding(result, refusal.message_zh, refusal.message_en))
    value = why.adopt(found)
    ends = getattr(value, "ends_at", None) or getattr(value, "end_on", None)
    why.step(
        f"须经{route.approver_zh}批准，使用{route.paper_zh}。",
        f"The {route.approver_en} must approve; the paper is a {route.paper_en}.",
        approval_basis(day),
        value=route.approver_en,
    )
    result = _result(True, ends, route, None)
    return Answer(result, why.finding(result, found.conclusion_zh, found.conclusion_en))


def _result(
    allowed: bool, ends: date | datetime | None, route: Route, refused: str | None
) -> CoercionResult:
    remedy = Remedy.OBJECTION if route is SUMMONS else Remedy.REVIEW
    return CoercionResult(
        allowed,
        ends,
        ApprovedBy.PRESIDENT,
        remedy,
        refused,
        f"{route.approver_zh}批准",
        f"approved by the {route.approver_en}",
        route.paper_zh,
        route.paper_en,
        route.remedy_zh,
        route.remedy_en,
    )


TOPIC = Topic(
    "coercion",
    "强制措施",
    "Coercion",
    CoercionRequest,
    CoercionResult,
    answer,
    (
        Example(
            {"measure": "detention", "subject": "person", "days": 15, "from": "2017-03-14"},
            {"allowed": True, "ends_at": "2017-03-29", "approval": "president", "remedy": "review"},
        ),
        Example(
            {"measure": "detention", "subject": "person", "days": 16, "from": "2017-03-14"},
            {"allowed": False, "refused": "DETENTION_TOO_LONG", "ends_at": None},
        ),
        Example(
            {"measure": "detention", "subject": "unit", "days": 3, "from": "2017-03-14"},
            {"allowed": False, "refused": "NOT_A_PERSON"},
        ),
        Example(
            {"measure": "summons", "subject": "person", "from": "2017-03-14T09:20:00"},
            {"allowed": True, "ends_at": "2017-03-14T17:20:00", "remedy": "objection"},
        ),
        Example(
            {
                "measure": "summons",
                "subject": "person",
                "from": "2017-03-14T09:20:00",
                "complicated": True,
            },
            {"allowed": True, "ends_at": "2017-03-15T09:20:00"},
        ),
        Example(
            {"measure": "summons", "subject": "person", "from": "2015-02-03T09:20:00", "calls": 1},
            {"allowed": False, "refused": "NOT_CALLED"},
            note="1998年文本须两次传唤 two calls under the text of 1998",
        ),
        Example(
            {"measure": "summons", "subject": "person", "from": "2017-03-14"},
            {"allowed": True, "ends_at": None},
            note="没有到场时刻 no instant of arrival",
        ),
        Example(
            {"measure": "fine", "subject": "person", "amount": "100000.00", "on": "2017-03-14"},
            {"allowed": True, "ends_at": None},
        ),
        Example(
            {"measure": "fine", "subject": "unit", "amount": "49999.99", "on": "2017-03-14"},
            {"allowed": False, "refused": "FINE_OUT_OF_RANGE"},
        ),
        Example({"measure": "fine", "subject": "unit"}, error="MISSING"),
        Example(
            {"measure": "fine", "subject": "unit", "amount": "60000", "days": 3},
            error="NOT_WITH_MEASURE",
        ),
        Example({"measure": "arrest", "subject": "person"}, error="NOT_A_CHOICE"),
    ),
    ("DETENTION", "FINE", "SUMMONS"),
)
