"""A home the debtor needs (生活所必需的居住房屋): seized yes, sold only on three grounds.

Since 5 May 2015 the objection that a home is needed fails when a person bound to support
has another home, when the debtor moved other homes away after the title took effect, or
when the applicant provides housing or agrees to leave five to eight years of rent. A
judgment to hand the home over waits three months after service of the notice. Until the
end of 2020 a mortgaged home could be sold, with six months to leave it after the ruling.
While nobody has established whether the debtor needs it, it is seized and not sold; what is
more than needed is sold at the applicant's request, once the least housing is secured.

被执行人及其扶养家属生活必需的房屋可以查封，但只有在法定情形下才能处分。是否为生活所必需尚未认定的，
只能查封，处分以前须先行认定。2015年5月5日起，
以生活必需为由的异议在下列情形不予支持：负有扶养义务的人另有居住房屋；
执行依据生效后转移其他房屋逃避债务；申请执行人提供居住房屋，
或者同意从变价款中扣除五至八年的租金。执行依据本身判令交付房屋的，
自执行通知送达起满三个月才强制交付。2020年底以前，设定抵押的房屋可以处分，
裁定送达后给予六个月腾空期。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, is_in_force
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "4"), ("OBJECTIONS", "20"), ("MORTGAGED-HOMES", "2"))
SINCE = date(2015, 5, 5)


class HomeGround(StrEnum):
    """Name why a needed home may be sold all the same."""

    SUPPORTER_HAS_HOME = "supporter_has_home"
    MOVED_AWAY = "moved_away"
    HOUSING_PROVIDED = "housing_provided"
    RENT_DEDUCTED = "rent_deducted"


GROUNDS = {
    HomeGround.SUPPORTER_HAS_HOME: ("有扶养义务的人另有居住房屋", "a supporter has another home"),
    HomeGround.MOVED_AWAY: (
        "执行依据生效后转移其他房屋逃避债务",
        "other homes were moved away after the title took effect",
    ),
    HomeGround.HOUSING_PROVIDED: ("申请执行人提供居住房屋", "the applicant provides housing"),
    HomeGround.RENT_DEDUCTED: ("申请执行人同意扣除租金", "the applicant agrees to deduct rent"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """Say whether the home may be seized and sold, and the rent to leave the debtor."""

    may_seize: bool
    allowed: bool
    least_rent: Fen | None = None
    most_rent: Fen | None = None
    hand_over_from: date | None = None


class HomeRefused(Refusal):
    """Say what does not fit the law's range."""


@answers("NECESSARY_HOME")
def necessary_home(
    *,
    on: date,
    is_necessary: bool | None,
    ground: HomeGround | None = None,
    monthly_rent: Fen | None = None,
    rent_years: int | None = None,
    handover_notice_on: date | None = None,
    mortgage_ruling_on: date | None = None,
) -> Finding[Home]:
    """Say whether a home may be sold; ``allowed`` is about the sale, never the seizure.

    ``is_necessary`` is None while nobody has established whether the debtor needs it.
    ``monthly_rent`` is the local average; ``rent_years`` what the applicant agreed to.
    ``handover_notice_on`` is the day the notice was served when the title itself orders
    the home to be handed over; ``mortgage_ruling_on`` the day the ruling to sell a
    mortgaged home was served.
    """
    why = Reasons(on)
    why.step("可以查封。", "It may be seized.", cite("SEIZURE", 4, on=on))
    if handover_notice_on is not None:
        return _hand_over(why, handover_notice_on)
    if mortgage_ruling_on is not None and is_in_force("MORTGAGED-HOMES", mortgage_ruling_on):
        return _mortgaged(why, mortgage_ruling_on)
    if is_necessary is None:
        return _not_established(why)
    if not is_necessary:
        why.step(
            "已认定非生活所必需。",
            "It was established that it is not a needed home.",
            cite("SEIZURE", 5, on=on),
        )
        return why.finding(Home(True, True), "可以处分。", "It may be sold.")
    if ground is None or on < SINCE:
        why.step(
            "生活所必需，不得拍卖、变卖或者抵债。",
            "It is needed: no auction, sale or taking for the debt.",
            cite("SEIZURE", 4, on=on),
        )
        return why.finding(Home(True, False), "只查封，不处分。", "Seize it, do not sell it.")
    zh, en = GROUNDS[ground]
    why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", cite("OBJECTIONS", "20.1", on=on))
    if ground is not HomeGround.RENT_DEDUCTED:
        return why.finding(Home(True, True), "可以处分。", "It may be sold.")
    least, most = _rent(why, monthly_rent, rent_years)
    return why.finding(
        Home(True, True, least, most),
        f"可以处分，从变价款中扣除租金{least.yuan}至{most.yuan}元。",
        f"It may be sold; {least.yuan} to {most.yuan} yuan of rent are left to the debtor.",
    )


