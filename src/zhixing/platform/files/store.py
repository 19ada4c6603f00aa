"""Puts files into packs and gets them back: encrypted, verified, durable before the row.

Each file has a key of its own, which lies wrapped in its row: under the data key,
or under a subject's own key if the file must be erasable with the subject. So the
ciphertext, and with it the file's address, never changes when keys are rotated.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from zhixing.kernel.ids import new_id
from zhixing.platform.crypto.subjects import OwnKey, get_subject_key
from zhixing.platform.crypto.vault import Sealer, open_with, place, seal_with, vault
from zhixing.platform.files.packs import PackWriter, Place, read_record

TABLE, COLUMN = "platform_file", "wrapped_key"
FILE_KEY = 0xF1
"""The first byte of a file's ciphertext."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """Carry a file to be stored; with ``owner`` it is erased when the owner's key is."""

    court_no: int
    content: bytes
    media_type: str
    owner: OwnKey | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """Name a stored file. ``sha256`` is that of its ciphertext, in hexadecimal: its address."""

    court_no: int
    id: UUID
    sha256: str
    media_type: str


class NoSuchFile(LookupError):
    """Tell that this scope sees no file of that id."""


_INSERT = """
/* put_files: their places, after the packs are on disk */
INSERT INTO platform_file
  (id, court_no, sha256, pack, "offset", length, media_type, subject_id, wrapped_key)
SELECT * FROM unnest(%s::uuid[], %s::int[], %s::bytea[], %s::text[], %s::bigint[], %s::bigint[],
                     %s::text[], %s::uuid[], %s::bytea[])
"""
_FIND = """
/* find_file: where a file lies and how its key is wrapped */
SELECT sha256, pack, "offset", length, media_type, subject_id, wrapped_key
FROM platform_file WHERE court_no = %s AND id = %s
"""


def put(court_no: int, content: bytes, media_type: str, owner: OwnKey | None = None) -> FileRef:
    """Store one file; its row commits with the transaction that is open."""
    return put_many([NewFile(court_no, content, media_type, owner)])[0]


def put_many(files: Sequence[NewFile]) -> list[FileRef]:
    """Store files with one wait for the disk, and give their references in order.

    If the transaction rolls back, the packs keep ciphertext without a key: noise.
    """
    if not files:
        return []
    ids = [new_id() for _ in files]
    keys = [secrets.token_bytes(32) for _ in files]
    bodies = [
        seal_with(AESGCM(key), FILE_KEY, place(TABLE, "content", file_id), file.content)
        for file, file_id, key in zip(files, ids, keys, strict=True)
    ]
    hashes = [hashlib.sha256(body).digest() for body in bodies]
    places = _writer().append(bodies)
    wrapped = [
        _sealer(file.owner).seal_bytes(TABLE, COLUMN, file_id, key)
        for file, file_id, key in zip(files, ids, keys, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                ids,
                [file.court_no for file in files],
                hashes,
                [p.pack for p in places],
                [p.offset for p in places],
                [p.length for p in places],
                [file.media_type for file in files],
                [file.owner.id if file.owner else None for file in files],
                wrapped,
            ],
        )
    return [
        FileRef(file.court_no, file_id, digest.hex(), file.media_type)
        for file, file_id, digest in zip(files, ids, hashes, strict=True)
    ]


def get(ref: FileRef) -> bytes:
    """Give a file's content, verified against its address and decrypted.

    :raises NoSuchFile: this scope does not see it, or the address is another file's.
    :raises Damaged: the pack no longer holds what was written.
    :raises Erased: its owner's key was destroyed.
    """
    row = _find(ref.court_no, ref.id)
    digest, found = bytes(row[0]), Place(row[1], row[2], row[3])
    if digest.hex() != ref.sha256:
        raise NoSuchFile(f"file {ref.id} has another address than {ref.sha256[:16]}")
    body = read_record(packs_folder(), found, digest)
    owner = get_subject_key(ref.court_no, row[5]) if row[5] else None
    key = _sealer(owner).open_bytes(TABLE, COLUMN, ref.id, bytes(row[6]))
    return open_with(AESGCM(key), place(TABLE, "content", ref.id), body)


def get_ref(court_no: int, file_id: UUID) -> FileRef:
    """Give the reference of a file by its id.

    :raises NoSuchFile: this scope does not see it.
    """
    row = _find(court_no, file_id)
    return FileRef(court_no, file_id, bytes(row[0]).hex(), row[4])


def packs_folder() -> Path:
    """Give the folder of the packs."""
    from django.conf import settings

    return Path(settings.STATE) / "packs"


@cache
def _writer_for(folder: Path) -> PackWriter:
    return PackWriter(folder)


def _writer() -> PackWriter:
    return _writer_for(packs_folder())


def _sealer(owner: OwnKey | None) -> Sealer:
    return owner or vault()


def _find(court_no: int, file_id: UUID) -> tuple[bytes, str, int, int, str, UUID | None, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [court_no, file_id])
        row = cursor.fetchone()
    if row is None:
        raise NoSuchFile(f"court {court_no} shows no file {file_id}")
    return (row[0], row[1], row[2], row[3], row[4], row[5], row[6])
