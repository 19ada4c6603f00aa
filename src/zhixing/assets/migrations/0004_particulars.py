"""Registered things keep what the register says of them, sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0003_index_keys")]
    operations = [
        migrations.AddField("asset", "particulars_sealed", models.BinaryField(null=True)),
    ]
