"""Packs: what was told durable stays, a torn end is set aside, processes never mix."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from zhixing.platform.files.packs import HEAD, MAGIC, Damaged, PackWriter, Place, read_record

WRITE_FOREVER = """
import hashlib, json, sys
from pathlib import Path
from zhixing.platform.files.packs import PackWriter
writer = PackWriter(Path(sys.argv[1]), pack_bytes=200_000)
for i in range(int(sys.argv[2])):
    bodies = [f"{sys.argv[3]}-{i}-{j}".encode() * (1 + i % 50) for j in range(3)]
    for body, place in zip(bodies, writer.append(bodies)):
        line = [place.pack, place.offset, place.length, hashlib.sha256(body).hexdigest()]
        sys.stdout.write(json.dumps(line) + "\\n")
    sys.stdout.flush()
"""


def start(folder: Path, count: int, name: str, out: Path) -> subprocess.Popen[bytes]:
    with out.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-c", WRITE_FOREVER, str(folder), str(count), name], stdout=file
        )


def told(*outs: Path) -> list[tuple[Place, bytes]]:
    """Read what the writers said was durable; a last line may be torn by the kill."""
    found = []
    for out in outs:
        for line in out.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                pack, offset, length, digest = json.loads(line)
                found.append((Place(pack, offset, length), bytes.fromhex(digest)))
    return found


def put(writer: PackWriter, *bodies: bytes) -> list[tuple[Place, bytes]]:
    return [
        (place, hashlib.sha256(body).digest())
        for body, place in zip(bodies, writer.append(bodies), strict=True)
    ]


def test_record_reads_back_and_every_changed_byte_is_told(tmp_path: Path) -> None:
    [(place, digest)] = put(PackWriter(tmp_path), b"content")
    path = tmp_path / place.pack
    assert read_record(tmp_path, place, digest) == b"content"
    whole = path.read_bytes()
    for i in range(len(MAGIC), len(whole)):
        path.write_bytes(whole[:i] + bytes([whole[i] ^ 1]) + whole[i + 1 :])
        with pytest.raises(Damaged):
            read_record(tmp_path, place, digest)
    path.write_bytes(whole[:-1])
    with pytest.raises(Damaged, match="ends before"):
        read_record(tmp_path, place, digest)
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        read_record(tmp_path, place, digest)


def test_processes_write_side_by_side_and_lose_nothing(tmp_path: Path) -> None:
    outs = [tmp_path / f"out{i}" for i in range(4)]
    packs = tmp_path / "packs"
    programs = [start(packs, 120, f"p{i}", out) for i, out in enumerate(outs)]
    assert [program.wait(60) for program in programs] == [0] * 4
    found = told(*outs)
    assert len(found) == 4 * 120 * 3
    assert all(read_record(packs, place, digest) for place, digest in found)
    assert len({(place.pack, place.offset) for place, _ in found}) == len(found)
    assert all(path.stat().st_size < 250_000 for path in packs.glob("*.pack"))


@pytest.mark.crash
def test_killed_writer_keeps_its_word_and_its_pack_is_taken_over(tmp_path: Path) -> None:
    packs, outs = tmp_path / "packs", []
    for round_no in range(3):
        outs.append(tmp_path / f"out{round_no}")
        program = start(packs, 10**6, f"k{round_no}", outs[-1])
        deadline = time.monotonic() + 20
        while outs[-1].stat().st_size < 20_000 and time.monotonic() < deadline:
            time.sleep(0.01)
        program.send_signal(signal.SIGKILL)
        program.wait(10)
    found = told(*outs)
    assert len(found) > 300
    assert all(read_record(packs, place, digest) for place, digest in found)
    [(place, digest)] = put(PackWriter(packs, pack_bytes=200_000), b"after the crash")
    assert place.pack in {p.pack for p, _ in found}, "the half-full pack is taken over"
    assert read_record(packs, place, digest) == b"after the crash"


@pytest.mark.parametrize(
    "torn",
    [
        b"Z",
        b"ZXR1",
        HEAD.pack(b"ZXR1", 500, b"h" * 32),
        HEAD.pack(b"ZXR1", 500, b"h" * 32) + b"x" * 499,
        HEAD.pack(b"ZXR1", 5, b"h" * 32) + b"wrong",
        b"\0" * 4096,
    ],
)
def test_torn_end_is_set_aside_and_the_pack_written_on(tmp_path: Path, torn: bytes) -> None:
    first = PackWriter(tmp_path)
    before = put(first, b"one", b"two")
    first.close()
    path = tmp_path / before[0][0].pack
    sound = path.stat().st_size
    with path.open("ab") as file:
        file.write(torn)
    after = put(PackWriter(tmp_path), b"three")
    assert after[0][0] == Place(path.name, sound, 5)
    assert [read_record(tmp_path, *item) for item in before + after] == [b"one", b"two", b"three"]
    [aside] = (tmp_path / "torn").iterdir()
    assert aside.read_bytes() == torn


@pytest.mark.parametrize("beginning", [b"", MAGIC[:3]])
def test_pack_torn_at_its_birth_is_begun_anew(tmp_path: Path, beginning: bytes) -> None:
    (tmp_path / "born.pack").write_bytes(beginning)
    [(place, digest)] = put(PackWriter(tmp_path), b"x")
    assert (
        place == Place("born.pack", len(MAGIC), 1) and read_record(tmp_path, place, digest) == b"x"
    )


def test_damage_in_the_middle_is_never_cut_away(tmp_path: Path) -> None:
    first = PackWriter(tmp_path)
    one, two = put(first, b"one" * 10, b"two" * 10)
    first.close()
    path = tmp_path / one[0].pack
    whole = bytearray(path.read_bytes())
    whole[one[0].offset + HEAD.size] ^= 1
    path.write_bytes(whole)
    [(place, _)] = put(PackWriter(tmp_path), b"three")
    assert place.pack != path.name and path.read_bytes() == whole
    assert read_record(tmp_path, *two) == b"two" * 10


def test_threads_share_fsyncs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, synced = PackWriter(tmp_path), []
    put(writer, b"first")
    real = os.fsync

    def slow(file: int) -> None:
        time.sleep(0.05)
        real(file)
        synced.append(file)

    monkeypatch.setattr(os, "fsync", slow)
    found: list[tuple[Place, bytes]] = []
    threads = [
        threading.Thread(target=lambda i=i: found.extend(put(writer, f"t{i}".encode())))
        for i in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(synced) <= 10
    assert {read_record(tmp_path, *item) for item in found} == {f"t{i}".encode() for i in range(20)}


def test_failed_fsync_tells_nobody_that_the_record_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = PackWriter(tmp_path)
    [(before, _)] = put(writer, b"before")

    def fail(file: int) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(OSError):
            writer.append([b"lost"])
    [(place, digest)] = put(writer, b"after")
    assert place.pack != before.pack
    assert read_record(tmp_path, place, digest) == b"after"


def test_forked_process_takes_a_pack_of_its_own(tmp_path: Path) -> None:
    writer = PackWriter(tmp_path)
    [(mine, _)] = put(writer, b"parent")
    child = os.fork()
    if child == 0:
        [place] = writer.append([b"child"])
        os._exit(0 if place.pack != mine.pack else 1)
    assert os.waitpid(child, 0)[1] == 0
    [(again, _)] = put(writer, b"parent again")
    assert again.pack == mine.pack
