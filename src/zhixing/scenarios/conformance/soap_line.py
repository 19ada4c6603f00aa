"""An address at which the kit listens as a court does, for front-ends that poll by SOAP."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Protocol
from urllib.parse import urlsplit

from zhixing.inquiry.wire.errors import BadCall, Unreadable, WireError
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.soap import (
    CONTENT_TYPE,
    Call,
    parse_call,
    serialise_answer,
    serialise_fault,
)

QUIET_SECONDS: Final = 1.0


class Court(Protocol):
    """Answer calls one at a time, and note what could not be read of them."""

    profile: WireProfile
    faults: list[str]
    lock: threading.Lock

    def answer(self, call: Call) -> str:
        """Answer one call."""

    @property
    def is_through(self) -> bool:
        """Say whether nothing more is to be heard."""


def serve_soap(url: str, court: Court, seconds: float) -> None:
    """Listen at an address until the court has heard all, or so many seconds are over."""
    handler = type("Handler", (_Handler,), {"court": court})
    place = urlsplit(url)
    server = ThreadingHTTPServer((place.hostname or "127.0.0.1", place.port or 8099), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end and not court.is_through:
            time.sleep(0.1)
        time.sleep(min(QUIET_SECONDS, max(0.0, seconds)))
    finally:
        server.shutdown()
        server.server_close()


def _fault(error: WireError) -> BadCall:
    return error if isinstance(error, BadCall) else BadCall("Client", error.zh, error.en)


class _Handler(BaseHTTPRequestHandler):
    court: Court

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, answer = 200, b""
        with self.court.lock:
            try:
                call = parse_call(body, self.court.profile)
                text = self.court.answer(call)
                answer = serialise_answer(call.operation, text, self.court.profile)
            except (BadCall, Unreadable, WireError) as error:
                self.court.faults.append(f"{error.zh} {error.en}")
                status, answer = 500, serialise_fault(_fault(error))
        self.send_response(status)
        self.send_header("Content-Type", CONTENT_TYPE)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *values: object) -> None:
        """Say nothing."""
