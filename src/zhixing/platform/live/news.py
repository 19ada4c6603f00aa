"""What a NOTIFY carries: a court's number and a topic, which is a kind and an id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

CHANNEL: Final = "zx_news"
EVERYTHING: Final = "*"
"""Told where nobody knows what was missed: every live part asks again."""
_TOPIC: Final = re.compile(r"[a-z]{1,20}:[0-9a-f-]{1,36}")


@dataclass(frozen=True, slots=True)
class News:
    """Say of one court that one thing changed."""

    court_no: int
    topic: str


def read_news(payload: str) -> News | None:
    """Read a notification; one that this house did not write is nothing.

    >>> read_news("57 day:57")
    News(court_no=57, topic='day:57')
    >>> read_news("57 <b>")
    """
    court, _, topic = payload.partition(" ")
    if not court.isdigit() or not is_topic(topic):
        return None
    return News(int(court), topic)


def is_topic(text: str) -> bool:
    """Say whether a text is a topic."""
    return _TOPIC.fullmatch(text) is not None


def of_case(case: UUID) -> str:
    """Give the topic of one case's docket."""
    return f"case:{case}"


def of_cases(court_no: int) -> str:
    """Give the topic of many cases at one stroke."""
    return f"cases:{court_no}"


def of_day(court_no: int) -> str:
    """Give the topic of what people of a court have to do."""
    return f"day:{court_no}"


def of_queries(court_no: int) -> str:
    """Give the topic of a court's requests to institutions."""
    return f"queries:{court_no}"


def of_approvals(court_no: int) -> str:
    """Give the topic of what waits for approval in a court."""
    return f"approvals:{court_no}"
