"""Makes courts, people and applications for the tests of filing; all of it invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.support.filed import adopt_standard
from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.application import Application, TitleKind
from zhixing.courts.operations import (
    Equipment,
    EquippedCourt,
    Rehearsal,
    equip_court,
    found_rehearsal,
)
from zhixing.courts.queries import get_court
from zhixing.courts.records import CourtView
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.identity import credit_check, resident_check
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import PartyEntry
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind, Principal

ON = date(2018, 3, 5)


@dataclass(frozen=True)
class Desk:
    """Hold one test's own court with its people."""

    equipped: EquippedCourt
    court: CourtView

    def who(self, kind: PostKind = PostKind.JUDGE, number: int = 0) -> Principal:
        with open_scope(Scope.system()):
            return self.equipped.principal(kind, number)

    @contextmanager
    def open(self, by: Principal | None = None) -> Iterator[Principal]:
        principal = by or self.who()
        with open_scope(principal.scope):
            yield principal


def make_desk(on: date = date(2018, 3, 1), like: str = "M34", **where: Any) -> Desk:
    with open_scope(Scope.system()):
        court = found_rehearsal(Rehearsal(like, instant(on), **where))
        equipped = equip_court(court.court_no, on, Equipment(credentials=False))
        desk = Desk(equipped, get_court(court.court_no))
    adopt_standard(court.court_no)
    return desk


def resident(n: int) -> str:
    """Give an invented resident number that passes its check."""
    body = f"110101{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    return body + resident_check(body)


def credit_code(n: int) -> str:
    """Give an invented unified social credit code that passes its check."""
    body = f"91110101{n:09d}"
    return body + credit_check(body)


def person(n: int, name: str = "") -> PartyEntry:
    return PartyEntry(name or f"虚构人{n}", number=resident(n))


def company(n: int, name: str = "") -> PartyEntry:
    return PartyEntry(
        name or f"虚构{n}号有限公司",
        PartyKind.ORGANISATION,
        IdKind.USCC,
        credit_code(n),
    )


def application(n: int = 1, **changes: Any) -> Application:
    """Give an application in order, different for each ``n``."""
    terms: dict[str, Any] = {
        "application_key": f"K{n}",
        "title_number": f"（2017）渝0119民初{1000 + n}号",
        "title_kind": TitleKind.JUDGMENT,
        "issuing_body": "重庆市南川区人民法院",
        "effective_on": date(2017, 12, 1),
        "applied_on": date(2018, 3, 1),
        "received_on": date(2018, 3, 2),
        "creditors": (person(2 * n),),
        "debtors": (person(2 * n + 1),),
        "obligations": (Obligation("1", "principal", Fen(10_000_00 + n), date(2017, 1, 1)),),
        "performance_until": date(2017, 12, 11),
    }
    return Application(**{**terms, **changes})
