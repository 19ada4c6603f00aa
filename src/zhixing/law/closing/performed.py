"""Closing as fully performed (执行完毕): every item paid, waived or settled and performed.

Principal, interest, extra interest and the fee are all at nothing, or the applicant waived
the rest in writing; a settlement counts once it is performed in full; no money of the case
is still held.

以执行完毕结案的条件。本金、利息、加倍部分债务利息均已清偿，或者申请执行人书面放弃余额，
或者和解协议已经全部履行完毕；执行申请费已经收取或者依法减免；本案没有尚未发放的案款。
三项缺一不可。和解协议履行完毕的，不再恢复执行。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingTest
from zhixing.law.instruments import find_citation
from zhixing.law.need import Need, test
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "64"), ("SETTLEMENT", "8"), ("CPL-INT", "465"))
PAID = Need(
    "PERFORMED",
    "债务（含迟延履行利息）已全部清偿、书面放弃，或者和解协议已履行完毕",
    "everything owed, interest for delay included, is paid, waived in writing or settled and "
    "performed",
    "收取余额，或者取得书面放弃",
    "Collect the rest or obtain a written waiver",
    ("EW", "64"),
    "outstanding",
)
FEE = Need(
    "FEE_PAID",
    "执行申请费已收取或者依法减免",
    "the enforcement fee is taken or waived by law",
    "收取或者依法减免",
    "Take it or waive it by law",
    ("FEES", "10"),
    "fee_settled",
)
PAID_OUT = Need(
    "NOTHING_HELD",
    "本案没有尚未发放的案款",
    "no money of the case is still held",
    "发放或者退还案款",
    "Pay it out or give it back",
    ("MONEY", "10"),
    "held",
)


@answers("CLOSING_PERFORMED")
def closing_performed(
    *,
    on: date,
    outstanding: Fen,
    held: Fen = Fen(0),
    fee_settled: bool = True,
    waived_in_writing: bool = False,
    settlement_performed: bool = False,
) -> Finding[ClosingTest]:
    """Test whether a case may be closed as fully performed."""
    why = Reasons(on)
    if settlement_performed:
        why.step(
            "和解协议履行完毕的，作执行结案处理，不再恢复执行。",
            "A settlement performed in full closes the case; it is not resumed.",
            find_citation("SETTLEMENT", 8, on=on)
            or find_citation("CPL-INT", 465, on=on)
            or find_citation("EW", 64, on=on),
        )
    why.step(f"尚欠{outstanding.yuan}元。", f"{outstanding.yuan} yuan are owed.", value=outstanding)
    missing = test(
        why,
        (
            (outstanding <= 0 or waived_in_writing or settlement_performed, PAID),
            (fee_settled, FEE),
            (held <= 0, PAID_OUT),
        ),
    )
    return why.finding(
        ClosingTest(not missing, missing),
        "可以执行完毕结案。"
        if not missing
        else f"不能执行完毕结案，缺少：{'；'.join(m.zh for m in missing)}。",
        "May be closed as fully performed."
        if not missing
        else f"May not be closed as performed; missing: {'; '.join(m.en for m in missing)}.",
    )


def _given(yuan: str, **more: object) -> dict[str, object]:
    return {"on": date(2017, 6, 1), "outstanding": Fen.of_yuan(yuan), **more}


RULE = Rule(
    "CLOSING_PERFORMED",
    BASIS,
    Days(date(1998, 7, 18)),
    closing_performed,
    (
        Example(_given("0"), {"permitted": True}),
        Example(_given("0.01"), {"permitted": False, "missing": [{"code": "PERFORMED"}]}),
        Example(_given("0.01", waived_in_writing=True), {"permitted": True}),
        Example(_given("90000", settlement_performed=True), {"permitted": True}),
        Example(
            _given("0", held=Fen(1), fee_settled=False),
            {"missing": [{"code": "FEE_PAID"}, {"code": "NOTHING_HELD"}]},
        ),
    ),
    "执行完毕结案",
    "Closing as fully performed",
    covers=("R-CLOSE-DONE", "R-SETTLE-PERFORMED"),
)
