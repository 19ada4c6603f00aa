"""Closing days of institutions that a court let count in deadlines that had passed."""

from django.db import migrations, models

from zhixing.platform.database.rows import append_only, court_rows


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0013_engagements")]
    operations = [
        migrations.CreateModel(
            name="ClosingExcuse",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("institution_id", models.UUIDField()),
                ("day", models.DateField()),
                ("reason", models.TextField()),
                ("moved", models.IntegerField()),
                ("excused_on", models.DateField()),
                ("person", models.UUIDField()),
                ("post", models.UUIDField()),
            ],
            options={
                "db_table": "inquiry_closing_excuse",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "institution_id", "day"],
                        name="closing_is_excused_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="closing_excuse_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moved__gte", 1)),
                        name="closing_excuse_moves_something",
                    ),
                ],
            },
        ),
        court_rows("inquiry_closing_excuse", rights="SELECT, INSERT"),
        append_only("inquiry_closing_excuse"),
    ]
