"""An account knows what it is for, as its bank told it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0006_asset_by_party")]
    operations = [
        migrations.AddField(
            "asset", "purpose", models.CharField(max_length=24, default="", db_default="")
        ),
    ]
