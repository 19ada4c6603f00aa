"""What debtors of the demo court have elsewhere than at the three banks of the newer SOAP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from zhixing.kernel.fen import Fen
from zhixing.scenarios.banks import BANKS, Customer, Deposit
from zhixing.scenarios.channels import MORE_BANKS
from zhixing.scenarios.demo.life import Life
from zhixing.scenarios.registries import House

NAMES: Final = {bank.short: bank.name for bank in (*BANKS, *MORE_BANKS)}
SHARES = ("示例股份", "示例能源", "示例医药")


def own_more(life: Life) -> None:
    """Let the debtor have a house, a car, a wallet, shares or an account reached by packages."""
    for chance, own in OWNED:
        if life.rng.random() < chance:
            own(life)


def _house(life: Life) -> None:
    debtor = life.application.debtors[0]
    unit = f"500119{life.rng.randrange(10**12, 10**13 - 1)}GB{life.rng.randrange(10**6):07d}"[:28]
    house, door = life.rng.randrange(1, 300), life.rng.randrange(1, 30)
    place = f"示例路{house}号{door}-{life.rng.randrange(1, 9)}"
    area = f"{life.rng.randrange(45, 140)}.{life.rng.randrange(10, 99)}"
    owners = ((debtor.name, debtor.number, ""),)
    life.owned.houses.append(House(unit.ljust(28, "0"), place, owners, area=area))


def _account(life: Life) -> None:
    debtor = life.application.debtors[0]
    number = f"62{life.rng.randrange(10**15, 10**16 - 1)}"
    deposit = Deposit(number, _yuan(life, 5, 120))
    life.owned.customers.append(Customer(debtor.name, debtor.number, (deposit,)))


def _older_account(life: Life) -> None:
    debtor = life.application.debtors[0]
    number = f"62{life.rng.randrange(10**15, 10**16 - 1)}"
    deposit = Deposit(number, _yuan(life, 3, 90))
    life.owned.older.append(Customer(debtor.name, debtor.number, (deposit,)))


def _policy_account(life: Life) -> None:
    debtor = life.application.debtors[0]
    number = f"62{life.rng.randrange(10**15, 10**16 - 1)}"
    deposit = Deposit(number, _yuan(life, 2, 40))
    life.owned.policy.append(Customer(debtor.name, debtor.number, (deposit,)))


def _car(life: Life) -> None:
    plate = f"渝G{life.rng.randrange(10000, 99999)}"
    value = f"{life.rng.randrange(8, 260) * 1000}.00"
    record = {"kind": "VEHICLE", "identifier": plate, "name": "示例牌小型轿车", "status": "正常"}
    _record(life, "cheguan", {**record, "value": value})


def _wallet(life: Life) -> None:
    number = f"W{life.rng.randrange(10**9, 10**10 - 1)}"
    amount = _yuan(life, 1, 12)
    record = {"kind": "WALLET", "identifier": number, "name": "支付账户余额", "currency": "156"}
    _record(life, "zhifu", {**record, "value": amount, "available": amount})


def _shares(life: Life) -> None:
    held = life.rng.randrange(1, 60) * 100
    number = f"A{life.rng.randrange(10**9, 10**10 - 1)}/{life.rng.randrange(600000, 600999)}"
    record = {"kind": "SECURITIES", "identifier": number, "name": life.rng.choice(SHARES)}
    value = f"{held * life.rng.randrange(4, 40)}.00"
    _record(life, "zhengquan", {**record, "quantity": str(held), "unit": "股", "value": value})


def _record(life: Life, short: str, record: dict[str, Any]) -> None:
    debtor = life.application.debtors[0]
    life.owned.records.append((short, debtor.name, debtor.number, {"recordNo": "1", **record}))


def _yuan(life: Life, least: int, most: int) -> str:
    """Give a part of what is owed, in hundredths of it, as decimal text."""
    part = Fen(int(life.owed()) * life.rng.randrange(least, most) // 100)
    return part.yuan.replace(",", "")


OWNED: tuple[tuple[float, Callable[[Life], None]], ...] = (
    (0.25, _house),
    (0.25, _account),
    (0.35, _older_account),
    (0.2, _car),
    (0.3, _wallet),
    (0.1, _shares),
    (0.1, _policy_account),
)
"""How often a debtor has each."""


def known_accounts(life: Life) -> list[Customer]:
    """Give what the register of accounts knows: the accounts of a debtor with all other banks."""
    held = [(NAMES[short], customer) for short, customer in life.customers]
    for short, customers in life.owned.by_bank().items():
        held += [(NAMES[short], customer) for customer in customers]
    return [
        replace(c, deposits=tuple(_known(d, bank) for d in c.deposits), lookup="")
        for bank, c in held
    ]


def _known(deposit: Deposit, bank: str) -> Deposit:
    return replace(deposit, balance="0.00", freezes=(), products=(), held_at=bank)
