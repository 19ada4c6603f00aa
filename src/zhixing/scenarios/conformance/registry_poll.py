"""Plays the court's side to a registry's front-end that polls, by the book of its profile.

Nothing is handed out twice: registries do not tell repeats apart. Queries go first; the sealing
is handed out when the unit was found, the release when the registry told its own number of it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from zhixing.inquiry.content import content_hash
from zhixing.inquiry.wire import speech
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.feedback import ControlResult, Feedback, Outcome
from zhixing.inquiry.wire.model import AssistanceRequest, Kind
from zhixing.inquiry.wire.profile import Purpose, WireProfile, get_profile
from zhixing.inquiry.wire.soap import Call
from zhixing.inquiry.wire.testbook import wire_book
from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.codec import decode
from zhixing.scenarios.conformance.bank_form import note_form
from zhixing.scenarios.conformance.registry_form import registry_faults
from zhixing.scenarios.conformance.report import Report, compared, listed
from zhixing.scenarios.conformance.schema import Fault
from zhixing.scenarios.conformance.soap_line import serve_soap
from zhixing.scenarios.conformance.words import in_words, results_in_words

PROFILE: Final = "REG-SOAP"
POLLS: Final = {Purpose.POLL_QUERIES: Kind.QUERY, Purpose.POLL_CONTROLS: Kind.CONTROL}
AFTER: Final = {"seal": "known", "no_unit": "known", "release": "seal"}
"""What is handed out only when something else was answered."""


@dataclass(slots=True)
class Court:
    """Hold what was handed out and what came back, by the names the book gives requests."""

    profile: WireProfile
    user: tuple[str, str]
    requests: dict[str, AssistanceRequest]
    faults: list[str] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    polls: dict[Kind, int] = field(default_factory=dict)
    handed_out: set[str] = field(default_factory=set)
    fetched: dict[str, set[Purpose]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    tolerated: dict[str, str] = field(default_factory=dict)
    forms: list[Fault] = field(default_factory=list)
    said: dict[str, list[Feedback]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, call: Call) -> str:
        """Answer one call."""
        tongue = speech.speech_of(self.profile, datetime.now(SHANGHAI))
        purpose = call.operation.purpose
        marker = speech.read_user(call.arguments["usermarker"], self.profile)
        if self.user not in marker.readings:
            self.strangers.add(marker.username)
            return tongue.error(purpose, "用户名或密码错误")
        if purpose in POLLS:
            return self._poll(POLLS[purpose], tongue)
        if purpose in speech.FETCHES:
            return self._documents(purpose, call.arguments["wsbhinfo"], tongue)
        return self._take(call, tongue)

    def _poll(self, kind: Kind, tongue: speech.Speech) -> str:
        self.polls[kind] = self.polls.get(kind, 0) + 1
        if kind is Kind.QUERY and self.polls[kind] == 1:
            return tongue.error(Purpose.POLL_QUERIES, "系统维护，请稍后再取")
        fresh = [
            name
            for name, request in self.requests.items()
            if request.kind is kind and name not in self.handed_out and self._may_go(name)
        ]
        self.handed_out.update(fresh)
        batch = [self.requests[name] for name in fresh]
        return tongue.requests(kind, batch, self.profile.capability).payload

    def _may_go(self, name: str) -> bool:
        return name not in AFTER or AFTER[name] in self.said

    def _documents(self, purpose: Purpose, payload: str, tongue: speech.Speech) -> str:
        key = tongue.key(payload)
        for name, request in self.requests.items():
            if request.external_no in key.readings:
                self.fetched.setdefault(name, set()).add(purpose)
                if purpose is Purpose.FETCH_CREDENTIALS:
                    return tongue.cards(request.external_no, request.credentials)
                return tongue.writs(key, request.external_no, request.documents)
        return tongue.error(purpose, "没有此编号的文书")

    def _take(self, call: Call, tongue: speech.Speech) -> str:
        purpose = call.operation.purpose
        payload = call.arguments["feedbackinfo"]
        self.forms += registry_faults(payload, self.profile)
        decoded = tongue.feedback(payload, call.operation.name)
        self.problems += [f"{p.zh} {p.en}" for p in decoded.problems]
        remarks = {n.code: f"{n.row} {n.field}：{n.zh} {n.en}" for n in decoded.notes}
        self.tolerated = {**remarks, **self.tolerated}
        names = {request.external_no: name for name, request in self.requests.items()}
        for feedback in decoded.feedbacks:
            name = names.get(feedback.request_no)
            if name is None:
                self.problems.append(f"CXQQDH {feedback.request_no}")
            elif not feedback.is_beside:
                self.said.setdefault(name, []).append(feedback)
                self._learn(name, feedback)
        if not decoded.feedbacks:
            return tongue.error(purpose, "反馈数据格式错误")
        return tongue.ack([Ack(f.request_no) for f in decoded.feedbacks], purpose)

    def _learn(self, name: str, feedback: Feedback) -> None:
        """Name the registry's own number of the sealing in the release."""
        refs = [r.institution_ref for r in feedback.results if r.institution_ref]
        if name != "seal" or not refs:
            return
        release = self.requests["release"]
        (line,) = release.lines
        if line.origin is not None:
            follows = replace(line, origin=replace(line.origin, institution_ref=refs[0]))
            self.requests["release"] = replace(release, lines=(follows,))

    @property
    def is_through(self) -> bool:
        """Say whether everything was answered and its documents were fetched."""
        return self.said.keys() >= self.requests.keys() and len(self.fetched.get("seal", ())) == 2


