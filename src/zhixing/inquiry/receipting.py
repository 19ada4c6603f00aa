"""Gives receipts for messages: signed, numbered without gap, each naming the one before it.

Whoever holds two receipts can show that nothing between them was dropped or put in
afterwards. A message repeated under its name gets the receipt it had. SYSTEM scope.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from zhixing.inquiry import models
from zhixing.inquiry.proving import signer
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import canonical
from zhixing.kernel.ids import new_id

GENESIS = "0" * 64
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Given:
    """Hold a receipt as it is given out: the statement, and the platform's signature over it."""

    receipt: dict[str, Any]
    signature: str
    body_sha256: str

    @property
    def json(self) -> dict[str, Any]:
        """Give the receipt as the wire carries it."""
        return {"receipt": self.receipt, "signature": self.signature}


def find_receipt(institution: InstitutionView, key: str) -> Given | None:
    """Find the receipt of a message by the name its sender gave it."""
    row = models.Receipt.objects.filter(institution_id=institution.id, key=key).first()
    return None if row is None else _given(row)


def list_receipts(institution: InstitutionView, after: int) -> list[Given]:
    """List an institution's receipts beyond a number, in order."""
    rows = models.Receipt.objects.filter(institution_id=institution.id, seq__gt=after)
    return [_given(row) for row in rows.order_by("seq")[:MOST_LISTED]]


def lock_receipts(institution: InstitutionView) -> None:
    """Let no other message of this institution get its receipt until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "/* lock_receipts */ SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))",
            [str(institution.id)],
        )


def give_receipt(
    institution: InstitutionView, key: str, body_sha256: str, outcome: dict[str, Any], at: datetime
) -> Given:
    """Give a message its receipt; one that has it already keeps it."""
    lock_receipts(institution)
    known = find_receipt(institution, key)
    if known is not None:
        return known
    latest = models.Receipt.objects.filter(institution_id=institution.id).order_by("-seq").first()
    receipt = {
        "institution": institution.code,
        "seq": 1 if latest is None else latest.seq + 1,
        "previous": GENESIS if latest is None else latest.sha256,
        "messageId": key,
        "bodySha256": body_sha256,
        "receivedAt": at.isoformat(timespec="milliseconds"),
        "keyId": signer().key_id,
        **outcome,
    }
    text = canonical(receipt)
    row = models.Receipt.objects.create(
        id=new_id(),
        institution_id=institution.id,
        seq=receipt["seq"],
        key=key,
        body_sha256=body_sha256,
        text=text.decode(),
        signature=base64.b64encode(signer().sign(text)).decode(),
        sha256=hashlib.sha256(text).hexdigest(),
    )
    return _given(row)


def _given(row: models.Receipt) -> Given:
    return Given(json.loads(row.text), row.signature, row.body_sha256)
