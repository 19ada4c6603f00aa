"""The library and the second reckonings agree to the fen; ``./zx bench law`` draws 10,000."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.oracle import agree, interest


def test_drawn_cases_agree() -> None:
    found = list(agree.disagreements(60, seed=2026))
    assert found == []


def test_a_wrong_figure_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison can fail: a sheet that forgets the last day differs."""
    question: dict[str, Any] = {
        "items": [{"kind": "principal", "amount": "100000.00", "due_on": "2018-03-30"}],
        "as_of": "2018-06-29",
    }
    assert agree.compare_debt(question) == ""
    monkeypatch.setattr(interest.Sheet, "end_of", lambda self, day: day)
    assert "159250" in agree.compare_debt(question)
