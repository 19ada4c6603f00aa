"""Many debts in columns: sixteen numbers for a debt, two for a payment.

The columns hold a debt of one principal (damages, a penalty), beside it at most one fee and
one sum of interest, all due on or after 1 August 2014. Every other debt is kept as it was
given and goes through the rule itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days, merge
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.debt import check_facts
from zhixing.law.interest.debt_facts import (
    FEE_KINDS,
    NOT_COUNTED,
    Conventions,
    Item,
    ItemKind,
    Payment,
    Stay,
    Waiver,
)
from zhixing.law.interest.delay import NEW
from zhixing.law.interest.meter import FAR
from zhixing.law.interest.terms import RateKind, Terms, published

MOST: Final = 10**15
"""The largest amount in a column, in fen: ten million million yuan. Interest for delay on it
until the year 9999 (0.000175 a day, 3,652,059 days) stays below a tenth of 2**63."""
BEARING: Final = (ItemKind.PRINCIPAL, ItemKind.DAMAGES, ItemKind.PENALTY)
KINDS: Final = tuple(ItemKind)
NO_PERIOD, FEE_NO_PERIOD = 1, 2
Rests = tuple[tuple[int, int], ...]


class PortfolioRefused(Refusal):
    """Say which debt of a portfolio is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold one debt as ``debt_today`` asks for it, but for the day and the conventions."""

    items: tuple[Item, ...]
    payments: tuple[Payment, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    excluded: tuple[Days, ...] = ()
    stays: tuple[Stay, ...] = ()
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one debt as the columns do; days are ordinals, amounts fen.

    ``awarded`` is a sum of interest the instrument fixed. ``payments`` are (day on which it
    counts, amount). ``rests`` are days that bear no interest for delay, the end not included,
    merged and in order.
    """

    amount: int
    due: int
    payments: tuple[tuple[int, int], ...] = ()
    terms: Terms | None = None
    fee: int = 0
    fee_due: int = 0
    awarded: int = 0
    rests: Rests = ()
    kind: ItemKind = ItemKind.PRINCIPAL
    fee_kind: ItemKind = ItemKind.CASE_FEE
    no_period: int = 0


def _numbers(code: str) -> Callable[[], array[int]]:
    return lambda: array(code)


