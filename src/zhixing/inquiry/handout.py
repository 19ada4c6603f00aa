"""What institutions collect: requests by poll, each once, and the documents that go with them.

Runs in the institution's own scope, across courts; a request that cannot be sent is held
back alone and never costs the others of its batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from zhixing.inquiry import messages, models
from zhixing.inquiry.states import State
from zhixing.inquiry.store import write
from zhixing.inquiry.wire.bank_codec import DocumentKey
from zhixing.inquiry.wire.errors import WireError, in_both
from zhixing.inquiry.wire.model import AssistanceRequest, Channel, Kind
from zhixing.inquiry.wire.preflight import Quarantine
from zhixing.inquiry.wire.profile import Purpose, get_profile
from zhixing.inquiry.wire.speech import Speech, encode_requests, speech_of
from zhixing.inquiry.wording import remember
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import legal_day
from zhixing.kernel.codec import Unreadable
from zhixing.kernel.refusal import Impossible
from zhixing.platform.crypto.subjects import Erased
from zhixing.platform.crypto.vault import KeyMissing, Unopenable
from zhixing.platform.database.arrays import array_text
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.packs import Damaged
from zhixing.platform.files.store import NoSuchFile

MOST_A_POLL: Final = 200
HAND_OUT_AGAIN: Final = timedelta(seconds=getattr(settings, "ZX_HAND_OUT_AGAIN_SECONDS", 1800))
"""After so long without documents fetched a bank gets a request again; banks tell repeats apart."""
UNSENDABLE = (Unopenable, KeyMissing, Unreadable, ValueError)
UNREADABLE_FILE = (NoSuchFile, Damaged, Erased, Unopenable, KeyMissing)


@dataclass(slots=True)
class Waiting:
    """Hold requests that wait, by number: each with its row, locked, and its message."""

    rows: dict[str, models.Request]
    requests: list[AssistanceRequest]


def hand_out(institution: InstitutionView, kind: Kind, at: datetime) -> str:
    """Give the answer to a poll, and mark what is in it as handed out in the same transaction."""
    profile = get_profile(institution.profile)
    waiting = open_waiting(institution, kind, at, MOST_A_POLL)
    batch = encode_requests(
        profile, at, kind, waiting.requests, messages.capability_of(institution)
    )
    mark_handed_out([waiting.rows[number] for number in batch.included], at)
    hold_back(waiting, batch.quarantined)
    count_call(institution.id, at, polls=1, handed_out=len(batch.included))
    return batch.payload


def open_waiting(institution: InstitutionView, kind: Kind, at: datetime, most: int) -> Waiting:
    """Lock and open requests that wait for an institution; one that cannot be read is held back."""
    profile = get_profile(institution.profile)
    found = Waiting({}, [])
    rows = _lock_waiting(institution, kind, profile.channel, at, most)
    remember(rows)
    for row in rows:
        try:
            message = messages.open_for(row, institution)
        except UNSENDABLE as error:
            _hold(row, type(error).__name__, "请求内容无法读取", "the message cannot be read")
        else:
            found.rows[row.external_no] = row
            found.requests.append(message)
    return found


def hold_back(waiting: Waiting, quarantined: Sequence[Quarantine]) -> None:
    """Hold back what the look before sending found an obstacle to, each item alone."""
    for held in quarantined:
        _hold_back(waiting.rows[held.request.external_no], held)


def mark_handed_out(rows: Sequence[models.Request], at: datetime, package_no: str = "") -> None:
    """Mark requests as handed out with one statement; a package carries their documents along.

    :raises Impossible: the scope sees one of them no more.
    """
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"at": at, "package": package_no}
        values["docs"] = at if package_no else None
        values |= _keys_of(rows)
        cursor.execute(_HAND_OUT, values)
        if cursor.rowcount != len(rows):
            raise Impossible(f"{len(rows) - cursor.rowcount} requests were not marked")


def _keys_of(rows: Sequence[models.Request]) -> dict[str, Any]:
    """Give courts and ids of rows: told its courts, the planner leaves out other partitions."""
    return {
        "courts": sorted({row.court_no for row in rows}),
        "ids": array_text(row.id for row in rows),
    }


_HAND_OUT = """
/* mark_handed_out: the requests of one poll or one package */
UPDATE inquiry_request r SET state = 'DELIVERED', delivered_at = %(at)s,
  attempts = r.attempts + 1, package_no = %(package)s,
  writs_at = coalesce(%(docs)s::timestamptz, r.writs_at),
  docs_at = coalesce(%(docs)s::timestamptz, r.docs_at)
WHERE r.court_no = ANY(%(courts)s::int[]) AND r.id = ANY(%(ids)s::uuid[])
"""


def hand_out_documents(
    institution: InstitutionView, purpose: Purpose, key: DocumentKey, at: datetime
) -> str:
    """Give the writs or credentials asked for, and mark them as fetched.

    An institution gets the documents of its own requests only; any other number, and a
    file that is damaged, is answered as missing.
    """
    speech = speech_of(get_profile(institution.profile), at)
    is_cards = purpose is Purpose.FETCH_CREDENTIALS
    zh, en = ("证件", "cards") if is_cards else ("文书", "writs")
    rows = _rows_of(institution, key)
    count_call(institution.id, at, fetches=1)
    if not rows:
        return speech.error(purpose, in_both(f"没有此编号的{zh}", f"no {en} of this number"))
    try:
        if is_cards:
            cards = messages.open_message(rows[0]).credentials
            answer = speech.cards(rows[0].external_no, cards)
        else:
            answer = _writs(rows[0], key, speech)
    except (*UNREADABLE_FILE, WireError, ValueError):
        later = in_both(f"{zh}暂不可用，请稍后再取", f"the {en} are not at hand; fetch them later")
        return speech.error(purpose, later)
    _mark(rows, is_cards, at)
    return answer


def count_call(
    institution: UUID,
    at: datetime,
    *,
    polls: int = 0,
    handed_out: int = 0,
    fetches: int = 0,
    messages_in: int = 0,
) -> None:
    """Count an institution's call on one of its rows of the day."""
    on = legal_day(at)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [institution, on, polls, handed_out, fetches, messages_in, at])


