"""Rankings of institutions that a court published; everybody may read them."""

from django.db import migrations, models

from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_corrections")]
    operations = [
        migrations.CreateModel(
            name="PublishedRanking",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("court_name", models.CharField(max_length=80)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("published_on", models.DateField()),
                ("lines", models.JSONField(default=list)),
            ],
            options={
                "db_table": "oversight_published_ranking",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "first_on", "last_on"],
                        name="ranking_is_published_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="ranking_is_of_days_in_order",
                    ),
                ],
            },
        ),
        court_rows("oversight_published_ranking", rights="SELECT, INSERT", public="true"),
    ]
