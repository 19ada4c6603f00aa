"""Seals and opens what this room keeps secret, and indexes numbers blindly."""

from __future__ import annotations

import json
from dataclasses import asdict
from uuid import UUID

from zhixing.parties.identity import IdKind
from zhixing.parties.values import Contact
from zhixing.platform.crypto.vault import vault

Sealed = bytes | memoryview
"""A sealed value as the database gives it."""

PARTY, ACCOUNT = "parties_party", "parties_account"


def index_of(id_kind: IdKind, number: str) -> str:
    """Give the blind index of a number in its one form; an empty number has none.

    All rooms that match people by number, and the party's own scope, use this index.
    """
    return vault().index(id_kind.value, number) if number else ""


def index_of_account(account: str) -> str:
    """Give the blind index of an account number."""
    return vault().index("ACCOUNT", account)


def seal_number(party: UUID, number: str) -> bytes:
    """Seal a party's number for its row."""
    return vault().seal(PARTY, "number", party, number) if number else b""


def open_number(party: UUID, sealed: Sealed) -> str:
    """Open a party's number."""
    return vault().open(PARTY, "number", party, bytes(sealed)) if sealed else ""


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


def open_account(row: UUID, sealed: Sealed) -> str:
    """Open an account number."""
    return vault().open(ACCOUNT, "account", row, bytes(sealed))
