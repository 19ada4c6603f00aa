"""Which of the debtor's property is controlled, and in which order (控制方案).

Only as much as debt and costs: money first, then what turns into money soonest, then things
that cannot be divided, the home last; among equals what no business depends on. Exempt
property is left out, and so is what only bears the debtor's name. What must stay free for
living, a protected part of a wage included, is left in the account without exception. What
other courts hold in an earlier rank is not counted twice. A thing above the rest of the
claim is taken only if it cannot be divided and nothing else suffices.

控制哪些财产、先后如何：总额以债权和执行费用为限。先控制金钱，再控制容易变现的财产，最后控制不可分物，
居住房屋排在末位；同类财产先控制不影响生产经营的。依法豁免的，以及仅姓名相同、证件号码不符的，
不予控制。必需的生活费用（含工资中的保留部分）留在账户内，没有例外。其他法院在先控制的部分不重复计算。
价值超过剩余债权的，仅在不可分割且其他财产不足时控制。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.limit import ExcessRefused

BASIS = (("SEIZURE", "19"), ("SEIZURE", "3"), ("SEIZURE", "4"), ("PRESERVATION", "13"))


class Group(StrEnum):
    """Name groups of property, the one that harms least and pays soonest first."""

    CASH = "CASH"
    FINANCIAL_PRODUCT = "FINANCIAL_PRODUCT"
    SECURITY = "SECURITY"
    RIGHT = "RIGHT"
    MOVABLE = "MOVABLE"
    IMMOVABLE = "IMMOVABLE"
    HOME = "HOME"


class Verdict(StrEnum):
    """Name what is done with one thing."""

    TAKE = "TAKE"
    TAKE_WHOLE = "TAKE_WHOLE"
    NOT_NEEDED = "NOT_NEEDED"
    NOTHING_FREE = "NOTHING_FREE"
    EXEMPT = "EXEMPT"
    NAME_ONLY = "NAME_ONLY"
    CONTROLLED = "CONTROLLED"
    VALUE_FIRST = "VALUE_FIRST"
    LEFT_FOR_LIVING = "LEFT_FOR_LIVING"


VERDICT_WORDS = {
    Verdict.TAKE: ("按所需数额控制", "controlled as far as needed"),
    Verdict.TAKE_WHOLE: ("不可分，整件控制", "cannot be divided: controlled whole"),
    Verdict.NOT_NEEDED: ("排序在先的财产已足够，不予控制", "what comes before suffices"),
    Verdict.NOTHING_FREE: (
        "扣除在先控制和应保留部分后没有余额",
        "nothing is left after earlier controls and what stays free",
    ),
    Verdict.EXEMPT: ("依法豁免，不得控制", "exempt by law"),
    Verdict.NAME_ONLY: ("仅姓名相同，不得控制", "only the name agrees"),
    Verdict.CONTROLLED: ("本案已控制或者正在办理", "controlled for the case, or on its way"),
    Verdict.VALUE_FIRST: (
        "价值未知，待在先的一件查明价值后再定",
        "value unknown: first value the thing before it",
    ),
    Verdict.LEFT_FOR_LIVING: (
        "依法为生活、居住保留，不列入方案，确需控制的另行提请",
        "kept by law for living or housing: not planned, ordered apart if at all",
    ),
}
TAKEN = (Verdict.TAKE, Verdict.TAKE_WHOLE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one thing found.

    ``value`` is None while unknown, ``held_before`` what others hold in an earlier rank,
    ``kept_free`` what must stay for living; ``is_identified`` by number, not by name.
    """

    id: str
    group: Group
    value: Fen | None
    is_divisible: bool
    held_before: Fen = ZERO
    kept_free: Fen = ZERO
    is_exempt: bool = False
    is_identified: bool = True
    is_controlled: bool = False
    for_business: bool = False
    is_for_living: bool = False

    @property
    def free(self) -> Fen | None:
        """Give what of it could be taken; None while its value is unknown."""
        if self.value is None:
            return None
        return Fen(max(0, self.value - self.held_before - self.kept_free))


