"""Whose rows a scope may see and write in this room.

Which courts there are, and the hour at a rehearsal court, is known to every scope.
Credentials, sessions, tokens and the throttle are seen in the SYSTEM scope alone:
a colleague of the same court has no business there.
"""

from django.db import migrations

from zhixing.platform.database.rows import COURT_WRITE, court_rows

ANY_SCOPE = "(SELECT zx_kind()) <> ''"
SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"


def own_policies(table: str, rights: str, *, read: str, write: str) -> migrations.RunSQL:
    """Give a table row security with conditions of its own for reading and writing."""
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {table} FROM zhixing_app",
        f"GRANT {rights} ON {table} TO zhixing_app",
        f"CREATE POLICY reads ON {table} FOR SELECT USING ({read})",
        f"CREATE POLICY inserts ON {table} FOR INSERT WITH CHECK ({write})",
        f"CREATE POLICY updates ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write})",
        f"CREATE POLICY deletes ON {table} FOR DELETE USING ({write})",
    ]
    return migrations.RunSQL([(s, None) for s in statements], migrations.RunSQL.noop)


DATED = (
    "courts_department",
    "courts_post",
    "courts_person",
    "courts_post_holding",
    "courts_team",
    "courts_team_membership",
    "courts_approval_route",
    "courts_capability_grant",
    "courts_policy",
)


class Migration(migrations.Migration):
    dependencies = [("courts", "0002_integrity")]
    operations = [
        own_policies("courts_court", "SELECT, INSERT, UPDATE", read=ANY_SCOPE, write=SYSTEM),
        own_policies("courts_clock", "SELECT, INSERT, UPDATE", read=ANY_SCOPE, write=COURT_WRITE),
        *(court_rows(table, rights="SELECT, INSERT, UPDATE") for table in DATED),
        own_policies("courts_credential", "SELECT, INSERT, UPDATE", read=SYSTEM, write=SYSTEM),
        own_policies(
            "courts_login_throttle",
            "SELECT, INSERT, UPDATE, DELETE",
            read=SYSTEM,
            write=SYSTEM,
        ),
        own_policies("courts_session", "SELECT, INSERT, UPDATE, DELETE", read=SYSTEM, write=SYSTEM),
        own_policies("courts_token", "SELECT, INSERT, UPDATE", read=SYSTEM, write=SYSTEM),
    ]
