"""The rows of this room. Private: other rooms ask ``queries`` and call ``operations``."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhixing.kernel.ids import new_id


class Institution(models.Model):
    """An institution that answers courts; it belongs to no court and is seen by all.

    ``address`` is where requests are delivered to it; empty, it collects them itself.
    ``closed_days`` are the single days that ``ClosingDay`` tells of, those taken back apart.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30)
    tier = models.CharField(max_length=10)
    province = models.CharField(max_length=20, blank=True)
    profile = models.CharField(max_length=30)
    address = models.CharField(max_length=200, blank=True, default="")
    hours = models.JSONField(null=True)
    service_level_hours = models.IntegerField()
    closed_days = ArrayField(models.DateField(), default=list)
    capabilities = ArrayField(models.CharField(max_length=20))
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "institutions_institution"


class WireCredential(models.Model):
    """The user name and password hash an institution's front-end shows on the wire."""

    institution = models.OneToOneField(Institution, models.PROTECT, primary_key=True)
    user_name = models.CharField(max_length=60, unique=True)
    password = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "institutions_wire_credential"


class WireKey(models.Model):
    """A public key by which an institution signs; at most two are live, one in each slot."""

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, models.PROTECT)
    key_id = models.CharField(max_length=40)
    algorithm = models.CharField(max_length=10)
    public_key = models.BinaryField()
    slot = models.SmallIntegerField()
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "institutions_wire_key"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "key_id"], name="key_id_is_used_once_by_an_institution"
            ),
            models.UniqueConstraint(
                fields=["institution", "slot"],
                condition=models.Q(ended_at__isnull=True),
                name="institution_has_two_live_keys_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__in=[1, 2]), name="key_lies_in_one_of_two_slots"
            ),
            models.CheckConstraint(
                condition=models.Q(algorithm__in=["Ed25519", "SM2-SM3"]),
                name="key_algorithm_is_known",
            ),
        ]


class ExchangePlace(models.Model):
    """Where the packages of an institution of the file channel are put down and collected."""

    institution = models.OneToOneField(Institution, models.PROTECT, primary_key=True)
    address = models.CharField(max_length=300)
    host_key = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "institutions_exchange_place"


class Window(models.Model):
    """Where and when an institution takes papers by hand: its designated window (业务窗口)."""

    institution = models.OneToOneField(Institution, models.PROTECT, primary_key=True)
    department = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    contact_post = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "institutions_window"


class ClosingDay(models.Model):
    """A single day on which an institution is closed (停业日): why, told when, and by whom.

    ``court_no`` and ``person`` are None where the operator entered it. A day taken back before it
    came stays with the day of that.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, models.PROTECT)
    day = models.DateField()
    reason = models.CharField(max_length=120)
    told_on = models.DateField()
    court_no = models.IntegerField(null=True)
    person = models.UUIDField(null=True)
    taken_back_on = models.DateField(null=True)

    class Meta:
        db_table = "institutions_closing_day"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "day"],
                condition=models.Q(taken_back_on__isnull=True),
                name="closing_day_is_told_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="closing_day_says_why"),
            models.CheckConstraint(
                condition=models.Q(taken_back_on__isnull=True)
                | models.Q(taken_back_on__lt=models.F("day")),
                name="closing_day_is_taken_back_before_it_comes",
            ),
        ]
