"""The signature's message (CMS SignedData, RFC 5652; CAdES signing certificate, RFC 5035).

Written straight as DER: of a message of some 1,500 bytes only the digest and the
signature differ from one document to the next, so the rest is built once.
"""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

_OID_DATA = bytes.fromhex("06092a864886f70d010701")
_OID_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_OID_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_OID_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_OID_SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256 = bytes.fromhex("300b0609608648016503040201")
_ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
_VERSION_1 = bytes.fromhex("020101")
_INTEGER, _OCTETS, _SEQUENCE, _SET = 0x02, 0x04, 0x30, 0x31
_TAG_0, _TAG_4 = 0xA0, 0xA4


def der(tag: int, *parts: bytes) -> bytes:
    """Write one DER value: its tag, its length, its contents.

    >>> der(0x04, b"ab").hex(), der(0x04, b"a" * 200)[:3].hex()
    ('04026162', '0481c8')
    """
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


class MessageWriter:
    """Write the signed message for one key and its certificates."""

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        chain: tuple[x509.Certificate, ...],
    ) -> None:
        encoded = certificate.public_bytes(Encoding.DER)
        issuer = certificate.issuer.public_bytes()
        serial = der(_INTEGER, _positive(certificate.serial_number))
        named = der(
            _SEQUENCE,
            der(_OCTETS, hashlib.sha256(encoded).digest()),
            der(_SEQUENCE, der(_SEQUENCE, der(_TAG_4, issuer)), serial),
        )
        self._key = key
        self._content_type = _attribute(_OID_CONTENT_TYPE, _OID_DATA)
        self._signing_certificate = _attribute(
            _OID_SIGNING_CERTIFICATE_V2, der(_SEQUENCE, der(_SEQUENCE, named))
        )
        self._identifier = der(_SEQUENCE, issuer, serial)
        self._head = b"".join(
            (
                _VERSION_1,
                der(_SET, _SHA256),
                der(_SEQUENCE, _OID_DATA),
                der(_TAG_0, encoded, *(c.public_bytes(Encoding.DER) for c in chain)),
            )
        )

    def write(self, digest: bytes) -> bytes:
        """Write the message for a document with this SHA-256 digest."""
        attributes = b"".join(
            sorted(
                (
                    self._content_type,
                    _attribute(_OID_MESSAGE_DIGEST, der(_OCTETS, digest)),
                    self._signing_certificate,
                )
            )
        )
        signature = self._key.sign(der(_SET, attributes), ec.ECDSA(SHA256()))
        signer = der(
            _SEQUENCE,
            _VERSION_1,
            self._identifier,
            _SHA256,
            der(_TAG_0, attributes),
            _ECDSA_WITH_SHA256,
            der(_OCTETS, signature),
        )
        signed = der(_SEQUENCE, self._head, der(_SET, signer))
        return der(_SEQUENCE, _OID_SIGNED_DATA, der(_TAG_0, signed))


def _attribute(oid: bytes, value: bytes) -> bytes:
    return der(_SEQUENCE, oid, der(_SET, value))


def _positive(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")
