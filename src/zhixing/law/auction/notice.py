"""What must be fixed and shown before an online auction (拍卖准备与公示).

Online by default; the platform is the applicant's choice from the Supreme Court's list,
the court's when none or different ones were chosen. A panel fixes start price, cut, step,
deposit, and the standing of holders of pre-emption. On the day of the notice ten kinds of
information and seven warnings are shown; without them the disclaimer of defects does not
hold. The court's own nine duties are not given to helpers.

网络拍卖公告发布前须确定和公示的事项。除法律要求以其他方式处置的以外，财产一律采用网络拍卖。
平台由申请执行人从最高人民法院名单库中选择，未选择或者数个申请执行人选择不一致的，由法院指定。
起拍价、降价幅度、加价幅度、保证金和优先购买权人的资格及顺位，由合议庭评议确定。发布公告当日须公
示十类信息并作出七项特别提示，执行依据依法不得公开的，可以不公示；公示或者提示不全的，
法院的瑕疵免责声明不发生效力。法院自身的九项职责，不得交给辅助机构代行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = tuple(("ONLINE-AUCTION", a) for a in ("2", "5", "6", "7", "13", "14", "15", "27"))


class Shown(StrEnum):
    """Name what is shown on the day of the notice, in the order of the article."""

    NOTICE = "notice"
    TITLE = "title"
    PRICE_BASIS = "price_basis"
    TIME_AND_RULES = "time_and_rules"
    STATE_OF_THE_THING = "state_of_the_thing"
    PRE_EMPTION = "pre_emption"
    WHO_WAS_TOLD = "who_was_told"
    ACCOUNTS = "accounts"
    TAXES = "taxes"
    COURT_AND_SUPERVISION = "court_and_supervision"


class Warned(StrEnum):
    """Name the seven warnings."""

    CAPACITY = "capacity"
    AGENTS = "agents"
    DEFECTS = "defects"
    AS_IT_STANDS = "as_it_stands"
    DEEMED_KNOWN = "deemed_known"
    IDENTITY_PUBLISHED = "identity_published"
    DEPOSIT_FORFEITED = "deposit_forfeited"


class Helped(StrEnum):
    """Name work that may be given to helpers, and duties that may not."""

    DESCRIBING = "describing"
    SHOWING = "showing"
    STORING_OR_APPRAISING = "storing_or_appraising"
    PUBLISHING_NOTICE = "publishing_notice"
    FIXING_PRICE = "fixing_price"
    TELLING_PARTIES = "telling_parties"
    RULING = "ruling"
    HANDING_OVER = "handing_over"


AUXILIARY = (Helped.DESCRIBING, Helped.SHOWING, Helped.STORING_OR_APPRAISING)


@dataclass(frozen=True, slots=True)
class NoticeTest:
    """Say whether the notice may go out, what is missing, and who chooses the platform."""

    allowed: bool
    missing: tuple[str, ...]
    platform: str | None
    court_designates: bool
    disclaimer_holds: bool


@answers("AUCTION_NOTICE")
def auction_notice(
    *,
    on: date,
    shown: tuple[Shown, ...],
    warned: tuple[Warned, ...],
    panel_decided: bool,
    platform_list: tuple[str, ...],
    choices: tuple[str, ...] = (),
    helped: tuple[Helped, ...] = (),
    title_secret: bool = False,
    other_way_required: bool = False,
) -> Finding[NoticeTest]:
    """Say whether an auction notice may be published.

    ``choices`` are the platforms the applicants chose; ``helped`` the work given to
    helpers; ``other_way_required`` that a law wants the thing disposed of otherwise.
    """
    why = Reasons(on)
    one = {c for c in choices if c in platform_list}
    platform = next(iter(one)) if len(one) == 1 and len(set(choices)) == 1 else None
    lacking = [f"SHOW_{s.name}" for s in Shown if s not in shown]
    if title_secret:
        lacking = [name for name in lacking if name != "SHOW_TITLE"]
    lacking += [f"WARN_{w.name}" for w in Warned if w not in warned]
    disclaimer = not lacking
    faults = [f"NOT_FOR_HELPERS_{h.name}" for h in helped if h not in AUXILIARY]
    if not panel_decided:
        faults.append("PANEL")
    if other_way_required:
        faults.append("OTHER_WAY")
    missing = (*lacking, *faults)
    for article, zh, en, value in (
        ("13", "公示与特别提示", "information and warnings", tuple(lacking)),
        ("27", "合议庭评议与法院职责", "the panel and the court’s own duties", tuple(faults)),
    ):
        why.step(
            f"{zh}{'齐全' if not value else '缺：' + '、'.join(value)}。",
            f"{en[0].upper()}{en[1:]}: {'complete' if not value else ', '.join(value)}.",
            cite("ONLINE-AUCTION", article, on=on),
            value=value,
        )
    why.step(
        f"平台由申请执行人选择：{platform}。"
        if platform
        else "未选择或者选择不一致，由法院指定平台。",
        f"The applicant’s platform: {platform}."
        if platform
        else "The court designates the platform.",
        cite("ONLINE-AUCTION", 5, on=on),
    )
    return why.finding(
        NoticeTest(not missing, missing, platform, platform is None, disclaimer),
        "可以发布拍卖公告。" if not missing else "尚不能发布拍卖公告。",
        "The notice may go out." if not missing else "The notice may not go out yet.",
    )


def _given(**more: object) -> dict[str, object]:
    return {
        "on": date(2021, 3, 1),
        "shown": tuple(Shown),
        "warned": tuple(Warned),
        "panel_decided": True,
        "platform_list": ("甲网", "乙网"),
        **more,
    }


RULE = Rule(
    "AUCTION_NOTICE",
    BASIS,
    Days(date(2017, 1, 1)),
    auction_notice,
    (
        Example(_given(choices=("甲网", "甲网")), {"allowed": True, "platform": "甲网"}),
        Example(_given(choices=("甲网", "乙网")), {"court_designates": True}),
        Example(_given(choices=("丙网",)), {"court_designates": True}),
        Example(_given(panel_decided=False), {"allowed": False, "missing": ("PANEL",)}),
        Example(
            _given(warned=tuple(Warned)[:-1]),
            {"missing": ("WARN_DEPOSIT_FORFEITED",), "disclaimer_holds": False},
        ),
        Example(
            _given(shown=tuple(s for s in Shown if s is not Shown.TITLE), title_secret=True),
            {"allowed": True},
        ),
        Example(_given(helped=(Helped.SHOWING,)), {"allowed": True}),
        Example(_given(helped=(Helped.RULING,)), {"missing": ("NOT_FOR_HELPERS_RULING",)}),
        Example(_given(other_way_required=True), {"missing": ("OTHER_WAY",)}),
    ),
    "拍卖公告的条件",
    "Conditions of an auction notice",
    covers=("R-AUC-MUST", "R-AUC-INFO", "R-AUC-PANEL", "R-AUC-OUTSOURCE"),
)
