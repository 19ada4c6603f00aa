"""The addresses of the open profile: poll, documents, feedback, receipts; and its papers.

A door in this room, as the one for SOAP: it opens the scopes and calls the same
operations. Every answer is signed; a refusal says in both languages what is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from zhixing.inquiry import open_handout, open_notices
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.handout import count_call, hand_out
from zhixing.inquiry.operations import note_message, store_message, take_feedback
from zhixing.inquiry.proving import prove_sender, sign_answer, signer
from zhixing.inquiry.raw_messages import Verdict
from zhixing.inquiry.receipting import find_receipt, give_receipt, list_receipts
from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.openjson import published, reading
from zhixing.inquiry.wire.openjson.statement import (
    HEADERS,
    Statement,
    Unproven,
    is_text,
    read_statement,
)
from zhixing.institutions.abilities import OPEN_PROFILE
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json, canonical, digest
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope
from zhixing.platform.web.incidents import Incident
from zhixing.platform.web.transactions import Busy, run_whole

MOST_BYTES: Final = 32 * 1024 * 1024
JSON_TYPE: Final = "application/json; charset=utf-8"
OPERATION: Final = "open/feedbacks"
LONGEST_PLACE: Final = 19
"""A receipt's place in its chain has fewer digits than this."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what is answered: the status and the body."""

    status: int
    body: dict[str, Any]

    @classmethod
    def refusal(cls, status: int, error: WireError, field: str = "") -> Answer:
        """Give a refusal by its code, in both languages."""
        named = field or getattr(error, "field", "")
        told = {"code": error.code, "field": named, "zh": error.zh, "en": error.en}
        return cls(status, {"error": told})


@dataclass(frozen=True, slots=True)
class Caller:
    """Hold who calls, what was signed, and when it came."""

    institution: InstitutionView
    statement: Statement
    signature: bytes
    raw: bytes
    at: datetime

    def run(self, work: Callable[[], T]) -> T:
        """Do something in the institution's own scope."""
        return run_whole(Scope.of_institution(self.institution.id), work)


Handler = Callable[..., Answer]


def _proved(method: str, handler: Handler) -> Callable[..., HttpResponse]:
    """Make a view that answers one method to whoever proves itself."""

    @csrf_exempt
    def view(request: HttpRequest, **named: str) -> HttpResponse:
        if request.method != method:
            return HttpResponse(status=405, headers={"Allow": method})
        where = f"wire open {method}"
        with Incident(where) as incident:
            return _signed(request, _told(request, handler, named))
        broken = _broken(incident.number)
        with Incident(where):
            return _signed(request, broken)
        # Without a database there is no clock to sign by, and the answer goes unsigned.
        return HttpResponse(canonical(broken.body), status=broken.status, content_type=JSON_TYPE)

    return view


def _told(request: HttpRequest, handler: Handler, named: dict[str, str]) -> Answer:
    """Answer a call, a refusal by its code."""
    try:
        return _answer(request, handler, named)
    except Unproven as error:
        return Answer.refusal(401, error)
    except WireError as error:
        return Answer.refusal(400, error)
    except Busy:
        busy = WireError("BUSY", "系统忙，请稍后再试。", "Busy: try again.")
        return Answer.refusal(503, busy)


def _broken(number: str) -> Answer:
    """Give the answer where the fault is ours, with the number under which it is logged."""
    zh = f"系统未能完成，请稍后重发；仍不成功时告知信息中心，编号：{number}。"
    en = f"The server could not finish; send again, or tell the help desk this number: {number}."
    return Answer.refusal(500, WireError("BROKEN", zh, en))


def _answer(request: HttpRequest, handler: Handler, named: dict[str, str]) -> Answer:
    raw = request.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise WireError("TOO_LARGE", "报文过大。", "The message is too large.")
    statement, signature = read_statement(
        str(request.method), request.get_full_path(), dict(request.headers), bytes(raw)
    )

    def prove() -> Caller:
        at = wire_instant()
        found = prove_sender(statement, signature, at)
        return Caller(found, statement, signature, bytes(raw), at)

    caller = run_whole(Scope.system(), prove)
    if caller.institution.profile != OPEN_PROFILE:
        raise Unproven("OTHER_PROFILE", HEADERS["sender"], "该单位未登记开放接口", "speaks another")
    if not all(map(is_text, named.values())):
        return _unknown("地址中的编号含有空字符（NUL）。", "The number in the address holds a NUL.")
    return handler(caller, **named)


def _signed(request: HttpRequest, answer: Answer) -> HttpResponse:
    at = run_whole(Scope.public(), wire_instant)
    nonce = request.headers.get(HEADERS["nonce"], "")[:64]
    headers = sign_answer(answer.status, answer.body, nonce, at)
    content = canonical(answer.body)
    return HttpResponse(
        content, status=answer.status, content_type=JSON_TYPE, headers=dict(headers)
    )


def _poll(caller: Caller) -> Answer:
    body = caller.statement.body
    wanted = body.get("kind") if isinstance(body, dict) else None
    if not isinstance(wanted, str) or wanted not in Kind.__members__:
        raise WireError("KIND_UNKNOWN", "kind应为QUERY或者CONTROL。", "kind is QUERY or CONTROL.")
    text = caller.run(lambda: hand_out(caller.institution, Kind(wanted), caller.at))
    reach(HAND_OUT)
    return Answer(200, json.loads(text))


def _documents(caller: Caller, number: str) -> Answer:
    found = caller.run(lambda: open_handout.hand_out_whole(caller.institution, number, caller.at))
    if found is None:
        return _unknown(
            "没有此编号的请求，或者文书暂不可用。", "No such request, or no documents now."
        )
    return Answer(200, found)


