"""The canonical request (协助执行请求), whatever a profile makes of it on the wire.

Money is Fen in the hundredth of the named currency, days are dates, terms are half-open
ranges. State, deadlines and hand-out times are columns of the room, not part of the message.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days

CNY = "156"
"""Yuan by its numeric ISO 4217 code, as deposits carry it on the wire."""


class Channel(StrEnum):
    """Name the road a request takes; MANUAL is the letter carried by an officer."""

    BANK_SOAP = "BANK_SOAP"
    BANK_FILE = "BANK_FILE"
    REG_SOAP = "REG_SOAP"
    OPEN_JSON = "OPEN_JSON"
    MANUAL = "MANUAL"


class Kind(StrEnum):
    """Tell a query (查询) from a control (控制)."""

    QUERY = "QUERY"
    CONTROL = "CONTROL"


class Target(StrEnum):
    """Name what a line controls."""

    DEPOSIT = "DEPOSIT"
    FIN_ASSET = "FIN_ASSET"
    REAL_ESTATE = "REAL_ESTATE"
    RIGHT = "RIGHT"


class Scope(StrEnum):
    """Tell control of the funds in an account from control of the account itself."""

    FUNDS = "FUNDS"
    ACCOUNT = "ACCOUNT"


class Measure(StrEnum):
    """Name a measure (控制措施) of a bank or a registry."""

    FREEZE = "FREEZE"
    RENEW = "RENEW"
    QUEUE = "QUEUE"
    RELEASE = "RELEASE"
    RELEASE_QUEUED = "RELEASE_QUEUED"
    TRANSFER = "TRANSFER"
    WITHDRAW_INCOME = "WITHDRAW_INCOME"
    FREEZE_TRANSFER = "FREEZE_TRANSFER"
    SEAL = "SEAL"
    SEAL_RENEW = "SEAL_RENEW"
    SEAL_RELEASE = "SEAL_RELEASE"
    TITLE_TRANSFER = "TITLE_TRANSFER"


class IdType(StrEnum):
    """Name a kind of identity document (证件种类)."""

    RESIDENT_ID = "RESIDENT_ID"
    HK_MACAO_TAIWAN_PERMIT = "HK_MACAO_TAIWAN_PERMIT"
    PASSPORT = "PASSPORT"
    HOUSEHOLD_BOOK = "HOUSEHOLD_BOOK"
    MILITARY_CARD = "MILITARY_CARD"
    BUSINESS_LICENCE = "BUSINESS_LICENCE"
    ORGANISATION_CODE = "ORGANISATION_CODE"
    CREDIT_CODE = "CREDIT_CODE"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Court:
    """Name the enforcing court (执行法院)."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """Name an officer in charge (承办人), with the numbers of the two cards.

    ``card`` is the pair the court recorded, from which the pictures come; no wire carries it.
    """

    name: str
    phone: str = ""
    address: str = ""
    work_card_no: str = ""
    duty_card_no: str = ""
    card: UUID | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Name whose property is searched or controlled."""

    name: str
    id_type: IdType
    id_no: str
    country_region: str = ""
    id_issue_place: str = ""


@dataclass(frozen=True, slots=True)
class AccountRef:
    """Point at an account, or at one of its sub-accounts."""

    no: str
    sub_no: str = ""
    class_text: str = ""
    branch: str = ""
    branch_code: str = ""


@dataclass(frozen=True, slots=True)
class AssetRef:
    """Point at a financial product (金融资产)."""

    name: str = ""
    type_text: str = ""
    unit: str = ""
    sales_kind: str = ""
    region_no: str = ""
    product_no: str = ""
    wealth_account: str = ""
    payout_account: str = ""


@dataclass(frozen=True, slots=True)
class UnitRef:
    """Point at a real-estate unit (不动产单元); ``business_no`` is the registry's of the right."""

    unit_no: str
    right_type: str = ""
    location: str = ""
    certificate_no: str = ""
    office: str = ""
    business_no: str = ""


@dataclass(frozen=True, slots=True)
class CaseFund:
    """Name the case account (案款账户) that a transfer goes to."""

    name: str
    bank: str
    bank_no: str
    account_no: str
    kind: str = "本币"


@dataclass(frozen=True, slots=True)
class Origin:
    """Link a follow-up measure to the measure it renews or releases."""

    request_no: str
    case_no: str = ""
    institution_ref: str = ""


@dataclass(frozen=True, slots=True)
class Transferee:
    """Name a person to whom title passes."""

    seq: int
    name: str
    id_type: IdType
    id_no: str


@dataclass(frozen=True, slots=True)
class ControlLine:
    """Order one measure on one account, product, unit or other thing.

    ``term`` is half-open; the wire carries its first and its last day. ``with_income`` takes
    dividends and the like in, ``keep_free`` must stay at the debtor's disposal; only the open
    profile carries these two.
    """

    line_no: int
    target: Target
    measure: Measure
    ruling_no: str
    scope: Scope | None = Scope.FUNDS
    account: AccountRef | None = None
    asset: AssetRef | None = None
    unit: UnitRef | None = None
    currency: str = CNY
    amount: Fen | None = None
    quantity: Decimal | None = None
    term: Days | None = None
    case_fund: CaseFund | None = None
    convert_fx: str = ""
    origin: Origin | None = None
    transferees: tuple[Transferee, ...] = ()
    with_income: bool = False
    keep_free: Fen | None = None


@dataclass(frozen=True, slots=True)
class Writ:
    """Carry a document (法律文书) or a receipt (回执) as bytes.

    ``registrant`` put it on file, on ``registered_on``; only registries are told, and tell.
    """

    seq: int
    category: str
    file_name: str
    extension: str
    content: bytes
    registrant: str = ""
    registered_on: date | None = None

    @property
    def md5(self) -> str:
        """Give the upper-case MD5 of the wire: a check against damage, not against fraud."""
        return hashlib.md5(self.content, usedforsecurity=False).hexdigest().upper()


@dataclass(frozen=True, slots=True)
class Credential:
    """Carry an officer's cards (工作证、公务证): number, file format, image."""

    seq: int
    officer_name: str
    work_card_no: str = ""
    work_card_format: str = ""
    work_card_image: bytes = b""
    duty_card_no: str = ""
    duty_card_format: str = ""
    duty_card_image: bytes = b""


@dataclass(frozen=True, slots=True)
class AssistanceRequest:
    """Ask one institution for assistance: a query, or a control of one or more lines.

    ``external_no`` is the number the institution knows the request by. The first officer is
    the one named in the message; ``credentials`` hold the cards of all. ``ledger_period``
    asks for the transactions of these days.
    """

    channel: Channel
    institution_code: str
    kind: Kind
    external_no: str
    case_no: str
    court: Court
    officers: tuple[Officer, ...]
    subject: Subject
    lines: tuple[ControlLine, ...] = ()
    documents: tuple[Writ, ...] = ()
    credentials: tuple[Credential, ...] = ()
    writ_set_no: str = ""
    notice_title: str = ""
    remark: str = ""
    ledger_period: Days | None = None
    institution_class: str = "YH"
