"""Who may bid (竞买资格), and what deposit a bidder pays.

Barred are the enforcing court, the platform, helpers, their staff and close relatives; a
buyer who defaulted may not bid again for the same thing; where the law asks for a
qualification the bidder needs it, for a home in a city with purchase limits from joining
until the ruling of sale. The applicant may bid without deposit, paying only what the
claim falls short of it.

何人可以参加竞买、应交多少保证金。执行法院、网络服务提供者、拍卖辅助机构及其工作人员，
以及上述人员的近亲属，不得竞买；原买受人悔拍的，不得再次竞买同一财产。竞买人应当具备完全民事行为
能力；法律要求特定资格的，应当具备该资格；竞买限购城市住房的，自2022年1月1日起，须从参加竞买之时
至成交裁定作出之时始终具备购房资格。竞买人须足额交纳保证金；申请执行人竞买的，以其债权额抵充保证
金，债权额低于保证金的，只交差额。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, is_in_force
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("ONLINE-AUCTION", "17"),
    ("ONLINE-AUCTION", "24"),
    ("ONLINE-AUCTION", "34"),
    ("HOME-BIDDERS", "1"),
    ("HOME-BIDDERS", "3"),
)


@dataclass(frozen=True, slots=True)
class Bidder:
    """Hold what decides whether somebody may bid."""

    connected: bool = False
    defaulted_before: bool = False
    has_capacity: bool = True
    needs_qualification: bool = False
    qualified_throughout: bool = True
    is_home_under_limits: bool = False
    paid: Fen = ZERO
    is_applicant: bool = False
    claim: Fen = ZERO


@dataclass(frozen=True, slots=True)
class Bidding:
    """Say whether the bidder may bid, what stands against it, and the deposit due."""

    allowed: bool
    obstacles: tuple[str, ...]
    deposit_due: Fen


OBSTACLES = {
    "CONNECTED": (
        "属于执行法院、平台、辅助机构及其工作人员或者近亲属",
        "belongs to the court, the platform, a helper, or is staff or a close relative",
        "ONLINE-AUCTION",
        34,
    ),
    "DEFAULTED": (
        "原买受人悔拍，不得再参加",
        "defaulted before on this thing",
        "ONLINE-AUCTION",
        24,
    ),
    "CAPACITY": ("不具备完全民事行为能力", "lacks full capacity", "ONLINE-AUCTION", 14),
    "QUALIFICATION": (
        "不具备法定竞买资格",
        "lacks the qualification asked for",
        "ONLINE-AUCTION",
        14,
    ),
    "HOME_LIMITS": (
        "受限购政策约束，不具备持续的购房资格",
        "purchase limits apply and the bidder was not qualified throughout",
        "HOME-BIDDERS",
        3,
    ),
    "DEPOSIT": ("未足额交纳保证金", "the deposit is not paid", "ONLINE-AUCTION", 17),
}


@answers("MAY_BID")
def may_bid(*, on: date, bidder: Bidder, deposit: Fen) -> Finding[Bidding]:
    """Say whether somebody may bid, or receive the ruling of sale."""
    why = Reasons(on)
    due = max(Fen(deposit - bidder.claim), Fen(0)) if bidder.is_applicant else deposit
    under_limits = bidder.is_home_under_limits and is_in_force("HOME-BIDDERS", on)
    stands = {
        "CONNECTED": bidder.connected,
        "DEFAULTED": bidder.defaulted_before,
        "CAPACITY": not bidder.has_capacity,
        "QUALIFICATION": bidder.needs_qualification and not bidder.qualified_throughout,
        "HOME_LIMITS": under_limits and not bidder.qualified_throughout,
        "DEPOSIT": bidder.paid < due,
    }
    obstacles = tuple(code for code, is_so in stands.items() if is_so)
    for code in obstacles:
        zh, en, instrument, article = OBSTACLES[code]
        why.step(f"{zh}。", f"The bidder {en}.", cite(instrument, article, on=on))
    why.step(
        f"应交保证金{due.yuan}元，已交{bidder.paid.yuan}元。",
        f"Deposit due {due.yuan}, paid {bidder.paid.yuan}.",
        cite("ONLINE-AUCTION", "17.2", on=on),
        value=due,
    )
    return why.finding(
        Bidding(not obstacles, obstacles, due),
        "可以参加竞买。" if not obstacles else "不得参加竞买。",
        "May bid." if not obstacles else "May not bid.",
    )


def _given(on: str = "2022-01-01", **more: Any) -> dict[str, object]:
    given = {"paid": Fen(500), **more}
    return {
        "on": date.fromisoformat(on),
        "bidder": Bidder(**given),
        "deposit": Fen(500),
    }


def _says(code: str) -> dict[str, object]:
    return {"allowed": False, "obstacles": (code,)}


_HOME: dict[str, Any] = {"is_home_under_limits": True, "qualified_throughout": False}

RULE = Rule(
    "MAY_BID",
    BASIS,
    Days(date(2017, 1, 1)),
    may_bid,
    (
        Example(_given(), {"allowed": True, "deposit_due": Fen(500)}),
        Example(_given(paid=Fen(499)), _says("DEPOSIT")),
        Example(_given(is_applicant=True, claim=Fen(500), paid=Fen(0)), {"allowed": True}),
        Example(
            _given(is_applicant=True, claim=Fen(300), paid=Fen(0)),
            {"allowed": False, "deposit_due": Fen(200)},
        ),
        Example(_given(connected=True), _says("CONNECTED")),
        Example(_given(defaulted_before=True), _says("DEFAULTED")),
        Example(_given(**_HOME), _says("HOME_LIMITS")),
        Example(_given("2021-12-31", **_HOME), {"allowed": True}),
    ),
    "竞买资格",
    "Who may bid",
    covers=("R-AUC-BARRED", "R-AUC-DEPOSIT"),
)
