"""A connection that the database lost while it lay in the pool is nobody's failed request."""

from __future__ import annotations

import os
import subprocess
import sys

LOSE_AND_ASK = """
import os, django, psycopg
django.setup()
from django.db import connection
from zhixing.platform.database.scope import Scope, open_scope

def ask():
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    connection.close()
    return pid

known = [ask() for _ in range(8)]
assert len(set(known)) < len(known), "no connection was kept in the pool"
with psycopg.connect(os.environ["ZX_DSN_APP"], autocommit=True) as other:
    for pid in set(known):
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
assert not {ask() for _ in range(4)} & set(known)
print("asked again")
"""


def test_a_connection_lost_in_the_pool_is_replaced_before_anybody_asks_with_it() -> None:
    env = {**os.environ, "ZX_POOL": "1", "ZX_POOL_SIZE": "2"}
    done = subprocess.run(
        [sys.executable, "-c", LOSE_AND_ASK],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip().endswith("asked again"), done.stderr[-2000:]
