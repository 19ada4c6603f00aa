"""What an institution feeds back (反馈), in the canonical form every profile decodes to.

A field the institution left out, or wrote so that it cannot be read, is None or empty: the
message's problems name it. A later feedback for the same request and line supersedes; all
versions are kept by the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from zhixing.inquiry.wire.errors import Note, Unreadable
from zhixing.inquiry.wire.model import Scope, Writ
from zhixing.inquiry.wire.real_estate import Estate
from zhixing.inquiry.wire.reasons import ReasonCode
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.fen import Fen


class FeedbackKind(StrEnum):
    """Name what a feedback is about."""

    ACCOUNTS = "ACCOUNTS"
    CONTROL = "CONTROL"
    REJECT = "REJECT"
    LEDGER = "LEDGER"
    REAL_ESTATE = "REAL_ESTATE"
    RECEIPT = "RECEIPT"
    PROPERTY = "PROPERTY"


class Outcome(StrEnum):
    """Tell whether a line was done, done in part, or not done."""

    DONE = "DONE"
    PARTIAL = "PARTIAL"
    NOT_DONE = "NOT_DONE"


class Sentinel(StrEnum):
    """Name a word that stands where an account number should."""

    NO_RECORD = "查无开户信息"
    LOOKUP_FAILED = "查询异常"
    NOT_APPROVED = "业务审核未通过"


class RejectionForm(StrEnum):
    """Tell which of the three encodings of banks a rejection came in, or that of registries."""

    OWN_LIST = "OWN_LIST"
    PSEUDO_ACCOUNT = "PSEUDO_ACCOUNT"
    PSEUDO_RESULT = "PSEUDO_RESULT"
    RESULT_CODE = "RESULT_CODE"
    OWN_MESSAGE = "OWN_MESSAGE"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Carry an institution's refusal to act at all."""

    form: RejectionForm
    reason: str
    reason_code: ReasonCode
    remark: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Counterparty:
    """Name the other side of a transaction."""

    name: str = ""
    account_no: str = ""
    bank: str = ""
    bank_no: str = ""
    id_type: str = ""
    id_no: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Carry one movement of an account; ``account_line`` is the bank's running number of it."""

    seq: str
    account_line: str
    kind_text: str
    direction: str
    currency: str
    amount: Fen | None
    at: datetime | None
    serial_no: str
    counterparty: Counterparty
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FinancialAsset:
    """Carry one financial product of an account."""

    seq: str
    name: str
    type_text: str
    sales_kind: str
    region_no: str
    product_no: str
    wealth_account: str
    payout_account: str
    manager: str
    tradable: str
    restriction: str
    restricted_until: date | None
    pledgee: str
    custodian: str
    beneficiary: str
    established_on: date | None
    redeemable: str
    custody_account: str
    unit: str
    currency: str
    unit_price: Decimal | None
    quantity: Decimal | None
    available_quantity: Decimal | None
    total: Fen | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PriorMeasure:
    """Carry a compulsory measure that was there before (在先冻结)."""

    seq: str
    authority: str
    document_no: str
    amount: Fen | None
    until: date | None
    asset_seq: str = ""
    product_no: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PriorityRight:
    """Carry a co-owner's or a preferred creditor's right (共有权、优先权)."""

    seq: str
    kind_text: str
    holder: str
    amount: Fen | None
    address: str
    contact: str
    asset_seq: str = ""
    product_no: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SubAccount:
    """Carry an account under an account (关联子账户)."""

    seq: str
    parent_no: str
    class_text: str
    no: str
    currency: str
    balance: Fen | None
    available: Fen | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AccountFound:
    """Carry one account of the person asked about, with everything hanging on it.

    ``line`` is the bank's own running number. Class and status are the bank's free text.
    """

    line: str
    no: str
    class_text: str
    status_text: str
    branch: str
    branch_code: str
    opened_on: date | None
    closed_on: date | None
    currency: str
    balance: Fen | None
    available: Fen | None
    linked_fund_account: str
    fed_back_at: datetime | None
    address: str
    postcode: str
    phone: str
    remark: str
    assets: tuple[FinancialAsset, ...] = ()
    prior_measures: tuple[PriorMeasure, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    rights: tuple[PriorityRight, ...] = ()
    sub_accounts: tuple[SubAccount, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PropertyFound:
    """Carry one thing of value, or one thing known, of whatever kind: the generic record.

    ``identifier`` is the number the institution knows the thing by and takes a control on.
    ``is_exempt``: the institution says that the law frees it from execution.
    ``details`` are further particulars under the institution's own names.
    """

    seq: str
    kind: PropertyKind
    identifier: str
    name: str
    status_text: str = ""
    location: str = ""
    registered_on: date | None = None
    holder_share: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    currency: str = ""
    value: Fen | None = None
    available: Fen | None = None
    is_exempt: bool = False
    remark: str = ""
    prior_measures: tuple[PriorMeasure, ...] = ()
    rights: tuple[PriorityRight, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conversion:
    """Carry how foreign money was exchanged (外币兑换): told on paper only, no wire carries it.

    ``foreign`` is in hundredths of ``currency`` (its number in ISO 4217), ``per_hundred`` the price
    in yuan of a hundred units on ``rate_on``, ``received`` the yuan paid to the court under the
    bank's own ``serial`` number.
    """

    currency: str
    foreign: Fen
    per_hundred: Fen
    rate_on: date
    received: Fen
    serial: str


@dataclass(frozen=True, slots=True)
class ControlResult:
    """Carry what became of one line; ``limit >= actual`` is not guaranteed (see ``excess``)."""

    line: str
    outcome: Outcome
    account_no: str
    product_no: str
    wealth_account: str
    scope: Scope | None
    balance: Fen | None
    available: Fen | None
    actual_from: date | None
    actual_to: date | None
    limit: Fen | None
    actual: Fen | None
    actual_quantity: Decimal | None
    excess: Fen | None
    reason: str
    reason_code: ReasonCode | None
    remark: str = ""
    prior_measures: tuple[PriorMeasure, ...] = ()
    rights: tuple[PriorityRight, ...] = ()
    institution_ref: str = ""
    conversion: Conversion | None = None
    business_no: str = ""
    """The registry's number of the business itself, where it has another than the sealing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Carry a receipt document and whether its MD5 agreed (None: it carried none)."""

    writ: Writ
    stated_md5: str
    md5_agrees: bool | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """Carry everything one message says about one request.

    ``no_record``: the only row says that the person holds no account. ``lookup_failed``: the
    bank could not look; ask again. ``rejection``: the bank refuses to act. ``estate`` is what a
    registry answers in place of accounts, ``properties`` are generic records. ``is_complete``
    False: more of the answer follows in messages of its own. ``lost`` are the rows and fields of
    an answer to a query that could not be read: with any, nothing read is not nothing found.
    """

    request_no: str
    kind: FeedbackKind
    no_record: bool = False
    lookup_failed: bool = False
    accounts: tuple[AccountFound, ...] = ()
    results: tuple[ControlResult, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    rejection: Rejection | None = None
    estate: Estate | None = None
    properties: tuple[PropertyFound, ...] = ()
    is_complete: bool = True
    lost: tuple[Note, ...] = ()

    @property
    def is_beside(self) -> bool:
        """Say whether it only adds to an answer and is none itself."""
        return self.kind in (FeedbackKind.LEDGER, FeedbackKind.RECEIPT)

    @property
    def is_rejected(self) -> bool:
        """Say whether the institution refused the request as a whole."""
        return self.rejection is not None


@dataclass(frozen=True, slots=True)
class Decoded:
    """Carry a decoded feedback document: one feedback per request named in it.

    ``notes`` are things tolerated; ``problems`` are rows or fields lost, each named. ``spelled``
    are the numbers that the wire's charset cannot carry, each as the message writes it.
    """

    root: str
    feedbacks: tuple[Feedback, ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[Unreadable, ...] = ()
    spelled: Mapping[str, str] = field(default_factory=dict)
