"""Corrections of answers by hand; one that changes a control has a second pair of eyes."""

from django.db import migrations, models

from zhixing.platform.database.rows import court_rows

LINKS = """
ALTER TABLE inquiry_correction ADD CONSTRAINT correction_is_of_a_request_of_its_court
  FOREIGN KEY (court_no, request_id) REFERENCES inquiry_request (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0010_pool")]
    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("request_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("state", models.CharField(max_length=10)),
                ("before", models.JSONField(default=dict)),
                ("now", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("basis", models.TextField()),
                ("person", models.UUIDField()),
                ("post", models.UUIDField()),
                ("made_on", models.DateField()),
                ("second_person", models.UUIDField(null=True)),
                ("second_post", models.UUIDField(null=True)),
                ("second_reason", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "inquiry_correction",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(second_person__isnull=True)
                        | ~models.Q(second_person=models.F("person")),
                        name="correction_is_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state__in=["PROPOSED", "APPLIED", "REFUSED"]),
                        name="correction_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(state="APPLIED") | models.Q(applied_at__isnull=False),
                        name="correction_in_force_says_since_when",
                    ),
                    models.UniqueConstraint(
                        fields=["court_no", "request_id"],
                        condition=models.Q(state="PROPOSED"),
                        name="one_correction_waits_at_a_time",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["court_no", "request_id"], name="correction_by_request"),
                    models.Index(
                        fields=["court_no", "state", "made_on"], name="correction_by_state"
                    ),
                ],
            },
        ),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("inquiry_correction", rights="SELECT, INSERT, UPDATE"),
    ]
