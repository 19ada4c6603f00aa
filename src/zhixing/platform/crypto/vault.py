"""The vault seals text and files under the data keys and indexes numbers blindly.

A sealed value says with its first byte which key sealed it, so that two keys live
side by side while rows move to the newer one. It opens only in the table, column
and row it was sealed for. The blind index is a keyed hash of the normalised
number under a key of its own: equal numbers meet, and nothing can be read back.
Index keys are numbered too: rows are indexed under the newest, and looked up under
every key that is held, until none is left under an older one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
SUBJECT_KEY = 0
"""The first byte of what a subject's own key sealed."""

_DATA_KEY = re.compile(r"data_key_(\d{1,3})")
_INDEX_KEY = re.compile(r"index_key(?:_(\d{1,3}))?")
_DECORATION = re.compile(r"[\s\-\u00b7._()]+")


class Unopenable(ValueError):
    """Tell that a sealed value is damaged, or stands in another place than it was sealed for."""


class KeyMissing(LookupError):
    """Tell that the vault does not hold the key a value asks for."""


class Sealer(Protocol):
    """Seal and open bytes for one place: the vault, or a subject's own key."""

    def seal_bytes(self, table: str, column: str, row_id: UUID | str, content: bytes) -> bytes: ...

    def open_bytes(self, table: str, column: str, row_id: UUID | str, sealed: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Vault:
    """Hold the data keys and the index keys, each by number."""

    data_keys: Mapping[int, AESGCM]
    index_keys: Mapping[int, bytes]

    @classmethod
    def of_secrets(cls, given: Mapping[str, str]) -> Vault:
        """Read ``data_key_1`` … ``data_key_255``, ``index_key`` (number 1) and ``index_key_2`` ….

        Each is 32 bytes in base64.

        :raises KeyMissing: there is no data key or no index key, or one has another length.
        """
        keys = {
            int(match[1]): AESGCM(_key(name, text))
            for name, text in given.items()
            if (match := _DATA_KEY.fullmatch(name))
        }
        index_keys = {
            int(match[1] or 1): _key(name, text)
            for name, text in sorted(given.items())
            if (match := _INDEX_KEY.fullmatch(name))
        }
        if not keys or not index_keys:
            raise KeyMissing("the secrets need data_key_1 and index_key")
        if not all(1 <= number <= 255 for number in (*keys, *index_keys)):
            raise KeyMissing("keys are numbered 1 to 255")
        return cls(keys, index_keys)

    @property
    def newest(self) -> int:
        """Give the number of the key under which new values are sealed."""
        return max(self.data_keys)

    @property
    def newest_index(self) -> int:
        """Give the number of the key under which new values are indexed."""
        return max(self.index_keys)

    def seal(self, table: str, column: str, row_id: UUID | str, text: str) -> bytes:
        """Seal a text for one column of one row."""
        return self.seal_bytes(table, column, row_id, text.encode())

    def open(self, table: str, column: str, row_id: UUID | str, sealed: bytes) -> str:
        """Open a text where it was sealed.

        :raises Unopenable: the value was changed or moved from its place.
        :raises KeyMissing: its key is not held.
        """
        return self.open_bytes(table, column, row_id, sealed).decode()

    def seal_bytes(self, table: str, column: str, row_id: UUID | str, content: bytes) -> bytes:
        """Seal bytes for one column of one row under the newest key."""
        number = self.newest
        return seal_with(self.data_keys[number], number, place(table, column, row_id), content)

    def open_bytes(self, table: str, column: str, row_id: UUID | str, sealed: bytes) -> bytes:
        """Open bytes where they were sealed; raises as ``open`` does."""
        number = bytes(sealed[:1])
        if not number or number[0] not in self.data_keys:
            raise KeyMissing(f"no data key {number.hex() or 'named'} for {table}.{column} {row_id}")
        return open_with(self.data_keys[number[0]], place(table, column, row_id), sealed)

    def index(self, kind: str, number: str) -> str:
        """Give the blind index of a number of a kind (``ID_CARD``, ``ACCOUNT`` …), to be stored."""
        return self.indexes(kind, number)[0]

    def indexes(self, kind: str, number: str) -> tuple[str, ...]:
        """Give its blind indexes under every key held, the newest first, to be looked up."""
        text = f"{kind}|{normalised(number)}".encode()
        newest = self.newest_index
        numbers = (newest, *sorted(self.index_keys.keys() - {newest}, reverse=True))
        return tuple(
            hmac.new(self.index_keys[n], text, hashlib.sha256).hexdigest() for n in numbers
        )


def normalised(number: str) -> str:
    """Give the one form of a number: full-width folded, separators dropped, upper case.

    >>> normalised(" 33０8-0219 900101 123x ")
    '33080219900101123X'
    """
    return _DECORATION.sub("", unicodedata.normalize("NFKC", number)).upper()


def place(table: str, column: str, row_id: UUID | str) -> bytes:
    """Give the associated data that binds a sealed value to its place."""
    return f"{table}|{column}|{row_id}".encode()


def seal_with(key: AESGCM, mark: int, bound_to: bytes, content: bytes) -> bytes:
    """Seal bytes under a key: mark, nonce, ciphertext with its tag."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    head = bytes([mark])
    return head + nonce + key.encrypt(nonce, content, head + bound_to)


def open_with(key: AESGCM, bound_to: bytes, sealed: bytes) -> bytes:
    """Open what ``seal_with`` sealed.

    :raises Unopenable: it was changed or moved.
    """
    data = bytes(sealed)
    head, nonce, rest = data[:1], data[1 : 1 + NONCE_BYTES], data[1 + NONCE_BYTES :]
    try:
        return key.decrypt(nonce, rest, head + bound_to)
    except (InvalidTag, ValueError):
        raise Unopenable(f"cannot open {bound_to.decode()}: changed or out of place") from None


@cache
def vault() -> Vault:
    """Give the vault of this process, made once from the settings' secrets."""
    from django.conf import settings

    return Vault.of_secrets(settings.SECRETS)


def _key(name: str, text: str) -> bytes:
    key = base64.b64decode(text)
    if len(key) != 32:
        raise KeyMissing(f"{name} must be 32 bytes in base64, not {len(key)}")
    return key
