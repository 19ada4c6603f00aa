"""What other rooms and the doors may ask of institutions."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import date, time
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.models import ExchangePlace, Institution, WireCredential, WireKey
from zhixing.institutions.records import Exchange, Hours, InstitutionView
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
) -> tuple[InstitutionView, ...]:
    """List the institutions that answer on a day, by code.

    ``province`` keeps the national ones and the local ones of that province.
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
    return tuple(_view(row) for row in Institution.objects.filter(wanted).order_by("code"))


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))


def _first(wanted: Q) -> InstitutionView | None:
    row = Institution.objects.filter(wanted).first()
    return None if row is None else _view(row)


def _fits(user_name: str, password: str, hashed: str) -> bool:
    mark = hmac.new(_PROCESS_KEY, password.encode(), hashlib.sha256).digest()
    known = _seen.get(user_name)
    if known is not None and known[0] == hashed and hmac.compare_digest(known[1], mark):
        return True
    if not check_password(password, hashed):
        return False
    _seen[user_name] = (hashed, mark)
    return True


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
    )


def _hours(fields: dict[str, object]) -> Hours:
    weekdays = fields["weekdays"]
    days = tuple(int(d) for d in weekdays) if isinstance(weekdays, list) else ()
    return Hours(
        days, time.fromisoformat(str(fields["opens"])), time.fromisoformat(str(fields["closes"]))
    )
