"""Verifying a sealed instrument: is it whole, whose seal is it, and what is wrong if not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO

from asn1crypto import pem, x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext


class Fault(Enum):
    """What can be wrong with a seal, with its words in Chinese and English."""

    UNREADABLE = ("文件已损坏，无法读取。", "The file is damaged and cannot be read.")
    NO_SEAL = ("文件没有电子印章。", "The file carries no electronic seal.")
    MORE_SEALS = ("文件有一个以上的电子印章。", "The file carries more than one electronic seal.")
    ALTERED = ("盖章后文件内容被改动。", "The content was altered after sealing.")
    ADDED_TO = ("盖章后文件被附加了内容。", "Something was added to the file after sealing.")
    FORGED = (
        "印章签名与证书不符。",
        "The signature of the seal does not match its certificate.",
    )
    UNKNOWN_AUTHORITY = (
        "印章证书不是由可信的机构颁发，或者盖章时不在有效期内。",
        "The seal's certificate was not issued by a trusted authority, or was not valid then.",
    )
    OTHER_COURT = ("印章不是该法院的。", "The seal is another court's.")

    @property
    def zh(self) -> str:
        """Give the fault in Chinese."""
        return self.value[0]

    @property
    def en(self) -> str:
        """Give the fault in English."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class SealReport:
    """Say what the verification of a seal found; ``sealed_at`` is the time it states itself."""

    faults: tuple[Fault, ...]
    court_name: str = ""
    court_code: str = ""
    sealed_at: datetime | None = None

    @property
    def is_valid(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def verify_seal(pdf: bytes, *, roots_pem: Iterable[bytes], court_name: str = "") -> SealReport:
    """Verify the seal of an instrument against trusted roots, and name every fault found.

    With ``court_name`` the seal must be that court's. A certificate is judged at the time
    the seal states; no outside service is asked.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    except (PdfError, ValueError, KeyError, IndexError, TypeError):
        return SealReport((Fault.UNREADABLE,))
    if len(signatures) != 1:
        return SealReport((Fault.MORE_SEALS if signatures else Fault.NO_SEAL,))
    return _report(signatures[0], list(roots_pem), court_name)


def _report(signature: EmbeddedPdfSignature, roots_pem: list[bytes], court_name: str) -> SealReport:
    try:
        sealed_at = signature.self_reported_timestamp
        context = ValidationContext(
            trust_roots=[_certificate(root) for root in roots_pem],
            allow_fetching=False,
            moment=sealed_at,
        )
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except (SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError):
        return SealReport((Fault.FORGED,))
    names = status.signing_cert.subject.native
    found = str(names.get("common_name", ""))
    faults = [*_faults(status)]
    if court_name and found != court_name:
        faults.append(Fault.OTHER_COURT)
    return SealReport(tuple(faults), found, str(names.get("serial_number", "")), sealed_at)


def _faults(status: PdfSignatureStatus) -> Iterable[Fault]:
    if not status.intact:
        yield Fault.ALTERED
    elif not status.valid:
        yield Fault.FORGED
    if status.coverage is None or status.coverage.name != "ENTIRE_FILE":
        yield Fault.ADDED_TO
    if status.intact and status.valid and not status.trusted:
        yield Fault.UNKNOWN_AUTHORITY


def _certificate(text: bytes) -> x509.Certificate:
    _, _, der = pem.unarmor(text)
    return x509.Certificate.load(der)
