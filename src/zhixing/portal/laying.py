"""Lays a party's view of its case out for its page: tables, plain words, reasons."""

from __future__ import annotations

from typing import Final

from zhixing.inquiry.creditor_tables import summary_of, tables_of
from zhixing.inquiry.debtor import HeldOfDebtor
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.portal.pages.law import explain_alone
from zhixing.portal.told import rights_of_creditor, rights_of_debtor
from zhixing.portal.windows import CameIn, CreditorWindow, DebtorWindow, Step, WentOut

STEPS: Final = (
    Column("step", Words("法院下一步", "What the court does next"), fixed=True),
    Column("due", Words("法定期限", "The law's last day"), Kind.DAY, fixed=True),
)
CAME_IN: Final = (
    Column("on", Words("到账日", "Came in on"), Kind.DAY, fixed=True),
    Column("amount", Words("金额", "Amount"), Kind.MONEY, fixed=True),
    Column("kind", Words("来源", "From")),
)
WENT_OUT: Final = (
    Column("on", Words("日期", "Day"), Kind.DAY, fixed=True),
    Column("amount", Words("金额", "Amount"), Kind.MONEY, fixed=True),
    Column("state", Words("进展", "Progress"), fixed=True),
    Column("account", Words("您的收款账户", "Your account")),
)
HELD: Final = (
    Column("kind", Words("财产", "What"), fixed=True),
    Column("where", Words("所在单位", "Where")),
    Column("amount", Words("控制金额", "Amount held"), Kind.MONEY, fixed=True),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("ruling", Words("依据的裁定书", "By which ruling")),
)
KINDS: Final = {
    "voluntary": Words("被执行人或者他人缴款", "paid in"),
    "transferred": Words("自控制的财产划转", "out of property held"),
    "transfer": Words("自控制的财产划转", "out of property held"),
    "auction": Words("财产变价", "property sold"),
    "instalment": Words("和解分期", "instalment of the settlement"),
}
STATES: Final = {
    "PAID": Words("已发放", "paid to you"),
    "UNDER_WAY": Words("发放办理中", "being paid out"),
    "BACK": Words(
        "银行退回，请联系承办人核对账户",
        "sent back by the bank: check the account with the handler",
    ),
}


def lay_creditor(window: CreditorWindow) -> dict[str, object]:
    """Lay an applicant's page out."""
    on = window.standing.on
    return {
        "standing": window.standing,
        "steps": _steps(window.standing.steps),
        "owed": window.owed,
        "debt_why": explain_alone(window.debt, "interest") if window.debt is not None else None,
        "plan": window.plan,
        "received": window.received,
        "summary": summary_of(window.view),
        "tables": tables_of(window.view),
        "money": [_came_in(window.came_in), _went_out(window.went_out)],
        "rights": rights_of_creditor(on),
    }


def lay_debtor(window: DebtorWindow) -> dict[str, object]:
    """Lay a debtor's page out; ``living_why`` opens what must stay free to its reasons."""
    minimum = window.view.minimum
    rights = rights_of_debtor(
        window.standing.on,
        is_person=window.is_person,
        is_listed=window.listed_on is not None,
    )
    return {
        "standing": window.standing,
        "steps": _steps(window.standing.steps),
        "held": _held_table(window.view.held),
        "minimum": minimum.value if minimum is not None else None,
        "living_why": explain_alone(minimum) if minimum is not None else None,
        "is_person": window.is_person,
        "owing": window.owing,
        "owing_refused": window.owing_refused,
        "listed_on": window.listed_on,
        "restricted_on": window.restricted_on,
        "rights": rights,
    }


def _steps(steps: tuple[Step, ...]) -> Table | None:
    rows = [Row(str(n), (s.name, Cell(s.due_on, note=_late(s)))) for n, s in enumerate(steps)]
    return Table("steps", Words("接下来", "What comes next"), STEPS, rows) if rows else None


def _late(step: Step) -> Text:
    if not step.late_days:
        return NOTHING
    return Words("▲ 已超过{n}日", "▲ {n} days late").filled(n=step.late_days)


def _came_in(moves: tuple[CameIn, ...]) -> Table:
    rows = [
        Row(f"in-{n}", (m.on, m.amount, KINDS.get(m.kind, NOTHING))) for n, m in enumerate(moves)
    ]
    nothing = Empty(Words("尚无款项到账", "No money came in yet"))
    return Table("came-in", Words("本案到账", "Money that came in"), CAME_IN, rows, empty=nothing)


def _went_out(moves: tuple[WentOut, ...]) -> Table:
    rows = [
        Row(f"out-{n}", (m.paid_on or m.made_on, m.amount, STATES[m.state], _tail(m.tail)))
        for n, m in enumerate(moves)
    ]
    nothing = Empty(Words("尚未向您发放", "Nothing was paid to you yet"))
    return Table("went-out", Words("向您发放", "Paid to you"), WENT_OUT, rows, empty=nothing)


def _tail(tail: str) -> Text:
    return Words("尾号{t}", "ending {t}").filled(t=tail) if tail else NOTHING


def _held_table(held: tuple[HeldOfDebtor, ...]) -> Table:
    nothing = Empty(Words("本案没有控制您的财产", "Nothing of yours is held in this case"))
    rows = [_held(n, h) for n, h in enumerate(held)]
    name = Words("本案控制的您的财产", "What of yours is held in this case")
    return Table("held", name, HELD, rows, empty=nothing)


def _held(place: int, h: HeldOfDebtor) -> Row:
    number = Words("{n}尾号{t}", "{n} ending {t}").filled(n=Words(*h.number), t=h.tail)
    cells = (
        Cell(Words(*h.kind), note=number if h.tail else NOTHING),
        Words(*h.institution),
        Cell(h.amount, note=_remark(h)),
        h.since,
        h.until,
        h.ruling or Words("请向承办人查询", "ask the handler"),
    )
    return Row(f"held-{place}", cells)


def _remark(h: HeldOfDebtor) -> Text:
    """Say what else there is to a control: it waits, it is of the whole thing, or leaves some."""
    if h.rank > 1:
        return Words(
            "排在其他法院之后，第{r}顺位，现在不生效", "waits in line, rank {r}: no effect now"
        ).filled(r=h.rank)
    if h.amount is None:
        return Words("整体{v}", "{v} of the whole").filled(v=Words(*h.verb))
    if h.kept:
        return Words("为您保留{k}元未冻结", "{k} yuan left to you").filled(k=h.kept.yuan)
    return NOTHING