def count_messages(told: Mapping[UUID, int], at: datetime) -> None:
    """Count the messages of several institutions on their rows of the day, in the SYSTEM scope."""
    callers = sorted(told)
    with connection.cursor() as cursor:
        counts = [told[caller] for caller in callers]
        cursor.execute(_COUNT_MESSAGES, [at, legal_day(at), callers, counts])


_COUNT_MESSAGES = """
/* count_messages: as count_call, for messages that came together */
INSERT INTO inquiry_presence AS p
  (institution_id, "on", slot, polls, handed_out, fetches, messages, latest_at)
SELECT w.institution, w.day, pg_backend_pid() %% 16, 0, 0, 0, w.messages, w.at
FROM (SELECT %s::timestamptz AS at, %s::date AS day,
             unnest(%s::uuid[]) AS institution, unnest(%s::int[]) AS messages) AS w
ORDER BY w.institution
ON CONFLICT (institution_id, "on", slot) DO UPDATE SET
  messages = p.messages + excluded.messages,
  latest_at = greatest(p.latest_at, excluded.latest_at)
"""
_COUNT = """
/* count_call: one more on a row of the day; each connection has one of sixteen, so that calls at
   once do not stand in line for the same */
INSERT INTO inquiry_presence AS p
  (institution_id, "on", slot, polls, handed_out, fetches, messages, latest_at)
VALUES (%s, %s, pg_backend_pid() %% 16, %s, %s, %s, %s, %s)
ON CONFLICT (institution_id, "on", slot) DO UPDATE SET
  polls = p.polls + excluded.polls,
  handed_out = p.handed_out + excluded.handed_out,
  fetches = p.fetches + excluded.fetches,
  messages = p.messages + excluded.messages,
  latest_at = greatest(p.latest_at, excluded.latest_at)
"""


def _lock_waiting(
    institution: InstitutionView, kind: Kind, channel: Channel, at: datetime, most: int
) -> Sequence[models.Request]:
    waits = Q(state=State.ISSUED.value) | Q(state=State.EXPIRED.value, delivered_at__isnull=True)
    if channel in (Channel.BANK_SOAP, Channel.OPEN_JSON):
        waits |= Q(state=State.DELIVERED.value, package_no="", delivered_at__lt=at - HAND_OUT_AGAIN)
    rows = models.Request.objects.select_for_update(skip_locked=True).filter(
        waits, institution_id=institution.id, kind=kind.value
    )
    return list(rows.only(*NEEDED).order_by("id")[:most])


NEEDED: Final = (
    *("id", "court_no", "institution_id", "external_no", "state"),
    *("body_sealed", "wording_id", "files"),
)
"""The columns that a hand-out reads; instants take longer to read than all the rest."""


def _hold_back(row: models.Request, held: Quarantine) -> None:
    first = held.obstacles[0]
    _hold(
        row,
        first.code,
        "；".join(o.zh for o in held.obstacles),
        "; ".join(o.en for o in held.obstacles),
    )


def _hold(row: models.Request, code: str, zh: str, en: str) -> None:
    row.state, row.reason_code, row.reason, row.reason_en = State.QUARANTINED.value, code, zh, en
    write(row, "state", "reason_code", "reason", "reason_en")


def _rows_of(institution: InstitutionView, key: DocumentKey) -> list[models.Request]:
    column = "writ_set_no" if key.field == "WSBH" else "external_no"
    rows = models.Request.objects.select_for_update().filter(
        institution_id=institution.id, **{f"{column}__in": key.readings}
    )
    handed_out = rows.exclude(state__in=[State.DRAFT.value, State.WITHDRAWN.value])
    return list(handed_out.only(*NEEDED).order_by("id"))


def _writs(row: models.Request, key: DocumentKey, speech: Speech) -> str:
    with open_scope(Scope.of_court(row.court_no, row.court_no)):
        writs = messages.load_writs(row.court_no, row.files)
    return speech.writs(key, row.external_no, writs)


def _mark(rows: Sequence[models.Request], is_cards: bool, at: datetime) -> None:
    """Mark documents as fetched, of all the requests they belong to with one statement."""
    values: dict[str, Any] = {"at": at, "cards": is_cards}
    values |= _keys_of(rows)
    with connection.cursor() as cursor:
        cursor.execute(_FETCHED, values)
        if cursor.rowcount != len(rows):
            raise Impossible(f"{len(rows) - cursor.rowcount} requests were not marked")


_FETCHED = """
/* mark_fetched: papers or cards of these requests; with both a request has its documents */
UPDATE inquiry_request r SET
  docs_at = CASE WHEN %(cards)s THEN %(at)s ELSE r.docs_at END,
  writs_at = CASE WHEN %(cards)s THEN r.writs_at ELSE %(at)s END,
  state = CASE WHEN r.state = 'DELIVERED'
                AND (CASE WHEN %(cards)s THEN r.writs_at ELSE r.docs_at END) IS NOT NULL
               THEN 'DOCS_FETCHED' ELSE r.state END
WHERE r.court_no = ANY(%(courts)s::int[]) AND r.id = ANY(%(ids)s::uuid[])
"""
