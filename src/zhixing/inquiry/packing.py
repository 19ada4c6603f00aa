"""Packages of the file channel: requests packed and written, feedback received.

The same hand-out and the same reception as over SOAP; what differs is that many requests go
out under one number with their papers, and that there is nobody to answer. A package is a row
first, its requests marked with its number in the same transaction; the file is written from
those rows, as often as it takes until it lies where the institution collects it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final
from uuid import UUID

from zhixing.inquiry import messages, models, numbering
from zhixing.inquiry.handout import (
    NEEDED,
    count_call,
    hold_back,
    mark_handed_out,
    open_waiting,
)
from zhixing.inquiry.raw_messages import Stored, Verdict, note_message, store_message
from zhixing.inquiry.receiving import take_feedback
from zhixing.inquiry.states import OUT, State
from zhixing.inquiry.wire.alike import check_alike
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Decoded
from zhixing.inquiry.wire.model import AssistanceRequest, Kind, Writ
from zhixing.inquiry.wire.package_in import decode_package
from zhixing.inquiry.wire.package_names import (
    Business,
    PackageName,
    bank_code_of,
    business_of,
    read_package_name,
)
from zhixing.inquiry.wire.package_out import (
    FAILURES,
    Failure,
    request_package,
    write_failures,
    write_requests,
)
from zhixing.inquiry.wire.preflight import sort_batch
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wording import remember
from zhixing.institutions import queries as institutions
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import legal_day
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.web.transactions import run_whole

MOST_A_PACKAGE: Final = 1000
"""How many requests go in one package; a bank feeds queries back a package at a time."""
UNREAD: Final = "反馈包无法处理"
KINDS: Final = {
    Business.QUERY: Kind.QUERY,
    Business.CONTROL: Kind.CONTROL,
    Business.QUERY_FEEDBACK: Kind.QUERY,
    Business.CONTROL_FEEDBACK: Kind.CONTROL,
}


@dataclass(frozen=True, slots=True)
class Packed:
    """Hold a package to be written; with ``requests`` its messages need not be opened again."""

    id: UUID
    name: PackageName
    requests: tuple[AssistanceRequest, ...] = ()
    rows: tuple[models.Request, ...] = ()


def pack_requests(institution: InstitutionView, kind: Kind, at: datetime) -> Packed | None:
    """Pack requests that wait, marked as handed out in the same transaction; None if none waits.

    Runs in the institution's scope. A request that cannot be sent is held back alone.
    """
    waiting = open_waiting(institution, kind, at, MOST_A_PACKAGE)
    profile, able = get_profile(institution.profile), messages.capability_of(institution)
    looked = sort_batch(waiting.requests, profile, able, with_documents=False, check=check_alike)
    hold_back(waiting, looked.quarantined)
    count_call(institution.id, at, handed_out=len(looked.ready))
    if not looked.ready:
        return None
    number = numbering.next_numbers(0, legal_day(at), 1)[0]
    rows = sorted(
        (waiting.rows[r.external_no] for r in looked.ready), key=lambda r: (r.court_no, r.id)
    )
    mark_handed_out(rows, at, number)
    name = request_package(kind, bank_code_of(institution.code), number)
    row = _row(institution.id, name, len(looked.ready), at)
    return Packed(row.id, name, looked.ready, tuple(rows))


def order_failure_receipt(request: models.Request, reason: str, at: datetime) -> None:
    """Order the receipt by which a bank of the file channel opens an answered request again.

    Other institutions have no such word; their people are told by telephone.
    """
    institution = institutions.get_institution(request.institution_id)
    if get_profile(request.profile).is_by_packages:
        _order_failures(institution, Kind(request.kind), {request.external_no: reason}, at)


def _order_failures(
    institution: InstitutionView, kind: Kind, reasons: Mapping[str, str], at: datetime
) -> None:
    number = numbering.next_numbers(0, legal_day(at), 1)[0]
    name = PackageName(FAILURES[kind], bank_code_of(institution.code), number)
    notices = [{"request_no": no, "reason": reason} for no, reason in reasons.items()]
    _row(institution.id, name, len(notices), at, notices)


def _row(
    institution: UUID,
    name: PackageName,
    items: int,
    at: datetime,
    notices: Sequence[Mapping[str, str]] = (),
) -> models.Package:
    return models.Package.objects.create(
        id=new_id(),
        institution_id=institution,
        business=name.business.value,
        package_no=name.batch_no,
        notices=list(notices),
        items=items,
        made_at=at,
    )


def list_unplaced(institution: InstitutionView) -> list[Packed]:
    """Give the packages of which nobody knows that they lie where they are collected."""
    rows = models.Package.objects.filter(
        institution_id=institution.id, placed_at__isnull=True
    ).order_by("made_at", "id")
    code = bank_code_of(institution.code)
    return [Packed(r.id, PackageName(Business(r.business), code, r.package_no)) for r in rows]


def write_package(institution: InstitutionView, packed: Packed, out: IO[bytes]) -> None:
    """Write a package's file from its rows, in the institution's scope; the same bytes each time.

    :raises NoSuchFile: a paper is gone from the store.
    :raises Damaged: a paper is no longer what was stored.
    """
    profile = get_profile(institution.profile)
    row = models.Package.objects.get(id=packed.id)
    if row.notices:
        told = [Failure(n["request_no"], n["reason"]) for n in row.notices]
        write_failures(out, packed.name, told, profile)
        return
    kind = KINDS[packed.name.business]
    rows = packed.rows or tuple(
        models.Request.objects.filter(
            institution_id=institution.id, package_no=packed.name.batch_no
        )
        .only(*NEEDED)
        .order_by("court_no", "id")
    )
    opened = {r.external_no: r for r in packed.requests}
    remember(row for row in rows if row.external_no not in opened)
    requests = [opened.get(r.external_no) or messages.open_for(r, institution) for r in rows]
    with ExitStack() as scopes:
        papers = _Papers({r.external_no: r for r in rows}, scopes)
        write_requests(out, packed.name, kind, requests, papers.of, profile)


@dataclass(slots=True)
class _Papers:
    """Get the papers of requests, each from its own court's store.

    Requests come court by court, so that a scope is opened once for each court of a package.
    """

    rows: dict[str, models.Request]
    scopes: ExitStack
    court_no: int = -1

    def of(self, request: AssistanceRequest) -> Sequence[Writ]:
        row = self.rows[request.external_no]
        if row.court_no != self.court_no:
            self.scopes.close()
            self.scopes.enter_context(open_scope(Scope.of_court(row.court_no, row.court_no)))
            self.court_no = row.court_no
        return messages.load_writs(row.court_no, row.files)


def note_placed(packed: Packed, sha256: str, size: int, at: datetime) -> None:
    """Note that a package's file lies where its institution collects it."""
    rows = models.Package.objects.filter(id=packed.id)
    if rows.update(placed_at=at, sha256=sha256, size=size) != 1:
        raise Impossible(f"package {packed.id} is not this institution's")


