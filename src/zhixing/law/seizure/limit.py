"""How much divisible money may be frozen (冻结限额).

The claim still owed plus costs of enforcement, the enforcement fee still to be taken among
them, less what is already controlled for it; what waits in line counts for nothing. The protected
minimum of a natural person stays free in the account first; nothing overrides that: only new
inputs give a new answer.

可分的款项最多冻结多少：尚未清偿的债权加上执行费用（包括尚待收取的执行申请费），
减去已为该债权控制的数额（轮候的不计）。执行和解协议履行完毕以前，债权按原生效法律文书计算。
自然人的账户先留出受保护的必需生活费用；不得以任何理由突破，只有所依据的数额变化后才能重新计算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.fees.execution_fee_open import FeeToCome, execution_fee_open
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("SEIZURE", "19"),
    ("SEIZURE", "3"),
    ("CPL", "253"),
    ("CPL", "254"),
    ("FEES", "20"),
    ("FEES", "38"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold the highest amount to freeze here, the limit of the claim, and what stays free."""

    amount: Fen
    claim_limit: Fen
    kept_free: Fen


class ExcessRefused(Refusal):
    """Say that a control would go beyond what the law allows."""


@answers("FREEZE_LIMIT", version="2")
def freeze_limit(
    *,
    on: date,
    outstanding: Fen,
    costs: Fen,
    controlled: Fen,
    balance: Fen | None = None,
    protected_minimum: Fen = Fen(0),
    proposed: Fen | None = None,
    fee: FeeToCome | None = None,
    held_before: Fen = Fen(0),
) -> Finding[Limit]:
    """Find the highest amount to freeze, or refuse a proposed one above it.

    ``controlled`` is what is already held for this claim in the first rank, ``balance``
    the money in the account, None when not yet known, ``protected_minimum`` what must
    stay free for the debtor and dependants, ``fee`` what the enforcement fee is reckoned on;
    ``costs`` are the others. ``held_before`` is what earlier controls take of a balance that they
    leave some of free: an order that counted on that too would be carried out on what must stay.
    """
    _check(outstanding, costs, controlled, protected_minimum, held_before)
    why = Reasons(on)
    to_come = Fen(0) if fee is None else why.adopt(execution_fee_open(on=on, fee=fee))
    claim = max(outstanding + costs + to_come - controlled, Fen(0))
    basis = cite("SEIZURE", 19, on=on)
    fee_zh = f"＋待收执行申请费{to_come.yuan}元" if to_come else ""
    fee_en = f" + enforcement fee {to_come.yuan}" if to_come else ""
    why.step(
        f"未清偿债权{outstanding.yuan}元＋执行费用{costs.yuan}元{fee_zh}－已控制{controlled.yuan}元"
        f"＝{claim.yuan}元。",
        f"Owed {outstanding.yuan} + costs {costs.yuan}{fee_en} − controlled {controlled.yuan}"
        f" = {claim.yuan} yuan.",
        basis,
        value=claim,
    )
    amount, kept = claim, Fen(0)
    if protected_minimum:
        kept = protected_minimum if balance is None else min(protected_minimum, balance)
        why.step(
            f"保留被执行人及其所扶养家属必需的生活费用{protected_minimum.yuan}元，不得冻结。",
            f"{protected_minimum.yuan} yuan for the debtor and dependants stay free.",
            cite("SEIZURE", 3, on=on),
            value=protected_minimum,
        )
    if balance is not None:
        amount = min(claim, max(balance - held_before - protected_minimum, Fen(0)))
        _say_balance(why, balance, held_before, amount)
    if proposed is not None and proposed > amount:
        _refuse(proposed, amount, claim, on)
    return why.finding(
        Limit(amount, claim, kept),
        f"最多可冻结{amount.yuan}元。",
        f"At most {amount.yuan} yuan may be frozen.",
    )


