"""Which reactions have run to the end: at most once per act and reaction."""

from django.db import migrations

from zhixing.platform.database.rows import court_rows

TABLE = """
CREATE TABLE platform_reaction_done (
  court_no integer NOT NULL,
  act_id uuid NOT NULL,
  reaction varchar(160) NOT NULL,
  PRIMARY KEY (court_no, act_id, reaction)
)
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_files")]
    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE platform_reaction_done"),
        court_rows("platform_reaction_done", rights="SELECT, INSERT"),
    ]
