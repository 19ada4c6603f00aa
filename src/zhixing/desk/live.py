"""The stream of ids that a page listens to: what changed in its court, so that it asks again.

An event says only that something changed. What there is to see is asked for through the
door, by whoever is still signed in and with row security, as any page is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from zhixing.desk.arrival import arrival
from zhixing.desk.door import find_visitor
from zhixing.platform.live.hub import Hub, Line, Listener
from zhixing.platform.live.news import is_topic
from zhixing.platform.principal import Principal

MOST_TOPICS: Final = 20
MOST_STREAMS: Final = 5000
BEAT_SECONDS: Final = 15.0
"""How often a silent stream shows that it lives, and looks whether its session does."""
RETRY_MS: Final = 2000
_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


async def events(request: HttpRequest) -> HttpResponseBase:
    """Tell a signed-in page of its topics until it is closed or its session ends."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    by = await _who(request)
    if by is None:
        return HttpResponse(status=401)
    hub = this_hub()
    if hub.listeners >= MOST_STREAMS:
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    topics = frozenset(t for t in request.GET.getlist("want")[:MOST_TOPICS] if is_topic(t))
    seen = _number(request.headers.get("Last-Event-ID", "")) or _number(request.GET.get("since"))
    answer = StreamingHttpResponse(
        _stream(request, hub, by, topics, seen), content_type="text/event-stream"
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


async def _stream(
    request: HttpRequest, hub: Hub, by: Principal, topics: frozenset[str], seen: int | None
) -> AsyncIterator[bytes]:
    with hub.listener(by.court_no, by.last_no, topics, seen) as listener:
        loop = asyncio.get_running_loop()
        looked = loop.time()
        yield f"retry: {RETRY_MS}\n\n".encode()
        while True:
            yield await _told(hub, listener)
            if loop.time() - looked < BEAT_SECONDS:
                continue
            looked = loop.time()
            if await _who(request) != by:
                return


async def _told(hub: Hub, listener: Listener) -> bytes:
    """Give the next events, or a sign of life that carries the number reached so far."""
    before = hub.now()
    told = await listener.wait(BEAT_SECONDS)
    if not told:
        return f"id: {before if hub.is_listening else ''}\n\n".encode()
    at = hub.now()
    return "".join(f"id: {at}\ndata: {topic}\n\n" for topic in told).encode()


async def _who(request: HttpRequest) -> Principal | None:
    """Find whose session it is, without keeping it from falling idle; hold no connection."""

    def look() -> Principal | None:
        try:
            session = find_visitor(request, keep=False)
            return None if session is None else session.principal
        finally:
            connection.close()

    return await sync_to_async(look)()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 16 else None


def this_hub() -> Hub:
    """Give the hub of the loop that runs; a process that serves has one loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub(_connect, arrival)
    return _hubs[loop]


async def _connect() -> Line:
    """Open the connection that listens: the application's role, no scope, out of the pool."""
    given: dict[str, Any] = dict(connection.get_connection_params())
    for name in ("cursor_factory", "context", "pool"):
        given.pop(name, None)
    made: Line = await psycopg.AsyncConnection.connect(
        **{**given, "autocommit": True, "application_name": "zx-live"}
    )
    return made
