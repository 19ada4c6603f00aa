"""Who asks: the person and post that a bearer token is bound to."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from ninja.security import HttpBearer

from zhixing.api.problems import Problem
from zhixing.api.reading import take_body
from zhixing.courts.queries import find_token
from zhixing.kernel.clock import SystemClock
from zhixing.platform.database.scope import Scope
from zhixing.platform.principal import Principal
from zhixing.platform.web.transactions import run_whole

CLOCK: Final = SystemClock()
LONGEST_TOKEN: Final = 200


class Bearer(HttpBearer):
    """Ask for ``Authorization: Bearer <token>``; the token of a post opens what the post may."""

    def authenticate(self, request: HttpRequest, token: str) -> Principal | None:
        if not token or len(token) > LONGEST_TOKEN or not token.isascii():
            return None
        now = CLOCK.now()
        found = run_whole(Scope.system(), lambda: find_token(token, now))
        if found is None:
            return None
        take_body(request)
        return found[1]


def no_token() -> Problem:
    """Say that no token was shown that holds now."""
    return Problem(
        401,
        "NO_VALID_TOKEN",
        "请出示有效的访问令牌。",
        "Show a valid token.",
        remedy=(
            "请由本院签发绑定岗位的令牌，并以 Authorization: Bearer 发送。",
            "Have the court issue one for your post and send it as Authorization: Bearer.",
        ),
    )
