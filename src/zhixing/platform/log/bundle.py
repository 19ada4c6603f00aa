"""Writes an evidence bundle: acts, their proofs and files, to be verified without our programs.

``docs/reference/bundle.md`` fixes the format; ``scripts/verify_bundle.py`` checks
one with the standard library and one cryptography package only.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from zhixing.kernel.canonical import Json, canonical, to_json
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.platform.log.note import Checkpoint, VerifyKey
from zhixing.platform.log.proofs import (
    PlacedLeaf,
    consistency_proof,
    find_leaves,
    inclusion_proof,
    latest_checkpoint,
    log_key,
)

FORMAT = "zhixing-bundle/1"


class NotYetLogged(Refusal):
    """Refuse to export an act whose leaf has no place in a signed tree yet."""


@dataclass(frozen=True, slots=True)
class BundleAct:
    """Carry one logged row: the value exactly as it was queued, and the findings behind it."""

    kind: str
    subject_id: UUID
    value: object
    findings: tuple[Finding[object], ...] = ()


@dataclass(frozen=True, slots=True)
class BundleFile:
    """Carry one file; ``subject_id`` is the act whose value names the file's SHA-256."""

    name: str
    media_type: str
    content: bytes
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Carry a countersigned checkpoint of the same tree and the key of its witness."""

    checkpoint: Checkpoint
    key: VerifyKey


class _Archive:
    """Add members to a ZIP file and note the hash of each for the manifest."""

    def __init__(self, target: zipfile.ZipFile) -> None:
        self._target = target
        self.members: dict[str, Json] = {}

    def add(self, name: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.members[name] = digest
        self._target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return digest

    def finish(self, manifest: dict[str, Json]) -> None:
        whole = {**manifest, "members": self.members}
        self._target.writestr(zipfile.ZipInfo("manifest.json"), canonical(whole))


def write_bundle(
    target: Path,
    *,
    court_no: int,
    acts: Iterable[BundleAct],
    files: Iterable[BundleFile] = (),
    witnessed: Sequence[Witnessed] = (),
    at: datetime,
    title: str = "",
) -> int:
    """Write the bundle of some acts of one court as a ZIP file, and give how many acts it has.

    Runs inside a scope that sees the court. A countersigned checkpoint in
    ``witnessed`` may be older than the latest: the bundle proves that they agree.

    :raises NotYetLogged: an act's leaf still waits for the sequencer.
    """
    checkpoint = latest_checkpoint(court_no)
    if checkpoint is None:
        raise _not_yet(court_no)
    with zipfile.ZipFile(target, "w") as archive_file:
        archive = _Archive(archive_file)
        lines, findings = _act_lines(court_no, acts, checkpoint)
        archive.add("acts.jsonl", _joined(lines))
        archive.add("findings.jsonl", _joined(findings))
        archive.add("checkpoint.txt", checkpoint.note.encode())
        archive.add("witnesses.jsonl", _joined(_witness_lines(checkpoint, witnessed)))
        file_list: list[Json] = [_add_file(archive, file) for file in files]
        archive.finish(
            {
                "format": FORMAT,
                "title": title,
                "court": court_no,
                "exported_at": at.isoformat(),
                "acts": len(lines),
                "files": file_list,
                "keys": {"log": _key(log_key()), "witnesses": [_key(w.key) for w in witnessed]},
            }
        )
    return len(lines)


def _act_lines(
    court_no: int, acts: Iterable[BundleAct], checkpoint: Checkpoint
) -> tuple[list[Json], list[Json]]:
    lines: list[Json] = []
    findings: list[Json] = []
    for chunk in _chunks(acts, 500):
        places = _places(court_no, chunk)
        for act in chunk:
            leaf = places.get((act.kind, act.subject_id))
            if leaf is None or leaf.index >= checkpoint.size:
                raise _not_yet(court_no, act.subject_id)
            lines.append(_act_line(act, leaf, checkpoint))
            findings += [_finding_line(act, finding) for finding in act.findings]
    return lines, findings


def _places(court_no: int, acts: Sequence[BundleAct]) -> dict[tuple[str, UUID], PlacedLeaf]:
    return {
        (kind, subject): leaf
        for kind in {act.kind for act in acts}
        for subject, leaf in find_leaves(
            court_no, kind, [act.subject_id for act in acts if act.kind == kind]
        ).items()
    }


def _act_line(act: BundleAct, leaf: PlacedLeaf, checkpoint: Checkpoint) -> Json:
    path = inclusion_proof(leaf.court_no, leaf.index, checkpoint.size)
    return {
        "index": leaf.index,
        "leaf": {
            "court": leaf.court_no,
            "kind": act.kind,
            "salt": leaf.salt.hex(),
            "subject": str(act.subject_id),
            "value": to_json(act.value),
        },
        "path": [base64.b64encode(step).decode() for step in path],
    }


def _finding_line(act: BundleAct, finding: Finding[object]) -> Json:
    return {
        "subject": str(act.subject_id),
        "rule": finding.rule,
        "version": finding.version,
        "on": finding.on.isoformat(),
        "inputs": to_json(finding.inputs),
        "input_hash": finding.input_hash,
    }


def _witness_lines(checkpoint: Checkpoint, witnessed: Sequence[Witnessed]) -> Iterator[Json]:
    for item in witnessed:
        older = item.checkpoint
        path = consistency_proof(older.court_no, older.size, checkpoint.size)
        yield {
            "key": item.key.name,
            "note": older.note,
            "path": [base64.b64encode(step).decode() for step in path],
        }


def _add_file(archive: _Archive, file: BundleFile) -> Json:
    digest = hashlib.sha256(file.content).hexdigest()
    member = f"files/{digest}"
    if member not in archive.members:
        archive.add(member, file.content)
    return {
        "member": member,
        "name": file.name,
        "media_type": file.media_type,
        "sha256": digest,
        "subject": str(file.subject_id) if file.subject_id else None,
    }


def _key(key: VerifyKey) -> Json:
    return {"name": key.name, "ed25519": base64.b64encode(key.public).decode()}


def _joined(lines: Iterable[Json]) -> bytes:
    return b"".join(canonical(line) + b"\n" for line in lines)


def _chunks(acts: Iterable[BundleAct], size: int) -> Iterator[list[BundleAct]]:
    rest = iter(acts)
    while chunk := list(islice(rest, size)):
        yield chunk


def _not_yet(court_no: int, subject: UUID | None = None) -> NotYetLogged:
    what = str(subject or court_no)
    return NotYetLogged(
        "LEAF_NOT_YET_PLACED",
        message_zh=f"记录 {what} 的存证尚未排入日志。",
        message_en=f"The leaf of {what} has no place in the log yet.",
        remedy_zh="请稍后再导出；如持续出现，请检查存证排序程序是否运行。",
        remedy_en="Export again in a moment; if this persists, see whether the sequencer runs.",
    )
