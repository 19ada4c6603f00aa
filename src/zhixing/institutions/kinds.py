"""The words of this room: kinds of institution, tiers, what each can be asked for."""

from __future__ import annotations

from enum import StrEnum


class InstitutionKind(StrEnum):
    """The twenty-eight kinds of unit (联动单位) that answer a court's queries and orders."""

    COMMERCIAL_BANK = "COMMERCIAL_BANK"
    POLICY_BANK = "POLICY_BANK"
    RURAL_FINANCE = "RURAL_FINANCE"
    CENTRAL_BANK = "CENTRAL_BANK"
    PAYMENT_INSTITUTION = "PAYMENT_INSTITUTION"
    SECURITIES_DEPOSITORY = "SECURITIES_DEPOSITORY"
    SECURITIES_BROKER = "SECURITIES_BROKER"
    FUND_MANAGER = "FUND_MANAGER"
    INSURER = "INSURER"
    TRUST_COMPANY = "TRUST_COMPANY"
    REAL_ESTATE_REGISTRY = "REAL_ESTATE_REGISTRY"
    HOUSING_AUTHORITY = "HOUSING_AUTHORITY"
    LAND_AUTHORITY = "LAND_AUTHORITY"
    HOUSING_FUND = "HOUSING_FUND"
    VEHICLE_REGISTRY = "VEHICLE_REGISTRY"
    SHIP_REGISTRY = "SHIP_REGISTRY"
    MARKET_REGULATOR = "MARKET_REGULATOR"
    EQUITY_CUSTODIAN = "EQUITY_CUSTODIAN"
    INTELLECTUAL_PROPERTY_OFFICE = "INTELLECTUAL_PROPERTY_OFFICE"
    TAX_AUTHORITY = "TAX_AUTHORITY"
    SOCIAL_INSURANCE = "SOCIAL_INSURANCE"
    PENSION_AGENCY = "PENSION_AGENCY"
    CIVIL_REGISTRY = "CIVIL_REGISTRY"
    POLICE = "POLICE"
    EXIT_ENTRY_ADMINISTRATION = "EXIT_ENTRY_ADMINISTRATION"
    TELECOM_OPERATOR = "TELECOM_OPERATOR"
    TRANSPORT_OPERATOR = "TRANSPORT_OPERATOR"
    NON_MEMBER_COUNTER = "NON_MEMBER_COUNTER"


class Tier(StrEnum):
    """National centre to centre (总对总) or local point to point (点对点)."""

    NATIONAL = "NATIONAL"
    LOCAL = "LOCAL"


class WireCapability(StrEnum):
    """What an institution can be asked to do over its profile."""

    QUERY = "QUERY"
    FREEZE = "FREEZE"
    RENEW = "RENEW"
    RELEASE = "RELEASE"
    TRANSFER = "TRANSFER"
    SEAL = "SEAL"
    TITLE = "TITLE"
    LOOK_OUT = "LOOK_OUT"


class PropertyKind(StrEnum):
    """Name what an institution can report of a person: things owned, and things known.

    The first group are rights with a value that a court may control; what follows
    ``OTHER`` is knowledge that leads to property or to the person (线索), never a thing
    that is entered into the property register.
    """

    DEPOSIT = "DEPOSIT"
    FIN_ASSET = "FIN_ASSET"
    WALLET = "WALLET"
    SECURITIES = "SECURITIES"
    FUND_SHARE = "FUND_SHARE"
    TRUST_SHARE = "TRUST_SHARE"
    INSURANCE = "INSURANCE"
    HOUSING_FUND = "HOUSING_FUND"
    PENSION = "PENSION"
    SOCIAL_BENEFIT = "SOCIAL_BENEFIT"
    TAX_REFUND = "TAX_REFUND"
    REAL_ESTATE = "REAL_ESTATE"
    HOUSING_CONTRACT = "HOUSING_CONTRACT"
    LAND_RIGHT = "LAND_RIGHT"
    VEHICLE = "VEHICLE"
    SHIP = "SHIP"
    EQUITY = "EQUITY"
    IP_RIGHT = "IP_RIGHT"
    OTHER = "OTHER"
    ACCOUNT_RECORD = "ACCOUNT_RECORD"
    COMPANY_RECORD = "COMPANY_RECORD"
    TAX_RECORD = "TAX_RECORD"
    EMPLOYMENT = "EMPLOYMENT"
    CIVIL_STATUS = "CIVIL_STATUS"
    IDENTITY_RECORD = "IDENTITY_RECORD"
    ADDRESS = "ADDRESS"
    EXIT_RECORD = "EXIT_RECORD"
    TRAVEL_RECORD = "TRAVEL_RECORD"

    @property
    def is_property(self) -> bool:
        """Say whether it is a thing of value, and not only something known."""
        return self not in _KNOWLEDGE


_KNOWLEDGE = frozenset(
    {
        PropertyKind.ACCOUNT_RECORD,
        PropertyKind.COMPANY_RECORD,
        PropertyKind.TAX_RECORD,
        PropertyKind.EMPLOYMENT,
        PropertyKind.CIVIL_STATUS,
        PropertyKind.IDENTITY_RECORD,
        PropertyKind.ADDRESS,
        PropertyKind.EXIT_RECORD,
        PropertyKind.TRAVEL_RECORD,
    }
)


class KeyAlgorithm(StrEnum):
    """Name how an institution signs: Ed25519, or SM2 with SM3 (GM/T 0003)."""

    ED25519 = "Ed25519"
    SM2 = "SM2-SM3"
