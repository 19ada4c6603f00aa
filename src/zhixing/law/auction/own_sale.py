"""The debtor's own sale under the court's control (自行变价).

The court may allow it at a reasonable price, within a time it sets and with the price
under its control: sixty days at most, for unlisted equity three months, there with the
consent of the applicant and other known enforcing creditors or a price that pays all.

被执行人在法院控制下自行变价的条件和期限。价格合理、价款由法院控制的，可以准许，并指定完成期限：
一般财产至迟六十日（凭记忆，待核），非上市公司股权至迟三个月。股权自行变价的，还须经申请执行人和
其他已知执行债权人同意，或者变价款足以清偿全部执行债务。期限届满日适逢休假日的，不顺延。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "33"), ("EQUITY", "10"), ("CONSIDERATE", "9"))


@dataclass(frozen=True, slots=True)
class OwnSale:
    """Say whether it may be allowed, what is missing, and the latest end."""

    allowed: bool
    missing: tuple[str, ...]
    latest_end_on: date


@answers("OWN_SALE")
def own_sale(
    *,
    on: date,
    allowed_on: date,
    is_unlisted_equity: bool,
    price_reasonable: bool,
    money_controlled: bool,
    creditors_agree: bool = False,
    price_pays_all: bool = False,
) -> Finding[OwnSale]:
    """Say whether the debtor may sell the thing, and until when at the latest."""
    why = Reasons(on)
    tests = {
        "PRICE": price_reasonable,
        "CONTROL": money_controlled,
        "CONSENT": not is_unlisted_equity or creditors_agree or price_pays_all,
    }
    missing = tuple(name for name, is_so in tests.items() if not is_so)
    code = "auction.self_sale_equity" if is_unlisted_equity else "auction.self_sale"
    limit = why.parameter(code, allowed_on)
    unit = Unit.MONTH if is_unlisted_equity else Unit.DAY
    due = period_due(on=on, start_on=allowed_on, amount=limit.whole, unit=unit, rolls=False)
    end = why.adopt(due).due_on
    why.step(
        f"自行变价至迟{end}完成" + (f"，缺少：{'、'.join(missing)}。" if missing else "。"),
        f"Done by {end} at the latest" + (f"; missing: {', '.join(missing)}." if missing else "."),
        cite("EQUITY", 10, on=on) if is_unlisted_equity else cite("EW", 33, on=on),
        value=end,
    )
    return why.finding(
        OwnSale(not missing, missing, end),
        "可以准许。" if not missing else "不予准许。",
        "It may be allowed." if not missing else "It may not be allowed.",
    )


def _given(equity: bool, **more: object) -> dict[str, object]:
    day = date(2022, 3, 1)
    return {
        "on": day,
        "allowed_on": day,
        "is_unlisted_equity": equity,
        "price_reasonable": True,
        "money_controlled": True,
        **more,
    }


RULE = Rule(
    "OWN_SALE",
    BASIS,
    Days(date(2020, 1, 2)),
    own_sale,
    (
        Example(_given(False), {"allowed": True, "latest_end_on": date(2022, 4, 30)}),
        Example(
            _given(True, creditors_agree=True),
            {"allowed": True, "latest_end_on": date(2022, 6, 1)},
        ),
        Example(_given(True), {"allowed": False, "missing": ("CONSENT",)}),
        Example(_given(True, price_pays_all=True), {"allowed": True}),
        Example(_given(False, money_controlled=False), {"missing": ("CONTROL",)}),
    ),
    "自行变价",
    "The debtor’s own sale",
    ("auction.self_sale", "auction.self_sale_equity"),
    covers=("R-SELF-SALE",),
)
