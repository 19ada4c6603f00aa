"""A stranger's audit kit: one case exported, verified by a script that knows nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from zhixing.cases.queries import get_case, list_acts
from zhixing.cli.bundle import export
from zhixing.cli.witness import KEY_FILE, KEY_NAME, countersigned, witness_key
from zhixing.kernel.clock import SystemClock
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.embedded.secrets import read_secrets
from zhixing.platform.log.note import LOG_KEY_NAME, SignKey
from zhixing.platform.log.proofs import log_key
from zhixing.platform.log.sequencer import Sequencer
from zhixing.platform.log.witness import Witness, witness_courts
from zhixing.scenarios.wu.beginning import notify
from zhixing.scenarios.wu.record import Wu
from zhixing.scenarios.wu.replay import file

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = REPOSITORY / "scripts" / "verify_bundle.py"


@dataclass(frozen=True)
class Kit:
    """Hold an exported bundle, and the keys as their owners publish them."""

    wu: Wu
    path: Path
    acts: int
    files: int
    log_key: str
    witness_key: str


def sequence() -> None:
    """Give what waits its place in the log, as the sequencer does."""
    key = SignKey.of_text(LOG_KEY_NAME, read_secrets(os.environ)["log_signing_key"])
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"], autocommit=False) as connection:
        sequencer = Sequencer(connection, key, SystemClock())
        assert sequencer.acquire()
        sequencer.drain()


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    folder = tmp_path_factory.mktemp("kit")
    wu = file("kit-")
    sequence()
    court_no = wu.stage.court_no
    with open_scope(Scope.system()):
        witness = Witness(folder, witness_key(folder), log_key(), SystemClock())
        signed, forks = witness_courts(witness, [court_no])
        assert len(signed) == 1 and not forks
    notify(wu)  # the log grows after the witness looked
    with open_scope(Scope.of_court(court_no, court_no)):
        case = get_case(court_no, wu.case)
        seen = countersigned(folder, court_no)
    assert len(seen) == 1
    path = folder / "case.zip"
    acts, files = export(case, path, folder)
    keys = (base64.b64encode(k.public).decode() for k in (log_key(), seen[0].key))
    return Kit(wu, path, acts, files, *keys)


def verify(bundle: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script where nothing of ours can be imported."""
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(bundle), *arguments],
        cwd=bundle.parent,
        env={"PYTHONPATH": "", "PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def published(kit: Kit) -> tuple[str, ...]:
    return "--log-key", kit.log_key, "--witness-key", f"{KEY_NAME}={kit.witness_key}"


def test_the_script_imports_nothing_of_ours() -> None:
    imported = {
        line.split()[1].split(".")[0]
        for line in SCRIPT.read_text().splitlines()
        if line.startswith(("import ", "from "))
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import zhixing"],
        env={"PYTHONPATH": ""},
        cwd="/",
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0, "the platform must not be importable where the script runs"


def test_a_bundle_holds_the_whole_docket_and_verifies_offline(kit: Kit) -> None:
    court_no = kit.wu.stage.court_no
    with open_scope(Scope.of_court(court_no, court_no)):
        docket = list_acts(court_no, kit.wu.case)
    assert kit.acts == len(docket) > 10
    assert kit.files == 5, "every sealed instrument of the case"
    done = verify(kit.path, *published(kit))
    assert done.returncode == 0, done.stdout
    assert "VERIFIED" in done.stdout
    assert f"{kit.acts} acts" in done.stdout
    assert "countersigned" in done.stdout
    with zipfile.ZipFile(kit.path) as bundle:
        findings = bundle.read("findings.jsonl").splitlines()
        acts = [
            json.loads(line)["leaf"]["value"] for line in bundle.read("acts.jsonl").splitlines()
        ]
    assert len(findings) == sum(len(a["findings"]) for a in acts) > 3
    assert [a["seq"] for a in acts] == list(range(1, kit.acts + 1))


def test_no_identity_number_stands_in_a_bundle(kit: Kit) -> None:
    numbers = [p.number for p in (*kit.wu.application.creditors, *kit.wu.application.debtors)]
    with zipfile.ZipFile(kit.path) as bundle:
        texts = b"".join(bundle.read(n) for n in bundle.namelist() if not n.startswith("files/"))
    assert not [n for n in numbers if n.encode() in texts]


def unpacked(kit: Kit, folder: Path) -> Path:
    with zipfile.ZipFile(kit.path) as bundle:
        bundle.extractall(folder)
    return folder


def flip(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert content.count(old) >= 1, (path, old)
    path.write_bytes(content.replace(old, new, 1))


def fix_manifest(folder: Path, name: str) -> None:
    """Make the manifest agree with a changed member, as a careful forger would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["members"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest, ensure_ascii=False))


@pytest.mark.parametrize(
    ("member", "old", "new", "named"),
    [
        ("acts.jsonl", b'"type":"CASE_FILED"', b'"type":"CASE_FILEE"', "acts.jsonl line"),
        ("findings.jsonl", b'"on":"2015', b'"on":"2016', "findings.jsonl line"),
        ("checkpoint.txt", b"zhixing/court/", b"zhixing/court/9", "checkpoint"),
        ("witnesses.jsonl", b'"path":["', b'"path":["A', "witness"),
    ],
)
@pytest.mark.parametrize("careful", [False, True])
def test_a_changed_byte_in_each_kind_of_member_is_named(
    kit: Kit, tmp_path: Path, member: str, old: bytes, new: bytes, named: str, careful: bool
) -> None:
    folder = unpacked(kit, tmp_path / "kit")
    flip(folder / member, old, new)
    if careful:
        fix_manifest(folder, member)
    done = verify(folder, *published(kit))
    assert done.returncode == 1, done.stdout
    faults = [line for line in done.stdout.splitlines() if line.startswith("FAULT")]
    assert any((named if careful else member) in line for line in faults), faults


@pytest.mark.parametrize("careful", [False, True])
def test_a_changed_byte_in_a_sealed_pdf_is_named(kit: Kit, tmp_path: Path, careful: bool) -> None:
    folder = unpacked(kit, tmp_path / "kit")
    manifest = json.loads((folder / "manifest.json").read_text())
    file = manifest["files"][0]
    path = folder / file["member"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    if careful:
        digest = hashlib.sha256(content).hexdigest()
        manifest["members"][file["member"]] = digest
        manifest["files"][0]["sha256"] = digest
        (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False))
    done = verify(folder, *published(kit))
    assert done.returncode == 1, done.stdout
    assert (file["name"] if careful else file["member"]) in done.stdout


def test_an_act_left_out_or_put_twice_is_named(kit: Kit, tmp_path: Path) -> None:
    for name, change in {"less": lambda ls: ls[:-1], "twice": lambda ls: [*ls, ls[-1]]}.items():
        folder = unpacked(kit, tmp_path / name)
        path = folder / "acts.jsonl"
        path.write_bytes(b"".join(x + b"\n" for x in change(path.read_bytes().splitlines())))
        fix_manifest(folder, "acts.jsonl")
        done = verify(folder, *published(kit))
        assert done.returncode == 1, name
        assert "the manifest states" in done.stdout or "twice" in done.stdout


def test_another_logs_key_or_an_absent_witness_is_named(kit: Kit) -> None:
    other = base64.b64encode(b"\x07" * 32).decode()
    assert verify(kit.path, "--log-key", other).returncode == 1
    done = verify(kit.path, "--log-key", kit.log_key, "--witness-key", f"somebody={other}")
    assert done.returncode == 1 and "somebody" in done.stdout


def test_the_witness_keeps_its_key_to_itself(kit: Kit) -> None:
    path = kit.path.parent / KEY_FILE
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(kit.path) as bundle:
        secret = path.read_bytes()
        assert not [n for n in bundle.namelist() if secret in bundle.read(n)]
