"""Ordinary interest (一般债务利息) by the method the instrument fixes.

Several notes (借条), each with its annual rate, fixed or a multiple of the one-year LPR.
A note may replace another: interest then due was turned into principal (转本), the older
note stops on that day, and its interest is not owed a second time. Days for which no
rate is known come back as a gap that names the missing publication.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.interest.daycount import Gap, Segment, YearDays
from zhixing.law.parameters import pieces
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("INTEREST", "1"),)
LPR = "rates.lpr_1y"


@dataclass(frozen=True, slots=True)
class Note:
    """Hold one note: principal, rate, first day that bears interest, and what it replaces.

    ``rate`` is per cent a year, or with ``of_lpr`` how many times the one-year LPR.
    """

    name: str
    principal: Fen
    rate: Decimal
    from_on: date
    replaces: str = ""
    of_lpr: bool = False


@dataclass(frozen=True, slots=True)
class OrdinaryInterest:
    """Hold the interest owed, the principal of living notes, segments and gaps."""

    amount: Fen
    exact: Fraction
    principal: Fen
    capitalised: Fen
    segments: tuple[Segment, ...]
    gaps: tuple[Gap, ...]


class NoteRefused(Refusal):
    """Say what is wrong with the notes."""


@answers("ORDINARY_INTEREST")
def ordinary_interest(
    *,
    on: date,
    notes: tuple[Note, ...],
    until_on: date,
    year_days: YearDays = YearDays.D365,
) -> Finding[OrdinaryInterest]:
    """Compute interest on notes up to a day, which bears no interest itself."""
    why = Reasons(on)
    why.choose("year_days", year_days)
    replaced = _replaced(notes)
    segments: list[Segment] = []
    gaps: list[Gap] = []
    capitalised = Fen(0)
    for note in notes:
        successor = replaced.get(note.name)
        end = until_on if successor is None else min(until_on, successor.from_on)
        rows, missing = _accrue(note, Days(note.from_on, max(note.from_on, end)), year_days)
        gaps.extend(missing)
        exact = sum((r.exact for r in rows), Fraction(0))
        _explain(why, note, rows, missing)
        if successor is None or until_on < successor.from_on:
            segments.extend(rows)
        else:
            capitalised += _capitalise(why, note, successor, exact)
    living = [n for n in notes if n.name not in replaced or until_on < replaced[n.name].from_on]
    principal = Fen(sum(n.principal for n in living if n.from_on <= until_on))
    exact = sum((s.exact for s in segments), Fraction(0))
    amount = Fen.rounded(exact)
    return why.finding(
        OrdinaryInterest(amount, exact, principal, capitalised, tuple(segments), tuple(gaps)),
        f"截至{until_on}，本金{principal.yuan}元，一般债务利息{amount.yuan}元。",
        f"By {until_on}: principal {principal.yuan}, ordinary interest {amount.yuan} yuan.",
    )


def _replaced(notes: tuple[Note, ...]) -> dict[str, Note]:
    names = {n.name for n in notes}
    if len(names) != len(notes):
        raise _refuse("NOTE_TWICE", "借条名称重复。", "Two notes have one name.")
    found: dict[str, Note] = {}
    for note in notes:
        if note.principal < 0 or note.rate < 0:
            raise _refuse("NOTE_NEGATIVE", "本金或利率为负。", "A principal or rate is negative.")
        if not note.replaces:
            continue
        if note.replaces not in names or note.replaces in found or note.replaces == note.name:
            raise _refuse(
                "NOTE_REPLACES",
                f"“{note.name}”所转自的借条“{note.replaces}”不存在或已转过。",
                f"{note.name} replaces {note.replaces}, which is unknown or already replaced.",
            )
        found[note.replaces] = note
    return found


def _refuse(code: str, zh: str, en: str) -> NoteRefused:
    return NoteRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请核对生效法律文书确定的各笔本金和利率。",
        remedy_en="Check the principals and rates fixed by the instrument.",
        field="notes",
    )


def _accrue(
    note: Note, days: Days, year_days: YearDays
) -> tuple[tuple[Segment, ...], tuple[Gap, ...]]:
    yearly = Fraction(note.rate)
    if not days:
        return (), ()
    if not note.of_lpr:
        return (_segment(note, days, yearly, year_days),), ()
    rows: list[Segment] = []
    gaps: list[Gap] = []
    for piece in pieces(LPR, days):
        if piece.value is None:
            gaps.append(
                Gap(
                    piece.days,
                    f"未录入{piece.days.start}起的一年期贷款市场报价利率",
                    f"the one-year LPR from {piece.days.start} is not entered",
                )
            )
        else:
            rows.append(_segment(note, piece.days, yearly * piece.value.number, year_days))
    return tuple(rows), tuple(gaps)


def _segment(note: Note, days: Days, percent: Fraction, year_days: YearDays) -> Segment:
    daily = percent / 100 / year_days.days
    return Segment(days, note.principal, daily, int(note.principal) * daily * len(days))


def _capitalise(why: Reasons, note: Note, successor: Note, exact: Fraction) -> Fen:
    added = successor.principal - note.principal
    why.step(
        f"{successor.from_on}“{note.name}”利息转本：新本金较原本金增加{added.yuan}元，"
        f"按约定利率算得{Fen.rounded(exact).yuan}元，不再另计。",
        f"On {successor.from_on} interest of {note.name} became principal: {added.yuan} added, "
        f"{Fen.rounded(exact).yuan} computed; it is not owed again.",
        value=added,
    )
    if added > Fen.rounded(exact):
        why.mark(f"doubt:capitalised-above-computed-{note.name}")
    return added


def _explain(why: Reasons, note: Note, rows: tuple[Segment, ...], missing: tuple[Gap, ...]) -> None:
    for s in rows:
        why.step(
            f"“{note.name}”{s.days.start}起{len(s.days)}日，本金{s.base.yuan}元，"
            f"利息{Fen.rounded(s.exact).yuan}元。",
            f"{note.name}, {len(s.days)} days from {s.days.start} on {s.base.yuan}: "
            f"{Fen.rounded(s.exact).yuan} yuan.",
            cite("INTEREST", "1.2", version="2014"),
            value=str(s.exact),
        )
    if note.of_lpr:
        why.mark(f"secondary:{LPR}")
    for gap in missing:
        why.mark(f"gap:{LPR}")
        why.step(
            f"{gap.days.start}至{gap.days.last}未计：{gap.missing_zh}。",
            f"{gap.days.start} to {gap.days.last} not computed: {gap.missing_en}.",
        )


def _note(name: str, yuan: str, rate: str, start: str, **more: object) -> Note:
    return Note(name, Fen.of_yuan(yuan), Decimal(rate), date.fromisoformat(start), **more)  # type: ignore[arg-type]


def _given(until: str, *notes: Note, **more: object) -> dict[str, object]:
    day = date.fromisoformat(until)
    return {"on": day, "until_on": day, "notes": notes, **more}


RULE = Rule(
    "ORDINARY_INTEREST",
    BASIS,
    Days(date(1991, 4, 9)),
    ordinary_interest,
    (
        Example(
            _given("2016-01-01", _note("借条一", "100000", "12", "2015-01-01")),
            {"amount": Fen.of_yuan("12000"), "principal": Fen.of_yuan("100000")},
        ),
        Example(
            _given(
                "2016-01-01",
                _note("借条一", "100000", "12", "2015-01-01"),
                year_days=YearDays.D360,
            ),
            {"amount": Fen(1216667)},
        ),
        Example(
            _given(
                "2016-01-01",
                _note("借条一", "100000", "12", "2014-01-01"),
                _note("借条二", "112000", "12", "2015-01-01", replaces="借条一"),
            ),
            {
                "amount": Fen.of_yuan("13440"),
                "principal": Fen.of_yuan("112000"),
                "capitalised": Fen.of_yuan("12000"),
            },
            note="利息转本 interest turned into principal",
        ),
        Example(
            _given("2025-07-20", _note("借条一", "365000", "1", "2025-06-10", of_lpr=True)),
            {"amount": Fen.of_yuan("300")},
            note="2025-06-20起利率未录入，只计10日 ten days, then a gap",
        ),
        Example(
            _given("2016-01-01", _note("借条一", "1", "12", "2015-01-01", replaces="无")),
            refusal="NOTE_REPLACES",
        ),
    ),
    "一般债务利息",
    "Ordinary interest",
    (LPR,),
)