@dataclass(frozen=True, slots=True)
class Choice:
    """Say what is done with one thing, and how much of it counts."""

    id: str
    verdict: Verdict
    amount: Fen


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold every choice in its order, what they cover, what stays open, and what is above."""

    choices: tuple[Choice, ...]
    covered: Fen
    uncovered: Fen
    excess: Fen


@answers("CONTROL_PLAN")
def control_plan(*, on: date, limit: Fen, found: tuple[Candidate, ...]) -> Finding[Plan]:
    """Choose what to control of the things found, for what may still be controlled.

    ``limit`` is debt and costs less what all courts already control for the claim.
    """
    if limit < 0 or any((c.value or 0) < 0 or c.held_before < 0 or c.kept_free < 0 for c in found):
        raise ExcessRefused(
            "NEGATIVE",
            message_zh="金额不得为负。",
            message_en="An amount is negative.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amounts.",
            field="found",
        )
    why = Reasons(on)
    basis = cite("SEIZURE", 19, on=on)
    why.step(
        f"尚可控制{limit.yuan}元。", f"{limit.yuan} yuan may be controlled.", basis, value=limit
    )
    choices, left, excess = list[Choice](), limit, Fen(0)
    waiting = sorted(found, key=_order)
    while waiting:
        thing = _next(waiting, left)
        waiting.remove(thing)
        has_unknown = any(
            c.verdict is Verdict.TAKE_WHOLE and _is_unknown(found, c.id) for c in choices
        )
        verdict, amount = _judge(thing, left, has_unknown)
        choices.append(Choice(thing.id, verdict, amount))
        if verdict in TAKEN:
            excess = Fen(excess + max(0, amount - left))
            left = Fen(max(0, left - amount))
        _explain(why, thing, choices[-1], left)
    covered = Fen(limit - left)
    return why.finding(
        Plan(tuple(choices), covered, left, excess),
        f"控制{sum(c.verdict in TAKEN for c in choices)}项，抵{covered.yuan}元，"
        f"尚缺{left.yuan}元。",
        f"Control {sum(c.verdict in TAKEN for c in choices)}: they cover {covered.yuan}; "
        f"{left.yuan} stay open.",
    )


def _order(thing: Candidate) -> tuple[int, bool, bool, int, str]:
    free = thing.free
    return (
        list(Group).index(thing.group),
        thing.for_business,
        free is None,
        -int(free or 0),
        thing.id,
    )


def _next(waiting: list[Candidate], left: Fen) -> Candidate:
    """Give the next thing; of indivisible equals the smallest that covers what is left."""
    first = waiting[0]
    if first.is_divisible or left <= 0 or _barred(first) is not None:
        return first
    equals = [
        c
        for c in waiting
        if c.group is first.group
        and c.for_business is first.for_business
        and not c.is_divisible
        and _barred(c) is None
    ]
    enough = [c for c in equals if c.free is not None and c.free >= left]
    return min(enough, key=lambda c: (int(c.free or 0), c.id)) if enough else first


def _barred(thing: Candidate) -> Verdict | None:
    if thing.is_exempt:
        return Verdict.EXEMPT
    if not thing.is_identified:
        return Verdict.NAME_ONLY
    if thing.is_for_living:
        return Verdict.LEFT_FOR_LIVING
    return Verdict.CONTROLLED if thing.is_controlled else None


def _judge(thing: Candidate, left: Fen, has_unknown: bool) -> tuple[Verdict, Fen]:
    barred = _barred(thing)
    if barred is not None:
        return barred, Fen(0)
    if left <= 0:
        return Verdict.NOT_NEEDED, Fen(0)
    free = thing.free
    if free is None:
        if thing.is_divisible or has_unknown:
            return Verdict.VALUE_FIRST, Fen(0)
        return Verdict.TAKE_WHOLE, Fen(0)
    if has_unknown and not thing.is_divisible and free > left:
        return Verdict.VALUE_FIRST, Fen(0)
    if not free:
        return Verdict.NOTHING_FREE, Fen(0)
    return (Verdict.TAKE, min(free, left)) if thing.is_divisible else (Verdict.TAKE_WHOLE, free)


def _is_unknown(found: tuple[Candidate, ...], id: str) -> bool:
    return any(c.id == id and c.free is None for c in found)


def _explain(why: Reasons, thing: Candidate, choice: Choice, left: Fen) -> None:
    zh, en = VERDICT_WORDS[choice.verdict]
    value = "未知" if thing.value is None else f"{thing.value.yuan}元"
    value_en = "unknown" if thing.value is None else thing.value.yuan
    less = f"，在先控制{thing.held_before.yuan}元" if thing.held_before else ""
    less_en = f", held before {thing.held_before.yuan}" if thing.held_before else ""
    if thing.kept_free:
        less += f"，保留生活费用{thing.kept_free.yuan}元"
        less_en += f", kept for living {thing.kept_free.yuan}"
    why.step(
        f"“{thing.id}”价值{value}{less}：{zh}"
        + (f"，{choice.amount.yuan}元，尚缺{left.yuan}元。" if choice.amount else "。"),
        f"{thing.id}, worth {value_en}{less_en}: {en}"
        + (f", {choice.amount.yuan}; {left.yuan} still open." if choice.amount else "."),
        _basis(why.on, thing, choice.verdict),
        value=choice.amount,
    )


def _basis(on: date, thing: Candidate, verdict: Verdict) -> Citation | None:
    if verdict in (Verdict.EXEMPT, Verdict.LEFT_FOR_LIVING) or thing.kept_free:
        return cite("SEIZURE", 3, on=on)
    if thing.group is Group.HOME:
        return cite("SEIZURE", 4, on=on)
    if verdict is Verdict.NOT_NEEDED:
        return find_citation("PRESERVATION", 13, on=on)
    return cite("SEIZURE", 19, on=on)


def _thing(id: str, group: Group, yuan: str | None, **more: object) -> Candidate:
    divisible = group in (Group.CASH, Group.FINANCIAL_PRODUCT, Group.SECURITY)
    value = None if yuan is None else Fen.of_yuan(yuan)
    return Candidate(id, group, value, bool(more.pop("is_divisible", divisible)), **more)  # type: ignore[arg-type]


def _given(limit: str, *found: Candidate) -> dict[str, object]:
    return {"on": date(2018, 6, 29), "limit": Fen.of_yuan(limit), "found": found}


def _plan(uncovered: str, excess: str, *choices: tuple[str, Verdict, str]) -> dict[str, object]:
    return {
        "choices": [{"id": i, "verdict": v, "amount": Fen.of_yuan(a)} for i, v, a in choices],
        "uncovered": Fen.of_yuan(uncovered),
        "excess": Fen.of_yuan(excess),
    }


_A = _thing("存款甲", Group.CASH, "600")
_B = _thing("存款乙", Group.CASH, "500")
_W = _thing("理财", Group.FINANCIAL_PRODUCT, "1000")
_H = _thing("住房", Group.HOME, "900000")
_S = _thing("商铺", Group.IMMOVABLE, "800")
_S2 = _thing("仓库", Group.IMMOVABLE, "2000")
V = Verdict

RULE = Rule(
    "CONTROL_PLAN",
    BASIS,
    Days(date(2005, 1, 1)),
    control_plan,
    (
        Example(
            _given("1000", _H, _W, _B, _A),
            _plan(
                "0",
                "0",
                ("存款甲", V.TAKE, "600"),
                ("存款乙", V.TAKE, "400"),
                ("理财", V.NOT_NEEDED, "0"),
                ("住房", V.NOT_NEEDED, "0"),
            ),
            note="先金钱 money first",
        ),
        Example(
            _given("1100.01", _A, _B, _W),
            _plan(
                "0",
                "0",
                ("存款甲", V.TAKE, "600"),
                ("存款乙", V.TAKE, "500"),
                ("理财", V.TAKE, "0.01"),
            ),
        ),
        Example(
            _given("700", _S, _S2),
            _plan("0", "100", ("商铺", V.TAKE_WHOLE, "800"), ("仓库", V.NOT_NEEDED, "0")),
            note="足够的最小一件 the smallest that suffices",
        ),
        Example(
            _given("600", _thing("工资户", Group.CASH, "600", kept_free=Fen.of_yuan("500")), _S),
            _plan("0", "300", ("工资户", V.TAKE, "100"), ("商铺", V.TAKE_WHOLE, "800")),
        ),
        Example(
            _given(
                "600",
                _thing("已冻户", Group.CASH, "600", held_before=Fen.of_yuan("600")),
                _thing("社保", Group.CASH, "600", is_exempt=True),
                _thing("同名", Group.CASH, "600", is_identified=False),
                _thing("在控", Group.CASH, "600", is_controlled=True),
                _thing("养老金", Group.RIGHT, "600", is_for_living=True),
            ),
            {
                "choices": [
                    {"id": "同名", "verdict": V.NAME_ONLY},
                    {"id": "在控", "verdict": V.CONTROLLED},
                    {"id": "社保", "verdict": V.EXEMPT},
                    {"id": "已冻户", "verdict": V.NOTHING_FREE},
                    {"id": "养老金", "verdict": V.LEFT_FOR_LIVING},
                ],
                "uncovered": Fen.of_yuan("600"),
            },
        ),
        Example(
            _given(
                "600",
                _thing("房一", Group.IMMOVABLE, None),
                _thing("房二", Group.IMMOVABLE, None),
            ),
            _plan("600", "0", ("房一", V.TAKE_WHOLE, "0"), ("房二", V.VALUE_FIRST, "0")),
        ),
        Example(
            _given("600", _thing("厂房", Group.IMMOVABLE, "700", for_business=True), _S),
            _plan("0", "200", ("商铺", V.TAKE_WHOLE, "800"), ("厂房", V.NOT_NEEDED, "0")),
            note="不影响经营的在先 what no business needs goes first",
        ),
        Example(_given("-1"), refusal="NEGATIVE"),
    ),
    "控制方案",
    "Plan of control",
    covers=("R-SZ-EXCESS", "R-DP-LEASTHARM"),
)
