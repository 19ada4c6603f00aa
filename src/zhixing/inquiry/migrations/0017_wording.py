"""What an order asks of many institutions in the same words lies sealed once."""

from django.db import migrations, models

from zhixing.inquiry.sql import STEPS_WITH_WORDING, WORDING
from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0016_open_sets")]
    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("batch_id", models.UUIDField()),
                ("body_sealed", models.BinaryField()),
            ],
            options={
                "db_table": "inquiry_wording",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "id"], name="wording_is_of_one_court"
                    )
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField("request", "wording_id", models.UUIDField(null=True))
            ]
        ),
        court_rows("inquiry_wording", rights="SELECT, INSERT, UPDATE"),
        migrations.RunSQL(WORDING, migrations.RunSQL.noop),
        migrations.RunSQL(STEPS_WITH_WORDING, migrations.RunSQL.noop),
    ]
