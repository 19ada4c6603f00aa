"""Oversight: how institutions answer, and the ranking a court publishes."""

from __future__ import annotations

from datetime import date

from zhixing.api.route import get, post
from zhixing.kernel.ranges import Days
from zhixing.oversight import operations
from zhixing.oversight.answering import (
    CycleTime,
    InstitutionLine,
    list_cycle_times,
    list_institution_lines,
)
from zhixing.oversight.queries import ask
from zhixing.platform.principal import Principal


def ranking(first_on: date, last_on: date, *, by: Principal) -> list[InstitutionLine]:
    """Show how every institution answered within days, ranked."""
    return list_institution_lines(ask(by, Days.closed(first_on, last_on)))


def cycles(first_on: date, last_on: date, *, by: Principal) -> list[CycleTime]:
    """Show by tier how many answer sets were whole in three working days."""
    return list_cycle_times(ask(by, Days.closed(first_on, last_on)))


ROUTES = (
    get("/institutions/ranking", ranking, "协助单位排名", "How institutions answer", needs="board"),
    get("/institutions/cycle-times", cycles, "查询周期", "Cycle times", needs="board"),
    post(
        "/institutions/ranking/publications",
        operations.publish_ranking,
        "公布协助单位排名",
        "Publish the ranking",
        needs="supervise",
        status=201,
        today=True,
    ),
)
