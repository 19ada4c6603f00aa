"""The rows of this room. Private: other rooms ask ``queries`` and call ``operations``."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.ids import new_id
from zhixing.parties.renewing import renew_account_indexes, renew_number_indexes
from zhixing.platform.crypto.reindexing import INDEXED_TABLES, IndexedTable
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class Party(models.Model):
    """Hold one person or organisation as a court knows it; numbers and contact are sealed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    name_sort = models.CharField(max_length=300)
    id_kind = models.CharField(max_length=16)
    number = models.BinaryField(default=b"")
    number_index = models.CharField(max_length=64, blank=True)
    index_key = models.SmallIntegerField(db_default=1)
    contact = models.BinaryField(default=b"")
    birth_year = models.SmallIntegerField(null=True)
    flags = models.JSONField(default=list)

    class Meta:
        db_table = "parties_party"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="party_belongs_to_one_court"),
            models.UniqueConstraint(
                fields=["court_no", "number_index"],
                condition=~models.Q(number_index=""),
                name="a_number_names_one_party_of_a_court",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["PERSON", "ORGANISATION"]),
                name="party_is_a_person_or_an_organisation",
            ),
        ]
        indexes = [models.Index(fields=["court_no", "name_sort", "id"], name="party_by_name")]


class Account(models.Model):
    """Hold an account a party is known to use; only its index and its sealed number."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    party_id = models.UUIDField()
    bank = models.CharField(max_length=120, blank=True)
    account = models.BinaryField()
    account_index = models.CharField(max_length=64)
    index_key = models.SmallIntegerField(db_default=1)

    class Meta:
        db_table = "parties_account"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "account_index", "party_id"],
                name="an_account_is_known_once_per_party",
            )
        ]


class IdentityRead(models.Model):
    """Hold that somebody was shown a party's identity: who, in which post, what for, when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    party_id = models.UUIDField()
    person = models.UUIDField()
    post = models.UUIDField()
    purpose = models.CharField(max_length=32)
    purpose_text = models.CharField(max_length=300)
    ground = models.CharField(max_length=32)
    case_id = models.UUIDField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "parties_identity_read"
        indexes = [
            models.Index(fields=["court_no", "party_id", "read_at"], name="identity_read_by_party"),
            models.Index(fields=["court_no", "person", "read_at"], name="identity_read_by_person"),
        ]


class SearchRead(models.Model):
    """Hold that somebody searched parties: by what, in which range of courts, how many found."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    person = models.UUIDField(null=True)
    post = models.UUIDField(null=True)
    by_what = models.CharField(max_length=16)
    wanted_hash = models.CharField(max_length=64)
    high_no = models.IntegerField()
    found = models.IntegerField()
    read_at = models.DateTimeField()

    class Meta:
        db_table = "parties_search_read"


class BreakGlass(models.Model):
    """Hold an emergency look at a party outside one's own cases, open until reviewed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    party_id = models.UUIDField()
    read_id = models.UUIDField()
    person = models.UUIDField()
    post = models.UUIDField()
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    reviewer = models.UUIDField(null=True)
    reviewer_post = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "parties_break_glass"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True) | ~models.Q(reviewer=models.F("person")),
                name="break_glass_is_reviewed_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True, outcome="", reviewed_at__isnull=True)
                | models.Q(
                    reviewer__isnull=False,
                    outcome__in=["JUSTIFIED", "UNJUSTIFIED"],
                    reviewed_at__isnull=False,
                ),
                name="break_glass_review_is_whole_or_absent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["court_no", "opened_at"],
                condition=models.Q(reviewer__isnull=True),
                name="break_glass_to_review",
            )
        ]


SEALED_COLUMNS.extend(
    [
        SealedColumn("parties_party", "number"),
        SealedColumn("parties_party", "contact"),
        SealedColumn("parties_account", "account"),
    ]
)
INDEXED_TABLES.extend(
    [
        IndexedTable(
            "parties_party", ("number_index",), ("id_kind", "number"), renew_number_indexes
        ),
        IndexedTable("parties_account", ("account_index",), ("account",), renew_account_indexes),
    ]
)
