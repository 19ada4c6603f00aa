"""One tongue for the room, whichever codec speaks: banks in attributes, registries in elements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from zhixing.inquiry.wire import (
    bank_codec,
    preflight,
    registry_in,
    registry_out,
    registry_preflight,
)
from zhixing.inquiry.wire.bank_codec import Ack, DocumentKey, EncodedBatch, UserMarker
from zhixing.inquiry.wire.feedback import Decoded
from zhixing.inquiry.wire.model import AssistanceRequest, Credential, Kind, Measure, Writ
from zhixing.inquiry.wire.openjson import by_hand, checking, reading, writing
from zhixing.inquiry.wire.preflight import Check
from zhixing.inquiry.wire.profile import Purpose, Style, WireProfile

POLLS = frozenset({Purpose.POLL_QUERIES, Purpose.POLL_CONTROLS})
FETCHES = frozenset(
    {
        Purpose.FETCH_QUERY_WRITS,
        Purpose.FETCH_CONTROL_WRITS,
        Purpose.FETCH_WRITS,
        Purpose.FETCH_CREDENTIALS,
    }
)
_ROOTS = {
    Purpose.POLL_QUERIES: "cxqqList",
    Purpose.POLL_CONTROLS: "kzqqList",
    Purpose.FETCH_CREDENTIALS: "zjinfoList",
}


class Speech(Protocol):
    """Say and understand what one profile carries, at one instant."""

    def key(self, payload: str) -> DocumentKey:
        """Read which documents are wanted."""

    def feedback(self, payload: str, operation: str) -> Decoded:
        """Read a feedback."""

    def requests(
        self, kind: Kind, batch: Iterable[AssistanceRequest], able: frozenset[Measure]
    ) -> EncodedBatch:
        """Write the answer to a poll, its documents having been looked at before."""

    def writs(self, key: DocumentKey, number: str, writs: Sequence[Writ]) -> str:
        """Write the writs wanted by a key."""

    def cards(self, number: str, cards: Sequence[Credential]) -> str:
        """Write the officers' cards for a request."""

    def error(self, purpose: Purpose, message: str) -> str:
        """Write a refusal in the way of an operation."""

    def ack(self, acks: Sequence[Ack], purpose: Purpose) -> str:
        """Write what became of the requests of a feedback."""

    def duplicate(self, numbers: Iterable[str], purpose: Purpose) -> str:
        """Write that a whole feedback had arrived before."""


@dataclass(frozen=True, slots=True)
class BankSpeech:
    """Speak in attributes."""

    profile: WireProfile

    def key(self, payload: str) -> DocumentKey:
        return bank_codec.decode_document_key(payload, self.profile)

    def feedback(self, payload: str, operation: str) -> Decoded:
        return bank_codec.decode_feedback(payload, self.profile, operation)

    def requests(
        self, kind: Kind, batch: Iterable[AssistanceRequest], able: frozenset[Measure]
    ) -> EncodedBatch:
        return bank_codec.encode_requests(kind, batch, self.profile, able, with_documents=False)

    def writs(self, key: DocumentKey, number: str, writs: Sequence[Writ]) -> str:
        if key.field == "WSBH":
            return bank_codec.encode_query_writs(key.value, writs, self.profile)
        return bank_codec.encode_control_writs(number, writs, self.profile)

    def cards(self, number: str, cards: Sequence[Credential]) -> str:
        return bank_codec.encode_credentials(number, cards, self.profile)

    def error(self, purpose: Purpose, message: str) -> str:
        if purpose in POLLS or purpose in FETCHES:
            root = _ROOTS.get(purpose, "wsinfoList")
            return bank_codec.encode_list_error(root, message, self.profile)
        return bank_codec.encode_ack_error(message, self.profile)

    def ack(self, acks: Sequence[Ack], purpose: Purpose) -> str:
        is_rejection = purpose is Purpose.FEED_REJECTION
        return bank_codec.encode_ack(acks, self.profile, is_rejection=is_rejection)

    def duplicate(self, numbers: Iterable[str], purpose: Purpose) -> str:
        return bank_codec.encode_duplicate(self.profile)


@dataclass(frozen=True, slots=True)
class RegistrySpeech:
    """Speak in elements; every message but an acknowledgement says when it was made."""

    profile: WireProfile
    at: datetime

    def key(self, payload: str) -> DocumentKey:
        return registry_in.decode_document_key(payload, self.profile)

    def feedback(self, payload: str, operation: str) -> Decoded:
        return registry_in.decode_feedback(payload, self.profile, operation)

    def requests(
        self, kind: Kind, batch: Iterable[AssistanceRequest], able: frozenset[Measure]
    ) -> EncodedBatch:
        return registry_out.encode_requests(
            kind, batch, self.profile, self.at, able, with_documents=False
        )

    def writs(self, key: DocumentKey, number: str, writs: Sequence[Writ]) -> str:
        return registry_out.encode_writs(number, writs, self.profile, self.at)

    def cards(self, number: str, cards: Sequence[Credential]) -> str:
        return registry_out.encode_credentials(number, cards, self.profile, self.at)

    def error(self, purpose: Purpose, message: str) -> str:
        if purpose in POLLS or purpose in FETCHES:
            return registry_out.encode_list_error(message, self.profile, self.at)
        return registry_out.encode_ack_error(message, self.profile)

    def ack(self, acks: Sequence[Ack], purpose: Purpose) -> str:
        is_control = purpose is Purpose.FEED_CONTROL
        return registry_out.encode_ack(acks, self.profile, is_control=is_control)

    def duplicate(self, numbers: Iterable[str], purpose: Purpose) -> str:
        is_control = purpose is Purpose.FEED_CONTROL
        return registry_out.encode_duplicate(numbers, self.profile, is_control=is_control)


def speech_of(profile: WireProfile, at: datetime) -> Speech:
    """Give the tongue of a profile."""
    if profile.style is Style.ELEMENT:
        return RegistrySpeech(profile, at)
    return BankSpeech(profile)


def encode_requests(
    profile: WireProfile,
    at: datetime,
    kind: Kind,
    batch: Iterable[AssistanceRequest],
    able: frozenset[Measure],
) -> EncodedBatch:
    """Write the answer to a poll in a profile's way, its documents having been looked at."""
    if profile.style is Style.OBJECT:
        return writing.encode_requests(kind, batch, profile, able, with_documents=False)
    return speech_of(profile, at).requests(kind, batch, able)


def read_user(payload: str, profile: WireProfile) -> UserMarker:
    """Read who calls.

    :raises Unreadable: no document, or no user name in it.
    """
    if profile.style is Style.ELEMENT:
        return registry_in.decode_usermarker(payload, profile)
    return bank_codec.decode_usermarker(payload, profile)


def decode_feedback(payload: str, profile: WireProfile, operation: str) -> Decoded:
    """Read a feedback in a profile's way.

    :raises Unreadable: not a message of this wire.
    """
    if profile.style is Style.ELEMENT:
        return registry_in.decode_feedback(payload, profile, operation)
    if profile.is_by_hand:
        return by_hand.decode_feedback(payload)
    if profile.style is Style.OBJECT:
        return reading.decode_feedback(payload, profile, operation)
    return bank_codec.decode_feedback(payload, profile, operation)


def look_of(profile: WireProfile) -> Check:
    """Give the look before sending of a profile's codec."""
    if profile.style is Style.ELEMENT:
        return registry_preflight.check_request
    if profile.style is Style.OBJECT:
        return checking.check_request
    return preflight.check_request
