"""The rows of the counter route."""

from __future__ import annotations

from django.db import models

from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class WindowTask(models.Model):
    """Hold one way to a window: which papers go to which institution, by whom, with what result.

    ``served_at`` is when the papers were handed in, on the court's own clock: a control has
    effect from then. ``receipt_on`` is the day the institution wrote on its receipt.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    institution_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    reference = models.CharField(max_length=30)
    state = models.CharField(max_length=12)
    opened_on = models.DateField()
    due_on = models.DateField()
    first_officer = models.UUIDField(null=True)
    second_officer = models.UUIDField(null=True)
    visit_on = models.DateField(null=True)
    bundle_file = models.UUIDField(null=True)
    bundle_sha256 = models.CharField(max_length=64, blank=True, default="")
    bundle_pages = models.IntegerField(default=0)
    printed_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    received_by = models.CharField(max_length=80, blank=True, default="")
    receipt_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    result = models.CharField(max_length=12, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "inquiry_window_task"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "id"], name="window_task_belongs_to_one_court"
            ),
            models.UniqueConstraint(
                fields=["court_no", "reference"], name="window_task_reference_is_once"
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "state", "due_on"], name="window_task_by_state"),
            models.Index(fields=["court_no", "case_id"], name="window_task_by_case"),
        ]


class WindowItem(models.Model):
    """Hold that a request goes by a window task; a request goes by one task only."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    task_id = models.UUIDField()
    request_id = models.UUIDField()
    place = models.SmallIntegerField()

    class Meta:
        db_table = "inquiry_window_item"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "request_id"], name="request_goes_by_one_window_task"
            ),
            models.UniqueConstraint(
                fields=["court_no", "task_id", "place"], name="window_item_has_its_place"
            ),
        ]


class WindowScan(models.Model):
    """Hold the picture of a receipt as it came from the scanner; never changed, never removed."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    task_id = models.UUIDField()
    file_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    size = models.IntegerField()
    taken_by = models.UUIDField()
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "inquiry_window_scan"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "task_id", "sha256"], name="scan_is_kept_once"
            )
        ]


class Keying(models.Model):
    """Hold what one person read off a receipt, sealed; the latest of each person counts."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    task_id = models.UUIDField()
    request_id = models.UUIDField()
    person = models.UUIDField()
    person_name = models.CharField(max_length=60)
    round = models.SmallIntegerField()
    body_sealed = models.BinaryField()
    keyed_at = models.DateTimeField()

    class Meta:
        db_table = "inquiry_keying"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "request_id", "person", "round"],
                name="keying_is_once_a_round",
            )
        ]


SEALED_COLUMNS.append(SealedColumn("inquiry_keying", "body_sealed"))
