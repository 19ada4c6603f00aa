"""In which order institutions are asked, and which are not asked now (按产出排序查询).

Of each institution the court's own history gives how often it was asked about debtors of the
kind and how often it found something worth how much. A stated prior stands in while little
is known. The yield of a request is its rate of hits times the worth of a hit; institutions go by
yield for each fen of cost. One whose yield is below its cost waits; so do all once what was
found covers claim and costs; and no more than a wave goes out at once. Those that a rule
names are asked whatever they promise.

查询的先后与取舍。以本院历次查询的实数为准：向某单位就同类被执行人查询多少次、查得多少次、查得财产
价值多少；次数尚少时，按本院规定载明的先验值补足。预期产出＝查得率×每次查得的价值；按每分成本的
预期产出由高到低排列。查得财产已足以覆盖债权和费用的，其余不再查询；预期产出低于成本的暂不查询；
每批不超过规定的个数。规定要求必须查询的单位，不论产出均须查询。此为本院规定，须由法院采用。
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("POLICY", "1"),)


class Standing(StrEnum):
    """Say what becomes of an institution now, and why."""

    ASK = "ASK"
    MUST_ASK = "MUST_ASK"
    ENOUGH_FOUND = "ENOUGH_FOUND"
    BELOW_COST = "BELOW_COST"
    NEXT_WAVE = "NEXT_WAVE"
    ANSWERED = "ANSWERED"


@dataclass(frozen=True, slots=True)
class Tally:
    """Count what an institution was asked and gave, of debtors of one kind.

    ``asked`` are requests that were answered, ``hits`` those that found property, ``worth``
    what all hits found together; ``cost`` is what one request costs.
    """

    institution: str
    asked: int
    hits: int
    worth: Fen
    cost: Fen
    must_ask: bool = False
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class Prior:
    """State what is assumed of an institution nobody has asked: so many hits of so many."""

    asked: int
    hits: int
    worth: Fen


@dataclass(frozen=True, slots=True)
class Ranked:
    """Give an institution's place: hits per 10,000 requests, the yield of one, its standing."""

    institution: str
    rate: int
    yields: Fen
    standing: Standing


class OrderRefused(Refusal):
    """Say why no order can be made."""


@answers("SEARCH_ORDER", version="2")
def search_order(
    *,
    on: date,
    tallies: tuple[Tally, ...],
    prior: Prior,
    wave: int,
    needed: Fen,
    found: Fen = ZERO,
    foreign: tuple[str, ...] = (),
) -> Finding[tuple[Ranked, ...]]:
    """Order institutions by what they promise for each fen of cost; say who is asked now.

    ``needed`` is claim and costs, ``found`` what earlier answers found; ``wave`` is the most
    that is asked at once, those that must be asked not counted; ``foreign`` money is named and
    counts for nothing.
    """
    why = Reasons(on)
    _check(prior, wave, tallies)
    why.mark("policy:search-by-yield")
    why.choose("prior", [prior.asked, prior.hits, int(prior.worth)])
    left = Fen(max(0, needed - found))
    why.step(
        f"债权和费用{needed.yuan}元，已查得{found.yuan}元，尚缺{left.yuan}元。",
        f"Claim and costs are {needed.yuan} yuan, {found.yuan} found, {left.yuan} missing.",
        cite("POLICY", 1, on=on),
        value=left,
    )
    if foreign:
        why.step(
            f"另有外币{'、'.join(foreign)}，没有汇率折算，不计入已查得的数额。",
            f"Foreign money besides ({', '.join(foreign)}) has no rate and is not counted.",
            cite("POLICY", 1, on=on),
        )
    ordered = sorted(tallies, key=lambda t: (-promise(t, prior) / int(t.cost), t.institution))
    ranked = _stand(ordered, prior, wave, left)
    asked = sum(r.standing in (Standing.ASK, Standing.MUST_ASK) for r in ranked)
    why.step(
        f"按每分成本的预期产出排列{len(ranked)}个单位，本批查询{asked}个。",
        f"{len(ranked)} institutions in the order of yield for each fen of cost; {asked} are "
        "asked now.",
        cite("POLICY", 1, on=on),
        value=asked,
    )
    return why.finding(
        ranked,
        f"本批向{asked}个单位查询，{len(ranked) - asked}个暂不查询。",
        f"{asked} institutions are asked now, {len(ranked) - asked} are not.",
    )


