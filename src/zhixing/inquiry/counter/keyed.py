"""What is keyed off a receipt, how it is checked, and how two readings are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from zhixing.inquiry import models
from zhixing.inquiry.counter.keyed_exchange import Told, check_exchange, is_exchange
from zhixing.inquiry.counter.oddities import by_eye, odd
from zhixing.inquiry.estates import is_same_number
from zhixing.inquiry.values import InquiryRefused
from zhixing.inquiry.wire.feedback import Conversion, Outcome
from zhixing.inquiry.wire.model import AssistanceRequest, IdType, Kind
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.identity import resident_check

CARD = re.compile(r"62\d{14}|62\d{17}")
UNIT = re.compile(r"[0-9A-Z]{28}")


class ReceiptResult(StrEnum):
    """Name what a receipt says: of a query the first three, of a control the others."""

    FOUND = "FOUND"
    NIL = "NIL"
    FAILED = "FAILED"
    DONE = "DONE"
    PARTIAL = "PARTIAL"
    NOT_DONE = "NOT_DONE"


QUERY_RESULTS = (ReceiptResult.FOUND, ReceiptResult.NIL, ReceiptResult.FAILED)


@dataclass(frozen=True, slots=True)
class KeyedPrior:
    """Hold a measure that stood before ours (在先冻结、查封)."""

    authority: str
    document_no: str = ""
    amount: Fen | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class KeyedThing:
    """Hold one thing of a receipt: its number, whose it is by number, what it is worth."""

    kind: PropertyKind
    identifier: str
    holder_no: str
    name: str = ""
    balance: Fen | None = None
    available: Fen | None = None
    location: str = ""
    status: str = ""
    remark: str = ""
    priors: tuple[KeyedPrior, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyedReceipt:
    """Hold a receipt as one person reads it: the same fields as an answer over the wire.

    ``is_checked_by_eye``: what looks wrong (a check digit, more than was ordered) was held
    against the picture and does stand there. Amounts in fen. ``conversion`` is what foreign
    money was exchanged for.
    """

    result: ReceiptResult
    receipt_on: date
    things: tuple[KeyedThing, ...] = ()
    actual: Fen | None = None
    until: date | None = None
    reason: str = ""
    reference: str = ""
    remark: str = ""
    priors: tuple[KeyedPrior, ...] = ()
    is_checked_by_eye: bool = False
    conversion: Conversion | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Name a field that two people read differently, and what each read."""

    field: str
    first: str
    second: str


def check_receipt(
    keyed: KeyedReceipt, row: models.Request, message: AssistanceRequest, line: models.Line | None
) -> None:
    """Insist that what was keyed can be true of a request.

    :raises InquiryRefused: a result of the other kind, a thing of somebody else, a number whose
        check digit is wrong, amounts that contradict each other.
    :raises ConversionRefused: the yuan of an exchange do not agree with rate and amount.
    """
    is_query = row.kind == Kind.QUERY.value
    if is_query is not (keyed.result in QUERY_RESULTS):
        raise odd("RESULT_OF_OTHER_KIND", "result", "结果与事项不符。", "The result is not of it.")
    if is_query:
        _check_things(keyed, message)
    elif line is not None and is_exchange(message):
        told = Told(Outcome(keyed.result.value), keyed.reason, keyed.receipt_on, keyed.conversion)
        check_exchange(told, message.lines[0])
    elif line is not None:
        if keyed.conversion is not None:
            raise odd(
                "CONVERSION_NOT_ASKED",
                "conversion",
                "该事项不涉及外币兑换。",
                "No foreign money was to be exchanged.",
            )
        _check_control(keyed, line)


