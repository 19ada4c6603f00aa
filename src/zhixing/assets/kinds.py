"""Kinds of property (财产种类) as data: which term of the law, whether divisible, how named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zhixing.law.seizure.term import Asset


@dataclass(frozen=True, slots=True)
class AssetKind:
    """Say what the law makes of a kind of property, and whether its control is a sealing."""

    code: str
    zh: str
    en: str
    term: Asset
    is_divisible: bool
    is_sealed: bool


ASSET_KINDS: Final[Mapping[str, AssetKind]] = {
    kind.code: kind
    for kind in (
        AssetKind("DEPOSIT", "存款", "deposit", Asset.DEPOSIT, True, False),
        AssetKind("FIN_ASSET", "金融资产", "financial product", Asset.OTHER_RIGHT, True, False),
        AssetKind("REAL_ESTATE", "不动产", "real estate", Asset.IMMOVABLE, False, True),
        AssetKind("VEHICLE", "车辆", "vehicle", Asset.MOVABLE, False, True),
        AssetKind("SHIP", "船舶", "ship", Asset.MOVABLE, False, True),
        AssetKind("SECURITIES", "证券", "securities", Asset.OTHER_RIGHT, True, False),
        AssetKind("EQUITY", "股权", "equity", Asset.OTHER_RIGHT, True, False),
        AssetKind("OTHER_RIGHT", "其他财产权", "other right", Asset.OTHER_RIGHT, False, False),
    )
}
"""By code; a kind is divisible where a part of it can be controlled alone."""


def kind_of(code: str) -> AssetKind:
    """Give a kind of property; one not named is another property right.

    >>> kind_of("REAL_ESTATE").term.value, kind_of("TRADE_MARK").term.value
    ('immovable', 'other_right')
    """
    return ASSET_KINDS.get(code, ASSET_KINDS["OTHER_RIGHT"])
