"""Enforcing a matured claim against a third party (到期债权).

Within fifteen days of service the third party pays or objects. An objection in time stops
enforcement for the part objected to, and its merits are not looked at. Saying that one
cannot pay, or has nothing to do with the applicant, is no objection; a claim fixed by an
instrument in force cannot be denied. The chain ends there: no fourth parties.

被执行人对第三人的到期债权可以执行。第三人收到履行通知后，应在十五日内履行或者提出异议。
在期限内提出异议的，对异议部分不得执行，也不审查异议是否成立，只能执行其承认的部分。
仅称没有履行能力，或者与申请执行人没有直接法律关系的，不属于异议；债权已由生效法律文书确定的，
不得否认。不得再执行第三人对他人的债权。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, is_in_force
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "45"), ("EW", "47"), ("EW", "48"), ("EW", "49"), ("CPL-INT", "499"))


class Reply(StrEnum):
    """Name what the third party answered."""

    NONE = "none"
    OBJECTION = "objection"
    CANNOT_PAY = "cannot_pay"
    NO_RELATION = "no_relation"


@dataclass(frozen=True, slots=True)
class MaturedClaim:
    """Hold the last day to pay or object, and how much may be enforced on the day."""

    last_day: date
    enforceable: Fen
    freeze_stays: bool


class MaturedClaimRefused(Refusal):
    """Say why this third party cannot be reached."""


@answers("MATURED_CLAIM")
def matured_claim(
    *,
    on: date,
    served_on: date,
    amount: Fen,
    reply: Reply = Reply.NONE,
    replied_on: date | None = None,
    admitted: Fen = Fen(0),
    paid: Fen = Fen(0),
    fixed_by_instrument: bool = False,
    is_fourth_party: bool = False,
) -> Finding[MaturedClaim]:
    """Find what may be enforced against a third party after the notice to perform.

    ``admitted`` is the part admitted in the objection; ``paid`` what was paid since.
    """
    if is_fourth_party or not 0 <= paid <= amount or not 0 <= admitted <= amount:
        raise _refused(is_fourth_party, on)
    why = Reasons(on)
    days = why.parameter("seizure.matured_claim", served_on).whole
    last_day = why.adopt(period_due(on=on, start_on=served_on, amount=days, unit=Unit.DAY)).due_on
    in_time = reply is Reply.OBJECTION and replied_on is not None and replied_on <= last_day
    stands = amount
    if in_time and not fixed_by_instrument:
        stands = admitted
        why.step(
            f"期内提出异议，不审查异议，仅就承认的{admitted.yuan}元可以执行。",
            f"It objected in time; only the admitted {admitted.yuan} may be enforced.",
            cite("EW", 47, on=on),
            value=admitted,
        )
    elif in_time and is_in_force("CPL-INT", on):
        why.step(
            "债权由生效法律文书确定，否认不予支持。",
            "The claim is fixed by an instrument in force and cannot be denied.",
            cite("CPL-INT", "499.3", on=on),
        )
    elif reply in (Reply.CANNOT_PAY, Reply.NO_RELATION):
        why.step("所提不属于异议。", "What was said is no objection.", cite("EW", 48, on=on))
    is_due = on > last_day or in_time
    enforceable = max(Fen(stands - paid), Fen(0)) if is_due else Fen(0)
    why.step(
        f"至{on}可以裁定强制执行{enforceable.yuan}元。",
        f"On {on} {enforceable.yuan} yuan may be enforced by ruling.",
        cite("EW", 49, on=on),
        value=enforceable,
    )
    return why.finding(
        MaturedClaim(last_day, enforceable, paid < amount),
        f"履行或者异议至{last_day}止，可以强制执行{enforceable.yuan}元。",
        f"Pay or object by {last_day}; {enforceable.yuan} yuan may be enforced.",
    )


def _refused(is_fourth_party: bool, on: date) -> MaturedClaimRefused:
    return MaturedClaimRefused(
        "FOURTH_PARTY" if is_fourth_party else "AMOUNT_OUT_OF_RANGE",
        message_zh="不得就第三人对他人的到期债权强制执行。"
        if is_fourth_party
        else "已付或者承认的金额应在零与债权额之间。",
        message_en="A claim of the third party against others cannot be enforced."
        if is_fourth_party
        else "What was paid or admitted lies between nothing and the claim.",
        basis=cite("EW", 52, on=on) if is_fourth_party else None,
        remedy_zh="请执行第三人自己的财产。" if is_fourth_party else "请核对金额。",
        remedy_en="Enforce on the third party’s own property."
        if is_fourth_party
        else "Check the amounts.",
        field="is_fourth_party" if is_fourth_party else "paid",
    )


def _given(on: str, **more: object) -> dict[str, object]:
    given = {"served_on": date(2021, 3, 1), "amount": Fen.of_yuan("1000")}
    return {"on": date.fromisoformat(on), **given, **more}


_IN, _LATE = date(2021, 3, 16), date(2021, 3, 17)

RULE = Rule(
    "MATURED_CLAIM",
    BASIS,
    Days(date(1998, 7, 18)),
    matured_claim,
    (
        Example(_given("2021-03-16"), {"last_day": _IN, "enforceable": Fen(0)}),
        Example(_given("2021-03-17"), {"enforceable": Fen(100000)}),
        Example(
            _given("2021-03-17", reply=Reply.OBJECTION, replied_on=_IN, admitted=Fen(30000)),
            {"enforceable": Fen(30000), "freeze_stays": True},
        ),
        Example(
            _given("2021-03-17", reply=Reply.OBJECTION, replied_on=_LATE),
            {"enforceable": Fen(100000)},
        ),
        Example(
            _given("2021-03-17", reply=Reply.CANNOT_PAY, replied_on=_IN),
            {"enforceable": Fen(100000)},
        ),
        Example(
            _given("2021-03-17", reply=Reply.OBJECTION, replied_on=_IN, fixed_by_instrument=True),
            {"enforceable": Fen(100000)},
        ),
        Example(_given("2021-03-17", paid=Fen(40000)), {"enforceable": Fen(60000)}),
        Example(_given("2021-03-17", is_fourth_party=True), refusal="FOURTH_PARTY"),
    ),
    "到期债权的执行",
    "Enforcing a matured claim",
    ("seizure.matured_claim",),
    covers=("R-SZ-MATURED-CLAIM",),
)
