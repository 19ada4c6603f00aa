"""SM2 against the example of its own standard, and both algorithms under one name."""

from __future__ import annotations

import pytest

from zhixing.platform.crypto import sm2
from zhixing.platform.crypto.detached import ED25519, SM2, PublicKey, Signer

PUBLIC = bytes.fromhex(
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)
MESSAGE = b"message digest"


def test_the_example_of_the_standard():
    """GB/T 32918.5-2017, annex A.2: the digest e and the signature of "message digest"."""
    e = sm2.digest(sm2.read_point(PUBLIC), MESSAGE)
    assert f"{e:064X}" == "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640"
    assert sm2.is_valid(PUBLIC, SIGNATURE, MESSAGE)
    assert sm2.is_valid(b"\x04" + PUBLIC, SIGNATURE, MESSAGE)


@pytest.mark.parametrize("at", [0, 31, 32, 63])
def test_one_altered_byte_is_noticed(at):
    altered = bytearray(SIGNATURE)
    altered[at] ^= 1
    assert not sm2.is_valid(PUBLIC, bytes(altered), MESSAGE)
    assert not sm2.is_valid(PUBLIC, SIGNATURE, MESSAGE + b".")


def test_signatures_outside_the_order_are_refused():
    zero, order = bytes(32), sm2.N.to_bytes(32, "big")
    assert not sm2.is_valid(PUBLIC, zero + SIGNATURE[32:], MESSAGE)
    assert not sm2.is_valid(PUBLIC, SIGNATURE[:32] + order, MESSAGE)
    assert not sm2.is_valid(PUBLIC, SIGNATURE[:40], MESSAGE)


def test_a_point_off_the_curve_is_no_key():
    with pytest.raises(ValueError, match="no point"):
        sm2.read_point(PUBLIC[:-1] + b"\x00")
    with pytest.raises(ValueError, match="64 bytes"):
        PublicKey("k", SM2, PUBLIC[:10]).check()


def test_both_algorithms_under_one_name():
    signer = Signer.of_seed("k1", bytes(range(32)))
    assert signer.public_key.accepts(signer.sign(b"x"), b"x")
    assert not signer.public_key.accepts(signer.sign(b"x"), b"y")
    assert PublicKey("s1", SM2, PUBLIC).accepts(SIGNATURE, MESSAGE)
    PublicKey("s1", SM2, PUBLIC).check()
    signer.public_key.check()
    with pytest.raises(ValueError, match="no algorithm"):
        PublicKey("k", "RSA", PUBLIC).check()
    assert signer.public_key.algorithm == ED25519
