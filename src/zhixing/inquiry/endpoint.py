"""The addresses that front-ends call (SOAP): who calls, what for, and the answer.

A door in this room: it opens the scopes. Nobody is told more than a caller of the
profile expects: faults for what is no call, error words for what is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from zhixing.courts.operations.throttle import Subjects, count_failure, locked_until
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.handout import count_call
from zhixing.inquiry.losses import losses_of, words_for
from zhixing.inquiry.operations import (
    hand_out,
    hand_out_documents,
    note_message,
    store_message,
    take_feedback,
)
from zhixing.inquiry.raw_messages import Verdict
from zhixing.inquiry.taking import Said, may_join, pass_by, take_said
from zhixing.inquiry.wire.bank_codec import Ack, UserMarker
from zhixing.inquiry.wire.errors import BadCall, Unreadable, in_both
from zhixing.inquiry.wire.feedback import Decoded
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.profile import Purpose, WireProfile, find_profile, get_profile
from zhixing.inquiry.wire.soap import (
    CONTENT_TYPE,
    MAX_ENVELOPE_BYTES,
    Call,
    parse_call,
    serialise_answer,
    serialise_fault,
)
from zhixing.inquiry.wire.speech import FETCHES, Speech, read_user, speech_of
from zhixing.inquiry.wire.testbook import whole_book
from zhixing.inquiry.wire.wsdl import wsdl_text
from zhixing.institutions.queries import find_by_credentials, has_shown_password
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import legal_day
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.web.incidents import Incident
from zhixing.platform.web.transactions import Busy, run_whole

POLLS: Final = {Purpose.POLL_QUERIES: Kind.QUERY, Purpose.POLL_CONTROLS: Kind.CONTROL}
WRONG_PASSWORD: Final = in_both("用户名或密码错误", "wrong user name or password")
LOCKED_OUT: Final = in_both("尝试次数过多，请稍后再试", "too many tries; try again later")
UNREADABLE: Final = ("反馈数据格式错误", "the feedback cannot be read")
NO_SOAP: Final = in_both(
    "该机构登记的不是此接口，请使用登记的线路",
    "the institution is registered for another wire; use that one",
)


@require_GET
def test_book(request: HttpRequest) -> HttpResponse:
    """Give anybody the whole test book: it holds nothing of any court's."""
    named = {"Content-Disposition": 'attachment; filename="zhixing-testbook.zip"'}
    return HttpResponse(whole_book(), content_type="application/zip", headers=named)


@csrf_exempt
def wire_endpoint(request: HttpRequest, code: str = "BANK-SOAP-2") -> HttpResponse:
    """Answer one call of a front-end, or give the WSDL of the address's profile."""
    profile = get_profile(code)
    if request.method == "GET":
        address = request.build_absolute_uri(request.path)
        return HttpResponse(wsdl_text(profile, address), content_type=CONTENT_TYPE)
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "GET, POST"})
    body = bytes(request.read(MAX_ENVELOPE_BYTES + 1))
    status, content = answer_call(code, body, str(request.META.get("REMOTE_ADDR", "")))
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)


def answer_call(code: str, body: bytes, address: str) -> tuple[int, bytes]:
    """Answer the envelope of a call at a profile's address: the HTTP status and the envelope.

    ``address`` is the caller's. Faults have the status 500, as SOAP 1.1 wants it; so has what
    goes wrong unexpectedly, with the number under which it is logged.
    """
    with Incident(f"wire {code}") as incident:
        return _answered(get_profile(code), body, address)
    number = incident.number
    zh = f"系统未能完成，请稍后重发；仍不成功时告知信息中心，编号：{number}"
    en = f"the server could not finish; send again, and if it persists tell the help desk {number}"
    return 500, serialise_fault(BadCall("Server", zh, en))


def _answered(profile: WireProfile, body: bytes, address: str) -> tuple[int, bytes]:
    try:
        if len(body) > MAX_ENVELOPE_BYTES:
            raise BadCall("Client", "报文过大", "the message is too large")
        with may_join():
            call = parse_call(body, profile)
            text = _answer(call, profile, address)
        return 200, serialise_answer(call.operation, text, profile)
    except BadCall as error:
        return 500, serialise_fault(error)
    except Unreadable as error:
        return 500, serialise_fault(BadCall("Client", error.zh, error.en))
    except Busy:
        return 500, serialise_fault(BadCall("Server", "系统忙，请稍后再试", "busy, try again"))


@dataclass(frozen=True, slots=True)
class _Caller:
    institution: InstitutionView
    at: datetime

    @property
    def speech(self) -> Speech:
        return speech_of(get_profile(self.institution.profile), self.at)

    def run(self, work: Callable[[], str]) -> str:
        """Do something in the institution's own scope."""
        return run_whole(Scope.of_institution(self.institution.id), work)


