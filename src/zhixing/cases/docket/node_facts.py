"""Hands the facts of a case to the law of nodes."""

from __future__ import annotations

from typing import Any

from zhixing.cases.docket.facts import Facts


def nodes_of(court_no: int, facts: Facts) -> list[Any]:
    return []
