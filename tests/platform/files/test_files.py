"""Files: stored under their address, verified when read, erased with their owner, named when damaged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection

from zhixing.platform.crypto.rotation import SealedColumn, rotate
from zhixing.platform.crypto.subjects import Erased, create_subject_key, erase_subject
from zhixing.platform.crypto.vault import Vault, vault
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.packs import Damaged
from zhixing.platform.files.store import (
    FileRef,
    NewFile,
    NoSuchFile,
    get,
    get_ref,
    packs_folder,
    put,
    put_many,
)
from zhixing.platform.files.verify import verify_files
from zhixing.platform.log.difference import DifferenceKind

PDF = "application/pdf"


def stored(court_no: int, content: bytes = b"%PDF-1.7 ...") -> FileRef:
    with open_scope(Scope.of_court(court_no, court_no)):
        return put(court_no, content, PDF)


def fetched(court_no: int, ref: FileRef) -> bytes:
    with open_scope(Scope.of_court(court_no, court_no)):
        return get(ref)


def where(tamper: psycopg.Connection, ref: FileRef) -> tuple[Path, int, int]:
    row = tamper.execute(
        'SELECT pack, "offset", length FROM platform_file WHERE id = %s', [ref.id]
    ).fetchone()
    assert row is not None
    return packs_folder() / row[0], row[1], row[2]


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(300_000)])
def test_content_comes_back_and_lies_encrypted(
    court_no: int, content: bytes, tamper: psycopg.Connection
) -> None:
    ref = stored(court_no, content)
    assert fetched(court_no, ref) == content and ref.media_type == PDF and len(ref.sha256) == 64
    pack, _, length = where(tamper, ref)
    assert length == len(content) + 29
    assert len(content) < 10 or content not in pack.read_bytes()
    with open_scope(Scope.of_court(court_no, court_no)):
        assert get_ref(court_no, ref.id) == ref


def test_many_files_come_back_in_order(court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        refs = put_many([NewFile(court_no, f"{i}".encode(), "text/plain") for i in range(50)])
        assert [get(ref) for ref in refs] == [f"{i}".encode() for i in range(50)]
        assert verify_files([court_no]) == []


def test_file_of_a_rolled_back_operation_is_not_there(court_no: int) -> None:
    refs: list[FileRef] = []
    with pytest.raises(RuntimeError), open_scope(Scope.of_court(court_no, court_no)):
        refs.append(put(court_no, b"x", PDF))
        raise RuntimeError
    with pytest.raises(NoSuchFile):
        fetched(court_no, refs[0])


def test_other_court_and_other_address_see_no_file(court_no: int) -> None:
    ref = stored(court_no)
    with pytest.raises(NoSuchFile), open_scope(Scope.of_court(court_no + 1, court_no + 1)):
        get(ref)
    with pytest.raises(NoSuchFile):
        fetched(court_no, replace(ref, sha256="00" * 32))


def test_damaged_and_missing_packs_are_named(court_no: int, tamper: psycopg.Connection) -> None:
    ref, other = stored(court_no, b"a" * 100), stored(court_no, b"b" * 100)
    pack, offset, length = where(tamper, ref)
    with pack.open("r+b") as file:
        file.seek(offset + 44 + length // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    tamper.execute("UPDATE platform_file SET pack = 'lost.pack' WHERE id = %s", [other.id])
    with open_scope(Scope.of_court(court_no, court_no)):
        found = {(d.what, d.subject_id) for d in verify_files([court_no])}
    assert found == {(DifferenceKind.FILE_ALTERED, ref.id), (DifferenceKind.FILE_MISSING, other.id)}
    with pytest.raises(Damaged):
        fetched(court_no, ref)


def test_file_of_a_subject_is_erased_with_it_and_still_verifies(court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        owner = create_subject_key(court_no)
        ref = put(court_no, b"portrait", "image/png", owner)
        assert get(ref) == b"portrait"
    with open_scope(Scope.of_court(court_no, court_no)):
        erase_subject(court_no, owner.id)
    with pytest.raises(Erased):
        fetched(court_no, ref)
    with open_scope(Scope.of_court(court_no, court_no)):
        assert verify_files([court_no]) == []


def test_rotation_renews_the_wrapping_and_keeps_the_address(court_no: int) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    scope = Scope.of_court(court_no, court_no)
    ref = stored(court_no, b"kept")
    wider = Vault({**vault().data_keys, 254: AESGCM(b"r" * 32)}, vault().index_keys)
    column = SealedColumn("platform_file", "wrapped_key")
    assert rotate([column], scope=scope, keys=wider) == 1
    back = Vault({254: AESGCM(b"r" * 32)}, vault().index_keys)
    with open_scope(scope), connection.cursor() as cursor:
        assert get_ref(court_no, ref.id) == ref
        cursor.execute("SELECT wrapped_key FROM platform_file WHERE id = %s", [ref.id])
        assert (
            len(back.open_bytes("platform_file", "wrapped_key", ref.id, cursor.fetchone()[0])) == 32
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE platform_file SET length = 1 WHERE id = %s",
        "DELETE FROM platform_file WHERE id = %s",
    ],
)
def test_row_of_a_file_does_not_change(court_no: int, sql: str) -> None:
    ref = stored(court_no)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        open_scope(Scope.of_court(court_no, court_no)),
    ):
        connection.cursor().execute(sql, [ref.id])
    with psycopg.connect(os.environ["ZX_DSN_OWNER"], autocommit=True) as owner:
        with owner.transaction(), pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute(sql, [ref.id])


PUT_FOREVER = """
import json, os, sys
import django
django.setup()
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.store import put
court = int(sys.argv[1])
for i in range(10**6):
    with open_scope(Scope.of_court(court, court)):
        ref = put(court, f"{os.getpid()}-{i}".encode() * (1 + i % 40), "text/plain")
    sys.stdout.write(json.dumps([str(ref.id), ref.sha256, os.getpid(), i]) + "\\n")
    sys.stdout.flush()
"""


@pytest.mark.crash
def test_killed_programs_keep_every_file_they_told_of(court_no: int, tmp_path: Path) -> None:
    outs = [tmp_path / f"out{i}" for i in range(2)]
    programs = []
    for out in outs:
        with out.open("wb") as file:
            programs.append(
                subprocess.Popen([sys.executable, "-c", PUT_FOREVER, str(court_no)], stdout=file)
            )
    deadline = time.monotonic() + 40
    while any(out.stat().st_size < 5_000 for out in outs) and time.monotonic() < deadline:
        time.sleep(0.02)
    for program in programs:
        program.send_signal(signal.SIGKILL)
        program.wait(10)
    lines = [
        line
        for out in outs
        for line in out.read_text().splitlines(keepends=True)
        if line.endswith("\n")
    ]
    assert len(lines) > 80
    with open_scope(Scope.of_court(court_no, court_no)):
        for line in lines:
            file_id, sha256, process, i = json.loads(line)
            ref = FileRef(court_no, UUID(file_id), sha256, "text/plain")
            assert get(ref) == f"{process}-{i}".encode() * (1 + i % 40)
        assert verify_files([court_no]) == []
