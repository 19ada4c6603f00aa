"""When a node is reminded: thirty, fifteen and seven days ahead, or as the court itself set.

A court's own days are a dated policy. They hold for every open node from their day on, whenever
its case was filed; an earlier day is judged by what held then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.cases.docket.model_nodes import is_stated, model_nodes
from zhixing.courts.policy_values import fits_policy, reads_policy
from zhixing.courts.queries import find_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.clock.reminders import (
    USUAL,
    ReminderRefused,
    require_sensible,
    time_limit_reminders,
)
from zhixing.law.nodes.node import NODE_NAMES

REMINDER_DAYS: Final = "REMINDER_DAYS"
MOST_DAYS: Final = 365
"""The most days ahead of a day that a paper states, for which no term is counted."""


@dataclass(frozen=True, slots=True)
class ReminderTerms:
    """State by node how many days ahead of its end a court reminds, the furthest first."""

    nodes: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Reminders:
    """Hold what a court set on a day: for which nodes, since when, by which paper."""

    days: Mapping[str, tuple[int, ...]]
    since: date | None = None
    legal_basis: str = ""

    def before(self, code: str) -> tuple[int, ...]:
        """Give the days ahead for a node: the court's own, else the usual ones."""
        return self.days.get(code, USUAL)

    def is_own(self, code: str) -> bool:
        """Say whether the court itself set the days of a node."""
        return code in self.days

    def ahead(self, code: str, due_on: date, on: date) -> Finding[tuple[date, ...]]:
        """Find the days on which a node is still to be reminded.

        Law: Provisions on Strictly Observing Time Limits art. 21.
        """
        if self.since is None or code not in self.days:
            return time_limit_reminders(on=on, due_on=due_on)
        return time_limit_reminders(
            on=on,
            due_on=due_on,
            days_before=self.days[code],
            since=self.since,
            document_zh=self.legal_basis,
        )


def reminders_of(court_no: int, on: date) -> Reminders:
    """Give when a court reminds of its nodes on a day, at one query."""
    policy = find_policy(court_no, REMINDER_DAYS, on)
    if policy is None:
        return Reminders({})
    terms = read_reminder_days({**policy.value})
    return Reminders(terms.nodes, policy.valid_from, policy.legal_basis)


@reads_policy(REMINDER_DAYS)
def read_reminder_days(value: Json) -> ReminderTerms:
    """Read ``{"nodes": {"CLOSE_CASE": [60, 30, 10]}}``.

    :raises Unreadable: no node, or one that is none.
    """
    terms = decode(ReminderTerms, value)
    if not terms.nodes:
        raise Unreadable("nodes", ("至少一个节点", "one node at least"), {})
    for code in terms.nodes:
        if code not in NODE_NAMES:
            raise Unreadable(f"nodes.{code}", ("节点的代码", "the code of a node"), code)
    return terms


@fits_policy(REMINDER_DAYS)
def require_fitting_days(court_no: int, value: Mapping[str, Json], on: date) -> None:
    """Insist that a court's days fit the terms its nodes have on the day they begin to hold.

    :raises ReminderRefused: ``NO_DAYS``, ``NOT_AHEAD``, ``NOT_DESCENDING``, ``BEYOND_TERM``.
    :raises Refusal: ``NO_SUCH_NODE``: the court has no such node on that day.
    """
    terms = read_reminder_days({**value})
    held = {n.code: (n.due_on - n.trigger_on).days for n in model_nodes(court_no, on)}
    for code, days in terms.nodes.items():
        if code not in held:
            raise _no_such_node(code, on)
        try:
            require_sensible(days, MOST_DAYS if is_stated(code) else held[code])
        except ReminderRefused as refused:
            name_zh, name_en = NODE_NAMES[code]
            raise ReminderRefused(
                refused.code,
                message_zh=f"节点“{name_zh}”：{refused.message_zh}",
                message_en=f"Node “{name_en}”: {refused.message_en}",
                remedy_zh=refused.remedy_zh,
                remedy_en=refused.remedy_en,
                field=f"value.nodes.{code}",
            ) from None


def _no_such_node(code: str, on: date) -> Refusal:
    name_zh, name_en = NODE_NAMES[code]
    return Refusal(
        "NO_SUCH_NODE",
        message_zh=f"本院自{on}起没有“{name_zh}”这一节点。",
        message_en=f"From {on} the court has no node “{name_en}”.",
        remedy_zh="请先在本院节点规定中设立该节点，或者不填。",
        remedy_en="Lay the node down in the local rules first, or leave it out.",
        field=f"value.nodes.{code}",
    )
