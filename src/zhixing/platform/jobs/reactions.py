"""Reactions: a room answers an act of a room above it with one operation of its own.

``reactions.py`` of a room declares them; recording the act enqueues one job per
act and reaction in the same transaction, and each runs at most once to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy
from procrastinate.types import JSONValue

from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope


@dataclass(frozen=True, slots=True)
class News:
    """Tell a reaction which act, of which court and type, it answers."""

    court_no: int
    act: UUID
    type: str


DATABASE_LOST = {OperationalError, InterfaceError}
"""The database went away in the middle: nothing was committed, so the job is tried again."""
Reaction = Callable[[News], None]
_reactions: dict[str, dict[str, Reaction]] = {}


def reaction(*types: str) -> Callable[[Reaction], Reaction]:
    """Declare a function as the answer to acts of the given types."""

    def declare(function: Reaction) -> Reaction:
        name = f"{function.__module__}.{function.__qualname__}"
        for code in types:
            _reactions.setdefault(code, {})[name] = function
        return function

    return declare


def reactions_to(code: str) -> dict[str, Reaction]:
    """Give the reactions to one type of act, by their full names."""
    return dict(_reactions.get(code, {}))


def enqueue_reactions(news: Sequence[tuple[int, UUID, str]]) -> None:
    """Enqueue one job for each act and reaction, inside the act's transaction."""
    jobs: list[dict[str, JSONValue]] = [
        {"court_no": court_no, "act": str(act), "type": code, "reaction": name}
        for court_no, act, code in news
        for name in reactions_to(code)
    ]
    if jobs:
        react.batch_defer(*jobs)


@app.task(
    name="zhixing.react",
    queue="reactions",
    pass_context=False,
    retry=RetryStrategy(max_attempts=100, linear_wait=2, retry_exceptions=DATABASE_LOST),
)
def react(court_no: int, act: str, type: str, reaction: str) -> None:
    """Run one reaction in its court's scope; a repeat of a finished one does nothing."""
    reach(HAND_OUT)
    function = reactions_to(type)[reaction]
    with open_scope(Scope.of_court(court_no, court_no)):
        with connection.cursor() as cursor:
            cursor.execute(
                "/* claim_reaction */ INSERT INTO platform_reaction_done "
                "(court_no, act_id, reaction) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                [court_no, act, reaction],
            )
            if cursor.rowcount == 0:
                return
        function(News(court_no, UUID(act), type))
    reach(BEFORE_ACKNOWLEDGEMENT)
