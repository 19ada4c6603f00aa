"""Wording shared by the instruments about deposits: accounts, sums and the objection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from zhixing.instruments.rendering.blocks import Fields, Table
from zhixing.instruments.rendering.frame import Frame
from zhixing.instruments.rendering.template import Basis, Remedy
from zhixing.instruments.rendering.wording import account_number, money, money_in_figures
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Name an account and the sum an instrument is about; ``amount`` None: the whole account.

    ``foreign`` is the sum in the account's own currency, where that is not yuan;
    ``keep_free`` is what must stay in it for a natural person to live on.
    """

    holder: str
    bank: str
    number: str
    amount: Fen | None = None
    foreign: str = ""
    keep_free: Fen | None = None

    @property
    def sum_words(self) -> str:
        """Write the sum in figures, a foreign one with what it is worth in yuan."""
        if self.amount is None:
            return self.foreign or "—"
        worth = money_in_figures(self.amount)
        return f"{self.foreign}（折{worth}）" if self.foreign else worth


@dataclass(frozen=True, slots=True)
class Term:
    """Hold the days between which a freeze stands; the last one counts."""

    starts_on: date
    ends_on: date


OBJECTION = Remedy(
    "当事人、利害关系人认为本执行行为违反法律规定的，可以依照{basis}之规定，"
    "向本院提出书面异议。异议审查期间不停止执行。",
    (Basis("CPL", "236"),),
)


def account_table(accounts: tuple[Account, ...]) -> Table:
    """Give the table of accounts with the sum of each."""
    return Table(
        headers=("户名", "开户机构", "账号", "金额（元）"),
        rows=tuple(
            (
                account.holder,
                account.bank,
                account_number(account.number),
                account.sum_words,
            )
            for account in accounts
        ),
        widths=(9, 9, 17, 10),
        align=("left", "left", "left", "right"),
    )


def total(accounts: tuple[Account, ...]) -> str:
    """Give the accounts' sum in words and figures."""
    return money(Fen(sum(account.amount or 0 for account in accounts)))


def is_foreign(accounts: tuple[Account, ...]) -> bool:
    """Say whether an instrument is about money in a foreign currency."""
    return any(account.foreign for account in accounts)


def in_own_currency(accounts: tuple[Account, ...]) -> tuple[Account, ...]:
    """Give the accounts with their foreign sums alone: what is exchanged has its own rate."""
    return tuple(replace(a, amount=None) if a.foreign else a for a in accounts)


def officers_field(frame: Frame, officers: tuple[str, str]) -> Fields:
    """Give the form that names the case and the two officers with their cards."""
    return Fields((("案　　号", frame.case_number), ("执行人员", "；".join(officers))))


SAMPLE_ACCOUNTS = (
    Account(
        holder="示例乙商贸有限公司",
        bank="示例银行示例支行",
        number="0000000000000002002",
        amount=Fen.of_yuan("600000.00"),
    ),
    Account(
        holder="示例丁",
        bank="示例银行示例支行",
        number="0000000000000003003",
        amount=Fen.of_yuan("58900.00"),
    ),
)
SAMPLE_OFFICERS = ("示例己（执行公务证号示例0001）", "示例癸（执行公务证号示例0002）")
SAMPLE_TERM = Term(date(2027, 3, 15), date(2028, 3, 14))