def _check_things(keyed: KeyedReceipt, message: AssistanceRequest) -> None:
    if (keyed.result is ReceiptResult.FOUND) is not bool(keyed.things):
        raise odd(
            "THINGS_CONTRADICT",
            "things",
            "“查得财产”须列明财产，其余结果不得列明。",
            "Things are listed where something was found, and only there.",
        )
    for n, thing in enumerate(keyed.things):
        where = f"things.{n}"
        if not thing.identifier.strip():
            raise odd("NUMBER_MISSING", where, "请填写编号。", "State its number.")
        if not is_same_number(thing.holder_no, message.subject.id_no):
            raise _holder(thing, message, where)
        _check_amounts(thing, where)
        if not keyed.is_checked_by_eye and not has_true_check(thing):
            raise by_eye(
                "CHECK_DIGIT",
                where,
                f"编号尾号{thing.identifier[-4:]}校验不符。",
                f"The check digit of the number …{thing.identifier[-4:]} is wrong.",
            )


def _holder(thing: KeyedThing, message: AssistanceRequest, where: str) -> InquiryRefused:
    if message.subject.id_type is IdType.RESIDENT_ID and not is_resident_number(thing.holder_no):
        return odd(
            "HOLDER_NUMBER_WRONG",
            where,
            "户主证件号码校验不符，请核对回执。",
            "The holder's identity number is wrong; look at the receipt again.",
        )
    return odd(
        "HOLDER_IS_ANOTHER",
        where,
        "该财产登记在他人名下，不得仅凭姓名认定为被执行人财产。",
        "The thing is another person's: a name alone makes it nobody's debtor's.",
    )


def _check_amounts(thing: KeyedThing, where: str) -> None:
    for amount in (thing.balance, thing.available):
        if amount is not None and amount < ZERO:
            raise odd("AMOUNT_NEGATIVE", where, "金额不能为负。", "An amount is not negative.")
    both = thing.balance is not None and thing.available is not None
    if both and (thing.available or ZERO) > (thing.balance or ZERO):
        raise odd(
            "AVAILABLE_ABOVE_BALANCE",
            where,
            "可用余额大于余额。",
            "What is available is above the balance.",
        )


def _check_control(keyed: KeyedReceipt, line: models.Line) -> None:
    if keyed.result is ReceiptResult.NOT_DONE:
        if not keyed.reason.strip() or keyed.actual:
            raise odd(
                "REASON_MISSING",
                "reason",
                "未能办理的，须填写原因，且不填数额。",
                "What was not done needs its reason, and has no amount.",
            )
        return
    actual = line.amount_fen if keyed.actual is None else int(keyed.actual)
    if keyed.result is ReceiptResult.PARTIAL and not 0 <= actual < line.amount_fen:
        raise odd(
            "PART_IS_NO_PART",
            "actual",
            "部分办理的，数额须小于要求的数额。",
            "A part is less than what was ordered.",
        )
    if actual > line.amount_fen and not keyed.is_checked_by_eye:
        raise by_eye(
            "ABOVE_ORDER",
            "actual",
            f"数额{Fen(actual).yuan}元超过要求的{Fen(line.amount_fen).yuan}元。",
            f"{Fen(actual).yuan} yuan are above the {Fen(line.amount_fen).yuan} ordered.",
        )
    if keyed.until is not None and line.until_on is not None and keyed.until > line.until_on:
        raise odd(
            "LATER_THAN_ORDERED",
            "until",
            f"期限晚于文书载明的{line.until_on}。",
            f"The term ends after {line.until_on}, which the papers state.",
        )


def is_resident_number(number: str) -> bool:
    """Say whether a number has the form and the check digit of a resident's (GB 11643)."""
    text = number.strip().upper()
    return bool(re.fullmatch(r"\d{17}[\dX]", text)) and resident_check(text[:17]) == text[17]


def has_true_check(thing: KeyedThing) -> bool:
    """Say whether a number passes the check of its kind; a kind without one always passes.

    Cards of 16 or 19 digits under 62 carry a Luhn digit; a real-estate unit has 28 places.
    """
    number = thing.identifier.replace(" ", "")
    if thing.kind is PropertyKind.DEPOSIT and CARD.fullmatch(number):
        return luhn(number)
    if thing.kind is PropertyKind.REAL_ESTATE:
        return bool(UNIT.fullmatch(number))
    return True


