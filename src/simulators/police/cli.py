"""The inbox's HTTP door and command line.

``POST /lookouts`` (header ``Idempotency-Key``), ``GET /lookouts``, ``GET /lookouts/{no}``,
``POST /lookouts/{no}/cancel``, and the control ``POST /_hit`` with ``lookout_no``, which calls the
court back: JSON, ``Idempotency-Key`` the hit's number, ``X-Signature: sha256=`` HMAC of the body.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from simulators.police.inbox import Answer, Inbox, Refused, Values, read_object

MOST_BYTES = 32 * 1024 * 1024


class Caller:
    """Call the court back, past any proxy."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret.encode("utf-8")
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def tell(self, message: Values) -> tuple[int, str]:
        """Post a hit and give the court's status, 0 when it could not be reached."""
        body = json.dumps(message, ensure_ascii=False, sort_keys=True).encode("utf-8")
        mark = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        url = self._url.replace("{lookout_no}", urllib.parse.quote(message["lookout_no"], safe=""))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": message["hit_no"],
            "X-Signature": f"sha256={mark}",
        }
        request = urllib.request.Request(url, data=body, headers=headers)
        try:
            with self._opener.open(request, timeout=30) as answer:
                return int(answer.status), ""
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.reason
        except (OSError, ValueError) as failure:
            return 0, str(failure)


class _Handler(BaseHTTPRequestHandler):
    inbox: Inbox
    caller: Caller
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answered(lambda: self._get(self._parts()))

    def do_POST(self) -> None:
        self._answered(lambda: self._post(self._parts()))

    def _parts(self) -> list[str]:
        path = urllib.parse.urlsplit(self.path).path
        return [urllib.parse.unquote(part) for part in path.strip("/").split("/")]

    def _get(self, parts: list[str]) -> Answer:
        match parts:
            case ["lookouts"]:
                return self.inbox.listed()
            case ["lookouts", number]:
                return self.inbox.one(number)
        raise Refused(404, "no-such-page")

    def _post(self, parts: list[str]) -> Answer:
        body = self._body()
        match parts:
            case ["lookouts"]:
                return self.inbox.receive(self.headers.get("Idempotency-Key", ""), body, _now())
            case ["lookouts", number, "cancel"]:
                return self.inbox.cancel(number)
            case ["_hit"]:
                return self._hit(read_object(body))
        raise Refused(404, "no-such-page")

    def _hit(self, given: Values) -> Answer:
        message = self.inbox.note_hit(given, _now())
        status, reason = self.caller.tell(message)
        state = self.inbox.settle_hit(message["hit_no"], status)
        told = {"hit": message, "state": state, "court_status": status, "reason": reason}
        return Answer(200 if state == "DELIVERED" else 502, told)

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self.close_connection = True
            raise Refused(411, "length-missing")
        if int(length) > MOST_BYTES:
            self.close_connection = True
            raise Refused(413, "too-large", most=MOST_BYTES)
        return self.rfile.read(int(length))

    def _answered(self, work: Callable[[], Answer]) -> None:
        try:
            answer = work()
        except Refused as refusal:
            answer = Answer(refusal.status, refusal.body)
        body = json.dumps(answer.body, ensure_ascii=False).encode("utf-8")
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        _log("answered", method=self.command, path=self.path, status=answer.status)

    def log_message(self, *values: object) -> None:
        """Leave logging to the line per answer."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _log(event: str, **values: object) -> None:
    print(json.dumps({"at": _now(), "event": event, **values}, ensure_ascii=False), flush=True)


def make_server(port: int, inbox: Inbox, caller: Caller) -> ThreadingHTTPServer:
    """Make the server on the loopback; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"inbox": inbox, "caller": caller})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="simulators.police", description="A police inbox.")
    parser.add_argument("--port", type=int, default=8200)
    parser.add_argument("--state", default="police.sqlite3", help="SQLite file of the inbox")
    parser.add_argument("--callback", required=True, help="court address; may hold {lookout_no}")
    parser.add_argument("--secret", default="zhixing-demo", help="key of the call-back's HMAC")
    given = parser.parse_args(arguments)
    inbox = Inbox(given.state)
    server = make_server(given.port, inbox, Caller(given.callback, given.secret))
    _log("listening", port=server.server_port, state=given.state)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("", file=sys.stderr)
    finally:
        server.server_close()
        inbox.close()
    return 0
