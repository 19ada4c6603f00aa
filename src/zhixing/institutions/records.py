"""What this room's queries give out: frozen, without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.kernel.clock import SHANGHAI


@dataclass(frozen=True, slots=True)
class Hours:
    """Hold the hours in which an institution answers, in Shanghai time.

    ``weekdays`` are ISO numbers, 1 for Monday; ``closes`` no longer belongs to the hours.

    >>> office = Hours((1, 2, 3, 4, 5), time(9), time(17))
    >>> office.include(datetime(2018, 1, 6, 10, tzinfo=SHANGHAI))
    False
    """

    weekdays: tuple[int, ...]
    opens: time
    closes: time

    def include(self, at: datetime) -> bool:
        """Say whether an instant lies in the hours; public holidays are not known here."""
        local = at.astimezone(SHANGHAI)
        open_now = self.opens <= local.time().replace(tzinfo=None) < self.closes
        return local.isoweekday() in self.weekdays and open_now


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """Show an institution; ``hours`` None means that it answers at any hour.

    ``address`` is where requests are delivered to it; empty, it collects them. ``closed_days`` are
    single days on which it is closed besides.
    """

    id: UUID
    code: str
    name: str
    name_en: str
    kind: InstitutionKind
    tier: Tier
    province: str
    profile: str
    hours: Hours | None
    service_level_hours: int
    capabilities: frozenset[WireCapability]
    valid_from: date
    valid_until: date | None
    address: str = ""
    closed_days: tuple[date, ...] = ()

    def can(self, capability: WireCapability) -> bool:
        """Say whether the institution can be asked for something."""
        return capability in self.capabilities

    def is_open(self, at: datetime) -> bool:
        """Say whether the institution answers at an instant."""
        return self.hours is None or self.hours.include(at)


@dataclass(frozen=True, slots=True)
class ClosingDayView:
    """Give a single day on which an institution is closed: why, and told when."""

    institution: UUID
    day: date
    reason: str
    told_on: date

    @property
    def is_late(self) -> bool:
        """Say whether it was told only when the day had come."""
        return self.told_on >= self.day


@dataclass(frozen=True, slots=True)
class Exchange:
    """Say where packages lie: ``file:///folder``, or ``sftp://user@host:port/folder``.

    ``host_key`` is the public key by which the other side's host is known.
    """

    address: str
    host_key: str = ""


@dataclass(frozen=True, slots=True)
class WindowView:
    """Say where an institution takes papers by hand: department, place, contact, hours.

    The contact is a post and not a person: people change, the window stays.
    """

    department: str
    address: str
    contact_post: str
    hours: Hours
    phone: str = ""
