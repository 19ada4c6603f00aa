"""Writing a package of the file channel: requests, writs and credentials as they are read.

Written document by document into a ZIP, one row at a time, so that a package of a thousand
requests with their sealed papers takes little more memory than its largest row. The same rows give
the same bytes: a package that was not known to have arrived is written again under its name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.alike import request_row
from zhixing.inquiry.wire.bank_out import ROOTS
from zhixing.inquiry.wire.model import AssistanceRequest, Kind, Writ
from zhixing.inquiry.wire.package_names import Business, Content, PackageName
from zhixing.inquiry.wire.profile import WireProfile

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 1
"""Rows repeat themselves so much that the least effort will do. Papers go in as they are: to make
them smaller again costs as much as all else of a package, for each institution that gets them."""
_TOGETHER: Final = 64 * 1024
"""So many bytes of rows are compressed at once."""
_BUSINESS: Final = {Kind.QUERY: Business.QUERY, Kind.CONTROL: Business.CONTROL}
FAILURES: Final = {Kind.QUERY: Business.QUERY_FAILURE, Kind.CONTROL: Business.CONTROL_FAILURE}


@dataclass(frozen=True, slots=True)
class Failure:
    """Say of one request that the feedback to it could not be used, and why."""

    request_no: str
    reason: str


def request_package(kind: Kind, bank_code: str, batch_no: str) -> PackageName:
    """Give the name of a package of requests."""
    return PackageName(_BUSINESS[kind], bank_code, batch_no)


def write_requests(
    out: IO[bytes],
    name: PackageName,
    kind: Kind,
    requests: Sequence[AssistanceRequest],
    writs_of: Callable[[AssistanceRequest], Sequence[Writ]],
    profile: WireProfile,
) -> None:
    """Write a package of requests that were looked at before; each writ set goes in once.

    :raises ValueError: a request without writs or cards, which a front-end would reject.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        with _entry(package, name.entry(Content.REQUESTS)) as entry:
            rows = (request_row(request, profile) for request in requests)
            _rows(entry, ROOTS[kind][0], rows)
        with _entry(package, name.entry(Content.WRITS), zipfile.ZIP_STORED) as entry:
            _rows(entry, "wsinfoList", _writs(kind, requests, writs_of, profile))
        with _entry(package, name.entry(Content.CREDENTIALS)) as entry:
            _rows(entry, "zjinfoList", _cards(requests, profile))


def write_failures(
    out: IO[bytes], name: PackageName, failures: Iterable[Failure], profile: WireProfile
) -> None:
    """Write the receipt (QNR) by which a bank opens requests again whose feedback failed."""
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package,
        _entry(package, name.entry(Content.FAILURE)) as entry,
    ):
        rows = (codec.failure_row(f.request_no, f.reason, profile) for f in failures)
        _rows(entry, "htxxList", rows)


def _writs(
    kind: Kind,
    requests: Sequence[AssistanceRequest],
    writs_of: Callable[[AssistanceRequest], Sequence[Writ]],
    profile: WireProfile,
) -> Iterator[bytes]:
    seen: set[str] = set()
    for request in requests:
        field = "WSBH" if kind is Kind.QUERY else "BDHM"
        key = request.writ_set_no if kind is Kind.QUERY else request.external_no
        if key not in seen:
            seen.add(key)
            yield codec.writ_rows(field, key, writs_of(request), profile)


def _cards(requests: Sequence[AssistanceRequest], profile: WireProfile) -> Iterator[bytes]:
    for request in requests:
        yield codec.credential_rows(request.external_no, request.credentials, profile)


def _rows(entry: IO[bytes], root: str, rows: Iterable[bytes]) -> None:
    held = bytearray(codec.PROLOG + f"<{root}>".encode())
    for row in rows:
        held += row
        if len(held) >= _TOGETHER:
            entry.write(held)
            held.clear()
    entry.write(held + f"</{root}>".encode())


@contextmanager
def _entry(
    package: zipfile.ZipFile, name: str, how: int = zipfile.ZIP_DEFLATED
) -> Iterator[IO[bytes]]:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = how
    info.external_attr = 0o644 << 16
    with package.open(info, "w", force_zip64=True) as entry:
        yield entry
