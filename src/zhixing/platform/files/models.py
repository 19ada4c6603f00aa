"""The table of files: where each lies, what its ciphertext hashes to, its wrapped key."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.ids import new_id


class StoredFile(models.Model):
    """One file in a pack. Only the wrapping of its key may ever change."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    sha256 = models.BinaryField()
    pack = models.TextField()
    offset = models.BigIntegerField()
    length = models.BigIntegerField()
    media_type = models.TextField()
    subject_id = models.UUIDField(null=True)
    wrapped_key = models.BinaryField()

    class Meta:
        db_table = "platform_file"
        indexes = [models.Index(fields=["court_no", "id"], name="file_by_court")]
