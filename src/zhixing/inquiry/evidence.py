"""Reads raw messages back: what a feedback says is read from its evidence every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.losses import losses_of
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Decoded, Feedback
from zhixing.inquiry.wire.package_in import (
    Document,
    decode_package,
    is_package,
    read_documents,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.speech import decode_feedback
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.store import get, get_ref


@dataclass(frozen=True, slots=True)
class RawText:
    """Hold a raw message as it came, with what is known of its coming."""

    id: UUID
    institution: UUID
    operation: str
    sha256: str
    received_at: datetime
    arrivals: int
    content: bytes
    file_name: str = ""

    @property
    def payload(self) -> str:
        """Give what came as text; of a package, each document under its name."""
        if not is_package(self.content):
            return self.content.decode()
        try:
            return "\n".join(_shown(d) for d in read_documents(self.content, []))
        except Unreadable as problem:
            return problem.zh


def _shown(document: Document) -> str:
    return f"<!-- {document.name} -->\n{document.content.decode('utf-8', 'replace')}"


def read_raw(message: UUID) -> RawText:
    """Get a raw message, in a SYSTEM scope of its own: it belongs to no court.

    :raises Damaged: the pack no longer holds what was written.
    """
    with open_scope(Scope.system()):
        row = models.RawMessage.objects.get(id=message)
        content = get(get_ref(row.court_no, row.file_id))
    return RawText(
        row.id,
        row.institution_id,
        row.operation,
        row.sha256,
        row.received_at,
        row.arrivals,
        content,
        row.file_name,
    )


def decode_raw(raw: RawText, profile: str) -> Decoded:
    """Read a raw message by a wire profile.

    :raises Unreadable: not a message of this wire.
    """
    if is_package(raw.content):
        return decode_package(raw.content, raw.file_name, get_profile(profile))
    return decode_feedback(raw.payload, get_profile(profile), raw.operation)


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a message says of one request, and what of it could not be read."""

    feedback: Feedback
    losses: Sequence[Unreadable] = ()


def read_told(message: UUID, profile: str) -> dict[str, Told]:
    """Give what a raw message says, by the number of the request it says it of.

    :raises Unreadable: not a message of this wire.
    :raises Damaged: the pack no longer holds what was written.
    """
    raw = read_raw(message)
    decoded = decode_raw(raw, profile)
    losses = losses_of(decoded, raw.content, get_profile(profile))
    return {f.request_no: Told(f, losses.get(f.request_no, ())) for f in decoded.feedbacks}


def feedback_in(decoded: Decoded, request_no: str) -> Feedback:
    """Give what a message says about one request.

    :raises Impossible: nothing, though it was kept as an answer to it.
    """
    for feedback in decoded.feedbacks:
        if feedback.request_no == request_no:
            return feedback
    raise Impossible(f"the message says nothing of request {request_no}")
