"""Separation of duties by constraint trigger, and the policies of the room's rows."""

from django.db import migrations

from zhixing.decisions.sql import LINKS, SEPARATION
from zhixing.platform.database.rows import append_only, court_rows


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("cases", "0002_docket")]
    operations = [
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        migrations.RunSQL(SEPARATION, migrations.RunSQL.noop),
        append_only("decisions_opinion"),
        append_only("decisions_vote"),
        append_only("decisions_execution"),
        court_rows("decisions_matter", rights="SELECT, INSERT, UPDATE"),
        court_rows("decisions_opinion", rights="SELECT, INSERT"),
        court_rows("decisions_vote", rights="SELECT, INSERT"),
        court_rows("decisions_execution", rights="SELECT, INSERT"),
    ]
