"""Which part of what is controlled must be let go (解除超标的查封).

Controls clearly beyond claim and costs are lifted in time. Money goes first, exactly;
then whole things without which the rest still suffices. A thing that cannot be divided
stays when nothing else, or not enough, is there.

控制的财产价值明显超过债权和执行费用的，应当及时解除超出部分。先解除金钱等可分的财产，
数额精确到分；再整件解除财产，以剩余财产仍足以清偿为限。不可分的财产，
在没有其他财产或者其他财产不足时，可以保留。2022年起超标的冻结股权的，自裁定起七日内解除。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.limit import ExcessRefused

BASIS = (("SEIZURE", "19"), ("EQUITY", "5"))


@dataclass(frozen=True, slots=True)
class Controlled:
    """Hold one controlled thing: what it is worth and whether a part can be let go."""

    id: str
    value: Fen
    is_divisible: bool


@dataclass(frozen=True, slots=True)
class Excess:
    """Hold what is above the claim, what to release of each thing, and what stays above.

    ``release_by`` is set for equity whose excess a ruling in force has upheld.
    """

    excess: Fen
    release: dict[str, Fen]
    kept_excess: Fen
    release_by: date | None


@answers("EXCESS_TO_RELEASE")
def excess_to_release(
    *,
    on: date,
    limit: Fen,
    controlled: tuple[Controlled, ...],
    equity_ruling_on: date | None = None,
) -> Finding[Excess]:
    """Find what to release so that the controls stay within claim and costs.

    ``limit`` is the claim owed plus costs of enforcement.
    """
    if limit < 0 or any(c.value < 0 for c in controlled):
        raise ExcessRefused(
            "NEGATIVE",
            message_zh="金额不得为负。",
            message_en="An amount is negative.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amounts.",
            field="controlled",
        )
    why = Reasons(on)
    basis = cite("SEIZURE", 19, on=on)
    total = Fen(sum(c.value for c in controlled))
    excess = left = max(total - limit, Fen(0))
    why.step(
        f"控制总值{total.yuan}元，限额{limit.yuan}元，超出{excess.yuan}元。",
        f"Controlled {total.yuan}, limit {limit.yuan}: {excess.yuan} above.",
        basis,
        value=excess,
    )
    release: dict[str, Fen] = {}
    for thing in sorted(controlled, key=lambda c: (not c.is_divisible, -c.value, c.id)):
        part = min(thing.value, left) if thing.is_divisible else thing.value
        if not part or part > left:
            continue
        release[thing.id] = part
        left -= part
        why.step(f"解除“{thing.id}”{part.yuan}元。", f"Release {part.yuan} of {thing.id}.", basis)
    if left:
        why.step(
            f"余{left.yuan}元附着于不可分物，其他财产不足，可以保留。",
            f"{left.yuan} stay in things that cannot be divided; the rest would not suffice.",
            basis,
            value=left,
        )
    release_by = None
    if equity_ruling_on is not None:
        days = why.parameter("seizure.equity_lift", equity_ruling_on)
        due = period_due(on=on, start_on=equity_ruling_on, amount=days.whole, unit=Unit.DAY)
        release_by = why.adopt(due).due_on
    return why.finding(
        Excess(excess, release, left, release_by),
        f"应解除{Fen(excess - left).yuan}元。" if excess else "未超标的。",
        f"Release {Fen(excess - left).yuan} yuan." if excess else "Nothing is above the limit.",
    )


_ON = date(2022, 6, 1)


def _given(limit: str, *things: Controlled, **more: object) -> dict[str, object]:
    return {"on": _ON, "limit": Fen.of_yuan(limit), "controlled": things, **more}


def _thing(name: str, value: str, divisible: bool) -> Controlled:
    return Controlled(name, Fen.of_yuan(value), divisible)


RULE = Rule(
    "EXCESS_TO_RELEASE",
    BASIS,
    Days(date(2005, 1, 1)),
    excess_to_release,
    (
        Example(
            _given("1000", _thing("存款", "1000", True)),
            {"excess": Fen(0), "release": {}},
        ),
        Example(
            _given("1000", _thing("存款", "1000.01", True)),
            {"excess": Fen(1), "release": {"存款": Fen(1)}},
        ),
        Example(
            _given("1000", _thing("存款", "300", True), _thing("房屋", "900", False)),
            {"release": {"存款": Fen(20000)}, "kept_excess": Fen(0)},
        ),
        Example(
            _given("1000", _thing("房屋", "900", False), _thing("车辆", "400", False)),
            {"release": {}, "kept_excess": Fen(30000)},
            note="各自不足，均保留 neither alone suffices",
        ),
        Example(
            _given("1000", _thing("房屋", "1500", False), _thing("车辆", "400", False)),
            {"release": {"车辆": Fen(40000)}, "kept_excess": Fen(50000)},
        ),
        Example(
            _given("0", _thing("股权", "10", True), equity_ruling_on=_ON),
            {"release_by": date(2022, 6, 8)},
        ),
        Example(_given("-1"), refusal="NEGATIVE"),
    ),
    "超标的部分的解除",
    "Releasing what is above the limit",
    ("seizure.equity_lift",),
    covers=("R-SZ-EXCESS",),
)
