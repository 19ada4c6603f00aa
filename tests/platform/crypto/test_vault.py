"""The vault: what it seals opens only there, under whichever live key sealed it."""

from __future__ import annotations

import base64
from uuid import UUID

import pytest

from zhixing.platform.crypto.vault import KeyMissing, Unopenable, Vault, normalised

ROW = UUID(int=7)
GIVEN = {
    name: base64.b64encode(name[-1].encode() * 32).decode()
    for name in ("data_key_1", "data_key_2", "index_key")
}
OLD = Vault.of_secrets({k: v for k, v in GIVEN.items() if k != "data_key_2"})
BOTH = Vault.of_secrets(GIVEN)


def test_newest_key_seals_and_both_open() -> None:
    before = OLD.seal("party", "name", ROW, "陈某")
    after = BOTH.seal("party", "name", ROW, "陈某")
    assert (before[0], after[0]) == (1, 2)
    assert (
        BOTH.open("party", "name", ROW, before) == BOTH.open("party", "name", ROW, after) == "陈某"
    )
    with pytest.raises(KeyMissing):
        OLD.open("party", "name", ROW, after)


@pytest.mark.parametrize(
    "table, column, row",
    [("account", "name", ROW), ("party", "number", ROW), ("party", "name", UUID(int=8))],
)
def test_value_opens_only_in_its_place(table: str, column: str, row: UUID) -> None:
    sealed = BOTH.seal("party", "name", ROW, "陈某")
    with pytest.raises(Unopenable):
        BOTH.open(table, column, row, sealed)


def test_every_changed_byte_is_refused() -> None:
    sealed = BOTH.seal("party", "name", ROW, "陈某")
    for i in range(len(sealed)):
        changed = sealed[:i] + bytes([sealed[i] ^ 1]) + sealed[i + 1 :]
        with pytest.raises((Unopenable, KeyMissing)):
            BOTH.open("party", "name", ROW, changed)
    for short in (b"", sealed[:1], sealed[:12], sealed[:-1]):
        with pytest.raises((Unopenable, KeyMissing)):
            BOTH.open("party", "name", ROW, short)


def test_same_text_never_seals_to_the_same_bytes() -> None:
    assert BOTH.seal("party", "name", ROW, "x") != BOTH.seal("party", "name", ROW, "x")


def test_index_meets_over_writing_styles_and_parts_by_kind_and_key() -> None:
    one = BOTH.index("ID_CARD", "33080219900101123x")
    assert one == BOTH.index("ID_CARD", " ３３０８０２ 19900101-123Ｘ ") and len(one) == 64
    assert one != BOTH.index("ACCOUNT", "33080219900101123X")
    assert one != BOTH.index("ID_CARD", "33080219900101124X")
    other = Vault.of_secrets({**GIVEN, "index_key": base64.b64encode(b"z" * 32).decode()})
    assert one != other.index("ID_CARD", "33080219900101123x")
    assert normalised("6222-0000 1111") == "622200001111"


def test_the_newest_index_key_is_stored_and_every_one_is_looked_up() -> None:
    newer = base64.b64encode(b"z" * 32).decode()
    two = Vault.of_secrets({**GIVEN, "index_key_2": newer})
    alone = Vault.of_secrets(
        {**{k: v for k, v in GIVEN.items() if k != "index_key"}, "index_key_2": newer}
    )
    number = ("ID_CARD", "33080219900101123x")
    assert two.newest_index == 2 and BOTH.newest_index == 1
    assert two.index(*number) == alone.index(*number) != BOTH.index(*number)
    assert two.indexes(*number) == (alone.index(*number), BOTH.index(*number))
    assert alone.indexes(*number) == (alone.index(*number),)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"data_key_1": GIVEN["data_key_1"]},
        {**GIVEN, "index_key": "QUJD"},
        {**GIVEN, "data_key_0": GIVEN["data_key_1"]},
        {**GIVEN, "data_key_256": GIVEN["data_key_1"]},
        {**GIVEN, "index_key_256": GIVEN["index_key"]},
        {k: v for k, v in GIVEN.items() if k != "index_key"},
    ],
)
def test_unfit_secrets_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(KeyMissing):
        Vault.of_secrets(given)
