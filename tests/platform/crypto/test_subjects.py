"""Keys of subjects: destroying one erases what it sealed, and rotation can be stopped and resumed."""

from __future__ import annotations

import secrets

import psycopg
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from zhixing.platform.crypto.rotation import SealedColumn, count_outdated, rotate
from zhixing.platform.crypto.subjects import (
    Erased,
    create_subject_key,
    erase_subject,
    find_subject_keys,
    get_subject_key,
)
from zhixing.platform.crypto.vault import Unopenable, Vault, vault
from zhixing.platform.database.scope import Scope, open_scope

COLUMN = SealedColumn("platform_subject_key", "wrapped")


def test_value_of_a_subject_opens_until_the_subject_is_erased(court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        key, other = create_subject_key(court_no), create_subject_key(court_no)
        sealed = key.seal("fact", "text", key.id, "住址")
    with open_scope(Scope.of_court(court_no, court_no)):
        assert get_subject_key(court_no, key.id).open("fact", "text", key.id, sealed) == "住址"
        with pytest.raises(Unopenable):
            other.open("fact", "text", key.id, sealed)
        erase_subject(court_no, key.id)
    with open_scope(Scope.of_court(court_no, court_no)):
        with pytest.raises(Erased):
            get_subject_key(court_no, key.id)
        with pytest.raises(Erased):
            erase_subject(court_no, key.id)
        assert find_subject_keys(court_no, [key.id, other.id]).keys() == {other.id}


def test_only_the_own_court_erases(court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        key = create_subject_key(court_no)
    superior = Scope.of_court(court_no - 1, court_no)
    with pytest.raises(Erased), open_scope(superior):
        erase_subject(court_no, key.id)
    with open_scope(superior):
        assert get_subject_key(court_no, key.id).id == key.id


def test_wrapped_key_moved_to_another_row_does_not_open(
    court_no: int, tamper: psycopg.Connection
) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        one, two = create_subject_key(court_no), create_subject_key(court_no)
    tamper.execute(
        "UPDATE platform_subject_key SET wrapped = (SELECT wrapped FROM platform_subject_key WHERE id = %s) WHERE id = %s",
        [one.id, two.id],
    )
    with pytest.raises(Unopenable), open_scope(Scope.of_court(court_no, court_no)):
        get_subject_key(court_no, two.id)


def test_rotation_stops_and_resumes_and_then_the_old_key_may_go(court_no: int) -> None:
    scope = Scope.of_court(court_no, court_no)
    with open_scope(scope):
        keys = [create_subject_key(court_no) for _ in range(25)]
        values = {key.id: key.seal("fact", "text", key.id, f"值 {key.id}") for key in keys}
    number = vault().newest + 1
    new_key = AESGCM(secrets.token_bytes(32))
    wider = Vault({**vault().data_keys, number: new_key}, vault().index_keys)
    assert rotate([COLUMN], scope=scope, keys=wider, batch=10, most_batches=1) == 10
    with open_scope(scope):
        assert count_outdated(COLUMN, wider) == 15
    assert rotate([COLUMN], scope=scope, keys=wider, batch=10) == 15
    assert rotate([COLUMN], scope=scope, keys=wider, batch=10) == 0
    only_new = Vault({number: new_key}, vault().index_keys)
    with open_scope(scope), connection.cursor() as cursor:
        assert count_outdated(COLUMN, wider) == 0
        cursor.execute(
            "SELECT id, wrapped FROM platform_subject_key WHERE court_no = %s", [court_no]
        )
        for row_id, wrapped in cursor.fetchall():
            raw = only_new.open_bytes("platform_subject_key", "wrapped", row_id, wrapped)
            key = next(key for key in keys if key.id == row_id)
            again = type(key)(row_id, court_no, AESGCM(raw))
            assert again.open("fact", "text", row_id, values[row_id]) == f"值 {row_id}"


def test_rotation_leaves_other_courts_alone(court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        create_subject_key(court_no)
    wider = Vault({**vault().data_keys, 255: AESGCM(b"n" * 32)}, vault().index_keys)
    other = Scope.of_court(court_no + 1, court_no + 1)
    assert rotate([COLUMN], scope=other, keys=wider) == 0
    with open_scope(Scope.of_court(court_no, court_no)):
        assert count_outdated(COLUMN, wider) == 1
