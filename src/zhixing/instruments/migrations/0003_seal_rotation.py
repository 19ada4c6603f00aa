"""A court's seal key can be sealed again under a newer data key, and nothing else of it changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("instruments", "0002_rows")]
    operations = [
        migrations.RunSQL(
            "GRANT UPDATE (key_sealed) ON instruments_seal TO zhixing_app",
            "REVOKE UPDATE (key_sealed) ON instruments_seal FROM zhixing_app",
        )
    ]
