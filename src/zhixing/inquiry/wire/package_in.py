"""Reading a package of the file channel: bounded, and read whatever its parts are called.

A document that cannot be read costs no other of the package. What several documents say of one
request, results here and the receipt there, is one feedback.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.errors import Note, Unreadable
from zhixing.inquiry.wire.feedback import Decoded, Feedback, FeedbackKind
from zhixing.inquiry.wire.package_names import FEEDBACK, business_of, read_package_name
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.safe_xml import MAX_BYTES

MAX_ENTRIES: Final = 20_000
MAX_TOTAL_BYTES: Final = 1024 * 1024 * 1024
"""The most bytes a package may unfold to."""
MAX_RATIO: Final = 200
"""How many times its own size a large document may unfold to; plain XML stays far below."""
_SMALL: Final = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one document of a package as it lay there."""

    name: str
    content: bytes


def is_package(content: bytes) -> bool:
    """Say whether bytes begin as a ZIP does."""
    return content.startswith(b"PK")


def read_documents(content: bytes, problems: list[Unreadable]) -> Iterator[Document]:
    """Give the documents of a package one by one; one that is refused is named in ``problems``.

    :raises Unreadable: no ZIP, or one that no front-end would make.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as failure:
        raise _refused(
            "", "压缩包已损坏", f"the package is damaged ({failure})", "bad-zip"
        ) from None
    entries = [info for info in package.infolist() if not info.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise _refused("", "压缩包内文件过多", "the package holds too many files", "zip-bomb")
    if sum(info.file_size for info in entries) > MAX_TOTAL_BYTES:
        raise _refused("", "压缩包解开后过大", "the package unfolds to too much", "zip-bomb")
    for info in entries:
        try:
            yield Document(info.filename, _read(package, info))
        except Unreadable as problem:
            problems.append(problem)


def _read(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise _refused(info.filename, "文件已加密", "the file is encrypted", "encrypted")
    most = MAX_BYTES
    if info.file_size > _SMALL and info.compress_size * MAX_RATIO < info.file_size:
        raise _refused(
            info.filename, "压缩比异常，拒绝解开", "unfolds suspiciously far; refused", "zip-bomb"
        )
    try:
        with package.open(info) as entry:
            data = entry.read(most + 1)
    except _BROKEN as failure:
        raise _refused(
            info.filename, "文件已损坏", f"the file is damaged ({failure})", "bad-zip"
        ) from None
    if len(data) > most:
        raise _refused(info.filename, "文件过大", "the file is too large", "too-large")
    return data


def decode_package(content: bytes, name: str, profile: WireProfile) -> Decoded:
    """Read a package of feedback, one feedback for each request it speaks of.

    :raises Unreadable: not called a feedback, no ZIP, or nothing in it can be read.
    """
    if business_of(name) not in FEEDBACK:
        raise _refused("", "文件名不是反馈包", "the name is none of a feedback package", "bad-name")
    problems: list[Unreadable] = []
    notes: dict[tuple[str, str, str], Note] = {}
    if read_package_name(name) is None:
        note = Note("odd-name", name[:120], "", "文件名不合规格，照内容读取", "read by its content")
        notes[(note.code, note.row, "")] = note
    found: dict[str, Feedback] = {}
    root = ""
    for document in read_documents(content, problems):
        try:
            decoded = codec.decode_feedback(document.content, profile)
        except Unreadable as problem:
            problems.append(_placed(problem, document.name))
            continue
        root = root or decoded.root
        notes |= {(n.code, n.row, n.field): n for n in decoded.notes}
        problems += [_placed(p, document.name) for p in decoded.problems]
        for feedback in decoded.feedbacks:
            known = found.get(feedback.request_no)
            found[feedback.request_no] = feedback if known is None else merged(known, feedback)
    if not found and not problems:
        problems.append(_refused("", "包内没有任何记录", "the package holds no row", "no-rows"))
    return Decoded(root or "package", tuple(found.values()), tuple(notes.values()), tuple(problems))


def merged(first: Feedback, second: Feedback) -> Feedback:
    """Give what two documents say of one request as one; a rejection in either is one."""
    both = (first, second)
    rejection = first.rejection or second.rejection
    kind = next((f.kind for f in both if not f.is_beside), first.kind)
    if rejection is not None:
        kind = FeedbackKind.REJECT
    results = {r.line: r for r in (*first.results, *second.results)}
    accounts = (*first.accounts, *second.accounts)
    lost = (*first.lost, *second.lost)
    return replace(
        first,
        kind=kind,
        no_record=(first.no_record or second.no_record) and not accounts and not lost,
        lookup_failed=first.lookup_failed or second.lookup_failed,
        accounts=accounts,
        results=tuple(results.values()),
        transactions=(*first.transactions, *second.transactions),
        receipts=(*first.receipts, *second.receipts),
        rejection=rejection,
        lost=lost,
    )


def _placed(problem: Unreadable, document: str) -> Unreadable:
    where = f"{document}/{problem.row}" if problem.row else document
    return Unreadable(
        where, problem.field, _tail(problem.zh, "："), _tail(problem.en, ": "), problem.code
    )


def _tail(text: str, mark: str) -> str:
    return text.partition(mark)[2] or text


def _refused(document: str, zh: str, en: str, code: str) -> Unreadable:
    return Unreadable(document or "package", "", zh, en, code)
