"""Signed checkpoints as text: the note form and the witness's cosignature of C2SP.

A checkpoint says *this court's tree has this many leaves and this root*. It is a
few lines a person can read and any tool can check::

    zhixing/court/1201
    42
    <root, base64>
    time 2017-03-14T01:00:00Z

    — zhixing-log <key hash and signature, base64>
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

LOG_KEY_NAME = "zhixing-log"
ED25519, COSIGNATURE = b"\x01", b"\x04"


class Unsigned(ValueError):
    """Tell that a checkpoint is malformed or carries no valid signature of the key asked for."""


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """Name a public key that signs checkpoints."""

    name: str
    public: bytes

    def key_hash(self, algorithm: bytes = ED25519) -> bytes:
        """Give the four bytes by which a signature line names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + algorithm + self.public).digest()[:4]

    def accepts(self, signature: bytes, message: bytes) -> bool:
        """Say whether this key made a signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SignKey:
    """Hold a private key and the name under which it signs."""

    name: str
    private: Ed25519PrivateKey

    @classmethod
    def of_text(cls, name: str, seed: str) -> SignKey:
        """Read a key from its 32 bytes in base64."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed)))

    @property
    def verify_key(self) -> VerifyKey:
        """Give the public half."""
        return VerifyKey(self.name, self.private.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Carry what a signed note states, with the note itself."""

    court_no: int
    size: int
    root: bytes
    at: datetime
    note: str

    @property
    def body(self) -> str:
        """Give the signed lines of the note."""
        return self.note.partition("\n\n")[0] + "\n"


def origin(court_no: int) -> str:
    """Name a court's tree."""
    return f"zhixing/court/{court_no}"


def sign_checkpoint(
    key: SignKey, court_no: int, size: int, root: bytes, at: datetime
) -> Checkpoint:
    """Write and sign the note of a tree as it stands at an instant."""
    root_text = base64.b64encode(root).decode()
    body = f"{origin(court_no)}\n{size}\n{root_text}\ntime {_instant(at)}\n"
    note = f"{body}\n{_line(key.verify_key, ED25519, key.private.sign(body.encode()))}"
    return read_checkpoint(note)


def read_checkpoint(note: str) -> Checkpoint:
    """Read a note's statement; its signatures are not checked here.

    :raises Unsigned: the text is no checkpoint of ours.
    """
    lines = note.partition("\n\n")[0].split("\n")
    try:
        name, size, root, time = lines
        prefix, _, court_no = name.rpartition("/")
        if prefix != "zhixing/court" or not time.startswith("time ") or not size.isascii():
            raise Unsigned(f"not a checkpoint of ours: {name[:80]}")
        at = datetime.fromisoformat(time[5:])
        root_hash = base64.b64decode(root, validate=True)
        return Checkpoint(int(court_no), int(size), root_hash, at, note)
    except (ValueError, binascii.Error) as error:
        raise Unsigned(f"not a checkpoint: {error}") from None


def require_signature(checkpoint: Checkpoint, key: VerifyKey) -> None:
    """Check that a key signed the checkpoint.

    :raises Unsigned: no line of that key, or its signature is not over this text.
    """
    for blob in _signatures(checkpoint.note, key, ED25519):
        if key.accepts(blob, checkpoint.body.encode()):
            return
    raise Unsigned(f"{origin(checkpoint.court_no)}: no valid signature of {key.name}")


def cosign(checkpoint: Checkpoint, key: SignKey, at: datetime) -> str:
    """Give the note with a witness's timestamped counter-signature appended."""
    seconds = int(at.timestamp())
    signature = key.private.sign(_witnessed(checkpoint, seconds))
    blob = seconds.to_bytes(8, "big") + signature
    return checkpoint.note + _line(key.verify_key, COSIGNATURE, blob)


def find_cosignature(checkpoint: Checkpoint, key: VerifyKey) -> datetime | None:
    """Give the instant at which a witness countersigned, or None if it did not validly."""
    for blob in _signatures(checkpoint.note, key, COSIGNATURE):
        seconds = int.from_bytes(blob[:8], "big")
        if key.accepts(blob[8:], _witnessed(checkpoint, seconds)):
            return datetime.fromtimestamp(seconds, UTC)
    return None


def _witnessed(checkpoint: Checkpoint, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{checkpoint.body}".encode()


def _line(key: VerifyKey, algorithm: bytes, blob: bytes) -> str:
    return f"— {key.name} {base64.b64encode(key.key_hash(algorithm) + blob).decode()}\n"


def _signatures(note: str, key: VerifyKey, algorithm: bytes) -> list[bytes]:
    found = []
    for line in note.partition("\n\n")[2].splitlines():
        dash, _, rest = line.partition(" ")
        name, _, text = rest.partition(" ")
        if dash == "—" and name == key.name:
            try:
                blob = base64.b64decode(text, validate=True)
            except binascii.Error:
                continue
            if blob[:4] == key.key_hash(algorithm):
                found.append(blob[4:])
    return found


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
