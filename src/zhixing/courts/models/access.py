"""Credentials, sessions, tokens and the throttle: rows only the SYSTEM scope sees."""

from __future__ import annotations

from django.db import models

from zhixing.courts.models.staff import Person, Post
from zhixing.kernel.ids import new_id
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn

SEALED_COLUMNS.append(SealedColumn("courts_credential", "code_secret", "person_id"))


class Credential(models.Model):
    """A person's password hash and the sealed secret of their one-time codes."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True)
    court_no = models.IntegerField()
    password = models.CharField(max_length=200)
    code_secret = models.BinaryField(null=True)
    code_step = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "courts_credential"


class LoginThrottle(models.Model):
    """Failures counted for one login, address, or pair of them (hashed)."""

    subject = models.CharField(max_length=64, primary_key=True)
    failures = models.IntegerField()
    counted_since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "courts_login_throttle"


class Session(models.Model):
    """A signed-in person; the token itself is never stored, only its hash."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.PROTECT)
    post = models.ForeignKey(Post, models.PROTECT, null=True)
    purpose = models.CharField(max_length=30)
    code_given_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "courts_session"


class Token(models.Model):
    """A token for the HTTP API, bound to one person in one post."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.PROTECT)
    post = models.ForeignKey(Post, models.PROTECT)
    label = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "courts_token"
