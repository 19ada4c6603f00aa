"""Which part of what is controlled must be let go (解除超标的查封).

Controls clearly beyond claim and costs are lifted in time. A thing that cannot be divided
may stay only while the debtor has nothing else or not enough, so whole things go first: each
without which the rest still covers the limit, the home first, then what burdens the debtor
most, among equals the one worth more. Then money is trimmed, exactly.

控制的财产价值明显超过债权和执行费用的，应当及时解除超出部分。不可分的财产，
只有在没有其他财产或者其他财产不足时才可以保留，因此先整件解除不可分的财产：
凡是解除后其余财产仍足以清偿的，都应解除，依次为居住房屋、其他不动产、动产、其他权利，
同类中先解除价值高的。然后解除金钱等可分的财产，数额精确到分。
法条没有规定先解除哪一件，此顺序以对被执行人负担最重者为先。
2022年起超标的冻结股权的，自裁定起七日内解除。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.fees.execution_fee_open import FeeToCome, execution_fee_open
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.control_plan import Group
from zhixing.law.seizure.limit import ExcessRefused

BASIS = (("SEIZURE", "19"), ("EQUITY", "5"), ("FEES", "20"))
MOST_BURDENSOME_FIRST = tuple(reversed(Group))


@dataclass(frozen=True, slots=True)
class Controlled:
    """Hold one controlled thing: its worth, whether a part can be let go, what kind it is of."""

    id: str
    value: Fen
    is_divisible: bool
    group: Group = Group.MOVABLE


@dataclass(frozen=True, slots=True)
class Excess:
    """Hold what is above the claim, what to release of each thing, and what stays above.

    ``release_by`` is set for equity whose excess a ruling in force has upheld.
    """

    excess: Fen
    release: dict[str, Fen]
    kept_excess: Fen
    release_by: date | None


@answers("EXCESS_TO_RELEASE", version="2")
def excess_to_release(
    *,
    on: date,
    limit: Fen,
    controlled: tuple[Controlled, ...],
    equity_ruling_on: date | None = None,
    fee: FeeToCome | None = None,
) -> Finding[Excess]:
    """Find what to release so that the controls stay within claim and costs.

    ``limit`` is the claim owed plus costs of enforcement, the enforcement fee apart that
    ``fee`` says how to reckon.
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
    to_come = Fen(0) if fee is None else why.adopt(execution_fee_open(on=on, fee=fee))
    most = Fen(limit + to_come)
    excess = max(total - most, Fen(0))
    with_zh = f"（含待收执行申请费{to_come.yuan}元）" if to_come else ""
    with_en = f" (enforcement fee of {to_come.yuan} included)" if to_come else ""
    why.step(
        f"控制总值{total.yuan}元，限额{most.yuan}元{with_zh}，超出{excess.yuan}元。",
        f"Controlled {total.yuan}, limit {most.yuan}{with_en}: {excess.yuan} above.",
        basis,
        value=excess,
    )
    release = _let_go(why, controlled, excess)
    left = Fen(excess - sum(release.values()))
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


def _let_go(why: Reasons, controlled: tuple[Controlled, ...], excess: Fen) -> dict[str, Fen]:
    """Choose what to release of each thing, whole things first, and never more than the excess."""
    release: dict[str, Fen] = {}
    left = excess
    for thing in sorted(controlled, key=_before):
        part = min(thing.value, left) if thing.is_divisible else thing.value
        if not part or part > left:
            continue
        release[thing.id] = part
        left = Fen(left - part)
        whole = "" if thing.is_divisible else "（不可分，解除后其余财产仍足以清偿）"
        whole_en = "" if thing.is_divisible else ", which is whole: the rest still suffices"
        why.step(
            f"解除“{thing.id}”{part.yuan}元{whole}。",
            f"Release {part.yuan} of {thing.id}{whole_en}.",
            cite("SEIZURE", 19, on=why.on),
        )
    return release


def _before(thing: Controlled) -> tuple[bool, int, int, str]:
    """Order what is let go: whole things by their burden, then money, each the larger first."""
    burden = 0 if thing.is_divisible else MOST_BURDENSOME_FIRST.index(thing.group)
    return thing.is_divisible, burden, -thing.value, thing.id


_ON = date(2022, 6, 1)


def _given(limit: str, *things: Controlled, **more: object) -> dict[str, object]:
    return {"on": _ON, "limit": Fen.of_yuan(limit), "controlled": things, **more}


def _thing(name: str, value: str, divisible: bool, group: Group = Group.MOVABLE) -> Controlled:
    return Controlled(name, Fen.of_yuan(value), divisible, group)


_HOME = _thing("住宅", "600", False, Group.HOME)


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
            _given("1000", _thing("存款", "1000", True), _thing("房屋", "5000", False)),
            {"release": {"房屋": Fen(500000)}, "kept_excess": Fen(0)},
            note="存款已足，不得保留房屋 the deposit suffices: the house may not stay",
        ),
        Example(
            _given("1000", _thing("存款", "999.99", True), _thing("房屋", "5000", False)),
            {"release": {"存款": Fen(99999)}, "kept_excess": Fen(400000)},
            note="存款差一分 the deposit is a fen short",
        ),
        Example(
            _given("1000", _thing("存款", "500", True), _thing("车辆", "700", False), _HOME),
            {"release": {"住宅": Fen(60000), "存款": Fen(20000)}, "kept_excess": Fen(0)},
            note="二者留一，先解除住宅 one of two suffices: the home goes first",
        ),
        Example(
            _given(
                "68730.87", _thing("存款", "69661.84", True), fee=FeeToCome(Fen.of_yuan("68730.87"))
            ),
            {"release": {"存款": Fen(1)}},
            note="待收执行申请费930.96元不属于超标的 the fee to come is no excess",
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
    version="2",
    covers=("R-SZ-EXCESS",),
)
