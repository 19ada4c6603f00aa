"""One case's life in the demo court, and the calendar on which all of them move on together.

A course is a generator: it acts on the day it is woken and yields after how many days
it wants to go on; 0 means once the reactions to what it did have run. Days off are
stepped over. A life that is not over at the present simply stands there.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.filing.application import Application
from zhixing.cases.permissions import outstanding
from zhixing.decisions.operations import give_opinion
from zhixing.decisions.queries import get_matter
from zhixing.kernel.fen import Fen
from zhixing.law.calendar import calendar
from zhixing.platform.database.scope import open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind, Principal
from zhixing.scenarios.banks import Customer
from zhixing.scenarios.channels import Belongings
from zhixing.scenarios.stage import Stage

T = TypeVar("T")
Course = Generator[int, None, None]
NOBODY = UUID(int=0)
FIRST_JUDGE = 2
"""The first two judges' posts are the deputy directors'; the teams' follow."""
HEADS = {PostKind.JUDGE: 1, PostKind.ASSISTANT: 3, PostKind.CLERK: 2, PostKind.COURT_POLICE: 1}
"""How many of a kind each team has."""


@dataclass(slots=True)
class Life:
    """Hold one case and act on it through the operations, as the team that handles it."""

    stage: Stage
    application: Application
    rng: random.Random
    case: UUID = NOBODY
    number: str = ""
    team: int = 0
    customers: list[tuple[str, Customer]] = field(default_factory=list)
    """What the debtor has at which simulated bank, by the bank's short name."""
    owned: Belongings = field(default_factory=Belongings)
    """What the debtor has elsewhere: houses, packages, open records."""

    @property
    def today(self) -> date:
        """Give the day it is."""
        return self.stage.today

    def do(self, kind: PostKind, operation: Callable[[Principal], T]) -> T:
        """Let the team's own member of a kind call one operation; reactions run later."""
        number = self.team * HEADS.get(kind, 0)
        if kind is PostKind.JUDGE:
            number += FIRST_JUDGE
        by = self.stage.who(kind, number)
        with open_scope(by.scope):
            return operation(by)

    def judge(self, operation: Callable[[Principal], T]) -> T:
        """Let the handling judge call one operation."""
        return self.do(PostKind.JUDGE, operation)

    def approve(self, matter: UUID, *, until: PostKind | None = None) -> None:
        """Let the posts of the route say yes, in their order; stop before ``until``."""
        while (kind := self._waiting(matter)) is not None and kind is not until:
            self.do(
                kind,
                lambda by: give_opinion(matter, approve=True, text="同意。", on=self.today, by=by),
            )

    def _waiting(self, matter: UUID) -> PostKind | None:
        view = self.judge(lambda by: get_matter(by.court_no, matter))
        return PostKind(view.waiting_kind) if view.state == "OPEN" else None

    @property
    def facts(self) -> Facts:
        """Give the case's facts as they are now."""
        return self.judge(lambda by: cases.facts_now(by.court_no, self.case))

    def parties(self, role: str) -> tuple[UUID, ...]:
        """Give who stands in a role."""
        return self.facts.of(Standings).of_role(role)

    @property
    def creditor(self) -> UUID:
        """Give the first applicant."""
        return self.parties("APPLICANT")[0]

    @property
    def debtor(self) -> UUID:
        """Give the first debtor."""
        return self.parties("DEBTOR")[0]

    def owed(self) -> Fen:
        """Give what is owed today, extra interest included."""
        facts = self.facts
        return self.judge(lambda by: outstanding(facts, self.today))


@dataclass(slots=True)
class Calendar:
    """Wake courses on their days, in the order of the days."""

    stage: Stage
    until: date
    tell: Callable[[date, int], None]
    _waiting: list[tuple[date, int, Any]] = field(default_factory=list)
    _order: itertools.count[int] = field(default_factory=itertools.count)

    def add(self, course: Course, on: date) -> None:
        """Let a course begin on a day."""
        heapq.heappush(self._waiting, (on, next(self._order), course))

    def run(self) -> None:
        """Play every course until the present."""
        while self._waiting and self._waiting[0][0] <= self.until:
            day = self._waiting[0][0]
            self.stage.goto(day, 8)
            self.tell(day, len(self._waiting))
            self._play(day)

    def _play(self, day: date) -> None:
        """Play one day in rounds: what waits for reactions comes after they have run."""
        while self._waiting and self._waiting[0][0] == day:
            round_ = []
            while self._waiting and self._waiting[0][0] == day:
                round_.append(heapq.heappop(self._waiting)[2])
            for course in round_:
                days = next(course, None)
                if days is not None:
                    later = day if days == 0 else working_day(day + timedelta(days=days))
                    self.add(course, later)
            drain()


def working_day(day: date) -> date:
    """Give the day itself, or the first after it on which the court works.

    >>> working_day(date(2018, 2, 16))
    datetime.date(2018, 2, 22)
    """
    while calendar().is_day_off(day):
        day += timedelta(days=1)
    return day