def _say_balance(why: Reasons, balance: Fen, held_before: Fen, amount: Fen) -> None:
    before_zh = f"，其中{held_before.yuan}元已被在先控制" if held_before else ""
    before_en = f", {held_before.yuan} of it controlled before" if held_before else ""
    why.step(
        f"账户余额{balance.yuan}元{before_zh}，可冻结{amount.yuan}元。",
        f"The balance is {balance.yuan}{before_en}; {amount.yuan} yuan may be frozen.",
        cite("SEIZURE", 19, on=why.on),
        value=amount,
    )


def _check(*amounts: Fen) -> None:
    if any(a < 0 for a in amounts):
        raise ExcessRefused(
            "NEGATIVE",
            message_zh="金额不得为负。",
            message_en="An amount is negative.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amounts.",
        )


def _refuse(proposed: Fen, amount: Fen, claim: Fen, on: date) -> None:
    protected = amount < claim and proposed <= claim
    raise ExcessRefused(
        "PROTECTED_MINIMUM" if protected else "ABOVE_LIMIT",
        message_zh=f"拟冻结{proposed.yuan}元，超过可冻结的{amount.yuan}元。",
        message_en=f"{proposed.yuan} yuan are above the {amount.yuan} that may be frozen.",
        basis=cite("SEIZURE", 3 if protected else 19, on=on),
        remedy_zh="请将冻结额降至限额以内；债权、费用、已控制额或生活费用有变化的，重新计算。",
        remedy_en="Lower the amount; compute again if the claim, costs, controls or the "
        "protected minimum changed.",
        field="proposed",
    )


def _given(owed: str, costs: str, held: str, **more: str) -> dict[str, object]:
    given: dict[str, object] = {
        "on": date(2018, 6, 29),
        "outstanding": Fen.of_yuan(owed),
        "costs": Fen.of_yuan(costs),
        "controlled": Fen.of_yuan(held),
    }
    return given | {name: Fen.of_yuan(value) for name, value in more.items()}


RULE = Rule(
    "FREEZE_LIMIT",
    BASIS,
    Days(date(2005, 1, 1)),
    freeze_limit,
    (
        Example(_given("100000", "1400", "30000"), {"amount": Fen.of_yuan("71400")}),
        Example(_given("100000", "1400", "200000"), {"amount": Fen(0)}),
        Example(
            _given("68730.87", "0", "0") | {"fee": FeeToCome(Fen.of_yuan("68730.87"))},
            {"amount": Fen.of_yuan("69661.83")},
            note="债权加待收执行申请费930.96元 claim and fee still to be taken",
        ),
        Example(
            _given("68730.87", "0", "69661.83") | {"fee": FeeToCome(Fen.of_yuan("68730.87"))},
            {"amount": Fen(0)},
        ),
        Example(
            _given("100000", "0", "0", balance="5000", protected_minimum="1500"),
            {"amount": Fen.of_yuan("3500"), "kept_free": Fen.of_yuan("1500")},
        ),
        Example(
            _given("100000", "0", "0", balance="90000", protected_minimum="1500")
            | {"held_before": Fen.of_yuan("80000")},
            {"amount": Fen.of_yuan("8500")},
            note="在先冻结余下的10000元中仍须留足 what stays is left of what earlier freezes leave",
        ),
        Example(
            _given("100000", "0", "0", balance="1000", protected_minimum="1500"),
            {"amount": Fen(0), "kept_free": Fen.of_yuan("1000")},
        ),
        Example(
            _given("100000", "1400", "30000", proposed="71400"), {"amount": Fen.of_yuan("71400")}
        ),
        Example(_given("100000", "1400", "30000", proposed="71400.01"), refusal="ABOVE_LIMIT"),
        Example(
            _given(
                "100000", "0", "0", balance="5000", protected_minimum="1500", proposed="3500.01"
            ),
            refusal="PROTECTED_MINIMUM",
        ),
    ),
    "冻结限额",
    "Limit of a freeze",
    version="2",
    covers=("R-NQ-FREEZE-AMOUNT", "R-SZ-EXCESS", "R-NQ-BASIS"),
)
