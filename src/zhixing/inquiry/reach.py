"""What over the wire reaches which kind of property, and how orders speak of a thing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.queries import AssetView
from zhixing.courts import queries as courts
from zhixing.inquiry import messages
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions import queries as institutions
from zhixing.institutions.abilities import COUNTER_PROFILE, OPEN_PROFILE
from zhixing.institutions.kinds import WireCapability
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.kinds import Control, Fitting, ThingKind, control_of_kind

BY_LETTER: Final = ("请以书面协助执行通知办理。", "Order it by letter.")
BY_EXCHANGE: Final = (
    "请提请外币兑换扣划，写明外币数额和汇率，到协助单位窗口以书面办理。",
    "Order its exchange, stating the foreign amount and a rate; it goes to the window by letter.",
)
GENERIC: Final = frozenset({OPEN_PROFILE, COUNTER_PROFILE})
"""The profiles that carry things of every kind: the open one, and paper."""
_FREEZES: Final = frozenset({Measure.FREEZE, Measure.RENEW, Measure.RELEASE})
_SEALS: Final = frozenset({Measure.SEAL, Measure.SEAL_RENEW, Measure.SEAL_RELEASE})
_CONTROLS: Final = {
    Measure.FREEZE: Control.FREEZE,
    Measure.SEAL: Control.SEAL,
    Measure.TRANSFER: Control.TAKE,
}


def list_asked(
    court_no: int, on: date, *, besides: Collection[UUID] = ()
) -> tuple[InstitutionView, ...]:
    """List whom an order to query asks on a day that names nobody: the full set of a court.

    ``besides`` are named institutions to list with them, whether they are of the set or not.
    """
    province = courts.get_court(court_no).province
    found = institutions.list_institutions(
        on, capability=WireCapability.QUERY, province=province, besides=besides
    )
    return tuple(i for i in found if i.id in besides or messages.is_on_a_wire(i))


def is_reached(view: AssetView, institution: InstitutionView, measure: Measure) -> bool:
    """Say whether a measure on a thing can go over its institution's wire at all.

    Deposits and real estate go over every wire of their kind; products hanging on a bank's account
    over those bank profiles that carry them, but no bank redeems and pays them out over the wire;
    the other kinds go over the open profile or by hand only. Foreign money can be frozen, but
    its exchange is nobody's on the wire: it is ordered on paper.
    """
    kind = kind_of(view.kind)
    if is_hung(view, institution):
        carries = "JRCPBH" in get_profile(institution.profile).line_fields
        return carries and measure in _FREEZES and view.currency == CNY
    if view.kind == "DEPOSIT":
        if measure is Measure.TRANSFER:
            return view.currency == CNY or institution.profile == COUNTER_PROFILE
        return measure in _FREEZES
    if view.kind == "REAL_ESTATE":
        return measure in _SEALS
    if institution.profile not in GENERIC or view.currency != CNY:
        return False
    if kind.way is Way.THING:
        return measure in _SEALS
    return measure in _FREEZES or (measure is Measure.TRANSFER and kind.way is Way.MONEY)


def goes_by_letter(view: AssetView, measure: Measure) -> bool:
    """Say whether a measure goes to a window whatever wire the institution speaks."""
    return view.kind == "DEPOSIT" and view.currency != CNY and measure is Measure.TRANSFER


def is_hung(view: AssetView, institution: InstitutionView) -> bool:
    """Say whether a thing is a product that a bank told of beside an account, over its own wire."""
    return view.kind == "FIN_ASSET" and institution.profile not in GENERIC


def not_for_the_wire(view: AssetView, measure: Measure) -> InquiryRefused:
    """Make the refusal of what no wire carries."""
    kind = kind_of(view.kind)
    foreign = view.currency != CNY
    zh, en = (f"外币{kind.zh}", f"a {kind.en} in foreign money") if foreign else (kind.zh, kind.en)
    by_letter = BY_EXCHANGE if goes_by_letter(view, measure) else BY_LETTER
    return refuse(
        "NOT_FOR_THE_WIRE",
        f"此项措施目前不能经网络对{zh}办理。",
        f"Over the wire {measure.value} does not reach {en} here.",
        field="asset",
        remedy=by_letter,
    )


def kind_finding(view: AssetView, measure: Measure, on: date) -> Finding[Fitting] | None:
    """Find that the law controls a kind of property in this way; None for a follow-up.

    :raises KindRefused: it does not.
    """
    control = _CONTROLS.get(measure)
    if control is None:
        return None
    kind = ThingKind(kind_of(view.kind).code)
    return control_of_kind(on=on, kind=kind, control=control)


def speak_of(view: AssetView, institution: str = "") -> tuple[str, str]:
    """Name a thing in an order's summary, in both languages, with the tail of its number only."""
    kind = kind_of(view.kind)
    where = f" at {institution}" if institution else ""
    if view.kind == "DEPOSIT":
        return (
            f"{institution}尾号{view.identifier_tail}账户存款",
            f"the deposit in account …{view.identifier_tail}{where}",
        )
    return (
        f"{institution}{kind.zh}（{kind.number_zh}尾号{view.identifier_tail}）",
        f"{kind.en} ({kind.number_en} …{view.identifier_tail}){where}",
    )
