"""Sharing proceeds out, rank by rank, from a question in the form of the topic ``distribution``."""

from __future__ import annotations

from typing import Any

from tests.law.oracle.interest import fen

NEVER = 10**12
PLAIN = {
    "natural_person": ["wages", "tax", "ordinary", "fine"],
    "enterprise": ["wages", "tax", "ordinary", "fine"],
    "criminal": ["restitution", "wages", "tax", "ordinary", "fine", "confiscation"],
}


def share(money: int, rows: list[tuple[str, int]]) -> dict[str, int]:
    """Share money among rows by amount: whole fen first, then a fen at a time.

    The fen that do not divide go to the rows that lost most by rounding down, the
    earlier identifier first among equals.
    """
    asked = sum(amount for _, amount in rows)
    if money >= asked:
        return dict(rows)
    given = {name: money * amount // asked for name, amount in rows}
    lost = {name: money * amount % asked for name, amount in rows}
    left = money - sum(given.values())
    while left:
        name = min(lost, key=lambda n: (-lost[n], n))
        given[name] += 1
        lost[name] = -1
        left -= 1
    return given


def reckon(question: dict[str, Any]) -> dict[str, Any]:
    """Share out and give the shares and the rest, in fen."""
    claims = sorted(question["claims"], key=lambda c: c["id"])
    asked = {c["id"]: fen(c["amount"]) for c in claims}
    money = fen(question["proceeds"])
    costs = min(money, fen(question["costs"]))
    kept = min(money - costs, fen(question.get("kept_free", "0.00")))
    money -= costs + kept
    shares = dict.fromkeys(asked, 0)
    for rank in _ranks(question, claims, asked):
        rows = [(name, amount) for name, amount in rank if amount]
        if not rows:
            continue
        for name, part in share(money, rows).items():
            shares[name] += part
            money -= part
    return {"shares": shares, "surplus": money, "to_costs": costs, "kept_free": kept}


def _ranks(
    question: dict[str, Any], claims: list[dict[str, Any]], asked: dict[str, int]
) -> list[list[tuple[str, int]]]:
    debtor = question["debtor"]
    secured: dict[int, list[tuple[str, int]]] = {}
    plain: dict[str, list[tuple[str, int]]] = {}
    for claim in claims:
        kind, name, amount = claim["class"], claim["id"], asked[claim["id"]]
        if kind == "secured":
            worth = claim.get("collateral")
            covered = amount if worth is None else min(amount, fen(worth))
            rank = claim.get("security_rank")
            secured.setdefault(NEVER if rank is None else rank, []).append((name, covered))
            kind, amount = "ordinary", amount - covered
        elif kind in ("wages", "tax") and question.get(kind, "priority") == "ordinary":
            kind = "ordinary"
        plain.setdefault(kind, []).append((name, amount))
    ranks = [plain.get("medical", [])] if debtor == "criminal" else []
    ranks += [secured[number] for number in sorted(secured)]
    for kind in PLAIN[debtor]:
        rows = plain.get(kind, [])
        if kind == "ordinary" and debtor == "enterprise":
            ranks += _by_seizure(rows, claims)
        else:
            ranks.append(rows)
    return ranks


def _by_seizure(
    rows: list[tuple[str, int]], claims: list[dict[str, Any]]
) -> list[list[tuple[str, int]]]:
    """Order by seizure; the creditors of one instrument stand where its first seizure stands."""
    own: dict[str, int] = {c["id"]: c.get("seized_rank") or NEVER for c in claims}
    paper: dict[str, str] = {c["id"]: c.get("instrument") or "" for c in claims}
    first: dict[str, int] = {}
    names = {name for name, amount in rows if amount}
    for name in names:
        if paper[name]:
            first[paper[name]] = min(own[name], first.get(paper[name], NEVER))
    at: dict[int, list[tuple[str, int]]] = {}
    for name, amount in rows:
        number = first.get(paper[name], own[name]) if paper[name] else own[name]
        at.setdefault(number, []).append((name, amount))
    return [at[number] for number in sorted(at)]
