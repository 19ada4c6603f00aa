"""The rows of corrections by hand."""

from __future__ import annotations

from django.db import models


class Correction(models.Model):
    """Hold one correction of what was answered: what it said before, what it is to say, and why.

    One that changes a control takes effect when another person confirms it.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    request_id = models.UUIDField()
    case_id = models.UUIDField()
    state = models.CharField(max_length=10)
    before = models.JSONField(default=dict)
    now = models.JSONField(default=dict)
    reason = models.TextField()
    basis = models.TextField()
    person = models.UUIDField()
    post = models.UUIDField()
    made_on = models.DateField()
    second_person = models.UUIDField(null=True)
    second_post = models.UUIDField(null=True)
    second_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "inquiry_correction"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_person__isnull=True)
                | ~models.Q(second_person=models.F("person")),
                name="correction_is_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["PROPOSED", "APPLIED", "REFUSED"]),
                name="correction_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="APPLIED") | models.Q(applied_at__isnull=False),
                name="correction_in_force_says_since_when",
            ),
            models.UniqueConstraint(
                fields=["court_no", "request_id"],
                condition=models.Q(state="PROPOSED"),
                name="one_correction_waits_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "request_id"], name="correction_by_request"),
            models.Index(fields=["court_no", "state", "made_on"], name="correction_by_state"),
        ]
