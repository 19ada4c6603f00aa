"""What is owed today (债务余额): the figure on the page of the case.

Items of the instrument, ordinary interest by its method, and interest for delay under the
text of each day: twice the bank loan rate until 31 July 2014, 0.0175 % a day since. Less
payments in their order and less what was waived. A living settlement shows its own
outstanding beside it; when it fails, the original debt stands, what was paid deducted.

计算某日尚欠的债务总额，即案件页面显示的数额：生效法律文书确定的各给付项目，
加上按文书确定的方法计算的一般债务利息，再加上迟延履行利息；
减去按清偿顺序抵充的已付款和申请执行人放弃的数额。迟延履行利息按每日当时的规定计算：
2014年7月31日以前为同期银行贷款利率的两倍，其后为日万分之一点七五。和解协议仍在履行的，
同时列出协议项下的余额；和解未能履行的，恢复按原文书计算，已付的款项予以扣除。
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.interest.debt_accruals import Told, tell
from zhixing.law.interest.debt_facts import (
    STATUTORY_ORDER,
    Agreement,
    Allocation,
    Conventions,
    Debt,
    Item,
    ItemKind,
    Outstanding,
    Owed,
    Payment,
    PaymentKind,
    Stay,
    StayReason,
    Waiver,
)
from zhixing.law.interest.debt_fold import Fold
from zhixing.law.interest.debt_steps import explain
from zhixing.law.interest.reckoning import Reckoning, prepare
from zhixing.law.interest.terms import RateKind, Terms
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "264"),
    ("INTEREST", "1"),
    ("INTEREST", "2"),
    ("INTEREST", "3"),
    ("INTEREST", "4"),
    ("INTEREST", "7"),
    ("INTEREST-REPLY", "1"),
    ("INTEREST-REPLY", "2"),
    ("CPL-OPINION", "294"),
    ("CPL-INT", "465"),
)


class DebtRefused(Refusal):
    """Say what is wrong with the facts of the debt."""


@answers("DEBT_TODAY", version="2")
def debt_today(
    *,
    on: date,
    items: tuple[Item, ...],
    payments: tuple[Payment, ...] = (),
    waivers: tuple[Waiver, ...] = (),
    excluded: tuple[Days, ...] = (),
    agreement: Agreement | None = None,
    conventions: Conventions = Conventions(),
    stays: tuple[Stay, ...] = (),
    is_foreign: bool = False,
    is_restitution: bool = False,
) -> Finding[Debt]:
    """Compute what is owed at the end of a day.

    ``excluded`` days were found not to count; ``stays`` come with their reason, and the
    rule decides. ``is_foreign`` debts have no benchmark before August 2014. In restitution
    (执行回转) the former applicant owes what he received, under the same rules.
    """
    check_facts(items, payments, waivers, conventions)
    asked = prepare(
        items=items,
        payments=payments,
        waivers=waivers,
        excluded=excluded,
        stays=stays,
        conventions=conventions,
        on=on,
        is_foreign=is_foreign,
    )
    state = asked.fold(conventions)
    told = tell(state, on)
    debt = _debt(asked, state, told, _agreed(agreement, payments, on))
    why = Reasons(on)
    if is_restitution:
        why.step(
            "执行回转：原申请执行人迟延返还金钱的，同样计算加倍部分债务利息。",
            "Restitution: a former applicant late in giving money back owes extra interest too.",
            cite("INTEREST", 6, version="2014"),
        )
    if is_foreign:
        why.step(
            "外币债务以该种外币按日万分之一点七五计算。",
            "A foreign-currency debt bears 0.0175 % a day in that currency.",
            cite("INTEREST", "5.1", version="2014"),
        )
    explain(why, asked, debt, told, agreement, stays)
    return _conclude(why, debt)


def _debt(asked: Reckoning, state: Fold, told: Told, agreed: Fen | None) -> Debt:
    figures = asked.figures(state)
    lowest, highest = asked.extremes(figures, asked.telling())
    day = asked.on.toordinal()
    return Debt(
        outstanding=tuple(Outstanding(k, Fen(state.due(k, day))) for k in STATUTORY_ORDER),
        total=figures.total,
        agreed_outstanding=agreed,
        surplus=Fen(state.surplus),
        paid=Fen(state.paid),
        waived=Fen(state.waived),
        accruals=told.accruals,
        allocations=tuple(state.allocations),
        gaps=told.gaps,
        low=lowest.total,
        high=highest.total,
        extra_interest=figures.extra_interest,
        ordinary_interest=figures.ordinary_interest,
        lowest=lowest,
        highest=highest,
    )


def _conclude(why: Reasons, debt: Debt) -> Finding[Debt]:
    gap_zh = "（尚有期间无法计算，见各步）" if debt.gaps else ""
    gap_en = " (some days could not be computed, see the steps)" if debt.gaps else ""
    doubt_zh = doubt_en = ""
    if debt.low < debt.high:
        doubt_zh = f"各种口径下为{debt.low.yuan}元至{debt.high.yuan}元。"
        doubt_en = f" The lawful conventions give {debt.low.yuan} to {debt.high.yuan}."
    return why.finding(
        debt,
        f"截至{why.on}尚欠{debt.total.yuan}元{gap_zh}。{doubt_zh}",
        f"On {why.on} {debt.total.yuan} yuan are owed{gap_en}.{doubt_en}",
    )


def check_facts(
    items: tuple[Item, ...],
    payments: tuple[Payment, ...],
    waivers: tuple[Waiver, ...],
    conventions: Conventions,
) -> None:
    """Refuse facts that make no debt.

    :raises DebtRefused: they do not.
    """
    if len({i.name for i in items}) != len(items) or not items:
        raise _refuse("ITEMS", "给付项目须有且名称不重复。", "Items must exist, each named once.")
    amounts = [i.amount for i in items] + [p.amount for p in payments]
    amounts += [w.amount for w in waivers if w.amount is not None]
    if any(amount < 0 for amount in amounts):
        raise _refuse("NEGATIVE", "金额不得为负。", "An amount is negative.")
    if any(i.rate is not None and i.interest_from is None for i in items if i.terms is None):
        raise _refuse("RATE_START", "有利率的项目须有起息日。", "A rate needs its first day.")
    for terms in (i.method for i in items):
        if terms and (terms.multiple < 0 or (terms.rate or 0) < 0):
            raise _refuse("RATE_NEGATIVE", "利率不得为负。", "A rate is negative.")
        if terms and terms.kind is RateKind.FIXED and terms.rate is None:
            raise _refuse("RATE_MISSING", "固定利率须有数值。", "A fixed rate needs its number.")
    check_order(conventions)


def check_order(conventions: Conventions) -> None:
    """Refuse an order of payment that leaves a kind out.

    :raises DebtRefused: it does.
    """
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


def _agreed(agreement: Agreement | None, payments: tuple[Payment, ...], on: date) -> Fen | None:
    if agreement is None or agreement.on > on:
        return None
    if agreement.resumed_on is not None and agreement.resumed_on <= on:
        return None
    paid = sum(p.amount for p in payments if agreement.on <= p.counts_on <= on)
    return max(agreement.total - paid, Fen(0))


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
_OLD = _item("借款本金", ItemKind.PRINCIPAL, "100000", "2012-07-31")
_STRADDLING = _item("借款本金", ItemKind.PRINCIPAL, "100000", "2014-07-21")
_FIFTY = Fen.of_yuan("50000")
_HALF = Payment("第一次划拨", date(2018, 4, 29), Fen.of_yuan("51150"))

RULE = Rule(
    "DEBT_TODAY",
    BASIS,
    Days(date(2008, 4, 1)),
    debt_today,
    (
        Example(
            _given("2018-06-29", _LOAN, _FEE),
            {"total": Fen.of_yuan("102742.50"), "low": Fen(10272500), "high": Fen(10277852)},
            note="本金＋受理费＋91日加倍利息1592.50元；高值计92日，受理费计入基数18.52元",
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
        Example(
            _given("2012-10-29", _OLD, payments=(Payment("一", date(2012, 10, 29), _FIFTY),)),
            {
                "total": Fen.of_yuan("52800"),
                "extra_interest": Fen.of_yuan("2800"),
                "allocations": (
                    Allocation("一", "借款本金", Owed.EXTRA_INTEREST, Fen(136187)),
                    Allocation("一", "借款本金", Owed.PRINCIPAL, Fen(4863813)),
                ),
            },
            note="并还：50000÷(1＋5.60%×2×90÷360)＝48638.13元本金",
        ),
        Example(
            _given("2014-07-31", _STRADDLING),
            {"extra_interest": Fen(31111)},
            note="旧规定最后一日 last day of the older rule: 10×5.60%×2÷360",
        ),
        Example(
            _given("2014-08-01", _STRADDLING),
            {"extra_interest": Fen(32861)},
            note="新规定第一日 first day of the present rule: 17.50元",
        ),
        Example(
            _given("2009-05-17", _item("货款", ItemKind.PRINCIPAL, "100000", "2009-05-07")),
            {"extra_interest": Fen(27000)},
            note="1992年意见第294条 4.86%×2÷360×10",
        ),
        Example(
            _given("2009-05-18", _item("货款", ItemKind.PRINCIPAL, "100000", "2009-05-07")),
            {"extra_interest": Fen(29700)},
            note="2009年批复施行 the reply of 2009 takes effect",
        ),
        Example(
            _given(
                "2018-06-29",
                _LOAN,
                stays=(
                    Stay(Days(date(2018, 5, 1), date(2018, 6, 1)), StayReason.RETRIAL),
                    Stay(Days(date(2018, 6, 1), date(2018, 6, 11)), StayReason.SETTLEMENT),
                ),
            ),
            {"extra_interest": Fen.of_yuan("1050")},
            note="再审中止31日扣除，和解10日不扣",
        ),
        Example(
            _given(
                "2018-06-29",
                _LOAN,
                payments=(
                    Payment(
                        "拍卖款",
                        date(2018, 4, 9),
                        Fen.of_yuan("100000"),
                        PaymentKind.AUCTION,
                        date(2018, 4, 29),
                    ),
                ),
            ),
            {"total": Fen.of_yuan("525")},
            note="计至裁定送达生效之日30日 counted to the day the ruling is served",
        ),
        Example(
            _given(
                "2020-09-30",
                _item(
                    "货款",
                    ItemKind.PRINCIPAL,
                    "365000",
                    "2030-01-01",
                    terms=Terms(RateKind.BENCHMARK, date(2019, 8, 10)),
                ),
            ),
            {"ordinary_interest": Fen(1683800)},
            note="同期贷款利率：10日基准4.35%，其后一年期LPR",
        ),
        Example(
            _given("2018-06-29", _LOAN, is_restitution=True),
            {"extra_interest": Fen(159250)},
            note="执行回转 restitution",
        ),
        Example(
            _given("2014-08-10", _STRADDLING, is_foreign=True),
            {"extra_interest": Fen(17500)},
            note="外币债务2014年8月1日前缺外币贷款利率 the days before are a gap",
        ),
        Example(_given("2018-06-29"), refusal="ITEMS"),
    ),
    "债务余额",
    "What is owed today",
    ("interest.extra_rate", "interest.old_multiplier"),
    version="2",
    covers=(
        "R-INT-COMP",
        "R-INT-FORMULA",
        "R-INT-START",
        "R-INT-END",
        "R-INT-EXCLUDE",
        "R-INT-ORDER",
        "R-INT-TRANSITION",
        "R-INT-DAYCOUNT",
        "R-INT-BASE-CHANGE",
        "R-INT-OLD",
        "R-INT-FX",
        "R-INT-RETURN",
        "R-RATE-SWITCH",
    ),
)
