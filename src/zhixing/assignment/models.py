"""The rows of the assignment room."""

from __future__ import annotations

from django.db import models

from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class Cycle(models.Model):
    """Hold one cycle of rotation: the commitment before it, everything revealed after it."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    pool = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    commitment = models.CharField(max_length=64)
    secret_sealed = models.BinaryField()
    groups = models.JSONField(default=list)
    run_at = models.DateTimeField(null=True)
    log_size = models.BigIntegerField(null=True)
    log_root = models.CharField(max_length=64, blank=True)
    secret = models.CharField(max_length=64, blank=True)
    case_count = models.IntegerField(default=0)

    class Meta:
        db_table = "assignment_cycle"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "pool"],
                condition=models.Q(run_at__isnull=True),
                name="one_open_cycle_per_pool",
            )
        ]


class Dealing(models.Model):
    """Hold where one case fell in a cycle: what its receipt states."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    cycle_id = models.UUIDField()
    case_id = models.UUIDField()
    number = models.CharField(max_length=64)
    position = models.IntegerField()
    group = models.IntegerField()
    member = models.IntegerField()
    rule = models.CharField(max_length=80)

    class Meta:
        db_table = "assignment_dealing"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "cycle_id", "position"], name="position_is_dealt_once"
            )
        ]
        indexes = [models.Index(fields=["court_no", "case_id"], name="dealing_by_case")]


SEALED_COLUMNS.append(SealedColumn("assignment_cycle", "secret_sealed"))
