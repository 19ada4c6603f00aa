"""Interest turned into principal by a new note (借条转本), against its two limits.

A new note stands for principal as far as the interest it took in did not pass the limit
of private lending; what passed it does not become principal. And in the end principal and
interest together may not pass the first principal and interest on it at the limit over
the whole time. In enforcement the instrument binds: both limits are told, nothing is cut.

借条转本，是把前期利息写进新借条的本金，本规则用两个上限检验。第一，
前期利率未超过民间借贷利率上限的，新借条载明的数额可以作为后期本金；超过的部分不作为本金。第二，
最终的本息之和，不得超过最初本金加上按该上限计算的整个期间的利息；新借条中另行借出的款项，
自其借出之日计入。执行以生效法律文书为准，两个上限只作提示，不扣减任何数额。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.interest.daycount import YearDays
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("PRIVATE-LOAN", "27"),)


@dataclass(frozen=True, slots=True)
class Renewal:
    """Hold one note of a chain: its day, written principal, rate, and fresh money in it."""

    on: date
    principal: Fen
    rate: Decimal
    fresh: Fen = ZERO


@dataclass(frozen=True, slots=True)
class Capitalised:
    """Hold the principal that stands, what is due, the ceiling, and what lies above each."""

    principal: Fen
    not_principal: Fen
    due: Fen
    ceiling: Fen
    above_ceiling: Fen


class ChainRefused(Refusal):
    """Say what is wrong with a chain of notes."""


@answers("CAPITALISED_INTEREST")
def capitalised_interest(
    *,
    on: date,
    notes: tuple[Renewal, ...],
    cap: Decimal,
    until_on: date,
    year_days: YearDays = YearDays.D365,
) -> Finding[Capitalised]:
    """Compare a chain of notes with the limits; ``cap`` is per cent a year.

    The first note is the loan itself, each later one replaces the one before.
    """
    _check(notes, cap, until_on)
    why = Reasons(on)
    basis = find_citation("PRIVATE-LOAN", 27, on=on) or cite("PRIVATE-LOAN", 28, version="2015")
    limit = Fraction(cap) / 100 / year_days.days
    stands = Fraction(notes[0].principal)
    for old, new in pairwise(notes):
        most = stands * (1 + limit * (new.on - old.on).days) + new.fresh
        within = Fraction(old.rate) <= Fraction(cap)
        stands = Fraction(new.principal) if within else min(Fraction(new.principal), most)
        why.step(
            f"{new.on}转本，载明{new.principal.yuan}元，前期利率{old.rate}%"
            f"{'未超过' if within else '超过'}上限{cap}%，可认定本金{Fen.rounded(stands).yuan}元。",
            f"New note of {new.on} over {new.principal.yuan}; the rate before, {old.rate}%, is "
            f"{'within' if within else 'above'} {cap}%: {Fen.rounded(stands).yuan} is principal.",
            basis,
            value=Fen.rounded(stands),
        )
    last = notes[-1]
    rate = min(Fraction(last.rate), Fraction(cap)) / 100 / year_days.days
    due = Fen.rounded(stands * (1 + rate * (until_on - last.on).days))
    first = Fraction(notes[0].principal) * (1 + limit * (until_on - notes[0].on).days)
    later = sum((n.fresh * (1 + limit * (until_on - n.on).days) for n in notes[1:]), Fraction(0))
    ceiling = Fen.rounded(first + later)
    principal = Fen.rounded(stands)
    above = max(Fen(0), due - ceiling)
    why.step(
        f"本息之和{due.yuan}元，最初本金及其按{cap}%计算的利息之和{ceiling.yuan}元。",
        f"Principal and interest are {due.yuan}; the first principal with {cap}% a year gives "
        f"{ceiling.yuan}.",
        basis,
        value=ceiling,
    )
    not_principal = max(Fen(0), last.principal - principal)
    if above or not_principal:
        why.mark("warning:capitalised-above-limit")
    return why.finding(
        Capitalised(principal, not_principal, due, ceiling, above),
        f"可认定本金{principal.yuan}元，超过上限{above.yuan}元；执行仍以生效文书为准。",
        f"{principal.yuan} stands as principal, {above.yuan} lies above the ceiling; the "
        "instrument binds in enforcement.",
    )


def _check(notes: tuple[Renewal, ...], cap: Decimal, until_on: date) -> None:
    days = [n.on for n in notes]
    bad = not notes or days != sorted(days) or until_on < days[-1]
    if bad or cap < 0 or any(n.principal < 0 or n.rate < 0 or n.fresh < 0 for n in notes):
        raise ChainRefused(
            "NOTE_CHAIN",
            message_zh="借条须按日期先后列明，金额、利率不得为负，计算日不得早于末张借条。",
            message_en="Notes must stand in order of their days, with no negative amount or "
            "rate, and the day asked about must not lie before the last.",
            remedy_zh="请核对各张借条。",
            remedy_en="Check the notes.",
            field="notes",
        )


def _note(day: str, yuan: str, rate: str, fresh: str = "0") -> Renewal:
    return Renewal(date.fromisoformat(day), Fen.of_yuan(yuan), Decimal(rate), Fen.of_yuan(fresh))


def _given(until: str, cap: str, *notes: Renewal) -> dict[str, object]:
    day = date.fromisoformat(until)
    return {"on": day, "until_on": day, "cap": Decimal(cap), "notes": notes}


RULE = Rule(
    "CAPITALISED_INTEREST",
    BASIS,
    Days(date(2015, 9, 1)),
    capitalised_interest,
    (
        Example(
            _given(
                "2018-01-01",
                "24",
                _note("2016-01-01", "100000", "20"),
                _note("2016-12-31", "120000", "20"),
            ),
            {
                "principal": Fen.of_yuan("120000"),
                "due": Fen(14406575),
                "ceiling": Fen(14806575),
                "above_ceiling": Fen(0),
            },
            note="365日利息2万元转本；120000×(1＋20%×366÷365)",
        ),
        Example(
            _given(
                "2018-01-01",
                "24",
                _note("2016-01-01", "100000", "24"),
                _note("2016-12-31", "124000", "24"),
            ),
            {"principal": Fen.of_yuan("124000"), "above_ceiling": Fen(577578)},
            note="24%恰在上限，本息合计仍超 the rate is at the limit, the sum lies above",
        ),
        Example(
            _given(
                "2016-12-31",
                "24",
                _note("2016-01-01", "100000", "30"),
                _note("2016-12-31", "130000", "24"),
            ),
            {"principal": Fen.of_yuan("124000"), "not_principal": Fen.of_yuan("6000")},
            note="超过24%的6000元不转本",
        ),
        Example(_given("2016-01-01", "24", _note("2016-12-31", "1", "24")), refusal="NOTE_CHAIN"),
    ),
    "借条转本",
    "Interest turned into principal",
    covers=("R-RATE-LPR4",),
)
