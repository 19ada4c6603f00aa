"""Detached signatures over bytes: checked by a public key, made with Ed25519.

Two algorithms are known by the names used on the wire: ``Ed25519`` and ``SM2-SM3``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from zhixing.platform.crypto import sm2

ED25519: Final = "Ed25519"
SM2: Final = "SM2-SM3"
ALGORITHMS: Final = (ED25519, SM2)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Hold a public key under the name its holder gives it."""

    key_id: str
    algorithm: str
    public: bytes

    def check(self) -> None:
        """Check that the bytes are a key of the algorithm.

        :raises ValueError: they are not.
        """
        if self.algorithm == ED25519:
            Ed25519PublicKey.from_public_bytes(self.public)
        elif self.algorithm == SM2:
            sm2.read_point(self.public)
        else:
            raise ValueError(f"no algorithm {self.algorithm!r}")

    def accepts(self, signature: bytes, message: bytes) -> bool:
        """Say whether the key's holder made a signature over a message."""
        if self.algorithm == SM2:
            return sm2.is_valid(self.public, signature, message)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """Hold a private Ed25519 key and the name under which it signs."""

    key_id: str
    private: Ed25519PrivateKey

    @classmethod
    def of_seed(cls, key_id: str, seed: bytes) -> Signer:
        """Make a signer from the 32 bytes of its private key."""
        return cls(key_id, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public_key(self) -> PublicKey:
        """Give the public half."""
        return PublicKey(self.key_id, ED25519, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Sign a message."""
        return self.private.sign(message)
