"""Ordinary interest (一般债务利息) by the method the instrument fixes.

Several notes (借条), each with its rate: fixed, a multiple of an LPR, or the benchmark of
the People’s Bank that the LPR replaced on 20 August 2019. A note may replace another:
interest then due was turned into principal (转本), the older note stops on that day, and
its interest is not owed a second time. Days for which no rate is known come back as a gap
that names the missing publication.

按生效法律文书确定的方法计算一般债务利息。借条可以有数张，各有利率：固定利率、
某一期限贷款市场报价利率的倍数，
或者中国人民银行贷款基准利率（2019年8月20日起由贷款市场报价利率取代）。一张借条可以取代另一张：
此前到期的利息已转为本金，旧借条自该日停止计息，其利息不再另计一次。没有利率可用的日子不计算，
作为缺口列出，并指明缺少哪一次公布。
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.law.instruments import cite
from zhixing.law.interest.daycount import Gap, Segment, YearDays
from zhixing.law.interest.terms import (
    BENCHMARKS,
    LPR_1Y,
    LPR_5Y,
    RateKind,
    Tenor,
    Terms,
    known_until,
    table_of,
    tell_switch,
    terms_meter,
)
from zhixing.law.parameters import history
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("INTEREST", "1"),)


@dataclass(frozen=True, slots=True)
class Note:
    """Hold one note: principal, rate, first day that bears interest, and what it replaces.

    ``rate`` is per cent a year, or with ``of_lpr`` how many times the one-year LPR; any
    other method is given as ``terms``, and then stands in place of both.
    """

    name: str
    principal: Fen
    rate: Decimal
    from_on: date
    replaces: str = ""
    of_lpr: bool = False
    terms: Terms | None = None

    @property
    def method(self) -> Terms:
        """Give the method of the note’s interest."""
        if self.terms is not None:
            return replace(self.terms, from_on=self.from_on)
        if self.of_lpr:
            return Terms(RateKind.LPR, self.from_on, multiple=self.rate)
        return Terms(RateKind.FIXED, self.from_on, self.rate)


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


@answers("ORDINARY_INTEREST", version="2")
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
        _explain(why, note, rows, missing, until_on)
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
    rows: list[Segment] = []
    gaps: list[Gap] = []
    if days.end is None:
        raise Impossible("a note is computed until a day")
    for piece in terms_meter(note.method, days.end.toordinal(), year_days).stretches:
        if piece.rate is not None:
            daily = piece.rate.daily
            exact = int(note.principal) * daily * len(piece.days)
            rows.append(Segment(piece.days, note.principal, daily, exact))
            continue
        table = table_of(note.method, piece.start)
        zh, en = history(table)[0].name_zh, history(table)[0].name_en
        gaps.append(
            Gap(
                piece.days,
                f"未录入{piece.days.start}起的{zh}（现有{history(table)[0].in_force.start}至"
                f"{known_until(table)}）",
                f"the {en} from {piece.days.start} is not entered (known from "
                f"{history(table)[0].in_force.start} until {known_until(table)})",
                table,
            )
        )
    return tuple(rows), tuple(gaps)


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


def _explain(
    why: Reasons,
    note: Note,
    rows: tuple[Segment, ...],
    missing: tuple[Gap, ...],
    until: date,
) -> None:
    for s in rows:
        why.step(
            f"“{note.name}”{s.days.start}起{len(s.days)}日，本金{s.base.yuan}元，"
            f"利息{Fen.rounded(s.exact).yuan}元。",
            f"{note.name}, {len(s.days)} days from {s.days.start} on {s.base.yuan}: "
            f"{Fen.rounded(s.exact).yuan} yuan.",
            cite("INTEREST", "1.2", version="2014"),
            value=str(s.exact),
        )
    if note.method.kind is not RateKind.FIXED:
        why.mark(f"secondary:{table_of(note.method, until.toordinal())}")
    tell_switch(why, note.name, note.method, until)
    for gap in missing:
        why.mark(f"gap:{gap.table}")
        why.step(
            f"{gap.days.start}至{gap.days.last}未计：{gap.missing_zh}。",
            f"{gap.days.start} to {gap.days.last} not computed: {gap.missing_en}.",
        )


def _note(name: str, yuan: str, rate: str, start: str, **more: object) -> Note:
    return Note(name, Fen.of_yuan(yuan), Decimal(rate), date.fromisoformat(start), **more)  # type: ignore[arg-type]


def _given(until: str, *notes: Note, **more: object) -> dict[str, object]:
    day = date.fromisoformat(until)
    return {"on": day, "until_on": day, "notes": notes, **more}


_WHOLE = {
    Tenor.M6: Fen(9217731),
    Tenor.Y1: Fen(15181497),
    Tenor.Y3: Fen(15959142),
    Tenor.Y5: Fen(16619169),
    Tenor.OVER_Y5: Fen(17171444),
}
_WHOLE_LPR = {Tenor.Y1: Fen(2137137), Tenor.OVER_Y5: Fen(2539589)}

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
        *(
            Example(
                _given(
                    "2019-08-20",
                    _note(
                        "合同",
                        "100000",
                        "0",
                        "1995-07-01",
                        terms=Terms(RateKind.BENCHMARK, date(1995, 7, 1), tenor=tenor),
                    ),
                    year_days=YearDays.D360,
                ),
                {"amount": amount},
                note="基准利率全程 the benchmark over its whole history",
            )
            for tenor, amount in _WHOLE.items()
        ),
        *(
            Example(
                _given(
                    "2025-06-20",
                    _note(
                        "合同",
                        "100000",
                        "0",
                        "2019-08-20",
                        terms=Terms(RateKind.LPR, date(2019, 8, 20), tenor=tenor),
                    ),
                ),
                {"amount": amount},
                note="LPR全程 the LPR as far as it is known",
            )
            for tenor, amount in _WHOLE_LPR.items()
        ),
        Example(
            _given(
                "2021-01-01",
                _note(
                    "借条一",
                    "100000",
                    "0",
                    "2020-01-01",
                    terms=Terms(
                        RateKind.LPR,
                        date(2020, 1, 1),
                        multiple=Decimal(4),
                        fixed_on=date(2020, 1, 1),
                    ),
                ),
            ),
            {"amount": Fen(1664548)},
            note="合同成立时LPR四倍：4.15%×4×366÷365 fixed at its value of one day",
        ),
        Example(
            _given("2016-01-01", _note("借条一", "1", "12", "2015-01-01", replaces="无")),
            refusal="NOTE_REPLACES",
        ),
    ),
    "一般债务利息",
    "Ordinary interest",
    (LPR_1Y, LPR_5Y, *BENCHMARKS.values()),
    version="2",
    covers=("R-INT-COMP", "R-RATE-SWITCH", "R-RATE-LPRADD"),
)
