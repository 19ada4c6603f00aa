"""Checkpoints as signed notes, and the witness that refuses a fork."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhixing.kernel.clock import DrivenClock
from zhixing.platform.log.note import (
    SignKey,
    Unsigned,
    VerifyKey,
    find_cosignature,
    read_checkpoint,
    require_signature,
    sign_checkpoint,
)
from zhixing.platform.log.tree import Frontier, consistency_path, hash_leaf
from zhixing.platform.log.witness import Fork, Witness

AT = datetime(2017, 3, 14, 1, 0, tzinfo=UTC)
KEY = SignKey.of_text("zhixing-log", base64.b64encode(b"k" * 32).decode())
OTHER = SignKey.of_text("zhixing-log", base64.b64encode(b"o" * 32).decode())
WITNESS = SignKey.of_text("witness.example", base64.b64encode(b"w" * 32).decode())


def grown(texts: list[str]) -> tuple[Frontier, list[bytes]]:
    frontier, leaves = Frontier(), [hash_leaf(text.encode()) for text in texts]
    for leaf in leaves:
        frontier.append(leaf)
    return frontier, leaves


def test_note_reads_back_and_its_signature_holds() -> None:
    signed = sign_checkpoint(KEY, 1201, 42, b"r" * 32, AT)
    assert signed.note.splitlines()[:2] == ["zhixing/court/1201", "42"]
    assert (signed.court_no, signed.size, signed.root, signed.at) == (1201, 42, b"r" * 32, AT)
    require_signature(signed, KEY.verify_key)


@pytest.mark.parametrize(
    "old, new", [("\n42\n", "\n43\n"), ("/1201\n", "/1202\n"), ("T01:", "T02:")]
)
def test_changed_note_is_unsigned(old: str, new: str) -> None:
    note = sign_checkpoint(KEY, 1201, 42, b"r" * 32, AT).note
    with pytest.raises(Unsigned):
        require_signature(read_checkpoint(note.replace(old, new)), KEY.verify_key)


def test_other_key_of_the_same_name_is_refused() -> None:
    signed = sign_checkpoint(OTHER, 1201, 42, b"r" * 32, AT)
    with pytest.raises(Unsigned):
        require_signature(signed, KEY.verify_key)


@pytest.mark.parametrize("text", ["", "x", "zhixing/court/1\n1\n!!\ntime x\n\n", "a\nb\nc\nd\n\n"])
def test_malformed_note_is_refused(text: str) -> None:
    with pytest.raises(Unsigned):
        read_checkpoint(text)


def make_witness(folder: Path) -> Witness:
    return Witness(folder, WITNESS, KEY.verify_key, DrivenClock(AT))


def no_proof(court_no: int, first: int, second: int) -> list[bytes]:
    raise AssertionError("no proof is needed here")


def test_witness_countersigns_growth_and_remembers_it(tmp_path: Path) -> None:
    witness = make_witness(tmp_path)
    small, leaves = grown(["a", "b", "c"])
    signed = witness.countersign(sign_checkpoint(KEY, 7, 3, small.root(), AT), no_proof)
    assert find_cosignature(signed, WITNESS.verify_key) == AT
    require_signature(signed, KEY.verify_key)
    large, leaves = grown(["a", "b", "c", "d", "e"])

    def prove(court_no: int, first: int, second: int) -> list[bytes]:
        return consistency_path(
            first, second, lambda level, at, n: leaves[at : at + n] if level == 0 else []
        )

    witness.countersign(sign_checkpoint(KEY, 7, 5, large.root(), AT), prove)
    seen = make_witness(tmp_path).seen(7)
    assert seen is not None and (seen.size, seen.root) == (5, large.root())


def test_witness_refuses_a_rewritten_and_a_shortened_tree(tmp_path: Path) -> None:
    witness = make_witness(tmp_path)
    honest, _ = grown(["a", "b", "c"])
    witness.countersign(sign_checkpoint(KEY, 7, 3, honest.root(), AT), no_proof)
    forged, leaves = grown(["a", "X", "c", "d"])

    def prove(court_no: int, first: int, second: int) -> list[bytes]:
        return consistency_path(
            first, second, lambda level, at, n: leaves[at : at + n] if level == 0 else []
        )

    short, _ = grown(["a", "b"])
    same_size, _ = grown(["a", "b", "C"])
    for size, tree in ((4, forged), (2, short), (3, same_size)):
        with pytest.raises(Fork):
            witness.countersign(sign_checkpoint(KEY, 7, size, tree.root(), AT), prove)
    seen = witness.seen(7)
    assert seen is not None and seen.root == honest.root()


def test_witness_refuses_an_unsigned_checkpoint(tmp_path: Path) -> None:
    tree, _ = grown(["a"])
    with pytest.raises(Unsigned):
        make_witness(tmp_path).countersign(sign_checkpoint(OTHER, 7, 1, tree.root(), AT), no_proof)
    assert make_witness(tmp_path).seen(7) is None


def test_cosignature_of_another_key_does_not_count(tmp_path: Path) -> None:
    tree, _ = grown(["a"])
    signed = make_witness(tmp_path).countersign(
        sign_checkpoint(KEY, 7, 1, tree.root(), AT), no_proof
    )
    assert find_cosignature(signed, VerifyKey("witness.example", OTHER.verify_key.public)) is None
