"""The shared register's doors, links and policies."""

from django.db import migrations

from zhixing.assets.sql import LINKS, REGISTER
from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [("assets", "0001_initial"), ("cases", "0002_docket")]
    operations = [
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        migrations.RunSQL(REGISTER, migrations.RunSQL.noop),
        court_rows("assets_asset", rights="SELECT, INSERT, UPDATE"),
        court_rows("assets_hold", rights="SELECT, INSERT, UPDATE"),
    ]
