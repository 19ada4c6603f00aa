"""Every rule: basis, examples on both sides, and findings that repeat exactly."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from zhixing.kernel.canonical import digest, to_json
from zhixing.kernel.refusal import Refusal
from zhixing.law import parameters
from zhixing.law.instruments import instrument
from zhixing.law.registry import execute, execute_again, get_rule, list_rules
from zhixing.law.rule import Example, Rule

CASES = [(code, i) for code in list_rules() for i in range(len(get_rule(code).examples))]


def assert_matches(actual: object, expected: object, shape: object) -> None:
    """Compare JSON; a Mapping in the example compares only the keys it names."""
    if isinstance(shape, Mapping):
        assert isinstance(actual, dict) and isinstance(expected, dict)
        for key in shape:
            assert_matches(actual[key], expected[key], shape[key])
    elif isinstance(shape, list | tuple):
        assert isinstance(actual, list) and isinstance(expected, list)
        assert len(actual) == len(shape)
        for one, other, part in zip(actual, expected, shape, strict=True):
            assert_matches(one, other, part)
    else:
        assert actual == expected


@pytest.mark.parametrize("code", list_rules())
def test_a_rule_has_basis_names_time_and_examples(code: str) -> None:
    rule: Rule = get_rule(code)
    assert rule.code == code
    assert rule.basis, "a rule without an article is no rule"
    for instrument_code, article in rule.basis:
        assert instrument(instrument_code).versions
        assert article
    assert len(rule.examples) >= 2
    assert rule.name_zh and rule.name_en
    assert set(rule.parameters) <= set(parameters.list_parameters())


@pytest.mark.parametrize(("code", "index"), CASES)
def test_an_example_holds_and_repeats(code: str, index: int) -> None:
    rule = get_rule(code)
    example: Example = rule.examples[index]
    if example.refusal is not None:
        with pytest.raises(Refusal) as refused:
            rule.function(**example.inputs)
        assert refused.value.code == example.refusal
        assert refused.value.message_zh and refused.value.message_en
        return
    finding = rule.function(**example.inputs)
    assert_matches(to_json(finding.value), to_json(example.value), example.value)
    again = execute_again(finding)
    assert again.value == finding.value
    assert again.steps == finding.steps
    assert again.input_hash == finding.input_hash
    assert digest(again) == digest(finding)
    assert finding.conclusion_zh and finding.conclusion_en and finding.steps
    for step in finding.steps:
        assert step.text_zh and step.text_en


@pytest.mark.parametrize("code", list_rules())
def test_a_rule_shows_a_refusal(code: str) -> None:
    for example in get_rule(code).examples:
        if example.refusal:
            return
        value = example.value
        if isinstance(value, Mapping) and value.get("allowed", value.get("permitted")) is False:
            return
    pytest.fail("no example shows when the rule says no")


def test_execute_names_an_unknown_input() -> None:
    from datetime import date

    from zhixing.kernel.codec import Unreadable

    with pytest.raises(Unreadable, match="wrong"):
        execute("PERIOD_DUE", {"wrong": 1}, date(2020, 1, 1))


def test_execute_names_a_missing_input_and_one_of_the_wrong_kind() -> None:
    from datetime import date

    from zhixing.kernel.codec import Unreadable

    with pytest.raises(Unreadable) as missing:
        execute("PERIOD_DUE", {}, date(2020, 1, 1))
    assert missing.value.path == "start_on"
    assert "PERIOD_DUE" in missing.value.zh
    with pytest.raises(Unreadable) as wrong:
        execute("PERIOD_DUE", {missing.value.path: 1.5}, date(2020, 1, 1))
    assert wrong.value.path == missing.value.path
    with pytest.raises(Unreadable, match="on: expected an input of PERIOD_DUE"):
        execute("PERIOD_DUE", {"on": "2020-01-01"}, date(2020, 1, 1))
