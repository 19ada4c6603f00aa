"""Messages written before bodies were sealed still open, and are sealed by the next rotation."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

from django.db import connection

from tests.rooms.cases.filing.making import make_desk
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, count_outdated, rotate
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.outbox import send
from zhixing.platform.outbox.models import Outgoing

OUTBOX = [c for c in SEALED_COLUMNS if c.table == "platform_outbox"]
PLAIN = '{"某": 1}'.encode()


def _kept(row: UUID) -> bytes:
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM platform_outbox WHERE id = %s", [row])
        return bytes(cursor.fetchone()[0])


def _body(row: UUID) -> bytes:
    with open_scope(Scope.system()):
        return send.body_of(Outgoing.objects.get(id=row))


def test_a_plain_message_opens_and_rotation_seals_it() -> None:
    court_no = make_desk().court.court_no
    sealed = None
    with open_scope(Scope.system()):
        row = Outgoing.objects.create(
            id=uuid4(),
            court_no=court_no,
            key=f"plain/{uuid4()}",
            destination="police",
            path="/lookouts",
            body=PLAIN,
            body_sha256=hashlib.sha256(PLAIN).hexdigest(),
        ).id
        sealed = send.put(court_no, send.Message("police", "/lookouts", PLAIN, f"s/{uuid4()}"))
        assert count_outdated(OUTBOX[0]) == 1, "the plain one waits to be sealed"
    assert _kept(row) == PLAIN and _kept(sealed) != PLAIN
    assert _body(row) == _body(sealed) == PLAIN
    assert rotate(OUTBOX, scope=Scope.system()) == 1
    assert PLAIN not in _kept(row)
    assert _body(row) == PLAIN
