"""What a freeze of a stake or of shares takes of a dividend declared later (冻结及于股息、红利).

A freeze of what is expected forbids the company to pay and the debtor to draw once it falls
due; then the court takes it from the company. The company is served and tells the court when
it falls due. A freeze whose ruling does not say so holds none: the article on accessories
speaks of natural fruits of things sealed or seized only. No text says whether a freeze that
waits in line holds a dividend; here it holds none until it takes effect.

冻结股权、证券的效力是否及于股息、红利。对预期应得的股息、红利可以采取冻结措施，禁止到期后被执行人提取和
有关企业向被执行人支付，到期后由人民法院提取；冻结股息、红利的，应当向股权所在公司送达裁定书，要求其在到期
时通知法院。裁定未写明及于股息、红利的，不及于之：查封、扣押的效力所及的，条文只写明从物和天然孳息。轮候冻结
是否及于轮候期间到期的股息、红利，没有条文规定，此处从严，生效以前不计。冻结的数额以债权尚余的额度为限。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EQUITY", "9"), ("EW", "36"), ("EW", "38"), ("SEIZURE", "20"))


class DividendRefused(Refusal):
    """Say what is wrong with a dividend that is told."""


@answers("DIVIDENDS_HELD")
def dividends_held(
    *, on: date, declared: Fen, limit: Fen, with_income: bool, is_effective: bool
) -> Finding[Fen]:
    """Say how much of a dividend the freeze of its right holds.

    ``limit`` is what the claim still leaves to be controlled; ``with_income``: the ruling takes
    income in; ``is_effective``: the freeze does not wait in line.
    """
    if declared <= 0:
        raise DividendRefused(
            "NOTHING_DECLARED",
            message_zh="股息、红利的数额须大于零。",
            message_en="A dividend is above zero.",
            remedy_zh="请按通知填写应付的数额。",
            remedy_en="State what is payable by the notice.",
            field="amount",
        )
    why = Reasons(on)
    basis = find_citation("EQUITY", 9, on=on) or cite("EW", 36, on=on)
    if not with_income:
        why.step(
            "冻结裁定未写明及于股息、红利。",
            "The freeze does not take income in.",
            cite("SEIZURE", 20, on=on),
        )
        return why.finding(
            Fen(0), "不在冻结之内，可以另行冻结。", "It is not held; it may be frozen by itself."
        )
    if not is_effective:
        why.mark("doubt:dividend-while-waiting")
        why.step("冻结尚在轮候，没有生效。", "The freeze waits in line.", basis)
        return why.finding(
            Fen(0), "轮候中，尚不冻结股息、红利。", "While it waits it holds no dividend."
        )
    held = min(declared, max(limit, Fen(0)))
    why.step(
        f"应付{declared.yuan}元，债权尚余额度{limit.yuan}元，冻结{held.yuan}元。",
        f"{declared.yuan} yuan are payable, {limit.yuan} of the claim are left: {held.yuan} held.",
        basis,
        value=held,
    )
    return why.finding(
        held,
        f"冻结的效力及于股息、红利{held.yuan}元。",
        f"The freeze holds {held.yuan} yuan of the dividend.",
    )


def _given(
    declared: str, limit: str = "10000.00", *, income: bool = True, first: bool = True
) -> dict[str, object]:
    return {
        "on": date(2022, 3, 1),
        "declared": Fen.of_yuan(declared),
        "limit": Fen.of_yuan(limit),
        "with_income": income,
        "is_effective": first,
    }


RULE = Rule(
    "DIVIDENDS_HELD",
    BASIS,
    Days(date(2005, 1, 1)),
    dividends_held,
    (
        Example(_given("8000.00"), Fen.of_yuan("8000.00")),
        Example(_given("18000.00"), Fen.of_yuan("10000.00")),
        Example(_given("8000.00", income=False), Fen(0)),
        Example(_given("8000.00", first=False), Fen(0)),
        Example(_given("0"), refusal="NOTHING_DECLARED"),
    ),
    "冻结及于股息、红利",
    "Dividends under a freeze",
)
