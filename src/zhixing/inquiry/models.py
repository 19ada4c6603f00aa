"""The rows of the inquiry room."""

from __future__ import annotations

from django.db import models

from zhixing.inquiry.closing_rows import ClosingExcuse
from zhixing.inquiry.correcting.rows import Correction
from zhixing.inquiry.counter.models import Keying, WindowItem, WindowScan, WindowTask
from zhixing.inquiry.entrusted.rows import AskedAct
from zhixing.inquiry.partners.rows import Engagement, EngagementResult
from zhixing.inquiry.pool_models import PooledCase, Portion
from zhixing.inquiry.search.rows import Dispute, Search, StandingLook, StandingOrder
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn

__all__ = [
    "Answer",
    "AskedAct",
    "Batch",
    "ClosingExcuse",
    "Correction",
    "Dispute",
    "Engagement",
    "EngagementResult",
    "Keying",
    "Line",
    "Nonce",
    "Package",
    "PooledCase",
    "Portion",
    "Presence",
    "RawMessage",
    "Receipt",
    "Request",
    "Search",
    "StandingLook",
    "StandingOrder",
    "WindowItem",
    "WindowScan",
    "WindowTask",
    "Wording",
]


class Batch(models.Model):
    """Hold one order to query: which institutions, which parties, when complete.

    ``is_open``: the docket may not say yet what was answered; from the order, and again from a
    request that joins later. ``is_due``: nobody owes an answer, and the set is to be recorded."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    tiers = models.JSONField(default=list)
    ordered_on = models.DateField()
    answers_hash = models.CharField(max_length=64, blank=True)
    completed_on = models.DateField(null=True)
    is_open = models.BooleanField(default=True)
    is_due = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "inquiry_batch"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="batch_belongs_to_one_court"),
            models.UniqueConstraint(
                fields=["court_no", "key"], name="query_order_key_is_used_once"
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "case_id"], name="batch_by_case"),
            models.Index(
                fields=["court_no"], condition=models.Q(is_due=True), name="batch_to_be_recorded"
            ),
        ]


class Bulk(models.Model):
    """Hold one batch of control orders (批量控制): what was asked, what was refused and why.

    The orders themselves are requests; ``refused`` lists the rows that became none.
    ``undoes`` names the batch that this one takes back.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    measure = models.CharField(max_length=16)
    bundle_id = models.UUIDField()
    undoes = models.UUIDField(null=True)
    rows = models.IntegerField()
    ordered = models.IntegerField()
    refused = models.JSONField(default=list)
    ordered_on = models.DateField()
    by_person = models.UUIDField()

    class Meta:
        db_table = "inquiry_bulk"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="bulk_belongs_to_one_court"),
            models.UniqueConstraint(fields=["court_no", "key"], name="bulk_key_is_used_once"),
            models.UniqueConstraint(
                fields=["court_no", "bundle_id"], name="bulk_is_decided_in_one_bundle"
            ),
        ]
        indexes = [models.Index(fields=["court_no", "-ordered_on"], name="bulk_by_day")]


class Request(models.Model):
    """Hold one request to one institution: the outgoing row itself (partitioned in SQL).

    ``body_sealed`` is the message as the wire model has it, without the documents, whose
    places in the file store are ``files``; empty where the message lies in a wording.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    institution_id = models.UUIDField()
    profile = models.CharField(max_length=30)
    kind = models.CharField(max_length=8)
    external_no = models.CharField(max_length=30)
    writ_set_no = models.CharField(max_length=30, blank=True)
    case_id = models.UUIDField()
    party_id = models.UUIDField()
    batch_id = models.UUIDField(null=True)
    matter_id = models.UUIDField(null=True)
    replaces_id = models.UUIDField(null=True)
    state = models.CharField(max_length=16)
    body_sealed = models.BinaryField()
    wording_id = models.UUIDField(null=True)
    files = models.JSONField(default=list)
    package_no = models.CharField(max_length=30, blank=True)
    bulk_id = models.UUIDField(null=True)
    issued_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    writs_at = models.DateTimeField(null=True)
    docs_at = models.DateTimeField(null=True)
    fed_back_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    attempts = models.IntegerField(default=0)
    outcome = models.CharField(max_length=12, blank=True)
    hits = models.IntegerField(default=0)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "inquiry_request"


class Wording(models.Model):
    """Hold what one order asks about one person in the same words of many institutions."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    batch_id = models.UUIDField()
    body_sealed = models.BinaryField()

    class Meta:
        db_table = "inquiry_wording"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="wording_is_of_one_court")
        ]


class Line(models.Model):
    """Hold one line of a control request: what was ordered on which thing, what became of it."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    request_id = models.UUIDField()
    line_no = models.IntegerField()
    case_id = models.UUIDField()
    asset_id = models.UUIDField()
    measure = models.CharField(max_length=16)
    amount_fen = models.BigIntegerField()
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    ruling_no = models.CharField(max_length=120, blank=True)
    origin_request = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    actual_fen = models.BigIntegerField(default=0)
    institution_ref = models.CharField(max_length=60, blank=True, default="")
    reason = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        db_table = "inquiry_line"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "request_id", "line_no"], name="line_is_once_in_a_request"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="line_orders_something"
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "case_id", "measure"], name="line_by_case"),
            models.Index(fields=["court_no", "asset_id"], name="line_by_asset"),
        ]


class RawMessage(models.Model):
    """Hold one incoming message as it came, before anybody read it; of no court (number 0)."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField(default=0)
    institution_id = models.UUIDField()
    operation = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.IntegerField()
    file_id = models.UUIDField()
    received_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    arrivals = models.IntegerField(default=1)
    is_decoded = models.BooleanField(null=True)
    problems = models.JSONField(default=list)
    verdicts = models.JSONField(default=dict)

    class Meta:
        db_table = "inquiry_raw_message"
        constraints = [
            models.UniqueConstraint(
                fields=["institution_id", "operation", "sha256"], name="message_is_stored_once"
            )
        ]
        indexes = [models.Index(fields=["received_at"], name="message_by_time")]


