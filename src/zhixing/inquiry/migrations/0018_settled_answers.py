"""What is the matter with an answer is looked into by somebody, who says how it ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0017_wording")]
    operations = [
        migrations.AddField(
            model_name="answer", name="settled_on", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="answer", name="settled_by", field=models.UUIDField(null=True)
        ),
        migrations.AddField(
            model_name="answer",
            name="settled_note",
            field=models.TextField(blank=True, default="", db_default=""),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_by__isnull", True), ("settled_note", ""), ("settled_on__isnull", True)
                )
                | models.Q(
                    ("settled_by__isnull", False),
                    ("settled_on__isnull", False),
                    models.Q(("settled_note", ""), _negated=True),
                ),
                name="answer_is_settled_by_somebody_who_says_how",
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(
                condition=models.Q(
                    models.Q(("problem_code", ""), _negated=True), ("settled_on__isnull", True)
                ),
                fields=["court_no", "received_at"],
                name="answer_needs_a_look",
            ),
        ),
    ]
