"""Drawing cases and comparing the library with the second reckonings.

python -m tests.law.oracle.agree 10000
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.law.oracle import distribution, interest
from zhixing.law.topics.asking import ask, get_topic

FIGURES = ("extra_interest", "ordinary_interest", "surplus")
KINDS = ("principal", "principal", "principal", "damages", "liquidated_damages")


def _day(draw: random.Random, first: str, last: str) -> date:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return start + timedelta(days=draw.randrange((end - start).days + 1))


def _yuan(draw: random.Random, most: int) -> str:
    fen = draw.choice((draw.randrange(1, most * 100), draw.randrange(1, most) * 100, 1, 10_000))
    return f"{fen // 100}.{fen % 100:02d}"


def _ordinary(draw: random.Random, first: date) -> dict[str, Any] | None:
    start = (first - timedelta(days=draw.randrange(0, 900))).isoformat()
    match draw.randrange(5):
        case 0 | 1:
            rate = draw.choice(("6", "4.35", "12", "24", "15.4", "0.5"))
            year = draw.choice((None, 360, 365))
            return {"kind": "fixed", "annual_rate": rate, "from": start, "year_days": year}
        case 2:
            tenor = draw.choice(("6m", "1y", "3y", "5y", "over_5y"))
            return {"kind": "benchmark", "tenor": tenor, "from": max(start, "2002-02-21")}
        case 3 if first > date(2019, 9, 1):
            tenor, multiple = draw.choice(("1y", "5y")), draw.choice(("1", "4", "1.5"))
            after = max(start, "2019-08-20")
            return {"kind": "lpr", "tenor": tenor, "multiple": multiple, "from": after}
    return None


def _options(draw: random.Random) -> dict[str, Any]:
    allocation = draw.choice(
        ("instrument_first_interest_first", "instrument_first_principal_first", "agreed")
    )
    chosen: dict[str, Any] = {
        "first_day": draw.choice(("excluded", "included")),
        "last_day": draw.choice(("excluded", "included")),
        "year_days_before_2014": draw.choice((360, 365)),
        "tier": draw.choice(("by_length", "six_months_to_one_year")),
        "case_fee_in_base": draw.random() < 0.5,
        "allocation": allocation,
    }
    if allocation == "agreed":
        kinds = ["costs", "ordinary_interest", "principal", "extra_interest"]
        draw.shuffle(kinds)
        chosen["agreed_order"] = kinds
    return chosen


def draw_debt(draw: random.Random) -> dict[str, Any]:
    """Draw a debt: one regime or across several, up to four items and six payments."""
    first, last = draw.choice(
        (
            ("2014-08-02", "2024-06-30"),
            ("2014-08-02", "2024-06-30"),
            ("2010-01-01", "2014-07-20"),
            ("2006-01-01", "2014-07-31"),
            ("2014-06-01", "2014-09-01"),
        )
    )
    dues = sorted(_day(draw, first, last) for _ in range(draw.choice((1, 1, 1, 2, 3))))
    items = []
    for due in dues:
        key = draw.choice(("due_on", "due_on", "effective_on"))
        item = {"kind": draw.choice(KINDS), "amount": _yuan(draw, 900_000), key: due.isoformat()}
        items.append(item)
    if draw.random() < 0.4:
        fee = {"kind": "case_fee", "amount": _yuan(draw, 9_000), "due_on": dues[0].isoformat()}
        items.append(fee)
    if draw.random() < 0.2:
        sum_of = {"kind": "ordinary_interest", "amount": _yuan(draw, 50_000)}
        items.append({**sum_of, "due_on": dues[0].isoformat()})
    as_of = _day(draw, dues[-1].isoformat(), "2025-05-19")
    if draw.random() < 0.6:
        as_of = min(as_of, dues[-1] + timedelta(days=draw.randrange(1, 1500)))
    payments = []
    for _ in range(draw.choice((0, 0, 1, 2, 3, 6))):
        on = _day(draw, (dues[0] - timedelta(days=60)).isoformat(), as_of.isoformat())
        kind = draw.choice(("voluntary", "transfer", "auction"))
        payment = {"on": on.isoformat(), "amount": _yuan(draw, 400_000), "kind": kind}
        if kind == "auction":
            served = on + timedelta(days=draw.randrange(0, 40))
            payment["ruling_served_on"] = served.isoformat()
        payments.append(payment)
    question: dict[str, Any] = {
        "items": items,
        "as_of": as_of.isoformat(),
        "payments": payments,
        "options": _options(draw),
    }
    terms = _ordinary(draw, dues[0])
    if terms is not None and any(item["kind"] == "principal" for item in items):
        question["ordinary"] = terms
    if draw.random() < 0.4:
        start = _day(draw, dues[0].isoformat(), as_of.isoformat())
        stop = start + timedelta(days=draw.randrange(0, 200))
        reason = draw.choice(
            ("retrial", "review_not_on_debtor", "deferral_by_debtor", "settlement")
        )
        question["excluded"] = [
            {"from": start.isoformat(), "to": stop.isoformat(), "reason": reason}
        ]
    return question


def draw_sharing(draw: random.Random) -> dict[str, Any]:
    """Draw proceeds and up to twelve claims."""
    debtor = draw.choice(("natural_person", "enterprise", "criminal"))
    classes = ["secured", "wages", "tax", "ordinary", "ordinary", "ordinary", "fine"]
    if debtor == "criminal":
        classes += ["medical", "restitution", "confiscation"]
    claims = []
    for i in range(draw.randrange(1, 13)):
        claim: dict[str, Any] = {
            "id": f"c{draw.randrange(100):02d}-{i}",
            "class": draw.choice(classes),
            "amount": _yuan(draw, draw.choice((3, 1_000, 900_000))),
        }
        if draw.random() < 0.7:
            claim["seized_rank"] = draw.randrange(1, 5)
        if claim["class"] == "secured":
            if draw.random() < 0.7:
                claim["collateral"] = _yuan(draw, 500_000)
            if draw.random() < 0.7:
                claim["security_rank"] = draw.randrange(1, 4)
        if claim["class"] == "ordinary" and draw.random() < 0.4:
            claim["instrument"] = draw.choice(("甲号", "乙号"))
        claims.append(claim)
    return {
        "debtor": debtor,
        "proceeds": _yuan(draw, 2_000_000),
        "costs": _yuan(draw, 5_000),
        "kept_free": draw.choice(("0.00", _yuan(draw, 20_000))),
        "claims": claims,
        "wages": draw.choice(("priority", "ordinary")),
        "tax": draw.choice(("priority", "ordinary")),
    }


def _in_fen(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _in_fen(v) for k, v in value.items()}
    return interest.fen(value) if isinstance(value, str) else value


def compare_debt(question: dict[str, Any]) -> str:
    """Say how the two differ, nothing where they agree."""
    told: Any = ask(get_topic("interest"), question)
    if "error" in told:
        return f"refused: {told['error']}"
    mine = interest.reckon(question)
    theirs = {name: _in_fen(told["result"][name]) for name in (*FIGURES, "outstanding")}
    return "" if mine == theirs else f"sheet {mine}\nlibrary {theirs}"


def compare_sharing(question: dict[str, Any]) -> str:
    """Say how the two differ, nothing where they agree."""
    told: Any = ask(get_topic("distribution"), question)
    if "error" in told:
        return f"refused: {told['error']}"
    mine = distribution.reckon(question)
    theirs = {name: _in_fen(told["result"][name]) for name in mine}
    return "" if mine == theirs else f"sheet {mine}\nlibrary {theirs}"


def disagreements(count: int, seed: int) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give every drawn case on which the two differ: what, the question, how."""
    draw = random.Random(seed)
    for _ in range(count):
        debt = draw_debt(draw)
        if how := compare_debt(debt):
            yield "interest", debt, how
        sharing = draw_sharing(draw)
        if how := compare_sharing(sharing):
            yield "distribution", sharing, how


def main(count: int, seed: int = 1) -> int:
    """Compare so many cases of each kind, print the differences, and count them."""
    found = 0
    for what, question, how in disagreements(count, seed):
        found += 1
        if found <= 5:
            sys.stdout.write(f"{what}\n{json.dumps(question, ensure_ascii=False)}\n{how}\n\n")
    sys.stdout.write(f"{count} debts and {count} sharings, {found} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
