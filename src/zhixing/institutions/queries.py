"""What other rooms and the doors may ask of institutions."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable
from datetime import date, time
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.models import (
    ClosingDay,
    ExchangePlace,
    Institution,
    Window,
    WireCredential,
    WireKey,
)
from zhixing.institutions.records import (
    ClosingDayView,
    Exchange,
    Hours,
    InstitutionView,
    WindowView,
)
from zhixing.kernel.refusal import Refusal
from zhixing.platform.crypto.detached import PublicKey

_PROCESS_KEY: Final = secrets.token_bytes(32)
_NOBODYS_HASH: Final[list[str]] = []
_seen: dict[str, tuple[str, bytes]] = {}
"""By user name, the stored hash and a keyed digest of the password that fitted it.

Front-ends poll all day; the slow hash is worked out once a process and password.
"""


def find_by_credentials(user_name: str, password: str, on: date) -> InstitutionView | None:
    """Find the institution that these credentials open on a day; in the SYSTEM scope."""
    row = WireCredential.objects.filter(user_name=user_name).first()
    if row is None or not _fits(user_name, password, row.password):
        if row is None:
            check_password(password, _nobodys_hash())
        return None
    return _first(Q(id=row.institution_id) & _in_force(on))


def has_shown_password(user_name: str, password: str) -> bool:
    """Say whether this process saw these credentials open an institution; they may not any more."""
    known = _seen.get(user_name)
    return known is not None and hmac.compare_digest(known[1], _mark(password))


def list_by_shown_credentials(
    pairs: Iterable[tuple[str, str]], on: date
) -> dict[tuple[str, str], InstitutionView]:
    """List the institutions that user names and passwords seen before open on a day.

    Others are left out, whether they fit or not: the slow hash is not worked out here. In
    the SYSTEM scope.
    """
    shown = {pair for pair in pairs if has_shown_password(*pair)}
    credentials = WireCredential.objects.filter(user_name__in={user for user, _ in shown})
    rows = {row.user_name: row for row in credentials}
    fitting = {
        pair: rows[pair[0]].institution_id
        for pair in shown
        if pair[0] in rows and _seen[pair[0]][0] == rows[pair[0]].password
    }
    wanted = Q(id__in=set(fitting.values())) & _in_force(on)
    views = {row.id: _view(row) for row in Institution.objects.filter(wanted)}
    return {pair: views[i] for pair, i in fitting.items() if i in views}


def list_live_keys(institution: UUID) -> tuple[PublicKey, ...]:
    """List the keys an institution signs by, one or two; in the SYSTEM scope."""
    rows = WireKey.objects.filter(institution_id=institution, ended_at__isnull=True)
    return tuple(
        PublicKey(row.key_id, row.algorithm, bytes(row.public_key))
        for row in rows.order_by("added_at")
    )


def find_key(institution: UUID, key_id: str) -> PublicKey | None:
    """Find a key of an institution, ended ones included, to check old evidence; SYSTEM scope."""
    row = WireKey.objects.filter(institution_id=institution, key_id=key_id).first()
    if row is None:
        return None
    return PublicKey(row.key_id, row.algorithm, bytes(row.public_key))


def get_institution(institution: UUID) -> InstitutionView:
    """Get an institution by its id, ended ones included.

    :raises Refusal: ``INSTITUTION_UNKNOWN``.
    """
    found = _first(Q(id=institution))
    if found is None:
        raise Refusal(
            "INSTITUTION_UNKNOWN",
            message_zh="没有此联动单位。",
            message_en="There is no such institution.",
            remedy_zh="请核对单位，或先登记。",
            remedy_en="Check the institution, or register it first.",
            field="institution",
        )
    return found


def list_exchanges() -> dict[UUID, Exchange]:
    """List where the packages of institutions lie, by institution; in the SYSTEM scope."""
    rows = ExchangePlace.objects.all()
    return {row.institution_id: Exchange(row.address, row.host_key) for row in rows}


def list_institutions_by_id(ids: Iterable[UUID]) -> dict[UUID, InstitutionView]:
    """List several institutions by their ids, ended ones included, in one query."""
    return {row.id: _view(row) for row in Institution.objects.filter(id__in=list(ids))}


def find_institution_by_code(code: str, on: date) -> InstitutionView | None:
    """Find the institution that bears a code on a day."""
    return _first(Q(code=code) & _in_force(on))


def list_institutions(
    on: date,
    *,
    kind: InstitutionKind | None = None,
    tier: Tier | None = None,
    capability: WireCapability | None = None,
    province: str = "",
    besides: Collection[UUID] = (),
) -> tuple[InstitutionView, ...]:
    """List the institutions that answer on a day, by code.

    ``province`` keeps the national ones and the local ones of that province. ``besides``
    are listed with them, whatever else is wanted, ended ones included.
    """
    wanted = _in_force(on)
    if kind is not None:
        wanted &= Q(kind=kind)
    if tier is not None:
        wanted &= Q(tier=tier)
    if capability is not None:
        wanted &= Q(capabilities__contains=[capability.value])
    if province:
        wanted &= Q(tier=Tier.NATIONAL) | Q(province=province)
    if besides:
        wanted |= Q(id__in=list(besides))
    return tuple(_view(row) for row in Institution.objects.filter(wanted).order_by("code"))


def find_window(institution: UUID) -> WindowView | None:
    """Find where an institution takes papers by hand, None where no window is known."""
    return list_windows([institution]).get(institution)


def list_windows(institutions: Iterable[UUID] | None = None) -> dict[UUID, WindowView]:
    """List the designated windows, of these institutions or of all."""
    rows = Window.objects.order_by("institution_id")
    if institutions is not None:
        rows = rows.filter(institution_id__in=list(institutions))
    return {
        row.institution_id: WindowView(
            row.department, row.address, row.contact_post, _hours(row.hours), row.phone
        )
        for row in rows
    }


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))


def _first(wanted: Q) -> InstitutionView | None:
    row = Institution.objects.filter(wanted).first()
    return None if row is None else _view(row)


def _fits(user_name: str, password: str, hashed: str) -> bool:
    mark = _mark(password)
    known = _seen.get(user_name)
    if known is not None and known[0] == hashed and hmac.compare_digest(known[1], mark):
        return True
    if not check_password(password, hashed):
        return False
    _seen[user_name] = (hashed, mark)
    return True


def _mark(password: str) -> bytes:
    return hmac.new(_PROCESS_KEY, password.encode(), hashlib.sha256).digest()


def _nobodys_hash() -> str:
    if not _NOBODYS_HASH:
        _NOBODYS_HASH.append(make_password(secrets.token_urlsafe(16), hasher="scrypt"))
    return _NOBODYS_HASH[0]


def _view(row: Institution) -> InstitutionView:
    return InstitutionView(
        id=row.id,
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        kind=InstitutionKind(row.kind),
        tier=Tier(row.tier),
        province=row.province,
        profile=row.profile,
        address=row.address,
        hours=None if row.hours is None else _hours(row.hours),
        service_level_hours=row.service_level_hours,
        capabilities=frozenset(WireCapability(c) for c in row.capabilities),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        closed_days=tuple(row.closed_days),
    )


def _hours(fields: dict[str, object]) -> Hours:
    weekdays = fields["weekdays"]
    days = tuple(int(d) for d in weekdays) if isinstance(weekdays, list) else ()
    return Hours(
        days, time.fromisoformat(str(fields["opens"])), time.fromisoformat(str(fields["closes"]))
    )


def list_closing_days(
    *, institution: UUID | None = None, since: date | None = None
) -> list[ClosingDayView]:
    """Give the single days on which institutions are closed, the earliest first."""
    rows = ClosingDay.objects.filter(taken_back_on__isnull=True)
    if institution is not None:
        rows = rows.filter(institution_id=institution)
    if since is not None:
        rows = rows.filter(day__gte=since)
    return [
        ClosingDayView(r.institution_id, r.day, r.reason, r.told_on)
        for r in rows.order_by("day", "id")
    ]
