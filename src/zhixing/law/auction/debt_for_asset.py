"""Taking the thing for the debt (以物抵债).

After a failed auction the applicant or another enforcing creditor may take it at that
round's reserve; of several, the one with the better rank, and by lot within a rank; who
is owed less pays the rest. By agreement without auction when both sides agree and nobody
is harmed. A settlement agreement alone is no ground for a ruling; an unqualified
creditor may not take a home under purchase limits.

财产抵偿债务的条件和价格。拍卖流拍后，申请执行人或者其他执行债权人可以按该次拍卖的保留价接受财
产；数人愿意接受的，受偿顺位在先者优先，顺位相同的以抽签决定；应受偿债权额低于抵债价格的，
接受人补交差额。未经拍卖直接抵债的，须双方当事人同意，且不损害其他债权人的合法权益和社会公共利
益，价格由双方商定。仅有以物抵债的执行和解协议的，法院不得据此作出抵债裁定。限购住房不得抵给没有
购房资格的债权人（自2022年1月1日起）。无人可以接受抵债的，解除查封、退还财产或者另行变价。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.auction.plan import AuctionRefused
from zhixing.law.instruments import cite, is_in_force
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("AUCTION", "16"),
    ("CPL-INT", "489"),
    ("SETTLEMENT", "6"),
    ("HOME-BIDDERS", "5"),
)


class TakingGround(StrEnum):
    """Name on what ground the thing is taken."""

    UNSOLD = "unsold"
    AGREEMENT = "agreement"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Taker:
    """Hold one creditor who would take the thing: rank, what is owed, qualification."""

    id: str
    rank: int
    owed: Fen
    qualified: bool = True


@dataclass(frozen=True, slots=True)
class Taking:
    """Hold who may take it (several: by lot), at which price, and what each pays on top."""

    takers: tuple[str, ...]
    by_lot: bool
    price: Fen
    pays: dict[str, Fen]


@answers("DEBT_FOR_ASSET")
def debt_for_asset(
    *,
    on: date,
    ground: TakingGround,
    price: Fen,
    takers: tuple[Taker, ...],
    harms_others: bool = False,
    is_home_under_limits: bool = False,
) -> Finding[Taking]:
    """Find who may take a thing for the debt; ``price`` is the failed round's reserve, or
    the price agreed."""
    why = Reasons(on)
    if ground is TakingGround.SETTLEMENT:
        raise _refused(
            "SETTLEMENT_NO_RULING",
            "不得依和解协议作出以物抵债裁定。",
            "No ruling is made on a settlement agreement.",
            ("SETTLEMENT", 6),
            on,
        )
    if ground is TakingGround.AGREEMENT and harms_others:
        raise _refused(
            "HARMS_OTHERS",
            "损害其他债权人或者公共利益。",
            "It would harm other creditors or the public.",
            ("CPL-INT", 489),
            on,
        )
    limited = is_home_under_limits and is_in_force("HOME-BIDDERS", on)
    able = [t for t in takers if t.qualified or not limited]
    if not able:
        raise _refused(
            "NOBODY_MAY_TAKE",
            "没有可以接受抵债的债权人，应解除查封、退还或者另行变价。",
            "No creditor may take it: lift the seizure, give it back, or sell it otherwise.",
            ("AUCTION", 16),
            on,
        )
    best = min(t.rank for t in able)
    first = [t for t in able if t.rank == best]
    pays = {t.id: max(Fen(price - t.owed), Fen(0)) for t in first}
    ids = tuple(sorted(t.id for t in first))
    article = cite("CPL-INT", 489, on=on) if ground is TakingGround.AGREEMENT else None
    why.step(
        f"以{price.yuan}元抵债，由{'、'.join(ids)}承受{'（抽签）' if len(ids) > 1 else ''}。",
        f"At {price.yuan}: {', '.join(ids)}{' by lot' if len(ids) > 1 else ''}.",
        article or cite("AUCTION", 16, on=on),
        value=price,
    )
    return why.finding(
        Taking(ids, len(ids) > 1, price, pays),
        "可以裁定抵债。" if len(ids) == 1 else "以抽签决定承受人。",
        "It may be given for the debt." if len(ids) == 1 else "The lot decides.",
    )


def _refused(code: str, zh: str, en: str, at: tuple[str, int], on: date) -> AuctionRefused:
    return AuctionRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=cite(*at, on=on),
        remedy_zh="请通过拍卖、变卖处置，或者由双方同意后直接作价。",
        remedy_en="Auction or sell it, or let both sides agree on its price.",
        field="ground",
    )


def _given(ground: TakingGround, *takers: Taker, **more: object) -> dict[str, object]:
    return {"on": date(2022, 3, 1), "ground": ground, "price": Fen(1000), "takers": takers, **more}


_U = TakingGround.UNSOLD
_A, _B, _C = Taker("甲", 2, Fen(2000)), Taker("乙", 1, Fen(700)), Taker("丙", 1, Fen(1000))

RULE = Rule(
    "DEBT_FOR_ASSET",
    BASIS,
    Days(date(2018, 3, 1)),
    debt_for_asset,
    (
        Example(_given(_U, _A, _B), {"takers": ("乙",), "pays": {"乙": Fen(300)}}),
        Example(_given(_U, _A), {"takers": ("甲",), "pays": {"甲": Fen(0)}}),
        Example(_given(_U, _A, _B, _C), {"by_lot": True}),
        Example(_given(TakingGround.AGREEMENT, _A), {"takers": ("甲",)}),
        Example(_given(TakingGround.AGREEMENT, _A, harms_others=True), refusal="HARMS_OTHERS"),
        Example(_given(TakingGround.SETTLEMENT, _A), refusal="SETTLEMENT_NO_RULING"),
        Example(
            _given(_U, Taker("丁", 1, Fen(1), False), is_home_under_limits=True),
            refusal="NOBODY_MAY_TAKE",
        ),
    ),
    "以物抵债",
    "Taking the thing for the debt",
    covers=("R-DIZHAI", "R-AUC-BARRED"),
)
