"""Anybody can fetch the checkpoints and proofs of the log, and check them by RFC 9162."""

from __future__ import annotations

import os
from typing import Any

import psycopg
from django.conf import settings
from django.test import Client

from tests.doors.api.calling import Office, file_one
from zhixing.kernel.clock import SystemClock
from zhixing.platform.log.note import LOG_KEY_NAME, SignKey, read_checkpoint, require_signature
from zhixing.platform.log.proofs import log_key
from zhixing.platform.log.sequencer import Sequencer
from zhixing.platform.log.tree import proves_consistency, proves_inclusion


def fetch(path: str, **query: Any) -> Any:
    """Read without a token."""
    answer = Client().get(f"/api/v1/log/{path}", query)
    return answer.json() if answer.status_code == 200 else answer.status_code


def sequence() -> None:
    key = SignKey.of_text(LOG_KEY_NAME, settings.SECRETS["log_signing_key"])
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"]) as own:
        Sequencer(own, key, SystemClock()).drain()


def test_an_act_is_proved_to_stand_in_a_signed_log_that_only_grows(office: Office) -> None:
    court_no = office.desk.court.court_no
    assert fetch(f"{court_no}/checkpoint") == 404
    case = file_one(office, 1)
    sequence()
    first = fetch(f"{court_no}/checkpoint")
    require_signature(read_checkpoint(first["note"]), log_key())
    act = office.get(f"/cases/{case}/acts").body["items"][0]["id"]
    where = {"kind": "act", "subject": act, "size": first["size"]}
    proof = fetch(f"{court_no}/inclusion", **where)
    leaf, root = bytes.fromhex(proof["leaf_hash"]), bytes.fromhex(first["root"])
    path = [bytes.fromhex(h) for h in proof["path"]]
    assert proves_inclusion(leaf, proof["index"], proof["size"], path, root)
    assert not proves_inclusion(leaf, proof["index"], proof["size"], path, bytes(32))
    file_one(office, 2)
    sequence()
    second = fetch(f"{court_no}/checkpoint")
    grown = fetch(f"{court_no}/consistency", first=first["size"], second=second["size"])
    assert proves_consistency(
        first["size"],
        second["size"],
        root,
        bytes.fromhex(second["root"]),
        [bytes.fromhex(h) for h in grown["path"]],
    )
    assert fetch(f"{court_no}/checkpoints/{first['size']}") == first
    assert fetch(f"{court_no}/consistency", first=second["size"], second=first["size"]) == 422
    assert fetch(f"{court_no}/inclusion", **{**where, "size": second["size"] + 1}) == 404
