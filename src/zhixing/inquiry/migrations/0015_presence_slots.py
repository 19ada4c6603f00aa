"""Calls of an institution are counted on several rows of a day, so that none waits for another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0014_closing_excuses")]
    operations = [
        migrations.AddField(
            model_name="presence",
            name="slot",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.RemoveConstraint(model_name="presence", name="presence_is_one_row_a_day"),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=["institution_id", "on", "slot"], name="presence_is_one_row_a_slot"
            ),
        ),
    ]
