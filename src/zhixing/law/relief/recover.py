"""Aid given and property found later (救助金的追回): the applicant is not paid twice.

What the debtor pays and the aid together may not exceed the claim; the excess goes back
to the aid fund.

给予救助以后又发现被执行人财产的，申请执行人不得重复受偿：受偿的数额与救助金之和不得超过债权，
超出的部分退回救助资金，且以已发的救助金为限。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import find_citation
from zhixing.law.relief.aid import AidRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("JUDICIAL-AID", "1"),)


@answers("AID_RECOVER")
def aid_recover(*, on: date, claim: Fen, aid: Fen, obtained: Fen) -> Finding[Fen]:
    """Compute what of the aid goes back once the debtor paid ``obtained``."""
    for name, amount in (("claim", claim), ("aid", aid), ("obtained", obtained)):
        if amount < 0:
            raise AidRefused(
                "NEGATIVE",
                message_zh=f"{name}：金额不得为负。",
                message_en=f"{name}: the amount is negative.",
                remedy_zh="请核对金额。",
                remedy_en="Check the amount.",
                field=name,
            )
    why = Reasons(on)
    why.mark("memory:aid-recovery")
    excess = Fen(max(0, int(aid) + int(obtained) - int(claim)))
    back = min(excess, aid)
    why.step(
        f"债权{claim.yuan}元，救助{aid.yuan}元，受偿{obtained.yuan}元，超出债权{excess.yuan}元。",
        f"Claim {claim.yuan}, aid {aid.yuan}, obtained {obtained.yuan}: {excess.yuan} beyond the "
        "claim.",
        find_citation("JUDICIAL-AID", 1, on=on),
        value=excess,
    )
    return why.finding(
        back, f"应追回救助金{back.yuan}元。", f"{back.yuan} yuan of the aid goes back."
    )


def _ex(claim: str, aid: str, obtained: str, back: str) -> Example:
    given = {
        n: Fen.of_yuan(v)
        for n, v in zip(("claim", "aid", "obtained"), (claim, aid, obtained), strict=True)
    }
    return Example({"on": date(2018, 3, 1), **given}, Fen.of_yuan(back))


RULE = Rule(
    "AID_RECOVER",
    BASIS,
    Days(date(2016, 7, 1)),
    aid_recover,
    (
        _ex("100000", "30000", "50000", "0"),
        _ex("100000", "30000", "70000", "0"),
        _ex("100000", "30000", "70000.01", "0.01"),
        _ex("100000", "30000", "100000", "30000"),
        Example(
            {"on": date(2018, 3, 1), "claim": Fen(-1), "aid": Fen(0), "obtained": Fen(0)},
            refusal="NEGATIVE",
        ),
    ),
    "救助金的追回",
    "Recovering aid",
    covers=("R-AID-RECOVER",),
)
