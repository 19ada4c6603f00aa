"""Does the database itself keep what the house promises of every table? Read from pg_catalog."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from zhixing.platform.database.scope import Scope, open_scope

APPEND_ONLY = {
    "assignment_dealing",
    "cases_act",
    "decisions_execution",
    "decisions_opinion",
    "decisions_vote",
    "funds_posting",
    "funds_transfer",
    "parties_identity_read",
    "parties_search_read",
    "platform_checkpoint",
    "platform_file",
    "platform_leaf",
    "platform_tree_node",
    "inquiry_window_scan",
    "inquiry_engagement",
    "inquiry_engagement_result",
}
"""Tables whose rows a trigger refuses to change, whoever asks."""
PARTITIONED = {"cases_act", "funds_posting", "platform_leaf"}
"""Tables that grow with every act; ``inquiry_request`` joins them with its table."""
SHARED = {
    "django_content_type",
    "django_migrations",
    "django_session",
    "institutions_institution",
    "institutions_window",
}
"""Tables without court rows; the queue's own tables start with ``procrastinate_``."""
SYSTEM_ONLY = {
    "courts_login_throttle",
    "institutions_exchange_place",
    "institutions_wire_credential",
    "institutions_wire_key",
    "inquiry_nonce",
    "inquiry_receipt",
}
"""Tables without court rows that hold secrets: seen in the SYSTEM scope alone."""
OF_INSTITUTIONS = {"inquiry_package", "inquiry_presence"}
"""Tables whose rows are an institution's own; they have row security of their own."""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _names(sql: str) -> set[str]:
    return {str(row[0]) for row in _rows(sql)}


COURT_TABLES = """
SELECT c.relname, c.relrowsecurity, c.relispartition,
       array(SELECT p.polcmd::text FROM pg_policy p WHERE p.polrelid = c.oid)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'court_no'
 WHERE c.relkind IN ('r', 'p') AND NOT a.attisdropped
   AND c.relnamespace = 'public'::regnamespace
"""


def test_every_table_with_court_rows_has_row_security_and_policies() -> None:
    tables = {str(row[0]): row for row in _rows(COURT_TABLES) if not row[2]}
    assert {"cases_case", "cases_act", "funds_posting", "decisions_matter"} <= set(tables)
    assert [name for name, row in tables.items() if not row[1]] == []
    assert [name for name, row in tables.items() if not {"r", "*"} & set(_list(row[3]))] == []


def test_no_policy_lets_a_row_pass_that_names_neither_scope_nor_court() -> None:
    open_to_all = _rows(
        "SELECT p.polname, c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
        "WHERE coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true' "
        "AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'true') = 'true'"
    )
    assert {name for name, _ in open_to_all} <= {"sequencer_works"}, open_to_all


def test_the_application_cannot_reach_a_partition_past_its_policies() -> None:
    reachable = _names(
        "SELECT c.relname FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' "
        "AND has_table_privilege('zhixing_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
    )
    assert reachable == set()


def test_a_table_without_court_rows_is_stated() -> None:
    found = _names(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') "
        "AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND NOT EXISTS "
        "(SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'court_no' "
        "AND NOT a.attisdropped)"
    )
    stated = SHARED | SYSTEM_ONLY | OF_INSTITUTIONS
    assert {n for n in found if not n.startswith("procrastinate_")} - stated == set()


@pytest.mark.parametrize("table", sorted(SYSTEM_ONLY))
def test_a_table_of_secrets_is_seen_in_the_system_scope_alone(table: str) -> None:
    policies = _rows(
        "SELECT p.polname, pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) "
        "FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
        f"WHERE c.relrowsecurity AND c.relname = '{table}'"
    )
    assert policies
    assert [name for name, condition in policies if "'SYSTEM'" not in str(condition)] == []


def test_what_is_append_only_has_its_trigger() -> None:
    guarded = _names(
        "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_proc f ON f.oid = t.tgfoid WHERE NOT t.tgisinternal AND NOT c.relispartition "
        "AND f.prosrc LIKE '%append-only%'"
    )
    assert guarded >= APPEND_ONLY, APPEND_ONLY - guarded


