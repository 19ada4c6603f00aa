"""Writes the requests of many orders: a notice for many persons, a sealed row for each request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import recording_instant
from zhixing.cases.docket.facts import Facts
from zhixing.inquiry import documents, messages, models, numbering, wording
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.counter.opening import open_window_tasks
from zhixing.inquiry.documents import Entry
from zhixing.inquiry.occasion import court_of
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.ordering import is_registry
from zhixing.inquiry.policies import read_many_subjects
from zhixing.inquiry.pushing import is_pushed, push_issued
from zhixing.inquiry.states import State
from zhixing.inquiry.values import QueryOrder
from zhixing.inquiry.wire.model import (
    AssistanceRequest,
    Channel,
    Court,
    Kind,
    Officer,
    Subject,
    Writ,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.parties import queries as parties
from zhixing.parties.identity import IdKind
from zhixing.parties.values import PurposeCode
from zhixing.platform.database.arrays import array_text
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.principal import Principal

MOST_ON_A_NOTICE: Final = 200
"""How many persons one notice asks about: some seven pages, which every institution gets."""
REASON: Final = ("reason_code", "reason", "reason_en")
WORDING_COLUMNS: Final = ("id", "court_no", "batch_id", "body_sealed")


@dataclass(frozen=True, slots=True)
class Ready:
    """Hold an order that may go out, the facts of its case, and whom it asks."""

    order: QueryOrder
    batch: UUID
    facts: Facts
    asked: tuple[InstitutionView, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """Hold one person asked about in one order, as notice and message name them."""

    ready: Ready
    party: UUID
    number: str
    subject: Subject
    id_words: str
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class _Notice:
    """Hold a notice as a request keeps it: the writ itself, and its place in the file store."""

    writ: Writ
    stored: str
    """The place of the writ in the file store, as JSON."""
    numbers: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Addressee:
    """Hold an institution asked with a notice, and what is the same for all persons on it.

    ``way`` numbers those that are asked in different words, from 0 in the order they come first.
    """

    institution: InstitutionView
    way: int
    notice: _Notice
    length: int
    writ_set: str
    due_on: date


@dataclass(slots=True)
class Written:
    """Count requests written, and hold those that nobody comes to collect, by order."""

    count: int = 0
    carried: dict[UUID, list[models.Request]] = field(default_factory=dict)
    asked: dict[UUID, tuple[InstitutionView, ...]] = field(default_factory=dict)

    def carry(
        self,
        court_no: int,
        ids: Sequence[UUID],
        reached: Sequence[UUID],
        asked: tuple[InstitutionView, ...],
    ) -> None:
        """Hold those of the requests just written that go to institutions nobody comes from."""
        rows = models.Request.objects.filter(
            court_no=court_no, id__in=ids, institution_id__in=reached
        )
        for row in rows.order_by("id"):
            if row.batch_id is not None:
                self.carried.setdefault(row.batch_id, []).append(row)
                self.asked[row.batch_id] = asked

    def bring(self, on: date, *, by: Principal) -> None:
        """Put requests into the outbox, and open tasks for those carried by hand."""
        for batch, rows in self.carried.items():
            push_issued(rows, self.asked[batch])
            open_window_tasks(rows, self.asked[batch], on, by=by)


def write_many(ready: Sequence[Ready], on: date, *, by: Principal) -> Written:
    """Write the requests of orders whose acts are appended afterwards."""
    written = Written()
    if not ready:
        return written
    court, signed_at = court_of(by.court_no), recording_instant(by.court_no)
    writing = _Writing(by.court_no, court, on, signed_at, wire_instant())
    items = _items(ready, on, by, writing.signed_at)
    for some in _on_notices(items):
        asked = some[0].ready.asked
        ids = writing.write(some, asked)
        written.count += len(ids)
        reached = [i.id for i in asked if is_pushed(i) or messages.is_by_hand(i)]
        if reached:
            written.carry(by.court_no, ids, reached, asked)
    return written


def _items(ready: Sequence[Ready], on: date, by: Principal, at: datetime) -> list[_Item]:
    pairs = [(one.order.case, party) for one in ready for party in one.order.parties]
    subjects = read_many_subjects(pairs, PurposeCode.QUERY, at=at, by=by)
    kinds = {p: view.id_kind for p, view in parties.list_parties(subjects).items()}
    numbers = cases.list_numbers(by.court_no, {one.order.case for one in ready})
    officers = Officers(on, by)
    return [
        _Item(
            one,
            party,
            numbers[one.order.case],
            subjects[party],
            documents.ID_WORDS[kinds[party] or IdKind.OTHER],
            officers.of(one.facts),
        )
        for one in ready
        for party in one.order.parties
    ]


def _on_notices(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Part persons into those one notice asks the same institutions about, in their order."""
    by_asked: dict[tuple[UUID, ...], list[_Item]] = {}
    for item in items:
        by_asked.setdefault(tuple(i.id for i in item.ready.asked), []).append(item)
    for some in by_asked.values():
        for start in range(0, len(some), MOST_ON_A_NOTICE):
            yield some[start : start + MOST_ON_A_NOTICE]


