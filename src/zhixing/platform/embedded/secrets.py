"""The installation's keys: made at the first start, never replaced, never in a backup.

A laptop keeps them in ``secrets.json`` (mode 0600) in the state directory.
Production sets ``ZX_SECRET_<NAME>`` in the environment instead, from its own
key store; a variable always wins over the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from zhixing.platform.embedded.paths import write_private_json

FILE_NAME = "secrets.json"


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _court_ca() -> str:
    """Make the private key of the demonstration courts' certificate authority (PEM, P-256)."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


MAKERS: Mapping[str, Callable[[], str]] = {
    "django_secret_key": lambda: secrets.token_urlsafe(50),
    "data_key_1": _key,
    "index_key": _key,
    "log_signing_key": _key,
    "wire_signing_key": _key,
    "court_ca_key": _court_ca,
}


def ensure_secrets(state: Path) -> Path:
    """Make the keys that are missing and give back the file that holds them all."""
    path = state / FILE_NAME
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in MAKERS if name not in known and not _has_later(name, known)]
    if missing:
        known |= {name: MAKERS[name]() for name in missing}
        write_private_json(path, known)
    return path


def _has_later(name: str, known: Mapping[str, str]) -> bool:
    """Say whether a numbered key was taken away after a later one took its place."""
    if name not in ("data_key_1", "index_key"):
        return False
    return any(key.startswith(name.removesuffix("_1") + "_") for key in known)


def read_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """Read the keys as a process sees them: from its environment first, else from the file."""
    path = environ.get("ZX_SECRETS", "")
    known: dict[str, str] = json.loads(Path(path).read_text()) if path else {}
    prefix = "ZX_SECRET_"
    given = {k[len(prefix) :].lower(): v for k, v in environ.items() if k.startswith(prefix)}
    return {**known, **given}


def key_fingerprints(known: Mapping[str, str]) -> dict[str, str]:
    """Name keys without telling them, so that a restore can see whether it has the right ones."""
    return {
        name: hashlib.sha256(f"zhixing key name:{name}:{value}".encode()).hexdigest()[:16]
        for name, value in sorted(known.items())
        if name != "django_secret_key"
    }
