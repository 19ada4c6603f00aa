"""How a case may close (结案方式), by the text of the day.

The text of 1998 knows four ways: all enforced, ended by ruling, refused by ruling,
settlement performed. The text in force since 2021 knows six; an opinion of 2015, not read,
knew them before. Ending the present procedure stands in an interpretation since 4 February
2015, cancelling the case after another court filed first since 2009, after entrusting it
since 2011.

案件可以哪些方式结案，依当日有效的文本判断。1998年文本规定四种：全部执行完毕、裁定终结执行、
裁定不予执行、和解协议履行完毕。2021年起的文本规定六种：执行完毕、终结本次执行程序、终结执行、
不予执行、销案、驳回申请。此前，终结本次执行程序自2015年2月4日起见于司法解释；因其他法院立案在先
而销案自2009年起、因委托执行而销案自2011年起见于司法解释；2015年的一件意见亦列明六种方式，
但未读原文，驳回申请即据此自2015年起计。当日文本尚无的方式，不得用以结案。
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "64"), ("CPL-INT", "517"), ("CASE-OPENING", "14"))


class Mode(StrEnum):
    """Name the ways a case closes."""

    PERFORMED = "performed"
    TERMINATED_THIS_PROCEDURE = "terminated_this_procedure"
    TERMINATED = "terminated"
    NOT_ENFORCED = "not_enforced"
    CANCELLED = "cancelled"
    REJECTED = "rejected"


MODE_ZH = {
    Mode.PERFORMED: "执行完毕",
    Mode.TERMINATED_THIS_PROCEDURE: "终结本次执行程序",
    Mode.TERMINATED: "终结执行",
    Mode.NOT_ENFORCED: "不予执行",
    Mode.CANCELLED: "销案",
    Mode.REJECTED: "驳回申请",
}
MODE_EN = {
    Mode.PERFORMED: "fully performed",
    Mode.TERMINATED_THIS_PROCEDURE: "the present procedure ended",
    Mode.TERMINATED: "enforcement ended",
    Mode.NOT_ENFORCED: "enforcement refused",
    Mode.CANCELLED: "case cancelled",
    Mode.REJECTED: "application rejected",
}
_EARLIER = {
    Mode.TERMINATED_THIS_PROCEDURE: (date(2015, 2, 4), ("CPL-INT", "517")),
    Mode.CANCELLED: (date(2009, 1, 1), ("EP", "2")),
    Mode.REJECTED: (date(2015, 1, 1), ("CASE-OPENING", "20")),
}


@answers("CLOSING_MODES")
def closing_modes(*, on: date, mode: Mode) -> Finding[bool]:
    """Say whether the texts of a day know a way of closing."""
    why = Reasons(on)
    basis = _basis(on, mode)
    if basis is None:
        since = _EARLIER[mode][0]
        raise ClosingRefused(
            "UNKNOWN_MODE",
            message_zh=f"{on}的文本没有“{MODE_ZH[mode]}”的结案方式，{since}起才有。",
            message_en=f"The texts of {on} do not know “{MODE_EN[mode]}”; it came on {since}.",
            basis=cite("EW", 64, on=on),
            remedy_zh="依当时的文本以执行完毕、终结执行或者不予执行结案。",
            remedy_en="By that text close as performed, ended or refused.",
            field="mode",
        )
    why.step(f"结案方式：{MODE_ZH[mode]}。", f"Way of closing: {MODE_EN[mode]}.", basis)
    return why.finding(
        True, f"可以“{MODE_ZH[mode]}”结案。", f"A case may close as {MODE_EN[mode]}."
    )


def _basis(on: date, mode: Mode) -> Citation | None:
    if on >= date(2021, 1, 1) or mode not in _EARLIER:
        return cite("EW", 64, on=on)
    since, article = _EARLIER[mode]
    return find_citation(*article, on=on) if on >= since else None


def _given(on: str, mode: Mode) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "mode": mode}


RULE = Rule(
    "CLOSING_MODES",
    BASIS,
    Days(date(1998, 7, 18)),
    closing_modes,
    (
        Example(_given("2006-04-10", Mode.PERFORMED), True),
        Example(_given("2015-02-03", Mode.TERMINATED_THIS_PROCEDURE), refusal="UNKNOWN_MODE"),
        Example(_given("2015-02-04", Mode.TERMINATED_THIS_PROCEDURE), True),
        Example(_given("2008-12-31", Mode.CANCELLED), refusal="UNKNOWN_MODE"),
        Example(_given("2009-01-01", Mode.CANCELLED), True),
        Example(_given("2014-12-31", Mode.REJECTED), refusal="UNKNOWN_MODE"),
        Example(_given("2015-01-01", Mode.REJECTED), True),
        Example(_given("2021-01-01", Mode.REJECTED), True),
    ),
    "结案方式",
    "Ways of closing a case",
    covers=("R-CLOSE-MODES",),
)
