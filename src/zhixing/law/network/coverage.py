"""What the queries of a case cover (查询覆盖): kind by kind, who is to be asked and who answered.

A kind of property is covered once every institution that answers for it has answered about
every debtor, nothing found included; silence, a rejection and a failed look-up are no answer.
The Provisions on ending the present procedure name deposits, vehicles and other transport,
real estate and securities; they and every other kind the network reaches must be covered
before a procedure is ended. What no institution on the network answers for is inquired on the
spot. While enforcement runs a court may begin with the institutions that promise most.

查询覆盖。一类财产，能够反馈它的全部联网单位对每一被执行人均已反馈的，为已覆盖，反馈无财产的也算；
未反馈、退回、查询异常的不算。终本规定逐一列出存款、车辆及其他交通运输工具、不动产、有价证券；这些
财产以及网络可及的其他财产，终结本次执行程序以前均须覆盖。没有联网单位可以反馈的，在住所地或者可能
隐匿、转移财产所在地进行必要调查。执行过程中可以按预期产出分批查询。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.network.full_set import SearchPurpose, full_set
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.kinds import ThingKind
from zhixing.law.words.lookup import code_words

BASIS = (("TERMINATION", "3"), ("INVESTIGATION", "1"), ("INVESTIGATION", "12"))
K = ThingKind
NAMED: Final = frozenset({K.DEPOSIT, K.VEHICLE, K.SHIP, K.REAL_ESTATE, K.SECURITIES})
"""The kinds the Provisions name themselves; the others are theirs by the word “等”."""


class Cover(StrEnum):
    """Say how far a kind of property is covered."""

    COVERED = "COVERED"
    IN_PART = "IN_PART"
    WAITING = "WAITING"
    NOT_ASKED = "NOT_ASKED"
    OFF_NETWORK = "OFF_NETWORK"


@dataclass(frozen=True, slots=True)
class KindAsked:
    """State of one kind how many institutions answer for it, were asked, and answered whole."""

    kind: ThingKind
    institutions: int
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class KindCovered:
    """Say how far one kind is covered, and whether the text names it."""

    kind: ThingKind
    cover: Cover
    is_named: bool


@dataclass(frozen=True, slots=True)
class QueryCoverage:
    """Say how far each kind is covered, how many are, and whether all must be asked now."""

    kinds: tuple[KindCovered, ...]
    covered: int
    must_ask_all: bool

    @property
    def open(self) -> tuple[KindCovered, ...]:
        """Give the kinds that are not covered."""
        return tuple(k for k in self.kinds if k.cover is not Cover.COVERED)


class CoverageRefused(Refusal):
    """Say which count cannot be."""


@answers("QUERY_COVERAGE")
def query_coverage(
    *,
    on: date,
    purpose: SearchPurpose,
    kinds: tuple[KindAsked, ...],
    checks_kinds: tuple[str, ...] = (),
) -> Finding[QueryCoverage]:
    """Say which kinds of property the queries of a case cover, and what is missing.

    ``checks_kinds`` are the kinds the court's own list of checks still misses.
    """
    why = Reasons(on)
    scope = why.adopt(full_set(on=on, purpose=purpose, checks_kinds=checks_kinds))
    exhausted = find_citation("TERMINATION", 3, on=on)
    network = find_citation("INVESTIGATION", 1, on=on)
    on_the_spot = exhausted or find_citation("INVESTIGATION", 12, on=on)
    found = []
    for counted in kinds:
        _require_countable(counted)
        cover = _cover(counted)
        is_named = counted.kind in NAMED
        zh, en = _said(counted, cover)
        basis = on_the_spot if cover is Cover.OFF_NETWORK else exhausted if is_named else network
        why.step(zh, en, basis or exhausted, value=counted.answered)
        found.append(KindCovered(counted.kind, cover, is_named))
    covered = sum(k.cover is Cover.COVERED for k in found)
    return why.finding(
        QueryCoverage(tuple(found), covered, scope.is_required),
        f"{len(found)}类财产中，查询已覆盖{covered}类。",
        f"Kinds of property: {len(found)}, covered by the queries: {covered}.",
    )


def _said(counted: KindAsked, cover: Cover) -> tuple[str, str]:
    name_zh, name_en = code_words(counted.kind) or (counted.kind.value, counted.kind.value)
    zh, en = _SAID[cover]
    said = {"n": counted.institutions, "a": counted.asked, "b": counted.answered}
    return f"{name_zh}{zh.format(**said)}", f"{name_en}: {en.format(**said)}"


def _cover(counted: KindAsked) -> Cover:
    if not counted.institutions:
        return Cover.OFF_NETWORK
    if counted.answered == counted.institutions:
        return Cover.COVERED
    if counted.answered:
        return Cover.IN_PART
    return Cover.WAITING if counted.asked else Cover.NOT_ASKED


def _require_countable(counted: KindAsked) -> None:
    if 0 <= counted.answered <= counted.asked <= counted.institutions:
        return
    raise CoverageRefused(
        "COUNTS_CROSSED",
        message_zh=f"{counted.kind.value}的单位数有误：反馈不多于已问，已问不多于应问。",
        message_en=f"The counts of {counted.kind.value} do not fit: answered, asked, all.",
        remedy_zh="请核对各单位数。",
        remedy_en="Check the counts.",
        field="kinds",
    )


_SAID: Final = {
    Cover.COVERED: (
        "已覆盖：应问的单位（{n}个）均已反馈。",
        "covered, every institution has answered ({n}).",
    ),
    Cover.IN_PART: (
        "部分覆盖：应问{n}个单位，已问{a}个，已反馈{b}个。",
        "covered in part ({n} answer for it, {a} asked, {b} answered).",
    ),
    Cover.WAITING: (
        "等待反馈：应问{n}个单位，已问{a}个，均未反馈。",
        "waiting ({n} answer for it, {a} asked, none answered).",
    ),
    Cover.NOT_ASKED: (
        "尚未查询：{n}个单位可以反馈，均未问。",
        "not asked ({n} answer for it).",
    ),
    Cover.OFF_NETWORK: (
        "网络不能查询：没有联网单位可以反馈，须在住所地或者可能隐匿、转移财产所在地调查。",
        "nobody on the network answers for it; it is inquired on the spot.",
    ),
}


def _given(
    *kinds: KindAsked,
    on: str = "2018-06-01",
    purpose: SearchPurpose = SearchPurpose.ENFORCEMENT,
) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "purpose": purpose, "kinds": kinds}


def _one(kind: ThingKind, cover: Cover, *, is_named: bool) -> list[object]:
    return [{"kind": kind.value, "cover": cover.value, "is_named": is_named}]


RULE = Rule(
    "QUERY_COVERAGE",
    BASIS,
    Days(date(2013, 9, 2)),
    query_coverage,
    (
        Example(
            _given(KindAsked(K.DEPOSIT, 2, 2, 2)),
            {
                "covered": 1,
                "must_ask_all": False,
                "kinds": _one(K.DEPOSIT, Cover.COVERED, is_named=True),
            },
        ),
        Example(
            _given(KindAsked(K.EQUITY, 2, 2, 1)),
            {"covered": 0, "kinds": _one(K.EQUITY, Cover.IN_PART, is_named=False)},
        ),
        Example(
            _given(KindAsked(K.VEHICLE, 1, 1, 0)),
            {"kinds": _one(K.VEHICLE, Cover.WAITING, is_named=True)},
        ),
        Example(
            _given(KindAsked(K.SHIP, 1, 0, 0)),
            {"kinds": _one(K.SHIP, Cover.NOT_ASKED, is_named=True)},
        ),
        Example(
            _given(KindAsked(K.IP_RIGHT, 0, 0, 0), on="2016-01-04"),
            {"covered": 0, "kinds": _one(K.IP_RIGHT, Cover.OFF_NETWORK, is_named=False)},
        ),
        Example(
            _given(KindAsked(K.DEPOSIT, 1, 1, 1), purpose=SearchPurpose.BEFORE_ENDING),
            {"covered": 1, "must_ask_all": True},
        ),
        Example(_given(KindAsked(K.DEPOSIT, 1, 0, 1)), refusal="COUNTS_CROSSED"),
    ),
    "查询覆盖",
    "What the queries cover",
)
