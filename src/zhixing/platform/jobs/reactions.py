"""Reactions: a room answers an act of a room above it with one operation of its own.

``reactions.py`` of a room declares them; recording the act enqueues one job per
act and reaction in the same transaction, and each runs at most once to the end.
A reaction that gathers gets the acts of one transaction together, so that a batch of a
hundred thousand is answered in statements, not in jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.priorities import URGENT, USUAL
from zhixing.platform.jobs.retrying import SOON


@dataclass(frozen=True, slots=True)
class News:
    """Tell a reaction which act, of which court and type, it answers."""

    court_no: int
    act: UUID
    type: str


Reaction = Callable[[News], None]
Wanted = Callable[[Mapping[str, JSONValue]], bool]
_reactions: dict[str, dict[str, Reaction]] = {}
_wanted: dict[str, Wanted] = {}
_urgent: set[str] = set()
GatheredReaction = Callable[[int, Sequence[UUID]], None]
InCourt = Callable[[int], bool]
_gathering: dict[str, dict[str, tuple[GatheredReaction, InCourt]]] = {}
GATHERED = 1000
"""How many acts one job of a gathering reaction takes."""


def reaction(
    *types: str, only: Wanted | None = None, urgent: bool = False
) -> Callable[[Reaction], Reaction]:
    """Declare a function as the answer to acts of the given types.

    With ``only``, no job is enqueued for an act whose payload it does not want. What is
    ``urgent`` goes before all else that waits.
    """

    def declare(function: Reaction) -> Reaction:
        name = f"{function.__module__}.{function.__qualname__}"
        for code in types:
            _reactions.setdefault(code, {})[name] = function
        if only is not None:
            _wanted[name] = only
        if urgent:
            _urgent.add(name)
        return function

    return declare


def gathering_reaction(
    *types: str, where: InCourt
) -> Callable[[GatheredReaction], GatheredReaction]:
    """Declare a function as the answer to many acts of the given types at once.

    It is given the court and the acts. ``where`` is asked within the act's transaction
    whether the court wants it at all.
    """

    def declare(function: GatheredReaction) -> GatheredReaction:
        name = f"{function.__module__}.{function.__qualname__}"
        for code in types:
            _gathering.setdefault(code, {})[name] = (function, where)
        return function

    return declare


def reactions_to(code: str) -> dict[str, Reaction]:
    """Give the reactions to one type of act, by their full names."""
    return dict(_reactions.get(code, {}))


def enqueue_reactions(news: Sequence[tuple[int, UUID, str, JSONValue]]) -> None:
    """Enqueue one job for each act and reaction that wants it, inside the act's transaction.

    The fields are the court, the act, its type and its payload.
    """
    jobs: dict[int, list[dict[str, JSONValue]]] = {}
    for court_no, act, code, payload in news:
        for name in reactions_to(code):
            if name not in _wanted or (isinstance(payload, dict) and _wanted[name](payload)):
                priority = URGENT if name in _urgent else USUAL
                jobs.setdefault(priority, []).append(
                    {"court_no": court_no, "act": str(act), "type": code, "reaction": name}
                )
    for priority, alike in jobs.items():
        react.configure(priority=priority).batch_defer(*alike)
    _enqueue_gathered(news)


def _enqueue_gathered(news: Sequence[tuple[int, UUID, str, JSONValue]]) -> None:
    gathered: dict[tuple[int, str, str], list[str]] = {}
    for court_no, act, code, _ in news:
        for name in _gathering.get(code, ()):
            gathered.setdefault((court_no, code, name), []).append(str(act))
    jobs: list[dict[str, JSONValue]] = [
        {
            "court_no": court_no,
            "acts": list(acts[start : start + GATHERED]),
            "type": code,
            "reaction": name,
        }
        for (court_no, code, name), acts in gathered.items()
        if _gathering[code][name][1](court_no)
        for start in range(0, len(acts), GATHERED)
    ]
    if jobs:
        react_to_many.batch_defer(*jobs)


@app.task(
    name="zhixing.react",
    queue="reactions",
    pass_context=False,
    retry=SOON,
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


@app.task(
    name="zhixing.react_to_many",
    queue="reactions",
    pass_context=False,
    retry=SOON,
)
def react_to_many(court_no: int, acts: list[str], type: str, reaction: str) -> None:
    """Run a gathering reaction to those of the acts that it has not answered yet."""
    reach(HAND_OUT)
    function, _ = _gathering[type][reaction]
    with open_scope(Scope.of_court(court_no, court_no)):
        with connection.cursor() as cursor:
            cursor.execute(
                "/* claim_reactions */ INSERT INTO platform_reaction_done "
                "(court_no, act_id, reaction) SELECT %s, unnest(%s::uuid[]), %s "
                "ON CONFLICT DO NOTHING RETURNING act_id",
                [court_no, acts, reaction],
            )
            claimed = [row[0] for row in cursor.fetchall()]
        if claimed:
            function(court_no, claimed)
    reach(BEFORE_ACKNOWLEDGEMENT)
