"""What each row of a bank's feedback means: one function per kind of row."""

from __future__ import annotations

from zhixing.inquiry.wire.feedback import (
    AccountFound,
    ControlResult,
    Counterparty,
    FinancialAsset,
    Outcome,
    PriorityRight,
    PriorMeasure,
    Receipt,
    SubAccount,
    Transaction,
)
from zhixing.inquiry.wire.model import Scope, Writ
from zhixing.inquiry.wire.profile import fields
from zhixing.inquiry.wire.reasons import classify_reason
from zhixing.inquiry.wire.rows import Row, Sink

_ACCOUNT_FIELDS = frozenset(
    fields(
        "BDHM CCXH KHZH CCLB ZHZT KHWD KHWDDM KHRQ XHRQ BZ YE KYYE GLZJZH FKSJ TXDZ YZBM LXDH BEIZ"
    )
)
_SCOPES = {"1": Scope.FUNDS, "2": Scope.ACCOUNT}


def read_account(row: Row) -> AccountFound:
    """Read a ``zhxx`` with everything hanging on it."""
    row.note_strangers("jrxx", "djxx", "wlxx", "qlxx", "glxx")
    line = row.text("CCXH")
    return AccountFound(
        line=line,
        no=row.text("KHZH"),
        class_text=row.text("CCLB"),
        status_text=row.text("ZHZT"),
        branch=row.text("KHWD"),
        branch_code=row.text("KHWDDM"),
        opened_on=row.date("KHRQ"),
        closed_on=row.date("XHRQ"),
        currency=row.text("BZ"),
        balance=row.money("YE"),
        available=row.money("KYYE"),
        linked_fund_account=row.text("GLZJZH"),
        fed_back_at=row.time("FKSJ"),
        address=row.text("TXDZ"),
        postcode=row.text("YZBM"),
        phone=row.text("LXDH"),
        remark=row.text("BEIZ"),
        assets=tuple(read_asset(r) for r in row.rows("jrxx")),
        prior_measures=tuple(read_prior_measure(r) for r in row.rows("djxx")),
        transactions=tuple(read_transaction(r, line) for r in row.rows("wlxx")),
        rights=tuple(read_right(r) for r in row.rows("qlxx")),
        sub_accounts=tuple(read_sub_account(r) for r in row.rows("glxx")),
        extras=row.extras(_ACCOUNT_FIELDS),
    )


def read_asset(row: Row) -> FinancialAsset:
    """Read a ``jrxx``."""
    return FinancialAsset(
        seq=row.text("ZCXH"),
        name=row.text("ZCMC"),
        type_text=row.text("ZCLX"),
        sales_kind=row.text("CPXSZL"),
        region_no=row.text("DQH"),
        product_no=row.text("JRCPBH"),
        wealth_account=row.text("LCZH"),
        payout_account=row.text("ZJHKZH"),
        manager=row.text("ZCGLR"),
        tradable=row.text("ZCKFJY"),
        restriction=row.text("ZCJYXZ"),
        restricted_until=row.date("XZXCRQ"),
        pledgee=row.text("ZYQR"),
        custodian=row.text("TGR"),
        beneficiary=row.text("SYR"),
        established_on=row.date("CLR"),
        redeemable=row.text("SHR"),
        custody_account=row.text("TGZH"),
        unit=row.text("JLDW"),
        currency=row.text("BZ"),
        unit_price=row.decimal("ZCDWJG"),
        quantity=row.decimal("SE"),
        available_quantity=row.decimal("KYSE"),
        total=row.money("ZCZJE"),
        remark=row.text("BEIZ"),
    )


def read_prior_measure(row: Row) -> PriorMeasure:
    """Read a ``djxx``."""
    return PriorMeasure(
        seq=row.text("CSXH"),
        authority=row.text("DJJG"),
        document_no=row.text("DJWH"),
        amount=row.money("DJJE"),
        until=row.date("DJJZRQ"),
        asset_seq=row.text("ZCXH"),
        product_no=row.text("JRCPBH"),
        remark=row.text("BEIZ"),
    )


