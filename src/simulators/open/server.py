"""The institution's own address, for requests that are delivered to it (push)."""

from __future__ import annotations

import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from simulators.open.books import Books
from simulators.open.faults import Faults
from simulators.open.signing import Key, fault_of, headers
from simulators.open.work import Work


@dataclass
class Desk:
    """Take deliveries, and say what is known of a request when asked."""

    code: str
    key: Key
    platform_key: bytes
    books: Books
    faults: Faults
    work: Work
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, method: str, target: str, given: Any, raw: bytes) -> tuple[int, Any]:
        """Answer one call."""
        try:
            body = json.loads(raw) if raw.strip() else None
        except ValueError:
            return 400, _error("BODY_NOT_JSON")
        problem = self._problem(method, target, given, body)
        if problem:
            return 401, _error(problem)
        _, _, number = target.partition("/requests/")
        with self.lock:
            if method == "GET" and number:
                return self._known(number)
            if method == "POST" and target.endswith("/requests"):
                return self._take(body)
        return 404, _error("NOT_FOUND")

    def _problem(self, method: str, target: str, given: Any, body: Any) -> str:
        problem = fault_of(given, self.code, method, target, body, self.platform_key)
        tolerated = {
            "HEADER_MISSING": "accept_unsigned",
            "SIGNATURE_WRONG": "accept_unsigned",
            "CLOCK_SKEW": "accept_old",
            "OTHER_RECIPIENT": "accept_stranger",
        }
        if problem and self.faults.strikes(tolerated.get(problem, "accept_unsigned")):
            return ""
        if problem or self.faults.strikes("accept_replay"):
            return problem
        return "" if self.books.is_new_nonce(given["Zx-Nonce"]) else "REPLAYED"

    def _take(self, body: Any) -> tuple[int, Any]:
        if not isinstance(body, dict) or not isinstance(body.get("request"), dict):
            return 400, _error("REQUEST_MISSING")
        request = body["request"]
        for name in ("requestNo", "kind", "caseNo", "subject"):
            if not request.get(name):
                return 400, _error("MEMBER_MISSING", name)
        if not body.get("documents") or not body.get("credentials"):
            return 400, _error("DOCUMENTS_MISSING")
        if request["kind"] not in ("QUERY", "CONTROL"):
            return 400, _error("KIND_UNKNOWN", "kind")
        number = request["requestNo"]
        known = self.books.rows("select body from requests where no = ?", number)
        if known and json.loads(known[0]["body"]) != request:
            return 409, _error("SAME_KEY_OTHER_BODY", "requestNo")
        is_new = self.books.admit(request, {"documents": body["documents"]}, time.time())
        if not is_new and self.faults.strikes("process_twice"):
            for row in self.books.rows("select body from outbox where request_no = ?", number):
                twice = json.loads(row["body"])
                twice["messageId"] += f"-{time.time_ns()}"
                self.books.do(
                    "insert into outbox (key, request_no, body) values (?, ?, ?)",
                    twice["messageId"],
                    number,
                    json.dumps(twice),
                )
        if self.faults.once("lose_answer", number):
            raise ConnectionAbortedError(number)
        return self._known(number, fresh=True)

    def _known(self, number: str, *, fresh: bool = False) -> tuple[int, Any]:
        rows = self.books.rows("select * from requests where no = ?", number)
        if not rows or (self.faults.strikes("forget_requests") and not fresh):
            return 404, _error("NOT_FOUND")
        row = rows[0]
        if not fresh and row["state"] == "RECEIVED" and not self.faults.strikes("silent"):
            self.work.answer(json.loads(row["body"]))
            row = self.books.rows("select * from requests where no = ?", number)[0]
        told = self.books.rows("select body from outbox where request_no = ?", number)
        messages = [self._message(json.loads(m["body"])) for m in told]
        return 200, {"requestNo": number, "state": row["state"], "messages": messages}

    def _message(self, body: Any) -> Any:
        target = "/wire/open/v1/feedbacks"
        proof = headers(self.key, self.code, "POST", target, body)
        if self.faults.strikes("unsigned_feedback"):
            proof["Zx-Signature"] = "A" * 86 + "=="
        return {"headers": proof, "body": body}


def _error(code: str, field_name: str = "") -> Any:
    return {"error": {"code": code, "field": field_name, "zh": code, "en": code}}


def serve(desk: Desk, port: int, certificate: str = "", key_file: str = "") -> ThreadingHTTPServer:
    """Serve the desk on a port of the loopback, over TLS where a certificate is given."""
    handler = type("Handler", (_Handler,), {"desk": desk})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key_file)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    desk: Desk

    def do_POST(self) -> None:
        self._do("POST")

    def do_GET(self) -> None:
        self._do("GET")

    def _do(self, method: str) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            status, body = self.desk.answer(method, self.path, self.headers, raw)
        except ConnectionAbortedError:
            self.close_connection = True
            self.connection.close()
            return
        text = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *values: object) -> None:
        """Say nothing."""
