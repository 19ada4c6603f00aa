"""Requests hash-partitioned by court, their steps, links and policies."""

from django.db import migrations

from zhixing.inquiry.sql import LINKS, PRESENCE, REQUEST, STEPS
from zhixing.platform.database.rows import court_rows, hash_partitions

OWN = "institution_id = (SELECT zx_institution())"


class Migration(migrations.Migration):
    dependencies = [
        ("inquiry", "0001_initial"),
        ("cases", "0002_docket"),
        ("assets", "0002_register"),
    ]
    operations = [
        migrations.RunSQL(REQUEST, "DROP TABLE inquiry_request"),
        hash_partitions("inquiry_request"),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        migrations.RunSQL(PRESENCE, migrations.RunSQL.noop),
        court_rows("inquiry_batch", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_request", rights="SELECT, INSERT, UPDATE", institution=OWN),
        court_rows("inquiry_line", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_raw_message", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_answer", rights="SELECT, INSERT, UPDATE", institution=OWN),
    ]
