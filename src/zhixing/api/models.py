"""The one table of this door: what was answered under which idempotency key."""

from __future__ import annotations

from django.db import models

from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class IdempotencyKey(models.Model):
    """Hold what a write answered, so that its repeat is given the same and does nothing.

    A key belongs to a post: another post's key of the same name is another key. The
    answer is sealed, because it may hold what only its receiver may read.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    post = models.UUIDField()
    key = models.CharField(max_length=200)
    body_hash = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True)
    answer = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        app_label = "api"
        db_table = "api_idempotency"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "post", "key"], name="key_is_used_once_by_a_post"
            )
        ]
        indexes = [models.Index(fields=["court_no", "at"], name="idempotency_by_age")]


SEALED_COLUMNS.append(SealedColumn("api_idempotency", "answer"))
