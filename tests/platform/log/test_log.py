"""The log in the database: queue, sequencer, proofs, rights, and what tampering shows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection

from zhixing.kernel.clock import SystemClock
from zhixing.kernel.ids import new_id
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.difference import Difference, DifferenceKind
from zhixing.platform.log.note import SignKey, require_signature, sign_checkpoint
from zhixing.platform.log.proofs import (
    consistency_proof,
    find_leaves,
    inclusion_proof,
    latest_checkpoint,
    log_key,
)
from zhixing.platform.log.queue import NewLeaf, enqueue_leaf, enqueue_leaves
from zhixing.platform.log.sequencer import Sequencer
from zhixing.platform.log.sources import SOURCES, leaf_source
from zhixing.platform.log.stream import stream
from zhixing.platform.log.tree import proves_consistency, proves_inclusion
from zhixing.platform.log.verify import verify_log
from zhixing.platform.log.witness import Witness, witness_courts

KIND = "log_test_fact"
Sequence = Callable[[], int]


@pytest.fixture(scope="module", autouse=True)
def facts_table() -> Iterator[None]:
    """Make a small business table, and register how its leaves are derived."""
    with psycopg.connect(os.environ["ZX_DSN_OWNER"], autocommit=True) as owner:
        owner.execute("DROP TABLE IF EXISTS log_test_fact")
        owner.execute(
            "CREATE TABLE log_test_fact (id uuid PRIMARY KEY, court_no int NOT NULL, payload text NOT NULL)"
        )
        owner.execute("GRANT SELECT, INSERT ON log_test_fact TO zhixing_app")
        # The suite refuses court rows without a policy, of every table.
        owner.execute("ALTER TABLE log_test_fact ENABLE ROW LEVEL SECURITY")
        owner.execute(
            "CREATE POLICY test_reads ON log_test_fact USING (court_no BETWEEN zx_read_low() AND zx_read_high())"
        )

        @leaf_source(KIND)
        def derive(court_no: int) -> Iterator[tuple[UUID, object]]:
            sql = "SELECT id, payload FROM log_test_fact WHERE court_no = %s ORDER BY id"
            for row_id, payload in stream(sql, [court_no]):
                yield row_id, {"id": row_id, "payload": payload}

        yield
        del SOURCES[KIND]
        owner.execute("DROP TABLE log_test_fact")


def record(court_no: int, payloads: list[str]) -> list[UUID]:
    """Write facts and queue their leaves, as an operation does."""
    ids = [new_id() for _ in payloads]
    with open_scope(Scope.of_court(court_no, court_no)):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO log_test_fact SELECT i, %s, p FROM unnest(%s::uuid[], %s::text[]) AS t (i, p)",
                [court_no, ids, payloads],
            )
        pairs = zip(ids, payloads, strict=True)
        enqueue_leaves([NewLeaf(court_no, KIND, i, {"id": i, "payload": p}) for i, p in pairs])
    return ids


def verified(court_no: int) -> list[Difference]:
    with open_scope(Scope.of_court(court_no, court_no)):
        return verify_log([court_no])


def named(court_no: int) -> set[tuple[DifferenceKind, UUID | None]]:
    return {(found.what, found.subject_id) for found in verified(court_no)}


def facts(count: int) -> list[str]:
    return [f"事实 {i}" for i in range(count)]


def test_leaves_get_gapless_places_and_their_proofs_hold(court_no: int, sequence: Sequence) -> None:
    ids = record(court_no, facts(20))
    sequence()
    ids += record(court_no, facts(50))
    sequence()
    with open_scope(Scope.of_court(court_no, court_no)):
        checkpoint = latest_checkpoint(court_no)
        leaves = find_leaves(court_no, KIND, ids)
        assert checkpoint is not None and checkpoint.size == 70
        require_signature(checkpoint, log_key())
        assert sorted(leaf.index for leaf in leaves.values()) == list(range(70))
        for leaf in leaves.values():
            path = inclusion_proof(court_no, leaf.index, 70)
            assert proves_inclusion(leaf.hash, leaf.index, 70, path, checkpoint.root)


def test_later_checkpoint_continues_the_earlier(court_no: int, sequence: Sequence) -> None:
    record(court_no, facts(37))
    sequence()
    with open_scope(Scope.of_court(court_no, court_no)):
        first = latest_checkpoint(court_no)
    record(court_no, facts(300))
    sequence()
    with open_scope(Scope.of_court(court_no, court_no)):
        second = latest_checkpoint(court_no)
        assert first is not None and second is not None
        path = consistency_proof(court_no, first.size, second.size)
    assert proves_consistency(first.size, second.size, first.root, second.root, path)


def test_untouched_log_verifies_before_and_after_sequencing(
    court_no: int, sequence: Sequence
) -> None:
    record(court_no, facts(20))
    assert verified(court_no) == []
    sequence()
    record(court_no, facts(3))
    assert verified(court_no) == []


def test_rolled_back_operation_leaves_no_leaf(court_no: int, sequence: Sequence) -> None:
    with pytest.raises(RuntimeError), open_scope(Scope.of_court(court_no, court_no)):
        enqueue_leaf(court_no, KIND, new_id(), {"payload": "x"})
        raise RuntimeError
    sequence()
    with open_scope(Scope.of_court(court_no, court_no)):
        assert latest_checkpoint(court_no) is None


def test_altered_byte_deleted_swapped_and_added_rows_are_named(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection
) -> None:
    ids = record(court_no, facts(40))
    sequence()
    tamper.execute("UPDATE log_test_fact SET payload = payload || ' ' WHERE id = %s", [ids[3]])
    tamper.execute("DELETE FROM log_test_fact WHERE id = %s", [ids[5]])
    tamper.execute(
        "UPDATE log_test_fact a SET payload = b.payload FROM log_test_fact b "
        "WHERE (a.id = %(one)s AND b.id = %(two)s) OR (a.id = %(two)s AND b.id = %(one)s)",
        {"one": ids[7], "two": ids[9]},
    )
    added = new_id()
    tamper.execute("INSERT INTO log_test_fact VALUES (%s, %s, '伪造')", [added, court_no])
    assert named(court_no) == {
        (DifferenceKind.ALTERED, ids[3]),
        (DifferenceKind.DELETED, ids[5]),
        (DifferenceKind.SWAPPED, ids[7]),
        (DifferenceKind.SWAPPED, ids[9]),
        (DifferenceKind.ADDED, added),
    }


def test_row_swapped_while_its_leaf_waits_is_named_too(
    court_no: int, tamper: psycopg.Connection
) -> None:
    ids = record(court_no, facts(2))
    tamper.execute("UPDATE log_test_fact SET payload = '改' WHERE id = %s", [ids[1]])
    assert named(court_no) == {(DifferenceKind.ALTERED, ids[1])}


def test_row_and_leaf_altered_together_contradict_the_signed_root(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection
) -> None:
    from zhixing.platform.log.queue import leaf_data
    from zhixing.platform.log.tree import hash_leaf

    ids = record(court_no, facts(40))
    sequence()
    with open_scope(Scope.of_court(court_no, court_no)):
        leaf = find_leaves(court_no, KIND, [ids[20]])[ids[20]]
    forged = hash_leaf(
        leaf_data(court_no, KIND, ids[20], leaf.salt, {"id": ids[20], "payload": "改"})
    )
    tamper.execute("UPDATE log_test_fact SET payload = '改' WHERE id = %s", [ids[20]])
    tamper.execute(
        "UPDATE platform_leaf SET leaf_hash = %s WHERE court_no = %s AND leaf_index = 20",
        [forged, court_no],
    )
    found = verified(court_no)
    assert {(d.what, d.leaf_index) for d in found} == {
        (DifferenceKind.NODE_ALTERED, 16),
        (DifferenceKind.ROOT_DIFFERS, 40),
    }


def test_missing_leaf_forged_node_and_forged_checkpoint_are_named(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection
) -> None:
    record(court_no, facts(40))
    sequence()
    tamper.execute(
        "UPDATE platform_tree_node SET hash = sha256('x') WHERE court_no = %s AND node_index = 1",
        [court_no],
    )
    assert named(court_no) == {(DifferenceKind.NODE_ALTERED, None)}
    tamper.execute(
        "UPDATE platform_checkpoint SET note = replace(note, E'\\n40\\n', E'\\n41\\n') WHERE court_no = %s",
        [court_no],
    )
    assert (DifferenceKind.UNSIGNED, None) in named(court_no)
    tamper.execute("DELETE FROM platform_leaf WHERE court_no = %s AND leaf_index = 33", [court_no])
    assert (DifferenceKind.LEAF_MISSING, None) in named(court_no)


def test_checkpoint_signed_by_another_key_is_named(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection
) -> None:
    record(court_no, facts(3))
    sequence()
    with open_scope(Scope.of_court(court_no, court_no)):
        signed = latest_checkpoint(court_no)
    assert signed is not None
    key = SignKey.of_text("zhixing-log", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
    forged = sign_checkpoint(key, court_no, signed.size, signed.root, signed.at)
    tamper.execute(
        "UPDATE platform_checkpoint SET note = %s WHERE court_no = %s", [forged.note, court_no]
    )
    assert named(court_no) == {(DifferenceKind.UNSIGNED, None)}


def test_institution_and_party_may_queue_but_not_read(court_no: int) -> None:
    for scope in (Scope.of_institution(new_id()), Scope.of_party("index")):
        with open_scope(scope), connection.cursor() as cursor:
            enqueue_leaf(court_no, KIND, new_id(), 1)
            cursor.execute("SELECT count(*) FROM platform_leaf_queue")
            assert cursor.fetchone() == (0,)
    with pytest.raises(DatabaseError, match="row-level security"), open_scope(Scope.public()):
        enqueue_leaf(court_no, KIND, new_id(), 1)


def test_leaf_put_in_by_hand_is_named_and_its_court_held_back(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection
) -> None:
    record(court_no, facts(2))
    sequence()
    tamper.execute(
        "INSERT INTO platform_leaf SELECT court_no, 2, kind, subject_id, leaf_hash, salt, queued_at "
        "FROM platform_leaf WHERE court_no = %s AND leaf_index = 0",
        [court_no],
    )
    assert (DifferenceKind.ROOT_DIFFERS, None) in named(court_no)
    assert any(d.what is DifferenceKind.LOGGED_TWICE for d in verified(court_no))
    record(court_no, facts(1))
    other = court_no + 1
    record(other, facts(1))
    sequence()
    with open_scope(Scope.of_court(court_no, other)):
        held, grown = latest_checkpoint(court_no), latest_checkpoint(other)
    assert held is not None and held.size == 2 and grown is not None and grown.size == 1
    tamper.execute("DELETE FROM platform_leaf_queue WHERE court_no = %s", [court_no])


def test_sequencer_never_builds_on_a_tree_that_was_not_signed(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection
) -> None:
    record(court_no, facts(3))
    sequence()
    tamper.execute(
        "UPDATE platform_leaf SET leaf_hash = sha256('x') WHERE court_no = %s AND leaf_index = 2",
        [court_no],
    )
    record(court_no, facts(1))
    key = SignKey.of_text("zhixing-log", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"]) as own:
        fresh = Sequencer(own, key, SystemClock())
        assert not fresh.acquire(), "there must be one sequencer only"
        fresh.drain()
    assert court_no in fresh.held
    tamper.execute("DELETE FROM platform_leaf_queue WHERE court_no = %s", [court_no])


def test_kind_without_source_is_named(court_no: int, sequence: Sequence) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        enqueue_leaf(court_no, "log_test_unknown", new_id(), 1)
    sequence()
    assert [(d.what, d.kind) for d in verified(court_no)] == [
        (DifferenceKind.WITHOUT_SOURCE, "log_test_unknown")
    ]


def test_witness_names_a_court_whose_log_was_cut_short(
    court_no: int, sequence: Sequence, tamper: psycopg.Connection, tmp_path: Path
) -> None:
    key = SignKey.of_text("witness", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
    witness = Witness(tmp_path, key, log_key(), SystemClock())
    for _ in range(2):
        record(court_no, facts(20))
        sequence()
        with open_scope(Scope.of_court(court_no, court_no)):
            signed, forks = witness_courts(witness, [court_no])
        assert len(signed) == 1 and forks == []
    for table, condition in (
        (
            "log_test_fact",
            "id IN (SELECT subject_id FROM platform_leaf WHERE leaf_index >= 20 AND court_no = %(c)s)",
        ),
        ("platform_leaf", "leaf_index >= 20"),
        ("platform_tree_node", "node_index >= 1"),
        ("platform_checkpoint", "size > 20"),
    ):
        tamper.execute(
            f"DELETE FROM {table} WHERE court_no = %(c)s AND {condition}", {"c": court_no}
        )
    assert verified(court_no) == [], "a log cut short agrees with itself: only the witness knows"
    with open_scope(Scope.of_court(court_no, court_no)):
        signed, forks = witness_courts(witness, [court_no])
    assert signed == [] and [fork.seen.size for fork in forks] == [40]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE platform_leaf SET kind = 'x' WHERE court_no = %s",
        "DELETE FROM platform_leaf WHERE court_no = %s",
        "DELETE FROM platform_leaf_queue WHERE court_no = %s",
        "UPDATE platform_leaf_queue SET kind = 'x' WHERE court_no = %s",
        "INSERT INTO platform_checkpoint VALUES (%s, 1, 'r', now(), '')",
        "INSERT INTO platform_tree_node VALUES (%s, 4, 0, 'r')",
    ],
)
def test_application_can_only_queue(court_no: int, sql: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), open_scope(Scope.system()):
        connection.cursor().execute(sql, [court_no])


def test_sequencer_sees_no_other_table_and_changes_no_leaf(
    court_no: int, sequence: Sequence
) -> None:
    record(court_no, facts(1))
    sequence()
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"], autocommit=True) as own:
        for sql in (
            "SELECT 1 FROM platform_subject_key",
            "SELECT 1 FROM platform_file",
            f"UPDATE platform_leaf SET kind = 'x' WHERE court_no = {court_no}",
            f"DELETE FROM platform_checkpoint WHERE court_no = {court_no}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(sql)


def test_other_courts_see_and_queue_nothing_here(court_no: int, sequence: Sequence) -> None:
    record(court_no, facts(1))
    sequence()
    with open_scope(Scope.of_court(court_no + 1, court_no + 1)):
        assert latest_checkpoint(court_no) is None
    with pytest.raises(DatabaseError, match="row-level security"):
        with open_scope(Scope.of_court(court_no + 1, court_no + 1)):
            enqueue_leaf(court_no, KIND, new_id(), 1)


def test_even_the_owner_cannot_change_a_leaf(court_no: int, sequence: Sequence) -> None:
    record(court_no, facts(1))
    sequence()
    with psycopg.connect(os.environ["ZX_DSN_OWNER"], autocommit=True) as owner:
        with pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute("UPDATE platform_leaf SET kind = 'x' WHERE court_no = %s", [court_no])
