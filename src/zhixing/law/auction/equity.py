"""Auctioning unlisted equity (股权拍卖).

Online. Unpaid or not yet due contributions, and limits of law or charter on transfer, do
not stop it but are shown. Only as much as claim and costs need is sold, unless selling a
part would badly harm its worth and the debtor asks in writing. Where no papers allow an
appraisal the applicant may ask for a start price suitably above the costs, unless the
equity clearly has no worth.

非上市公司股权如何拍卖。应当采用网络拍卖。股权存在未缴足出资、出资期限未届满，或者法律、
章程限制转让的情形，不妨碍拍卖，但须在公告中如实载明。拍卖份额以足以清偿债权和执行费用为限；
分割拍卖会严重贬损股权价值，且被执行人书面请求一并拍卖的，可以全部拍卖。因缺少材料无法评估的，
申请执行人可以书面请求以适当高于执行费用的价格起拍；股权明显没有价值的除外。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.auction.plan import AuctionRefused
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EQUITY", "11"), ("EQUITY", "12"), ("EQUITY", "13"), ("EQUITY", "14"))


@dataclass(frozen=True, slots=True)
class EquityAuction:
    """Hold the share of the frozen equity to sell, the least start, and what is shown.

    ``start_above`` is set where no appraisal was possible.
    """

    share_to_sell: str
    start_above: Fen | None
    show: tuple[str, ...]


@answers("EQUITY_AUCTION")
def equity_auction(
    *,
    on: date,
    value: Fen | None,
    needed: Fen,
    costs: Fen,
    part_harms_worth: bool = False,
    debtor_asks_all: bool = False,
    applicant_asks_without_appraisal: bool = False,
    clearly_worthless: bool = False,
    contributions_unpaid: bool = False,
    approval_needed: bool = False,
) -> Finding[EquityAuction]:
    """Find how unlisted equity is auctioned; ``value`` is None where none could be found."""
    why = Reasons(on)
    show = (
        *(("CONTRIBUTIONS",) if contributions_unpaid else ()),
        *(("BUYER_CONDITIONS",) if approval_needed else ()),
    )
    if show:
        why.step(
            "出资瑕疵、转让限制不妨碍拍卖，应在公告中载明。",
            "Unpaid contributions and limits on transfer do not stop it; they are shown.",
            cite("EQUITY", 14, on=on),
            value=show,
        )
    if value is None:
        if not applicant_asks_without_appraisal or clearly_worthless:
            raise AuctionRefused(
                "NO_START_PRICE",
                message_zh="不能评估，且申请执行人未书面申请或者股权明显没有价值。",
                message_en="It cannot be appraised, and the applicant did not ask in writing or "
                "it clearly has no worth.",
                basis=cite("EQUITY", "12.2", on=on),
                remedy_zh="请调取或者责令提供评估材料。",
                remedy_en="Get the papers for an appraisal.",
                field="value",
            )
        why.step(
            f"以适当高于执行费用{costs.yuan}元的金额起拍。",
            f"Starts suitably above the costs of {costs.yuan}.",
            cite("EQUITY", "12.2", on=on),
            value=costs,
        )
        return why.finding(EquityAuction("1", costs, show), "可以拍卖。", "It may be auctioned.")
    target = Fraction(needed + costs)
    share = min(target / int(value), Fraction(1)) if value > 0 else Fraction(1)
    if part_harms_worth and debtor_asks_all:
        share = Fraction(1)
    why.step(
        f"需{Fen(needed + costs).yuan}元，价值{value.yuan}元，拍卖相应部分{share}。",
        f"{Fen(needed + costs).yuan} are needed of {value.yuan}: sell {share} of it.",
        cite("EQUITY", "13.2", on=on),
        value=str(share),
    )
    return why.finding(EquityAuction(str(share), None, show), "可以拍卖。", "It may be auctioned.")


def _given(value: int | None, **more: object) -> dict[str, object]:
    given = {"needed": Fen(400), "costs": Fen(100)}
    return {
        "on": date(2022, 3, 1),
        "value": None if value is None else Fen(value),
        **given,
        **more,
    }


RULE = Rule(
    "EQUITY_AUCTION",
    BASIS,
    Days(date(2022, 1, 1)),
    equity_auction,
    (
        Example(_given(500), {"share_to_sell": "1"}),
        Example(_given(1000), {"share_to_sell": "1/2"}),
        Example(_given(1000, part_harms_worth=True), {"share_to_sell": "1/2"}),
        Example(_given(1000, part_harms_worth=True, debtor_asks_all=True), {"share_to_sell": "1"}),
        Example(_given(500, contributions_unpaid=True), {"show": ("CONTRIBUTIONS",)}),
        Example(_given(None, applicant_asks_without_appraisal=True), {"start_above": Fen(100)}),
        Example(
            _given(None, applicant_asks_without_appraisal=True, clearly_worthless=True),
            refusal="NO_START_PRICE",
        ),
        Example(_given(None), refusal="NO_START_PRICE"),
    ),
    "股权拍卖",
    "Auctioning equity",
    covers=("R-EQUITY",),
)
