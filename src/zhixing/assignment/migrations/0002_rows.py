"""Policies of the assignment room's rows; what a cycle dealt is never changed."""

from django.db import migrations

from zhixing.platform.database.rows import append_only, court_rows

LINKS = """
ALTER TABLE assignment_dealing ADD CONSTRAINT dealing_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("assignment", "0001_initial"), ("cases", "0002_docket")]
    operations = [
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        append_only("assignment_dealing"),
        court_rows("assignment_cycle", rights="SELECT, INSERT, UPDATE"),
        court_rows("assignment_dealing", rights="SELECT, INSERT"),
    ]
