"""Names of the file channel: ZIP packages and the documents in them.

Written strictly; read by prefix and by the places of the numbers, in any case, with or without
the ending, since some front-ends leave parts of a name away. What a document says is told by its
root element and the numbers inside, never by its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BANK_CODE: Final = 17
NUMBER: Final = 30


class Business(StrEnum):
    """Name what a package is for."""

    QUERY = "CXQQ"
    CONTROL = "KZQQ"
    QUERY_FEEDBACK = "CXFK"
    CONTROL_FEEDBACK = "KZFK"
    QUERY_FAILURE = "CXHZ"
    CONTROL_FAILURE = "KZHZ"


class Content(StrEnum):
    """Name what a document in a package holds."""

    REQUESTS = "QA"
    WRITS = "QI"
    CREDENTIALS = "QC"
    RESULTS = "QR"
    RECEIPT = "QRI"
    REJECTION = "QNA"
    FAILURE = "QNR"


FEEDBACK: Final = frozenset({Business.QUERY_FEEDBACK, Business.CONTROL_FEEDBACK})


def bank_code_of(institution_code: str) -> str:
    """Give an institution's code in the seventeen places of a name, zeros at its left.

    :raises ValueError: it is longer, or not of letters and digits.

    >>> bank_code_of("YH000001")
    '000000000YH000001'
    """
    code = institution_code.rjust(BANK_CODE, "0")
    if len(code) != BANK_CODE or not (code.isascii() and code.isalnum()):
        raise ValueError(f"{institution_code!r} does not fit the bank code of a file name")
    return code


@dataclass(frozen=True, slots=True)
class PackageName:
    """Hold the parts of a package's name; ``request_no`` only for feedback of controls."""

    business: Business
    bank_code: str
    batch_no: str
    request_no: str = ""

    @property
    def file(self) -> str:
        """Give the file's name."""
        return f"{self.business}{self.bank_code}{self.batch_no}{self.request_no}.zip"

    def entry(self, content: Content) -> str:
        """Give the name of a document in it."""
        return f"{content}{self.bank_code}{self.batch_no}{self.request_no}.xml"


_PACKAGE = re.compile(
    rf"({'|'.join(Business)})([0-9A-Z]{{{BANK_CODE}}})([0-9A-Z]{{{NUMBER}}})([0-9A-Z]{{{NUMBER}}})?"
    r"(?:\.ZIP)?"
)


def read_package_name(name: str) -> PackageName | None:
    """Give the parts of a package's name, or None when it is none.

    >>> read_package_name("cxfk000000000YH000001" + "1" * 30 + ".ZIP").business.value
    'CXFK'
    """
    found = _PACKAGE.fullmatch(name.strip().upper())
    if found is None:
        return None
    return PackageName(Business(found[1]), found[2], found[3], found[4] or "")


def business_of(name: str) -> Business | None:
    """Give what a file seems to be for by its prefix alone, or None."""
    prefix = name.strip().upper()[:4]
    return next((b for b in Business if b == prefix), None)
