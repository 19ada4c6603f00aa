"""The institution's persons and what it knows of them: invented from a seed, kind by kind.

``SHELVES`` says what each kind of institution has on its shelves: which records it keeps and how
likely a person has each. The same seed, kind and person give the same records, whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

Record = dict[str, Any]
Maker = Callable[[Random, str], Record]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "示例样本测试演练虚构假设模拟范式"


def invent_world(seed: str, kind: str, persons: int, *, code: str = "", name: str = "") -> Record:
    """Invent a world of persons with records; the same seed gives the same world.

    :raises ValueError: no institution of this kind speaks the open profile.
    """
    random = Random(f"open-world:{seed}:{kind}")
    people = [_person(random, seed, kind, place) for place in range(1, persons + 1)]
    return {"code": code or f"{kind[:4]}0001", "kind": kind, "name": name, "persons": people}


def invent_records(kind: str, seed: str, mark: str) -> list[Record]:
    """Invent what an institution of a kind knows of one person, at least one record.

    ``mark`` is the person's own: it makes the identifiers, so that no two people own one thing.

    :raises ValueError: no institution of this kind speaks the open profile.
    """
    if kind not in SHELVES:
        raise ValueError(f"unknown kind {kind}; known: {', '.join(sorted(SHELVES))}")
    random = Random(f"open-records:{seed}:{kind}:{mark}")
    shelf = SHELVES[kind]
    kept = [maker for maker, chance in shelf if random.random() < chance] or [shelf[0][0]]
    return [
        {"recordNo": str(place), **maker(random, f"{mark}{place}")}
        for place, maker in enumerate(kept, 1)
    ]


def _person(random: Random, seed: str, kind: str, place: int) -> Record:
    number = _identity_number(random)
    name = random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, 2))
    records = invent_records(kind, seed, f"{random.randint(100, 999)}{place:05d}")
    return {"name": name, "idNo": number, "records": records}


def _identity_number(random: Random) -> str:
    body = f"110101{random.randint(1955, 2003)}{random.randint(1, 12):02d}"
    body += f"{random.randint(1, 28):02d}{random.randint(1, 999):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def _yuan(random: Random, least: int, most: int) -> str:
    return f"{random.randint(least, most)}.{random.randint(0, 99):02d}"


def _day(random: Random) -> str:
    return f"{random.randint(2006, 2017)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


def _address(random: Random) -> str:
    house, stairs, door = random.randint(1, 300), random.randint(1, 30), random.randint(1, 8)
    return f"重庆市示例区示例路{house}号{stairs}-{door}"


def _money(kind: str, prefix: str, name: str, least: int, most: int) -> Maker:
    """Make records of a sum of money that is there at once."""

    def make(random: Random, mark: str) -> Record:
        there = _yuan(random, least, most)
        plain = {"kind": kind, "identifier": f"{prefix}{mark}", "name": name, "status": "正常"}
        return {**plain, "currency": "156", "value": there, "available": there}

    return make


def _units(kind: str, prefix: str, names: tuple[str, ...], unit: str) -> Maker:
    """Make records of a right that is counted in shares or units."""

    def make(random: Random, mark: str) -> Record:
        held, price = random.randint(1, 80) * 100, random.randint(1, 40)
        return {
            "kind": kind,
            "identifier": f"{prefix}{mark}",
            "name": random.choice(names),
            "registeredOn": _day(random),
            "quantity": str(held),
            "unit": unit,
            "value": f"{held * price}.00",
        }

    return make


def _known(kind: str, prefix: str, name: str, status: str = "") -> Maker:
    """Make records of something known, which is no property."""

    def make(random: Random, mark: str) -> Record:
        plain = {"kind": kind, "identifier": f"{prefix}{mark}", "name": name}
        told = {"status": status} if status else {}
        return {**plain, **told, "registeredOn": _day(random), "location": _address(random)}

    return make


def _vehicle(random: Random, mark: str) -> Record:
    record = {
        "kind": "VEHICLE",
        "identifier": f"渝{random.choice('ABGF')}{mark[-6:]}",
        "name": f"示例牌{random.choice(('小型轿车', '轻型货车', '两轮摩托车'))}",
        "status": random.choice(("正常", "正常", "逾期未检验")),
        "registeredOn": _day(random),
        "value": f"{random.randint(6, 260) * 1000}.00",
        "details": {"frameNo": f"SLCJ{mark[-8:]:0>13}"},
    }
    return record | _mortgaged(random, 0.3)


def _ship(random: Random, mark: str) -> Record:
    record = {
        "kind": "SHIP",
        "identifier": f"示例船{mark[-8:]}",
        "name": f"示例{random.randint(1, 99)}号{random.choice(('散货船', '采砂船', '渔船'))}",
        "registeredOn": _day(random),
        "location": "示例港",
        "holderShare": random.choice(("1/1", "1/2")),
        "value": f"{random.randint(20, 400) * 10000}.00",
    }
    return record | _mortgaged(random, 0.5)


def _land(random: Random, mark: str) -> Record:
    record = {
        "kind": "LAND_RIGHT",
        "identifier": f"示例国用{mark}",
        "name": "国有建设用地使用权",
        "location": _address(random),
        "registeredOn": _day(random),
        "details": {"certificateNo": f"示例国用（2010）第{mark[-5:]}号", "use": "工业用地"},
    }
    return record | _mortgaged(random, 0.4)


def _contract(random: Random, mark: str) -> Record:
    return {
        "kind": "HOUSING_CONTRACT",
        "identifier": f"示例网签{mark}",
        "name": "商品房买卖合同",
        "location": _address(random),
        "registeredOn": _day(random),
        "value": f"{random.randint(30, 180) * 10000}.00",
    }


def _stake(random: Random, mark: str) -> Record:
    share = random.choice((10, 20, 30, 51))
    return {
        "kind": "EQUITY",
        "identifier": f"91500199MA{mark[-8:]:0>8}",
        "name": f"示例{random.choice(('商贸', '建材', '科技'))}有限公司股权",
        "status": "存续",
        "holderShare": f"{share}%",
        "quantity": str(share * 10_000),
        "unit": "元出资",
        "registeredOn": _day(random),
    }


def _policy(random: Random, mark: str) -> Record:
    worth = _yuan(random, 2_000, 90_000)
    return {
        "kind": "INSURANCE",
        "identifier": f"SLBD{mark}",
        "name": random.choice(("示例终身寿险（现金价值）", "示例年金保险（现金价值）")),
        "status": "有效",
        "registeredOn": _day(random),
        "value": worth,
        "available": worth,
        "details": {"insured": "本人", "beneficiary": "法定"},
    }


def _invention(random: Random, mark: str) -> Record:
    return {
        "kind": "IP_RIGHT",
        "identifier": f"ZL{mark}",
        "name": random.choice(("示例实用新型专利", "示例注册商标")),
        "status": "有效",
        "registeredOn": _day(random),
    }


def _benefit(random: Random, mark: str) -> Record:
    there = _yuan(random, 300, 2_400)
    plain = {"kind": "SOCIAL_BENEFIT", "identifier": f"SB{mark}", "name": "失业保险金"}
    return {**plain, "value": there, "available": there, "exempt": True}


def _employment(random: Random, mark: str) -> Record:
    return {
        "kind": "EMPLOYMENT",
        "identifier": f"SBDJ{mark}",
        "name": f"示例{random.choice(('物流', '餐饮', '电子'))}有限公司",
        "status": "正常参保",
        "location": _address(random),
        "registeredOn": _day(random),
        "details": {"contributionBase": _yuan(random, 2_800, 9_000)},
    }


def _mortgaged(random: Random, chance: float) -> Record:
    if random.random() >= chance:
        return {}
    amount = f"{random.randint(2, 60) * 10000}.00"
    return {"rights": [{"kind": "抵押权", "holder": "示例银行示例支行", "amount": amount}]}


_FIRMS = ("示例股份", "示例能源", "示例医药")
_WALLET = _money("WALLET", "W", "支付账户余额", 20, 30_000)
_FUND = _units("FUND_SHARE", "J", ("示例货币基金", "示例混合基金"), "份")
_TAX = _money("TAX_REFUND", "TS", "应退税款", 100, 40_000)
_RETIRED = _money("PENSION", "YL", "基本养老金", 1_500, 6_000)

SHELVES: Mapping[str, tuple[tuple[Maker, float], ...]] = {
    "PAYMENT_INSTITUTION": ((_WALLET, 1.0),),
    "SECURITIES_DEPOSITORY": (
        (_units("SECURITIES", "A", _FIRMS, "股"), 1.0),
        (_units("SECURITIES", "B", _FIRMS, "股"), 0.4),
    ),
    "SECURITIES_BROKER": (
        (_units("SECURITIES", "Q", _FIRMS, "股"), 0.8),
        (_money("WALLET", "ZJ", "证券资金账户", 10, 90_000), 0.8),
    ),
    "FUND_MANAGER": ((_FUND, 1.0),),
    "INSURER": ((_policy, 1.0),),
    "TRUST_COMPANY": ((_units("TRUST_SHARE", "XT", ("示例集合资金信托",), "份"), 1.0),),
    "HOUSING_AUTHORITY": ((_contract, 1.0),),
    "LAND_AUTHORITY": ((_land, 1.0),),
    "HOUSING_FUND": ((_money("HOUSING_FUND", "GJJ", "住房公积金账户", 800, 160_000), 1.0),),
    "VEHICLE_REGISTRY": ((_vehicle, 1.0), (_vehicle, 0.2)),
    "SHIP_REGISTRY": ((_ship, 1.0),),
    "MARKET_REGULATOR": (
        (_stake, 0.9),
        (_known("COMPANY_RECORD", "GSDJ", "示例经营部", "法定代表人"), 0.4),
    ),
    "EQUITY_CUSTODIAN": ((_units("EQUITY", "TG", ("示例农商银行股份",), "股"), 1.0),),
    "INTELLECTUAL_PROPERTY_OFFICE": ((_invention, 1.0),),
    "TAX_AUTHORITY": (
        (_TAX, 0.7),
        (_known("TAX_RECORD", "NS", "纳税登记", "正常"), 0.8),
    ),
    "SOCIAL_INSURANCE": ((_employment, 0.8), (_benefit, 0.4)),
    "PENSION_AGENCY": ((_RETIRED, 1.0),),
    "CIVIL_REGISTRY": ((_known("CIVIL_STATUS", "HY", "婚姻登记", "已婚"), 1.0),),
    "POLICE": (
        (_known("IDENTITY_RECORD", "RK", "户籍登记", "正常"), 1.0),
        (_known("ADDRESS", "JZ", "居住登记"), 0.5),
    ),
    "EXIT_ENTRY_ADMINISTRATION": ((_known("EXIT_RECORD", "CRJ", "普通护照", "有效"), 1.0),),
    "TELECOM_OPERATOR": ((_known("ADDRESS", "DX", "装机地址"), 1.0),),
    "TRANSPORT_OPERATOR": ((_known("TRAVEL_RECORD", "CX", "会员登记"), 1.0),),
    "NON_MEMBER_COUNTER": ((_money("DEPOSIT", "62", "社员账户", 50, 60_000), 1.0),),
}
"""What each kind of institution keeps of people, with the chance that a person has it."""
