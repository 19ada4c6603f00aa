"""What a bank says later than it should: an answer corrected, a freeze taken back.

``correction``: the first answer to a query tells more in the first account than lies there; the
true answer follows. ``reversal``: a freeze that was told as done is undone and told as not done.
Both follow only once the court has taken the first word; undoing and its word are kept together.
``reopened_correction`` (packages): the true answer follows only when the court opens it again.
"""

from __future__ import annotations

import json
from typing import Any

from simulators.bank.books import Books
from simulators.bank.codec import Node, fen, yuan
from simulators.bank.faults import Faults
from simulators.bank.messages import Body, as_body

TOO_MUCH_FEN = 88_00
"""What the first account is said to hold beyond the truth."""
CORRECTED = "更正前次反馈的余额"
TAKEN_BACK = "复核后撤销冻结"


def first_word(faults: Faults, number: str, body: Body) -> Body:
    """Give an answer to a query as it is told at first, where the plan has it told wrongly."""
    if not _is_told_wrongly(faults, number) or not _accounts(body):
        return body
    wrong: Body = json.loads(json.dumps(body))
    values = wrong["root"]["children"][0]["values"]
    for name in ("YE", "KYYE"):
        values[name] = yuan(fen(values[name]) + TOO_MUCH_FEN)
    return wrong


def _is_told_wrongly(faults: Faults, number: str) -> bool:
    if faults.strikes("correction", number):
        return True
    late = "reopened_correction"
    return faults.strikes(late, number) and not faults.has_struck(late, number)


def think_again(books: Books, faults: Faults, row: Any) -> str:
    """Queue what follows a word the court has taken; gives what was done, empty for nothing."""
    number, body = row["request_no"], json.loads(row["body"])
    with books.step():
        if _accounts(body) and faults.strikes_once("correction", number):
            body["root"]["children"][0]["values"]["BEIZ"] = CORRECTED
            books.queue(number, row["operation"], body, is_final=False)
            return "corrected"
        if body["root"]["name"] != "kzxxList" or not faults.strikes("reversal", number):
            return ""
        back = _take_back(books, number, body)
        if back and faults.strikes_once("reversal", number):
            books.queue(number, row["operation"], back, is_final=False)
            return "taken_back"
    return ""


def _accounts(body: Body) -> bool:
    """Say whether an answer tells of accounts: a sentinel has no currency."""
    root = body["root"]
    rows = root["children"] if root["name"] == "zhxxList" else []
    return bool(rows) and bool(rows[0]["values"].get("BZ"))


def _take_back(books: Books, number: str, body: Body) -> Body | None:
    """Undo the freezes of a request that stand as they were entered; None where none does."""
    sql = "update freezes set is_active = 0, limit_fen = 0 where request_no = ? and is_active"
    if books.db.execute(sql + " and not is_hold", (number,)).rowcount == 0:
        return None
    rows = [
        Node("kzxx", {"BDHM": number, "CCXH": v["CCXH"], "KZZT": "2", "WNKZYY": TAKEN_BACK})
        for v in (child["values"] for child in body["root"]["children"])
        if "CCXH" in v
    ]
    return as_body(Node("kzxxList", {}, rows))
