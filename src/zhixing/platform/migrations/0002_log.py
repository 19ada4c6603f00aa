"""The log's tables: a queue the application writes, a tree only the sequencer writes."""

import django.db.models.functions.datetime
from django.db import migrations, models

import zhixing.kernel.ids
from zhixing.platform.database.rows import append_only, court_rows, hash_partitions

TABLES = """
CREATE TABLE platform_leaf_queue (
  id uuid PRIMARY KEY,
  court_no integer NOT NULL,
  kind text NOT NULL CONSTRAINT queued_leaf_names_its_kind CHECK (kind <> ''),
  subject_id uuid NOT NULL,
  leaf_hash bytea NOT NULL
    CONSTRAINT queued_leaf_hash_has_32_bytes CHECK (length(leaf_hash) = 32),
  salt bytea NOT NULL CONSTRAINT queued_leaf_salt_has_16_bytes CHECK (length(salt) = 16),
  queued_at timestamptz NOT NULL DEFAULT statement_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
CREATE TABLE platform_leaf (
  court_no integer NOT NULL,
  leaf_index bigint NOT NULL CONSTRAINT leaf_index_is_not_negative CHECK (leaf_index >= 0),
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  leaf_hash bytea NOT NULL,
  salt bytea NOT NULL,
  queued_at timestamptz NOT NULL,
  PRIMARY KEY (court_no, leaf_index)
) PARTITION BY HASH (court_no);
CREATE INDEX platform_leaf_by_subject ON platform_leaf (court_no, kind, subject_id);
CREATE TABLE platform_tree_node (
  court_no integer NOT NULL,
  level smallint NOT NULL,
  node_index bigint NOT NULL,
  hash bytea NOT NULL CONSTRAINT node_hash_has_32_bytes CHECK (length(hash) = 32),
  PRIMARY KEY (court_no, level, node_index)
);
CREATE TABLE platform_checkpoint (
  court_no integer NOT NULL,
  size bigint NOT NULL CONSTRAINT checkpoint_counts_a_leaf CHECK (size > 0),
  root bytea NOT NULL,
  at timestamptz NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (court_no, size)
);
"""


def sequencer(table: str, rights: str) -> migrations.RunSQL:
    """Give the sequencer rights on a table, for every court."""
    return migrations.RunSQL(
        [
            f"GRANT {rights} ON {table} TO zhixing_sequencer",
            f"CREATE POLICY sequencer_works ON {table} TO zhixing_sequencer "
            "USING (true) WITH CHECK (true)",
        ],
        migrations.RunSQL.noop,
    )


STATE = [
    migrations.CreateModel(
        "LeafQueue",
        [
            (
                "id",
                models.UUIDField(
                    default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                ),
            ),
            ("court_no", models.IntegerField()),
            ("kind", models.TextField()),
            ("subject_id", models.UUIDField()),
            ("leaf_hash", models.BinaryField()),
            ("salt", models.BinaryField()),
            (
                "queued_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
        ],
        options={"db_table": "platform_leaf_queue"},
    ),
    migrations.CreateModel(
        "Leaf",
        [
            (
                "pk",
                models.CompositePrimaryKey(
                    "court_no",
                    "leaf_index",
                    blank=True,
                    editable=False,
                    primary_key=True,
                    serialize=False,
                ),
            ),
            ("court_no", models.IntegerField()),
            ("leaf_index", models.BigIntegerField()),
            ("kind", models.TextField()),
            ("subject_id", models.UUIDField()),
            ("leaf_hash", models.BinaryField()),
            ("salt", models.BinaryField()),
            ("queued_at", models.DateTimeField()),
        ],
        options={"db_table": "platform_leaf"},
    ),
    migrations.CreateModel(
        "TreeNode",
        [
            (
                "pk",
                models.CompositePrimaryKey(
                    "court_no",
                    "level",
                    "node_index",
                    blank=True,
                    editable=False,
                    primary_key=True,
                    serialize=False,
                ),
            ),
            ("court_no", models.IntegerField()),
            ("level", models.SmallIntegerField()),
            ("node_index", models.BigIntegerField()),
            ("hash", models.BinaryField()),
        ],
        options={"db_table": "platform_tree_node"},
    ),
    migrations.CreateModel(
        "TreeCheckpoint",
        [
            (
                "pk",
                models.CompositePrimaryKey(
                    "court_no",
                    "size",
                    blank=True,
                    editable=False,
                    primary_key=True,
                    serialize=False,
                ),
            ),
            ("court_no", models.IntegerField()),
            ("size", models.BigIntegerField()),
            ("root", models.BinaryField()),
            ("at", models.DateTimeField()),
            ("note", models.TextField()),
        ],
        options={"db_table": "platform_checkpoint"},
    ),
]

QUEUE_COLUMNS = "id, court_no, kind, subject_id, leaf_hash, salt"
INSTITUTION = "(SELECT zx_kind()) IN ('INSTITUTION', 'PARTY')"


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_scopes")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(TABLES, migrations.RunSQL.noop)], STATE
        ),
        hash_partitions("platform_leaf"),
        court_rows("platform_leaf_queue", rights=f"SELECT, INSERT ({QUEUE_COLUMNS})"),
        migrations.RunSQL(
            "CREATE POLICY outsiders_queue ON platform_leaf_queue FOR INSERT "
            f"WITH CHECK ({INSTITUTION})",
            migrations.RunSQL.noop,
        ),
        court_rows("platform_leaf", rights="SELECT"),
        court_rows("platform_tree_node", rights="SELECT"),
        court_rows("platform_checkpoint", rights="SELECT"),
        append_only("platform_leaf"),
        append_only("platform_tree_node"),
        append_only("platform_checkpoint"),
        sequencer("platform_leaf_queue", "SELECT, DELETE"),
        sequencer("platform_leaf", "SELECT, INSERT"),
        sequencer("platform_tree_node", "SELECT, INSERT"),
        sequencer("platform_checkpoint", "SELECT, INSERT"),
    ]