def test_the_application_has_no_right_to_change_what_is_append_only() -> None:
    changeable = _names(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') "
        "AND c.relnamespace = 'public'::regnamespace "
        "AND has_table_privilege('zhixing_app', c.oid, 'UPDATE, DELETE, TRUNCATE')"
    )
    assert changeable & APPEND_ONLY == set()


def test_nobody_of_the_house_may_empty_a_table_or_own_it() -> None:
    found = _rows(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') "
        "AND c.relnamespace = 'public'::regnamespace AND (c.relowner = "
        "'zhixing_app'::regrole OR has_table_privilege('zhixing_app', c.oid, 'TRUNCATE'))"
    )
    assert found == []


def test_what_grows_with_every_act_is_hash_partitioned() -> None:
    found = dict(
        _rows(
            "SELECT c.relname, p.partstrat::text FROM pg_partitioned_table p "
            "JOIN pg_class c ON c.oid = p.partrelid"
        )
    )
    wanted = PARTITIONED | ({"inquiry_request"} & _table_names())
    assert wanted <= {name for name, strategy in found.items() if strategy == "h"}


def _table_names() -> set[str]:
    return _names("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')")


def _own_models() -> Iterable[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("zhixing.")]


@pytest.mark.parametrize("model", _own_models(), ids=lambda m: m._meta.label)
def test_a_model_says_what_the_table_is(model: type[models.Model]) -> None:
    found = {
        str(name): (str(kind), bool(required))
        for name, kind, required in _rows(
            "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull "
            "FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped "
            f"AND a.attrelid = '{model._meta.db_table}'::regclass"
        )
    }
    stated = {
        f.column: (_type_of(f), not f.null)
        for f in model._meta.concrete_fields
        if f.column is not None
    }
    if model._meta.managed and model._meta.app_label != "platform":
        assert {n: k for n, (k, _) in found.items()} == {n: k for n, (k, _) in stated.items()}
    else:
        loose = {n: (_loosen(k), r) for n, (k, r) in found.items()}
        assert loose == {n: (_loosen(k), r) for n, (k, r) in stated.items()}


def _type_of(field: models.Field[object, object]) -> str:
    kind = str(field.db_type(connection)).split(" ")[0:2]
    text = " ".join(kind).replace("varchar", "character varying")
    return {
        "timestamp with": "timestamp with time zone",
        "bool": "boolean",
    }.get(text, text)


def _loosen(kind: str) -> str:
    return "text" if kind.startswith("character varying") else kind


def test_no_migration_is_missing() -> None:
    said = io.StringIO()
    with open_scope(Scope.system()):
        call_command("makemigrations", check=True, dry_run=True, stdout=said, skip_checks=True)
    assert "No changes detected" in said.getvalue()


def test_the_suite_runs_as_the_application_and_nobody_more() -> None:
    (row,) = _rows(
        "SELECT current_user::text, session_user::text, rolsuper, rolbypassrls, rolcreaterole, "
        "rolcreatedb, current_setting('row_security') "
        "FROM pg_roles WHERE rolname = current_user"
    )
    assert row == ("zhixing_app", "zhixing_app", False, False, False, False, "on")


def test_the_application_can_become_nobody_else() -> None:
    grown = _names(
        "SELECT r.rolname FROM pg_roles r WHERE r.rolname <> 'zhixing_app' "
        "AND pg_has_role('zhixing_app', r.oid, 'MEMBER')"
    )
    assert grown == set()


def test_a_function_with_its_owners_rights_has_a_fixed_search_path_and_is_not_for_all() -> None:
    loose = _names(
        "SELECT p.proname FROM pg_proc p WHERE p.prosecdef "
        "AND p.pronamespace = 'public'::regnamespace AND p.proname NOT LIKE 'procrastinate%' "
        "AND (NOT coalesce(p.proconfig::text LIKE '%search_path=%', false) "
        "OR has_function_privilege('zhixing_reaper', p.oid, 'EXECUTE'))"
    )
    assert loose == set()


def _list(value: object) -> list[str]:
    return list(value) if isinstance(value, list) else []
