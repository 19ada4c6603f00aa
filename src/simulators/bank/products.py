"""Control of a financial product: units are frozen, and with them the account it pays out to."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from simulators.bank import measures
from simulators.bank.codec import Values, fen, iso, yuan

if TYPE_CHECKING:
    from simulators.bank.measures import Order


def control_product(db: sqlite3.Connection, order: Order) -> tuple[Values, list[Values]]:
    """Freeze, renew or release the units of a product."""
    product = db.execute(
        "select * from products where account_no = ? and (product_no = ? or wealth_account = ?)",
        (order.account_no, order.line.get("JRCPBH", ""), order.line.get("LCZH") or "-"),
    ).fetchone()
    if product is None:
        return order.refused("未找到理财产品"), []
    kind = order.line["KZCS"]
    if kind == measures.FREEZE:
        return _freeze(db, order, product)
    if kind == measures.TRANSFER:
        return order.refused("理财产品不支持扣划"), []
    original = measures.find_original(db, order, product["product_no"])
    if original is None:
        return order.refused("未找到原冻结记录"), []
    if kind == measures.RENEW:
        ends = iso(order.line["JSRQ"])
        _with_payout(db, "update freezes set ends = ?", original, ends)
    else:
        _with_payout(db, "update freezes set is_active = ?", original, 0)
    units = original["units_hundredths"]
    row = {**order.keys(), "KZZT": "1", "SKSE": yuan(units), "WNKZYY": ""}
    if kind == measures.RENEW:
        row |= {"CSKSRQ": order.line.get("KSRQ", ""), "CSJSRQ": order.line["JSRQ"]}
    return row, []


def _with_payout(
    db: sqlite3.Connection, change: str, original: sqlite3.Row, value: str | int
) -> None:
    """Change the freeze of a product together with that of the account it pays out to."""
    sql = f"{change} where request_no = ? and line = ? and is_active"
    db.execute(sql, (value, original["request_no"], original["line"]))


def _freeze(
    db: sqlite3.Connection, order: Order, product: sqlite3.Row
) -> tuple[Values, list[Values]]:
    detail = json.loads(product["detail"])
    payout = order.line.get("ZJHKZH") or detail.get("payout_account", "")
    limit, paid_out = fen(order.line["JE"]), 0
    if db.execute("select 1 from accounts where no = ?", (payout,)).fetchone():
        paid_out = min(limit, measures.ranks(db, payout, order.today)[1])
        measures.enter_freeze(db, order, limit, account_no=payout)
    row = {
        **order.keys(),
        "JRCPBH": product["product_no"],
        "KZZT": "1",
        "CSKSRQ": order.line.get("KSRQ", ""),
        "CSJSRQ": order.line.get("JSRQ", ""),
        "DJXE": yuan(limit),
    }
    if not detail.get("lockable", True):
        reason = "产品冻结失败，已冻结回款账户"
        return {**row, "SKJE": yuan(paid_out), "SKSE": "0.00", "WNKZYY": reason}, []
    free = free_units(db, product, order.today)
    units = min(fen(order.line.get("SE", "")), free)
    measures.enter_freeze(db, order, 0, product_no=product["product_no"], units=units)
    value = units * fen(detail.get("unit_price", "1.00")) // 100
    return {**row, "SKJE": yuan(value), "SKSE": yuan(units), "WNKZYY": ""}, []


def free_units(db: sqlite3.Connection, product: sqlite3.Row, today: str) -> int:
    """Give the units of a product, in hundredths, that no freeze holds."""
    taken = db.execute(
        "select coalesce(sum(units_hundredths), 0) as units from freezes where account_no = ?"
        " and product_no = ? and is_active and ends >= ?",
        (product["account_no"], product["product_no"], today),
    ).fetchone()["units"]
    return max(0, int(product["quantity_hundredths"]) - int(taken))
