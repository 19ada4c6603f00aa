"""What the registry answers: a person's houses with all that hangs on them; a control's result.

Lists are repeated without a tag for the record, as the deployed front-end writes them.
"""

from __future__ import annotations

from typing import Any

from simulators.registry.books import Books
from simulators.registry.codec import Node, Values

OFFICE = "示例市不动产登记中心"
RIGHTS = {
    "TDSYQ": ("ZL", "ZDMJ", "YT"),
    "JSYDSYQ": ("ZL", "SYQMJ", "YT"),
    "FDCQ": ("FDZL", "JZMJ", "GHYT"),
    "HYSYQ": ("HDWZ", "SYQMJ", "HDYT"),
    "GJZWSYQ": ("ZL", "GJZWMJ", "GJZWGHYT"),
    "LQ": ("ZL", "SYQMJ", ""),
}
"""The classes of right with their names of place, area and use."""


def is_owner(house: dict[str, Any], who: Values, *, by_name: bool) -> bool:
    """Say whether a person owns a house: by number and name; an organisation code by either."""
    for owner in house["owners"]:
        is_number = _same(owner["id_no"], who.get("ZJH", ""))
        is_name = owner["name"] == who.get("XM", "")
        if who.get("ZJZL") == "6":
            if is_number or is_name:
                return True
        elif (is_number or by_name) and is_name:
            return True
    return False


def _same(one: str, other: str) -> bool:
    return one == other or (len(other) == 18 and one == other[:6] + other[8:17])


def query_answer(books: Books, who: Values, *, by_name: bool) -> Node:
    """Write the answer to a query; a request without name or number is code 2040."""
    number = who.get("CXQQDH", "")
    if not all(who.get(name) for name in ("XM", "ZJH", "ZJZL")):
        failed = {"CXQQDH": number, "RESULT": "2040", "MESSAGE": "查询处理失败"}
        return Node("BDCCXJG", failed)
    found = [h for h in books.houses() if is_owner(h, who, by_name=by_name)]
    lists: list[Node] = []
    for house in found:
        lists.append(_pre_notice(house) if house.get("pre_notice") else _right(house))
    lists += [_mortgage(h, m) for h in found for m in h.get("mortgages", ())]
    lists += [
        Node(
            "CFDJLIST",
            {
                "BDCDYH": house["unit"],
                "ZL": house["location"],
                "CFJG": row["authority"],
                "CFLX": row["kind"],
                "CFWH": row["document"],
                "CFQSSJ": row["starts"],
                "CFJSSJ": row["ends"],
                "CFYWH": row["ref"],
            },
        )
        for house in found
        for row in books.standing(house["unit"])
    ]
    return Node("BDCCXJG", {"CXQQDH": number, "RESULT": "0000"}, lists)


def _right(house: dict[str, Any]) -> Node:
    name = house.get("right", "FDCQ")
    place, area, use = RIGHTS[name]
    values = {
        "BDCDYH": house["unit"],
        place: house["location"],
        area: house.get("area", ""),
        **({use: house.get("use", "住宅")} if use else {}),
        "BDCQZH": house.get("certificate", ""),
        "DJJG": OFFICE,
        "YWH": house.get("business_no", ""),
    }
    return Node(f"{name}LIST", values, _holders(house))


def garble(answer: Node) -> bool:
    """Spoil rights of an answer: an area told in words, and a right left without any number.

    A single right only loses its area. False where there is none.
    """
    names = {f"{name}LIST": area for name, (_, area, _) in RIGHTS.items()}
    rights = [node for node in answer.children if node.name in names]
    for node in rights[:1]:
        node.values[names[node.name]] = "见附图"
    for node in rights[1:][-1:]:
        node.values |= {"BDCDYH": "", "BDCQZH": ""}
    return bool(rights)


def _pre_notice(house: dict[str, Any]) -> Node:
    values = {
        "BDCDYH": house["unit"],
        "YGDJZL": "1",
        "ZL": house["location"],
        "JZMJ": house.get("area", ""),
        "BDCDJZMH": house.get("certificate", ""),
    }
    return Node("YGDJLIST", values, _holders(house))


def _holders(house: dict[str, Any]) -> list[Node]:
    return [
        Node(
            "QLRXXLIST",
            {
                "QLRMC": owner["name"],
                "ZJZL": owner.get("id_type", "1"),
                "ZJH": owner["id_no"],
                "QLBL": owner.get("share", ""),
            },
        )
        for owner in house["owners"]
    ]


def _mortgage(house: dict[str, Any], mortgage: dict[str, str]) -> Node:
    values = {
        "BDCDYH": house["unit"],
        "ZL": house["location"],
        "DYQR": mortgage["holder"],
        "BDBZZQSE": mortgage.get("secured", ""),
        "ZWLXJSSJ": mortgage.get("until", ""),
    }
    return Node("DYAQLIST", values)


def control_answer(number: str, results: list[Values]) -> Node:
    """Write the result of a control; the right type is fixed to ``3`` by an old mistake."""
    rows = [Node("KZXX", {"BDCQLLX": "3", **result}) for result in results]
    return Node("BDCKZJG", {"CXQQDH": number, "RESULT": "0000"}, [Node("KZXXLIST", {}, rows)])
