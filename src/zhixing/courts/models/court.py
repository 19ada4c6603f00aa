"""A court and, for a rehearsal court, the clock that it lives by."""

from __future__ import annotations

from django.db import models


class Court(models.Model):
    """Hold one court; with its subordinates it is the range ``court_no`` to ``last_no``."""

    court_no = models.IntegerField(primary_key=True)
    last_no = models.IntegerField()
    parent_no = models.IntegerField(null=True)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=12)
    province = models.CharField(max_length=20)
    case_code = models.CharField(max_length=10, blank=True)
    case_code_basis = models.CharField(max_length=10, blank=True)
    legacy_patterns = models.JSONField(default=list)
    is_rehearsal = models.BooleanField()
    like_no = models.IntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "courts_court"


class Clock(models.Model):
    """Hold the instant at which a rehearsal court stands; a live court has no such row."""

    court_no = models.IntegerField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "courts_clock"
