"""Writes the requests of many orders: a notice for many persons, a sealed row for each request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

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
from zhixing.parties import queries as parties
from zhixing.parties.identity import IdKind
from zhixing.parties.values import PurposeCode
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.principal import Principal

MOST_ON_A_NOTICE: Final = 200
"""How many persons one notice asks about: some seven pages, which every institution gets."""
COLUMNS: Final = (
    *("id", "court_no", "institution_id", "profile", "kind", "external_no", "writ_set_no"),
    *("case_id", "party_id", "batch_id", "state", "body_sealed", "wording_id", "files"),
    *("issued_at", "issued_on", "due_on", "attempts", "outcome", "hits", "reason_code"),
    *("reason", "reason_en", "package_no"),
)
WORDING_COLUMNS: Final = ("id", "court_no", "batch_id", "body_sealed")
BATCH: Final = COLUMNS.index("batch_id")


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


@dataclass(slots=True)
class Written:
    """Count requests written, and hold those that nobody comes to collect, by order."""

    count: int = 0
    carried: dict[UUID, list[models.Request]] = field(default_factory=dict)
    asked: dict[UUID, tuple[InstitutionView, ...]] = field(default_factory=dict)

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
        rows = list(writing.rows(some, asked))
        insert_rows(wording.TABLE, WORDING_COLUMNS, writing.take_wordings())
        written.count += insert_rows("inquiry_request", COLUMNS, rows)
        reached = {i.id for i in asked if is_pushed(i) or messages.is_by_hand(i)}
        for values in (values for values in rows if values[2] in reached):
            batch: UUID = values[BATCH]
            written.carried.setdefault(batch, []).append(_model(values))
            written.asked[batch] = asked
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


@dataclass(slots=True)
class _Writing:
    """Write notices and the requests that go with them."""

    court_no: int
    court: Court
    on: date
    signed_at: datetime
    at: datetime
    wordings: list[tuple[UUID, int, UUID, bytes]] = field(default_factory=list)

    def take_wordings(self) -> list[tuple[UUID, int, UUID, bytes]]:
        """Give the rows of the words that the requests written since the last call point at."""
        taken, self.wordings = self.wordings, []
        return taken

    def rows(
        self, items: Sequence[_Item], asked: Sequence[InstitutionView]
    ) -> Iterator[tuple[Any, ...]]:
        """Give the rows of the requests about persons of one notice, person by person."""
        notices = {kind: self._notice(kind, items, asked) for kind in {_kind(i) for i in asked}}
        lengths = [get_profile(i.profile).max_request_no_bytes for i in asked]
        numbers = {
            length: iter(self._numbers(lengths.count(length) * len(items), length))
            for length in set(lengths)
        }
        ways = _ways(asked)
        for item in items:
            looks = _Looks(self.court_no, self._plain(item))
            for institution, length in zip(asked, lengths, strict=True):
                notice = notices[_kind(institution)]
                writ_set = self._writ_set(notice, length)
                yield self._row(item, institution, looks, notice, (next(numbers[length]), writ_set))
            self._word(item, looks, ways)

    def _word(self, item: _Item, looks: _Looks, ways: Mapping[object, Mapping[UUID, str]]) -> None:
        for way, look in looks.known.items():
            sealed = wording.seal_wording(look.wording, look.message, ways[way])
            self.wordings.append((look.wording, self.court_no, item.ready.batch, sealed))

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

    def _row(
        self,
        item: _Item,
        institution: InstitutionView,
        looks: _Looks,
        notice: _Notice,
        numbers: tuple[str, str],
    ) -> tuple[Any, ...]:
        external_no, writ_set = numbers
        row_id, order = new_id(), item.ready.order
        look = looks.of(institution, notice.writ, writ_set, external_no)
        return (
            *(row_id, self.court_no, institution.id, institution.profile, Kind.QUERY.value),
            *(external_no, writ_set, order.case, item.party, item.ready.batch, look.state),
            *(b"", look.wording, notice.stored, self.at, self.on),
            *(messages.due_on(institution, self.on), 0, "", 0),
            *(look.reason.get(n, "") for n in ("reason_code", "reason", "reason_en")),
            "",
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


def _ways(asked: Sequence[InstitutionView]) -> dict[object, dict[UUID, str]]:
    """Give the codes of the institutions that are asked in the same words, by what they share."""
    ways: dict[object, dict[UUID, str]] = {}
    for institution in asked:
        ways.setdefault(_way(institution), {})[institution.id] = institution.code
    return ways


@dataclass(slots=True)
class _Looks:
    """Look at a message once for all institutions of one profile that can do the same."""

    court_no: int
    plain: AssistanceRequest
    known: dict[object, _Look] = field(default_factory=dict)

    def of(self, institution: InstitutionView, writ: Writ, writ_set: str, number: str) -> _Look:
        way = _way(institution)
        if way not in self.known:
            self.known[way] = self._look(institution, writ, writ_set, number)
        return self.known[way]

    def _look(self, institution: InstitutionView, writ: Writ, writ_set: str, number: str) -> _Look:
        message = replace(
            self.plain,
            channel=get_profile(institution.profile).channel,
            institution_code=institution.code,
            external_no=number,
            writ_set_no=writ_set,
            notice_title=writ.file_name,
        )
        obstacles = messages.obstacles_to(message, [writ], institution, self.court_no)
        state = State.QUARANTINED if obstacles else State.ISSUED
        return _Look(new_id(), message, state.value, messages.reason_of(obstacles))


def _model(row: tuple[Any, ...]) -> models.Request:
    values = dict(zip(COLUMNS, row, strict=True))
    return models.Request(**{**values, "files": json.loads(values["files"])})
