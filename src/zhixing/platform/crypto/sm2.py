"""Checks SM2 signatures over the recommended curve, with SM3 (GB/T 32918.2 and .5, GM/T 0009).

Only checking is here, which handles no secret: the platform itself signs with Ed25519.
SM3 comes from the cryptography library, the arithmetic of the curve is twenty lines.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives import hashes

P: Final = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A: Final = P - 3
B: Final = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N: Final = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G: Final = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
DEFAULT_ID: Final = b"1234567812345678"
"""The identity of a signer that names none (GM/T 0009)."""
SIZE: Final = 32
Point = tuple[int, int]
_Jacobian = tuple[int, int, int]


def read_point(public_key: bytes) -> Point:
    """Read an uncompressed public key, with or without its leading 04.

    :raises ValueError: no point of the curve.
    """
    raw = public_key[1:] if len(public_key) == 2 * SIZE + 1 and public_key[0] == 4 else public_key
    if len(raw) != 2 * SIZE:
        raise ValueError("an SM2 public key has 64 bytes, or 65 with a leading 04")
    x, y = int.from_bytes(raw[:SIZE], "big"), int.from_bytes(raw[SIZE:], "big")
    if x >= P or y >= P or (y * y - (x * x * x + A * x + B)) % P:
        raise ValueError("the SM2 public key is no point of the curve")
    return x, y


def digest(public: Point, message: bytes, identity: bytes = DEFAULT_ID) -> int:
    """Give the digest e that an SM2 signature is made over: SM3 of Z and the message."""
    z = (8 * len(identity)).to_bytes(2, "big") + identity
    z += b"".join(n.to_bytes(SIZE, "big") for n in (A, B, *G, *public))
    return int.from_bytes(_sm3(_sm3(z) + message), "big")


def is_valid(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether a signature (r and s, 32 bytes each) was made by the holder of a key."""
    if len(signature) != 2 * SIZE:
        return False
    r, s = int.from_bytes(signature[:SIZE], "big"), int.from_bytes(signature[SIZE:], "big")
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N) or t == 0:
        return False
    public = read_point(public_key)
    point = _plain(_add(_times(s, G), _times(t, public)))
    return point is not None and (digest(public, message) + point[0]) % N == r


def _sm3(data: bytes) -> bytes:
    hashing = hashes.Hash(hashes.SM3())
    hashing.update(data)
    return hashing.finalize()


def _times(k: int, point: Point) -> _Jacobian:
    total, step = (1, 1, 0), (*point, 1)
    while k:
        if k & 1:
            total = _add(total, step)
        step = _double(step)
        k >>= 1
    return total


def _double(p: _Jacobian) -> _Jacobian:
    x, y, z = p
    if not y or not z:
        return (1, 1, 0)
    yy = y * y % P
    s, m = 4 * x * yy % P, (3 * x * x + A * pow(z, 4, P)) % P
    nx = (m * m - 2 * s) % P
    return nx, (m * (s - nx) - 8 * yy * yy) % P, 2 * y * z % P


def _add(p: _Jacobian, q: _Jacobian) -> _Jacobian:
    if not p[2]:
        return q
    if not q[2]:
        return p
    zz1, zz2 = p[2] * p[2] % P, q[2] * q[2] % P
    u1, u2 = p[0] * zz2 % P, q[0] * zz1 % P
    s1, s2 = p[1] * zz2 * q[2] % P, q[1] * zz1 * p[2] % P
    if u1 == u2:
        return _double(p) if s1 == s2 else (1, 1, 0)
    h, r = (u2 - u1) % P, (s2 - s1) % P
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x = (r * r - hhh - 2 * v) % P
    return x, (r * (v - x) - s1 * hhh) % P, h * p[2] * q[2] % P


def _plain(p: _Jacobian) -> Point | None:
    if not p[2]:
        return None
    inverse = pow(p[2], -1, P)
    squared = inverse * inverse % P
    return p[0] * squared % P, p[1] * squared * inverse % P
