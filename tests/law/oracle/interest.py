"""Interest on a debt, day by day, from a question in the form of the topic ``interest``."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from tests.law.oracle.rates import benchmark_on, lpr_on

NEW = date(2014, 8, 1)
LPR_FROM = date(2019, 8, 20)
ONE = timedelta(days=1)
COSTS, ORDINARY, PRINCIPAL, EXTRA = "costs", "ordinary_interest", "principal", "extra_interest"
ORDERS = {
    "instrument_first_interest_first": (COSTS, ORDINARY, PRINCIPAL, EXTRA),
    "instrument_first_principal_first": (COSTS, PRINCIPAL, ORDINARY, EXTRA),
}
_KIND = {"case_fee": COSTS, "ordinary_interest": ORDINARY}


def fen(text: str) -> int:
    """Read yuan as fen."""
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def half_up(exact: Fraction) -> int:
    """Round half up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def months_later(day: date, months: int) -> date:
    """Give the day of the same number so many months later, or that month's last."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def tier_of(start: date, end: date) -> str:
    """Give the tier of a loan as long as a delay."""
    for tier, months in (("6m", 6), ("1y", 12), ("3y", 36), ("5y", 60)):
        if end <= months_later(start, months):
            return tier
    return "over_5y"


@cache
def _old_column(tier: str, year: int) -> list[Fraction]:
    """Give the running sum of the old daily rate, a row for each day before August 2014."""
    total, column = Fraction(0), [Fraction(0)]
    day = date(2002, 2, 21)
    while day < NEW:
        total += Fraction(benchmark_on(day, tier) * 2, 10_000 * year)
        column.append(total)
        day += ONE
    return column


def old_sum(start: date, end: date, tier: str, year: int) -> Fraction:
    """Add the old daily rates of the days from start, end not included."""
    column, first = _old_column(tier, year), date(2002, 2, 21)
    if end <= start:
        return Fraction(0)
    return column[(end - first).days] - column[(start - first).days]


@dataclass
class Line:
    """One item as a sheet keeps it."""

    number: int
    kind: str
    word: str
    amount: int
    due: date
    start: date
    terms: dict[str, Any] | None
    left: int
    parts: list[tuple[int, date]] = field(default_factory=list)
    interest_paid: int = 0
    delay_paid: int = 0
    old_base: int = 0
    old_left: int = 0
    old_parts: list[tuple[int, date]] = field(default_factory=list)
    old_known: bool = False


class Sheet:
    """The sheet of one question."""

    def __init__(self, question: dict[str, Any]) -> None:
        self.q = question
        options = question.get("options") or {}
        self.first_included = options.get("first_day") == "included"
        self.last_included = options.get("last_day", "included") == "included"
        self.year = options.get("year_days_before_2014", 360)
        self.by_length = options.get("tier", "by_length") == "by_length"
        self.fee_in_base = options.get("case_fee_in_base", False)
        allocation = options.get("allocation", "instrument_first_interest_first")
        self.is_agreed = allocation == "agreed"
        self.order = options["agreed_order"] if self.is_agreed else ORDERS[allocation]
        self.as_of = date.fromisoformat(question["as_of"])
        self.stays = self._stays()
        self.lines = [self._line(i, item) for i, item in enumerate(question["items"])]
        self.surplus = 0

    def _stays(self) -> set[date]:
        days: set[date] = set()
        for stay in self.q.get("excluded", []):
            if stay["reason"] in ("retrial", "review_not_on_debtor"):
                day = date.fromisoformat(stay["from"])
                while day <= date.fromisoformat(stay["to"]):
                    days.add(day)
                    day += ONE
        return days

    def _line(self, number: int, item: dict[str, Any]) -> Line:
        due = date.fromisoformat(item.get("due_on") or item["effective_on"])
        kind = _KIND.get(item["kind"], PRINCIPAL)
        amount = fen(item["amount"])
        terms = self.q.get("ordinary") if item["kind"] == "principal" else None
        start = due if self.first_included else due + ONE
        return Line(number, kind, item["kind"], amount, due, start, terms, amount)

    def end_of(self, paid_on: date) -> date:
        """Give the first day that no longer counts."""
        return paid_on + ONE if self.last_included else paid_on

    # -- ordinary interest ---------------------------------------------------------

    def ordinary_rate(self, terms: dict[str, Any], day: date) -> Fraction:
        """Give the ordinary interest of a day as a part."""
        year = terms.get("year_days") or 365
        if terms["kind"] == "fixed":
            return Fraction(terms["annual_rate"]) / 100 / year
        multiple = Fraction(terms.get("multiple") or 1)
        is_lpr = terms["kind"] == "lpr" or day >= LPR_FROM
        tenor = terms.get("tenor") or "1y"
        if terms["kind"] == "lpr" and tenor == "5y":
            tenor = "over_5y"  # the LPR of five years is that of five years and more
        rate = lpr_on(day, tenor) if is_lpr else benchmark_on(day, tenor)
        return Fraction(rate, 10_000) * multiple / year

    def ordinary_sum(self, line: Line, end: date) -> Fraction:
        """Add the daily ordinary rates until a day, itself not counted."""
        if line.terms is None:
            return Fraction(0)
        day, total = date.fromisoformat(line.terms["from"]), Fraction(0)
        while day < end:
            total += self.ordinary_rate(line.terms, day)
            day += ONE
        return total

    def ordinary(self, line: Line, on: date) -> Fraction:
        """Give the ordinary interest that arose on an item until a day."""
        if line.terms is None:
            return Fraction(0)
        total = sum((n * self.ordinary_sum(line, p) for n, p in line.parts), Fraction(0))
        return total + line.left * self.ordinary_sum(line, on)

    # -- interest for delay --------------------------------------------------------

    def delay_sum(self, line: Line, end: date, old_only: bool = False) -> Fraction:
        """Add the daily rates of delay of a part until the first day that does not count."""
        if end <= line.start:
            return Fraction(0)
        total = Fraction(0)
        if line.start < NEW:
            until = min(end, NEW)
            tier = tier_of(line.start, until) if self.by_length else "1y"
            total += old_sum(line.start, until, tier, self.year)
        if not old_only:
            day, days = max(line.start, NEW), 0
            while day < end:
                days += day not in self.stays
                day += ONE
            total += Fraction(175 * days, 1_000_000)
        return total

    def bears_delay(self, line: Line) -> bool:
        return line.kind == PRINCIPAL or (line.kind == COSTS and self.fee_in_base)

    def delay(self, line: Line, on: date) -> Fraction:
        """Give the interest for delay that arose on an item until a day."""
        self.fix_old_base(line, on)
        old_only = line.kind == ORDINARY
        total = Fraction(0)
        if self.bears_delay(line) or old_only:
            for amount, paid_on in [*line.parts, (line.left, on)]:
                total += amount * self.delay_sum(line, self.end_of(paid_on), old_only)
        for amount, paid_on in [*line.old_parts, (line.old_left, on)]:
            total += amount * self.delay_sum(line, self.end_of(paid_on), True)
        return total

    def fix_old_base(self, line: Line, on: date) -> None:
        """Take accrued ordinary interest into the old base on the day delay begins."""
        if line.old_known or line.start >= NEW or on < line.start or line.terms is None:
            return
        line.old_known = True
        owed = half_up(self.ordinary(line, line.start)) - line.interest_paid
        line.old_base = line.old_left = max(owed, 0)

    # -- payments ------------------------------------------------------------------

    def owed(self, line: Line, kind: str, on: date) -> int:
        """Give what is owed of a kind on an item at the end of a day."""
        if kind == EXTRA:
            return half_up(self.delay(line, on)) - line.delay_paid
        own = line.left if line.kind == kind else 0
        if kind == ORDINARY and line.terms is not None:
            own += half_up(self.ordinary(line, on)) - line.interest_paid
        return own

    def pay(self, line: Line, kind: str, amount: int, on: date) -> None:
        """Book a part of a payment."""
        if kind == EXTRA:
            line.delay_paid += amount
        elif line.kind == kind:
            line.left -= amount
            line.parts.append((amount, on))
        else:
            line.interest_paid += amount
            from_old = min(amount, line.old_left)
            if from_old:
                line.old_left -= from_old
                line.old_parts.append((from_old, on))

    def spread(self, amount: int, kinds: Any, lines: list[Line], on: date) -> int:
        """Pay kinds in order, in each the item due first; give what is left over."""
        for kind in kinds:
            for line in sorted(lines, key=lambda x: (x.due, x.number)):
                part = min(amount, self.owed(line, kind, on))
                if part > 0:
                    self.pay(line, kind, part, on)
                    amount -= part
        return amount

    def take(self, amount: int, on: date) -> None:
        """Take one payment."""
        for line in self.lines:
            self.fix_old_base(line, on)
        late = [x for x in self.lines if x.start < self.end_of(on)]
        if on < NEW and not self.is_agreed and late:
            debt = sum(self.owed(x, k, on) for x in late for k in (COSTS, ORDINARY, PRINCIPAL))
            interest = sum((self.delay(x, on) - x.delay_paid for x in late), Fraction(0))
            if half_up(interest) > 0 and amount < debt + interest:
                to_debt = min(half_up(amount * debt / (debt + interest)), amount)
                rest = self.spread(to_debt, [k for k in self.order if k != EXTRA], late, on)
                rest += self.spread(amount - to_debt, [EXTRA], late, on)
                self.surplus += self.spread(rest, self.order, self.lines, on)
                return
            if half_up(interest) > 0:
                amount = self.spread(amount, [k for k in self.order if k != EXTRA], late, on)
                amount = self.spread(amount, [EXTRA], late, on)
        self.surplus += self.spread(amount, self.order, self.lines, on)

    def result(self) -> dict[str, Any]:
        """Give the figures at the end of the day asked about, in fen."""
        payments = []
        for i, p in enumerate(self.q.get("payments", [])):
            by_ruling = p.get("kind") == "auction" and p.get("ruling_served_on")
            on = date.fromisoformat(p["ruling_served_on"] if by_ruling else p["on"])
            if on <= self.as_of:
                payments.append((on, i, fen(p["amount"])))
        for on, _, amount in sorted(payments):
            self.take(amount, on)
        on = self.as_of
        extra = sum(half_up(self.delay(x, on)) for x in self.lines)
        ordinary = sum(half_up(self.ordinary(x, on)) for x in self.lines)
        ordinary += sum(x.amount for x in self.lines if x.kind == ORDINARY)
        left = {k: sum(self.owed(x, k, on) for x in self.lines) for k in (*ORDERS.values(),)[0]}
        return {
            "extra_interest": extra,
            "ordinary_interest": ordinary,
            "outstanding": {**left, "total": sum(left.values())},
            "surplus": self.surplus,
        }


def reckon(question: dict[str, Any]) -> dict[str, Any]:
    """Reckon a question."""
    return Sheet(question).result()
