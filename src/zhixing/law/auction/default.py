"""A buyer who does not pay (悔拍): where the deposit goes.

Online the deposit is not given back. It pays the costs of the auction, then what the
second sale brought less than the first, then the debt of this case, then debts of the
debtor connected with the thing. What is not covered the online text leaves open; the
general auction rules let the court order the buyer to make it up. Offline the deposit
covers difference, costs and commission; what is left goes back to the buyer.

买受人逾期不付价款（悔拍）的，其保证金如何处理。网络拍卖的保证金不予退还，依次用于：
拍卖费用损失、重新拍卖价款低于原价款的差额、本案债务、被执行人与该财产相关的其他债务；
仍有余额的，归被执行人，此点条文未写明，标为存疑。保证金不足以弥补费用和差额的，网络拍卖规定未作
规定；一般拍卖规定允许责令原买受人补交，拒不补交的强制执行，此时适用该规定亦标为存疑。
线下拍卖的保证金只弥补差额、费用和佣金，余额退还原买受人。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.auction.plan import ONLINE_SINCE, AuctionRefused, Way
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("ONLINE-AUCTION", "24"), ("AUCTION", "22"), ("ONLINE-AUCTION", "37"))


@dataclass(frozen=True, slots=True)
class Default:
    """Hold where the deposit goes, to the fen, and what stays uncovered."""

    to_costs: Fen
    to_difference: Fen
    to_debt: Fen
    to_related_debt: Fen
    to_debtor: Fen
    to_bidder: Fen
    uncovered: Fen


@answers("DEFAULTING_BIDDER")
def defaulting_bidder(
    *,
    on: date,
    deposit: Fen,
    costs: Fen,
    first_price: Fen,
    second_price: Fen,
    debt: Fen,
    related_debt: Fen = Fen(0),
    way: Way | None = None,
) -> Finding[Default]:
    """Share a defaulting buyer's deposit out.

    ``debt`` is what the debtor still owes in this case after the second sale,
    ``related_debt`` what the debtor owes in connection with the thing.
    """
    _refuse_negative(deposit, costs, first_price, second_price, debt, related_debt)
    why = Reasons(on)
    place = way or (Way.ONLINE if on >= ONLINE_SINCE else Way.OFFLINE)
    why.choose("way", place)
    online = place is Way.ONLINE
    basis = cite("ONLINE-AUCTION", 24, on=on) if online else cite("AUCTION", 22, on=on)
    difference = max(Fen(first_price - second_price), Fen(0))
    why.step(
        f"原价{first_price.yuan}元，重新拍卖{second_price.yuan}元，差价{difference.yuan}元。",
        f"First price {first_price.yuan}, second {second_price.yuan}: {difference.yuan} less.",
        basis,
        value=difference,
    )
    open_debts = (debt, related_debt) if online else (Fen(0), Fen(0))
    paid, left = _use(why, deposit, (costs, difference, *open_debts), basis)
    to_costs, to_difference, to_debt, to_related = paid
    uncovered = Fen(costs + difference - to_costs - to_difference)
    _explain_rest(why, online, left, uncovered)
    found = Default(
        to_costs,
        to_difference,
        to_debt,
        to_related,
        left if online else Fen(0),
        Fen(0) if online else left,
        uncovered,
    )
    return why.finding(
        found,
        "保证金不予退还，依次支用。" if online else f"退还原买受人{left.yuan}元。",
        "The deposit is not given back; it is used in order."
        if online
        else f"{left.yuan} yuan go back to the buyer.",
    )


def _refuse_negative(*amounts: Fen) -> None:
    if min(amounts) < 0:
        raise AuctionRefused(
            "NEGATIVE",
            message_zh="金额不得为负。",
            message_en="An amount is negative.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amounts.",
            field="deposit",
        )


_USES = (
    ("拍卖费用损失", "costs of the auction"),
    ("差价", "the difference"),
    ("本案债务", "the debt of this case"),
    ("与拍卖财产相关的债务", "debts connected with the thing"),
)


def _use(
    why: Reasons, deposit: Fen, wanted: tuple[Fen, ...], basis: Citation
) -> tuple[list[Fen], Fen]:
    """Pay the uses one after the other; give each part and what is left."""
    left, paid = deposit, list[Fen]()
    for amount, (zh, en) in zip(wanted, _USES, strict=True):
        part = min(amount, left)
        paid.append(part)
        left -= part
        if amount:
            why.step(f"用于{zh}{part.yuan}元。", f"{part.yuan} go to {en}.", basis, value=part)
    return paid, left


def _explain_rest(why: Reasons, online: bool, left: Fen, uncovered: Fen) -> None:
    general = cite("AUCTION", "22.2", on=why.on)
    if left and online:
        why.mark("doubt:rest-of-a-forfeited-deposit")
        why.step(
            f"余{left.yuan}元不退还买受人，归被执行人财产。",
            f"{left.yuan} are left; they do not go back to the buyer but belong to the debtor.",
            cite("ONLINE-AUCTION", 24, on=why.on),
            value=left,
        )
    elif left:
        why.step(f"余{left.yuan}元退还。", f"{left.yuan} are given back.", general, value=left)
    if uncovered:
        if online:
            why.mark("doubt:shortfall-of-a-defaulting-bidder-online")
        why.step(
            f"不足{uncovered.yuan}元，{'网络拍卖规定未作规定，依一般拍卖规定，' if online else ''}"
            "可以责令原买受人补交，拒不补交的强制执行。",
            f"{uncovered.yuan} are not covered; "
            f"{'the online text is silent; by the general rules ' if online else ''}"
            "the buyer may be ordered to make it up, and forced.",
            general,
            value=uncovered,
        )


def _given(
    deposit: str, costs: str, first: str, second: str, debt: str, **more: object
) -> dict[str, object]:
    amounts = {
        "deposit": deposit,
        "costs": costs,
        "first_price": first,
        "second_price": second,
        "debt": debt,
    }
    given = {name: Fen.of_yuan(yuan) for name, yuan in amounts.items()}
    return {"on": date(2021, 3, 2), **given, **more}


def _to(costs: int, difference: int, debt: int, bidder: int, uncovered: int) -> dict[str, object]:
    return {
        "to_costs": Fen(costs * 100),
        "to_difference": Fen(difference * 100),
        "to_debt": Fen(debt * 100),
        "to_bidder": Fen(bidder * 100),
        "uncovered": Fen(uncovered * 100),
    }


_OLD = {"on": date(2016, 12, 31)}

RULE = Rule(
    "DEFAULTING_BIDDER",
    BASIS,
    Days(date(2005, 1, 1)),
    defaulting_bidder,
    (
        Example(_given("100", "10", "1000", "970", "50"), _to(10, 30, 50, 0, 0)),
        Example(_given("100", "10", "1000", "970", "500"), _to(10, 30, 60, 0, 0)),
        Example(_given("100", "10", "1000", "800", "500"), _to(10, 90, 0, 0, 110)),
        Example(_given("100", "120", "1000", "1000", "500"), _to(100, 0, 0, 0, 20)),
        Example(_given("100", "10", "1000", "1200", "20"), {"to_debtor": Fen(7000)}),
        Example(
            _given("100", "10", "1000", "1200", "20", related_debt=Fen(3000)),
            {"to_related_debt": Fen(3000), "to_debtor": Fen(4000)},
        ),
        Example(_given("100", "10", "1000", "970", "50") | _OLD, _to(10, 30, 0, 60, 0)),
        Example(_given("100", "10", "1000", "970", "50", way=Way.OFFLINE), _to(10, 30, 0, 60, 0)),
        Example(_given("-1", "0", "0", "0", "0"), refusal="NEGATIVE"),
    ),
    "悔拍保证金的处理",
    "Deposit of a defaulting buyer",
    covers=("R-AUC-DEFAULT",),
)