def _unknown(zh: str, en: str) -> Answer:
    return Answer.refusal(404, WireError("NOT_FOUND", zh, en))


def _feedback(caller: Caller) -> Answer:
    body = caller.statement.body
    key = body.get("messageId") if isinstance(body, dict) else None
    if not isinstance(key, str) or not 1 <= len(key) <= 80:
        raise WireError(
            "MESSAGE_ID_MISSING",
            "messageId应为1至80个字符的文本。",
            "messageId must be text of 1 to 80 signs.",
        )
    said = digest(body)
    known = run_whole(Scope.system(), lambda: find_receipt(caller.institution, key))
    if known is not None:
        return _repeated(known.json, known.body_sha256, said)
    outcome = _take(caller)
    reach(BEFORE_ACKNOWLEDGEMENT)
    given = run_whole(
        Scope.system(),
        lambda: give_receipt(caller.institution, key, said, outcome, caller.at),
    )
    return _repeated(given.json, given.body_sha256, said)


def _repeated(receipt: dict[str, Any], first: str, now: str) -> Answer:
    """Give the receipt of a message's name, unless the name now stands for something else."""
    if first == now:
        return Answer(200, receipt)
    error = WireError(
        "SAME_KEY_OTHER_BODY",
        f"messageId已用于另一报文（先前{first}，本次{now}）。",
        f"messageId stands for another message (first {first}, now {now}).",
    )
    refused = Answer.refusal(409, error, "messageId")
    refused.body["error"] |= {"first": first, "now": now}
    return refused


def _take(caller: Caller) -> dict[str, Json]:
    """Store a message, read it, keep its answers; gives what the receipt says of them."""
    evidence = reading.evidence_of(caller.statement, caller.signature, caller.raw)
    stored = run_whole(
        Scope.system(), lambda: store_message(caller.institution, OPERATION, evidence, caller.at)
    )
    try:
        decoded = reading.read_message(caller.statement.body)
    except Unreadable as error:
        problem = error
        run_whole(
            Scope.system(), lambda: note_message(stored, is_decoded=False, problems=[problem])
        )
        return {"verdicts": {}, "problems": [_problem(problem)], "notes": []}

    def take() -> dict[str, Verdict]:
        count_call(caller.institution.id, caller.at, messages_in=1)
        return take_feedback(caller.institution, stored, decoded, caller.at)

    verdicts = caller.run(take)
    run_whole(
        Scope.system(),
        lambda: note_message(
            stored,
            is_decoded=bool(decoded.feedbacks),
            problems=decoded.problems,
            verdicts=verdicts,
        ),
    )
    return {
        "verdicts": {number: verdict.value for number, verdict in sorted(verdicts.items())},
        "problems": [_problem(p) for p in decoded.problems],
        "notes": [{"row": n.row, "field": n.field, "code": n.code} for n in decoded.notes],
    }


def _notice(caller: Caller) -> Answer:
    body = caller.statement.body
    told = body if isinstance(body, dict) else {}
    key, number = told.get("messageId"), told.get("requestNo")
    if not isinstance(key, str) or not isinstance(number, str) or not 1 <= len(key) <= 80:
        raise WireError(
            "NOTICE_UNREADABLE",
            "应填写messageId（1至80个字符）和requestNo。",
            "messageId (1 to 80 signs) and requestNo are needed.",
        )
    evidence = reading.evidence_of(caller.statement, caller.signature, caller.raw)
    stored = run_whole(
        Scope.system(),
        lambda: store_message(caller.institution, open_notices.OPERATION, evidence, caller.at),
    )
    is_known = caller.run(
        lambda: open_notices.take_notice(caller.institution, number, stored.sha256)
    )
    run_whole(Scope.system(), lambda: note_message(stored, is_decoded=True, problems=[]))
    return Answer(200, {"messageId": key, "verdict": "TAKEN" if is_known else "UNKNOWN"})


def _problem(problem: Unreadable) -> dict[str, Json]:
    return {
        "row": problem.row,
        "field": problem.field,
        "code": problem.code,
        "zh": problem.zh,
        "en": problem.en,
    }


def _receipt(caller: Caller, key: str) -> Answer:
    found = run_whole(Scope.system(), lambda: find_receipt(caller.institution, key))
    if found is None:
        return _unknown("没有收到过此报文。", "No message of this name was received.")
    return Answer(200, found.json)


def _receipts(caller: Caller) -> Answer:
    _, _, query = caller.statement.target.partition("after=")
    after = int(query) if query.isdecimal() and len(query) < LONGEST_PLACE else 0
    found = run_whole(Scope.system(), lambda: list_receipts(caller.institution, after))
    return Answer(200, {"receipts": [given.json for given in found]})


poll = _proved("POST", _poll)
documents = _proved("GET", _documents)
feedback = _proved("POST", _feedback)
notice = _proved("POST", _notice)
receipt = _proved("GET", _receipt)
receipts = _proved("GET", _receipts)


def openapi(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document, with this address as its server."""
    address = request.build_absolute_uri("./")
    return HttpResponse(published.openapi_text(address), content_type=JSON_TYPE)


def schema(request: HttpRequest, name: str) -> HttpResponse:
    """Give one JSON Schema by its name."""
    text = published.find_schema(name)
    if text is None:
        return HttpResponse(status=404)
    return HttpResponse(text, content_type=JSON_TYPE)


def keys(request: HttpRequest) -> HttpResponse:
    """Give the platform's public keys, by which its answers and deliveries are checked."""
    own = signer().public_key
    body = {"keys": [{"keyId": own.key_id, "algorithm": own.algorithm, "hex": own.public.hex()}]}
    return HttpResponse(canonical(body), content_type=JSON_TYPE)
