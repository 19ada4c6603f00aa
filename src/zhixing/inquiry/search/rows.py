"""The rows of the search: searches by yield, standing orders and their looks, disputes."""

from __future__ import annotations

from django.db import models


class Search(models.Model):
    """Hold one search: for what, which waves went out, and how every institution stands.

    ``ranked`` is the latest order with each institution's standing; ``finding`` names the
    rule, its day and its inputs, from which the reasons are computed again.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    parties = models.JSONField(default=list)
    key = models.CharField(max_length=100)
    body_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=20)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True)
    waves = models.IntegerField(default=0)
    batches = models.JSONField(default=list)
    ranked = models.JSONField(default=list)
    finding = models.JSONField(default=dict)

    class Meta:
        db_table = "inquiry_search"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="search_belongs_to_one_court"),
            models.UniqueConstraint(fields=["court_no", "key"], name="search_key_is_used_once"),
        ]
        indexes = [
            models.Index(fields=["court_no", "case_id"], name="search_by_case"),
            models.Index(
                fields=["court_no", "id"],
                condition=models.Q(ended_on__isnull=True),
                name="search_that_runs",
            ),
        ]


class StandingOrder(models.Model):
    """Hold a standing order to query a case's debtors, or the watch on an ended case.

    ``dates`` are the days a rule owes, of a watch alone; ``asked_on`` the latest round,
    ``next_on`` the day the next one is due by the latest reckoning.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    parties = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField()
    dates = models.JSONField(default=list)
    asked_on = models.DateField()
    next_on = models.DateField()
    rounds = models.IntegerField(default=0)
    latest_search = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        db_table = "inquiry_standing_order"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "id"], name="standing_order_belongs_to_one_court"
            ),
            models.UniqueConstraint(
                fields=["court_no", "case_id"],
                condition=models.Q(ended_on__isnull=True),
                name="case_has_one_standing_order",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="standing_order_has_a_term",
            ),
        ]
        indexes = [
            models.Index(
                fields=["court_no", "next_on"],
                condition=models.Q(ended_on__isnull=True),
                name="standing_order_due",
            )
        ]


class StandingLook(models.Model):
    """Hold one look of a standing order: on which news, what was decided, and by which reasons."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    order_id = models.UUIDField()
    act_id = models.UUIDField(null=True)
    signal = models.CharField(max_length=24, blank=True)
    on = models.DateField()
    decision = models.CharField(max_length=16)
    search_id = models.UUIDField(null=True)
    finding = models.JSONField(default=dict)

    class Meta:
        db_table = "inquiry_standing_look"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "order_id", "act_id"],
                condition=models.Q(act_id__isnull=False),
                name="news_is_looked_at_once",
            ),
            models.UniqueConstraint(
                fields=["court_no", "order_id", "on"],
                condition=models.Q(act_id__isnull=True),
                name="standing_order_looks_once_a_day",
            ),
        ]


class Dispute(models.Model):
    """Hold an answer that court or institution disputes, and what became of the dispute."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    request_id = models.UUIDField()
    institution_id = models.UUIDField()
    raised_by = models.CharField(max_length=12)
    raised_on = models.DateField()
    due_on = models.DateField()
    reason = models.TextField()
    outcome = models.CharField(max_length=12, blank=True)
    settled_on = models.DateField(null=True)
    grounds = models.TextField(blank=True)

    class Meta:
        db_table = "inquiry_dispute"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "request_id"],
                condition=models.Q(outcome=""),
                name="answer_has_one_open_dispute",
            ),
            models.CheckConstraint(
                condition=models.Q(raised_by__in=["COURT", "INSTITUTION"]),
                name="dispute_is_raised_by_one_of_two",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", settled_on__isnull=True)
                | models.Q(
                    outcome__in=["UPHELD", "REJECTED", "WITHDRAWN"], settled_on__isnull=False
                ),
                name="dispute_settled_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["court_no", "institution_id"], name="dispute_by_place")]
