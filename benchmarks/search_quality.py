"""Measures how good the search is, not how fast; started by ``./zx bench search-quality``.

An invented world, drawn from a seed: what the order by yield saves and what it misses, how
many hits of namesakes enter the register, and whether a freeze ever touches what must stay
free. It needs no database: the rules and the sorting of answers are those the platform runs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import django

from benchmarks.measuring import RESULTS, machine

ON = date(2018, 6, 1)
SEED = 20180601
RESULT = RESULTS / "search-quality.json"
INSTITUTIONS = 28
RATE = 0.0146
"""The share of requests that hit in Nanchuan in 2017."""


@dataclass(frozen=True)
class Case:
    """Hold a claim in fen and what each institution holds of its debtor, in fen."""

    claim: int
    holds: dict[int, int]


def main() -> int:
    """Measure, print, and keep if asked to; a breach or a false hit is a miss."""
    parser = argparse.ArgumentParser("./zx bench search-quality")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    django.setup()
    cases = max(200, round(5386 * options.scale))
    from zhixing.kernel.clock import SHANGHAI

    scaled = "" if options.scale == 1 else f" --scale {options.scale:g}"
    figures = {
        "order_by_yield": [measure_order(cases, wave, cost) for wave, cost in SETTINGS],
        "false_hits": measure_false_hits(max(1000, round(20_000 * options.scale))),
        "protected_amounts": measure_protected(max(1000, round(20_000 * options.scale))),
        "excess_to_release": "not measured here: it needs a running court",
    }
    told = {
        "scenario": "search-quality",
        "what": "The quality of the search in an invented world, by the rules the platform runs",
        "command": f"./zx bench search-quality{scaled} --record",
        "on": datetime.now(SHANGHAI).date().isoformat(),
        "machine": machine(),
        "seed": SEED,
        "figures": figures,
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2), flush=True)
    if options.record:
        RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    is_met = (
        not figures["false_hits"]["entered_wrongly"]
        and not figures["protected_amounts"]["breaches"]
    )
    return 0 if is_met else 1


SETTINGS = ((4, 20), (8, 20), (28, 20), (4, 2000))
"""Institutions at once, and what a request costs in fen."""


def invent(count: int) -> list[Case]:
    """Invent cases: few institutions hold much of the hits, as in life."""
    chance = random.Random(SEED)
    weights = [1 / (n + 1) for n in range(INSTITUTIONS)]
    scale = RATE * INSTITUTIONS / sum(weights)
    cases = []
    for _ in range(count):
        holds = {
            n: max(1, int(chance.lognormvariate(13.5, 1.8)))
            for n, weight in enumerate(weights)
            if chance.random() < weight * scale
        }
        cases.append(Case(int(chance.lognormvariate(15.5, 1.2)), holds))
    return cases


def measure_order(count: int, wave: int, cost: int) -> dict[str, Any]:
    """Search every case by yield, learning on the way, and compare with asking everybody."""
    from zhixing.kernel.fen import Fen
    from zhixing.law.network.search_order import Prior, Tally, search_order

    prior = Prior(100, 1, Fen(500_000))
    history = [[0, 0, 0] for _ in range(INSTITUTIONS)]
    asked_all = asked = hits = missed = missed_short = worth = worth_missed = short = 0
    for case in invent(count):
        seen: set[int] = set()
        found = 0
        while True:
            tallies = tuple(
                Tally(f"{n:02d}", *history[n][:2], Fen(history[n][2]), Fen(cost), False, n in seen)
                for n in range(INSTITUTIONS)
            )
            order = search_order(
                on=ON,
                tallies=tallies,
                prior=prior,
                wave=wave,
                needed=Fen(case.claim),
                found=Fen(found),
            ).value
            now = [int(r.institution) for r in order if r.standing in ("ASK", "MUST_ASK")]
            if not now:
                break
            for n in now:
                seen.add(n)
                held = case.holds.get(n, 0)
                found += held
                history[n][0] += 1
                history[n][1] += held > 0
                history[n][2] += held
        left = {n: w for n, w in case.holds.items() if n not in seen}
        asked_all += INSTITUTIONS
        asked += len(seen)
        hits += len(case.holds)
        missed += len(left)
        worth += min(case.claim, sum(case.holds.values()))
        if found < case.claim and left:
            short += 1
            missed_short += len(left)
            worth_missed += min(case.claim, found + sum(left.values())) - found
    return {
        "wave": wave,
        "cost_fen": cost,
        "cases": count,
        "requests_if_all": asked_all,
        "requests": asked,
        "avoided_percent": round(100 * (1 - asked / asked_all), 2),
        "hits_in_the_world": hits,
        "hits_not_asked_for": missed,
        "of_these_in_cases_not_covered": missed_short,
        "cases_left_short": short,
        "recoverable_fen": worth,
        "recoverable_missed_fen": worth_missed,
        "recoverable_missed_percent": round(100 * worth_missed / max(1, worth), 4),
    }


def measure_false_hits(count: int) -> dict[str, Any]:
    """Answer with the debtor's own things, namesakes' and numberless ones; sort them as a court."""
    from benchmarks.search_answers import answer
    from zhixing.inquiry.estates import is_same_number, sort_estate

    chance = random.Random(SEED)
    entered = wrongly = passed = missed = told = 0
    for n in range(count):
        estate, subject, row, own = answer(chance, n)
        sorted_ = sort_estate(estate, subject, row, ON)
        got = {t.identifier for t in sorted_.things}
        told += len(estate.rights)
        entered += len(got)
        wrongly += len(got - own)
        missed += len(own - got)
        passed += sorted_.passed
        if is_same_number("", subject.id_no):
            raise AssertionError("a missing number is nobody's")
    return {
        "answers": count,
        "things_told": told,
        "entered": entered,
        "entered_wrongly": wrongly,
        "false_hit_rate_percent": round(100 * wrongly / max(1, entered), 4),
        "namesakes_passed_over": passed,
        "own_things_missed": missed,
    }


def measure_protected(count: int) -> dict[str, Any]:
    """Propose freezes of people's accounts, one after the other; none may leave them too little.

    What must stay is found by the law for each account, with what the others leave free; a
    breach is a person who in the end has less free than is needed, as far as there was money.
    The same of a running court is the indicator ``PROTECTED_BREACHES``.
    """
    from zhixing.kernel.fen import Fen
    from zhixing.kernel.refusal import Refusal
    from zhixing.law.seizure.limit import freeze_limit
    from zhixing.law.seizure.living_minimum import living_minimum

    chance = random.Random(SEED)
    proposals = allowed = refused = breaches = refused_wrongly = 0
    for _ in range(count // 2):
        balances = [chance.randrange(1, 3_000_000) for _ in range(chance.choice((1, 2, 3)))]
        standard, persons = Fen(chance.randrange(30_000, 90_000)), chance.choice((1, 1, 2, 4))
        months, owed = chance.choice((1, 3, 6)), chance.randrange(1, 10_000_000)
        frozen = [0] * len(balances)
        for n, balance in enumerate(balances):
            beside = sum(balances) - sum(frozen) - balance
            minimum = living_minimum(
                on=ON,
                local_standard=standard,
                persons=persons,
                months=months,
                free_elsewhere=Fen(beside),
            ).value
            left = owed - sum(frozen)
            edge = min(max(0, balance - minimum.in_thing), left)
            proposed = max(
                1, edge + chance.choice((-1, 0, 0, 1, chance.randrange(-50_000, 50_000)))
            )
            proposals += 1
            try:
                freeze_limit(
                    on=ON,
                    outstanding=Fen(owed),
                    costs=Fen(0),
                    controlled=Fen(sum(frozen)),
                    balance=Fen(balance),
                    protected_minimum=minimum.in_thing,
                    proposed=Fen(proposed),
                )
            except Refusal:
                refused += 1
                refused_wrongly += proposed <= edge
                continue
            allowed += 1
            frozen[n] = proposed
        free = sum(balances) - sum(frozen)
        needed = min(sum(balances), int(standard) * persons * months)
        breaches += free < needed or sum(frozen) > owed
    return {
        "proposals": proposals,
        "allowed": allowed,
        "refused": refused,
        "breaches": breaches,
        "refused_wrongly": refused_wrongly,
    }


if __name__ == "__main__":
    sys.exit(main())