def _answer(call: Call, spoken: WireProfile, address: str) -> str:
    """Answer in the caller's own profile, whichever profile's address it called."""
    purpose = call.operation.purpose
    if purpose not in POLLS and purpose not in FETCHES:
        taken = _take_together(call, spoken, address)
        if taken is not None:
            return taken
    pass_by()
    caller, refusal = _find_caller(call, spoken, address)
    if caller is None:
        return _refused(purpose, refusal, spoken)
    if purpose in POLLS:
        batch = caller.run(lambda: hand_out(caller.institution, POLLS[purpose], caller.at))
        reach(HAND_OUT)
        return batch
    if purpose in FETCHES:
        key = caller.speech.key(_argument(call, 1))
        return caller.run(lambda: hand_out_documents(caller.institution, purpose, key, caller.at))
    return _take(call, caller)


def _take_together(call: Call, spoken: WireProfile, address: str) -> str | None:
    """Take a feedback with those that came in meanwhile; None where it must go alone."""
    marker = read_user(_argument(call, 0), spoken)
    said = Said(
        _subjects(marker, address),
        tuple(marker.readings),
        spoken,
        call.operation.name,
        _argument(call, 1),
    )
    taken = take_said(said)
    if taken is None:
        return None
    reach(BEFORE_ACKNOWLEDGEMENT)
    return _acknowledged(taken.verdicts, taken.decoded, call, _Caller(taken.institution, taken.at))


def _subjects(marker: UserMarker, address: str) -> Subjects:
    return Subjects(f"wire/{marker.username[:60]}/{address}", address)


def _find_caller(call: Call, spoken: WireProfile, address: str) -> tuple[_Caller | None, str]:
    """Find who calls; failures are counted for the pair of name and address, and lock it."""
    marker = read_user(_argument(call, 0), spoken)
    subjects = _subjects(marker, address)

    def look() -> tuple[_Caller | None, str]:
        at = wire_instant()
        # Whoever showed this password before only needs to be let in; tries wait for each other.
        is_known = any(has_shown_password(*pair) for pair in marker.readings)
        if locked_until(subjects, at, waits=not is_known) is not None:
            return None, LOCKED_OUT
        for user, password in marker.readings:
            found = find_by_credentials(user, password, legal_day(at))
            own = None if found is None else find_profile(found.profile)
            if found is not None and own is not None:
                is_here = own.service is not None and own.style is spoken.style
                return (_Caller(found, at), "") if is_here else (None, NO_SOAP)
        count_failure(subjects, at)
        return None, WRONG_PASSWORD

    return run_whole(Scope.system(), look)


def _refused(purpose: Purpose, message: str, profile: WireProfile) -> str:
    at = run_whole(Scope.system(), wire_instant)
    return speech_of(profile, at).error(purpose, message)


def _argument(call: Call, place: int) -> str:
    """Give an argument by its place: the caller first, then what is told or wanted."""
    return call.arguments[call.operation.arguments[place]]


def _take(call: Call, caller: _Caller) -> str:
    payload, operation = _argument(call, 1), call.operation.name
    purpose = call.operation.purpose
    stored = run_whole(
        Scope.system(), lambda: store_message(caller.institution, operation, payload, caller.at)
    )
    try:
        decoded = caller.speech.feedback(payload, operation)
    except Unreadable as error:
        problem = error
        run_whole(
            Scope.system(), lambda: note_message(stored, is_decoded=False, problems=[problem])
        )
        zh, en = UNREADABLE
        return caller.speech.error(purpose, in_both(f"{zh}：{error.zh}", f"{en}: {error.en}"))

    is_decoded = bool(decoded.feedbacks)

    def take() -> dict[str, Verdict]:
        count_call(caller.institution.id, caller.at, messages_in=1)
        verdicts = take_feedback(caller.institution, stored, decoded, caller.at)
        with open_scope(Scope.system()):
            note_message(
                stored, is_decoded=is_decoded, problems=decoded.problems, verdicts=verdicts
            )
        return verdicts

    verdicts = run_whole(Scope.of_institution(caller.institution.id), take)
    reach(BEFORE_ACKNOWLEDGEMENT)
    if not is_decoded:
        return caller.speech.error(purpose, in_both(*UNREADABLE))
    return _acknowledged(verdicts, decoded, call, caller)


def _acknowledged(
    verdicts: dict[str, Verdict], decoded: Decoded, call: Call, caller: _Caller
) -> str:
    """Say of each request that it is taken: "fail" would have the same sent again.

    What could not be read of it, and what was no answer to it, is said in words beside. A number
    that the wire cannot carry is told as the caller spelled it.
    """
    purpose = call.operation.purpose
    if all(v is Verdict.DUPLICATE for v in verdicts.values()):
        return caller.speech.duplicate(verdicts, purpose)
    profile = get_profile(caller.institution.profile)
    lost = losses_of(decoded, _argument(call, 1).encode(), profile)
    acks = [
        Ack(number, True, words_for(v, lost.get(number, ())), decoded.spelled.get(number, ""))
        for number, v in verdicts.items()
    ]
    return caller.speech.ack(acks, purpose)
