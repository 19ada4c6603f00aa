"""The rows of closing days that a court let count after the fact."""

from __future__ import annotations

from django.db import models


class ClosingExcuse(models.Model):
    """Hold that a court let an institution's closing day count in deadlines that had passed."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    institution_id = models.UUIDField()
    day = models.DateField()
    reason = models.TextField()
    moved = models.IntegerField()
    excused_on = models.DateField()
    person = models.UUIDField()
    post = models.UUIDField()

    class Meta:
        db_table = "inquiry_closing_excuse"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "institution_id", "day"], name="closing_is_excused_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="closing_excuse_says_why"),
            models.CheckConstraint(
                condition=models.Q(moved__gte=1), name="closing_excuse_moves_something"
            ),
        ]
