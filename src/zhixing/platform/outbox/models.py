"""The rows of the outbox."""

from __future__ import annotations

from django.db import models


class Outgoing(models.Model):
    """Hold one message to an outside party and how far it got; ``key`` makes it one message.

    ``body`` is sealed by the vault, for it may say who somebody is.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    key = models.CharField(max_length=120)
    destination = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    body = models.BinaryField()
    body_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="PENDING")
    attempts = models.IntegerField(default=0)
    answer = models.TextField(blank=True)
    correlation = models.UUIDField(null=True)

    class Meta:
        app_label = "platform"
        db_table = "platform_outbox"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "key"], name="outgoing_is_one_message"),
            models.CheckConstraint(
                condition=models.Q(state__in=["PENDING", "DONE", "REFUSED", "UNCLEAR"]),
                name="outgoing_is_in_a_known_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["court_no", "id"],
                condition=models.Q(state__in=["PENDING", "UNCLEAR"]),
                name="outgoing_waiting",
            )
        ]
