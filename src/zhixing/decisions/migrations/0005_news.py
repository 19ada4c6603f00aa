"""A matter put up, moved on or decided is told to those who wait for it."""

from django.db import migrations

from zhixing.platform.database.rows import tells_news


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_withdrawn"), ("platform", "0007_news")]
    operations = [tells_news("decisions_matter", "day", "approvals")]
