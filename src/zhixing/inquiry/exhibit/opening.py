"""Opens the evidence of an answer: covered for whoever sees the case, whole for a purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.evidence import RawText, decode_raw, read_raw
from zhixing.inquiry.exhibit.laying import Exhibit, lay_out
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.errors import Note, Unreadable
from zhixing.parties.operations import reveal_identity
from zhixing.parties.values import Purpose
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.proofs import find_leaves, inclusion_proof, latest_checkpoint
from zhixing.platform.principal import Principal

NO_COURT = 0


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Prove that a message stands in the log: its leaf, its place, the path, what was signed."""

    leaf: str
    index: int
    size: int
    root: str
    signed_at: datetime
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold an answer's message opened: when it came, from whom, what it says, how it is proved.

    ``is_own`` says that it speaks of no other request, so that it may be had whole.
    """

    answer: UUID
    request: UUID
    institution: UUID
    operation: str
    file_name: str
    sha256: str
    size: int
    received_at: datetime
    arrivals: int
    is_own: bool
    exhibit: Exhibit
    notes: tuple[Note, ...]
    problems: tuple[Unreadable, ...]
    inclusion: Inclusion | None


def open_covered(court_no: int, answer: UUID) -> Opened:
    """Open an answer's message with everything covered that may point to a person."""
    return _open(court_no, answer, is_covered=True)


def open_whole(answer: UUID, purpose: Purpose, *, by: Principal, at: datetime) -> Opened:
    """Open an answer's message whole, for a purpose that is logged with the reader.

    :raises IdentityRefused: no right to see identities, no purpose, or no case of the reader's.
    """
    _log_reading(answer, purpose, by, at)
    return _open(by.court_no, answer, is_covered=False)


def take_raw(answer: UUID, purpose: Purpose, *, by: Principal, at: datetime) -> RawText:
    """Give the bytes as they came, for a purpose that is logged with the reader.

    :raises IdentityRefused: as ``open_whole``.
    :raises InquiryRefused: the message also speaks of requests of others.
    """
    row, request = _log_reading(answer, purpose, by, at)
    raw = read_raw(row.message_id)
    if not _is_own(raw, request):
        raise refuse(
            "SPEAKS_OF_OTHERS",
            "该报文还涉及其他请求，不能整份下载。",
            "The message also speaks of other requests and cannot be had whole.",
            field="answer",
            remedy=(
                "请查看其中涉及本请求的部分；整份原件由平台管理员依法调取。",
                "See the part about this request; the operator produces the whole lawfully.",
            ),
        )
    return raw


def _log_reading(
    answer: UUID, purpose: Purpose, by: Principal, at: datetime
) -> tuple[models.Answer, models.Request]:
    row = models.Answer.objects.get(court_no=by.court_no, id=answer)
    request = models.Request.objects.get(court_no=by.court_no, id=row.request_id)
    said = Purpose(purpose.code, f"{purpose.text}（原始报文 {row.message_sha256[:16]}）")
    reveal_identity(request.party_id, said if purpose.text.strip() else purpose, by=by, at=at)
    return row, request


def _open(court_no: int, answer: UUID, *, is_covered: bool) -> Opened:
    row = models.Answer.objects.get(court_no=court_no, id=answer)
    request = models.Request.objects.get(court_no=court_no, id=row.request_id)
    raw = read_raw(row.message_id)
    exhibit = lay_out(raw, request.profile, request.external_no, is_covered=is_covered)
    notes, problems = _remarks(raw, request)
    return Opened(
        row.id,
        request.id,
        raw.institution,
        raw.operation,
        raw.file_name,
        raw.sha256,
        len(raw.content),
        raw.received_at,
        raw.arrivals,
        _is_own(raw, request),
        exhibit,
        notes,
        problems,
        find_inclusion(row.message_id),
    )


def _remarks(
    raw: RawText, request: models.Request
) -> tuple[tuple[Note, ...], tuple[Unreadable, ...]]:
    try:
        decoded = decode_raw(raw, request.profile)
    except Unreadable as problem:
        return (), (problem,)
    if not _only(decoded.feedbacks, request.external_no):
        return (), ()
    return decoded.notes, decoded.problems


def _is_own(raw: RawText, request: models.Request) -> bool:
    try:
        return _only(decode_raw(raw, request.profile).feedbacks, request.external_no)
    except Unreadable:
        return False


def _only(feedbacks: tuple[object, ...], number: str) -> bool:
    return {getattr(f, "request_no", "") for f in feedbacks} == {number}


def find_inclusion(message: UUID) -> Inclusion | None:
    """Find the proof that a raw message stands in the log, None before the next checkpoint."""
    with open_scope(Scope.system()):
        leaf = find_leaves(NO_COURT, "raw_message", [message]).get(message)
        signed = latest_checkpoint(NO_COURT)
        if leaf is None or signed is None or leaf.index >= signed.size:
            return None
        path = inclusion_proof(NO_COURT, leaf.index, signed.size)
    return Inclusion(
        leaf.hash.hex(),
        leaf.index,
        signed.size,
        signed.root.hex(),
        signed.at,
        tuple(h.hex() for h in path),
    )
