"""The officers' cards: one pair a person a day; a pair ends and is reported, else it stands."""

import django.db.models.deletion
from django.db import migrations, models

import zhixing.kernel.ids
from zhixing.platform.database.rows import court_rows

RULES = """
CREATE FUNCTION courts_card_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change CONSTANT text[] := ARRAY['work_no_sealed', 'duty_no_sealed', 'valid_until',
    'ended_by', 'ended_at', 'reported_on', 'reported_by', 'reported_at'];
BEGIN
  IF TG_OP = 'DELETE'
     OR (NEW.valid_until IS DISTINCT FROM OLD.valid_until
         AND coalesce(NEW.valid_until, 'infinity') >= coalesce(OLD.valid_until, 'infinity'))
     OR (OLD.reported_on IS NOT NULL AND NEW.reported_on IS DISTINCT FROM OLD.reported_on)
     OR to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'a card stands as it was recorded: it is reported once and ends earlier'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER card_stands_as_recorded BEFORE UPDATE OR DELETE ON courts_officer_card
  FOR EACH ROW EXECUTE FUNCTION courts_card_stands();
ALTER TABLE courts_officer_card
  ADD CONSTRAINT card_days_run_forward CHECK (valid_until >= valid_from),
  ADD CONSTRAINT card_picture_is_png_or_jpeg
    CHECK (work_format IN ('png', 'jpg') AND duty_format IN ('png', 'jpg')),
  ADD CONSTRAINT card_report_names_who_and_when
    CHECK ((reported_on IS NULL) = (reported_by IS NULL)
           AND (reported_on IS NULL) = (reported_at IS NULL)),
  ADD CONSTRAINT card_is_named_with_its_court UNIQUE (court_no, id),
  ADD CONSTRAINT card_stays_in_its_court
    FOREIGN KEY (court_no, person_id) REFERENCES courts_person (court_no, id),
  ADD CONSTRAINT person_has_one_pair_of_cards_a_day
    EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_until) WITH &&);
"""


class Migration(migrations.Migration):
    dependencies = [("courts", "0003_scopes")]
    operations = [
        migrations.CreateModel(
            name="OfficerCard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("court_no", models.IntegerField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("work_no_sealed", models.BinaryField()),
                ("duty_no_sealed", models.BinaryField()),
                ("work_picture", models.UUIDField()),
                ("work_format", models.CharField(max_length=4)),
                ("duty_picture", models.UUIDField()),
                ("duty_format", models.CharField(max_length=4)),
                ("recorded_by", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("reported_on", models.DateField(null=True)),
                ("reported_by", models.UUIDField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="courts.person"
                    ),
                ),
            ],
            options={
                "db_table": "courts_officer_card",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["court_no", "valid_from"], name="officercard_by_court")
                ],
            },
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
        court_rows("courts_officer_card", rights="SELECT, INSERT, UPDATE"),
    ]