def receive_package(
    institution: InstitutionView, file_name: str, content: bytes, at: datetime
) -> dict[str, Verdict]:
    """Take a file an institution put down: stored as it came, then read, then kept as answers.

    Opens the scopes itself, one for each step, so that the file outlives whatever its reading
    brings. A file that cannot be read is kept and noted; where its name tells which requests it
    was to answer, the bank is told to send them again.
    """
    business = business_of(file_name)
    operation = business.value if business else "FILE"
    stored = run_whole(
        Scope.system(),
        lambda: store_message(institution, operation, content, at, file_name=file_name),
    )
    profile = get_profile(institution.profile)
    try:
        decoded = decode_package(content, file_name, profile)
    except Unreadable as error:
        _note(stored, False, [error])
        _tell(institution, file_name, error.zh, at)
        return {}

    def take() -> dict[str, Verdict]:
        count_call(institution.id, at, messages_in=1)
        return take_feedback(institution, stored, decoded, at)

    verdicts = run_whole(Scope.of_institution(institution.id), take)
    _note(stored, bool(decoded.feedbacks), decoded.problems, verdicts)
    if _lost_a_document(decoded):
        _tell(institution, file_name, decoded.problems[0].zh, at)
    return verdicts


def _note(
    stored: Stored,
    is_decoded: bool,
    problems: Sequence[Unreadable],
    verdicts: dict[str, Verdict] | None = None,
) -> None:
    run_whole(
        Scope.system(),
        lambda: note_message(stored, is_decoded=is_decoded, problems=problems, verdicts=verdicts),
    )


LOST: Final = frozenset(
    {
        *("bad-zip", "zip-bomb", "too-large", "encrypted", "not-xml", "bad-charset"),
        *("unknown-root", "forbidden-declaration", "too-deep"),
    }
)
"""What went wrong with a document as a whole, so that nobody knows whom it was about."""


def _lost_a_document(decoded: Decoded) -> bool:
    return any(problem.code in LOST for problem in decoded.problems)


def _tell(institution: InstitutionView, file_name: str, why: str, at: datetime) -> None:
    """Tell the bank which requests of a package are still unanswered after a file was unusable."""
    name = read_package_name(file_name)
    if name is None or name.business not in KINDS:
        return
    kind = KINDS[name.business]

    def tell() -> None:
        waiting = models.Request.objects.filter(
            institution_id=institution.id, package_no=name.batch_no, kind=kind.value
        ).filter(state__in=[s.value for s in OUT - {State.ISSUED}])
        numbers = list(waiting.order_by("id").values_list("external_no", flat=True))
        wanted = [n for n in numbers if name.request_no in ("", n.rjust(30, "0"))]
        if wanted:
            _order_failures(institution, kind, dict.fromkeys(wanted, f"{UNREAD}：{why}"), at)

    run_whole(Scope.of_institution(institution.id), tell)
