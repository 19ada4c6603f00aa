#!/usr/bin/env python3
"""Checks the receipt of a random assignment without the platform: standard library only.

    python3 verify_assignment.py receipt.json

Checked are: the secret matches the commitment published before the cycle; the seed
follows from the secret and the log's head; the case stands at its place in the
order of numbers; the group and the handler are those the seed deals it to.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

DOMAIN = b"zhixing assignment v1\x00"
CHECKED = ("commitment", "order", "place", "group", "handler")


def permutation(seed: bytes, label: str, count: int) -> list[int]:
    order, draws = list(range(count)), numbers(seed, label)
    for last in range(count - 1, 0, -1):
        limit = 2**32 - 2**32 % (last + 1)
        number = next(draws)
        while number >= limit:
            number = next(draws)
        pick = number % (last + 1)
        order[last], order[pick] = order[pick], order[last]
    return order


def numbers(seed: bytes, label: str):
    counter = 0
    while True:
        block = hashlib.sha256(seed + label.encode() + counter.to_bytes(8, "big")).digest()
        yield from (int.from_bytes(block[i : i + 4], "big") for i in range(0, 32, 4))
        counter += 1


def dealt(seed: bytes, label: str, position: int, count: int) -> int:
    turn, place = divmod(position, count)
    return permutation(seed, f"{label}/{turn}", count)[place]


def sort_key(number: str) -> tuple[int, str, int]:
    found = re.fullmatch(r"[（(](\d{4})[）)](.*?)(\d+)号", number)
    if not found:
        raise ValueError(f"not a case number: {number}")
    return int(found[1]), re.sub(r"^.*\d", "", found[2]) or found[2], int(found[3])


def problems(receipt: dict) -> list[str]:
    found = []
    secret, root = bytes.fromhex(receipt["secret"]), bytes.fromhex(receipt["log_root"])
    if hashlib.sha256(DOMAIN + b"commit\x00" + secret).hexdigest() != receipt["commitment"]:
        found.append("commitment: the secret is not the one committed to")
    listed = receipt["numbers"]
    if hashlib.sha256("\n".join(listed).encode()).hexdigest() != receipt["numbers_sha256"]:
        found.append("order: the list of numbers is not the one the receipt names")
    if [sort_key(n) for n in listed] != sorted(sort_key(n) for n in listed):
        found.append("order: the cases do not stand in the order of their numbers")
    position = receipt["position"]
    if not 0 <= position < len(listed) or listed[position] != receipt["number"]:
        found.append("place: the case does not stand where the receipt says")
    seed = hashlib.sha256(DOMAIN + b"seed\x00" + secret + root).digest()
    groups = receipt["groups"]
    if dealt(seed, "group", position, len(groups)) != receipt["group"]:
        found.append("group: the seed deals the case to another group")
    earlier = sum(dealt(seed, "group", p, len(groups)) == receipt["group"] for p in range(position))
    members = groups[receipt["group"]]["members"]
    member = dealt(seed, f"member/{receipt['group']}", earlier, len(members))
    if earlier != receipt["turn"] or member != receipt["member"]:
        found.append("handler: the seed deals the case to another handler")
    return found


def main() -> int:
    receipt = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = problems(receipt)
    for line in found:
        print(f"FAILED  {line}")
    if not found:
        print(f"OK  {receipt['number']}: " + ", ".join(CHECKED))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
