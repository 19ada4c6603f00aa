"""Writes of this room: parties registered, identities shown, emergency looks and reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from zhixing.courts.capabilities import Capability
from zhixing.kernel.clock import legal_day
from zhixing.kernel.identity import Malformed
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.parties import models, sealing
from zhixing.parties.identity import IdKind, PartyKind, read_number, sort_key
from zhixing.parties.leaves import break_glass_value, identity_read_value, review_value
from zhixing.parties.policies import (
    BreakGlassRefused,
    Ground,
    IdentityRefused,
    find_ground,
    require,
)
from zhixing.parties.values import (
    Contact,
    Identity,
    KnownAccount,
    PartyEntry,
    Purpose,
    PurposeCode,
    Registered,
    ReviewOutcome,
)
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.log.queue import enqueue_leaf, enqueue_leaves
from zhixing.platform.principal import Principal

LEAST_REASON = 10
PARTY_COLUMNS = (
    "id",
    "court_no",
    "kind",
    "name",
    "name_sort",
    "id_kind",
    "number",
    "number_index",
    "index_key",
    "contact",
    "birth_year",
    "flags",
)


def register_party(entry: PartyEntry, *, by: Principal, on: date) -> Registered:
    """Register one party in the court of ``by``, or give the row its number already has."""
    return register_parties([entry], by=by, on=on)[0]


def register_parties(entries: Sequence[PartyEntry], *, by: Principal, on: date) -> list[Registered]:
    """Register parties in the court of ``by``, in the order given.

    A number the court knows already gives the party it belongs to, whatever the
    name; ``known_as`` then holds the name on record. Numbers were checked before:
    one that cannot be read is a breach, not a refusal.
    """
    read = [_read(entry, on) for entry in entries]
    known = _known(by.court_no, read)
    fresh: dict[str, tuple[UUID, str]] = {}
    rows = []
    for entry in read:
        if entry.index in known or entry.index in fresh:
            continue
        party = new_id()
        if entry.index:
            fresh[entry.index] = party, entry.entry.name
        entry.party = party
        rows.append(_row(by.court_no, party, entry))
    rows.sort(key=lambda row: str(row[7]))
    inserted = insert_rows(
        "parties_party", PARTY_COLUMNS, rows, on_conflict="ON CONFLICT DO NOTHING"
    )
    _renew_contacts(by.court_no, read, known)
    if inserted != len(rows):
        fresh |= _known(by.court_no, [r for r in read if r.index in fresh])
    found = fresh | known
    return [_registered(entry, found) for entry in read]


@dataclass(slots=True)
class _Read:
    entry: PartyEntry
    number: str
    indexes: tuple[str, ...]
    birth_year: int | None
    party: UUID | None = None

    @property
    def index(self) -> str:
        return self.indexes[0] if self.indexes else ""


def _read(entry: PartyEntry, on: date) -> _Read:
    if not entry.number and entry.id_kind is IdKind.OTHER:
        return _Read(entry, "", (), None)
    read = read_number(entry.id_kind, entry.number, on=on)
    if isinstance(read, Malformed):
        raise Impossible("a party's number was not checked before it was registered")
    indexes = sealing.indexes_of(entry.id_kind, read.number)
    return _Read(entry, read.number, indexes, read.birth_year)


def _known(court_no: int, read: Sequence[_Read]) -> dict[str, tuple[UUID, str]]:
    """Give, by the newest index, who of those read the court knows under any live key."""
    newest = {index: r.index for r in read for index in r.indexes}
    rows = models.Party.objects.filter(court_no=court_no, number_index__in=set(newest)).values_list(
        "number_index", "id", "name"
    )
    return {newest[index]: (party, name) for index, party, name in rows}


_RENEW = """
/* renew_contacts: how known parties are reached now */
UPDATE parties_party SET contact = renewed.contact
FROM unnest(%s::uuid[], %s::bytea[]) AS renewed (id, contact)
WHERE parties_party.court_no = %s AND parties_party.id = renewed.id
"""


def _renew_contacts(
    court_no: int, read: Sequence[_Read], known: dict[str, tuple[UUID, str]]
) -> None:
    renewed = {
        known[r.index][0]: r.entry.contact
        for r in read
        if r.index in known and r.entry.contact != Contact()
    }
    if renewed:
        sealed = [sealing.seal_contact(party, contact) for party, contact in renewed.items()]
        with connection.cursor() as cursor:
            cursor.execute(_RENEW, [list(renewed), sealed, court_no])


def _row(court_no: int, party: UUID, read: _Read) -> tuple[object, ...]:
    entry = read.entry
    return (
        party,
        court_no,
        entry.kind.value,
        entry.name,
        sort_key(entry.name),
        entry.id_kind.value,
        sealing.seal_number(party, read.number),
        read.index,
        sealing.index_key(),
        sealing.seal_contact(party, entry.contact),
        read.birth_year,
        "[]",
    )


def _registered(read: _Read, known: dict[str, tuple[UUID, str]]) -> Registered:
    if read.index not in known:
        if read.party is None:
            raise Impossible("a party was neither known nor new")
        return Registered(read.party, True)
    party, name = known[read.index]
    is_new = party == read.party
    return Registered(party, is_new, "" if is_new else name)


def register_accounts(accounts: Sequence[KnownAccount], *, by: Principal) -> list[UUID]:
    """Record accounts that parties are known to use; one known already keeps its row."""
    rows, ids = [], []
    key, newest = sealing.index_key(), dict[str, str]()
    for known in accounts:
        row = new_id()
        indexes = sealing.indexes_of_account(known.account)
        newest |= dict.fromkeys(indexes, indexes[0])
        sealed = sealing.seal_account(row, known.account)
        rows.append((row, by.court_no, known.party, known.bank, sealed, indexes[0], key))
        ids.append((known.party, indexes[0]))
    known_already = _stored_accounts(by.court_no, newest)
    insert_rows(
        "parties_account",
        ("id", "court_no", "party_id", "bank", "account", "account_index", "index_key"),
        sorted((r for r in rows if (r[2], r[5]) not in known_already), key=lambda r: (r[5], r[2])),
        on_conflict="ON CONFLICT DO NOTHING",
    )
    found = _stored_accounts(by.court_no, newest)
    return [found[key] for key in ids]


def _stored_accounts(court_no: int, newest: dict[str, str]) -> dict[tuple[UUID, str], UUID]:
    """Give the rows of accounts by party and newest index, under whichever key they stand."""
    stored = models.Account.objects.filter(
        court_no=court_no, account_index__in=set(newest)
    ).values_list("party_id", "account_index", "id")
    return {(party, newest[index]): row for party, index, row in stored}


def reveal_identity(party: UUID, purpose: Purpose, *, by: Principal, at: datetime) -> Identity:
    """Show a party's identity for a purpose, and log that it was shown.

    :raises IdentityRefused: the post may not see identities, no purpose is stated, or
        the party stands in no case of this person's.
    """
    require(by, Capability.VIEW_IDENTITY)
    _require_purpose(purpose)
    ground = find_ground(party, by, legal_day(at))
    if ground is None:
        raise IdentityRefused(
            "NOT_YOUR_CASE",
            message_zh="该当事人不在您承办的案件中，不能查看其身份信息。",
            message_en="This party stands in no case of yours; the identity is not shown.",
            remedy_zh="确有紧急需要的，请使用“紧急查阅”，事后由他人复核。",
            remedy_en="In an emergency use the emergency look, which another person reviews.",
        )
    return _show(party, purpose, ground, by, at)


def reveal_identities(
    wanted: Sequence[tuple[UUID, Ground]], purpose: Purpose, *, by: Principal, at: datetime
) -> list[Identity]:
    """Show many parties' identities, each on a ground that the calling room found; all logged.

    :raises IdentityRefused: the post may not see identities, no purpose is stated, or a
        party is not within this person's courts.
    """
    require(by, Capability.VIEW_IDENTITY)
    _require_purpose(purpose)
    return _show_all(wanted, purpose, by, at)


def break_glass(party: UUID, reason: str, *, by: Principal, at: datetime) -> tuple[Identity, UUID]:
    """Show an identity in an emergency (紧急查阅) and open its review; give both.

    :raises BreakGlassRefused: the reason is too short to be reviewed.
    :raises IdentityRefused: the post does not carry the authority.
    """
    require(by, Capability.BREAK_GLASS)
    if len(reason.strip()) < LEAST_REASON:
        raise BreakGlassRefused(
            "REASON_TOO_SHORT",
            message_zh=f"紧急查阅须写明理由，至少{LEAST_REASON}个字。",
            message_en=f"An emergency look needs a reason of at least {LEAST_REASON} characters.",
            field="reason",
        )
    purpose = Purpose(PurposeCode.BREAK_GLASS, reason.strip()[:300])
    identity = _show(party, purpose, Ground("BREAK_GLASS"), by, at)
    row = models.BreakGlass.objects.create(
        court_no=by.court_no,
        party_id=party,
        read_id=identity.read,
        person=by.person,
        post=by.post,
        reason=reason.strip()[:500],
        opened_at=at,
    )
    enqueue_leaf(row.court_no, "break_glass", row.id, break_glass_value(row))
    return identity, row.id


def review_break_glass(
    review: UUID, outcome: ReviewOutcome, note: str, *, by: Principal, at: datetime
) -> None:
    """Close the review of an emergency look; the reviewer is another person than looked.

    :raises BreakGlassRefused: the same person, reviewed before, or unknown here.
    """
    require(by, Capability.REVIEW_BREAK_GLASS)
    row = (
        models.BreakGlass.objects.select_for_update()
        .filter(court_no=by.court_no, id=review)
        .first()
    )
    if row is None or row.reviewer is not None:
        raise BreakGlassRefused(
            "NOTHING_TO_REVIEW",
            message_zh="没有待复核的紧急查阅记录，可能已由他人复核。",
            message_en="There is no such emergency look to review; it may be reviewed already.",
        )
    if row.person == by.person:
        raise BreakGlassRefused(
            "REVIEWER_IS_THE_SAME_PERSON",
            message_zh="紧急查阅不能由查阅人本人复核。",
            message_en="Whoever looked cannot review the look.",
            remedy_zh="请由其他负责人复核。",
            remedy_en="Another director has to review it.",
        )
    row.reviewer, row.reviewer_post, row.reviewed_at = by.person, by.post, at
    row.outcome, row.note = outcome.value, note.strip()[:500]
    row.save(update_fields=["reviewer", "reviewer_post", "reviewed_at", "outcome", "note"])
    enqueue_leaf(row.court_no, "break_glass_review", row.id, review_value(row))


def _require_purpose(purpose: Purpose) -> None:
    if not purpose.text.strip() or purpose.code is PurposeCode.BREAK_GLASS:
        raise IdentityRefused(
            "PURPOSE_MISSING",
            message_zh="查看身份信息须写明用途。",
            message_en="State what the identity is needed for.",
            remedy_zh="请选择用途并填写说明。",
            remedy_en="Choose a purpose and describe it.",
            field="purpose",
        )


def _show(party: UUID, purpose: Purpose, ground: Ground, by: Principal, at: datetime) -> Identity:
    return _show_all([(party, ground)], purpose, by, at)[0]


def _show_all(
    wanted: Sequence[tuple[UUID, Ground]], purpose: Purpose, by: Principal, at: datetime
) -> list[Identity]:
    known = models.Party.objects.filter(
        court_no__gte=by.court_no, court_no__lte=by.last_no
    ).in_bulk({party for party, _ in wanted})
    if any(party not in known for party, _ in wanted):
        raise IdentityRefused(
            "PARTY_UNKNOWN",
            message_zh="没有此当事人，或不在您的管辖范围内。",
            message_en="There is no such party within your courts.",
        )
    reads = [
        models.IdentityRead(
            court_no=by.court_no,
            party_id=party,
            person=by.person,
            post=by.post,
            purpose=purpose.code.value,
            purpose_text=purpose.text.strip()[:300],
            ground=ground.code,
            case_id=ground.case,
            read_at=at,
        )
        for party, ground in wanted
    ]
    models.IdentityRead.objects.bulk_create(reads, batch_size=1000)
    enqueue_leaves(
        [(read.court_no, "identity_read", read.id, identity_read_value(read)) for read in reads]
    )
    return [
        _identity(known[party], read.id) for (party, _), read in zip(wanted, reads, strict=True)
    ]


def _identity(row: models.Party, read: UUID) -> Identity:
    return Identity(
        party=row.id,
        name=row.name,
        kind=PartyKind(row.kind),
        id_kind=IdKind(row.id_kind),
        number=sealing.open_number(row.id, row.number),
        contact=sealing.open_contact(row.id, row.contact),
        read=read,
    )
