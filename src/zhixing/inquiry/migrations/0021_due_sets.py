"""Orders know when their set is to be recorded; rows are found by what names them."""

from django.db import migrations, models

from zhixing.inquiry.sql import DUE, NOT_BY_COURT, PRESENCE_TOGETHER, UNSEARCHED


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0020_asked_acts")]
    operations = [
        migrations.AddField(
            model_name="batch",
            name="is_due",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.RunSQL(DUE, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="batch", name="batch_still_open"),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                fields=["court_no"],
                condition=models.Q(("is_due", True)),
                name="batch_to_be_recorded",
            ),
        ),
        migrations.RunSQL(UNSEARCHED, migrations.RunSQL.noop),
        migrations.RunSQL(NOT_BY_COURT, migrations.RunSQL.noop),
        migrations.RunSQL(PRESENCE_TOGETHER, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="rawmessage", name="message_by_time"),
        migrations.AddIndex(
            model_name="rawmessage",
            index=models.Index(fields=["received_at"], name="message_by_time"),
        ),
    ]
