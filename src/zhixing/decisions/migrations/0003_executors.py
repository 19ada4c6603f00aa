"""Nobody who put up, voted on or approved coercion executes it; a matter stays as it was put up."""

from django.db import migrations

from zhixing.decisions.sql import EXECUTORS


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_separation")]
    operations = [migrations.RunSQL(EXECUTORS, migrations.RunSQL.noop)]
