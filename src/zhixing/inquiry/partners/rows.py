"""The rows of the engagement log: meetings with partners, and what became of what was agreed."""

from __future__ import annotations

from django.db import models


class Engagement(models.Model):
    """Hold one meeting with partners: when, in which form, about what, and what was agreed.

    ``points`` lists what was agreed: the words, the last day, the institution that owes it.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    held_on = models.DateField()
    form = models.CharField(max_length=12)
    topic = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    partners = models.JSONField(default=list)
    attended = models.IntegerField()
    points = models.JSONField(default=list)
    recorded_on = models.DateField()
    person = models.UUIDField()
    post = models.UUIDField()

    class Meta:
        db_table = "inquiry_engagement"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "id"], name="engagement_belongs_to_one_court"
            ),
            models.UniqueConstraint(
                fields=["court_no", "held_on", "topic"], name="engagement_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=models.Q(recorded_on__gte=models.F("held_on")),
                name="engagement_is_recorded_after_it_was_held",
            ),
            models.CheckConstraint(
                condition=models.Q(attended__gte=1), name="somebody_attended_the_engagement"
            ),
        ]


class EngagementResult(models.Model):
    """Hold what became of one point that was agreed at a meeting; it is told once."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    engagement_id = models.UUIDField()
    point = models.IntegerField()
    is_kept = models.BooleanField()
    result = models.TextField()
    recorded_on = models.DateField()
    person = models.UUIDField()
    post = models.UUIDField()

    class Meta:
        db_table = "inquiry_engagement_result"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "engagement_id", "point"], name="point_has_one_result"
            ),
        ]
