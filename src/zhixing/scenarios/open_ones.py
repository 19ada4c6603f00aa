"""The simulated institutions of the open profile in a rehearsal: who they are, their keys.

Three are programs of their own; the town is one program that plays all the others, each with a
world, a key and books of its own. Whoever signs gets a key made for this state alone.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zhixing.institutions.abilities import OPEN_PROFILE, ability_of
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.institutions.kinds import KeyAlgorithm, Tier
from zhixing.institutions.operations import NewInstitution, register_institution
from zhixing.institutions.queries import find_institution_by_code
from zhixing.platform.crypto.detached import PublicKey
from zhixing.platform.database.scope import Scope, open_scope

KEY_FILE: Final = "open-keys.json"


@dataclass(frozen=True, slots=True)
class OpenOne:
    """Name a simulated institution of the open profile: short, as a program; code; kind; name."""

    short: str
    code: str
    kind: K
    name: str
    name_en: str


ALONE: Final = (
    OpenOne("cheguan", "CG000001", K.VEHICLE_REGISTRY, "示例车辆管理所", "Sample Vehicle Registry"),
    OpenOne("zhifu", "ZF000001", K.PAYMENT_INSTITUTION, "示例支付公司", "Sample Payment Company"),
    OpenOne(
        "zhengquan",
        "ZQ000001",
        K.SECURITIES_DEPOSITORY,
        "示例证券登记公司",
        "Sample Securities Depository",
    ),
)
TOWN: Final = (
    OpenOne("shichang", "SC000001", K.MARKET_REGULATOR, "示例市场监管局", "Market Regulator"),
    OpenOne("guquan", "GQ000001", K.EQUITY_CUSTODIAN, "示例股权托管中心", "Equity Custodian"),
    OpenOne("gongjijin", "GJ000001", K.HOUSING_FUND, "示例公积金中心", "Sample Housing Fund"),
    OpenOne("shebao", "SB000001", K.SOCIAL_INSURANCE, "示例社会保险局", "Sample Social Insurance"),
    OpenOne("yanglao", "YL000001", K.PENSION_AGENCY, "示例养老金中心", "Sample Pension Agency"),
    OpenOne("baoxian", "BX000001", K.INSURER, "示例人寿保险公司", "Sample Life Insurer"),
    OpenOne("shuiwu", "SW000001", K.TAX_AUTHORITY, "示例税务局", "Sample Tax Authority"),
    OpenOne("dianxin", "DX000001", K.TELECOM_OPERATOR, "示例电信公司", "Sample Telecom"),
    OpenOne("minzheng", "MZ000001", K.CIVIL_REGISTRY, "示例民政局", "Sample Civil Registry"),
    OpenOne("chuanbo", "CB000001", K.SHIP_REGISTRY, "示例船舶登记处", "Sample Ship Registry"),
    OpenOne("quanshang", "QS000001", K.SECURITIES_BROKER, "示例证券公司", "Sample Broker"),
    OpenOne("jijin", "JJ000001", K.FUND_MANAGER, "示例基金公司", "Sample Fund Manager"),
    OpenOne("xintuo", "XT000001", K.TRUST_COMPANY, "示例信托公司", "Sample Trust Company"),
    OpenOne("zhufang", "FG000001", K.HOUSING_AUTHORITY, "示例住房局", "Sample Housing Authority"),
    OpenOne(
        "zhishi",
        "ZS000001",
        K.INTELLECTUAL_PROPERTY_OFFICE,
        "示例知识产权局",
        "Sample Intellectual Property Office",
    ),
    OpenOne("gongan", "GA000001", K.POLICE, "示例公安局", "Sample Police"),
    OpenOne("churujing", "CR000001", K.EXIT_ENTRY_ADMINISTRATION, "示例出入境", "Exit and Entry"),
    OpenOne("yunshu", "YS000001", K.TRANSPORT_OPERATOR, "示例运输公司", "Sample Transport"),
    OpenOne("tudi", "TD000001", K.LAND_AUTHORITY, "示例自然资源局", "Sample Land Authority"),
)
OPEN_ONES: Final = (*ALONE, *TOWN)


def keys_of(state: Path) -> dict[str, str]:
    """Give the private keys of the open institutions by short name; those missing are made."""
    path = state / "simulators" / KEY_FILE
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [one.short for one in OPEN_ONES if one.short not in known]
    if missing:
        known |= {short: secrets.token_hex(32) for short in missing}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(known))
    return known


def register_open_ones(state: Path, on: date, at: datetime, *, province: str) -> None:
    """Register them all, known ones as they are; ``on`` is the first day on which they answer."""
    keys = keys_of(state)
    for one in OPEN_ONES:
        _register(one, bytes.fromhex(keys[one.short]), on, at, province)


def _register(one: OpenOne, seed: bytes, on: date, at: datetime, province: str) -> None:
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    ability = ability_of(one.kind)
    with open_scope(Scope.system()):
        if find_institution_by_code(one.code, on) is not None:
            return
        register_institution(
            NewInstitution(
                code=one.code,
                name=one.name,
                name_en=one.name_en,
                kind=one.kind,
                tier=ability.tier,
                province=province if ability.tier is Tier.LOCAL else "",
                profile=OPEN_PROFILE,
                user_name="",
                password="",
                valid_from=on,
                at=at,
                capabilities=ability.capabilities,
                service_level_hours=ability.service_level.hours,
                keys=(PublicKey("k1", KeyAlgorithm.ED25519.value, public),),
            )
        )
