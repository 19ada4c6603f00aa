"""The states of a request (协助请求), and what each means for whoever waits for an answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Name how far a request got; the database refuses any other step than those of ``sql``."""

    DRAFT = "DRAFT"
    WITHDRAWN = "WITHDRAWN"
    ISSUED = "ISSUED"
    DELIVERED = "DELIVERED"
    DOCS_FETCHED = "DOCS_FETCHED"
    PARTIAL = "PARTIAL"
    FED_BACK = "FED_BACK"
    CLOSED = "CLOSED"
    CORRECTED = "CORRECTED"
    REOPENED = "REOPENED"
    REJECTED = "REJECTED"
    REISSUED = "REISSUED"
    EXPIRED = "EXPIRED"
    QUARANTINED = "QUARANTINED"


class Outcome(StrEnum):
    """Say what an answered request brought."""

    NONE = ""
    FOUND = "FOUND"
    NIL = "NIL"
    FAILED = "FAILED"
    REJECTED = "REJECTED"
    DONE = "DONE"
    PARTIAL = "PARTIAL"
    NOT_DONE = "NOT_DONE"


OUT: Final = frozenset(
    {State.ISSUED, State.DELIVERED, State.DOCS_FETCHED, State.PARTIAL, State.REOPENED}
)
"""States in which an institution is expected to answer."""
FINAL: Final = frozenset({State.FED_BACK, State.CLOSED, State.CORRECTED})
"""States of a request that was answered whole."""
TAKES_FEEDBACK: Final = OUT | FINAL | {State.EXPIRED, State.REJECTED, State.REISSUED}
STUCK: Final = frozenset({State.REJECTED, State.EXPIRED, State.QUARANTINED})
"""States from which a request gets on only by somebody's hand: the dead letters."""
OPEN_ORDERS: Final = OUT | {State.DRAFT, State.EXPIRED, State.QUARANTINED, State.FED_BACK}
"""States in which an order may still lead to a control, so that its amount is spoken for."""

WORDS: Final = {
    State.DRAFT: ("待审批", "awaiting approval"),
    State.WITHDRAWN: ("已撤回", "withdrawn"),
    State.ISSUED: ("待取走", "waiting to be collected"),
    State.DELIVERED: ("已取走", "collected"),
    State.DOCS_FETCHED: ("已取文书", "documents collected"),
    State.PARTIAL: ("部分反馈", "answered in part"),
    State.FED_BACK: ("已反馈", "answered"),
    State.CLOSED: ("已办结", "closed"),
    State.CORRECTED: ("已更正", "corrected"),
    State.REOPENED: ("已重开", "reopened"),
    State.REJECTED: ("已退回", "rejected"),
    State.REISSUED: ("已重发", "issued again"),
    State.EXPIRED: ("逾期未反馈", "overdue"),
    State.QUARANTINED: ("已隔离", "held back"),
}
