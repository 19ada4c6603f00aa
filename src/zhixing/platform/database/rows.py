"""Migration operations for tables with court rows: policies, rights, partitions, triggers.

A migration says what a table is, in one line each; the SQL is written here once.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

COURT_READ = "court_no BETWEEN (SELECT zx_read_low()) AND (SELECT zx_read_high())"
COURT_WRITE = "court_no BETWEEN (SELECT zx_write_low()) AND (SELECT zx_write_high())"


def court_rows(
    table: str,
    *,
    rights: str = "SELECT, INSERT, UPDATE, DELETE",
    institution: str = "",
    party: str = "",
    public: str = "",
) -> RunSQL:
    """Give a table its row security: courts by range, others by the condition stated.

    ``institution``, ``party`` and ``public`` are SQL conditions under which a row
    is readable in that scope; ``institution`` rows may also be written there.
    """
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {table} FROM zhixing_app",
        f"GRANT {rights} ON {table} TO zhixing_app",
        f"CREATE POLICY court_reads ON {table} FOR SELECT USING ({COURT_READ})",
        f"CREATE POLICY court_inserts ON {table} FOR INSERT WITH CHECK ({COURT_WRITE})",
        f"CREATE POLICY court_updates ON {table} FOR UPDATE "
        f"USING ({COURT_WRITE}) WITH CHECK ({COURT_WRITE})",
        f"CREATE POLICY court_deletes ON {table} FOR DELETE USING ({COURT_WRITE})",
    ]
    for scope, condition in (("INSTITUTION", institution), ("PARTY", party), ("PUBLIC", public)):
        if condition:
            name = scope.lower()
            visible = f"(SELECT zx_kind()) = '{scope}' AND ({condition})"
            statements.append(f"CREATE POLICY {name}_reads ON {table} FOR SELECT USING ({visible})")
    if institution:
        own = f"(SELECT zx_kind()) = 'INSTITUTION' AND ({institution})"
        statements += [
            f"CREATE POLICY institution_inserts ON {table} FOR INSERT WITH CHECK ({own})",
            f"CREATE POLICY institution_updates ON {table} FOR UPDATE "
            f"USING ({own}) WITH CHECK ({own})",
        ]
    return _sql(statements)


def hash_partitions(table: str, count: int = 8) -> RunSQL:
    """Divide a table that is PARTITION BY HASH (court_no) into ``count`` parts."""
    return _sql(
        [
            f"CREATE TABLE {table}_p{i} PARTITION OF {table} "
            f"FOR VALUES WITH (MODULUS {count}, REMAINDER {i})"
            for i in range(count)
        ]
        + [f"REVOKE ALL ON {table}_p{i} FROM zhixing_app" for i in range(count)]
    )


def append_only(table: str) -> RunSQL:
    """Refuse update and delete on a table by trigger, whoever asks."""
    return _sql(
        [
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION zx_refuse_change()"
        ]
    )


def tells_news(table: str, *kinds: str, on_update: bool = True) -> RunSQL:
    """Let a table with court_no and case_id tell live screens what changed, once a statement.

    Told are the case's own topic and ``kinds`` for the court; see ``platform/live``.
    """
    words = ", ".join(f"'{kind}'" for kind in kinds)
    events = ("INSERT", "UPDATE") if on_update else ("INSERT",)
    return _sql(
        [
            f"CREATE TRIGGER {table}_tells_news_on_{event.lower()} AFTER {event} ON {table} "
            f"REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT "
            f"EXECUTE FUNCTION zx_tell_news({words})"
            for event in events
        ]
    )


def shared_rows(table: str, rights: str = "SELECT") -> RunSQL:
    """Let every scope read a table without court rows; the application gets ``rights``."""
    return _sql(
        [
            f"REVOKE ALL ON {table} FROM zhixing_app",
            f"GRANT {rights} ON {table} TO zhixing_app",
        ]
    )


def _sql(statements: list[str]) -> RunSQL:
    return RunSQL([(s, None) for s in statements], RunSQL.noop)
