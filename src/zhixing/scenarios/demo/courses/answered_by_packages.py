"""Answered by packages: a bank asked in spring answered, some with an account, some with none."""

from __future__ import annotations

from zhixing.scenarios.banks import Customer, Deposit
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.life import Course, Life
from zhixing.scenarios.demo.post import ask_by_packages, days_to_post


def play(life: Life) -> Course:
    """Ask on the eve of a day on which the bank answers."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    if life.rng.random() < 0.5:
        own_account(life)
    yield days_to_post(life, life.rng.randrange(2))
    ask_by_packages(life)


def own_account(life: Life, *, lookup: str = "") -> None:
    """Let the first debtor be a customer of the bank, with a part of what is owed."""
    debtor, owed = life.application.debtors[0], int(life.owed())
    balance = owed * life.rng.randrange(4, 70) // 100
    number = f"62{life.rng.randrange(10**15, 10**16 - 1)}"
    deposit = Deposit(number, f"{balance // 100}.{balance % 100:02d}")
    customer = Customer(debtor.name, debtor.number, (deposit,), lookup=lookup)
    life.owned.customers.append(customer)


COURSE = CourseOfLife("BY_PACKAGES", "批量反馈", "answered by packages", play, 6, early=True)
