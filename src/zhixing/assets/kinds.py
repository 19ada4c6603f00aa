"""Kinds of property (财产种类) as data: term, whether divisible, how controlled, how spoken of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zhixing.law.seizure.kinds import Controlled, treatment_of
from zhixing.law.seizure.term import Asset


class Way(StrEnum):
    """Name how a kind is controlled.

    MONEY: an amount is frozen and can be moved to the court. RIGHT: a share or a number is
    frozen at a register and sold later. THING: it is sealed at a register without an amount.
    """

    MONEY = "MONEY"
    RIGHT = "RIGHT"
    THING = "THING"


@dataclass(frozen=True, slots=True)
class AssetKind:
    """Say what the law makes of a kind of property, and how screens and instruments speak of it.

    ``number_zh`` is what its identifier is called: an account, a plate, a unit.
    """

    code: str
    zh: str
    en: str
    way: Way
    treatment: Controlled
    number_zh: str
    number_en: str

    @property
    def term(self) -> Asset:
        """Give which term of the law its control has."""
        return self.treatment.term

    @property
    def is_divisible(self) -> bool:
        """Say whether a part of it can be controlled alone."""
        return self.treatment.is_divisible

    @property
    def is_sealed(self) -> bool:
        """Say whether its control is a sealing (查封)."""
        return self.way is Way.THING

    @property
    def is_free(self) -> bool:
        """Say whether it can be counted upon: the law leaves none of it to the debtor."""
        return self.is_divisible and not self.treatment.is_protected

    @property
    def verb(self) -> tuple[str, str]:
        """Give the word for its control."""
        return ("查封", "sealing") if self.is_sealed else ("冻结", "freeze")


def _kind(code: str, zh: str, en: str, way: Way, number: tuple[str, str]) -> AssetKind:
    return AssetKind(code, zh, en, way, treatment_of(code), *number)


_ACCOUNT = ("账户", "account")
_NUMBER = ("登记号", "register number")
_M, _R, _T = Way.MONEY, Way.RIGHT, Way.THING

ASSET_KINDS: Final[Mapping[str, AssetKind]] = {
    kind.code: kind
    for kind in (
        _kind("DEPOSIT", "存款", "deposit", _M, _ACCOUNT),
        _kind("WALLET", "网络资金", "e-wallet", _M, ("支付账户", "payment account")),
        _kind("FIN_ASSET", "理财产品", "wealth product", _M, ("产品份额", "product")),
        _kind("FUND_SHARE", "基金份额", "fund units", _M, ("基金账户", "fund account")),
        _kind("TRUST_SHARE", "信托受益权", "trust units", _R, ("信托合同", "trust contract")),
        _kind("INSURANCE", "保险现金价值", "insurance cash value", _M, ("保单", "policy")),
        _kind("HOUSING_FUND", "住房公积金", "housing fund", _M, ("公积金账户", "fund account")),
        _kind("PENSION", "养老金", "pension", _M, ("发放账户", "pension account")),
        _kind("SOCIAL_BENEFIT", "社会保险待遇", "social benefit", _M, ("待遇", "benefit")),
        _kind("TAX_REFUND", "应退税款", "tax refund", _M, ("退税", "refund")),
        _kind("DIVIDEND", "股息、红利", "dividend", _M, ("分配通知", "notice of distribution")),
        _kind("SECURITIES", "证券", "securities", _R, ("证券账户", "securities account")),
        _kind("EQUITY", "股权", "equity", _R, ("股权", "stake")),
        _kind("REAL_ESTATE", "不动产", "real estate", _T, ("不动产单元", "unit")),
        _kind("HOUSING_CONTRACT", "预售商品房", "house under contract", _T, ("合同", "contract")),
        _kind("LAND_RIGHT", "土地使用权", "land use right", _T, ("宗地", "parcel")),
        _kind("VEHICLE", "机动车", "vehicle", _T, ("号牌", "plate")),
        _kind("SHIP", "船舶", "ship", _T, _NUMBER),
        _kind("IP_RIGHT", "知识产权", "intellectual property right", _T, _NUMBER),
        _kind("OTHER_RIGHT", "其他财产权", "other right", _R, _NUMBER),
    )
}


def kind_of(code: str) -> AssetKind:
    """Give a kind of property; one not named is another property right.

    >>> kind_of("REAL_ESTATE").term.value, kind_of("TRADE_MARK").term.value
    ('immovable', 'other_right')
    >>> kind_of("WALLET").zh, kind_of("VEHICLE").verb[0]
    ('网络资金', '查封')
    """
    return ASSET_KINDS.get(code, ASSET_KINDS["OTHER_RIGHT"])
