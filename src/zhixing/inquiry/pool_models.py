"""The rows of the clerks' query pool: portions taken, and what became of each case in them."""

from __future__ import annotations

from typing import Final

from django.db import models

HELD: Final = ("TAKEN", "QUEUED")
"""States in which a case is in somebody's hands and in nobody else's."""


class Portion(models.Model):
    """Hold a portion of the pool that a clerk took; what is in it are ``PooledCase`` rows."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    person = models.UUIDField()
    post = models.UUIDField()
    state = models.CharField(max_length=12)
    taken_on = models.DateField()
    submitted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "inquiry_portion"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="portion_is_of_one_court"),
            models.UniqueConstraint(
                fields=["court_no", "person"],
                condition=models.Q(state="TAKEN"),
                name="clerk_works_on_one_portion",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["TAKEN", "SUBMITTED", "RETURNED", "WITHDRAWN"]),
                name="portion_is_in_a_known_state",
            ),
        ]
        indexes = [models.Index(fields=["court_no", "person", "taken_on"], name="portion_by_clerk")]


class PooledCase(models.Model):
    """Hold one case of a portion: whether it was asked about, or why not."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    portion_id = models.UUIDField()
    case_id = models.UUIDField()
    state = models.CharField(max_length=12)
    batch_id = models.UUIDField(null=True)
    requests = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    code = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        db_table = "inquiry_pooled_case"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "case_id"],
                condition=models.Q(state__in=list(HELD)),
                name="case_is_in_one_hand",
            ),
            models.UniqueConstraint(
                fields=["court_no", "portion_id", "case_id"], name="case_is_once_in_a_portion"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["TAKEN", "QUEUED", "ORDERED", "REFUSED", "RETURNED", "WITHDRAWN"]
                ),
                name="pooled_case_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn__gte=0)
                & models.Q(withdrawn__lte=models.F("requests")),
                name="no_more_is_withdrawn_than_was_asked",
            ),
        ]
        indexes = [models.Index(fields=["court_no", "batch_id"], name="pooled_case_by_batch")]
