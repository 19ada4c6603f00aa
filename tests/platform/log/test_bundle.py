"""Evidence bundles: the stand-alone script accepts an honest one and names what was changed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from zhixing.kernel.clock import DrivenClock
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.bundle import (
    BundleAct,
    BundleFile,
    NotYetLogged,
    Witnessed,
    write_bundle,
)
from zhixing.platform.log.note import SignKey
from zhixing.platform.log.proofs import latest_checkpoint, log_key
from zhixing.platform.log.queue import enqueue_leaf
from zhixing.platform.log.witness import Witness, witness_courts

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "verify_bundle.py"
AT = datetime(2017, 3, 14, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 sealed"
WITNESS = SignKey.of_text("witness", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
FINDING: Finding[object] = Finding(
    "R-LIMIT",
    "1",
    date(2017, 3, 14),
    3,
    "限额",
    "limit",
    inputs={"fen": 120, "名": 'é\u2028"\\\x7f\x01😀'},
)


def logged(court_no: int, count: int = 5) -> list[BundleAct]:
    acts = []
    with open_scope(Scope.of_court(court_no, court_no)):
        for i in range(count):
            value = {
                "type": "FROZEN",
                "n": i,
                "at": AT,
                "finding": FINDING.input_hash,
                "文书": hashlib.sha256(PDF).hexdigest(),
                "😀": None,
                "\ufb01": True,
            }
            acts.append(BundleAct("act", new_id(), value, (FINDING,)))
            enqueue_leaf(court_no, "act", acts[-1].subject_id, value)
    return acts


@pytest.fixture
def bundle(court_no: int, sequence: Callable[[], int], tmp_path: Path) -> Path:
    """Write a bundle of nine acts with a file and an older countersigned checkpoint."""
    acts = logged(court_no)
    sequence()
    witness = Witness(tmp_path / "witness", WITNESS, log_key(), DrivenClock(AT))
    with open_scope(Scope.of_court(court_no, court_no)):
        [seen], _ = witness_courts(witness, [court_no])
    acts += logged(court_no, 4)
    sequence()
    target = tmp_path / "bundle.zip"
    with open_scope(Scope.of_court(court_no, court_no)):
        files = [BundleFile("裁定书.pdf", "application/pdf", PDF, acts[0].subject_id)]
        witnessed = [Witnessed(seen, WITNESS.verify_key)]
        assert (
            write_bundle(
                target, court_no=court_no, acts=acts, files=files, witnessed=witnessed, at=AT
            )
            == 9
        )
    return target


def run(path: Path, *arguments: str) -> tuple[int, str]:
    """Run the script where nothing of ours can be imported."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(path), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def unpacked(bundle: Path) -> Path:
    folder = bundle.with_suffix("")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder


def rewrite(folder: Path, member: str, change: Callable[[bytes], bytes]) -> None:
    """Change a member and its hash in the manifest, as a careful forger would."""
    path, manifest_path = folder / member, folder / "manifest.json"
    changed = change(path.read_bytes())
    assert changed != path.read_bytes()
    path.write_bytes(changed)
    manifest: dict[str, Any] = json.loads(manifest_path.read_text())
    manifest["members"][member] = hashlib.sha256(changed).hexdigest()
    manifest_path.write_text(json.dumps(manifest))


def test_honest_bundle_verifies_as_archive_and_as_folder(bundle: Path) -> None:
    import base64

    key = base64.b64encode(log_key().public).decode()
    witness = base64.b64encode(WITNESS.verify_key.public).decode()
    for path in (bundle, unpacked(bundle)):
        code, said = run(path, "--log-key", key, "--witness-key", f"witness={witness}")
        assert (
            code == 0 and "VERIFIED" in said and "witness witness countersigned 5 leaves" in said
        ), said
        assert "taken from the bundle itself" not in said


def test_bundle_without_published_key_says_so(bundle: Path) -> None:
    code, said = run(bundle)
    assert code == 0 and "log key taken from the bundle itself" in said


def test_published_keys_of_somebody_else_are_refused(bundle: Path) -> None:
    strange = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="
    assert run(bundle, "--log-key", strange)[0] == 1
    assert run(bundle, "--witness-key", f"witness={strange}")[0] == 1
    code, said = run(bundle, "--witness-key", f"absent={strange}")
    assert code == 1 and "witness absent: no valid countersignature" in said


@pytest.mark.parametrize(
    "member, old, new, message",
    [
        ("acts.jsonl", b'"n":3', b'"n":4', "line 4"),
        ("acts.jsonl", b'"index":2', b'"index":3', "line 3"),
        ("acts.jsonl", b'"salt":"', b'"salt":"00', "line 1"),
        ("findings.jsonl", b'"fen":120', b'"fen":121', "do not give its input hash"),
        ("checkpoint.txt", b"\n9\n", b"\n8\n", "no valid signature"),
        ("checkpoint.txt", b"zhixing/court/", b"zhixing/court/9", "no valid signature"),
        ("witnesses.jsonl", b"T01:00", b"T02:00", "no valid signature"),
        ("manifest.json", b'"acts":9', b'"acts":8', "states 8 acts"),
    ],
)
def test_each_change_is_named(
    bundle: Path, member: str, old: bytes, new: bytes, message: str
) -> None:
    folder = unpacked(bundle)
    if member == "manifest.json":
        path = folder / member
        path.write_bytes(path.read_bytes().replace(old, new, 1))
    else:
        rewrite(folder, member, lambda content: content.replace(old, new, 1))
    code, said = run(folder)
    assert code == 1 and message in said, said


def test_exchanged_file_is_named_even_when_the_manifest_follows(bundle: Path) -> None:
    folder = unpacked(bundle)
    other = hashlib.sha256(b"forged").hexdigest()
    [file] = (folder / "files").iterdir()
    file.unlink()
    (folder / "files" / other).write_bytes(b"forged")
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace(hashlib.sha256(PDF).hexdigest(), other))
    code, said = run(folder)
    assert code == 1 and "does not name its SHA-256" in said


def test_countersigned_tree_that_does_not_continue_here_is_named(bundle: Path) -> None:
    folder = unpacked(bundle)

    def without_proof(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), "path": []}).encode()

    rewrite(folder, "witnesses.jsonl", without_proof)
    code, said = run(folder)
    assert code == 1 and "saw another tree at 5 leaves" in said


def test_dropped_member_is_named(bundle: Path) -> None:
    folder = unpacked(bundle)
    (folder / "findings.jsonl").unlink()
    code, said = run(folder)
    assert code == 1 and "findings.jsonl" in said


def test_act_that_waits_for_its_place_is_refused(
    court_no: int, sequence: Callable[[], int], tmp_path: Path
) -> None:
    logged(court_no, 1)
    sequence()
    late = logged(court_no, 1)
    with pytest.raises(NotYetLogged), open_scope(Scope.of_court(court_no, court_no)):
        write_bundle(tmp_path / "b.zip", court_no=court_no, acts=late, at=AT)


def test_checkpoint_in_the_bundle_is_the_latest(bundle: Path, court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        latest = latest_checkpoint(court_no)
    assert latest is not None
    assert zipfile.ZipFile(bundle).read("checkpoint.txt").decode() == latest.note
