"""The catalogue of legal points: every code answered for, no code that is not there."""

from __future__ import annotations

import pytest

from zhixing.law import coverage


def test_the_page_is_what_the_rules_say() -> None:
    assert coverage.PAGE.read_text("utf-8") == coverage.page()


def test_a_point_without_answer_or_reason_is_refused() -> None:
    with pytest.raises(coverage.Uncovered, match="R-NEW"):
        coverage._where("R-NEW", {"zh": "新", "en": "new"}, [])
    with pytest.raises(coverage.Uncovered, match="no file"):
        coverage._where("R-NEW", {"zh": "新", "en": "new", "file": "law/nothing.py"}, [])


def test_a_rule_cannot_cover_a_point_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "points", dict)
    monkeypatch.setattr(coverage, "list_rules", lambda: ("STRANGE",))
    strange = type("Strange", (), {"covers": ("R-NOWHERE",)})
    monkeypatch.setattr(coverage, "get_rule", lambda code: strange)
    with pytest.raises(coverage.Uncovered, match="R-NOWHERE"):
        coverage.page()
