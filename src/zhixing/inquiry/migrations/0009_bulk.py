"""Steps and indexes for queries that come by the hundred thousand."""

from django.db import migrations, models

from zhixing.inquiry.sql import INDEXES_IN_BULK, STEPS_IN_BULK


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0008_search")]
    operations = [
        migrations.AddIndex(
            "batch",
            models.Index(
                fields=["court_no"],
                condition=models.Q(completed_on__isnull=True),
                name="batch_not_yet_complete",
            ),
        ),
        migrations.RunSQL(STEPS_IN_BULK, migrations.RunSQL.noop),
        migrations.RunSQL(
            INDEXES_IN_BULK,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.RemoveConstraint("answer", "answer_counts_once"),
                migrations.AddConstraint(
                    "answer",
                    models.UniqueConstraint(
                        fields=["request_id", "court_no", "content_hash"],
                        name="answer_counts_once",
                    ),
                ),
            ],
        ),
    ]
