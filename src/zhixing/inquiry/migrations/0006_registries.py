"""A line keeps the number under which a registry carried it out; follow-ups must name it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0005_packages")]
    operations = [
        migrations.AddField(
            "line", "institution_ref", models.CharField(max_length=60, blank=True, default="")
        ),
    ]
