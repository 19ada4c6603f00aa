"""The fee for preservation (保全申请费): bands on the property preserved, 5,000 yuan at most.

Up to 1,000 yuan, or where no amount is at stake, 30 yuan; 1 % on the part to 100,000 and
0.5 % above. The applicant advances and bears it and may claim it in the suit.

保全申请费的计算、负担和上限。按实际保全的财产数额：一千元以下或者不涉及数额的，三十元；
超过一千元至十万元的部分，百分之一；超过十万元的部分，百分之零点五；合计最多五千元。
由申请人预交并负担，提起诉讼的，可以列入诉讼请求向对方主张。
"""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.fees.bands import on_bands
from zhixing.law.fees.execution_fee import refuse_negative_amount
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("FEES", "14"), ("FEES", "20"), ("FEES", "38"))
BANDS: Final = (
    (1_000, 100_000, "fee.preservation.to_100000"),
    (100_000, None, "fee.preservation.above_100000"),
)


@answers("PRESERVATION_FEE")
def preservation_fee(*, on: date, amount: Fen | None) -> Finding[Fen]:
    """Compute the fee on the property actually preserved; None where it has no amount."""
    refuse_negative_amount(amount)
    why = Reasons(on)
    base = Fen.of_yuan(why.parameter("fee.preservation.base").whole)
    total = Fen.rounded(int(base) + on_bands(why, amount or Fen(0), BANDS))
    most = Fen.of_yuan(why.parameter("fee.preservation.most").whole)
    fee = min(total, most)
    if total > most:
        why.step(
            f"分段累计{total.yuan}元，超过上限，按{most.yuan}元交纳。",
            f"The bands add up to {total.yuan} yuan; the fee stops at {most.yuan}.",
            cite("FEES", 14, on=on),
            value=fee,
        )
    why.step(
        "由申请人预交并负担；提起诉讼的，可以列入诉讼请求。",
        "Advanced and borne by the applicant, who may claim it in the suit.",
        cite("FEES", 38, on=on),
    )
    return why.finding(fee, f"保全申请费{fee.yuan}元。", f"The fee is {fee.yuan} yuan.")


def _example(yuan: str | None, fee: str) -> Example:
    amount = None if yuan is None else Fen.of_yuan(yuan)
    return Example({"on": date(2018, 6, 29), "amount": amount}, Fen.of_yuan(fee))


RULE = Rule(
    "PRESERVATION_FEE",
    BASIS,
    Days(date(2007, 4, 1)),
    preservation_fee,
    (
        _example(None, "30"),
        _example("0", "30"),
        _example("1000", "30"),
        _example("1001", "30.01"),
        _example("100000", "1020"),
        _example("100200", "1021"),
        _example("895999", "5000"),
        _example("895998", "4999.99"),
        _example("896000", "5000"),
        _example("896001", "5000"),
        _example("50000000", "5000"),
        Example({"on": date(2018, 6, 29), "amount": Fen(-1)}, refusal="NEGATIVE"),
        Example({"on": date(2007, 3, 31), "amount": Fen(1)}, refusal="PARAMETER_MISSING"),
    ),
    "保全申请费",
    "Preservation fee",
    ("fee.preservation.base", *(name for _, _, name in BANDS), "fee.preservation.most"),
    covers=("R-PRESERVE-FEE",),
)
