"""Window tasks: papers carried to institutions, their receipts, and what was keyed off them."""

from django.db import migrations, models

from zhixing.platform.database.rows import append_only, court_rows

RULES = """
ALTER TABLE inquiry_window_task
  ADD CONSTRAINT window_task_is_of_a_case_of_its_court FOREIGN KEY (court_no, case_id)
    REFERENCES cases_case (court_no, id),
  ADD CONSTRAINT window_task_state_is_known
    CHECK (state IN ('OPEN', 'ASSIGNED', 'SERVED', 'ENDED')),
  ADD CONSTRAINT window_task_goes_by_two_officers
    CHECK (state = 'OPEN' OR result = 'WITHDRAWN'
           OR (first_officer IS NOT NULL AND second_officer IS NOT NULL)),
  ADD CONSTRAINT window_task_officers_are_two_people
    CHECK (first_officer IS NULL OR first_officer <> second_officer),
  ADD CONSTRAINT window_task_served_has_its_moment
    CHECK (state <> 'SERVED' OR (served_at IS NOT NULL AND served_on IS NOT NULL)),
  ADD CONSTRAINT window_task_printed_has_its_hash
    CHECK ((printed_at IS NULL) = (bundle_file IS NULL) AND
           (bundle_file IS NULL OR (length(bundle_sha256) = 64 AND bundle_pages > 0))),
  ADD CONSTRAINT window_task_ended_has_its_result
    CHECK ((state = 'ENDED') = (ended_on IS NOT NULL)
           AND (state = 'ENDED') = (result IN ('ANSWERED', 'REFUSED', 'WITHDRAWN')));
ALTER TABLE inquiry_window_item
  ADD CONSTRAINT window_item_is_of_a_task_of_its_court FOREIGN KEY (court_no, task_id)
    REFERENCES inquiry_window_task (court_no, id),
  ADD CONSTRAINT window_item_is_a_request_of_its_court FOREIGN KEY (court_no, request_id)
    REFERENCES inquiry_request (court_no, id);
ALTER TABLE inquiry_window_scan
  ADD CONSTRAINT scan_is_of_a_task_of_its_court FOREIGN KEY (court_no, task_id)
    REFERENCES inquiry_window_task (court_no, id),
  ADD CONSTRAINT scan_has_its_hash CHECK (length(sha256) = 64 AND size > 0);
ALTER TABLE inquiry_keying
  ADD CONSTRAINT keying_is_of_a_task_of_its_court FOREIGN KEY (court_no, task_id)
    REFERENCES inquiry_window_task (court_no, id),
  ADD CONSTRAINT keying_is_of_a_request_of_its_court FOREIGN KEY (court_no, request_id)
    REFERENCES inquiry_request (court_no, id);
"""
KEY = models.UUIDField(primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0006_registries")]
    operations = [
        migrations.CreateModel(
            name="WindowTask",
            fields=[
                ("id", KEY),
                ("court_no", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("institution_id", models.UUIDField()),
                ("kind", models.CharField(max_length=8)),
                ("reference", models.CharField(max_length=30)),
                ("state", models.CharField(max_length=12)),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("first_officer", models.UUIDField(null=True)),
                ("second_officer", models.UUIDField(null=True)),
                ("visit_on", models.DateField(null=True)),
                ("bundle_file", models.UUIDField(null=True)),
                ("bundle_sha256", models.CharField(blank=True, default="", max_length=64)),
                ("bundle_pages", models.IntegerField(default=0)),
                ("printed_at", models.DateTimeField(null=True)),
                ("served_at", models.DateTimeField(null=True)),
                ("served_on", models.DateField(null=True)),
                ("received_by", models.CharField(blank=True, default="", max_length=80)),
                ("receipt_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("result", models.CharField(blank=True, default="", max_length=12)),
                ("reason", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "inquiry_window_task",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "id"], name="window_task_belongs_to_one_court"
                    ),
                    models.UniqueConstraint(
                        fields=["court_no", "reference"], name="window_task_reference_is_once"
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["court_no", "state", "due_on"], name="window_task_by_state"
                    ),
                    models.Index(fields=["court_no", "case_id"], name="window_task_by_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WindowItem",
            fields=[
                ("id", KEY),
                ("court_no", models.IntegerField()),
                ("task_id", models.UUIDField()),
                ("request_id", models.UUIDField()),
                ("place", models.SmallIntegerField()),
            ],
            options={
                "db_table": "inquiry_window_item",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "request_id"], name="request_goes_by_one_window_task"
                    ),
                    models.UniqueConstraint(
                        fields=["court_no", "task_id", "place"], name="window_item_has_its_place"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WindowScan",
            fields=[
                ("id", KEY),
                ("court_no", models.IntegerField()),
                ("task_id", models.UUIDField()),
                ("file_id", models.UUIDField()),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("size", models.IntegerField()),
                ("taken_by", models.UUIDField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "db_table": "inquiry_window_scan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "task_id", "sha256"], name="scan_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Keying",
            fields=[
                ("id", KEY),
                ("court_no", models.IntegerField()),
                ("task_id", models.UUIDField()),
                ("request_id", models.UUIDField()),
                ("person", models.UUIDField()),
                ("person_name", models.CharField(max_length=60)),
                ("round", models.SmallIntegerField()),
                ("body_sealed", models.BinaryField()),
                ("keyed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "inquiry_keying",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "request_id", "person", "round"],
                        name="keying_is_once_a_round",
                    )
                ],
            },
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
        court_rows("inquiry_window_task", rights="SELECT, INSERT, UPDATE"),
        court_rows("inquiry_window_item", rights="SELECT, INSERT"),
        court_rows("inquiry_window_scan", rights="SELECT, INSERT"),
        append_only("inquiry_window_scan"),
        court_rows("inquiry_keying", rights="SELECT, INSERT, UPDATE"),
    ]
