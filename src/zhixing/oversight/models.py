"""The rows of this room: rankings a court published; every figure else is computed when asked."""

from __future__ import annotations

from django.db import models


class PublishedRanking(models.Model):
    """Hold a ranking of institutions as a court published it: figures only, no case, no person."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    court_name = models.CharField(max_length=80)
    first_on = models.DateField()
    last_on = models.DateField()
    published_on = models.DateField()
    lines = models.JSONField(default=list)

    class Meta:
        db_table = "oversight_published_ranking"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "first_on", "last_on"], name="ranking_is_published_once"
            ),
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="ranking_is_of_days_in_order",
            ),
        ]
