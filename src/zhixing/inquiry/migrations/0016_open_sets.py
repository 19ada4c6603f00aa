"""Orders know whether something is left to record; what waits is found past what is on its way."""

from django.db import migrations, models

from zhixing.inquiry.sql import NOT_BY_SCOPE, RECORDED, TO_COLLECT


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0015_presence_slots")]
    operations = [
        migrations.AddField(
            model_name="batch", name="is_open", field=models.BooleanField(default=True)
        ),
        migrations.RunSQL(RECORDED, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="batch", name="batch_not_yet_complete"),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                fields=["court_no"],
                condition=models.Q(("is_open", True)),
                name="batch_still_open",
            ),
        ),
        migrations.RunSQL(TO_COLLECT, migrations.RunSQL.noop),
        migrations.RunSQL(NOT_BY_SCOPE, migrations.RunSQL.noop),
    ]
