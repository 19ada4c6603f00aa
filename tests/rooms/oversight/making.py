"""Makes a court whose figures are known: four cases of 2017 and one of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tests.rooms.cases.filing.making import Desk, make_desk
from tests.rooms.settlement.making import Told, make_case
from zhixing.assignment.operations import Member, designate
from zhixing.closing.acts import CaseClosed
from zhixing.closing.chapter import Mode
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Asked, Reading
from zhixing.oversight.queries import ask, get_reading, year
from zhixing.platform.principal import PostKind


@dataclass(frozen=True)
class Bureau:
    """Hold a court with its cases: the first of 2016, the others of 2017."""

    desk: Desk
    cases: tuple[Told, ...]

    def reading(self, code: str, days: Days | None = None, **more: object) -> Reading:
        asked = self.ask(days, **more)
        with self.desk.open(self.desk.who(PostKind.DIRECTOR)):
            return get_reading(code, asked)

    def ask(self, days: Days | None = None, **more: object) -> Asked:
        by = self.desk.who(PostKind.DIRECTOR)
        with self.desk.open(by):
            return ask(by, days or year(2017), **more)

    def close(self, number: int, on: date) -> UUID:
        return self.cases[number].record(CaseClosed(new_id(), Mode.PERFORMED, Fen(0)), on)

    def give(self, number: int, judge: int, on: date) -> UUID:
        """Designate the handler of a case; gives the person."""
        staff = self.desk.equipped.of_kind(PostKind.JUDGE, judge)
        with self.desk.open(self.desk.who(PostKind.DIRECTOR)) as by:
            member = Member(staff.person, staff.post)
            designate(self.cases[number].case, member, None, "虚构", on, by=by)
        return staff.person


def make_bureau() -> Bureau:
    desk = make_desk(on=date(2016, 1, 4))
    days = (date(2016, 12, 1), date(2017, 1, 3), date(2017, 5, 2), date(2017, 12, 31))
    told = [make_case(desk, n, on) for n, on in enumerate(days, 1)]
    told.append(make_case(desk, 5, date(2017, 6, 1)))
    return Bureau(desk, tuple(told))
