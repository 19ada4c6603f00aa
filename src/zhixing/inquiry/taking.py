"""Feedbacks that come in at the same time, taken in one transaction; what is unusual goes alone.

A door in this room: it opens the scopes. A front-end waits for each answer before it speaks
again, so what comes at once comes from several connections; a group shares its statements
and its wait for the disk. A call goes alone (``endpoint.py``) where anything about it asks
for a second look: a password not seen before, a text that cannot be read, a request that
another of the group speaks of, a group that the database refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from zhixing.courts.operations.throttle import Subjects, list_locked
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.handout import count_messages
from zhixing.inquiry.raw_messages import (
    Arrival,
    Outcome,
    Verdict,
    note_messages,
    store_messages,
)
from zhixing.inquiry.receiving import Received, keep_feedback, read_later
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Decoded
from zhixing.inquiry.wire.profile import WireProfile, find_profile
from zhixing.inquiry.wire.speech import speech_of
from zhixing.institutions.queries import list_by_shown_credentials
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import legal_day
from zhixing.platform.database.scope import Scope
from zhixing.platform.web.together import NotTogether, Together
from zhixing.platform.web.transactions import run_whole

MOST_TOGETHER: Final = 64
"""How many calls go together at most."""
MOST_CHARACTERS: Final = 64 * 1024
"""A longer feedback speaks of many requests and needs no company."""


@dataclass(frozen=True, slots=True)
class Said:
    """Carry a call with a feedback: who says they call, at which address, and what they say."""

    subjects: Subjects
    readings: tuple[tuple[str, str], ...]
    """The user names and passwords that the marker of the call can be read as."""
    spoken: WireProfile
    operation: str
    payload: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Say whose feedback was taken, when, and what became of each request in it."""

    institution: InstitutionView
    at: datetime
    verdicts: dict[str, Verdict]
    decoded: Decoded


@dataclass(slots=True)
class _Read:
    """Hold a call whose caller is known and whose text was read."""

    place: int
    caller: InstitutionView
    said: Said
    decoded: Decoded

    @property
    def numbers(self) -> list[str]:
        return [f.request_no for f in self.decoded.feedbacks]


def take_said(said: Said) -> Taken | None:
    """Take a feedback together with those that came in meanwhile; None where it must go alone.

    What is given is committed.
    """
    if len(said.payload) > MOST_CHARACTERS:
        return None
    try:
        return _TOGETHER.ask(said)
    except NotTogether:
        return None


def may_join() -> AbstractContextManager[None]:
    """Let a group wait for this thread's call until it joins or turns out to be none for it."""
    return _TOGETHER.coming()


def pass_by() -> None:
    """Say that this thread's call joins no group."""
    _TOGETHER.pass_by()


def take_together(calls: Sequence[Said]) -> list[Taken | None]:
    """Take feedbacks in one transaction; None for each that must go alone."""
    return run_whole(Scope.system(), lambda: _take(calls))


def _take(calls: Sequence[Said]) -> list[Taken | None]:
    at = wire_instant()
    read = _alone_in_what_they_speak_of(_read(calls, at))
    arrivals = [Arrival(r.caller.id, r.said.operation, r.said.payload.encode()) for r in read]
    stored = store_messages(arrivals, at)
    received = [Received(s, r.decoded) for s, r in zip(stored, read, strict=True)]
    callers = {r.caller.id: r.caller for r in read}
    told: dict[UUID, list[Received]] = {caller: [] for caller in callers}
    for one, r in zip(received, read, strict=True):
        told[r.caller.id].append(one)
    count_messages({caller: len(some) for caller, some in told.items()}, at)
    kept = {k.institution.id: k for k in keep_feedback([(callers[i], told[i]) for i in told], at)}
    read_later(kept.values())
    verdicts_of = [{n: kept[r.caller.id].verdicts[n] for n in r.numbers} for r in read]
    note_messages(
        [
            Outcome(s, True, r.decoded.problems, verdicts)
            for s, r, verdicts in zip(stored, read, verdicts_of, strict=True)
        ]
    )
    answers: list[Taken | None] = [None] * len(calls)
    for r, verdicts in zip(read, verdicts_of, strict=True):
        answers[r.place] = Taken(r.caller, at, verdicts, r.decoded)
    return answers


def _read(calls: Sequence[Said], at: datetime) -> list[_Read]:
    """Give the calls of known callers that can be read, those of an institution together."""
    locked = list_locked([call.subjects for call in calls], at)
    pairs = {pair for call in calls for pair in call.readings}
    callers = list_by_shown_credentials(pairs, legal_day(at))
    found = []
    for place, call in enumerate(calls):
        caller = next((callers[p] for p in call.readings if p in callers), None)
        own = None if caller is None else find_profile(caller.profile)
        if caller is None or own is None or call.subjects in locked:
            continue
        if own.service is None or own.style is not call.spoken.style:
            continue
        try:
            decoded = speech_of(own, at).feedback(call.payload, call.operation)
        except Unreadable:
            continue
        if decoded.feedbacks and not decoded.spelled:
            found.append(_Read(place, caller, call, decoded))
    return sorted(found, key=lambda r: (r.caller.id, r.place))


def _alone_in_what_they_speak_of(read: Sequence[_Read]) -> list[_Read]:
    """Leave out whoever speaks of a request that another of the group speaks of too."""
    spoken = Counter((r.caller.id, number) for r in read for number in r.numbers)
    return [r for r in read if all(spoken[r.caller.id, number] == 1 for number in r.numbers)]


_TOGETHER: Final = Together(take_together, MOST_TOGETHER)
