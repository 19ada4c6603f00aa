"""Answers to queries: every account of a person, found by number and exact name."""

from __future__ import annotations

import json
from random import Random

from simulators.bank.books import Books
from simulators.bank.codec import Node, Values, rows, yuan
from simulators.bank.measures import prior_rows, ranks
from simulators.bank.products import free_units
from simulators.bank.world import invent_accounts

NO_RECORD, FAILED, NOT_APPROVED = "查无开户信息", "查询异常", "业务审核未通过"


def sentinel(number: str, word: str, stamp: str, remark: str = "") -> Node:
    """Give the single row that stands for no account, a failed lookup, or a rejection."""
    values = {"BDHM": number, "CCXH": "1", "KHZH": word, "YE": "0.00", "KYYE": "0.00"}
    return Node("zhxx", {**values, "FKSJ": stamp, "BEIZ": remark})


def invent_unknown(books: Books, request: Values, seed: str, rate: float) -> None:
    """Give a stranger accounts, for a share of strangers that the seed picks."""
    number, name = request.get("DSRZJHM", ""), request.get("XM", "")
    if not number or books.row("select 1 from persons where id_no = ?", number):
        return
    if Random(f"{seed}:stranger:{number}").random() < rate:
        accounts = invent_accounts(f"{seed}:{number}")
        person = {"id_no": number, "name": name, "accounts": accounts}
        with books.step():
            books.admit_person(person)


def look_up(books: Books, request: Values, today: str, stamp: str) -> list[Node]:
    """Give the ``zhxx`` rows that answer a query; transactions only when both dates are given."""
    number, id_no = request["BDHM"], request.get("DSRZJHM", "").replace("-", "")
    name = request.get("XM", "")
    person = books.row("select * from persons where id_no = ? and name = ?", id_no, name)
    if person is not None and person["lookup"] == "error":
        return [sentinel(number, FAILED, stamp)]
    found = books.rows(
        "select * from accounts where id_no = ? and name = ? order by rowid", id_no, name
    )
    if not found:
        return [sentinel(number, NO_RECORD, stamp)]
    return [
        _account(books, request, dict(row), str(place), today, stamp)
        for place, row in enumerate(found, 1)
    ]


def _account(
    books: Books, request: Values, row: dict[str, object], line: str, today: str, stamp: str
) -> Node:
    no = str(row["no"])
    detail = json.loads(str(row["detail"]))
    standing, free = ranks(books.db, no, today)
    values = {
        "BDHM": request["BDHM"],
        "CCXH": line,
        "KHZH": no,
        "CCLB": detail.get("class", "借记卡"),
        "ZHZT": detail.get("status", "正常"),
        "KHWD": detail.get("held_at", "") + detail.get("branch", ""),
        "KHWDDM": detail.get("branch_code", ""),
        "KHRQ": _stamp(detail.get("opened", "")),
        "XHRQ": _stamp(detail.get("closed", "")),
        "BZ": detail.get("currency", "156"),
        **({} if "held_at" in detail else _money(row, free)),
        "GLZJZH": detail.get("linked", ""),
        "FKSJ": stamp,
        "TXDZ": detail.get("address", ""),
        "LXDH": detail.get("phone", ""),
        "BEIZ": detail.get("remark", ""),
    }
    lists = [
        *rows("jrxx", _products(books, no, today)),
        *rows("djxx", prior_rows(standing)),
        *rows("wlxx", _movements(request, detail)),
        *rows("qlxx", _rights(detail)),
        *rows("glxx", _sub_accounts(no, detail)),
    ]
    return Node("zhxx", values, lists)


def _money(row: dict[str, object], free: int) -> Values:
    return {"YE": yuan(int(str(row["balance_fen"]))), "KYYE": yuan(free)}


def _stamp(day: str) -> str:
    return f"{day[:10].replace('-', '/')} {day[11:] or '00:00:00'}" if day else ""


def _products(books: Books, no: str, today: str) -> list[Values]:
    found = []
    sql = "select * from products where account_no = ? order by product_no"
    for place, row in enumerate(books.rows(sql, no), 1):
        product = json.loads(row["detail"])
        units = yuan(row["quantity_hundredths"])
        price = product.get("unit_price", "1.00")
        found.append(
            {
                "ZCXH": str(place),
                "ZCMC": product["name"],
                "ZCLX": product.get("type", "理财"),
                "JRCPBH": product["product_no"],
                "LCZH": row["wealth_account"],
                "ZJHKZH": product.get("payout_account", ""),
                "JLDW": product.get("unit", "份"),
                "BZ": "156",
                "ZCDWJG": price,
                "SE": units,
                "KYSE": yuan(free_units(books.db, row, today)),
            }
        )
    return found


def _movements(request: Values, detail: dict[str, object]) -> list[Values]:
    first, last = request.get("CKKSSJ", ""), request.get("CKJSSJ", "")
    listed = detail.get("transactions", [])
    if not first or not last or not isinstance(listed, list):
        return []
    found: list[Values] = []
    for item in listed:
        at = _stamp(item["at"])
        if first <= at <= last:
            found.append(
                {
                    "WLXH": str(len(found) + 1),
                    "JYZL": item.get("kind", "转账"),
                    "ZJLX": item["direction"],
                    "BZ": "156",
                    "JE": item["amount"],
                    "JYSJ": at,
                    "JYLSH": item.get("serial", f"LS{len(found) + 1:06d}"),
                    "ZCKZXM": item.get("name", ""),
                    "ZCKZH": item.get("account", ""),
                }
            )
    return found


def _rights(detail: dict[str, object]) -> list[Values]:
    listed = detail.get("rights", [])
    return [
        {
            "XH": str(place),
            "QLLX": right["kind"],
            "QLR": right["holder"],
            "QLJE": right.get("amount", ""),
            "QLRDZ": right.get("address", ""),
            "QLRLXFS": right.get("phone", ""),
        }
        for place, right in enumerate(listed if isinstance(listed, list) else [], 1)
    ]


def _sub_accounts(no: str, detail: dict[str, object]) -> list[Values]:
    listed = detail.get("sub_accounts", [])
    return [
        {
            "GLXH": str(place),
            "ZKHZH": no,
            "GLZHLB": sub.get("class", "定期"),
            "GLZHHM": sub["no"],
            "BZ": sub.get("currency", "156"),
            "YE": sub["balance"],
            "KYYE": sub.get("available", sub["balance"]),
        }
        for place, sub in enumerate(listed if isinstance(listed, list) else [], 1)
    ]
