"""The money tab: what is owed by kind, what came in, what is held, what went out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zhixing.cases.debt import debt_on
from zhixing.cases.docket.chapters import Debt
from zhixing.cases.lawful_deed import facts_of, names_of
from zhixing.desk.casefile import why_url
from zhixing.desk.words import PAYMENT_STATES, RECEIPT_KINDS, word
from zhixing.funds.accounts import account_of
from zhixing.funds.acts import Money
from zhixing.funds.queries import (
    PaymentView,
    ReceiptView,
    get_case_money,
    list_payments,
    list_receipts,
)
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.debt_facts import Owed
from zhixing.law.money.account import AccountState, CaseAccount
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import once
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("案款", "Money")
CAME_IN: Final = Words("到账", "Received")
WENT_OUT: Final = Words("发放", "Paid out")
ACCOUNT_WORDS: Final = {
    AccountState.LACKING: Words("尚未开立", "not yet opened"),
    AccountState.CLOSED_WITHOUT: Words("未曾开立", "never opened"),
}
BY_ITSELF: Final = Words("{day}立案时自动开立", "opened by itself at filing, {day}")
BY_HAND: Final = Words("{day}开立", "opened on {day}")
TO_OPEN: Final = Words(
    "立案后已{n}日；由案款会计、出纳等有权登记到账的人员开立",
    "{n} days after filing; opened by whoever posts receipts (accountant, cashier)",
)
LAPSED: Final = Words(
    "立案后已{n}日；本院规定立案时自动开立，请由案款会计、出纳补开",
    "{n} days after filing, which should have opened it: the accountant or cashier makes it good",
)
RECEIPT_COLUMNS: Final = (
    Column("on", Words("到账日", "Received on"), Kind.DAY, fixed=True),
    Column("amount", Words("金额", "Amount"), Kind.MONEY, fixed=True),
    Column("kind", Words("性质", "Kind")),
    Column("payer", Words("付款人", "Payer"), Kind.NAME),
    Column("reference", Words("银行流水号", "Bank reference")),
    Column("status", Words("状态", "Status")),
)
OWED: Final = {
    Owed.COSTS: Words("费用", "Costs owed"),
    Owed.ORDINARY_INTEREST: Words("一般债务利息", "Ordinary interest owed"),
    Owed.PRINCIPAL: Words("本金（含损失、违约金）", "Principal owed"),
    Owed.EXTRA_INTEREST: Words("加倍部分债务利息", "Extra interest owed"),
}
KNOWN_COLUMNS: Final = RECEIPT_COLUMNS[:3]
PAYMENT_COLUMNS: Final = (
    Column("made", Words("申请日", "Ordered on"), Kind.DAY, fixed=True),
    Column("amount", Words("金额", "Amount"), Kind.MONEY, fixed=True),
    Column("payee", Words("收款人", "Payee"), Kind.NAME),
    Column("bank", Words("收款账户", "To account")),
    Column("state", Words("状态", "Status")),
    Column("paid", Words("付款日", "Paid on"), Kind.DAY),
    Column("purpose", Words("用途", "Purpose")),
)


def _count(ask: CaseAsk) -> int:
    return len(ask.facts.of(Debt).payments)


@case_tab("money", LABEL, order=40, count=_count)
def money(ask: CaseAsk) -> Fragment:
    """Show the money of the case; on another day only what its docket says of that day."""
    tables = _tables_now(ask) if ask.is_today else [_receipts_known(ask)]
    context = {"owed": _owed(ask), "held": _held(ask), "tables": tables}
    return Fragment(LABEL, "desk/tabs/money.html", context)


def _owed(ask: CaseAsk) -> Sequence[Answer]:
    if not ask.facts.of(Debt).obligations:
        return []
    try:
        owing = debt_on(facts_of(ask), ask.on).value
    except Refusal:
        return []
    why = why_url(ask, "debt")
    return [Answer(OWED[o.kind], money_text(o.amount), why=why) for o in owing.outstanding]


def _held(ask: CaseAsk) -> Sequence[Answer]:
    moved = ask.facts.of(Money)
    answers = [
        Answer(Words("到账合计", "Received in all"), money_text(moved.received)),
        Answer(Words("发放合计", "Paid out in all"), money_text(moved.paid_out)),
    ]
    if not ask.is_today:
        return [_account(ask), *answers]
    now = once(ask, "money", lambda: get_case_money(ask.court_no, ask.case))
    waiting = Words("另有待发放{m}", "besides {m} set aside for orders")
    waiting = waiting.filled(m=money_text(now.set_aside))
    return [
        _account(ask),
        Answer(Words("账户余额", "Held"), money_text(now.held), waiting if now.set_aside else ""),
        *answers,
    ]


def _account(ask: CaseAsk) -> Answer:
    """Say whether the case has its own account, since when or who opens it, and why it matters."""
    question = Words("案款专户（一案一账号）", "Case account (one for each case)")
    number = ask.facts.of(Money).account_number
    found = account_of(ask.court_no, facts_of(ask), ask.on)
    if found is None:
        return Answer(question, number or ACCOUNT_WORDS[AccountState.LACKING])
    answer: Text = number or ACCOUNT_WORDS[found.value.state]
    return Answer(question, answer, _opened(found.value, ask), why_url(ask, "case-account"))


def _opened(account: CaseAccount, ask: CaseAsk) -> Text:
    if account.opened_on is not None:
        said = BY_ITSELF if account.by_itself else BY_HAND
        return said.filled(day=day_words(account.opened_on))
    if account.state is AccountState.CLOSED_WITHOUT:
        return NOTHING
    return (LAPSED if account.by_itself else TO_OPEN).filled(n=account.lacking_days)


def _tables_now(ask: CaseAsk) -> list[Table]:
    receipts = once(ask, "receipts", lambda: list_receipts(ask.court_no, ask.case))
    orders = once(ask, "payments", lambda: list_payments(ask.court_no, case=ask.case))
    names = names_of(ask)
    return [
        Table(
            "receipts",
            CAME_IN,
            RECEIPT_COLUMNS,
            [_receipt(r) for r in receipts],
            empty=Empty(Words("尚无款项到账", "Nothing has come in")),
        ),
        Table(
            "payments",
            WENT_OUT,
            PAYMENT_COLUMNS,
            [_payment(p, names.get(p.payee, "")) for p in orders],
            empty=Empty(Words("尚未发放", "Nothing was paid out")),
        ),
    ]


def _receipts_known(ask: CaseAsk) -> Table:
    rows = [
        Row(str(n), (p.on, int(p.amount), word(RECEIPT_KINDS, p.kind)))
        for n, p in enumerate(ask.facts.of(Debt).payments)
    ]
    empty = Empty(Words("该日尚无款项到账", "Nothing had come in"))
    return Table("receipts-then", CAME_IN, KNOWN_COLUMNS, rows, empty=empty)


def _receipt(r: ReceiptView) -> Row:
    state = (
        Words("{d}冲正", "reversed on {d}").filled(d=r.reversed_on.isoformat())
        if r.reversed_on
        else Words("已入账", "Posted")
    )
    kind = word(RECEIPT_KINDS, r.kind)
    return Row(str(r.id), (r.received_on, int(r.amount), kind, r.payer, r.reference, state))


def _payment(p: PaymentView, payee: str) -> Row:
    state = word(PAYMENT_STATES, p.state)
    account = Words("{b} 尾号{t}", "{b} ending {t}").filled(b=p.bank_name, t=p.account_tail)
    purpose = p.failure or p.purpose or NOTHING
    return Row(str(p.id), (p.made_on, int(p.amount), payee, account, state, p.paid_on, purpose))