@dataclass(slots=True)
class Portfolio:
    """Keep many debts in columns, and beside them those of another shape."""

    amount: array[int] = field(default_factory=_numbers("q"))
    due: array[int] = field(default_factory=_numbers("i"))
    kind: array[int] = field(default_factory=_numbers("b"))
    no_period: array[int] = field(default_factory=_numbers("b"))
    fee: array[int] = field(default_factory=_numbers("q"))
    fee_due: array[int] = field(default_factory=_numbers("i"))
    fee_kind: array[int] = field(default_factory=_numbers("b"))
    awarded: array[int] = field(default_factory=_numbers("q"))
    method: array[int] = field(default_factory=_numbers("i"))
    since: array[int] = field(default_factory=_numbers("i"))
    rests: array[int] = field(default_factory=_numbers("i"))
    begins: array[int] = field(default_factory=lambda: array("q", (0,)))
    paid_on: array[int] = field(default_factory=_numbers("i"))
    paid: array[int] = field(default_factory=_numbers("q"))
    methods: list[Terms | None] = field(default_factory=lambda: [None])
    rest_sets: list[Rests] = field(default_factory=lambda: [()])
    others: dict[int, Facts] = field(default_factory=dict)
    """The debts of another shape, by their number."""
    _methods: dict[Terms, int] = field(default_factory=dict)
    _rests: dict[Rests, int] = field(default_factory=lambda: {(): 0})

    def __len__(self) -> int:
        return len(self.amount)

    def add(self, facts: Facts) -> int:
        """Add a debt of any shape, and give its number.

        :raises PortfolioRefused: the facts make no debt; the debt and the field are named.
        """
        number = len(self)
        try:
            check_facts(facts.items, facts.payments, facts.waivers, Conventions())
            _look_up(facts)
        except Refusal as told:
            raise _refuse(told.code, number, "items", told.message_zh, told.message_en) from None
        row = row_of(facts)
        if row is None:
            self.others[number] = facts
        return self.append(row or Row(0, NEW))

    def append(self, row: Row) -> int:
        """Add a debt in the shape of the columns, and give its number.

        :raises PortfolioRefused: an amount or a day lies outside what a column holds.
        """
        number = len(self)
        self._check(number, row)
        self.amount.append(row.amount)
        self.due.append(row.due)
        self.kind.append(KINDS.index(row.kind))
        self.no_period.append(row.no_period)
        self.fee.append(row.fee)
        self.fee_due.append(row.fee_due)
        self.fee_kind.append(KINDS.index(row.fee_kind))
        self.awarded.append(row.awarded)
        self.method.append(self._method(row.terms))
        self.since.append(row.terms.from_on.toordinal() if row.terms else 0)
        self.rests.append(self._rest(row.rests))
        payments = sorted(row.payments, key=_day_of)
        self.paid_on.extend([day for day, _ in payments])
        self.paid.extend([amount for _, amount in payments])
        self.begins.append(len(self.paid))
        return number

    def facts(self, number: int) -> Facts:
        """Give the facts of a debt, as ``debt_today`` asks for them."""
        if number in self.others:
            return self.others[number]
        due, flags = date.fromordinal(self.due[number]), self.no_period[number]
        terms = self.methods[self.method[number]]
        if terms is not None:
            terms = replace(terms, from_on=date.fromordinal(self.since[number]))
        principal = KINDS[self.kind[number]]
        no_period = bool(flags & NO_PERIOD)
        amount = Fen(self.amount[number])
        items = [Item("本金", principal, amount, due, terms=terms, no_period=no_period)]
        if self.fee[number]:
            fee_due = date.fromordinal(self.fee_due[number])
            fee_kind = KINDS[self.fee_kind[number]]
            is_free = bool(flags & FEE_NO_PERIOD)
            fee = Fen(self.fee[number])
            items.append(Item("费用", fee_kind, fee, fee_due, no_period=is_free))
        if self.awarded[number]:
            sum_of = Fen(self.awarded[number])
            items.append(Item("利息", ItemKind.FIXED_INTEREST, sum_of, due, no_period=no_period))
        payments = tuple(
            Payment(f"第{n}笔", date.fromordinal(self.paid_on[k]), Fen(self.paid[k]))
            for n, k in enumerate(range(self.begins[number], self.begins[number + 1]), 1)
        )
        rests = tuple(_days(*rest) for rest in self.rest_sets[self.rests[number]])
        return Facts(tuple(items), payments, excluded=rests)

    def shares(self, parts: int) -> tuple[tuple[int, int], ...]:
        """Cut the numbers into parts, to be reckoned in as many processes."""
        cuts = [len(self) * n // parts for n in range(parts + 1)]
        return tuple((cuts[n], cuts[n + 1]) for n in range(parts))

    def _method(self, terms: Terms | None) -> int:
        if terms is None:
            return 0
        plain = replace(terms, from_on=date.min)
        known = self._methods.get(plain)
        if known is None:
            known = self._methods[plain] = len(self.methods)
            self.methods.append(plain)
        return known

    def _rest(self, rests: Rests) -> int:
        known = self._rests.get(rests)
        if known is None:
            known = self._rests[rests] = len(self.rest_sets)
            self.rest_sets.append(rests)
        return known

    def _check(self, number: int, row: Row) -> None:
        for name in ("amount", "fee", "awarded"):
            if not 0 <= getattr(row, name) <= MOST:
                raise _amount(number, name)
        for name in ("due", "fee_due") if row.fee else ("due",):
            if not NEW <= getattr(row, name) <= FAR:
                zh = "须在2014年8月1日以后；其他债务按规则逐笔计算，请用add。"
                en = "must not lie before 1 August 2014; other debts are taken by add."
                raise _refuse("DUE", number, name, zh, en)
        for n, (day, amount) in enumerate(row.payments):
            if not 0 <= amount <= MOST:
                raise _amount(number, f"payments[{n}].amount")
            if not 1 <= day <= FAR:
                raise _refuse("DAY", number, f"payments[{n}].day", "不是日期。", "is no day.")
        if row.kind not in BEARING or row.fee_kind not in FEE_KINDS:
            zh, en = "须为本金、损失、违约金或者费用。", "must be principal or a fee."
            raise _refuse("KIND", number, "kind", zh, en)


def row_of(facts: Facts) -> Row | None:
    """Give a debt in the shape of the columns, None where it has another."""
    items = facts.items
    principal = [i for i in items if i.kind in BEARING]
    fees = [i for i in items if i.kind in FEE_KINDS]
    sums = [i for i in items if i.kind is ItemKind.FIXED_INTEREST]
    if facts.waivers or len(principal) != 1 or len(fees) > 1 or len(sums) > 1:
        return None
    if len(items) != 1 + len(fees) + len(sums) or any(i.method for i in (*fees, *sums)):
        return None
    if any(i.in_extra_base is not None or i.due_on.toordinal() < NEW for i in items):
        return None
    amounts = [i.amount for i in items] + [p.amount for p in facts.payments]
    if max(amounts) > MOST:
        return None
    fee = fees[0] if fees else None
    free = principal[0].no_period * NO_PERIOD
    rests = (*facts.excluded, *(s.days for s in facts.stays if s.reason in NOT_COUNTED))
    return Row(
        int(principal[0].amount),
        principal[0].due_on.toordinal(),
        tuple((p.counts_on.toordinal(), int(p.amount)) for p in facts.payments),
        principal[0].method,
        int(fee.amount) if fee else 0,
        fee.due_on.toordinal() if fee else 0,
        sum(int(i.amount) for i in sums),
        tuple((d.start.toordinal(), d.end.toordinal() if d.end else FAR) for d in merge(rests)),
        principal[0].kind,
        fee.kind if fee else ItemKind.CASE_FEE,
        free | (FEE_NO_PERIOD if fee and fee.no_period else 0),
    )


def _look_up(facts: Facts) -> None:
    """Look frozen rates up, so that one not known is told when the debt is added."""
    for terms in (item.method for item in facts.items):
        if terms and terms.fixed_on and terms.kind is not RateKind.FIXED:
            published(terms, terms.fixed_on)


def _day_of(payment: tuple[int, int]) -> int:
    return payment[0]


def _days(start: int, end: int) -> Days:
    return Days(date.fromordinal(start), None if end == FAR else date.fromordinal(end))


def _amount(number: int, name: str) -> PortfolioRefused:
    return _refuse(
        "AMOUNT",
        number,
        name,
        f"金额须在0至{Fen(MOST).yuan}元之间。",
        f"must be an amount from 0 to {Fen(MOST).yuan}.",
    )


def _refuse(code: str, number: int, name: str, zh: str, en: str) -> PortfolioRefused:
    return PortfolioRefused(
        code,
        message_zh=f"第{number + 1}笔债务 {name}：{zh}",
        message_en=f"Debt {number + 1}, {name}: {en}",
        remedy_zh="请更正该笔债务。",
        remedy_en="Correct this debt.",
        field=f"debts[{number}].{name}",
    )
