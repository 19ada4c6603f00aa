"""The rows of the decisions room. Opinions, votes and executions are never changed."""

from __future__ import annotations

from django.db import models


class Bundle(models.Model):
    """Hold matters of many cases that are put up and decided on together (批量审批).

    Each matter keeps its own contents, opinions and acts; the bundle holds the one route,
    and ``contents_hash`` over the hashes of its matters in the order of their ids.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    code = models.CharField(max_length=32)
    summary_zh = models.TextField()
    summary_en = models.TextField()
    contents_hash = models.CharField(max_length=64)
    matters = models.IntegerField()
    applicant_person = models.UUIDField()
    applicant_post = models.UUIDField()
    opened_on = models.DateField()
    route = models.JSONField(default=list)
    step = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=12, default="OPEN")
    waiting_kind = models.CharField(max_length=24, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        db_table = "decisions_bundle"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="bundle_belongs_to_one_court"),
            models.CheckConstraint(
                condition=models.Q(state__in=["OPEN", "APPROVED", "RETURNED", "WITHDRAWN"]),
                name="bundle_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(matters__gt=0), name="bundle_holds_something"
            ),
        ]
        indexes = [
            models.Index(
                fields=["court_no", "waiting_kind", "opened_on", "id"],
                condition=models.Q(state="OPEN"),
                name="bundle_waiting_by_post",
            )
        ]


class Matter(models.Model):
    """Hold one matter put up for decision (审批事项), with the route it must take."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    code = models.CharField(max_length=32)
    subject_id = models.UUIDField(null=True)
    summary_zh = models.TextField()
    summary_en = models.TextField()
    payload = models.JSONField(default=dict)
    payload_hash = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    document = models.UUIDField(null=True)
    is_coercive = models.BooleanField(default=False)
    applicant_person = models.UUIDField()
    applicant_post = models.UUIDField()
    opened_on = models.DateField()
    route = models.JSONField(default=list)
    step = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=12, default="OPEN")
    waiting_kind = models.CharField(max_length=24, blank=True)
    decided_on = models.DateField(null=True)
    bundle_id = models.UUIDField(null=True)

    class Meta:
        db_table = "decisions_matter"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="matter_belongs_to_one_court"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["OPEN", "APPROVED", "RETURNED", "WITHDRAWN", "EXECUTED"]
                ),
                name="matter_is_in_a_known_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["court_no", "waiting_kind", "opened_on", "id"],
                condition=models.Q(state="OPEN"),
                name="matter_waiting_by_post",
            ),
            models.Index(fields=["court_no", "case_id"], name="matter_by_case"),
            models.Index(
                fields=["court_no", "bundle_id", "id"],
                condition=models.Q(bundle_id__isnull=False),
                name="matter_by_bundle",
            ),
        ]


class Opinion(models.Model):
    """Hold what one person said on one step of a matter's route."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    matter_id = models.UUIDField()
    step = models.SmallIntegerField()
    person = models.UUIDField()
    post = models.UUIDField()
    post_kind = models.CharField(max_length=24)
    verdict = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    struck = models.JSONField(default=list)
    given_on = models.DateField()

    class Meta:
        db_table = "decisions_opinion"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=["APPROVE", "RETURN"]),
                name="opinion_approves_or_returns",
            )
        ]
        indexes = [models.Index(fields=["court_no", "matter_id"], name="opinion_by_matter")]


class Vote(models.Model):
    """Hold one panel member's opinion and vote on a matter (合议庭评议)."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    matter_id = models.UUIDField()
    person = models.UUIDField()
    post = models.UUIDField()
    role = models.CharField(max_length=12)
    opinion = models.TextField()
    in_favour = models.BooleanField()
    voted_on = models.DateField()

    class Meta:
        db_table = "decisions_vote"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "matter_id", "person"], name="panel_member_votes_once"
            )
        ]


class Execution(models.Model):
    """Hold who carried a decided matter out."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    matter_id = models.UUIDField()
    person = models.UUIDField()
    post = models.UUIDField()
    executed_on = models.DateField()

    class Meta:
        db_table = "decisions_execution"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "matter_id", "person"], name="person_executes_a_matter_once"
            )
        ]
