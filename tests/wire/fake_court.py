"""A small court: the real codec behind a real socket, its memory in a dictionary."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.wire.samples import BANK
from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.errors import BadCall, Unreadable
from zhixing.inquiry.wire.feedback import Decoded, Feedback, FeedbackKind
from zhixing.inquiry.wire.model import AssistanceRequest, Kind
from zhixing.inquiry.wire.profile import Purpose
from zhixing.inquiry.wire.soap import Call, parse_call, serialise_answer, serialise_fault

USER = ("YH000001", "zhixing-demo")


@dataclass
class Court:
    """Hand requests out once, answer for documents, keep every feedback."""

    requests: list[AssistanceRequest] = field(default_factory=list)
    delivered: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    decoded: list[Decoded] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    finished: dict[str, Feedback] = field(default_factory=dict)
    ledgers: dict[str, Feedback] = field(default_factory=dict)
    missing_documents: set[str] = field(default_factory=set)
    failures_left: int = 0
    faults_left: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, call: Call) -> str:
        """Answer one call."""
        marker = codec.decode_usermarker(call.arguments["arg0"], BANK)
        self.calls.append(call.operation.name)
        purpose = call.operation.purpose
        if USER not in marker.readings:
            return codec.encode_list_error("cxqqList", "用户名或密码错误", BANK)
        if purpose in {Purpose.POLL_QUERIES, Purpose.POLL_CONTROLS}:
            kind = Kind.QUERY if purpose is Purpose.POLL_QUERIES else Kind.CONTROL
            return self._poll(kind)
        if purpose in {
            Purpose.FETCH_QUERY_WRITS,
            Purpose.FETCH_CONTROL_WRITS,
            Purpose.FETCH_CREDENTIALS,
        }:
            return self._documents(purpose, call.arguments["arg1"])
        return self._feedback(call)

    def _poll(self, kind: Kind) -> str:
        fresh = [r for r in self.requests if r.kind is kind and r.external_no not in self.delivered]
        batch = codec.encode_requests(kind, fresh, BANK)
        self.delivered |= set(batch.included)
        return batch.payload

    def _documents(self, purpose: Purpose, payload: str) -> str:
        key = codec.decode_document_key(payload, BANK)
        numbers = {"WSBH": "writ_set_no", "BDHM": "external_no"}
        found = next(r for r in self.requests if getattr(r, numbers[key.field]) == key.value)
        if purpose.value in self.missing_documents:
            return codec.encode_list_error("wsinfoList", "没有此编号的文书", BANK)
        if purpose is Purpose.FETCH_CREDENTIALS:
            return codec.encode_credentials(key.value, found.credentials, BANK)
        if purpose is Purpose.FETCH_QUERY_WRITS:
            return codec.encode_query_writs(key.value, found.documents, BANK)
        return codec.encode_control_writs(key.value, found.documents, BANK)

    def _feedback(self, call: Call) -> str:
        decoded = codec.decode_feedback(call.arguments["arg1"], BANK, call.operation.name)
        self.decoded.append(decoded)
        if not decoded.feedbacks:
            return self._said(codec.encode_ack_error("缺请求编号", BANK), "error")
        number = decoded.feedbacks[0].request_no
        if self.failures_left:
            self.failures_left -= 1
            return self._said(codec.encode_ack([Ack(number, False, "稍后再送")], BANK), "fail")
        if decoded.feedbacks[0].kind is FeedbackKind.LEDGER:
            self.ledgers[number] = decoded.feedbacks[0]
            return self._said(codec.encode_ack([Ack(number)], BANK), "success")
        if number in self.finished:
            return self._said(codec.encode_duplicate(BANK), "duplicate")
        self.finished[number] = decoded.feedbacks[0]
        return self._said(codec.encode_ack([Ack(number)], BANK), "success")

    def _said(self, payload: str, what: str) -> str:
        self.answers.append(what)
        return payload


class _Handler(BaseHTTPRequestHandler):
    court: Court

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, answer = 200, b""
        with self.court.lock:
            try:
                if self.court.faults_left:
                    self.court.faults_left -= 1
                    raise BadCall("Server", "暂停服务", "out of service")
                call = parse_call(body, BANK)
                answer = serialise_answer(call.operation, self.court.answer(call), BANK)
            except BadCall as error:
                status, answer = 500, serialise_fault(error)
            except Unreadable as error:
                status, answer = 500, serialise_fault(BadCall("Client", error.zh, error.en))
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *values: object) -> None:
        """Say nothing."""


def serve(court: Court) -> tuple[ThreadingHTTPServer, str]:
    """Serve a court on a free port of the loopback and give the server and its address."""
    handler = type("Handler", (_Handler,), {"court": court})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    return server, f"http://127.0.0.1:{server.server_port}/ckwWebServiceCloud/SyyhConvertData"
