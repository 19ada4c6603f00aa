"""The rows of this room. Private: other rooms ask ``queries`` and call ``operations``."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhixing.kernel.ids import new_id


class Institution(models.Model):
    """An institution that answers courts; it belongs to no court and is seen by all."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30)
    tier = models.CharField(max_length=10)
    province = models.CharField(max_length=20, blank=True)
    profile = models.CharField(max_length=30)
    hours = models.JSONField(null=True)
    service_level_hours = models.IntegerField()
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
