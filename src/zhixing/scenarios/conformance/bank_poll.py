"""Plays the court's side to a bank's front-end that polls, by the book of the banks' profiles.

The front-end is pointed to the kit's address. The first poll is refused, one request is handed
out twice and one acknowledgement is withheld, as happens on a real line.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from zhixing.inquiry.content import content_hash
from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.inquiry.wire.model import AssistanceRequest, Kind
from zhixing.inquiry.wire.profile import Purpose, WireProfile, get_profile
from zhixing.inquiry.wire.soap import Call
from zhixing.inquiry.wire.testbook import bank_book
from zhixing.kernel.codec import decode
from zhixing.scenarios.conformance.report import Report
from zhixing.scenarios.conformance.soap_line import serve_soap

OLDER = "BANK-SOAP-1"
POLLS = {Purpose.POLL_QUERIES: Kind.QUERY, Purpose.POLL_CONTROLS: Kind.CONTROL}


@dataclass(slots=True)
class Court:
    """Hold what was handed out and what came back."""

    profile: WireProfile
    user: tuple[str, str]
    requests: dict[str, AssistanceRequest]
    faults: list[str] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    polled: set[Kind] = field(default_factory=set)
    polls: dict[Kind, int] = field(default_factory=dict)
    handed_out: dict[str, int] = field(default_factory=dict)
    fetched: dict[str, set[str]] = field(default_factory=dict)
    too_early: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    said: dict[str, list[Feedback]] = field(default_factory=dict)
    after_end: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, call: Call) -> str:
        """Answer one call."""
        marker = codec.decode_usermarker(call.arguments["arg0"], self.profile)
        if self.user not in marker.readings:
            self.strangers.add(marker.username)
            return codec.encode_list_error("cxqqList", "用户名或密码错误", self.profile)
        purpose = call.operation.purpose
        if purpose in POLLS:
            return self._poll(POLLS[purpose])
        if purpose.value.startswith("FETCH"):
            return self._documents(purpose, call.arguments["arg1"])
        return self._take(call)

    def _poll(self, kind: Kind) -> str:
        self.polled.add(kind)
        self.polls[kind] = self.polls.get(kind, 0) + 1
        if kind is Kind.QUERY and self.polls[kind] == 1:
            return codec.encode_list_error("cxqqList", "系统维护，请稍后再取", self.profile)
        fresh = [r for r in self.requests.values() if r.kind is kind and self._may_go(r)]
        batch = codec.encode_requests(kind, fresh, self.profile)
        for number in batch.included:
            self.handed_out[number] = self.handed_out.get(number, 0) + 1
        return batch.payload

    def _may_go(self, request: AssistanceRequest) -> bool:
        """Hand each out once, and the first once more when it was fed back."""
        number, first = request.external_no, next(iter(self.requests.values()))
        times = self.handed_out.get(number, 0)
        again = request is first and times == 1 and len(self.said.get(number, ())) >= 2
        return times == 0 or again

    def _documents(self, purpose: Purpose, payload: str) -> str:
        key = codec.decode_document_key(payload, self.profile)
        column = "writ_set_no" if key.field == "WSBH" else "external_no"
        found = [r for r in self.requests.values() if getattr(r, column) in key.readings]
        if not found:
            return codec.encode_list_error("wsinfoList", "没有此编号的文书", self.profile)
        is_cards = purpose is Purpose.FETCH_CREDENTIALS
        for request in found:
            got = self.fetched.setdefault(request.external_no, set())
            got.add("cards" if is_cards else "writs")
        if is_cards:
            return codec.encode_credentials(key.value, found[0].credentials, self.profile)
        encode = codec.encode_query_writs if key.field == "WSBH" else codec.encode_control_writs
        return encode(key.value, found[0].documents, self.profile)

    def _take(self, call: Call) -> str:
        decoded = codec.decode_feedback(call.arguments["arg1"], self.profile, call.operation.name)
        self.problems += [f"{p.zh} {p.en}" for p in decoded.problems]
        acks = []
        for feedback in decoded.feedbacks:
            if feedback.kind is FeedbackKind.LEDGER:
                acks.append(Ack(feedback.request_no))
                continue
            told = self.said.setdefault(feedback.request_no, [])
            told.append(feedback)
            if self.fetched.get(feedback.request_no, set()) != {"cards", "writs"}:
                self.too_early.add(feedback.request_no)
            if len(told) == 2:
                return codec.encode_duplicate(self.profile)
            if len(told) > 2:
                self.after_end.add(feedback.request_no)
                return codec.encode_duplicate(self.profile)
            acks.append(Ack(feedback.request_no, False, "请重发"))
        if not acks:
            return codec.encode_ack_error("反馈数据格式错误", self.profile)
        return codec.encode_ack(acks, self.profile)

    @property
    def is_through(self) -> bool:
        """Say whether everything was fed back twice and the first was handed out again."""
        twice = all(len(self.said.get(n, ())) >= 2 for n in self.requests)
        return twice and self.handed_out[next(iter(self.requests))] >= 2


def check_front_end(url: str, profile: str, user: str, password: str, seconds: float) -> Report:
    """Listen at an address, and say what the front-end that calls there gets wrong."""
    book = bank_book()
    requests = {name: decode(AssistanceRequest, given) for name, given in book["requests"].items()}
    if profile == OLDER:
        numbers = book["older_numbers"]
        requests = {n: replace(r, external_no=numbers[n]) for n, r in requests.items()}
    numbered = {r.external_no: r for r in requests.values()}
    court = Court(get_profile(profile), (user, password), numbered)
    serve_soap(url, court, seconds)
    return _judge(court, {name: r.external_no for name, r in requests.items()})


def _judge(court: Court, numbers: dict[str, str]) -> Report:
    report = Report(bank_book()["checks"])
    note = report.note
    note("polled", court.polled == set(Kind), f"{sorted(court.polled)}")
    note("patient", court.polls.get(Kind.QUERY, 0) > 1, f"{court.polls.get(Kind.QUERY, 0)} polls")
    note("user", not court.strangers, f"{sorted(court.strangers)}")
    note("call", not court.faults, "; ".join(court.faults))
    silent = [name for name, number in numbers.items() if number not in court.said]
    note("answered", not silent, f"{silent}")
    early = [name for name, number in numbers.items() if number in court.too_early]
    note("documents", not early, f"{early}")
    note("reads", not court.problems, "; ".join(court.problems))
    first = {name: court.said[n][0] for name, n in numbers.items() if n in court.said}
    known, unknown, freeze = (first.get(name) for name in ("known", "unknown", "freeze"))
    note("known", known is not None and bool(known.accounts), "no account")
    note("unknown", unknown is not None and unknown.no_record, f"{unknown}")
    told = [] if freeze is None else [r.line for r in freeze.results]
    receipt = freeze is not None and bool(freeze.receipts)
    note("freeze", told == ["1"] and receipt, f"lines {told}, receipt {receipt}")
    once = [name for name, n in numbers.items() if len(court.said.get(n, ())) == 1]
    note("retry", not once, f"{once}")
    differing = [
        name
        for name, n in numbers.items()
        if len({content_hash(f) for f in court.said.get(n, ())}) > 1
    ]
    note("repeat", not differing, f"{differing}")
    still = [name for name, n in numbers.items() if n in court.after_end]
    note("settled", not still, f"{still}")
    return report
