"""The rows of the assets room."""

from __future__ import annotations

from django.db import models

from zhixing.assets.indexes import renew_asset_indexes, renew_hold_indexes
from zhixing.platform.crypto.reindexing import INDEXED_TABLES, IndexedTable
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class Asset(models.Model):
    """Hold one thing of a debtor's that a case knows of; its history is the docket's.

    ``asset_index`` is the blind index of the thing itself (account number with its
    bank, unit number), by which courts meet in the shared register. Of a registered thing
    ``particulars_sealed`` is what the register says of it, as last told. ``fruit_of`` is the right
    whose income it is: a dividend's stake. ``purpose`` is what an account is for by its bank's
    words, empty where they say nothing of it; what the court determined is in the docket.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    party_id = models.UUIDField()
    kind = models.CharField(max_length=16)
    institution_id = models.UUIDField(null=True)
    asset_index = models.CharField(max_length=64)
    index_key = models.SmallIntegerField(db_default=1)
    identifier_sealed = models.BinaryField()
    identifier_tail = models.CharField(max_length=8, blank=True)
    label = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="156")
    balance_fen = models.BigIntegerField(null=True)
    available_fen = models.BigIntegerField(null=True)
    found_on = models.DateField()
    is_exempt = models.BooleanField(default=False)
    purpose = models.CharField(max_length=24, default="", db_default="")
    particulars_sealed = models.BinaryField(null=True)
    fruit_of = models.UUIDField(null=True)

    class Meta:
        db_table = "assets_asset"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="asset_belongs_to_one_court"),
            models.UniqueConstraint(
                fields=["court_no", "case_id", "asset_index"], name="asset_is_known_once_in_a_case"
            ),
        ]
        indexes = [
            models.Index(fields=["court_no", "case_id"], name="asset_by_case"),
            models.Index(fields=["court_no", "party_id"], name="asset_by_party"),
            models.Index(
                fields=["court_no", "fruit_of"],
                condition=models.Q(fruit_of__isnull=False),
                name="asset_by_right",
            ),
        ]


class Hold(models.Model):
    """Hold one line of the shared register: which court holds how much of which thing.

    Other courts see court, rank and amount only, through a function that logs the look.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    asset_id = models.UUIDField()
    debtor_index = models.CharField(max_length=64)
    asset_index = models.CharField(max_length=64)
    index_key = models.SmallIntegerField(db_default=1)
    amount_fen = models.BigIntegerField(default=0)
    rank = models.IntegerField(default=1)
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    released_on = models.DateField(null=True)

    class Meta:
        db_table = "assets_hold"
        indexes = [
            models.Index(
                fields=["debtor_index"],
                condition=models.Q(released_on__isnull=True),
                name="hold_by_debtor",
            ),
            models.Index(
                fields=["asset_index"],
                condition=models.Q(released_on__isnull=True),
                name="hold_by_asset",
            ),
            models.Index(fields=["court_no", "case_id"], name="hold_by_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_fen__gte=0), name="hold_is_not_negative"
            )
        ]


SEALED_COLUMNS.extend(
    [
        SealedColumn("assets_asset", "identifier_sealed"),
        SealedColumn("assets_asset", "particulars_sealed"),
    ]
)
INDEXED_TABLES.extend(
    [
        IndexedTable(
            "assets_asset",
            ("asset_index",),
            ("institution_id", "identifier_sealed"),
            renew_asset_indexes,
        ),
        IndexedTable(
            "assets_hold", ("asset_index", "debtor_index"), ("asset_id",), renew_hold_indexes
        ),
    ]
)