def read_transaction(row: Row, account_line: str) -> Transaction:
    """Read a ``wlxx``, where ZJLX is the direction and no type of identity document."""
    return Transaction(
        seq=row.text("WLXH"),
        account_line=account_line or row.text("CCXH"),
        kind_text=row.text("JYZL"),
        direction=row.text("ZJLX"),
        currency=row.text("BZ"),
        amount=row.money("JE"),
        at=row.time("JYSJ"),
        serial_no=row.text("JYLSH"),
        counterparty=Counterparty(
            name=row.text("ZCKZXM"),
            account_no=row.text("ZCKZH"),
            bank=row.text("ZCKZHKHH"),
            bank_no=row.text("JYDSYHHH"),
            id_type=row.text("JYDSZJLX"),
            id_no=row.text("JYDSZJHM"),
            address=row.text("JYDSTXDZ"),
            postcode=row.text("JYDSYZBM"),
            phone=row.text("JYDSLXDH"),
        ),
        remark=row.text("BEIZ"),
    )


def read_right(row: Row) -> PriorityRight:
    """Read a ``qlxx``."""
    return PriorityRight(
        seq=row.text("XH"),
        kind_text=row.text("QLLX"),
        holder=row.text("QLR"),
        amount=row.money("QLJE"),
        address=row.text("QLRDZ"),
        contact=row.text("QLRLXFS"),
        asset_seq=row.text("ZCXH"),
        product_no=row.text("JRCPBH"),
        remark=row.text("BEIZ"),
    )


def read_sub_account(row: Row) -> SubAccount:
    """Read a ``glxx``."""
    return SubAccount(
        seq=row.text("GLXH"),
        parent_no=row.text("ZKHZH"),
        class_text=row.text("GLZHLB"),
        no=row.text("GLZHHM"),
        currency=row.text("BZ"),
        balance=row.money("YE"),
        available=row.money("KYYE"),
        remark=row.text("BEIZ"),
    )


def read_outcome(row: Row) -> Outcome | None:
    """Tell done, done in part (controlled, yet with a reason) and not done; None if unstated."""
    state = row.text("KZZT").lstrip("0")
    if state == "1":
        return Outcome.PARTIAL if row.text("WNKZYY") else Outcome.DONE
    return Outcome.NOT_DONE if state == "2" else None


def read_result(
    row: Row,
    outcome: Outcome,
    prior: tuple[PriorMeasure, ...] = (),
    rights: tuple[PriorityRight, ...] = (),
) -> ControlResult:
    """Read a ``kzxx``; ``prior`` and ``rights`` are those that stood beside it in the root."""
    row.note_strangers("djxx", "qlxx")
    reason = row.text("WNKZYY")
    return ControlResult(
        line=row.text("CCXH"),
        outcome=outcome,
        account_no=row.text("KHZH"),
        product_no=row.text("JRCPBH"),
        wealth_account=row.text("LCZH"),
        scope=_SCOPES.get(row.text("KZNR").lstrip("0")),
        balance=row.money("YE"),
        available=row.money("KYYE"),
        actual_from=row.date("CSKSRQ"),
        actual_to=row.date("CSJSRQ"),
        limit=row.money("DJXE"),
        actual=row.money("SKJE"),
        actual_quantity=row.decimal("SKSE"),
        excess=row.money("CESKJE"),
        reason=reason,
        reason_code=classify_reason(reason) if reason else None,
        remark=row.text("BEIZ"),
        prior_measures=(*(read_prior_measure(r) for r in row.rows("djxx")), *prior),
        rights=(*(read_right(r) for r in row.rows("qlxx")), *rights),
    )


def read_receipt(row: Row, seq: int, sink: Sink) -> Receipt | None:
    """Read an ``hzxx``; data whose MD5 differs are kept and flagged. None when without content."""
    found = row.binary("WSNR")
    if found is None:
        return None
    content, agrees = found
    stated = row.text("MD5")
    if agrees is False:
        sink.note(
            "md5-differs", row.path, "MD5", "MD5 与内容不符，内容照收", "the MD5 differs; kept"
        )
    writ = Writ(
        seq=seq,
        category=row.text("WSLB"),
        file_name=row.text("WJMC"),
        extension=row.text("WJLX").lstrip(".").lower(),
        content=content,
        registrant=row.text("DJR"),
        registered_on=row.date("DJRQ"),
    )
    return Receipt(writ, stated, agrees)
