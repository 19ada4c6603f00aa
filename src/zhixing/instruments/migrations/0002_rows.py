"""Links and policies of the instruments room; the seals' keys stay with their court."""

from django.db import migrations

from zhixing.platform.database.rows import append_only, court_rows

LINKS = """
ALTER TABLE instruments_instrument ADD CONSTRAINT instrument_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE instruments_service ADD CONSTRAINT service_is_of_an_instrument_of_its_court
  FOREIGN KEY (court_no, instrument_id) REFERENCES instruments_instrument (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial"), ("cases", "0002_docket")]
    operations = [
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        append_only("instruments_service"),
        court_rows("instruments_seal", rights="SELECT, INSERT"),
        court_rows("instruments_instrument", rights="SELECT, INSERT, UPDATE"),
        court_rows("instruments_service", rights="SELECT, INSERT"),
    ]
