"""An officer's two cards (工作证、执行公务证): sealed numbers, pictures, days, and the report."""

from __future__ import annotations

from django.db import models

from zhixing.courts.card_indexes import TABLE, renew_card_indexes
from zhixing.courts.models.staff import Dated, Person
from zhixing.platform.crypto.reindexing import INDEXED_TABLES, IndexedTable
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn

SEALED_COLUMNS.append(SealedColumn("courts_officer_card", "work_no_sealed"))
SEALED_COLUMNS.append(SealedColumn("courts_officer_card", "duty_no_sealed"))
INDEXED_TABLES.append(
    IndexedTable(
        TABLE,
        ("work_index", "duty_index"),
        ("work_no_sealed", "duty_no_sealed"),
        renew_card_indexes,
    )
)


class OfficerCard(Dated):
    """The cards of a member of the staff; ``reported_on`` is when institutions were told."""

    person = models.ForeignKey(Person, models.PROTECT)
    work_no_sealed = models.BinaryField()
    duty_no_sealed = models.BinaryField()
    work_index = models.CharField(max_length=64, blank=True, default="")
    duty_index = models.CharField(max_length=64, blank=True, default="")
    index_key = models.IntegerField(default=0)
    work_picture = models.UUIDField()
    work_format = models.CharField(max_length=4)
    duty_picture = models.UUIDField()
    duty_format = models.CharField(max_length=4)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    reported_on = models.DateField(null=True)
    reported_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Dated.Meta):
        db_table = "courts_officer_card"
