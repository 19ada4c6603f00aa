"""A deployment's own authority: a root made once, and a seal key for each court.

The hierarchy is two deep: root, then court. It proves that a document was sealed
with the key this deployment gave to that court; it does not replace a certificate
of a licensed provider, which is handed in as a ``SealKey`` in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class SealKey:
    """Hold a seal's private key and certificates, PEM; ``chain_pem`` leads to the root.

    The key is not shown when the object is printed.
    """

    key_pem: bytes = field(repr=False)
    certificate_pem: bytes
    chain_pem: bytes


def make_root(name: str, *, starts_at: datetime, ends_at: datetime) -> SealKey:
    """Make a root authority that signs the seals of a deployment's courts."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(name, "")
    builder = (
        _builder(subject, subject, key.public_key(), starts_at, ends_at)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_root=True), critical=True)
    )
    certificate = builder.sign(key, SHA256())
    pem = certificate.public_bytes(Encoding.PEM)
    return SealKey(_pem(key), pem, pem)


def issue_seal(
    root: SealKey, court_name: str, court_code: str, *, starts_at: datetime, ends_at: datetime
) -> SealKey:
    """Issue a court's seal key, certified by the root.

    :raises ValueError: the validity reaches beyond the root's own.
    """
    authority = x509.load_pem_x509_certificate(root.certificate_pem)
    within = authority.not_valid_before_utc <= starts_at <= ends_at
    if not (within and ends_at <= authority.not_valid_after_utc):
        raise ValueError("a seal cannot be valid outside the validity of its root")
    signing = private_key(root)
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(
            _named(court_name, court_code), authority.subject, key.public_key(), starts_at, ends_at
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_root=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()),
            critical=False,
        )
    )
    certificate = builder.sign(signing, SHA256())
    return SealKey(_pem(key), certificate.public_bytes(Encoding.PEM), root.certificate_pem)


def _named(name: str, code: str) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64]),
        x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
    ]
    if code:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, code))
    return x509.Name(parts)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    starts_at: datetime,
    ends_at: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts_at)
        .not_valid_after(ends_at)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def private_key(seal: SealKey) -> ec.EllipticCurvePrivateKey:
    """Load a seal's private key.

    :raises ValueError: it is not a key on an elliptic curve.
    """
    key = load_pem_private_key(seal.key_pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("a seal's key must be an elliptic-curve key (P-256)")
    return key
