"""What a debtor has is found by the debtor, over all cases of a court."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0005_fruits")]
    operations = [
        migrations.AddIndex(
            "asset",
            models.Index(fields=["court_no", "party_id"], name="asset_by_party"),
        ),
    ]
