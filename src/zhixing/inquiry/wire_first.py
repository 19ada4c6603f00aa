"""The calls of front-ends ahead of the pages: no session, cookie or page comes into them.

What a call costs beside its own work is thus little; the same address answers with its
WSDL, and everything but a POST, as one of the pages (``endpoint.py``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from django.db import connection

from zhixing.inquiry.endpoint import answer_call
from zhixing.inquiry.wire.profile import Style, list_profiles
from zhixing.inquiry.wire.soap import CONTENT_TYPE, MAX_ENVELOPE_BYTES

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

THREADS: Final = 16
"""How many calls are at work at the same time; more wait for them."""


class WireFirst:
    """Answer what is posted to a profile's address, and pass the rest on."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._codes = {
            f"/{profile.service.path.lstrip('/')}": profile.code
            for profile in list_profiles()
            if profile.service is not None and profile.style is not Style.OBJECT
        }
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="zx-wire")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one connection."""
        code = self._codes.get(scope["path"]) if scope["type"] == "http" else None
        if code is None or scope["method"] != "POST":
            await self._application(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            return
        address = str(scope["client"][0]) if scope.get("client") else ""
        loop = asyncio.get_running_loop()
        status, content = await loop.run_in_executor(self._threads, _answer, code, body, address)
        headers = [(b"content-type", CONTENT_TYPE.encode())]
        headers.append((b"content-length", str(len(content)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})


async def _read(receive: Receive) -> bytes | None:
    """Read a body up to a little more than is taken; None where the caller has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        if len(body) <= MAX_ENVELOPE_BYTES:
            body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


def _answer(code: str, body: bytes, address: str) -> tuple[int, bytes]:
    try:
        return answer_call(code, body, address)
    finally:
        connection.close()
