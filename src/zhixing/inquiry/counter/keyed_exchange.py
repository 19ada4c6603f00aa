"""What a receipt must say of foreign money that was exchanged, for it to be entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.assets.currencies import currency_words
from zhixing.inquiry.counter.oddities import odd
from zhixing.inquiry.wire.feedback import Conversion, Outcome
from zhixing.inquiry.wire.model import CNY, AssistanceRequest, ControlLine, Kind, Measure
from zhixing.kernel.fen import ZERO
from zhixing.law.seizure.foreign_conversion import foreign_conversion


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a receipt says of an exchange: whether it was done, why not, which day, and it."""

    outcome: Outcome
    reason: str
    on: date
    conversion: Conversion | None


def is_exchange(message: AssistanceRequest) -> bool:
    """Say whether a request asks that foreign money be exchanged and transferred."""
    if message.kind is not Kind.CONTROL:
        return False
    line = message.lines[0]
    return line.measure is Measure.TRANSFER and line.currency != CNY


def check_exchange(keyed: Told, ordered: ControlLine) -> None:
    """Insist that what a bank wrote of an exchange can be true and is what was ordered.

    :raises InquiryRefused: it has gaps, or another currency or more than was ordered.
    :raises ConversionRefused: the yuan do not agree with rate and amount.
    """
    told = keyed.conversion
    if keyed.outcome is Outcome.NOT_DONE:
        if not keyed.reason.strip() or told is not None:
            raise odd(
                "REASON_MISSING",
                "reason",
                "未能办理的，须填写原因，且不填数额。",
                "What was not done needs its reason, and has no amount.",
            )
        return
    if told is None or not told.serial.strip():
        raise odd(
            "CONVERSION_MISSING",
            "conversion",
            "请填写兑换的外币数额、汇率及日期、划入的人民币数额和交易流水号。",
            "State the amount, the rate and its day, the yuan paid and the serial number.",
        )
    if told.currency != ordered.currency:
        wanted, found = currency_words(ordered.currency), currency_words(told.currency)
        raise odd(
            "OTHER_CURRENCY",
            "conversion.currency",
            f"回执所载币种为{found[0]}，要求兑换的是{wanted[0]}。",
            f"The receipt is about {found[1]}; {wanted[1]} were to be exchanged.",
        )
    asked = ordered.amount or ZERO
    is_whole = keyed.outcome is Outcome.DONE
    if told.foreign > asked or is_whole is not (told.foreign == asked):
        raise odd(
            "ABOVE_ORDER" if told.foreign > asked else "PART_IS_NO_PART",
            "conversion.foreign",
            f"要求兑换外币{asked.yuan}，回执所载为{told.foreign.yuan}；全部兑换的选“已办理”，"
            "不足的选“部分办理”。",
            f"{asked.yuan} were to be exchanged, the receipt says {told.foreign.yuan}; all of it "
            "is done, less is a part.",
        )
    foreign_conversion(
        on=keyed.on,
        foreign=int(told.foreign),
        per_hundred=told.per_hundred,
        rate_on=told.rate_on,
        received=told.received,
    )
