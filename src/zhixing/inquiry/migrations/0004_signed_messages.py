"""One-time numbers of signed messages, and the chain of receipts given for them."""

from django.db import migrations, models

SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"
SCOPES = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM zhixing_app;
GRANT {rights} ON {table} TO zhixing_app;
CREATE POLICY reads ON {table} FOR SELECT USING ({SYSTEM});
CREATE POLICY inserts ON {table} FOR INSERT WITH CHECK ({SYSTEM});
"""
    for table, rights in (
        ("inquiry_nonce", "SELECT, INSERT, DELETE"),
        ("inquiry_receipt", "SELECT, INSERT"),
    )
)
NONCES_END = f"CREATE POLICY deletes ON inquiry_nonce FOR DELETE USING ({SYSTEM});"
SEQUENCE = "GRANT USAGE ON SEQUENCE inquiry_nonce_id_seq TO zhixing_app;"


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0003_news")]
    operations = [
        migrations.CreateModel(
            name="Nonce",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("institution_id", models.UUIDField()),
                ("nonce", models.CharField(max_length=64)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "inquiry_nonce",
                "indexes": [models.Index(fields=["seen_at"], name="nonce_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution_id", "nonce"), name="one_time_number_is_used_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("institution_id", models.UUIDField()),
                ("seq", models.BigIntegerField()),
                ("key", models.CharField(max_length=80)),
                ("body_sha256", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("signature", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "inquiry_receipt",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution_id", "seq"),
                        name="receipts_are_numbered_without_gap",
                    ),
                    models.UniqueConstraint(
                        fields=("institution_id", "key"), name="message_has_one_receipt"
                    ),
                ],
            },
        ),
        migrations.RunSQL(SCOPES, migrations.RunSQL.noop),
        migrations.RunSQL(NONCES_END, migrations.RunSQL.noop),
        migrations.RunSQL(SEQUENCE, migrations.RunSQL.noop),
    ]