def promise(tally: Tally, prior: Prior) -> Fraction:
    """Give the fen one more request is expected to find.

    >>> promise(Tally("a", 0, 0, Fen(0), Fen(50)), Prior(20, 1, Fen(1000)))
    Fraction(50, 1)
    """
    hits = tally.hits + prior.hits
    worth = int(tally.worth) + prior.hits * int(prior.worth)
    return Fraction(hits, tally.asked + prior.asked) * Fraction(worth, hits)


def _stand(ordered: Sequence[Tally], prior: Prior, wave: int, left: Fen) -> tuple[Ranked, ...]:
    ranked, asked = [], 0
    for tally in ordered:
        worth = promise(tally, prior)
        standing = _standing(tally, worth, left, asked < wave)
        asked += standing is Standing.ASK
        rate = Fraction(tally.hits + prior.hits, tally.asked + prior.asked)
        ranked.append(Ranked(tally.institution, int(rate * 10_000), Fen(int(worth)), standing))
    return tuple(ranked)


def _standing(tally: Tally, worth: Fraction, left: Fen, has_room: bool) -> Standing:
    if tally.is_answered:
        return Standing.ANSWERED
    if tally.must_ask:
        return Standing.MUST_ASK
    if left <= ZERO:
        return Standing.ENOUGH_FOUND
    if worth < int(tally.cost):
        return Standing.BELOW_COST
    return Standing.ASK if has_room else Standing.NEXT_WAVE


def _check(prior: Prior, wave: int, tallies: tuple[Tally, ...]) -> None:
    if not 0 < prior.hits <= prior.asked or prior.worth <= ZERO or wave < 1:
        raise OrderRefused(
            "PRIOR",
            message_zh="先验值应为正数，查得次数不多于查询次数；每批至少一个单位。",
            message_en="The prior needs hits above zero and no more than asked; a wave asks one.",
            remedy_zh="请改正本院关于查询次序的规定。",
            remedy_en="Correct the court's policy on the order of search.",
            field="prior",
        )
    if any(t.cost <= ZERO or not 0 <= t.hits <= t.asked for t in tallies):
        raise OrderRefused(
            "TALLY",
            message_zh="每次查询的成本应大于零，查得次数不多于查询次数。",
            message_en="A request costs something, and hits are no more than requests.",
            remedy_zh="请核对本院规定的成本。",
            remedy_en="Check the costs of the court's policy.",
            field="tallies",
        )


def _one(name: str, asked: int, hits: int, worth: int, **more: bool) -> Tally:
    return Tally(name, asked, hits, Fen(worth), Fen(100), **more)


def _given(*tallies: Tally, **more: object) -> dict[str, object]:
    return {
        "on": date(2018, 6, 1),
        "tallies": tallies,
        "prior": Prior(20, 1, Fen(1_000_00)),
        "wave": 1,
        "needed": Fen(50_000_00),
        **more,
    }


_RICH, _POOR = _one("rich", 180, 9, 9_000_00), _one("poor", 2980, 0, 0)
RULE = Rule(
    "SEARCH_ORDER",
    BASIS,
    Days(date(2013, 9, 2)),
    search_order,
    (
        Example(
            _given(_POOR, _RICH),
            [
                {"institution": "rich", "rate": 500, "yields": 5000, "standing": "ASK"},
                {"institution": "poor", "rate": 3, "yields": 33, "standing": "BELOW_COST"},
            ],
            note="二百次查得十次，每次一千元 10 of 200, 1,000 yuan each",
        ),
        Example(
            _given(_RICH, found=Fen(50_000_00)),
            [{"institution": "rich", "standing": "ENOUGH_FOUND"}],
        ),
        Example(_given(_RICH, found=Fen(49_999_99)), [{"institution": "rich", "standing": "ASK"}]),
        Example(
            _given(_RICH, found=Fen(49_999_99), foreign=("美元500.00",)),
            [{"institution": "rich", "standing": "ASK"}],
            note="外币没有汇率，不计入 foreign money without a rate is not counted",
        ),
        Example(
            _given(_one("a", 0, 0, 0), _one("b", 0, 0, 0)),
            [{"standing": "ASK"}, {"institution": "b", "standing": "NEXT_WAVE"}],
        ),
        Example(_given(_one("poor", 2980, 0, 0, must_ask=True)), [{"standing": "MUST_ASK"}]),
        Example(_given(_RICH, prior=Prior(20, 0, Fen(1))), refusal="PRIOR"),
        Example(_given(_one("a", 1, 2, 0)), refusal="TALLY"),
    ),
    "按产出排序查询",
    "The order of search by yield",
    version="2",
)
