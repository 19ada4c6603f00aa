"""Who controls a thing and who waits (轮候查封): rank, promotion and terms.

The first registered holds it. When its control is lifted or runs out, the next in the
queue takes effect by itself. Until then a waiting control has no effect. Whether its own
term runs from taking effect or from registration is not settled: both days are kept.

同一财产上数个控制措施的顺位：最先登记的生效，其余轮候。在先的控制被解除或者期限届满的，
后一顺位自动生效；在此以前轮候不产生控制效力。轮候措施的期限是自生效之日起算，
还是自登记之日起算，尚无定论，两种日期都保留，并以较早的一个提醒。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.term import Asset, seizure_term

BASIS = (("SEIZURE", "26"), ("SEIZURE", "27"))


class TermStart(StrEnum):
    """Name from when a waiting control's term runs."""

    FROM_EFFECT = "from_effect"
    FROM_REGISTRATION = "from_registration"


class State(StrEnum):
    """Name how a control stands on the day asked about."""

    WAITING = "waiting"
    IN_EFFECT = "in_effect"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one control of a thing in the order of registration.

    ``lifted_on`` is the day it was lifted or withdrawn, ``ends_on`` the last day written
    in its notice or in its latest renewal, None for the longest the law allows.
    """

    id: str
    registered_on: date
    lifted_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Hold an entry's rank among those alive, and its days."""

    id: str
    state: State
    rank: int | None
    took_effect_on: date | None
    ends_on: date
    alert_on: date


class QueueRefused(Refusal):
    """Say what is wrong with a queue."""


@answers("WAITING_QUEUE")
def waiting_queue(
    *,
    on: date,
    asset: Asset,
    entries: tuple[Entry, ...],
    term_start: TermStart = TermStart.FROM_EFFECT,
) -> Finding[tuple[Place, ...]]:
    """Rank the controls of one thing on a day; of one day, the earlier in the list first.

    ``alert_on`` is the earlier of the two last days the open convention allows.
    """
    _check(entries)
    why = Reasons(on)
    why.choose("term_start", term_start)
    if len(entries) > 1:
        why.mark("doubt:term-of-a-waiting-control")
    free_on, places, rank = date.min, list[Place](), 0
    for entry in sorted(entries, key=lambda e: e.registered_on):
        if entry.registered_on > on:
            continue
        effect_on = max(entry.registered_on, free_on)
        by_effect, by_registration = _ends(asset, entry, effect_on)
        ends_on = by_effect if term_start is TermStart.FROM_EFFECT else by_registration
        over_on = min(entry.lifted_on or date.max, ends_on + timedelta(days=1))
        has_effect = effect_on < over_on and effect_on <= on
        is_over = over_on <= on
        if not is_over:
            rank += 1
        state = State.ENDED if is_over else State.IN_EFFECT if has_effect else State.WAITING
        places.append(
            Place(
                entry.id,
                state,
                None if is_over else rank,
                effect_on if has_effect else None,
                ends_on,
                min(by_effect, by_registration),
            )
        )
        _explain(why, entry, places[-1], effect_on)
        if effect_on < over_on:
            free_on = over_on
    holder = next((p.id for p in places if p.state is State.IN_EFFECT), None)
    return why.finding(
        tuple(places),
        f"现由{holder}控制，在册{rank}个。" if holder else "现无有效控制。",
        f"{holder} holds it; {rank} stand in the queue." if holder else "Nobody controls it.",
    )


def _ends(asset: Asset, entry: Entry, effect_on: date) -> tuple[date, date]:
    if entry.ends_on:
        return entry.ends_on, entry.ends_on
    first, second = (
        seizure_term(on=d, asset=asset, effective_on=d).value.latest_end_on
        for d in (effect_on, entry.registered_on)
    )
    return first, second


