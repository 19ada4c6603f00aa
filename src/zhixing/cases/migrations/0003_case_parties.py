"""Who stands in a case in which role: linked to case and party of the same court."""

from django.db import migrations, models

from zhixing.platform.database.rows import court_rows

LINKS = """
ALTER TABLE cases_party ADD CONSTRAINT standing_is_in_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE cases_party ADD CONSTRAINT standing_is_of_a_party_of_its_court
  FOREIGN KEY (court_no, party_id) REFERENCES parties_party (court_no, id);
ALTER TABLE cases_party ADD CONSTRAINT standing_ends_no_earlier_than_it_begins
  CHECK (until IS NULL OR until >= since);
"""

OWN = (
    "party_id IN (SELECT p.id FROM parties_party p "
    "WHERE p.number_index = (SELECT zx_person_index()))"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_docket"), ("parties", "0002_integrity")]
    operations = [
        migrations.CreateModel(
            name="CaseParty",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("party_id", models.UUIDField()),
                ("role", models.CharField(max_length=16)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "db_table": "cases_party",
                "indexes": [
                    models.Index(fields=["court_no", "party_id", "case_id"], name="case_by_party")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "case_id", "party_id", "role", "since"),
                        name="a_party_stands_once_in_a_role_from_a_day",
                    )
                ],
            },
        ),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("cases_party", party=OWN),
    ]
