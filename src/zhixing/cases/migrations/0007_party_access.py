"""Links by which parties see their own case, and the sessions behind them."""

from django.db import migrations, models

from zhixing.platform.database.rows import court_rows

LINKS = """
ALTER TABLE cases_access_link ADD CONSTRAINT access_link_is_to_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE cases_access_link ADD CONSTRAINT access_link_is_of_a_party_of_its_court
  FOREIGN KEY (court_no, party_id) REFERENCES parties_party (court_no, id);
ALTER TABLE cases_access_session ADD CONSTRAINT access_session_is_behind_a_link_of_its_court
  FOREIGN KEY (court_no, link_id) REFERENCES cases_access_link (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_own_standing")]
    operations = [
        migrations.CreateModel(
            name="AccessLink",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("party_id", models.UUIDField()),
                ("code_hash", models.CharField(max_length=200)),
                ("given_on", models.DateField()),
                ("until", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("failures", models.SmallIntegerField(default=0)),
                ("locked_at", models.DateTimeField(null=True)),
                ("first_opened_at", models.DateTimeField(null=True)),
                ("latest_opened_at", models.DateTimeField(null=True)),
                ("times_opened", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "cases_access_link",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "id"), name="access_link_belongs_to_one_court"
                    ),
                    models.UniqueConstraint(
                        fields=("court_no", "case_id", "party_id"),
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        name="a_party_has_one_living_link_in_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("given_on"))),
                        name="access_link_lives_at_least_its_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessSession",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("link_id", models.UUIDField()),
                ("token_hash", models.CharField(max_length=64)),
                ("began_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "db_table": "cases_access_session",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "token_hash"),
                        name="access_session_is_known_by_its_hash",
                    )
                ],
                "indexes": [
                    models.Index(fields=["court_no", "link_id"], name="access_session_by_link")
                ],
            },
        ),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("cases_access_link", rights="SELECT, INSERT, UPDATE"),
        court_rows("cases_access_session"),
    ]
