"""The enforcement fee still to be taken, for which property may be controlled (待收执行申请费).

Controls may cover the claim and the costs of enforcement. The fee is such a cost, is not prepaid
and is taken after enforcement, so it is reckoned beforehand on what came in and what is still
to come in, less what was taken. The fee itself is no part of the amount enforced.

控制财产以足以清偿债权和执行费用为限。执行申请费属于执行费用，不预交，执行后交纳，
因此按已经到位和尚待执行的金额合计预先算出，减去已经收取的部分，就是还应当控制的数额。
执行申请费本身不计入执行金额。当事人达成执行和解的，由谁负担由双方协商，协商不成的由法院决定；
和解协议履行完毕以前，仍按原生效法律文书计算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.fees.execution_fee import FeeBase, execution_fee, refuse_negative_amount
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "19"), ("FEES", "14"), ("FEES", "20"), ("FEES", "38"))


@dataclass(frozen=True, slots=True)
class FeeToCome:
    """Hold on what the fee will be taken and what of it is settled: taken, or at hand for it."""

    amount: Fen
    settled: Fen = ZERO
    base: FeeBase = FeeBase.RECEIVED


@answers("EXECUTION_FEE_OPEN")
def execution_fee_open(*, on: date, fee: FeeToCome) -> Finding[Fen]:
    """Find how much of the enforcement fee is still to come out of the debtor's property."""
    refuse_negative_amount(fee.amount)
    refuse_negative_amount(fee.settled)
    why = Reasons(on)
    if not fee.amount:
        why.step(
            "没有执行金额，不预先计入执行申请费。",
            "There is no amount to enforce: no fee is reckoned beforehand.",
            cite("FEES", 14, on=on),
        )
        return why.finding(ZERO, "没有执行金额，不计执行申请费。", "No amount, no fee.")
    whole = why.adopt(execution_fee(on=on, amount=fee.amount, base=fee.base))
    left = Fen(max(0, whole - fee.settled))
    why.step(
        f"执行申请费执行后交纳：{whole.yuan}元，已收取或者已有款项可供收取{fee.settled.yuan}元，"
        f"尚待收取{left.yuan}元。",
        f"Paid after enforcement: {whole.yuan} yuan, of which {fee.settled.yuan} is taken or at "
        f"hand; {left.yuan} is still to be taken.",
        cite("FEES", 20, on=on),
        value=left,
    )
    return why.finding(
        left,
        f"尚待收取执行申请费{left.yuan}元，计入控制限额。",
        f"{left.yuan} yuan of the fee is still to be taken and counts for the limit.",
    )


def _given(amount: str, settled: str = "0", base: FeeBase = FeeBase.RECEIVED) -> dict[str, object]:
    return {
        "on": date(2018, 6, 29),
        "fee": FeeToCome(Fen.of_yuan(amount), Fen.of_yuan(settled), base),
    }


RULE = Rule(
    "EXECUTION_FEE_OPEN",
    BASIS,
    Days(date(2007, 4, 1)),
    execution_fee_open,
    (
        Example(_given("68730.87"), Fen.of_yuan("930.96"), note="50＋58730.87×1.5%"),
        Example(_given("68730.87", "50"), Fen.of_yuan("880.96"), note="已收五十元 50 was taken"),
        Example(_given("68730.87", "930.96"), Fen(0)),
        Example(_given("68730.87", "930.97"), Fen(0), note="不得为负 never less than nothing"),
        Example(_given("0"), Fen(0), note="没有执行金额 no amount"),
        Example(_given("0.01"), Fen.of_yuan("50")),
        Example(_given("10001", base=FeeBase.APPLIED_FOR), Fen.of_yuan("50.02")),
        Example(_given("1", "-1"), refusal="NEGATIVE"),
    ),
    "待收执行申请费",
    "Enforcement fee still to be taken",
    covers=("R-FEE", "R-SZ-EXCESS"),
)
