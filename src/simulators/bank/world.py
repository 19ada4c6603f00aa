"""The bank's customers: read from a JSON file, or invented from a seed.

``{"persons": [{"name", "id_no", "id_type", "lookup"?, "accounts": [{"no", "class"?, "status"?,
"branch"?, "branch_code"?, "opened"?, "closed"?, "currency"?, "balance", "address"?, "phone"?,
"held_at"?, "freezes"?: [{"authority", "document", "amount", "until"}], "products"?: [{
"product_no", "name", "wealth_account", "unit", "quantity", "unit_price", "payout_account",
"lockable"?}],
"transactions"?: [{"at", "kind", "direction", "amount", "name"?, "account"?}], "rights"?: […],
"sub_accounts"?: […]}]}]}``. Amounts are decimal yuan as text. ``lookup: "error"`` makes every
query of the person fail. An account with ``held_at`` is with the bank named there: whoever plays
a register of accounts tells of it without any money.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

World = dict[str, Any]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "示例样本测试演练虚构假设模拟范式"


def load_world(path: Path) -> World:
    """Read a world file.

    :raises ValueError: not a world.
    """
    world = json.loads(path.read_text("utf-8"))
    if not isinstance(world, dict) or not isinstance(world.get("persons"), list):
        raise ValueError(f"{path} holds no persons")
    return world


def invent_world(seed: str, persons: int) -> World:
    """Invent persons with accounts; the same seed gives the same world."""
    random = Random(f"world:{seed}")
    return {"persons": [_person(random, seed) for _ in range(persons)]}


def _person(random: Random, seed: str) -> dict[str, Any]:
    name = random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, 2))
    number = identity_number(random)
    return {
        "name": name,
        "id_no": number,
        "id_type": "10100",
        "accounts": invent_accounts(f"{seed}:{number}"),
    }


def identity_number(random: Random) -> str:
    """Invent a resident identity number whose check digit is right."""
    body = f"110101{random.randint(1955, 2003)}{random.randint(1, 12):02d}"
    body += f"{random.randint(1, 28):02d}{random.randint(1, 999):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def invent_accounts(seed: str) -> list[dict[str, Any]]:
    """Invent one to three accounts; the same seed gives the same accounts."""
    random = Random(f"accounts:{seed}")
    return [_account(random) for _ in range(random.choice((1, 1, 2, 3)))]


def _account(random: Random) -> dict[str, Any]:
    account: dict[str, Any] = {
        "no": f"6200{random.randint(0, 10**12 - 1):012d}",
        "class": random.choice(("借记卡", "活期", "定期")),
        "status": "正常",
        "branch": f"示例{random.choice('东西南北中')}支行",
        "branch_code": f"{random.randint(1, 999):012d}",
        "opened": f"{random.randint(2008, 2016)}-0{random.randint(1, 9)}-1{random.randint(0, 9)}",
        "balance": f"{int(random.lognormvariate(9, 2))}.{random.randint(0, 99):02d}",
        "transactions": [_movement(random) for _ in range(random.randint(0, 6))],
    }
    if random.random() < 0.2:
        account["freezes"] = [_prior(random)]
    if random.random() < 0.2:
        account["products"] = [_product(random, account["no"])]
    return account


def _movement(random: Random) -> dict[str, Any]:
    month, day = random.randint(1, 12), random.randint(1, 28)
    return {
        "at": f"{random.randint(2015, 2017)}-{month:02d}-{day:02d} 1{random.randint(0, 9)}:05:00",
        "kind": random.choice(("转账", "取现", "消费", "工资")),
        "direction": random.choice(("收", "付")),
        "amount": f"{random.randint(1, 20000)}.00",
        "name": f"{random.choice(_SURNAMES)}样本",
        "account": f"6200{random.randint(0, 10**12 - 1):012d}",
    }


def _prior(random: Random) -> dict[str, Any]:
    return {
        "authority": "示例区人民法院",
        "document": f"（2026）示例0101执{random.randint(1, 900)}号",
        "amount": f"{random.randint(1, 50) * 100}.00",
        "until": "2099-12-31",
    }


def _product(random: Random, account_no: str) -> dict[str, Any]:
    number = random.randint(1, 999)
    return {
        "product_no": f"SLLC{number:04d}",
        "name": f"示例理财{number}号",
        "wealth_account": f"LC{number:06d}",
        "unit": "份",
        "quantity": f"{random.randint(1, 50) * 100}.00",
        "unit_price": "1.00",
        "payout_account": account_no,
        "lockable": random.random() < 0.7,
    }
