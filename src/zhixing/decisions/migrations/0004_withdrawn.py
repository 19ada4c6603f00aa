"""A matter may be taken back by whoever put it up."""

from django.db import migrations, models

from zhixing.decisions.sql import WITHDRAWAL


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_executors")]
    operations = [
        migrations.RemoveConstraint(model_name="matter", name="matter_is_in_a_known_state"),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    state__in=["OPEN", "APPROVED", "RETURNED", "WITHDRAWN", "EXECUTED"]
                ),
                name="matter_is_in_a_known_state",
            ),
        ),
        migrations.RunSQL(WITHDRAWAL, migrations.RunSQL.noop),
    ]
