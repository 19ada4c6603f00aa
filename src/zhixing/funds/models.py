"""The rows of the funds room. Postings are never changed; balances follow from them."""

from __future__ import annotations

from django.db import models

from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn


class Account(models.Model):
    """Hold one ledger account: the court's bank, a case, the suspense, money under way.

    ``number`` of a CASE account is the virtual sub-account (一案一账号) that payers use.
    """

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    kind = models.CharField(max_length=12)
    case_id = models.UUIDField(null=True)
    number = models.CharField(max_length=40)
    balance_fen = models.BigIntegerField(default=0)

    class Meta:
        db_table = "funds_account"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "id"], name="account_belongs_to_one_court"),
            models.UniqueConstraint(fields=["number"], name="account_number_is_unique"),
            models.UniqueConstraint(
                fields=["court_no", "case_id"],
                condition=models.Q(kind="CASE"),
                name="one_case_has_one_account",
            ),
            models.UniqueConstraint(
                fields=["court_no", "kind"],
                condition=~models.Q(kind="CASE"),
                name="court_has_one_account_of_each_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(balance_fen__gte=0), name="no_account_is_overdrawn"
            ),
        ]


class Transfer(models.Model):
    """Hold one balanced movement of money; ``key`` makes it happen once."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    occurred_on = models.DateField()
    case_id = models.UUIDField(null=True)
    memo = models.CharField(max_length=200, blank=True)
    reverses = models.UUIDField(null=True)

    class Meta:
        db_table = "funds_transfer"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "id"], name="transfer_belongs_to_one_court"
            ),
            models.UniqueConstraint(fields=["court_no", "key"], name="transfer_happens_once"),
            models.UniqueConstraint(
                fields=["court_no", "reverses"],
                condition=models.Q(reverses__isnull=False),
                name="transfer_is_reversed_once",
            ),
        ]


class Posting(models.Model):
    """Hold one side of a transfer in one account (partitioned in SQL)."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    transfer_id = models.UUIDField()
    account_id = models.UUIDField()
    debit_fen = models.BigIntegerField(default=0)
    credit_fen = models.BigIntegerField(default=0)

    class Meta:
        managed = False
        db_table = "funds_posting"


class Receipt(models.Model):
    """Hold money that came in, as the bank reported it."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    transfer_id = models.UUIDField()
    reference = models.CharField(max_length=80)
    received_on = models.DateField()
    amount_fen = models.BigIntegerField()
    kind = models.CharField(max_length=16, default="voluntary")
    payer = models.CharField(max_length=120, blank=True)
    memo = models.CharField(max_length=200, blank=True)
    account_number = models.CharField(max_length=40, blank=True)
    case_id = models.UUIDField(null=True)
    matched_on = models.DateField(null=True)
    match_reason = models.CharField(max_length=40, blank=True)
    reversed_on = models.DateField(null=True)

    class Meta:
        db_table = "funds_receipt"
        constraints = [
            models.UniqueConstraint(
                fields=["court_no", "reference"], name="bank_reference_is_received_once"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="receipt_is_of_some_money"
            ),
        ]
        indexes = [
            models.Index(
                fields=["court_no", "received_on"],
                condition=models.Q(case_id__isnull=True, reversed_on__isnull=True),
                name="unmatched_receipt",
            )
        ]


class PaymentOrder(models.Model):
    """Hold an order to pay out (案款发放): made, checked and approved by three people."""

    id = models.UUIDField(primary_key=True)
    court_no = models.IntegerField()
    case_id = models.UUIDField()
    payee_party = models.UUIDField()
    amount_fen = models.BigIntegerField()
    account_sealed = models.BinaryField()
    account_tail = models.CharField(max_length=8)
    bank_name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    state = models.CharField(max_length=12)
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    made_on = models.DateField()
    made_by = models.UUIDField()
    checked_by = models.UUIDField(null=True)
    approved_by = models.UUIDField(null=True)
    bank_reference = models.CharField(max_length=80, blank=True)
    paid_on = models.DateField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "funds_payment_order"
        constraints = [
            models.UniqueConstraint(fields=["court_no", "key"], name="payment_is_ordered_once"),
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="payment_is_of_some_money"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("made_by"))
                )
                & (
                    models.Q(approved_by__isnull=True)
                    | (
                        models.Q(checked_by__isnull=False)
                        & ~models.Q(approved_by=models.F("made_by"))
                        & ~models.Q(approved_by=models.F("checked_by"))
                    )
                ),
                name="payment_passes_three_different_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["APPROVED", "PAID"])
                | models.Q(approved_by__isnull=False),
                name="payment_is_sent_only_when_approved",
            ),
        ]
        indexes = [models.Index(fields=["court_no", "state", "made_on"], name="payment_by_state")]


SEALED_COLUMNS.append(SealedColumn("funds_payment_order", "account_sealed"))
