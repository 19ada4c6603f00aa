"""Money for delay of a duty other than money (迟延履行金).

It is owed whether or not the delay did harm. Where it did, twice the loss; where it did
not, what the court decides in the circumstances: no figure follows from the text, and
none is given before the court has decided.

被执行人迟延履行非金钱义务的，应当支付迟延履行金，不论迟延是否造成损失。已经造成损失的，
按损失的两倍支付；没有造成损失的，数额由法院按具体案情决定：规定本身没有给出数额，
法院决定以前不计算任何数额。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "264"), ("CPL-INT", "504"), ("CPL-INT", "505"), ("CPL-OPINION", "295"))
MULTIPLE = "interest.non_money_multiplier"


@dataclass(frozen=True, slots=True)
class NonMoneyDelay:
    """Hold the amount owed, the days of delay, and whether the court set it."""

    amount: Fen
    days: int
    decided_by_court: bool


class NonMoneyRefused(Refusal):
    """Say what is needed before an amount can be named."""


@answers("NON_MONEY_DELAY")
def non_money_delay(
    *,
    on: date,
    due_on: date,
    until_on: date,
    loss: Fen | None = None,
    decided: Fen | None = None,
) -> Finding[NonMoneyDelay]:
    """Find what is owed for delay until a duty was performed, or until the day asked about.

    ``loss`` is the loss proved, ``decided`` what the court set where there was none.
    """
    if any(amount is not None and amount < 0 for amount in (loss, decided)):
        raise _refuse(
            "NEGATIVE", "loss", "金额不得为负。", "An amount is negative.", "请核对。", "Check it."
        )
    why = Reasons(on)
    days = max(0, (until_on - due_on).days)
    start = find_citation("CPL-INT", 504, on=on) or find_citation("CPL-OPINION", 295, on=on)
    why.step(
        f"履行期间于{due_on}届满，至{until_on}迟延{days}日。",
        f"The period ended on {due_on}; {days} days of delay until {until_on}.",
        start,
        value=days,
    )
    if not days:
        return why.finding(NonMoneyDelay(Fen(0), 0, False), "未迟延履行。", "There was no delay.")
    if loss:
        times = why.parameter(MULTIPLE).whole
        amount = loss * times
        why.step(
            f"已造成损失{loss.yuan}元，按{times}倍补偿。",
            f"The loss of {loss.yuan} yuan is made good {times} times over.",
            value=amount,
        )
        return why.finding(
            NonMoneyDelay(amount, days, False),
            f"迟延履行金{amount.yuan}元。",
            f"{amount.yuan} yuan are owed for the delay.",
        )
    if decided is None:
        raise _refuse(
            "COURT_DECIDES",
            "decided",
            "没有造成损失的，迟延履行金由人民法院根据具体案件情况决定，文本没有数额。",
            "Without loss the court decides the amount; the text sets none.",
            "请填写损失数额及证据，或者人民法院决定的数额（decided）。",
            "Give the loss with its proof, or the amount the court decided.",
        )
    why.step(
        f"没有造成损失，人民法院决定{decided.yuan}元。",
        f"There was no loss; the court set {decided.yuan} yuan.",
        find_citation("CPL-INT", 505, on=on) or find_citation("CPL-OPINION", 295, on=on),
        value=decided,
    )
    return why.finding(
        NonMoneyDelay(decided, days, True),
        f"迟延履行金{decided.yuan}元（人民法院决定）。",
        f"{decided.yuan} yuan are owed for the delay, as the court decided.",
    )


def _refuse(
    code: str, field: str, zh: str, en: str, remedy_zh: str, remedy_en: str
) -> NonMoneyRefused:
    return NonMoneyRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh=remedy_zh,
        remedy_en=remedy_en,
        field=field,
    )


def _given(on: str, due: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "until_on": day, "due_on": date.fromisoformat(due), **more}


RULE = Rule(
    "NON_MONEY_DELAY",
    BASIS,
    Days(date(1992, 7, 14)),
    non_money_delay,
    (
        Example(
            _given("2018-06-29", "2018-03-30", loss=Fen.of_yuan("8000")),
            {"amount": Fen.of_yuan("16000"), "days": 91},
            note="双倍补偿 twice the loss",
        ),
        Example(
            _given("2015-02-03", "2015-01-03", loss=Fen.of_yuan("8000")),
            {"amount": Fen.of_yuan("16000")},
            note="1992年意见第295条最后一日 the last day of the older text",
        ),
        Example(
            _given("2015-02-04", "2015-01-03", loss=Fen.of_yuan("8000")),
            {"amount": Fen.of_yuan("16000")},
        ),
        Example(
            _given("2018-06-29", "2018-03-30", decided=Fen.of_yuan("3000")),
            {"amount": Fen.of_yuan("3000"), "decided_by_court": True},
        ),
        Example(_given("2018-03-30", "2018-03-30"), {"amount": Fen(0), "days": 0}),
        Example(_given("2018-03-31", "2018-03-30"), refusal="COURT_DECIDES"),
    ),
    "迟延履行金",
    "Money for delay of a duty other than money",
    (MULTIPLE,),
    covers=("R-INT-MONEYFINE",),
)