def _explain(why: Reasons, entry: Entry, place: Place, effect_on: date) -> None:
    basis = cite("SEIZURE", 26 if place.state is not State.ENDED else 27, on=why.on)
    zh = {
        State.WAITING: "轮候中，尚未生效",
        State.IN_EFFECT: f"自{effect_on}起生效，至{place.ends_on}止",
        State.ENDED: "已经解除或者届满，效力消灭",
    }[place.state]
    en = {
        State.WAITING: "it waits and has no effect yet",
        State.IN_EFFECT: f"in effect from {effect_on} until {place.ends_on}",
        State.ENDED: "lifted or run out; its effect is gone",
    }[place.state]
    rank = place.rank or ""
    why.step(
        f"{entry.id}于{entry.registered_on}登记，{zh}。",
        f"{entry.id}, registered on {entry.registered_on}: {en}.",
        basis,
        value=rank,
    )


def _check(entries: tuple[Entry, ...]) -> None:
    ids = [e.id for e in entries]
    double = next((i for i in ids if ids.count(i) > 1), None)
    early = next((e.id for e in entries if e.lifted_on and e.lifted_on < e.registered_on), None)
    if double is None and early is None:
        return
    raise QueueRefused(
        "DOUBLE_ID" if double is not None else "LIFTED_BEFORE_REGISTERED",
        message_zh=f"“{double}”重复出现。"
        if double is not None
        else f"“{early}”的解除日早于登记日。",
        message_en=f"{double} stands twice."
        if double is not None
        else f"{early} was lifted before it was registered.",
        remedy_zh="请核对登记材料。",
        remedy_en="Check the register.",
        field="entries",
    )


_A, _B, _C = date(2020, 3, 2), date(2020, 5, 6), date(2021, 1, 4)


def _given(on: str, *entries: Entry, **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "asset": Asset.IMMOVABLE, "entries": entries, **more}


RULE = Rule(
    "WAITING_QUEUE",
    BASIS,
    Days(date(2005, 1, 1)),
    waiting_queue,
    (
        Example(
            _given("2021-06-01", Entry("甲", _A), Entry("乙", _B)),
            (
                {"state": "in_effect", "rank": 1, "ends_on": date(2023, 3, 1)},
                {"state": "waiting", "rank": 2, "alert_on": date(2023, 5, 5)},
            ),
        ),
        Example(
            _given("2021-06-01", Entry("甲", _A, lifted_on=date(2021, 6, 1)), Entry("乙", _B)),
            (
                {"state": "ended", "rank": None},
                {"state": "in_effect", "rank": 1, "took_effect_on": date(2021, 6, 1)},
            ),
            note="解除当日自动生效 by itself on the day it is lifted",
        ),
        Example(
            _given("2023-03-01", Entry("甲", _A), Entry("乙", _B)),
            ({"state": "in_effect"}, {"state": "waiting"}),
        ),
        Example(
            _given("2023-03-02", Entry("甲", _A), Entry("乙", _B), Entry("丙", _C)),
            (
                {"state": "ended"},
                {"rank": 1, "ends_on": date(2026, 3, 1), "alert_on": date(2023, 5, 5)},
                {"state": "waiting", "rank": 2},
            ),
            note="届满未续，次日轮候生效 the next day after it ran out",
        ),
        Example(
            _given(
                "2023-06-01",
                Entry("甲", _A, ends_on=date(2024, 3, 1)),
                Entry("乙", _B),
                term_start=TermStart.FROM_REGISTRATION,
            ),
            ({"state": "in_effect"}, {"state": "ended"}),
            note="自登记起算的，轮候期间届满 ran out while waiting",
        ),
        Example(_given("2021-06-01", Entry("甲", _A), Entry("甲", _B)), refusal="DOUBLE_ID"),
        Example(
            _given("2021-06-01", Entry("甲", _A, lifted_on=date(2020, 3, 1))),
            refusal="LIFTED_BEFORE_REGISTERED",
        ),
    ),
    "轮候查封",
    "Waiting queue of controls",
    covers=("R-SZ-WAITING", "R-SZ-EXPIRE"),
)
