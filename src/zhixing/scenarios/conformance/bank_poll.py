"""Plays the court's side to a bank's front-end that polls, by the book of the banks' profiles.

The front-end is pointed to the kit's address. The first poll is refused, one request is handed
out twice and one acknowledgement is withheld, as happens on a real line.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from zhixing.inquiry.content import content_hash
from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.inquiry.wire.model import AssistanceRequest, Kind
from zhixing.inquiry.wire.profile import Purpose, WireProfile, get_profile
from zhixing.inquiry.wire.soap import Call
from zhixing.inquiry.wire.testbook import bank_book
from zhixing.scenarios.conformance.bank_form import form_faults, note_form
from zhixing.scenarios.conformance.bank_judge import bank_requests, judge_answers, may_go
from zhixing.scenarios.conformance.report import Report, compared, listed
from zhixing.scenarios.conformance.schema import Fault
from zhixing.scenarios.conformance.soap_line import serve_soap
from zhixing.scenarios.conformance.words import in_words

POLLS = {Purpose.POLL_QUERIES: Kind.QUERY, Purpose.POLL_CONTROLS: Kind.CONTROL}


@dataclass(slots=True)
class Court:
    """Hold what was handed out and what came back; ``requests`` go by the names of the book."""

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
    forms: list[Fault] = field(default_factory=list)
    tolerated: dict[str, str] = field(default_factory=dict)
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
        mine = {n: r for n, r in self.requests.items() if r.kind is kind}
        fresh = [r for name, r in mine.items() if self._may_go(name, r)]
        batch = codec.encode_requests(kind, fresh, self.profile)
        for number in batch.included:
            self.handed_out[number] = self.handed_out.get(number, 0) + 1
        return batch.payload

    def _may_go(self, name: str, request: AssistanceRequest) -> bool:
        """Hand each out once when what it follows was answered, the first once more after that."""
        number, first = request.external_no, next(iter(self.requests))
        times = self.handed_out.get(number, 0)
        again = name == first and times == 1 and len(self.said.get(number, ())) >= 2
        return again or (times == 0 and may_go(name, self.told))

    @property
    def told(self) -> dict[str, list[Feedback]]:
        """Give what was fed back, by the names of the book."""
        names = {request.external_no: name for name, request in self.requests.items()}
        return {names[number]: told for number, told in self.said.items() if number in names}

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
        payload = call.arguments["arg1"]
        self.forms += form_faults(payload, self.profile)
        decoded = codec.decode_feedback(payload, self.profile, call.operation.name)
        self.problems += [f"{p.zh} {p.en}" for p in decoded.problems]
        remarks = {n.code: f"{n.row} {n.field}：{n.zh} {n.en}" for n in decoded.notes}
        self.tolerated = {**remarks, **self.tolerated}
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
        numbers = [request.external_no for request in self.requests.values()]
        twice = all(len(self.said.get(n, ())) >= 2 for n in numbers)
        return twice and self.handed_out[numbers[0]] >= 2


def check_front_end(url: str, profile: str, user: str, password: str, seconds: float) -> Report:
    """Listen at an address, and say what the front-end that calls there gets wrong."""
    court = Court(get_profile(profile), (user, password), bank_requests(profile))
    serve_soap(url, court, seconds)
    return _judge(court)


def _judge(court: Court) -> Report:
    report = Report(bank_book()["checks"])
    note = report.note
    seen = listed(sorted(kind.value for kind in court.polled))
    note("polled", court.polled == set(Kind), compared("CONTROL, QUERY", seen))
    polls = court.polls.get(Kind.QUERY, 0)
    note("patient", polls > 1, compared("轮询 polls > 1", polls))
    note("user", not court.strangers, compared(court.user[0], listed(sorted(court.strangers))))
    note("call", not court.faults, "; ".join(dict.fromkeys(court.faults)))
    told = court.told
    early = [n for n, r in court.requests.items() if r.external_no in court.too_early]
    note("documents", not early, f"未先取文书与证件 not fetched before：{listed(early)}")
    note("reads", not court.problems, "; ".join(dict.fromkeys(court.problems)))
    note_form(report, court.forms, court.tolerated)
    judge_answers(report, court.requests, {name: said[0] for name, said in told.items()})
    once = [name for name in court.requests if len(told.get(name, ())) == 1]
    note("retry", not once, f"未重发 not sent again：{listed(once)}")
    differing = {
        name: " → ".join(dict.fromkeys(in_words(f) for f in said))
        for name, said in told.items()
        if len({content_hash(f) for f in said}) > 1
    }
    seen = "；".join(f"{name}（{words}）" for name, words in differing.items())
    note("repeat", not differing, seen)
    still = [n for n, r in court.requests.items() if r.external_no in court.after_end]
    note("settled", not still, f"仍在重发 still sent：{listed(still)}")
    return report
