"""Searches by yield, standing orders with their looks, and disputed answers."""

from django.db import migrations, models

from zhixing.inquiry.search.sql import LINKS
from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [
        ("inquiry", "0007_window_tasks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("request_id", models.UUIDField()),
                ("institution_id", models.UUIDField()),
                ("raised_by", models.CharField(max_length=12)),
                ("raised_on", models.DateField()),
                ("due_on", models.DateField()),
                ("reason", models.TextField()),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("settled_on", models.DateField(null=True)),
                ("grounds", models.TextField(blank=True)),
            ],
            options={
                "db_table": "inquiry_dispute",
                "indexes": [
                    models.Index(fields=["court_no", "institution_id"], name="dispute_by_place")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("court_no", "request_id"),
                        name="answer_has_one_open_dispute",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("raised_by__in", ["COURT", "INSTITUTION"])),
                        name="dispute_is_raised_by_one_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("settled_on__isnull", True)),
                            models.Q(
                                ("outcome__in", ["UPHELD", "REJECTED", "WITHDRAWN"]),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dispute_settled_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Search",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("parties", models.JSONField(default=list)),
                ("key", models.CharField(max_length=100)),
                ("body_hash", models.CharField(max_length=64)),
                ("purpose", models.CharField(max_length=20)),
                ("begun_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("waves", models.IntegerField(default=0)),
                ("batches", models.JSONField(default=list)),
                ("ranked", models.JSONField(default=list)),
                ("finding", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "inquiry_search",
                "indexes": [
                    models.Index(fields=["court_no", "case_id"], name="search_by_case"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["court_no", "id"],
                        name="search_that_runs",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "id"), name="search_belongs_to_one_court"
                    ),
                    models.UniqueConstraint(
                        fields=("court_no", "key"), name="search_key_is_used_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingLook",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("order_id", models.UUIDField()),
                ("act_id", models.UUIDField(null=True)),
                ("signal", models.CharField(blank=True, max_length=24)),
                ("on", models.DateField()),
                ("decision", models.CharField(max_length=16)),
                ("search_id", models.UUIDField(null=True)),
                ("finding", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "inquiry_standing_look",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("act_id__isnull", False)),
                        fields=("court_no", "order_id", "act_id"),
                        name="news_is_looked_at_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("act_id__isnull", True)),
                        fields=("court_no", "order_id", "on"),
                        name="standing_order_looks_once_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingOrder",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("kind", models.CharField(max_length=8)),
                ("parties", models.JSONField(default=list)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("dates", models.JSONField(default=list)),
                ("asked_on", models.DateField()),
                ("next_on", models.DateField()),
                ("rounds", models.IntegerField(default=0)),
                ("latest_search", models.UUIDField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.TextField(blank=True)),
            ],
            options={
                "db_table": "inquiry_standing_order",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["court_no", "next_on"],
                        name="standing_order_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "id"), name="standing_order_belongs_to_one_court"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("court_no", "case_id"),
                        name="case_has_one_standing_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="standing_order_has_a_term",
                    ),
                ],
            },
        ),
        court_rows("inquiry_search", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_standing_order", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_standing_look", rights="SELECT, INSERT"),
        court_rows("inquiry_dispute", rights="SELECT, INSERT, UPDATE"),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
    ]