def check_registry(url: str, user: str, password: str, seconds: float) -> Report:
    """Listen at an address, and say what the front-end that calls there gets wrong."""
    given = wire_book(PROFILE)["requests"]
    requests = {name: decode(AssistanceRequest, values) for name, values in given.items()}
    court = Court(get_profile(PROFILE), (user, password), requests)
    serve_soap(url, court, seconds)
    return _judge(court)


def _judge(court: Court) -> Report:
    report = Report(wire_book(PROFILE)["checks"])
    note = report.note
    seen = listed(sorted(kind.value for kind in court.polls))
    note("polled", court.polls.keys() == set(Kind), compared("CONTROL, QUERY", seen))
    polls = court.polls.get(Kind.QUERY, 0)
    note("patient", polls > 1, compared("轮询 polls > 1", polls))
    note("user", not court.strangers, compared(court.user[0], listed(sorted(court.strangers))))
    note("call", not court.faults, "; ".join(dict.fromkeys(court.faults)))
    silent = [name for name in court.requests if name not in court.said]
    note("answered", not silent, f"没有反馈 no feedback：{listed(silent)}")
    note("reads", not court.problems, "; ".join(dict.fromkeys(court.problems)))
    note_form(report, court.forms, court.tolerated)
    first = {name: told[0] for name, told in court.said.items()}
    (line,) = court.requests["seal"].lines
    unit = "" if line.unit is None else line.unit.unit_no
    estate = first["known"].estate if "known" in first else None
    found = [] if estate is None else [right.unit_no for right in estate.rights]
    note("known", unit in found, compared(unit, in_words(first.get("known"))))
    unknown = first.get("unknown")
    nothing = unknown is not None and unknown.no_record
    note("unknown", nothing, compared("RESULT 0000，无记录 no record", in_words(unknown)))
    _judge_controls(report, first, unit)
    fetched = sorted(purpose.value for purpose in court.fetched.get("seal", ()))
    note("documents", len(fetched) == 2, compared("kzwsInfo, zjInfo", listed(fetched)))
    both = {
        name: " → ".join(dict.fromkeys(in_words(f) for f in told))
        for name, told in court.said.items()
        if len({content_hash(f) for f in told}) > 1
    }
    note("once", not both, "；".join(f"{name}（{words}）" for name, words in both.items()))
    return report


def _judge_controls(report: Report, first: dict[str, Feedback], unit: str) -> None:
    def results(name: str) -> tuple[ControlResult, ...]:
        return first[name].results if name in first else ()

    told = results("seal")
    sealed = [(r.line, r.outcome) for r in told] == [(unit, Outcome.DONE)]
    sealed = sealed and all(r.institution_ref for r in told)
    report.note("seal", sealed, compared(f"{unit}：DONE，CFYWH", results_in_words(told)))
    told = results("no_unit")
    refused = [r.outcome for r in told] == [Outcome.NOT_DONE] and all(r.reason for r in told)
    report.note("no_unit", refused, compared("NOT_DONE，WNKZYY", results_in_words(told)))
    told = results("release")
    released = [r.outcome for r in told] == [Outcome.DONE]
    report.note("release", released, compared("DONE", results_in_words(told)))
