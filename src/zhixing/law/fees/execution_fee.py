"""The enforcement fee (执行申请费): bands on the amount enforced, borne by the debtor.

Up to 10,000 yuan: 50; then 1.5 %, 1 %, 0.5 % and 0.1 % on the parts up to 500,000, five
million, ten million and above. Not prepaid; collected after enforcement.

The text speaks of the amount enforced (执行金额) and does not say whether that is what was
applied for or what came in. Courts that collect after enforcement take it on what came in;
that is practice, so the base is an option, named in the finding and marked as in doubt.

执行申请费按执行金额分段累计，由被执行人负担。执行金额不超过一万元的，五十元；超过一万元至五十万
元的部分，百分之一点五；超过五十万元至五百万元的部分，百分之一；超过五百万元至一千万元的部分，
百分之零点五；超过一千万元的部分，百分之零点一。不预交，执行后收取。条文所称执行金额，
未明确是申请执行金额还是实际到位金额；执行后收费的法院一般按到位金额收取，此为惯例，故作为选项，
在结论中写明并标为存疑。
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.fees.bands import on_bands
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("FEES", "14"), ("FEES", "20"), ("FEES", "38"))
BANDS: Final = (
    (10_000, 500_000, "fee.execution.to_500000"),
    (500_000, 5_000_000, "fee.execution.to_5000000"),
    (5_000_000, 10_000_000, "fee.execution.to_10000000"),
    (10_000_000, None, "fee.execution.above_10000000"),
)


class FeeBase(StrEnum):
    """Name what the amount enforced is taken to be."""

    RECEIVED = "RECEIVED"
    APPLIED_FOR = "APPLIED_FOR"


_BASES: Final = {
    FeeBase.RECEIVED: ("实际执行到位金额", "what was received by enforcement"),
    FeeBase.APPLIED_FOR: ("申请执行金额", "what was applied for"),
}


class FeeRefused(Refusal):
    """Say why no fee can be computed."""


def refuse_negative_amount(amount: Fen | None) -> None:
    """Refuse an amount of less than nothing.

    :raises FeeRefused: the amount is negative.
    """
    if amount is not None and amount < 0:
        raise FeeRefused(
            "NEGATIVE",
            message_zh="金额不得为负。",
            message_en="The amount is negative.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amount.",
            field="amount",
        )


@answers("EXECUTION_FEE")
def execution_fee(*, on: date, amount: Fen, base: FeeBase = FeeBase.RECEIVED) -> Finding[Fen]:
    """Compute the fee on the amount enforced; ``base`` says what that amount is."""
    refuse_negative_amount(amount)
    why = Reasons(on)
    why.choose("fee_base", base)
    why.mark("doubt:fee-base")
    name_zh, name_en = _BASES[base]
    least = Fen.of_yuan(why.parameter("fee.execution.base").whole)
    why.step(
        f"以{name_zh}{amount.yuan}元为执行金额；条文未明确执行金额的含义，此为惯例，可由各院选定。",
        f"The amount enforced is {name_en}: {amount.yuan} yuan. The text does not say which is "
        "meant; this is practice, for each court to choose.",
        cite("FEES", "14.1", on=on),
        value=amount,
    )
    fee = Fen.rounded(int(least) + on_bands(why, amount, BANDS))
    why.step(
        "由被执行人负担，执行后交纳。",
        "Borne by the debtor, paid after enforcement.",
        cite("FEES", 38, on=on),
    )
    return why.finding(fee, f"执行申请费{fee.yuan}元。", f"The fee is {fee.yuan} yuan.")


def _example(yuan: str, fee: str) -> Example:
    return Example({"on": date(2018, 6, 29), "amount": Fen.of_yuan(yuan)}, Fen.of_yuan(fee))


RULE = Rule(
    "EXECUTION_FEE",
    BASIS,
    Days(date(2007, 4, 1)),
    execution_fee,
    (
        _example("0", "50"),
        _example("10000", "50"),
        _example("10001", "50.02"),
        _example("500000", "7400"),
        _example("500100", "7401"),
        _example("5000000", "52400"),
        _example("10000000", "77400"),
        _example("20000000", "87400"),
        Example(
            {
                "on": date(2018, 6, 29),
                "amount": Fen.of_yuan("10001"),
                "base": FeeBase.APPLIED_FOR,
            },
            Fen.of_yuan("50.02"),
            note="按申请执行金额 on what was applied for",
        ),
        Example({"on": date(2018, 6, 29), "amount": Fen(-1)}, refusal="NEGATIVE"),
        Example({"on": date(2007, 3, 31), "amount": Fen(1)}, refusal="PARAMETER_MISSING"),
    ),
    "执行申请费",
    "Enforcement fee",
    ("fee.execution.base", *(name for _, _, name in BANDS)),
    covers=("R-FEE",),
)
