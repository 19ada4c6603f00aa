"""Files in packs, and the keys of subjects whose destruction erases what they sealed."""

from django.db import migrations, models

import zhixing.kernel.ids
from zhixing.platform.database.rows import court_rows

FILE_RULES = [
    "ALTER TABLE platform_file ADD CONSTRAINT file_hash_has_32_bytes CHECK (length(sha256) = 32)",
    "ALTER TABLE platform_file ADD CONSTRAINT file_lies_inside_a_pack "
    'CHECK ("offset" > 0 AND length > 0)',
    """
    CREATE FUNCTION platform_file_keeps_its_content() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE'
        OR (to_jsonb(NEW) - 'wrapped_key') IS DISTINCT FROM (to_jsonb(OLD) - 'wrapped_key') THEN
        RAISE EXCEPTION 'platform_file is append-only: only the wrapping of a key is renewed'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER platform_file_keeps_its_content BEFORE UPDATE OR DELETE ON platform_file "
    "FOR EACH ROW EXECUTE FUNCTION platform_file_keeps_its_content()",
    "ALTER TABLE platform_subject_key ADD CONSTRAINT subject_key_is_wrapped "
    "CHECK (length(wrapped) > 32)",
]


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_log")]
    operations = [
        migrations.CreateModel(
            "SubjectKey",
            [
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("court_no", models.IntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "db_table": "platform_subject_key",
                "indexes": [models.Index(fields=["court_no", "id"], name="subject_key_by_court")],
            },
        ),
        migrations.CreateModel(
            "StoredFile",
            [
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("court_no", models.IntegerField()),
                ("sha256", models.BinaryField()),
                ("pack", models.TextField()),
                ("offset", models.BigIntegerField()),
                ("length", models.BigIntegerField()),
                ("media_type", models.TextField()),
                ("subject_id", models.UUIDField(null=True)),
                ("wrapped_key", models.BinaryField()),
            ],
            options={
                "db_table": "platform_file",
                "indexes": [models.Index(fields=["court_no", "id"], name="file_by_court")],
            },
        ),
        migrations.RunSQL([(sql, None) for sql in FILE_RULES], migrations.RunSQL.noop),
        court_rows("platform_subject_key"),
        court_rows("platform_file", rights="SELECT, INSERT, UPDATE (wrapped_key)"),
    ]
