"""The tables of institutions and of their credentials on the wire."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import zhixing.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [("platform", "0001_scopes")]

    operations = [
        migrations.CreateModel(
            name="Institution",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(max_length=30)),
                ("tier", models.CharField(max_length=10)),
                ("province", models.CharField(blank=True, max_length=20)),
                ("profile", models.CharField(max_length=30)),
                ("hours", models.JSONField(null=True)),
                ("service_level_hours", models.IntegerField()),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
            ],
            options={
                "db_table": "institutions_institution",
            },
        ),
        migrations.CreateModel(
            name="WireCredential",
            fields=[
                (
                    "institution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="institutions.institution",
                    ),
                ),
                ("user_name", models.CharField(max_length=60, unique=True)),
                ("password", models.CharField(max_length=200)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "institutions_wire_credential",
            },
        ),
    ]
