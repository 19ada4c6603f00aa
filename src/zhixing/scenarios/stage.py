"""The stage on which a scenario plays: a rehearsal court, its people, and its driven clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from zhixing.courts import operations as courts
from zhixing.courts.operations import Equipment, EquippedCourt, Rehearsal
from zhixing.kernel.clock import instant
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind, Principal

T = TypeVar("T")
FOUNDING = date(2013, 1, 1)


@dataclass(slots=True)
class Stage:
    """Hold the court a scenario plays in and the day it has reached."""

    staff: EquippedCourt
    today: date = FOUNDING
    clock_at: datetime = field(default_factory=lambda: instant(FOUNDING))
    _known: dict[tuple[PostKind, int], Principal] = field(default_factory=dict)

    @property
    def court_no(self) -> int:
        """Give the number of the rehearsal court."""
        return self.staff.court_no

    def goto(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Drive the court's clock forward to a wall-clock time of a day."""
        at = instant(day, hour, minute)
        if at > self.clock_at:
            with open_scope(Scope.system()):
                courts.drive_clock(self.court_no, at)
            self.clock_at = at
        self.today = day

    def who(self, kind: PostKind, number: int = 0) -> Principal:
        """Give a member of the staff as a principal; on a stage nobody changes posts."""
        asked = kind, number
        if asked not in self._known:
            with open_scope(Scope.system()):
                self._known[asked] = self.staff.principal(kind, number, self.today)
        return self._known[asked]

    def do(self, kind: PostKind, operation: Callable[[Principal], T], *, number: int = 0) -> T:
        """Let a member of the staff call one operation in a transaction of its own.

        Reactions run before the next step, as they would within seconds.
        """
        by = self.who(kind, number)
        with open_scope(by.scope):
            result = operation(by)
        drain()
        return result


def raise_stage(
    like: str,
    *,
    login_prefix: str,
    name: str = "",
    credentials: bool = False,
    teams: int = 1,
    password: str = "",
    founded: date = FOUNDING,
    code: str = "",
) -> Stage:
    """Found a rehearsal court modelled on a live one and equip it with invented people."""
    with open_scope(Scope.system()):
        rehearsal = Rehearsal(like=like, at=instant(founded), name=name, code=code)
        court = courts.found_rehearsal(rehearsal)
        equipment = Equipment(
            teams=teams, login_prefix=login_prefix, credentials=credentials, password=password
        )
        staff = courts.equip_court(court.court_no, founded, equipment)
    return Stage(staff, founded, instant(founded))
