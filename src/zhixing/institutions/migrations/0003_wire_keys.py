"""Institutions sign by keys of their own, and some have requests delivered to them."""

import django.db.models.deletion
from django.db import migrations, models

import zhixing.kernel.ids

SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"
SCOPES = f"""
ALTER TABLE institutions_wire_key ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON institutions_wire_key FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON institutions_wire_key TO zhixing_app;
CREATE POLICY reads ON institutions_wire_key FOR SELECT USING ({SYSTEM});
CREATE POLICY inserts ON institutions_wire_key FOR INSERT WITH CHECK ({SYSTEM});
CREATE POLICY updates ON institutions_wire_key FOR UPDATE USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0002_integrity")]
    operations = [
        migrations.AddField(
            "institution", "address", models.CharField(blank=True, default="", max_length=200)
        ),
        migrations.CreateModel(
            name="WireKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("key_id", models.CharField(max_length=40)),
                ("algorithm", models.CharField(max_length=10)),
                ("public_key", models.BinaryField()),
                ("slot", models.SmallIntegerField()),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "db_table": "institutions_wire_key",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "key_id"),
                        name="key_id_is_used_once_by_an_institution",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("institution", "slot"),
                        name="institution_has_two_live_keys_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slot__in", [1, 2])),
                        name="key_lies_in_one_of_two_slots",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("algorithm__in", ["Ed25519", "SM2-SM3"])),
                        name="key_algorithm_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SCOPES, migrations.RunSQL.noop),
    ]
