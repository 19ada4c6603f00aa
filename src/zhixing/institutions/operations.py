"""Registers institutions and their credentials on the wire; in the SYSTEM scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from zhixing.courts.policies import require_system
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.models import (
    ClosingDay,
    ExchangePlace,
    Institution,
    Window,
    WireCredential,
    WireKey,
)
from zhixing.institutions.records import Exchange, Hours, WindowView
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.crypto.detached import PublicKey


@dataclass(frozen=True, slots=True)
class NewInstitution:
    """Say who answers, in which profile, when and how fast, and how it names itself.

    A local institution states its province. ``user_name`` and ``password`` are what its
    front-end shows on the wire, empty for one that signs by its keys;
    ``service_level_hours`` is the time it has to answer; ``address`` is where requests
    are delivered to it, empty if it collects them.
    """

    code: str
    name: str
    kind: InstitutionKind
    tier: Tier
    profile: str
    user_name: str
    password: str
    valid_from: date
    at: datetime
    capabilities: frozenset[WireCapability] = frozenset({WireCapability.QUERY})
    service_level_hours: int = 72
    hours: Hours | None = None
    province: str = ""
    name_en: str = ""
    address: str = ""
    keys: tuple[PublicKey, ...] = ()


def register_institution(new: NewInstitution) -> UUID:
    """Register an institution with its credentials from a day on.

    :raises Refusal: ``INSTITUTION_CODE_TAKEN``, ``USER_NAME_TAKEN``, ``PROVINCE_MISSING``.
    """
    require_system()
    if new.tier is Tier.LOCAL and not new.province:
        raise Refusal(
            "PROVINCE_MISSING",
            message_zh=f"地方联动单位“{new.name}”须写明所在省份。",
            message_en=f"A local institution must state its province: {new.name}.",
            remedy_zh="请填写省份，或登记为全国性单位。",
            remedy_en="State the province, or register it as national.",
            field="province",
        )
    with _refusing("institution_code_is_used_once_a_day", _taken("INSTITUTION", "code", new.code)):
        row = Institution.objects.create(
            code=new.code,
            name=new.name,
            name_en=new.name_en,
            kind=new.kind.value,
            tier=new.tier.value,
            province=new.province,
            profile=new.profile,
            address=new.address,
            hours=None if new.hours is None else _hours_fields(new.hours),
            service_level_hours=new.service_level_hours,
            capabilities=sorted(c.value for c in new.capabilities),
            valid_from=new.valid_from,
        )
    if new.user_name:
        with _refusing("user_name", _taken("USER_NAME", "user_name", new.user_name)):
            WireCredential.objects.create(
                institution=row,
                user_name=new.user_name,
                password=make_password(new.password, hasher="scrypt"),
                changed_at=new.at,
            )
    for key in new.keys:
        add_wire_key(row.id, key, new.at)
    return row.id


def add_wire_key(institution: UUID, key: PublicKey, at: datetime) -> None:
    """Let an institution sign by another key; two are live at most, so that keys can change.

    :raises Refusal: ``KEY_UNREADABLE``, ``KEY_ID_TAKEN``, ``TWO_KEYS_LIVE``.
    """
    require_system()
    try:
        key.check()
    except ValueError as error:
        raise _key_refused(
            "KEY_UNREADABLE", key, "不是有效的公钥", f"is no public key ({error})"
        ) from None
    owner = Institution.objects.select_for_update().filter(id=institution).first()
    if owner is None:
        raise Impossible(f"no institution {institution}")
    rows = WireKey.objects.filter(institution=owner)
    used = set(rows.filter(ended_at__isnull=True).values_list("slot", flat=True))
    free = [slot for slot in (1, 2) if slot not in used]
    if not free:
        raise _key_refused(
            "TWO_KEYS_LIVE", key, "已有两把公钥在用", "would be the third live key: end one first"
        )
    taken = _key_refused("KEY_ID_TAKEN", key, "的名称已用过", "has a name that was used before")
    with _refusing("key_id_is_used_once", taken):
        WireKey.objects.create(
            institution=owner,
            key_id=key.key_id,
            algorithm=key.algorithm,
            public_key=key.public,
            slot=free[0],
            added_at=at,
        )


def end_wire_key(institution: UUID, key_id: str, at: datetime) -> None:
    """End a key of an institution; what it signs from now on is refused."""
    require_system()
    live = WireKey.objects.filter(institution_id=institution, key_id=key_id, ended_at__isnull=True)
    if not live.update(ended_at=at):
        raise Impossible(f"institution {institution} has no live key {key_id}")


def _key_refused(code: str, key: PublicKey, zh: str, en: str) -> Refusal:
    return Refusal(
        code,
        message_zh=f"公钥“{key.key_id}”{zh}。",
        message_en=f"The key {key.key_id} {en}.",
        remedy_zh="请核对公钥及其名称，或先停用一把。",
        remedy_en="Check the key and its name, or end another key first.",
        field="key",
    )


def change_password(institution: UUID, password: str, at: datetime) -> None:
    """Give an institution's front-end another password; the earlier one opens nothing more."""
    require_system()
    rows = WireCredential.objects.filter(institution_id=institution)
    if not rows.update(password=make_password(password, hasher="scrypt"), changed_at=at):
        raise Impossible(f"no institution {institution}")


