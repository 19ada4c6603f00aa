"""Changing any dated value of a parameter that a rule names breaks one of its examples."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from zhixing.kernel.canonical import digest
from zhixing.kernel.refusal import Refusal
from zhixing.law import parameters
from zhixing.law.registry import get_rule, list_rules
from zhixing.law.rule import Rule

USED = sorted(
    {
        (name, row)
        for code in list_rules()
        for name in get_rule(code).parameters
        for row in range(len(parameters.history(name)))
    }
)


@pytest.fixture
def fresh() -> Iterator[None]:
    yield
    _forget()


def _forget() -> None:
    parameters._compiled.cache_clear()
    parameters.history.cache_clear()
    parameters.parameter.cache_clear()


def _results(rule: Rule) -> list[str]:
    found = []
    for example in rule.examples:
        try:
            found.append(digest(rule.function(**example.inputs).value))
        except (Refusal, ValueError) as refusal:
            found.append(getattr(refusal, "code", "ValueError"))
    return found


def _altered(value: Any) -> Any:
    if isinstance(value, int):
        return value * 2 + 1
    return "1/3" if "/" in value or value == "1" else value + "7"


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("name", "row"), USED)
def test_a_changed_value_changes_an_example(
    name: str, row: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = [get_rule(c) for c in list_rules() if name in get_rule(c).parameters]
    before = [_results(rule) for rule in rules]
    altered = copy.deepcopy(parameters._compiled())
    value = altered[name]["values"][row]
    value["value"] = _altered(value["value"])
    _forget()
    monkeypatch.setattr(parameters, "_compiled", _cached(altered))
    assert [_results(rule) for rule in rules] != before


class _cached:
    """Stand in for the cached loader."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def __call__(self) -> dict[str, Any]:
        return self.data

    def cache_clear(self) -> None:
        """Nothing is cached."""


def test_every_value_is_dated_and_cited() -> None:
    for name in parameters.list_parameters():
        for row in parameters.history(name):
            found = parameters.parameter(name, row.in_force.start)
            assert found.status in parameters.STATUSES
            assert found.number if found.unit != "text" else found.value