def _not_established(why: Reasons) -> Finding[Home]:
    why.step(
        "是否为被执行人及其所扶养家属生活所必需尚未认定；超过必需的部分，须有申请执行人的申请，"
        "并在保障最低生活标准所必需的居住房屋后，才可执行。",
        "Whether the debtor and dependants need it is not established; what is above need is "
        "sold at the applicant's request, once the least housing is secured.",
        cite("SEIZURE", 5, on=why.on),
    )
    return why.finding(
        Home(True, False),
        "可以查封；处分以前须认定是否为生活所必需。",
        "It may be seized; before a sale it is established whether it is needed.",
    )


def _rent(why: Reasons, monthly: Fen | None, years: int | None) -> tuple[Fen, Fen]:
    low = why.parameter("seizure.rent_years_least").whole
    high = why.parameter("seizure.rent_years_most").whole
    if monthly is None or monthly <= 0 or (years is not None and not low <= years <= high):
        raise HomeRefused(
            "RENT_OUT_OF_RANGE",
            message_zh=f"应有当地平均租金，扣除年数应在{low}至{high}年之间。",
            message_en=f"The local average rent is needed, and {low} to {high} years.",
            basis=cite("OBJECTIONS", "20.1", on=why.on),
            remedy_zh="请录入月租金和约定的年数。",
            remedy_en="Enter the monthly rent and the years agreed.",
            field="rent_years",
        )
    least, most = (monthly * 12 * (years or n) for n in (low, high))
    return least, most


def _mortgaged(why: Reasons, ruled_on: date) -> Finding[Home]:
    grace = why.parameter("seizure.mortgaged_home_grace", ruled_on).whole
    due = period_due(on=why.on, start_on=ruled_on, amount=grace, unit=Unit.MONTH, rolls=False)
    until = why.adopt(due).due_on
    why.step(
        f"设定抵押的房屋可以处分，腾空宽限期至{until}止。",
        f"A mortgaged home may be sold; the grace to leave it lasts until {until}.",
        cite("MORTGAGED-HOMES", 2, on=ruled_on),
        value=until,
    )
    return why.finding(
        Home(True, True, hand_over_from=until),
        f"可以处分，{until}后强制腾空。",
        f"It may be sold; it is cleared after {until}.",
    )


def _hand_over(why: Reasons, served_on: date) -> Finding[Home]:
    grace = why.parameter("seizure.handover_grace", served_on).whole
    due = period_due(on=why.on, start_on=served_on, amount=grace, unit=Unit.MONTH, rolls=False)
    until = why.adopt(due).due_on
    may = why.on > until
    why.step(
        f"执行依据确定交付房屋，宽限期至{until}止。",
        f"The title orders the handing over; the grace lasts until {until}.",
        cite("OBJECTIONS", "20.2", on=served_on),
        value=until,
    )
    return why.finding(
        Home(True, may, hand_over_from=until),
        "可以强制交付。" if may else "宽限期内，暂不强制交付。",
        "It may be handed over." if may else "Not during the grace.",
    )


_ON = date(2019, 1, 2)


def _given(on: date = _ON, **more: object) -> dict[str, object]:
    return {"on": on, "is_necessary": True, **more}


RULE = Rule(
    "NECESSARY_HOME",
    BASIS,
    Days(date(2005, 1, 1)),
    necessary_home,
    (
        Example(_given(), {"may_seize": True, "allowed": False}),
        Example(
            _given(is_necessary=None),
            {"may_seize": True, "allowed": False},
            note="尚未认定 not established yet",
        ),
        Example(_given(is_necessary=False), {"may_seize": True, "allowed": True}),
        Example(_given(date(2015, 5, 4), ground=HomeGround.SUPPORTER_HAS_HOME), {"allowed": False}),
        Example(_given(date(2015, 5, 5), ground=HomeGround.SUPPORTER_HAS_HOME), {"allowed": True}),
        Example(
            _given(ground=HomeGround.RENT_DEDUCTED, monthly_rent=Fen.of_yuan("2000")),
            {"least_rent": Fen.of_yuan("120000"), "most_rent": Fen.of_yuan("192000")},
        ),
        Example(
            _given(ground=HomeGround.RENT_DEDUCTED, monthly_rent=Fen.of_yuan("2000"), rent_years=9),
            refusal="RENT_OUT_OF_RANGE",
        ),
        Example(
            _given(mortgage_ruling_on=date(2018, 10, 2)),
            {"allowed": True, "hand_over_from": date(2019, 4, 2)},
        ),
        Example(
            _given(date(2021, 3, 1), mortgage_ruling_on=date(2021, 1, 1)),
            {"allowed": False, "hand_over_from": None},
            note="该规定已废止 the instrument is repealed",
        ),
        Example(_given(handover_notice_on=date(2018, 10, 2)), {"allowed": False}),
        Example(
            _given(date(2019, 1, 3), handover_notice_on=date(2018, 10, 2)),
            {"allowed": True, "hand_over_from": date(2019, 1, 2)},
        ),
    ),
    "生活必需的居住房屋",
    "A needed home",
    (
        "seizure.rent_years_least",
        "seizure.rent_years_most",
        "seizure.handover_grace",
        "seizure.mortgaged_home_grace",
    ),
    covers=("R-SZ-HOME",),
)
