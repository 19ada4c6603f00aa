"""What is measured of the law by itself: no database, no server, nothing but the library."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from multiprocessing import get_context
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, process_time
from typing import Any

from benchmarks.law_start import spent, start
from benchmarks.measuring import Measured, median, percentile, profiled, timed
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible
from zhixing.law.interest.bulk.portfolio import Facts, Portfolio, Row
from zhixing.law.interest.bulk.reckon import Owing, Reckoned, explain, join, reckon
from zhixing.law.interest.debt_facts import Item, ItemKind, Owed
from zhixing.law.interest.terms import RateKind, Tenor, Terms
from zhixing.law.topics.asking import ask, get_topic, list_topics

CORES = 2
DEBTS, PAYMENTS, COMPARED = 1_000_000, 10, 2000
BULK_SECONDS, FINDING_MS = 20.0, 2.0
NEW_DAYS = (date(2024, 6, 30), date(2024, 12, 31), date(2025, 3, 31))
METHODS = (
    *(None,) * 4,
    *(Terms(RateKind.FIXED, date.min, Decimal(r)) for r in ("6", "12", "15.4", "24")),
    Terms(RateKind.BENCHMARK, date.min, tenor=Tenor.Y1),
    Terms(RateKind.LPR, date(2019, 9, 1), tenor=Tenor.Y1, multiple=Decimal(4)),
)
_book = Portfolio()


def bulk(scale: float) -> Measured:
    """Reckon a portfolio on three new days with two processes; compare some with the rule."""
    count = max(1000, round(DEBTS * scale))
    filled = timed(lambda: _fill(count, random.Random(2026)))
    seconds: list[float] = []
    before = getrusage(RUSAGE_CHILDREN)
    for on in NEW_DAYS:
        began = perf_counter()
        done = _in_processes(on)
        seconds.append(perf_counter() - began)
    after = getrusage(RUSAGE_CHILDREN)
    numbers = random.Random(1).sample(range(count), min(count, COMPARED))
    different = sum(_figures(number) != done.of(number) for number in numbers)
    older = Portfolio()
    for number in range(200):
        older.add(_older(number))
    one_core = timed(lambda: reckon(_book, on=NEW_DAYS[0], last=count // 10)) * 10
    columns = sum(len(c) * c.itemsize for c in done.columns.values())
    measured = Measured(
        {"debts": count, "payments": count * PAYMENTS, "processes": CORES},
        len(seconds),
        {
            "seconds": median(seconds),
            "each_run": [round(s, 2) for s in seconds],
            "processor_seconds_a_run": round(spent(before, after) / len(seconds), 2),
            "debts_per_second": round(count / median(seconds)),
            "one_process_seconds": round(one_core, 2),
            "by_rule": done.by_rule,
            "compared_with_the_rule": len(numbers),
            "different": different,
            "extra_interest_fen": done.sum_of("extra_interest"),
            "filling_seconds": round(filled, 1),
            "portfolio_mb": round(_size_of(_book) / 2**20),
            "figures_mb": round(columns / 2**20),
            "older_debts_by_rule_per_second": round(
                len(older) / timed(lambda: reckon(older, on=NEW_DAYS[0]))
            ),
        },
    )
    if different:
        raise Impossible(f"{different} debts differ from the rule")
    if scale >= 1:
        measured.met = median(seconds) < BULK_SECONDS
    measured.profile = profiled(lambda: reckon(_book, on=NEW_DAYS[0], last=count // 50))
    return measured


def _fill(count: int, draw: random.Random) -> None:
    global _book
    _book = Portfolio()
    first, last = date(2014, 8, 1).toordinal(), date(2024, 1, 1).toordinal()
    for number in range(count):
        due = draw.randrange(first, last)
        terms = METHODS[number % len(METHODS)]
        if terms is not None and terms.kind is not RateKind.LPR:
            since = date.fromordinal(due - 400)
            terms = Terms(terms.kind, since, terms.rate, terms.tenor, terms.multiple)
        begin = draw.randrange(first, last)
        rests = ((begin, begin + 90),) if number % 50 == 0 else ()
        amount = draw.randrange(10**6, 10**9)
        paid = (
            (draw.randrange(due - 100, last + 300), draw.randrange(amount // 8))
            for _ in range(PAYMENTS)
        )
        fee = draw.randrange(10**4, 10**6) if number % 5 else 0
        _book.append(Row(amount, due, tuple(paid), terms, fee, due, rests=rests))


def _in_processes(on: date) -> Reckoned:
    with get_context("fork").Pool(CORES) as pool:
        return join(pool.starmap(_part, [(on, a, b) for a, b in _book.shares(CORES)]))


def _part(on: date, first: int, last: int) -> Reckoned:
    return reckon(_book, on=on, first=first, last=last)


def _figures(number: int) -> Owing:
    """Give what the rule itself says of a debt."""
    debt = explain(_book, number, on=NEW_DAYS[-1]).value
    return Owing(
        principal=int(debt.of(Owed.PRINCIPAL)),
        costs=int(debt.of(Owed.COSTS)),
        ordinary_due=int(debt.of(Owed.ORDINARY_INTEREST)),
        extra_due=int(debt.of(Owed.EXTRA_INTEREST)),
        extra_interest=int(debt.extra_interest),
        ordinary_interest=int(debt.ordinary_interest),
        surplus=int(debt.surplus),
        paid=int(debt.paid),
        has_gaps=int(bool(debt.gaps)),
    )


def _older(number: int) -> Facts:
    due = date(2012, 1, 1) + timedelta(days=number)
    item = Item("货款", ItemKind.PRINCIPAL, Fen(10**8 + number), due)
    row = _book.facts(number)
    return Facts((item,), row.payments)


def _size_of(book: Portfolio) -> int:
    columns = (getattr(book, name) for name in book.__slots__)
    return sum(len(c) * c.itemsize for c in columns if hasattr(c, "itemsize"))


def finding(scale: float) -> Measured:
    """Explain debts of ten payments one at a time, with steps, articles and the interval."""
    payments = max(1, round(PAYMENTS * min(scale, 1)))
    topic, figures, slowest = get_topic("interest"), {}, 0.0
    for name, question in _questions(payments).items():
        told: Any = ask(topic, question)
        if "error" in told:
            raise Impossible(f"{name}: {told['error']}")
        request = _read(question)
        began = process_time()
        runs = [timed(lambda r=request: topic.answer(r)) * 1000 for _ in range(300)]  # type: ignore[misc]
        processor = process_time() - began
        wire = [timed(lambda q=question: ask(topic, q)) * 1000 for _ in range(300)]  # type: ignore[misc]
        figures[name] = {
            "finding_ms": round(median(runs), 2),
            "finding_p95_ms": round(percentile(runs, 0.95), 2),
            "finding_processor_ms": round(processor / len(runs) * 1000, 2),
            "from_json_to_json_ms": round(median(wire), 2),
            "steps": len(told["finding"]["steps"]),
            "segments": len(told["result"]["segments"]),
        }
        if name != ACROSS:
            slowest = max(slowest, median(runs))
    measured = Measured({"payments": payments, "items": 2}, 300, dict(figures))
    measured.notes.append(
        f"the target is that of debts since August 2014; {ACROSS} is reckoned under both texts "
        "and, for the interval, under many more sets of lawful conventions"
    )
    if scale >= 1:
        measured.met = slowest < FINDING_MS
    request = _read(_questions(payments)["loan rate of the period"])
    measured.profile = profiled(lambda: [topic.answer(request) for _ in range(100)])
    return measured


ACROSS = "across 1 August 2014"


def _questions(payments: int) -> dict[str, dict[str, Any]]:
    fixed = {"kind": "fixed", "annual_rate": "6"}
    loan, lpr = {"kind": "benchmark", "tenor": "1y"}, {"kind": "lpr", "multiple": "4"}
    return {
        "delay alone": _question("2018-03-30", payments, 60),
        "fixed rate": _question("2018-03-30", payments, 60, {**fixed, "from": "2017-01-01"}),
        "loan rate of the period": _question(
            "2018-03-30", payments, 60, {**loan, "from": "2017-01-01"}
        ),
        "four times the LPR": _question("2020-03-30", payments, 160, {**lpr, "from": "2019-09-01"}),
        ACROSS: _question("2013-03-30", payments, 70, {**fixed, "from": "2012-01-01"}),
    }


def _question(
    due: str, payments: int, every: int, ordinary: dict[str, str] | None = None
) -> dict[str, Any]:
    first = date.fromisoformat(due) + timedelta(days=60)
    paid = [first + timedelta(days=every * n) for n in range(payments)]
    return {
        "items": [
            {"kind": "principal", "amount": "1000000.00", "due_on": due},
            {"kind": "case_fee", "amount": "13800.00", "due_on": due},
        ],
        "ordinary": ordinary,
        "payments": [
            {"on": day.isoformat(), "amount": "50000.00", "kind": "voluntary"} for day in paid
        ],
        "as_of": (first + timedelta(days=every * 10)).isoformat(),
    }


def _read(question: dict[str, Any]) -> Any:
    from zhixing.law.topics.reading import read

    return read(get_topic("interest").request, question)


def oracle(scale: float) -> Measured:
    """Compare drawn cases of interest and distribution with the second reckonings."""
    count = max(100, round(10_000 * scale))
    shares = [(count // CORES, seed) for seed in range(1, CORES + 1)]
    found: list[list[tuple[str, str]]] = []
    with get_context("fork").Pool(CORES) as pool:
        seconds = timed(lambda: found.extend(pool.starmap(_disagreements, shares)))
    differences = [one for part in found for one in part]
    measured = Measured(
        {"debts": count, "sharings": count, "seeds": [seed for _, seed in shares]},
        1,
        {"differences": len(differences), "seconds": round(seconds, 1)},
        notes=[f"{what}: {how}"[:1500] for what, how in differences[:3]],
    )
    measured.met = not differences
    return measured


def _disagreements(count: int, seed: int) -> list[tuple[str, str]]:
    from tests.law.oracle.agree import disagreements

    return [(what, f"{how} on {question}") for what, question, how in disagreements(count, seed)]


def malformed(scale: float) -> Measured:
    """Ask every topic spoilt questions; count what came back and time the slowest."""
    names = list_topics()
    each = max(20, -(-round(100_000 * scale) // len(names)))
    with get_context("fork").Pool(CORES) as pool:
        told = pool.starmap(_spoilt, [(name, each) for name in names], chunksize=1)
    outcomes: Counter[str] = Counter()
    for one in told:
        outcomes.update(one["outcomes"])
    crashes = [c for one in told for c in one["crashes"]]
    nameless = sum(one["nameless"] for one in told)
    slowest = max(told, key=lambda one: float(one["slowest_ms"]))
    measured = Measured(
        {"questions": each * len(names), "topics": len(names), "seed": 2026},
        1,
        {
            "crashes": len(crashes),
            "errors_without_field_or_words": nameless,
            "slowest_ms": slowest["slowest_ms"],
            "slowest_topic": slowest["topic"],
            "answered": outcomes["answered"] + outcomes["answered in part"],
            "outcomes": dict(outcomes.most_common()),
        },
        notes=crashes[:5],
    )
    measured.met = not crashes and not nameless
    return measured


def _spoilt(name: str, count: int) -> dict[str, Any]:
    from tests.law.topics.malformed import malformed as draw

    topic, outcomes = get_topic(name), Counter[str]()
    crashes, nameless, slowest = [], 0, 0.0
    for question in draw(topic, seed=2026, count=count):
        began = process_time()
        try:
            told: dict[str, Any] = ask(topic, question)
        except Exception as fault:  # noqa: BLE001 - a crash is what is being counted
            crashes.append(f"{name}: {type(fault).__name__}: {fault} on {question!r}"[:400])
            continue
        slowest = max(slowest, process_time() - began)
        error = told.get("error")
        if error is None:
            outcomes["answered"] += 1
            continue
        outcomes["answered in part" if "result" in told else error["code"]] += 1
        nameless += not all(error[k] for k in ("code", "field", "message_zh", "message_en"))
    return {
        "topic": name,
        "outcomes": outcomes,
        "crashes": crashes,
        "nameless": nameless,
        "slowest_ms": round(slowest * 1000, 1),
    }


PARTS: dict[str, tuple[str, Callable[[float], Measured]]] = {
    "bulk": (
        "1,000,000 debts of ten payments each on a new day, exact to the fen against the rule, "
        "in under 20 s on 2 cores",
        bulk,
    ),
    "finding": ("one explained interest finding of ten payments in under 2 ms", finding),
    "start": ("import of zhixing.law, and of what answers its questions, in under 150 ms", start),
    "oracle": ("10,000 drawn debts and sharings agree with second reckonings", oracle),
    "malformed": ("100,000 spoilt questions: no crash, every fault names its field", malformed),
}