@dataclass(frozen=True, slots=True)
class _Writing:
    """Write notices and the requests that go with them."""

    court_no: int
    court: Court
    on: date
    signed_at: datetime
    at: datetime

    def write(self, items: Sequence[_Item], asked: Sequence[InstitutionView]) -> list[UUID]:
        """Write a request for each person of one notice to each institution; gives their ids.

        Person by person, in the order of the institutions.

        :raises Impossible: not all of them were written.
        """
        to = self._addressees(items, asked)
        numbers = self._request_numbers(len(items), to)
        looks = [
            look
            for place, item in enumerate(items)
            for look in self._looks(item, to, numbers[place * len(to) :])
        ]
        self._seal_words(items, to, looks)
        ids = [new_id() for _ in numbers]
        values: dict[str, Any] = {"court": self.court_no, "at": self.at, "on": self.on}
        values |= {"ids": array_text(ids), "numbers": array_text(numbers)}
        values |= _person_columns(items) | _addressee_columns(to) | _look_columns(looks)
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, values)
            if cursor.rowcount != len(ids):
                raise Impossible(f"{len(ids) - cursor.rowcount} requests were not written")
        return ids

    def _addressees(
        self, items: Sequence[_Item], asked: Sequence[InstitutionView]
    ) -> list[_Addressee]:
        notices = {kind: self._notice(kind, items, asked) for kind in {_kind(i) for i in asked}}
        ways: dict[object, int] = {}
        to = []
        for institution in asked:
            length = get_profile(institution.profile).max_request_no_bytes
            notice = notices[_kind(institution)]
            way = ways.setdefault(_way(institution), len(ways))
            writ_set = self._writ_set(notice, length)
            due_on = messages.due_on(institution, self.on)
            to.append(_Addressee(institution, way, notice, length, writ_set, due_on))
        return to

    def _request_numbers(self, persons: int, to: Sequence[_Addressee]) -> list[str]:
        """Give a number for each request, person by person, as long as its institution reads."""
        lengths = [one.length for one in to]
        given = {n: iter(self._numbers(lengths.count(n) * persons, n)) for n in set(lengths)}
        return [next(given[length]) for _ in range(persons) for length in lengths]

    def _looks(
        self, item: _Item, to: Sequence[_Addressee], numbers: Sequence[str]
    ) -> Iterator[_Look]:
        """Look at a message once for all institutions of one profile that can do the same."""
        plain, looked_at = self._plain(item), 0
        for one, number in zip(to, numbers, strict=False):
            if one.way == looked_at:
                looked_at += 1
                yield _look(plain, one, number, self.court_no)

    def _seal_words(
        self, items: Sequence[_Item], to: Sequence[_Addressee], looks: Sequence[_Look]
    ) -> None:
        """Write the words that requests point at, each sealed for the institutions asked so."""
        codes: dict[int, dict[UUID, str]] = {}
        for one in to:
            codes.setdefault(one.way, {})[one.institution.id] = one.institution.code
        rows = []
        for place, look in enumerate(looks):
            person, way = divmod(place, len(codes))
            sealed = wording.seal_wording(look.wording, look.message, codes[way])
            rows.append((look.wording, self.court_no, items[person].ready.batch, sealed))
        insert_rows(wording.TABLE, WORDING_COLUMNS, rows)

    def _notice(
        self, kind: str, items: Sequence[_Item], asked: Sequence[InstitutionView]
    ) -> _Notice:
        names = [i.name for i in asked if _kind(i) == kind]
        entries = [Entry(i.number, i.subject, i.id_words, i.officers[0].name) for i in items]
        writ = documents.make_collective(
            self.court_no, self.on, self.signed_at, kind, names, entries
        )
        stored = messages.store_writs(self.court_no, [writ])
        return _Notice(writ, json.dumps(stored, ensure_ascii=False))

    def _numbers(self, count: int, length: int) -> list[str]:
        return numbering.next_numbers(self.court_no, self.on, count, length)

    def _writ_set(self, notice: _Notice, length: int) -> str:
        if length not in notice.numbers:
            notice.numbers[length] = self._numbers(1, length)[0]
        return notice.numbers[length]

    def _plain(self, item: _Item) -> AssistanceRequest:
        return AssistanceRequest(
            Channel.BANK_FILE,
            "",
            Kind.QUERY,
            "",
            item.number,
            self.court,
            item.officers,
            item.subject,
            ledger_period=item.ready.order.ledger,
        )