SETTLED = models.Q(settled_on__isnull=True, settled_by__isnull=True, settled_note="") | (
    models.Q(settled_on__isnull=False, settled_by__isnull=False) & ~models.Q(settled_note="")
)


class Answer(models.Model):
    """Hold what one message says about one request; its text is read from the raw message.

    ``problem`` says why it is not in the docket or, where it is, what was lost of it or is at odds
    with the order; ``settled_note`` is how somebody found that out and ended it.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    request_id = models.UUIDField()
    institution_id = models.UUIDField()
    message_id = models.UUIDField()
    message_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    content_hash = models.CharField(max_length=64)
    lines = models.JSONField(default=list)
    is_correction = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    interpreted_at = models.DateTimeField(null=True)
    problem_code = models.CharField(max_length=60, blank=True)
    problem = models.TextField(blank=True)
    problem_en = models.TextField(blank=True)
    settled_on = models.DateField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_note = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "inquiry_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["request_id", "court_no", "content_hash"], name="answer_counts_once"
            ),
            models.CheckConstraint(
                condition=SETTLED, name="answer_is_settled_by_somebody_who_says_how"
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "received_at"], name="answer_by_time"),
            models.Index(fields=["message_id"], name="answer_by_message"),
            models.Index(
                fields=["court_no", "received_at"],
                condition=models.Q(interpreted_at__isnull=True),
                name="answer_not_yet_read",
            ),
            models.Index(
                fields=["court_no", "received_at"],
                condition=~models.Q(problem_code="") & models.Q(settled_on__isnull=True),
                name="answer_needs_a_look",
            ),
        ]


class Package(models.Model):
    """Hold one ZIP package on its way to an institution; its requests name its number.

    ``notices`` are what a failure receipt says; a package of requests has none. The file
    itself is written from the rows, again if nobody knows whether it got there.
    """

    id = models.UUIDField(primary_key=True)
    institution_id = models.UUIDField()
    business = models.CharField(max_length=4)
    package_no = models.CharField(max_length=30)
    notices = models.JSONField(default=list)
    items = models.IntegerField()
    made_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)

    class Meta:
        db_table = "inquiry_package"
        constraints = [
            models.UniqueConstraint(
                fields=["institution_id", "business", "package_no"], name="package_number_is_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["institution_id", "made_at"],
                condition=models.Q(placed_at__isnull=True),
                name="package_not_yet_placed",
            )
        ]


class Presence(models.Model):
    """Count an institution's calls of a day: empty polls are counted, not stored.

    A day has several rows, told apart by ``slot``, whose sum counts: calls at once do not wait
    for each other.
    """

    id = models.BigAutoField(primary_key=True)
    institution_id = models.UUIDField()
    on = models.DateField()
    slot = models.SmallIntegerField(default=0)
    polls = models.IntegerField(default=0)
    handed_out = models.IntegerField(default=0)
    fetches = models.IntegerField(default=0)
    messages = models.IntegerField(default=0)
    latest_at = models.DateTimeField()

    class Meta:
        db_table = "inquiry_presence"
        constraints = [
            models.UniqueConstraint(
                fields=["institution_id", "on", "slot"], name="presence_is_one_row_a_slot"
            )
        ]


class Nonce(models.Model):
    """Hold one-time numbers of signed messages as long as they could be replayed."""

    id = models.BigAutoField(primary_key=True)
    institution_id = models.UUIDField()
    nonce = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "inquiry_nonce"
        constraints = [
            models.UniqueConstraint(
                fields=["institution_id", "nonce"], name="one_time_number_is_used_once"
            )
        ]
        indexes = [models.Index(fields=["seen_at"], name="nonce_by_time")]


class Receipt(models.Model):
    """Hold the signed receipt of one message; each names the hash of the one before it.

    ``key`` is the sender's name of its message, ``body_sha256`` what it said under it.
    """

    id = models.UUIDField(primary_key=True)
    institution_id = models.UUIDField()
    seq = models.BigIntegerField()
    key = models.CharField(max_length=80)
    body_sha256 = models.CharField(max_length=64)
    text = models.TextField()
    signature = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "inquiry_receipt"
        constraints = [
            models.UniqueConstraint(
                fields=["institution_id", "seq"], name="receipts_are_numbered_without_gap"
            ),
            models.UniqueConstraint(
                fields=["institution_id", "key"], name="message_has_one_receipt"
            ),
        ]


SEALED_COLUMNS.append(SealedColumn("inquiry_request", "body_sealed"))
SEALED_COLUMNS.append(SealedColumn("inquiry_wording", "body_sealed"))
