"""Single acts that other courts ask of a court, each with the answer given once."""

from django.db import migrations, models

from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0019_window_time")]
    operations = [
        migrations.CreateModel(
            name="AskedAct",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("from_no", models.IntegerField()),
                ("from_court", models.CharField(max_length=120)),
                ("from_case_no", models.CharField(max_length=80)),
                ("letter", models.CharField(max_length=60)),
                ("task", models.TextField()),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("report", models.TextField(blank=True)),
                ("things", models.IntegerField(default=0)),
                ("money", models.BigIntegerField(default=0)),
                ("answered_on", models.DateField(null=True)),
                ("person", models.UUIDField(null=True)),
                ("post", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "inquiry_asked_act",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            outcome="", answered_on__isnull=True, person__isnull=True
                        )
                        | models.Q(
                            outcome__in=["DONE", "NOTHING", "REFUSED"],
                            answered_on__isnull=False,
                            person__isnull=False,
                        ),
                        name="asked_act_is_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(things__gte=0, money__gte=0),
                        name="asked_act_found_nothing_below_zero",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["court_no", "outcome", "due_on"], name="asked_act_by_day"),
                ],
            },
        ),
        court_rows("inquiry_asked_act", rights="SELECT, INSERT, UPDATE"),
    ]
