"""Static files ahead of everything else: served by a few threads of their own.

A file never waits for a page, for a database connection or for an open event stream,
and no middleware of the pages runs for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import unquote

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

THREADS: Final = 4
CHUNK: Final = 256 * 1024
EXTRA: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class StaticFirst:
    """Answer what lies below the static address from files, and pass the rest on."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._files: Any = WhiteNoiseMiddleware(_nobody)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="zx-static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one connection."""
        if scope["type"] == "http" and scope["path"].startswith(settings.STATIC_URL):
            file = await self._in_thread(self._find, scope)
            if file is not None:
                await self._serve(file, scope, send)
                return
        await self._application(scope, receive, send)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    def _find(self, scope: Scope) -> Any:
        path = unquote(scope["path"])
        if self._files.autorefresh:
            return self._files.find_file(path)
        return self._files.files.get(path)

    async def _serve(self, file: Any, scope: Scope, send: Send) -> None:
        given = {
            f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}": value.decode("latin-1")
            for name, value in scope["headers"]
        }
        answer = await self._in_thread(file.get_response, scope["method"], given)
        headers = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in answer.headers]
        start = {"type": "http.response.start", "status": int(answer.status)}
        try:
            await send({**start, "headers": [*headers, *EXTRA]})
            body = answer.file
            while body is not None and (part := await self._in_thread(body.read, CHUNK)):
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            if answer.file is not None:
                answer.file.close()


def _nobody(request: Any) -> Any:
    """Stand where WhiteNoise expects the rest of the platform; it is never asked."""
    raise RuntimeError(str(request))
