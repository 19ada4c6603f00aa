"""What is owed today (债务余额): the figure on the page of the case.

Items of the instrument, ordinary and extra interest until the day asked about, less
payments in the statutory order (the instrument’s debt first, extra interest last) and
less what was waived. A living settlement shows its own outstanding beside it; when it
fails, the original debt stands, what was paid deducted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.interest.daycount import FirstDay, LastDay
from zhixing.law.interest.debt_facts import (
    OWED_ZH,
    STATUTORY_ORDER,
    Agreement,
    Conventions,
    Debt,
    Item,
    ItemKind,
    Outstanding,
    Owed,
    Payment,
    Waiver,
)
from zhixing.law.interest.debt_fold import Fold, fold
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "264"),
    ("INTEREST", "1"),
    ("INTEREST", "3"),
    ("INTEREST", "4"),
    ("CPL-INT", "465"),
)


class DebtRefused(Refusal):
    """Say what is wrong with the facts of the debt."""


@answers("DEBT_TODAY")
def debt_today(
    *,
    on: date,
    items: tuple[Item, ...],
    payments: tuple[Payment, ...] = (),
    waivers: tuple[Waiver, ...] = (),
    excluded: tuple[Days, ...] = (),
    agreement: Agreement | None = None,
    conventions: Conventions = Conventions(),
) -> Finding[Debt]:
    """Compute what is owed at the end of a day."""
    _check(items, payments, waivers, conventions)
    why = Reasons(on)
    for name in ("first", "last", "year_days", "order"):
        why.choose(name, getattr(conventions, name))
    state = fold(items, payments, waivers, excluded, conventions, on)
    totals = _totals(items, payments, waivers, excluded, conventions, on)
    outstanding = tuple(Outstanding(kind, state.due(kind)) for kind in STATUTORY_ORDER)
    debt = Debt(
        outstanding,
        Fen(sum(o.amount for o in outstanding)),
        _agreed(agreement, payments, on),
        state.surplus,
        state.paid,
        state.waived,
        tuple(state.accruals),
        tuple(state.allocations),
        tuple(state.gaps),
        min(totals),
        max(totals),
    )
    _explain(why, items, state, debt, agreement)
    gap_zh = "（尚有期间无法计算，见各步）" if debt.gaps else ""
    gap_en = " (some days could not be computed, see the steps)" if debt.gaps else ""
    return why.finding(
        debt,
        f"截至{on}尚欠{debt.total.yuan}元{gap_zh}。",
        f"On {on} {debt.total.yuan} yuan are owed{gap_en}.",
    )


def _check(
    items: tuple[Item, ...],
    payments: tuple[Payment, ...],
    waivers: tuple[Waiver, ...],
    conventions: Conventions,
) -> None:
    if len({i.name for i in items}) != len(items) or not items:
        raise _refuse("ITEMS", "给付项目须有且名称不重复。", "Items must exist, each named once.")
    amounts = [i.amount for i in items] + [p.amount for p in payments]
    amounts += [w.amount for w in waivers if w.amount is not None]
    if any(amount < 0 for amount in amounts):
        raise _refuse("NEGATIVE", "金额不得为负。", "An amount is negative.")
    if any(i.rate is not None and i.interest_from is None for i in items):
        raise _refuse("RATE_START", "有利率的项目须有起息日。", "A rate needs its first day.")
    if sorted(conventions.order) != sorted(STATUTORY_ORDER):
        raise _refuse(
            "ORDER", "清偿顺序须包含全部四类且不重复。", "The order must hold all kinds once."
        )


def _refuse(code: str, zh: str, en: str) -> DebtRefused:
    return DebtRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请按生效法律文书核对。",
        remedy_en="Check against the instrument.",
        field="items",
    )


def _totals(
    items: tuple[Item, ...],
    payments: tuple[Payment, ...],
    waivers: tuple[Waiver, ...],
    excluded: tuple[Days, ...],
    conventions: Conventions,
    on: date,
) -> list[Fen]:
    """Give the total under each convention of counting days."""
    totals = []
    for first in FirstDay:
        for last in LastDay:
            variant = replace(conventions, first=first, last=last)
            state = fold(items, payments, waivers, excluded, variant, on)
            totals.append(Fen(sum(state.due(kind) for kind in STATUTORY_ORDER)))
    return totals


def _agreed(agreement: Agreement | None, payments: tuple[Payment, ...], on: date) -> Fen | None:
    if agreement is None or agreement.on > on:
        return None
    if agreement.resumed_on is not None and agreement.resumed_on <= on:
        return None
    paid = sum(p.amount for p in payments if agreement.on <= p.on <= on)
    return max(agreement.total - paid, Fen(0))


def _explain(
    why: Reasons, items: tuple[Item, ...], state: Fold, debt: Debt, agreement: Agreement | None
) -> None:
    for item in items:
        why.step(
            f"“{item.name}”{item.amount.yuan}元，履行期间至{item.due_on}"
            + ("，计加倍利息。" if item.bears_extra else "，不计加倍利息。"),
            f"{item.name}: {item.amount.yuan} yuan, to be performed by {item.due_on}, "
            + ("bears extra interest." if item.bears_extra else "without extra interest."),
            cite("INTEREST", "1.3", version="2014"),
            value=item.amount,
        )
    for row in debt.accruals:
        why.step(
            f"{row.days.start}至{row.days.last}“{row.item}”{OWED_ZH[row.kind]}："
            f"基数{row.base.yuan}元，{len(row.days)}日，{row.amount.yuan}元。",
            f"{row.days.start} to {row.days.last}, {row.item}, {row.kind.value.lower()}: "
            f"base {row.base.yuan}, {len(row.days)} days, {row.amount.yuan} yuan.",
            cite("INTEREST", 3, version="2014"),
            value=row.exact,
        )
    for part in debt.allocations:
        why.step(
            f"“{part.payment}”清偿“{part.item}”{OWED_ZH[part.kind]}{part.amount.yuan}元。",
            f"{part.payment} pays {part.amount.yuan} of {part.item}, {part.kind.value.lower()}.",
            cite("INTEREST", 4, version="2014"),
            value=part.amount,
        )
    for gap in debt.gaps:
        why.mark("gap:before-2014-08-01")
        why.step(
            f"{gap.days.start}至{gap.days.last}未计：{gap.missing_zh}。",
            f"{gap.days.start} to {gap.days.last} not computed: {gap.missing_en}.",
            cite("INTEREST", 7, version="2014"),
        )
    if state.surplus:
        why.step(
            f"超出应付{state.surplus.yuan}元，应退还。",
            f"{state.surplus.yuan} yuan are above what is owed and go back.",
            value=state.surplus,
        )
    if agreement is not None:
        _explain_agreement(why, agreement, debt)


def _explain_agreement(why: Reasons, agreement: Agreement, debt: Debt) -> None:
    basis = find_citation("CPL", 241, on=why.on)
    if debt.agreed_outstanding is None:
        why.step(
            "和解协议已恢复执行原文书（或尚未达成），以原债务为准，已付部分扣除。",
            "The original instrument is enforced again, payments deducted.",
            basis,
        )
        return
    why.step(
        f"和解协议约定{agreement.total.yuan}元，尚余{debt.agreed_outstanding.yuan}元。",
        f"The settlement of {agreement.total.yuan} leaves {debt.agreed_outstanding.yuan} yuan.",
        basis,
        value=debt.agreed_outstanding,
    )


def _item(name: str, kind: ItemKind, yuan: str, due: str, **more: object) -> Item:
    return Item(name, kind, Fen.of_yuan(yuan), date.fromisoformat(due), **more)  # type: ignore[arg-type]


def _given(on: str, *items: Item, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "items": items, **more}


_LOAN = _item("借款本金", ItemKind.PRINCIPAL, "100000", "2018-03-30")
_FEE = _item("案件受理费", ItemKind.CASE_FEE, "1150", "2018-03-30")
_RATED = _item(
    "借款本金",
    ItemKind.PRINCIPAL,
    "100000",
    "2018-03-30",
    rate=Decimal("6"),
    interest_from=date(2018, 3, 30),
)
_HALF = Payment("第一次划拨", date(2018, 4, 29), Fen.of_yuan("51150"))

RULE = Rule(
    "DEBT_TODAY",
    BASIS,
    Days(date(2008, 4, 1)),
    debt_today,
    (
        Example(
            _given("2018-06-29", _LOAN, _FEE),
            {"total": Fen.of_yuan("102742.50"), "low": Fen(10272500), "high": Fen(10276000)},
            note="本金＋受理费＋91日加倍利息1592.50元",
        ),
        Example(
            _given("2018-06-29", _LOAN, _FEE, payments=(_HALF,)),
            {"total": Fen.of_yuan("51058.75"), "surplus": Fen(0)},
            note="先还费用、本金，加倍利息30日525元＋61日533.75元",
        ),
        Example(
            _given("2018-06-29", _RATED),
            {"total": Fen.of_yuan("103088.39")},
            note="一般利息91日1495.89元＋加倍利息1592.50元",
        ),
        Example(
            _given(
                "2018-06-29",
                _LOAN,
                payments=(Payment("全部履行", date(2018, 3, 20), Fen.of_yuan("100001")),),
            ),
            {"total": Fen(0), "surplus": Fen(100)},
        ),
        Example(
            _given("2018-06-29", _LOAN, waivers=(Waiver(date(2018, 6, 29), Owed.EXTRA_INTEREST),)),
            {"total": Fen.of_yuan("100000"), "waived": Fen(159250)},
        ),
        Example(
            _given(
                "2018-06-29",
                _LOAN,
                payments=(_HALF,),
                agreement=Agreement(date(2018, 4, 1), Fen.of_yuan("90000")),
            ),
            {"agreed_outstanding": Fen.of_yuan("38850")},
        ),
        Example(
            _given(
                "2018-06-29",
                _LOAN,
                agreement=Agreement(date(2018, 4, 1), Fen.of_yuan("90000"), date(2018, 6, 1)),
            ),
            {"agreed_outstanding": None, "total": Fen.of_yuan("101592.50")},
            note="恢复执行原文书 resumed",
        ),
        Example(_given("2018-06-29"), refusal="ITEMS"),
    ),
    "债务余额",
    "What is owed today",
    ("interest.extra_rate",),
)
