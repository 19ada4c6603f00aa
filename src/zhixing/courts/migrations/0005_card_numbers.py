"""A card's number is one person's within a court: the database knows it by a blind index.

Cards recorded before have no index until the court records its next; the sealed number cannot
be read here.
"""

from django.db import migrations, models

RULES = """
CREATE OR REPLACE FUNCTION courts_card_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change CONSTANT text[] := ARRAY['work_no_sealed', 'duty_no_sealed', 'work_index',
    'duty_index', 'index_key', 'valid_until', 'ended_by', 'ended_at', 'reported_on',
    'reported_by', 'reported_at'];
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
ALTER TABLE courts_officer_card
  ADD CONSTRAINT work_card_number_is_one_persons EXCLUDE USING gist
    (court_no WITH =, work_index WITH =, person_id WITH <>) WHERE (work_index <> ''),
  ADD CONSTRAINT duty_card_number_is_one_persons EXCLUDE USING gist
    (court_no WITH =, duty_index WITH =, person_id WITH <>) WHERE (duty_index <> '');
"""


class Migration(migrations.Migration):
    dependencies = [("courts", "0004_officer_cards")]
    operations = [
        *(
            migrations.AddField(
                "officercard", name, models.CharField(max_length=64, blank=True, default="")
            )
            for name in ("work_index", "duty_index")
        ),
        migrations.AddField("officercard", "index_key", models.IntegerField(default=0)),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
