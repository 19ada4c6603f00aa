"""How many listed shares to freeze for a claim (冻结上市公司股票的数量).

Claim and costs divided by the last closing price; the margin for falling prices is at
most a fifth, and none before a text allowed it. A share cannot be divided, so the number is
rounded up.

为一项债权冻结上市公司股票的数量：债权加执行费用，除以前一交易日的收盘价。
为防止股价下跌可以多冻结，但至多五分之一；2020年1月2日以前没有可以多冻结的依据，不得多冻结。
股票不能分割，因此数量向上取整。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.limit import ExcessRefused

BASIS = (("SEIZURE", "19"), ("CONSIDERATE", "7"))
MARGIN_SINCE = date(2020, 1, 2)


@dataclass(frozen=True, slots=True)
class Shares:
    """Hold the number that covers the claim and the most that may be frozen."""

    needed: int
    most: int


@answers("SHARES_TO_FREEZE")
def shares_to_freeze(
    *, on: date, claim: Fen, costs: Fen, closing_price: Fen, proposed: int | None = None
) -> Finding[Shares]:
    """Find how many shares cover claim and costs at the last closing price."""
    if closing_price <= 0 or claim < 0 or costs < 0:
        raise _refused("NOT_POSITIVE", "收盘价应为正数，金额不得为负。", "Check price and amounts.")
    why = Reasons(on)
    exact = Fraction(claim + costs, closing_price)
    needed = ceil(exact)
    margin = why.parameter("seizure.share_margin").number if on >= MARGIN_SINCE else Fraction(0)
    most = max(needed, floor(exact * (1 + margin)))
    why.step(
        f"（{claim.yuan}＋{costs.yuan}）÷{closing_price.yuan}，需{needed}股，至多{most}股。",
        f"({claim.yuan} + {costs.yuan}) ÷ {closing_price.yuan}: {needed} shares, at most {most}.",
        cite("SEIZURE", 19, on=on),
        value=most,
    )
    if proposed is not None and proposed > most:
        raise _refused(
            "ABOVE_LIMIT",
            f"拟冻结{proposed}股，超过{most}股。",
            f"{proposed} shares are more than {most}.",
        )
    return why.finding(
        Shares(needed, most), f"冻结{needed}至{most}股。", f"Freeze {needed} to {most} shares."
    )


def _refused(code: str, zh: str, en: str) -> ExcessRefused:
    return ExcessRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请按债权额、费用和前一交易日收盘价重新计算。",
        remedy_en="Compute again from claim, costs and the last closing price.",
        field="proposed" if code == "ABOVE_LIMIT" else "closing_price",
    )


def _given(
    claim: str, price: str, proposed: int | None = None, on: date = date(2021, 6, 1)
) -> dict[str, object]:
    return {
        "on": on,
        "claim": Fen.of_yuan(claim),
        "costs": Fen(0),
        "closing_price": Fen.of_yuan(price),
        "proposed": proposed,
    }


RULE = Rule(
    "SHARES_TO_FREEZE",
    BASIS,
    Days(date(2005, 1, 1)),
    shares_to_freeze,
    (
        Example(_given("100000", "10"), Shares(10_000, 12_000)),
        Example(_given("100000", "10", 12_000), Shares(10_000, 12_000)),
        Example(_given("100000", "10", 12_001), refusal="ABOVE_LIMIT"),
        Example(_given("100.01", "10"), Shares(11, 12)),
        Example(_given("1", "1800"), Shares(1, 1)),
        Example(_given("100000", "10", on=date(2020, 1, 2)), Shares(10_000, 12_000)),
        Example(_given("100000", "10", on=date(2020, 1, 1)), Shares(10_000, 10_000)),
        Example(_given("100000", "10", 10_001, date(2020, 1, 1)), refusal="ABOVE_LIMIT"),
        Example(_given("1", "0"), refusal="NOT_POSITIVE"),
    ),
    "冻结股票数量",
    "Shares to freeze",
    ("seizure.share_margin",),
    covers=("R-SZ-EXCESS",),
)
