"""The day an instrument counts as served (送达日期)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.law.periods.service import Document, LeftProof, Method, service_effect
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import Answer, Example, Topic


class ServiceMethod(StrEnum):
    """Name a way of service."""

    DIRECT = "direct"
    LEFT = "left"
    ENTRUSTED = "entrusted"
    POST = "post"
    PASSED_ON = "passed_on"
    ELECTRONIC = "electronic"
    ANNOUNCEMENT = "announcement"


class ServedDocument(StrEnum):
    """Name what is served."""

    MEDIATION = "mediation"
    JUDGMENT_OR_RULING = "judgment_or_ruling"
    OTHER = "other"


class ProofOfLeaving(StrEnum):
    """Name how leaving is proved."""

    WITNESS = "witness"
    RECORDED = "recorded"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest:
    """Ask when an instrument was served: ``event_on`` is the day of signing, leaving,
    receipt, arrival or of the last publication."""

    method: ServiceMethod
    event_on: date
    document: ServedDocument = ServedDocument.OTHER
    consented: bool = False
    left_proof: ProofOfLeaving = ProofOfLeaving.WITNESS
    proven_arrival_on: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceResult:
    """Hold the day of service."""

    served_on: date


def answer(request: ServiceRequest) -> Answer:
    """Find the day."""
    with blame("event_on", of=("PARAMETER_MISSING", "NOT_IN_FORCE")):
        found = service_effect(
            on=request.event_on,
            method=Method[request.method.name],
            event_on=request.event_on,
            consented=request.consented,
            document=Document[request.document.name],
            left_proof=LeftProof[request.left_proof.name],
            proven_arrival_on=request.proven_arrival_on,
        )
    return Answer(ServiceResult(found.value), found)


TOPIC = Topic(
    "service",
    "送达日期",
    "Day of service",
    ServiceRequest,
    ServiceResult,
    answer,
    (
        Example({"method": "announcement", "event_on": "2021-12-31"}, {"served_on": "2022-03-01"}),
        Example({"method": "announcement", "event_on": "2022-01-01"}, {"served_on": "2022-01-31"}),
        Example({"method": "left", "event_on": "2016-03-01"}, {"served_on": "2016-03-01"}),
        Example(
            {"method": "left", "event_on": "2016-03-01", "left_proof": "none"},
            error="LEFT_WITHOUT_PROOF",
        ),
        Example({"method": "electronic", "event_on": "2022-01-01"}, error="CONSENT_MISSING"),
        Example({"method": "announcement", "event_on": "1990-01-01"}, error="PARAMETER_MISSING"),
    ),
    ("SERVICE_EFFECT",),
)
