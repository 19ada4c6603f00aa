"""The rows of the cases room. Everything but the acts is materialised and can be rebuilt."""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """Hold one enforcement case (执行案件) with the columns that lists filter and sort by."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    kind = models.CharField(max_length=24)
    year = models.SmallIntegerField()
    type_code = models.CharField(max_length=12)
    serial = models.IntegerField()
    number = models.CharField(max_length=64)
    title_number = models.CharField(max_length=120, blank=True)
    application_key = models.CharField(max_length=80, blank=True)
    application_hash = models.CharField(max_length=64, blank=True)
    creditor_names = models.TextField(blank=True)
    debtor_names = models.TextField(blank=True)
    applied_on = models.DateField()
    filed_on = models.DateField(null=True)
    stage = models.CharField(max_length=24, blank=True)
    stage_on = models.DateField(null=True)
    handler_person = models.UUIDField(null=True)
    handler_post = models.UUIDField(null=True)
    team = models.UUIDField(null=True)
    claim_fen = models.BigIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)
    next_due_on = models.DateField(null=True)
    next_due_code = models.CharField(max_length=48, blank=True)
    closed_on = models.DateField(null=True)
    close_mode = models.CharField(max_length=32, blank=True)
    parent_case = models.UUIDField(null=True)
    last_seq = models.IntegerField(default=0)
    last_occurred_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="case_belongs_to_one_court"),
            models.UniqueConstraint(
                fields=["court_no", "year", "type_code", "serial"],
                name="case_number_is_unique_in_its_court",
            ),
            models.UniqueConstraint(
                fields=["court_no", "application_key"],
                condition=~models.Q(application_key=""),
                name="application_key_is_used_once",
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "filed_on", "id"], name="case_by_filing"),
            models.Index(
                fields=["court_no", "handler_person", "next_due_on", "id"], name="case_by_handler"
            ),
            models.Index(
                fields=["court_no", "handler_person", "filed_on", "id"],
                name="case_by_handler_filing",
            ),
            models.Index(fields=["court_no", "stage", "filed_on", "id"], name="case_by_stage"),
            models.Index(fields=["court_no", "claim_fen", "id"], name="case_by_claim"),
            models.Index(fields=["court_no", "next_due_on", "id"], name="case_by_due"),
            models.Index(fields=["court_no", "title_number"], name="case_by_title"),
            models.Index(fields=["court_no", "number"], name="case_by_number"),
        ]


class CaseSerial(models.Model):
    """Hold the last serial given out per court, year and type code; numbers are never reused."""

    id = models.BigAutoField(primary_key=True)
    court_no = models.IntegerField()
    year = models.SmallIntegerField()
    type_code = models.CharField(max_length=12)
    serial = models.IntegerField(default=0)

    class Meta:
        db_table = "cases_serial"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "year", "type_code"], name="one_serial_per_court_year_and_type"
            )
        ]


class CaseFacts(models.Model):
    """Hold a case's folded facts, so that reading a case does not fold its docket again."""

    case_id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "cases_facts"


class SubjectFacts(models.Model):
    """Hold the folded record of one subject of a case: an asset, a measure, a claim item."""

    subject_id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    kind = models.CharField(max_length=24)
    facts = models.JSONField(default=dict)
    last_occurred_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_subject_facts"
        indexes = [models.Index(fields=["court_no", "case_id", "kind"], name="subject_by_case")]


class CaseNode(models.Model):
    """Hold one node (流程节点): what is due when by which rule, and when it was done.

    No status and no finding text: overdue is a comparison, findings are recomputed.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    code = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    rule = models.CharField(max_length=64)
    rule_version = models.CharField(max_length=24)
    input_hash = models.CharField(max_length=64)
    trigger_on = models.DateField(null=True)
    target_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    excluded_days = models.IntegerField(default=0)
    provisional = models.BooleanField(default=False)

    class Meta:
        db_table = "cases_node"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "case_id", "code"], name="one_node_per_case_and_code"
            )
        ]
        indexes = [
            models.Index(
                fields=["court_no", "due_on"],
                condition=models.Q(done_on__isnull=True),
                name="open_node_by_due",
            )
        ]


class Act(models.Model):
    """Hold one procedural fact: typed, dated, attributed, never changed (partitioned in SQL)."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    seq = models.IntegerField()
    type = models.CharField(max_length=48)
    occurred_on = models.DateField()
    occurred_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    by_person = models.UUIDField()
    by_post = models.UUIDField()
    subject_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    refs = models.JSONField(default=list)
    correlation = models.UUIDField(null=True)
    corrects = models.UUIDField(null=True)

    class Meta:
        managed = False
        db_table = "cases_act"


class CaseParty(models.Model):
    """Hold who stands in a case in which role, from when until when; follows the standings."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    party_id = models.UUIDField()
    role = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "cases_party"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "case_id", "party_id", "role", "since"],
                name="a_party_stands_once_in_a_role_from_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["court_no", "party_id", "case_id"], name="case_by_party"),
        ]


class AccessLink(models.Model):
    """Hold one link of a party to its case: the slow hash of its code, tries, and openings."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    party_id = models.UUIDField()
    code_hash = models.CharField(max_length=200)
    given_on = models.DateField()
    until = models.DateField()
    withdrawn_on = models.DateField(null=True)
    failures = models.SmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)
    latest_opened_at = models.DateTimeField(null=True)
    times_opened = models.IntegerField(default=0)

    class Meta:
        db_table = "cases_access_link"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "id"], name="access_link_belongs_to_one_court"
            ),
            models.UniqueConstraint(
                fields=["court_no", "case_id", "party_id"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="a_party_has_one_living_link_in_a_case",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("given_on")),
                name="access_link_lives_at_least_its_first_day",
            ),
        ]


class AccessSession(models.Model):
    """Hold one browser behind a link until its end; the secret is kept as its hash."""

    id = models.BigAutoField(primary_key=True)
    court_no = models.IntegerField()
    link_id = models.UUIDField()
    token_hash = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "cases_access_session"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "token_hash"], name="access_session_is_known_by_its_hash"
            )
        ]
        indexes = [models.Index(fields=["court_no", "link_id"], name="access_session_by_link")]
