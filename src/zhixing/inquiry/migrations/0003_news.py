"""A request that went out, moved or was answered is told to the query centre."""

from django.db import migrations

from zhixing.platform.database.rows import tells_news


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0002_requests"), ("platform", "0007_news")]
    operations = [tells_news("inquiry_request", "queries")]
