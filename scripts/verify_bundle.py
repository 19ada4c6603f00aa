#!/usr/bin/env python3
"""Verify an evidence bundle of a court's log, without the court's programs.

Needs Python 3.11 and the package ``cryptography``; imports nothing else. Usage::

    python verify_bundle.py BUNDLE.zip [--log-key BASE64] [--witness-key NAME=BASE64]

BUNDLE may also be a folder with the same members. Keys come from the bundle
itself unless they are given: give the log's key as the court publishes it, and
the witness's as the witness publishes it, else the bundle only proves that it
agrees with itself. The exit status is 0 if everything holds, 1 if not.
The format is described in docs/reference/bundle.md.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Read = Callable[[str], bytes]


class Fault(Exception):
    """Name one thing in the bundle that does not hold."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Verify an evidence bundle. 核验证据包。")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--log-key", default="", help="the log's public key in base64")
    parser.add_argument("--witness-key", action="append", default=[], metavar="NAME=BASE64")
    given = parser.parse_args()
    witnesses = dict(text.split("=", 1) for text in given.witness_key)
    faults, notes = verify(reader(given.bundle), given.log_key, witnesses)
    for line in notes:
        sys.stdout.write(f"note: {line}\n")
    for line in faults:
        sys.stdout.write(f"FAULT: {line}\n")
    verdict = f"核验失败 NOT VERIFIED ({len(faults)})" if faults else "核验通过 VERIFIED"
    sys.stdout.write(f"{verdict}\n")
    return 1 if faults else 0


def verify(read: Read, log_key: str, witnesses: dict[str, str]) -> tuple[list[str], list[str]]:
    """Check every member; give the faults and the notes."""
    faults: list[str] = []
    notes: list[str] = []
    try:
        manifest = json.loads(read("manifest.json"))
        if manifest.get("format") != "zhixing-bundle/1":
            raise Fault(f"unknown format {manifest.get('format')!r}")
        faults += check_members(read, manifest)
        key = manifest["keys"]["log"]
        if not log_key:
            notes.append(f"log key taken from the bundle itself: {key['ed25519']}")
        size, root = check_checkpoint(
            read("checkpoint.txt").decode(),
            manifest["court"],
            key["name"],
            log_key or key["ed25519"],
        )
        acts = check_acts(read, manifest, size, root, faults)
        check_findings(read, acts, faults)
        check_files(manifest, acts, faults, notes)
        check_witnesses(
            read, manifest, witnesses, (size, root), log_key or key["ed25519"], faults, notes
        )
        notes.append(f"court {manifest['court']}: {len(acts)} acts in a tree of {size} leaves")
    except (Fault, KeyError, TypeError, ValueError, OSError) as error:
        faults.append(f"{type(error).__name__}: {error}")
    return faults, notes


def reader(path: Path) -> Read:
    """Give a function that reads a member of a folder or a ZIP file."""
    if path.is_dir():
        return lambda name: (path / name).read_bytes()
    archive = zipfile.ZipFile(path)
    return archive.read


def check_members(read: Read, manifest: dict[str, Any]) -> list[str]:
    """Compare every member with the hash the manifest states."""
    faults = []
    for name, stated in sorted(manifest["members"].items()):
        if name.startswith("/") or ".." in name.split("/"):
            raise Fault(f"{name}: a member must lie inside the bundle")
        if hashlib.sha256(read(name)).hexdigest() != stated:
            faults.append(f"{name}: its SHA-256 is not the one in the manifest")
    return faults


def check_checkpoint(note: str, court: int, name: str, key: str) -> tuple[int, bytes]:
    """Check the log's signature; give the tree's size and root."""
    body, _, signatures = note.partition("\n\n")
    body += "\n"
    public = base64.b64decode(key)
    for blob in signature_blobs(signatures, name, public, b"\x01"):
        if signed(public, blob, body.encode()):
            origin, size, root = body.split("\n")[:3]
            if origin != f"zhixing/court/{court}":
                raise Fault(f"the checkpoint is of {origin}, not of court {court}")
            return int(size), base64.b64decode(root)
    raise Fault(f"the checkpoint carries no valid signature of {name}")


def check_acts(
    read: Read, manifest: dict[str, Any], size: int, root: bytes, faults: list[str]
) -> dict[str, bytes]:
    """Lead every act to the signed root; give each act's canonical value by its subject."""
    acts: dict[str, bytes] = {}
    for number, line in enumerate(json_lines(read("acts.jsonl")), 1):
        leaf = line["leaf"]
        where = f"acts.jsonl line {number}, {leaf['kind']} {leaf['subject']}"
        if leaf["court"] != manifest["court"]:
            faults.append(f"{where}: belongs to court {leaf['court']}")
        path = [base64.b64decode(step) for step in line["path"]]
        digest = hashlib.sha256(b"\x00" + canonical(leaf)).digest()
        if not included(digest, line["index"], size, path, root):
            faults.append(f"{where}: does not lead to the signed root; it was altered")
        if leaf["subject"] in acts:
            faults.append(f"{where}: stands in the bundle twice")
        acts[leaf["subject"]] = canonical(leaf["value"])
    if len(acts) != manifest["acts"]:
        faults.append(f"the manifest states {manifest['acts']} acts, the bundle has {len(acts)}")
    return acts


