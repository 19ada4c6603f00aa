"""Invents the people and firms of the demo court: names, numbers, addresses."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhixing.kernel.identity import credit_check, organisation_check, resident_check
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import Contact, PartyEntry

DIVISION = "500199"
"""A division code that no county has, so that no invented number is anybody's."""
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "安波昌德恩芳刚慧坚岚梅宁平琪荣森桐伟欣雅泽志棠禾苗枫澄朗"
TRADES = (
    "建材",
    "物流",
    "食品",
    "装饰",
    "机电",
    "农业",
    "商贸",
    "置业",
    "劳务",
    "汽修",
    "服饰",
    "苗木",
)
BANKS = ("演练农村商业银行", "演练城市商业银行", "演练村镇银行")


@dataclass(slots=True)
class Invention:
    """Invent people one after another; no two have the same number."""

    rng: random.Random
    _serial: int = field(default=0)

    def person(self) -> PartyEntry:
        """Invent a natural person."""
        self._serial += 1
        born = date(1955, 1, 1) + timedelta(days=self.rng.randrange(365 * 40))
        first_17 = f"{DIVISION}{born:%Y%m%d}{self._serial % 1000:03d}"
        name = f"{self.rng.choice(SURNAMES)}某{self.rng.choice(GIVEN)}"
        return PartyEntry(
            name=name,
            kind=PartyKind.PERSON,
            id_kind=IdKind.RESIDENT_ID,
            number=first_17 + resident_check(first_17),
            contact=Contact(phone=f"000-{self._serial:07d}", address=self._address()),
        )

    def firm(self) -> PartyEntry:
        """Invent a company."""
        self._serial += 1
        trade = self.rng.choice(TRADES)
        name = f"重庆示例{self.rng.choice(GIVEN)}{self.rng.choice(GIVEN)}{trade}有限公司"
        return self._organisation(name, "法定代表人（示例）")

    def bank(self) -> PartyEntry:
        """Invent a bank's branch as a creditor."""
        self._serial += 1
        place = f"第{self._serial}支行"
        return self._organisation(f"{self.rng.choice(BANKS)}{place}", "负责人（示例）")

    def _organisation(self, name: str, head: str) -> PartyEntry:
        first_8 = f"MA{self._serial:06d}"
        first_17 = f"91{DIVISION}{first_8}{organisation_check(first_8)}"
        return PartyEntry(
            name=name,
            kind=PartyKind.ORGANISATION,
            id_kind=IdKind.USCC,
            number=first_17 + credit_check(first_17),
            contact=Contact(address=self._address(), representative=head),
        )

    def _address(self) -> str:
        return f"演练路{self._serial}号"
