"""An act appended is told to the screens that show its case."""

from django.db import migrations

from zhixing.platform.database.rows import tells_news


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_case_list"), ("platform", "0007_news")]
    operations = [tells_news("cases_act", "day", on_update=False)]
