"""The nightly forgetting of idempotency keys: technical rows expire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from procrastinate.contrib.django import app

from zhixing.api.keys import forget_keys
from zhixing.platform.database.scope import Scope, open_scope

KEPT: Final = timedelta(days=30)
"""How long a repeat of a request is answered as before."""


@app.periodic(cron="40 18 * * *")
@app.task(name="zhixing.api.forget_keys", queue="timers", pass_context=False)
def forget_old_keys(timestamp: int) -> None:
    """Forget the keys of requests that nobody repeats any more."""
    with open_scope(Scope.system()):
        forget_keys(datetime.fromtimestamp(timestamp, UTC) - KEPT)
