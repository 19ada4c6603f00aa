"""Feedback messages as they are kept in the outbox, before they are put on the wire."""

from __future__ import annotations

from typing import Any

from simulators.bank.codec import Node, Values, encode, receipt_node, rows, without_number
from simulators.bank.lookup import NOT_APPROVED, sentinel
from simulators.bank.receipt import receipt_pdf

Body = dict[str, Any]

_OLD_NAMES = {"CCXH": "ZHXH", "CCLB": "ZHLB"}


def as_body(root: Node, title: str = "", lines: list[str] | None = None) -> Body:
    """Give a message for the outbox; with a title it carries a receipt."""
    return {"root": _plain(root), "title": title, "receipt": lines or []}


def _plain(node: Node) -> Body:
    children = [_plain(child) for child in node.children]
    return {"name": node.name, "values": node.values, "children": children}


def _node(body: Body) -> Node:
    return Node(body["name"], dict(body["values"]), [_node(child) for child in body["children"]])


def on_wire(
    number: str,
    body: Body,
    *,
    lower_case_md5: bool = False,
    missing_bdhm: bool = False,
    old_names: bool = False,
) -> str:
    """Give a message as it goes out, with what a careless front-end does to it."""
    root = _node(body["root"])
    binaries: dict[str, bytes] = {}
    if missing_bdhm:
        without_number(root.children)
    if old_names and root.name == "zhxxList":
        for row in root.children:
            row.values = {_OLD_NAMES.get(k, k): v for k, v in row.values.items()}
    if body["title"]:
        binaries["@receipt"] = receipt_pdf(body["title"], body["receipt"])
        row = receipt_node(number, body["title"], binaries["@receipt"])
        if lower_case_md5:
            row.values["MD5"] = row.values["MD5"].lower()
        root.children.append(Node("hzxxList", {}, [row]))
    return encode(root, binaries)


def reject_query(number: str, reason: str, stamp: str, *, own_list: bool) -> tuple[str, Body]:
    """Give operation and message by which a query is not taken."""
    if own_list:
        return _own_list(number, reason)
    row = sentinel(number, NOT_APPROVED, stamp, reason)
    return "shfeedXzcxInfo", as_body(Node("zhxxList", {}, [row]))


def reject_control(
    number: str, lines: list[Values], reason: str, *, own_list: bool, wrong: bool
) -> tuple[str, Body]:
    """Give operation and message by which a control is not taken; ``wrong`` as many send it."""
    if own_list:
        return _own_list(number, reason)
    numbers = [line.get("CCXH", "1") for line in lines] or ["1"]
    refused = [{"BDHM": number, "CCXH": line, "KZZT": "2", "WNKZYY": reason} for line in numbers]
    operation = "shfeedXzcxInfo" if wrong else "shfeedXzkzInfo"
    return operation, as_body(Node("kzxxList", {}, [Node("kzxx", row) for row in refused]))


def _own_list(number: str, reason: str) -> tuple[str, Body]:
    values = {
        "BDHM": number,
        "XCHTYY": NOT_APPROVED,
        "XCHTBZ": reason,
        "XCHTR": "示例经办",
        "XCHTDH": "010-00000000",
    }
    return "htInfo", as_body(Node("htxxList", {}, [Node("htxx", values)]))


def control_message(
    request: Values, results: list[tuple[Values, list[Values]]], bank: str, day: str
) -> Body:
    """Give the feedback of a control: one row per line, and the receipt."""
    nodes = [
        Node("kzxx", values, rows("djxx", [_owned(values, prior) for prior in before]))
        for values, before in results
    ]
    title = f"{request.get('AH', '')}协助执行通知书（回执）"
    text = [f"{request.get('FYMC', '')}：", f"请求编号 {request['BDHM']}", f"{bank}　{day}"]
    for values, _ in results:
        state = "已控制" if values["KZZT"] == "1" else "未控制"
        amount = values.get("SKJE", "0.00")
        reason = values.get("WNKZYY", "")
        text.append(f"{values['CCXH']}　{values.get('KHZH', '')}　{state}　{amount}　{reason}")
    return as_body(Node("kzxxList", {}, nodes), title, text)


def _owned(values: Values, prior: Values) -> Values:
    return {"BDHM": values["BDHM"], "CCXH": values["CCXH"], **prior}


def query_messages(found: list[Node], most: int) -> tuple[Body, Body | None]:
    """Give the answer to a query and, when it holds too many transactions, those apart."""
    apart: list[Node] = []
    total = sum(len(c.children) for row in found for c in row.children if c.name == "wlxxList")
    if total > most:
        for row in found:
            for listing in [c for c in row.children if c.name == "wlxxList"]:
                row.children.remove(listing)
                for node in listing.children:
                    keys = {"BDHM": row.values["BDHM"], "CCXH": row.values["CCXH"]}
                    apart.append(Node("wlxx", {**keys, **node.values}))
    ledger = as_body(Node("wlxxList", {}, apart)) if apart else None
    return as_body(Node("zhxxList", {}, found)), ledger