def set_exchange(institution: UUID, exchange: Exchange, at: datetime) -> None:
    """Set where an institution's packages are put down and collected.

    :raises Refusal: ``EXCHANGE_ADDRESS``, ``HOST_KEY_MISSING``.
    """
    require_system()
    parts = urlsplit(exchange.address)
    if parts.scheme not in ("file", "sftp") or not parts.path.startswith("/") or parts.password:
        raise Refusal(
            "EXCHANGE_ADDRESS",
            message_zh="交换地址须为 file:///目录 或 sftp://用户@主机:端口/目录，且不含密码。",
            message_en="The address must be file:///folder or sftp://user@host:port/folder,"
            " without a password.",
            remedy_zh="请改正地址；登录使用平台的密钥。",
            remedy_en="Correct the address; the platform signs in with its own key.",
            field="address",
        )
    if parts.scheme == "sftp" and not exchange.host_key.strip():
        raise Refusal(
            "HOST_KEY_MISSING",
            message_zh="SFTP 地址须登记对方主机公钥。",
            message_en="An SFTP address needs the public key of its host.",
            remedy_zh="请向该机构索取主机公钥。",
            remedy_en="Ask the institution for its host's public key.",
            field="host_key",
        )
    ExchangePlace.objects.update_or_create(
        institution_id=institution,
        defaults={
            "address": exchange.address,
            "host_key": exchange.host_key.strip(),
            "changed_at": at,
        },
    )


def set_window(institution: UUID, window: WindowView, at: datetime) -> None:
    """Record where an institution takes papers by hand: its designated window.

    :raises Refusal: ``WINDOW_INCOMPLETE``.
    """
    require_system()
    for field in ("department", "address", "contact_post"):
        if not getattr(window, field).strip():
            raise Refusal(
                "WINDOW_INCOMPLETE",
                message_zh="业务窗口须写明部门、地址和联系岗位。",
                message_en="A window must name its department, address and contact post.",
                remedy_zh="请向该单位核实后补齐。",
                remedy_en="Ask the institution and fill it in.",
                field=field,
            )
    Window.objects.update_or_create(
        institution_id=institution,
        defaults={
            "department": window.department.strip(),
            "address": window.address.strip(),
            "contact_post": window.contact_post.strip(),
            "phone": window.phone.strip(),
            "hours": _hours_fields(window.hours),
            "changed_at": at,
        },
    )


def set_hours(institution: UUID, hours: Hours | None) -> None:
    """Record the weekdays and hours in which an institution answers; None: at any hour.

    :raises Refusal: ``HOURS_UNSOUND``: no weekday, one that is none, or closing before opening.
    """
    require_system()
    if hours is not None and not (
        hours.weekdays and {*hours.weekdays} <= {*range(1, 8)} and hours.opens < hours.closes
    ):
        raise Refusal(
            "HOURS_UNSOUND",
            message_zh="工作时间须写明星期（1至7）和先后分明的起止时刻。",
            message_en="Hours need weekdays (1 to 7) and an opening before the closing.",
            remedy_zh="例如“1-5 09:00-17:00”。",
            remedy_en="Such as 1-5 09:00-17:00.",
            field="hours",
        )
    fields = None if hours is None else _hours_fields(hours)
    if not Institution.objects.filter(id=institution).update(hours=fields):
        raise Impossible(f"no institution {institution}")


