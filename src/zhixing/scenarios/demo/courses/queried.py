"""Queried: the banks were asked; once they run they answer, some with a hit, some with none."""

from __future__ import annotations

from typing import Final

from zhixing.inquiry.operations import QueryOrder, order_query
from zhixing.scenarios.banks import BANKS, Customer, Deposit
from zhixing.scenarios.demo import PRESENT
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.elsewhere import own_more
from zhixing.scenarios.demo.life import Course, Life

WEEKEND: Final = 3
"""The present is a Monday; the last working day lies three days before."""


def play(life: Life) -> Course:
    """Order the query; some debtors have something at one of the banks."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    if life.rng.random() < 0.6:
        _open_deposit(life)
    own_more(life)
    # Asked in the week before the present, so that whoever answers at once is not late.
    yield max(0, (PRESENT - life.today).days - WEEKEND)
    order = QueryOrder(life.case, (life.debtor,), f"query-{life.case.hex[-12:]}")
    life.judge(lambda by: order_query(order, life.today, by=by))


def _open_deposit(life: Life) -> None:
    """Let the debtor be a customer of a bank, with more or less than is owed."""
    debtor, owed = life.application.debtors[0], int(life.owed())
    number = f"62{life.rng.randrange(10**15, 10**16 - 1)}"
    balance = owed * life.rng.randrange(5, 160) // 100
    deposit = Deposit(number, f"{balance // 100}.{balance % 100:02d}")
    life.customers.append(
        (life.rng.choice(BANKS).short, Customer(debtor.name, debtor.number, (deposit,)))
    )


COURSE = CourseOfLife("QUERIED", "总对总查询", "banks queried", play, 18, late=True)
