"""What the bank's core does with one control line: freeze, renew, release, transfer.

Each function works inside the caller's transaction and gives the values of the ``kzxx`` row.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from simulators.bank.codec import Values, fen, iso, slashed, yuan
from simulators.bank.products import control_product

FREEZE, RENEW, RELEASE, TRANSFER = "01", "02", "04", "06"


@dataclass(frozen=True, slots=True)
class Order:
    """Hold a line with the request it belongs to, on a day.

    A freeze takes ``beyond`` fen more than was ordered where they are free: the bank's mistake.
    """

    request: Values
    line: Values
    today: str
    beyond: int = 0

    @property
    def number(self) -> str:
        return self.request["BDHM"]

    @property
    def account_no(self) -> str:
        return self.line.get("GLZHHM") or self.line.get("KHZH", "")

    def refused(self, reason: str) -> Values:
        """Give the row of a line that was not executed."""
        return {**self.keys(), "KZZT": "2", "WNKZYY": reason}

    def keys(self) -> Values:
        """Give the values that name the line."""
        named = {"BDHM": self.number, "CCXH": self.line.get("CCXH", "1")}
        named |= {k: self.line[k] for k in ("KHZH", "JRCPBH", "LCZH", "KZNR") if self.line.get(k)}
        return named


@dataclass(frozen=True, slots=True)
class Rank:
    """Hold one live freeze with what it binds of the balance, in order of arrival."""

    row: sqlite3.Row
    bound: int


def ranks(db: sqlite3.Connection, account_no: str, today: str) -> tuple[list[Rank], int]:
    """Give the live freezes of an account in rank, and what remains free of them."""
    account = db.execute("select balance_fen from accounts where no = ?", (account_no,)).fetchone()
    free = int(account["balance_fen"])
    found = []
    for row in db.execute(
        "select * from freezes where account_no = ? and product_no = '' and is_active"
        " and ends >= ? order by id",
        (account_no, today),
    ):
        bound = free if row["scope"] == "2" else min(free, row["limit_fen"])
        free -= bound
        found.append(Rank(row, bound))
    return found, free


def prior_rows(found: list[Rank]) -> list[Values]:
    """Give the ``djxx`` rows of measures that stand before ours."""
    return [
        {
            "CSXH": str(place),
            "DJJZRQ": slashed(rank.row["ends"]),
            "DJJG": rank.row["authority"],
            "DJWH": rank.row["document"],
            "DJJE": yuan(rank.row["limit_fen"]),
        }
        for place, rank in enumerate(found, 1)
        if not rank.row["is_hold"]
    ]


def examine(db: sqlite3.Connection, order: Order) -> str:
    """Give why a line cannot be executed at all, empty when it can: account, number, name."""
    if not order.account_no:
        return "未提供账号"
    account = db.execute("select * from accounts where no = ?", (order.account_no,)).fetchone()
    if account is None:
        return "账号不存在"
    if _bare(account["id_no"]) != _bare(order.request.get("DSRZJHM", "")):
        return "账号与被控制人证件号码不匹配"
    if account["name"] != order.request.get("XM", ""):
        return "账号与被控制人姓名不匹配"
    if order.line.get("KZCS") not in (FREEZE, RENEW, RELEASE, TRANSFER):
        return "不支持的控制措施"
    return ""


def _bare(number: str) -> str:
    return number.replace("-", "").upper()


def execute(db: sqlite3.Connection, order: Order) -> tuple[Values, list[Values]]:
    """Execute a line: the ``kzxx`` values and its ``djxx`` rows."""
    reason = examine(db, order)
    if reason:
        return order.refused(reason), []
    if order.line.get("KZLX") == "2":
        return control_product(db, order)
    measure = {FREEZE: _freeze, RENEW: _renew, RELEASE: _release, TRANSFER: _transfer}
    return measure[order.line["KZCS"]](db, order)


def _done(db: sqlite3.Connection, order: Order, **values: str) -> Values:
    _, free = ranks(db, order.account_no, order.today)
    sql = "select balance_fen from accounts where no = ?"
    balance = db.execute(sql, (order.account_no,)).fetchone()["balance_fen"]
    row = {**order.keys(), "KZZT": "1", "YE": yuan(balance), "KYYE": yuan(free)}
    return {**row, **values}


def _freeze(db: sqlite3.Connection, order: Order) -> tuple[Values, list[Values]]:
    before, free = ranks(db, order.account_no, order.today)
    ordered = fen(order.line["JE"])
    limit = ordered + order.beyond if free >= ordered + order.beyond else ordered
    actual = free if order.line.get("KZNR") == "2" else min(limit, free)
    enter_freeze(db, order, limit)
    row = _done(
        db,
        order,
        CSKSRQ=order.line.get("KSRQ", ""),
        CSJSRQ=order.line.get("JSRQ", ""),
        DJXE=yuan(ordered),
        SKJE=yuan(actual),
        CESKJE=yuan(max(0, actual - ordered)),
        WNKZYY="",
    )
    return row, prior_rows(before)


def enter_freeze(
    db: sqlite3.Connection,
    order: Order,
    limit: int,
    *,
    product_no: str = "",
    units: int = 0,
    account_no: str = "",
    is_hold: bool = False,
) -> None:
    """Write a freeze into the books, last in rank."""
    db.execute(
        "insert into freezes (account_no, product_no, request_no, line, authority, document,"
        " limit_fen, units_hundredths, scope, ends, is_hold) values (?,?,?,?,?,?,?,?,?,?,?)",
        (
            account_no or order.account_no,
            product_no,
            order.number,
            order.line.get("CCXH", "1"),
            order.request.get("FYMC", ""),
            order.line.get("CKWH", ""),
            limit,
            units,
            "1" if is_hold else order.line.get("KZNR", "1"),
            iso(order.line.get("JSRQ", "")) or "9999-12-31",
            is_hold,
        ),
    )


def find_original(db: sqlite3.Connection, order: Order, product_no: str = "") -> sqlite3.Row | None:
    """Give the live freeze that a follow-up measure names by its original request."""
    found: sqlite3.Row | None = db.execute(
        "select * from freezes where account_no = ? and product_no = ? and request_no = ?"
        " and request_no <> '' and is_active and ends >= ? and not is_hold order by id desc",
        (order.account_no, product_no, order.line.get("YDJDH", ""), order.today),
    ).fetchone()
    return found


def _bound(db: sqlite3.Connection, order: Order, freeze_id: int) -> int:
    found, _ = ranks(db, order.account_no, order.today)
    return next((rank.bound for rank in found if rank.row["id"] == freeze_id), 0)


def _renew(db: sqlite3.Connection, order: Order) -> tuple[Values, list[Values]]:
    original = find_original(db, order)
    if original is None:
        return order.refused("未找到原冻结记录"), []
    ends = iso(order.line["JSRQ"])
    db.execute("update freezes set ends = ? where id = ?", (ends, original["id"]))
    row = _done(
        db,
        order,
        CSKSRQ=order.line.get("KSRQ", ""),
        CSJSRQ=order.line["JSRQ"],
        DJXE=yuan(original["limit_fen"]),
        SKJE=yuan(_bound(db, order, original["id"])),
        CESKJE="0.00",
        WNKZYY="",
    )
    before = ranks(db, order.account_no, order.today)[0]
    return row, prior_rows([rank for rank in before if rank.row["id"] < original["id"]])


def _release(db: sqlite3.Connection, order: Order) -> tuple[Values, list[Values]]:
    original = find_original(db, order)
    if original is None:
        return order.refused("未找到原冻结记录"), []
    bound = _bound(db, order, original["id"])
    asked = fen(order.line["JE"]) or original["limit_fen"]
    lessen(db, original, asked)
    released = bound - _bound(db, order, original["id"])
    row = _done(db, order, DJXE=yuan(asked), SKJE=yuan(released), CESKJE="0.00", WNKZYY="")
    return row, []


def lessen(db: sqlite3.Connection, freeze: sqlite3.Row, amount: int) -> None:
    """Take an amount off the limit of a freeze, ending it when nothing is left."""
    left = max(0, freeze["limit_fen"] - amount)
    db.execute(
        "update freezes set limit_fen = ?, is_active = ? where id = ?",
        (left, left > 0, freeze["id"]),
    )


def hold(db: sqlite3.Connection, order: Order) -> None:
    """Hold the money of a transfer until it is finished by hand, as bank cores do at first."""
    if not examine(db, order) and order.line.get("KZLX") != "2":
        enter_freeze(db, order, fen(order.line["JE"]), is_hold=True)


def _transfer(db: sqlite3.Connection, order: Order) -> tuple[Values, list[Values]]:
    db.execute(
        "update freezes set is_active = 0 where request_no = ? and line = ? and is_hold",
        (order.number, order.line.get("CCXH", "1")),
    )
    if not (order.line.get("ZXKZHZH") and order.line.get("ZXKZHHM")):
        return order.refused("案款账户信息不完整"), []
    original = find_original(db, order) if order.line.get("YDJDH") else None
    if order.line.get("YDJDH") and original is None:
        return order.refused("未找到原冻结记录"), []
    before, free = ranks(db, order.account_no, order.today)
    bound = _bound(db, order, original["id"]) if original is not None else 0
    asked = fen(order.line["JE"])
    paid = min(asked, free + bound)
    if paid == 0:
        return order.refused("余额不足"), prior_rows(before)
    _pay(db, order, paid)
    if original is not None:
        lessen(db, original, paid)
    row = _done(
        db,
        order,
        DJXE=yuan(asked),
        SKJE=yuan(paid),
        CESKJE="0.00",
        WNKZYY="" if paid == asked else "余额不足，部分扣划",
    )
    others = [r for r in before if original is None or r.row["id"] != original["id"]]
    return row, prior_rows(others)


def _pay(db: sqlite3.Connection, order: Order, amount: int) -> None:
    sql = "update accounts set balance_fen = balance_fen - ? where no = ?"
    db.execute(sql, (amount, order.account_no))
    db.execute(
        "insert into transfers values (?,?,?,?,?,?,?,?,?)",
        (
            order.number,
            order.line.get("CCXH", "1"),
            order.account_no,
            order.line["ZXKZHZH"],
            order.line["ZXKZHHM"],
            order.line.get("ZXKZHKHH", ""),
            amount,
            order.today,
            order.request.get("AH", ""),
        ),
    )