def _kind(institution: InstitutionView) -> str:
    return "ESTATE_QUERY_LIST_ASSISTANCE" if is_registry(institution) else "QUERY_LIST_ASSISTANCE"


@dataclass(frozen=True, slots=True)
class _Look:
    """Hold what a message to institutions of one profile says, and what keeps it back."""

    wording: UUID
    message: AssistanceRequest
    state: str
    reason: dict[str, str]


def _way(institution: InstitutionView) -> object:
    """Give what institutions have in common that are asked in the same words."""
    return institution.profile, institution.capabilities


def _look(plain: AssistanceRequest, to: _Addressee, number: str, court_no: int) -> _Look:
    institution, writ = to.institution, to.notice.writ
    message = replace(
        plain,
        channel=get_profile(institution.profile).channel,
        institution_code=institution.code,
        external_no=number,
        writ_set_no=to.writ_set,
        notice_title=writ.file_name,
    )
    obstacles = messages.obstacles_to(message, [writ], institution, court_no)
    state = State.QUARANTINED if obstacles else State.ISSUED
    return _Look(new_id(), message, state.value, messages.reason_of(obstacles))


def _person_columns(items: Sequence[_Item]) -> dict[str, Any]:
    return {
        "cases": [item.ready.order.case for item in items],
        "parties": [item.party for item in items],
        "batches": [item.ready.batch for item in items],
    }


def _addressee_columns(to: Sequence[_Addressee]) -> dict[str, Any]:
    return {
        "width": len(to),
        "institutions": [one.institution.id for one in to],
        "profiles": [one.institution.profile for one in to],
        "writ_sets": [one.writ_set for one in to],
        "files": [one.notice.stored for one in to],
        "due": [one.due_on for one in to],
        "ways": [one.way for one in to],
        "ways_count": len({one.way for one in to}),
    }


def _look_columns(looks: Sequence[_Look]) -> dict[str, Any]:
    reasons = {name: [look.reason[name] for look in looks] for name in REASON}
    wordings = [look.wording for look in looks]
    return {"wordings": wordings, "states": [look.state for look in looks], **reasons}


_WRITE: Final = """
/* write_requests: each person of a notice at each institution that gets it. A request is its
   number; all else it has in common with those about its person or to its institution */
WITH person AS MATERIALIZED (
  SELECT * FROM unnest(%(cases)s::uuid[], %(parties)s::uuid[], %(batches)s::uuid[])
    WITH ORDINALITY AS p (case_id, party_id, batch_id, place)
), addressee AS MATERIALIZED (
  SELECT institution_id, profile, writ_set_no, files::jsonb AS files, due_on, way, place
  FROM unnest(%(institutions)s::uuid[], %(profiles)s::text[], %(writ_sets)s::text[],
              %(files)s::text[], %(due)s::date[], %(ways)s::int[])
    WITH ORDINALITY AS a (institution_id, profile, writ_set_no, files, due_on, way, place)
), look AS MATERIALIZED (
  SELECT * FROM unnest(%(wordings)s::uuid[], %(states)s::text[], %(reason_code)s::text[],
                       %(reason)s::text[], %(reason_en)s::text[])
    WITH ORDINALITY AS l (wording_id, state, reason_code, reason, reason_en, place)
)
INSERT INTO inquiry_request
  (id, court_no, institution_id, profile, kind, external_no, writ_set_no, case_id, party_id,
   batch_id, state, body_sealed, wording_id, files, issued_at, issued_on, due_on, attempts,
   outcome, hits, reason_code, reason, reason_en, package_no)
SELECT r.id, %(court)s, a.institution_id, a.profile, 'QUERY', r.number, a.writ_set_no, p.case_id,
       p.party_id, p.batch_id, l.state, ''::bytea, l.wording_id, a.files, %(at)s, %(on)s, a.due_on,
       0, '', 0, l.reason_code, l.reason, l.reason_en, ''
FROM unnest(%(ids)s::uuid[], %(numbers)s::text[]) WITH ORDINALITY AS r (id, number, place)
JOIN person p ON p.place = (r.place - 1) / %(width)s + 1
JOIN addressee a ON a.place = (r.place - 1) %% %(width)s + 1
JOIN look l ON l.place = (p.place - 1) * %(ways_count)s + a.way + 1
ORDER BY r.place
"""
