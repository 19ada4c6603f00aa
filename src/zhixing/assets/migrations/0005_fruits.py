"""A dividend knows the right whose income it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0004_particulars")]
    operations = [
        migrations.AddField("asset", "fruit_of", models.UUIDField(null=True)),
        migrations.AddIndex(
            "asset",
            models.Index(
                condition=models.Q(("fruit_of__isnull", False)),
                fields=["court_no", "fruit_of"],
                name="asset_by_right",
            ),
        ),
    ]
