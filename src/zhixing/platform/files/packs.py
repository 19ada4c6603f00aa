"""Packs: append-only files of records, one writer each, durable before anybody is told.

A pack begins with eight bytes of magic; each record is a mark, its length, the
SHA-256 of its body, and the body. A writer holds an exclusive lock on its pack,
so processes never share one; after a crash the next writer adopts the pack and
sets aside a torn record at its end. Nothing that was made durable is ever moved.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import struct
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhixing.kernel.ids import new_id
from zhixing.platform.crashpoints import AFTER_FSYNC, BEFORE_FSYNC, reach

MAGIC = b"ZXPACK1\n"
MARK = b"ZXR1"
HEAD = struct.Struct(">4sQ32s")
PACK_BYTES = 128 * 1024 * 1024
MOST_ADOPTIONS_TRIED = 64


class Damaged(Exception):
    """Tell that a stored record is missing or is not what was written."""


@dataclass(frozen=True, slots=True)
class Place:
    """Name where a record lies: its pack, the offset of its head, the length of its body."""

    pack: str
    offset: int
    length: int


def read_record(folder: Path, place: Place, sha256: bytes) -> bytes:
    """Read a record's body and check it against both hashes.

    :raises Damaged: the pack or the record is missing or was changed.
    """
    path = folder / place.pack
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            head = file.read(HEAD.size)
            body = file.read(place.length)
    except FileNotFoundError:
        raise Damaged(f"pack {place.pack} is missing") from None
    if len(head) < HEAD.size or len(body) < place.length:
        raise Damaged(f"pack {place.pack} ends before the record at {place.offset} does")
    mark, length, stated = HEAD.unpack(head)
    if mark != MARK or length != place.length or stated != sha256:
        raise Damaged(f"pack {place.pack} holds another record at {place.offset}")
    if hashlib.sha256(body).digest() != sha256:
        raise Damaged(f"the record at {place.offset} of pack {place.pack} was changed")
    return body


def scan(file: int, size: int) -> Iterator[Place]:
    """Walk the sound records of an open pack from its beginning until the first unsound byte."""
    offset = len(MAGIC)
    if os.pread(file, len(MAGIC), 0) != MAGIC:
        return
    while offset + HEAD.size <= size:
        mark, length, stated = HEAD.unpack(os.pread(file, HEAD.size, offset))
        if mark != MARK or offset + HEAD.size + length > size:
            return
        body = _read_at(file, length, offset + HEAD.size)
        if hashlib.sha256(body).digest() != stated:
            return
        yield Place("", offset, length)
        offset += HEAD.size + length


class PackWriter:
    """Append records to a pack of this process, and make many durable with one fsync.

    Threads share a writer; a process that was forked opens a pack of its own.
    """

    def __init__(self, folder: Path, pack_bytes: int = PACK_BYTES) -> None:
        self.folder = folder
        self.pack_bytes = pack_bytes
        self._writing = threading.Lock()
        self._syncing = threading.Lock()
        self._owner, self._file, self._name, self._end = 0, -1, "", 0
        self._written = self._durable = 0
        self._shunned: set[str] = set()

    def append(self, bodies: Sequence[bytes]) -> list[Place]:
        """Append records and return when they are on disk."""
        with self._writing:
            places = [self._write(body) for body in bodies]
            self._written += 1
            ticket = self._written
        self._make_durable(ticket)
        return places

    def close(self) -> None:
        """Let go of the pack; the next writer adopts it."""
        with self._syncing, self._writing:
            self._release()

    def _write(self, body: bytes) -> Place:
        self._require_pack()
        start = self._end
        record = HEAD.pack(MARK, len(body), hashlib.sha256(body).digest()) + body
        try:
            _write_all(self._file, record)
        except OSError:
            os.ftruncate(self._file, start)
            raise
        self._end = start + len(record)
        return Place(self._name, start, len(body))

    def _make_durable(self, ticket: int) -> None:
        """Wait for the disk; whoever comes first syncs for all who have written by then."""
        with self._syncing:
            if self._durable >= ticket:
                return
            with self._writing:
                covered, file = self._written, os.dup(self._file)
            try:
                reach(BEFORE_FSYNC)
                os.fsync(file)
                reach(AFTER_FSYNC)
            except OSError:
                # After a failed fsync the kernel may forget the pages: never write there again.
                with self._writing:
                    self._shunned.add(self._name)
                    self._release()
                raise
            finally:
                os.close(file)
            self._durable = covered

    def _require_pack(self) -> None:
        if self._owner == os.getpid() and self._end < self.pack_bytes:
            return
        if self._owner == os.getpid():
            os.fsync(self._file)
        self._release()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file, self._name = self._adopt() or self._create()
        self._end = os.fstat(self._file).st_size
        self._owner = os.getpid()

    def _release(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._owner, self._file, self._name, self._end = 0, -1, "", 0

    def _create(self) -> tuple[int, str]:
        while True:
            name = f"{new_id().hex}.pack"
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            file = os.open(self.folder / name, flags, 0o600)
            if _locked(file) and os.fstat(file).st_size == 0:
                _write_all(file, MAGIC)
                sync_folder(self.folder)
                return file, name
            os.close(file)

    def _adopt(self) -> tuple[int, str] | None:
        """Take over a pack that no living process holds and that has room."""
        packs = sorted(self.folder.glob("*.pack"), reverse=True)
        for path in packs[:MOST_ADOPTIONS_TRIED]:
            if path.name in self._shunned or path.stat().st_size >= self.pack_bytes:
                continue
            file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
            if _locked(file) and repair(file, path):
                return file, path.name
            os.close(file)
        return None


def repair(file: int, path: Path) -> bool:
    """Set aside a torn record at the end of a pack; say whether the pack may be written on.

    A pack whose unsound bytes are followed by a sound record was damaged, not
    torn: it is left as it is, for the verification to name.
    """
    size = os.fstat(file).st_size
    if size < len(MAGIC):
        os.ftruncate(file, 0)
        _write_all(file, MAGIC)
        return True
    if os.pread(file, len(MAGIC), 0) != MAGIC:
        return False
    end = len(MAGIC)
    for place in scan(file, size):
        end = place.offset + HEAD.size + place.length
    if end == size:
        return True
    tail = _read_at(file, size - end, end)
    if _holds_sound_record(tail):
        return False
    _set_aside(path, end, tail)
    os.ftruncate(file, end)
    os.fsync(file)
    return True


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _set_aside(path: Path, offset: int, tail: bytes) -> None:
    torn = path.parent / "torn"
    torn.mkdir(exist_ok=True)
    with (torn / f"{path.stem}-{offset}").open("wb") as copy:
        copy.write(tail)
        copy.flush()
        os.fsync(copy.fileno())
    sync_folder(torn)


def _holds_sound_record(tail: bytes) -> bool:
    start = tail.find(MARK, 1)
    while start >= 0:
        if start + HEAD.size <= len(tail):
            _, length, stated = HEAD.unpack_from(tail, start)
            body = tail[start + HEAD.size : start + HEAD.size + length]
            if len(body) == length and hashlib.sha256(body).digest() == stated:
                return True
        start = tail.find(MARK, start + 1)
    return False


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def _read_at(file: int, length: int, offset: int) -> bytes:
    pieces = []
    while length > 0:
        piece = os.pread(file, min(length, 1 << 26), offset)
        if not piece:
            break
        pieces.append(piece)
        offset, length = offset + len(piece), length - len(piece)
    return b"".join(pieces)