def luhn(number: str) -> bool:
    """Say whether a card number's last digit is right (GB/T 17552, ISO/IEC 7812).

    >>> luhn("6200000000000005"), luhn("6200000000000001")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def compare(first: KeyedReceipt, second: KeyedReceipt) -> tuple[Difference, ...]:
    """Give every field that two people read differently."""
    one, other = dict(_flat(to_json(first))), dict(_flat(to_json(second)))
    names = dict.fromkeys([*one, *other])
    return tuple(
        Difference(name, one.get(name, ""), other.get(name, ""))
        for name in names
        if one.get(name, "") != other.get(name, "")
    )


def _flat(value: Json, name: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, item in value.items():
                yield from _flat(item, f"{name}.{key}" if name else key)
        case list():
            for n, item in enumerate(value):
                yield from _flat(item, f"{name}.{n}")
        case None:
            return
        case _:
            yield name, "".join(str(value).split())


def feedback_body(
    row: models.Request,
    keyed: KeyedReceipt,
    line: models.Line | None,
    served_on: date,
    message_id: str,
) -> dict[str, Any]:
    """Give what a receipt says as a message of the open profile: one reading serves both."""
    said: dict[str, Any] = {"requestNo": row.external_no}
    if keyed.result is ReceiptResult.FOUND:
        said |= {"result": "FOUND", "records": [_record(n, t) for n, t in enumerate(keyed.things)]}
    elif keyed.result in QUERY_RESULTS:
        said |= {"result": keyed.result.value}
    else:
        said |= {"result": "CONTROLLED", "results": [_result(keyed, line, served_on)]}
    return {
        "messageId": message_id,
        "sentAt": keyed.receipt_on.isoformat(),
        "feedbacks": [said],
    }


def rejection_body(
    rows: list[models.Request], reason: str, contact: str, on: date, message_id: str
) -> dict[str, Any]:
    """Give a unit's refusal as a message of the open profile."""
    feedbacks = [
        {
            "requestNo": row.external_no,
            "result": "REJECTED",
            "reason": reason,
            "contact": contact,
        }
        for row in rows
    ]
    return {"messageId": message_id, "sentAt": on.isoformat(), "feedbacks": feedbacks}


def _record(n: int, thing: KeyedThing) -> dict[str, Any]:
    told = {
        "recordNo": str(n + 1),
        "kind": thing.kind.value,
        "identifier": thing.identifier.replace(" ", ""),
        "name": thing.name,
        "status": thing.status,
        "location": thing.location,
        "currency": "156",
        "value": _yuan(thing.balance),
        "available": _yuan(thing.available),
        "remark": thing.remark,
    }
    return _said(told) | ({"priorMeasures": _priors(thing.priors)} if thing.priors else {})


def _result(keyed: KeyedReceipt, line: models.Line | None, served_on: date) -> dict[str, Any]:
    ordered = None if line is None else Fen(line.amount_fen)
    actual = keyed.actual if keyed.conversion is None else keyed.conversion.foreign
    told = {
        "lineNo": "1" if line is None else str(line.line_no),
        "outcome": keyed.result.value,
        "from": served_on.isoformat(),
        "to": "" if keyed.until is None else keyed.until.isoformat(),
        "limit": _yuan(ordered),
        "actual": _yuan(actual),
        "reason": keyed.reason,
        "institutionRef": keyed.reference,
        "remark": keyed.remark,
    }
    return _said(told) | ({"priorMeasures": _priors(keyed.priors)} if keyed.priors else {})


def _priors(priors: tuple[KeyedPrior, ...]) -> list[dict[str, Any]]:
    return [
        _said(
            {
                "seq": str(n),
                "authority": p.authority,
                "documentNo": p.document_no,
                "amount": _yuan(p.amount),
                "until": "" if p.until is None else p.until.isoformat(),
            }
        )
        for n, p in enumerate(priors, 1)
    ]


def _said(told: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _yuan(amount: Fen | None) -> str:
    return "" if amount is None else amount.yuan.replace(",", "")
