"""The log of meetings with partners and of what became of what was agreed; nothing is changed."""

from django.db import migrations, models

from zhixing.platform.database.rows import append_only, court_rows

LINKS = """
ALTER TABLE inquiry_engagement_result ADD CONSTRAINT result_is_of_an_engagement_of_its_court
  FOREIGN KEY (court_no, engagement_id) REFERENCES inquiry_engagement (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0012_bulk_control")]
    operations = [
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("held_on", models.DateField()),
                ("form", models.CharField(max_length=12)),
                ("topic", models.CharField(max_length=120)),
                ("place", models.CharField(max_length=120)),
                ("partners", models.JSONField(default=list)),
                ("attended", models.IntegerField()),
                ("points", models.JSONField(default=list)),
                ("recorded_on", models.DateField()),
                ("person", models.UUIDField()),
                ("post", models.UUIDField()),
            ],
            options={
                "db_table": "inquiry_engagement",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "id"], name="engagement_belongs_to_one_court"
                    ),
                    models.UniqueConstraint(
                        fields=["court_no", "held_on", "topic"],
                        name="engagement_is_recorded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(recorded_on__gte=models.F("held_on")),
                        name="engagement_is_recorded_after_it_was_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(attended__gte=1),
                        name="somebody_attended_the_engagement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementResult",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("engagement_id", models.UUIDField()),
                ("point", models.IntegerField()),
                ("is_kept", models.BooleanField()),
                ("result", models.TextField()),
                ("recorded_on", models.DateField()),
                ("person", models.UUIDField()),
                ("post", models.UUIDField()),
            ],
            options={
                "db_table": "inquiry_engagement_result",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "engagement_id", "point"],
                        name="point_has_one_result",
                    ),
                ],
            },
        ),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("inquiry_engagement", rights="SELECT, INSERT"),
        court_rows("inquiry_engagement_result", rights="SELECT, INSERT"),
        append_only("inquiry_engagement"),
        append_only("inquiry_engagement_result"),
    ]