def check_findings(read: Read, acts: dict[str, bytes], faults: list[str]) -> None:
    """Compute every finding's input hash again and look for it in its act."""
    for number, line in enumerate(json_lines(read("findings.jsonl")), 1):
        where = f"findings.jsonl line {number}, rule {line['rule']}"
        parts = [line["rule"], line["version"], line["on"], line["inputs"]]
        digest = hashlib.sha256(canonical(parts)).hexdigest()
        if digest != line["input_hash"]:
            faults.append(f"{where}: its inputs do not give its input hash")
        if digest.encode() not in acts.get(line["subject"], b""):
            faults.append(f"{where}: act {line['subject']} does not name this input hash")


def check_files(
    manifest: dict[str, Any], acts: dict[str, bytes], faults: list[str], notes: list[str]
) -> None:
    """Tie every file to the act that names its hash."""
    for file in manifest["files"]:
        digest, subject = file["sha256"], file["subject"]
        if manifest["members"].get(file["member"]) != digest:
            faults.append(f"{file['name']}: its member has another SHA-256")
        if subject is None:
            notes.append(f"{file['name']}: no act is stated for it; only its hash was checked")
        elif digest.encode() not in acts.get(subject, b""):
            faults.append(f"{file['name']}: act {subject} does not name its SHA-256")


def check_witnesses(
    read: Read,
    manifest: dict[str, Any],
    witnesses: dict[str, str],
    tree: tuple[int, bytes],
    log_key: str,
    faults: list[str],
    notes: list[str],
) -> None:
    """Check countersignatures, and that what they cover is the beginning of this tree."""
    stated = {key["name"]: key["ed25519"] for key in manifest["keys"]["witnesses"]}
    met = set()
    for line in json_lines(read("witnesses.jsonl")):
        name, note = line["key"], line["note"]
        public = base64.b64decode(witnesses.get(name) or stated[name])
        log_name = manifest["keys"]["log"]["name"]
        size, root = check_checkpoint(note, manifest["court"], log_name, log_key)
        path = [base64.b64decode(step) for step in line["path"]]
        if not cosigned(note, name, public):
            faults.append(f"witness {name}: its countersignature is not valid")
        elif not continues(size, tree[0], root, tree[1], path):
            faults.append(f"witness {name}: saw another tree at {size} leaves")
        else:
            met.add(name)
            notes.append(f"witness {name} countersigned {size} leaves")
    faults += [f"witness {name}: no valid countersignature" for name in witnesses.keys() - met]


def cosigned(note: str, name: str, public: bytes) -> bool:
    body, _, signatures = note.partition("\n\n")
    for blob in signature_blobs(signatures, name, public, b"\x04"):
        seconds = int.from_bytes(blob[:8], "big")
        if signed(public, blob[8:], f"cosignature/v1\ntime {seconds}\n{body}\n".encode()):
            return True
    return False


def signature_blobs(lines: str, name: str, public: bytes, algorithm: bytes) -> Iterator[bytes]:
    """Give what a key's signature lines carry after the four bytes that name the key."""
    mark = hashlib.sha256(name.encode() + b"\n" + algorithm + public).digest()[:4]
    for line in lines.splitlines():
        if line.startswith(f"— {name} "):
            blob = base64.b64decode(line.rsplit(" ", 1)[1])
            if blob[:4] == mark:
                yield blob[4:]


def signed(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Follow an audit path (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, edge, current = index, size - 1, leaf
    for sibling in path:
        if edge == 0:
            return False
        if position & 1 or position == edge:
            current = parent(sibling, current)
            while not position & 1 and position:
                position, edge = position >> 1, edge >> 1
        else:
            current = parent(current, sibling)
        position, edge = position >> 1, edge >> 1
    return edge == 0 and current == root


def continues(first: int, second: int, old_root: bytes, root: bytes, path: list[bytes]) -> bool:
    """Follow a consistency proof (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not path and old_root == root
    if not 0 < first < second or not path:
        return False
    rest = [old_root, *path] if first & (first - 1) == 0 else list(path)
    position, edge = first - 1, second - 1
    while position & 1:
        position, edge = position >> 1, edge >> 1
    old = new = rest[0]
    for sibling in rest[1:]:
        if edge == 0:
            return False
        if position & 1 or position == edge:
            old, new = parent(sibling, old), parent(sibling, new)
            while not position & 1 and position:
                position, edge = position >> 1, edge >> 1
        else:
            new = parent(new, sibling)
        position, edge = position >> 1, edge >> 1
    return edge == 0 and old == old_root and new == root


def parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def json_lines(content: bytes) -> Iterator[Any]:
    return (json.loads(line) for line in content.splitlines() if line)


def canonical(value: Any) -> bytes:
    """Give the canonical JSON (RFC 8785) of a value without fractional numbers."""
    return _text(value).encode()


def _text(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, float) or (type(value) is int and abs(value) >= 2**53):
        raise Fault(f"{value!r} has no place in a bundle: numbers are whole and below 2^53")
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
