"""The clerks' query pool: portions and their cases; who works on what is told to the centre."""

from django.db import migrations, models

from zhixing.platform.database.rows import court_rows, tells_news

LINKS = """
ALTER TABLE inquiry_pooled_case ADD CONSTRAINT pooled_case_is_of_a_portion_of_its_court
  FOREIGN KEY (court_no, portion_id) REFERENCES inquiry_portion (court_no, id);
ALTER TABLE inquiry_pooled_case ADD CONSTRAINT pooled_case_is_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE inquiry_pooled_case ADD CONSTRAINT pooled_case_was_asked_in_its_court
  FOREIGN KEY (court_no, batch_id) REFERENCES inquiry_batch (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0009_bulk")]
    operations = [
        migrations.CreateModel(
            name="Portion",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("person", models.UUIDField()),
                ("post", models.UUIDField()),
                ("state", models.CharField(max_length=12)),
                ("taken_on", models.DateField()),
                ("submitted_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "db_table": "inquiry_portion",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "id"], name="portion_is_of_one_court"
                    ),
                    models.UniqueConstraint(
                        fields=["court_no", "person"],
                        condition=models.Q(state="TAKEN"),
                        name="clerk_works_on_one_portion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            state__in=["TAKEN", "SUBMITTED", "RETURNED", "WITHDRAWN"]
                        ),
                        name="portion_is_in_a_known_state",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["court_no", "person", "taken_on"], name="portion_by_clerk")
                ],
            },
        ),
        migrations.CreateModel(
            name="PooledCase",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("portion_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("state", models.CharField(max_length=12)),
                ("batch_id", models.UUIDField(null=True)),
                ("requests", models.IntegerField(default=0)),
                ("withdrawn", models.IntegerField(default=0)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("reason", models.TextField(blank=True)),
                ("reason_en", models.TextField(blank=True)),
            ],
            options={
                "db_table": "inquiry_pooled_case",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "case_id"],
                        condition=models.Q(state__in=["TAKEN", "QUEUED"]),
                        name="case_is_in_one_hand",
                    ),
                    models.UniqueConstraint(
                        fields=["court_no", "portion_id", "case_id"],
                        name="case_is_once_in_a_portion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            state__in=[
                                "TAKEN",
                                "QUEUED",
                                "ORDERED",
                                "REFUSED",
                                "RETURNED",
                                "WITHDRAWN",
                            ]
                        ),
                        name="pooled_case_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(withdrawn__gte=0)
                        & models.Q(withdrawn__lte=models.F("requests")),
                        name="no_more_is_withdrawn_than_was_asked",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["court_no", "batch_id"], name="pooled_case_by_batch")
                ],
            },
        ),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("inquiry_portion", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_pooled_case", rights="SELECT, INSERT, UPDATE"),
        tells_news("inquiry_pooled_case", "queries"),
    ]
