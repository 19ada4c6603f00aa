"""Seals and opens what this room keeps secret, and indexes numbers blindly."""

from __future__ import annotations

import json
from dataclasses import asdict
from uuid import UUID

from zhixing.parties.identity import IdKind
from zhixing.parties.values import Contact
from zhixing.platform.crypto.vault import Vault, vault

Sealed = bytes | memoryview
"""A sealed value as the database gives it."""

PARTY, ACCOUNT = "parties_party", "parties_account"


def index_of(id_kind: IdKind, number: str) -> str:
    """Give the blind index of a number in its one form, to be stored; an empty number has none."""
    return vault().index(id_kind.value, number) if number else ""


def indexes_of(id_kind: IdKind, number: str, keys: Vault | None = None) -> tuple[str, ...]:
    """Give the blind indexes of a number under every live key, the newest first.

    All rooms that match people by number, and the party's own scope, use these.
    """
    return (keys or vault()).indexes(id_kind.value, number) if number else ()


def indexes_of_account(account: str, keys: Vault | None = None) -> tuple[str, ...]:
    """Give the blind indexes of an account number, the newest first."""
    return (keys or vault()).indexes("ACCOUNT", account)


def index_key() -> int:
    """Give the number of the key under which new rows are indexed."""
    return vault().newest_index


def seal_number(party: UUID, number: str) -> bytes:
    """Seal a party's number for its row."""
    return vault().seal(PARTY, "number", party, number) if number else b""


def open_number(party: UUID, sealed: Sealed, keys: Vault | None = None) -> str:
    """Open a party's number."""
    return (keys or vault()).open(PARTY, "number", party, bytes(sealed)) if sealed else ""


def seal_contact(party: UUID, contact: Contact) -> bytes:
    """Seal how a party is reached, as one value."""
    if contact == Contact():
        return b""
    text = json.dumps(asdict(contact), ensure_ascii=False)
    return vault().seal(PARTY, "contact", party, text)


def open_contact(party: UUID, sealed: Sealed) -> Contact:
    """Open how a party is reached."""
    if not sealed:
        return Contact()
    return Contact(**json.loads(vault().open(PARTY, "contact", party, bytes(sealed))))


def seal_account(row: UUID, account: str) -> bytes:
    """Seal an account number for its row."""
    return vault().seal(ACCOUNT, "account", row, account)


def open_account(row: UUID, sealed: Sealed, keys: Vault | None = None) -> str:
    """Open an account number."""
    return (keys or vault()).open(ACCOUNT, "account", row, bytes(sealed))