def announce_closing_days(
    institution: UUID,
    days: Sequence[date],
    reason: str,
    told_on: date,
    *,
    court_no: int | None = None,
    person: UUID | None = None,
) -> None:
    """Record single days on which an institution is closed, and who told; one day once.

    :raises Refusal: ``CLOSING_UNSOUND``: no day or no reason; ``CLOSING_KNOWN``.
    """
    require_system()
    wanted = sorted(set(days))
    if not wanted or not reason.strip():
        raise Refusal(
            "CLOSING_UNSOUND",
            message_zh="停业日须写明日期和原因。",
            message_en="Closing days need their dates and a reason.",
            remedy_zh="例如搬迁、系统更换。",
            remedy_en="Such as a move or a change of systems.",
            field="reason" if wanted else "days",
        )
    row = Institution.objects.select_for_update().filter(id=institution).first()
    if row is None:
        raise Impossible(f"no institution {institution}")
    known = sorted(set(wanted) & set(row.closed_days))
    if known:
        raise Refusal(
            "CLOSING_KNOWN",
            message_zh=f"“{row.name}”{known[0]}停业已经登记。",
            message_en=f"That {row.name} is closed on {known[0]} is recorded already.",
            remedy_zh="请只登记其余日期。",
            remedy_en="Record the other days only.",
            field="days",
        )
    ClosingDay.objects.bulk_create(
        ClosingDay(
            institution=row,
            day=day,
            reason=reason.strip()[:120],
            told_on=told_on,
            court_no=court_no,
            person=person,
        )
        for day in wanted
    )
    row.closed_days = sorted({*row.closed_days, *wanted})
    row.save(update_fields=["closed_days"])


def take_back_closing_day(institution: UUID, day: date, on: date) -> None:
    """Take back a closing day before it comes: the institution is open after all.

    :raises Refusal: ``CLOSING_NOT_AHEAD``: none is recorded, or the day has come.
    """
    require_system()
    row = Institution.objects.select_for_update().filter(id=institution).first()
    if row is None:
        raise Impossible(f"no institution {institution}")
    found = ClosingDay.objects.filter(institution=row, day=day, taken_back_on__isnull=True)
    if day <= on or not found.update(taken_back_on=on):
        raise Refusal(
            "CLOSING_NOT_AHEAD",
            message_zh=f"没有登记{day}停业，或者该日已到。",
            message_en=f"No closing on {day} is recorded, or the day has come.",
            remedy_zh="只能撤回尚未到来的停业日。",
            remedy_en="Only a day that lies ahead can be taken back.",
            field="day",
        )
    row.closed_days = [d for d in row.closed_days if d != day]
    row.save(update_fields=["closed_days"])


def end_institution(institution: UUID, on: date) -> None:
    """End an institution's membership: ``on`` is the first day on which it answers no more.

    :raises Refusal: ``END_BEFORE_BEGIN``: it answers only from that day on, or later.
    """
    require_system()
    row = Institution.objects.select_for_update().filter(id=institution).first()
    if row is None:
        raise Impossible(f"no institution {institution}")
    if on <= row.valid_from:
        raise Refusal(
            "END_BEFORE_BEGIN",
            message_zh=f"“{row.name}”自{row.valid_from}起登记，不能在{on}前终止。",
            message_en=f"{row.name} is registered from {row.valid_from}; it cannot end by {on}.",
            remedy_zh="请填写登记日之后的日期。",
            remedy_en="Give a day after it.",
            field="on",
        )
    row.valid_until = on
    row.save(update_fields=["valid_until"])


def _hours_fields(hours: Hours) -> dict[str, object]:
    return {
        "weekdays": list(hours.weekdays),
        "opens": hours.opens.isoformat("minutes"),
        "closes": hours.closes.isoformat("minutes"),
    }


@contextmanager
def _refusing(constraint: str, refusal: Refusal) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        name = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
        if name is None or constraint not in name:
            raise
        raise refusal from error


def _taken(code: str, field: str, value: str) -> Refusal:
    return Refusal(
        f"{code}_TAKEN" if code == "USER_NAME" else f"{code}_CODE_TAKEN",
        message_zh=f"“{value}”已被另一联动单位使用。",
        message_en=f"{value} is used by another institution.",
        remedy_zh="请换一个，或先终止原登记。",
        remedy_en="Use another, or end the earlier registration first.",
        field=field,
    )
