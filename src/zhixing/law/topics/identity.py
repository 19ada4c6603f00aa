"""Checking an identity number of a person or an organisation (身份号码)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from zhixing.law.identity.credit_code import credit_code
from zhixing.law.identity.resident_id import Fault, resident_id
from zhixing.law.topics.topic import KNOWN_ON, Answer, Example, Most, Topic


class IdentityKind(StrEnum):
    """Name the kinds of number."""

    RESIDENT_ID = "resident_id"
    USCC = "uscc"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRequest:
    """Ask whether a number is valid; a person must be born by ``on``."""

    kind: IdentityKind
    number: Annotated[str, Most(60)]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class IdentityResult:
    """Hold the outcome and, where the number is wrong, what is wrong with it.

    ``number`` is the number in its full form of eighteen characters.
    """

    valid: bool
    reason: Fault | None
    number: str | None = None
    born_on: date | None = None
    is_male: bool | None = None
    converted: bool | None = None
    organisation: str | None = None
    organisation_valid: bool | None = None


def answer(request: IdentityRequest) -> Answer:
    """Check the number."""
    on = request.on or KNOWN_ON
    if request.kind is IdentityKind.USCC:
        code = credit_code(on=on, number=request.number)
        c = code.value
        return Answer(
            IdentityResult(
                c.valid,
                c.reason,
                c.number,
                organisation=c.organisation,
                organisation_valid=c.organisation_valid,
            ),
            code,
        )
    found = resident_id(on=on, number=request.number)
    r = found.value
    converted = r.converted if r.valid else None
    return Answer(
        IdentityResult(r.valid, r.reason, r.number, r.born_on, r.is_male, converted), found
    )


TOPIC = Topic(
    "identity",
    "身份号码",
    "Identity number",
    IdentityRequest,
    IdentityResult,
    answer,
    (
        Example(
            {"kind": "resident_id", "number": "11010519491231002X"},
            {"valid": True, "reason": None, "born_on": "1949-12-31", "is_male": False},
        ),
        Example(
            {"kind": "resident_id", "number": "110105491231002"},
            {"valid": True, "number": "11010519491231002X", "converted": True},
            note="15位旧号 the old form",
        ),
        Example(
            {"kind": "resident_id", "number": "11010519491231002X", "on": "1949-12-30"},
            {"valid": False, "reason": "born_later"},
        ),
        Example(
            {"kind": "resident_id", "number": "110105194912310020"},
            {"valid": False, "reason": "check"},
        ),
        Example({"kind": "uscc", "number": "91350100M000100Y43"}, {"valid": True, "reason": None}),
        Example(
            {"kind": "uscc", "number": "91350100M000100Y44"}, {"valid": False, "reason": "check"}
        ),
        Example({"kind": "passport", "number": "E00000000"}, error="NOT_A_CHOICE"),
        Example({"kind": "uscc", "number": ""}, error="MISSING"),
    ),
    ("RESIDENT_ID", "CREDIT_CODE"),
)
