"""The library's command: JSON in, JSON out, exit status, schemas, differences."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from zhixing.law.command import main

QUESTION = '{"event_on": "2015-10-09", "length": 6, "unit": "month"}'
SOURCE = Path(__file__).parents[2] / "src"


def run(*words: str, asked: str = "", texts: Path | None = None) -> tuple[int, str, str]:
    told, faults = io.StringIO(), io.StringIO()
    status = main(words, io.StringIO(asked), told, faults, texts)
    return status, told.getvalue(), faults.getvalue()


def test_one_object_may_stand_on_several_lines() -> None:
    status, told, _ = run("period", asked=QUESTION.replace(", ", ",\n"))
    assert status == 0
    answered = json.loads(told)
    assert answered["result"]["due_on"] == "2016-04-11"
    assert set(answered["finding"]) == {
        "conclusion_zh",
        "conclusion_en",
        "steps",
        "options",
        "marks",
    }
    assert set(answered["finding"]["steps"][0]) == {
        "text_zh",
        "text_en",
        "basis",
        "parameter",
        "value",
    }


def test_each_line_is_answered_in_its_place_and_one_fault_costs_no_other() -> None:
    lines = [QUESTION, '{"length": 6, "unit": "month"}', "", "not json", QUESTION]
    status, told, _ = run("period", asked="\n".join(lines))
    answers = [json.loads(line) for line in told.splitlines()]
    assert status == 2
    assert ["error" in a for a in answers] == [False, True, True, False]
    assert answers[1]["error"]["field"] == "event_on"
    assert answers[2]["error"]["code"] == "NOT_JSON"


def test_nothing_asked_is_a_fault() -> None:
    status, told, _ = run("period", asked="\n")
    assert (status, json.loads(told)["error"]["code"]) == (2, "NOT_JSON")


def test_an_unknown_topic_names_those_there_are() -> None:
    status, _, faults = run("weather", asked="{}")
    assert status == 2
    assert "period" in faults and "weather" in faults


def test_the_schema_closes_every_list_of_choices() -> None:
    status, told, _ = run("--schema", "period")
    schema = json.loads(told)
    assert status == 0
    assert schema["request"]["additionalProperties"] is False
    assert schema["request"]["properties"]["unit"]["enum"] == [
        "hour",
        "day",
        "working_day",
        "month",
        "year",
    ]


def test_a_change_of_text_is_told_with_both_sides() -> None:
    status, told, _ = run("diff", "2015-02-03", "2015-02-04", "--json")
    found = {d["rule"]: d for d in map(json.loads, told.splitlines())}
    assert status == 0
    assert {"SEIZURE_TERM", "NOTICE_DUE", "SUMMONS"} <= set(found)
    notice = found["NOTICE_DUE"]
    assert (notice["before"]["on"], notice["after"]["on"]) == ("2015-02-03", "2015-02-04")
    assert "notice.send=3" in notice["before"]["grounds"]
    assert "notice.send=10" in notice["after"]["grounds"]


def test_two_days_under_one_text_differ_in_nothing() -> None:
    status, told, _ = run("diff", "2018-06-05", "2018-06-06", "--json")
    assert (status, told) == (0, "")


@pytest.mark.parametrize("words", [("diff", "2015-02-03"), ("diff", "x", "y"), ("a", "b", "c")])
def test_a_wrong_call_is_answered_with_usage(words: tuple[str, ...]) -> None:
    status, _, faults = run(*words)
    assert status == 2 and faults


def test_the_law_runs_without_django_and_without_a_database() -> None:
    program = (
        "import sys\n"
        "for name in ('django', 'psycopg', 'yaml', 'procrastinate', 'ninja', 'pydantic'):\n"
        "    sys.modules[name] = None\n"
        "from zhixing.law.command import main\n"
        "status = main(['period'], sys.stdin, sys.stdout, sys.stderr)\n"
        "from zhixing.law.registry import get_rule, list_rules\n"
        "from zhixing.law.topics.asking import get_topic, list_topics\n"
        "[get_rule(code) for code in list_rules()]\n"
        "[get_topic(name) for name in list_topics()]\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=QUESTION,
        env={"PYTHONPATH": str(SOURCE), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"]["due_on"] == "2016-04-11"
