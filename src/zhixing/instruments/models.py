"""The rows of the instruments room."""

from __future__ import annotations

from django.db import models

from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class Seal(models.Model):
    """Hold a court's seal key, sealed by the vault; court 0 is the deployment's root."""

    court_no = models.IntegerField(primary_key=True)
    key_sealed = models.BinaryField()
    certificate_pem = models.TextField()
    chain_pem = models.TextField()

    class Meta:
        db_table = "instruments_seal"


class Instrument(models.Model):
    """Hold one instrument (文书): a draft anybody of the case may edit, then a sealed file."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    template = models.CharField(max_length=40)
    serial = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="DRAFT")
    matter_id = models.UUIDField(null=True)
    drafted_by = models.UUIDField()
    drafted_on = models.DateField()
    issued_on = models.DateField(null=True)
    file_id = models.UUIDField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "instruments_instrument"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "id"], name="instrument_belongs_to_one_court"
            ),
            models.CheckConstraint(
                condition=models.Q(state="DRAFT") | models.Q(file_id__isnull=False),
                name="issued_instrument_has_its_file",
            ),
        ]
        indexes = [models.Index(fields=["court_no", "case_id"], name="instrument_by_case")]


class Service(models.Model):
    """Hold one service (送达) of an instrument on one party, with its proof."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    instrument_id = models.UUIDField()
    party_id = models.UUIDField()
    method = models.CharField(max_length=16)
    event_on = models.DateField()
    effect_on = models.DateField()
    proof = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "instruments_service"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "instrument_id", "party_id", "method", "event_on"],
                name="service_is_recorded_once",
            )
        ]


SEALED_COLUMNS.append(SealedColumn("instruments_seal", "key_sealed", "court_no", "int4", -1))
