"""Founds the courts of these tests: rehearsal courts, one for each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from zhixing.courts.operations import (
    Equipment,
    EquippedCourt,
    Rehearsal,
    equip_court,
    found_rehearsal,
)
from zhixing.kernel.clock import instant
from zhixing.platform.database.scope import Scope, open_scope

OPENED_ON = date(2018, 3, 1)
PASSWORD = "竹林深处 听雨 2018"


@contextmanager
def system() -> Iterator[None]:
    """Open the SYSTEM scope."""
    with open_scope(Scope.system()):
        yield


def make_court(
    *, credentials: bool = False, on: date = OPENED_ON, teams: int = 1, **where: Any
) -> EquippedCourt:
    """Found and equip a rehearsal court like the district court of Nanchuan."""
    with system():
        court = found_rehearsal(Rehearsal("M34", instant(on), **where))
        spec = Equipment(teams=teams, password=PASSWORD, credentials=credentials)
        return equip_court(court.court_no, on, spec)
