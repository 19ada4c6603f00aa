"""What the operator records of institutions, as typed: window, hours, keys, end, and refusals."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.doors.cli.test_commands import zx, zx_here
from zhixing.cli.command import Failure
from zhixing.cli.institution import read_hours
from zhixing.institutions import queries
from zhixing.institutions.abilities import list_abilities
from zhixing.institutions.kinds import WireCapability
from zhixing.institutions.records import Hours
from zhixing.kernel.clock import SHANGHAI
from zhixing.platform.database.scope import Scope, open_scope

REPOSITORY = Path(__file__).resolve().parents[3]


def find(code: str, day: date | None = None):
    with open_scope(Scope.system()):
        return queries.find_institution_by_code(code, day or datetime.now(SHANGHAI).date())


@pytest.fixture(scope="module")
def code(tmp_path_factory) -> str:
    """Give the code of a bank that was registered from a file."""
    code = f"C{uuid4().hex[:12]}"
    told = {
        "code": code,
        "name": "示例城商行",
        "kind": "COMMERCIAL_BANK",
        "tier": "LOCAL",
        "province": "重庆市",
        "profile": "COUNTER",
        "capabilities": ["QUERY", "FREEZE", "RELEASE"],
    }
    place = tmp_path_factory.mktemp("cli") / "bank.json"
    place.write_text(json.dumps(told))
    done = zx("institution", "register", str(place), "--on", "2020-01-01")
    assert done.returncode == 0, done.stderr
    again = zx("institution", "register", str(place), "--on", "2020-01-01")
    assert again.returncode == 1 and "INSTITUTION_CODE_TAKEN" in again.stderr
    return code


def test_a_window_and_the_hours_are_recorded_and_listed(code):
    assert WireCapability.FREEZE in find(code).capabilities
    window = ["--department", "运营部", "--address", "示例路1号", "--contact", "司法协助岗"]
    done = zx_here("institution", "window", code, *window, "--hours", "1-5 09:00-17:00")
    assert done.returncode == 0, done.stderr
    lacking = zx_here(
        "institution", "window", code, *window[:4], "--contact", " ", "--hours", "1 09:00-10:00"
    )
    assert lacking.returncode == 1 and "WINDOW_INCOMPLETE" in lacking.stderr
    assert zx_here("institution", "hours", code, "1-6 08:30-18:00").returncode == 0
    assert find(code).hours == Hours((1, 2, 3, 4, 5, 6), time(8, 30), time(18))
    listed = zx_here("institution", "list").stdout
    (line,) = [text for text in listed.splitlines() if text.startswith(code)]
    assert "运营部 示例路1号" in line and "08:30-18:00" in line
    with open_scope(Scope.system()):
        told = queries.find_window(find(code).id)
    assert (told.contact_post, told.hours.closes) == ("司法协助岗", time(17))


def test_closing_days_are_recorded_once_and_taken_back_before_they_come(code):
    first = datetime.now(SHANGHAI).date() + timedelta(days=5)
    days = [first.isoformat(), (first + timedelta(days=1)).isoformat()]
    done = zx_here("institution", "closed", code, ",".join(days), "--reason", "搬迁")
    assert done.returncode == 0, done.stderr
    assert find(code).closed_days == (first, first + timedelta(days=1))
    again = zx_here("institution", "closed", code, days[0], "--reason", "搬迁")
    assert again.returncode == 1 and "CLOSING_KNOWN" in again.stderr
    assert zx_here("institution", "open", code, days[1]).returncode == 0
    assert find(code).closed_days == (first,)
    gone = zx_here("institution", "open", code, days[1])
    assert gone.returncode == 1 and "CLOSING_NOT_AHEAD" in gone.stderr


def test_it_ends_on_a_day_and_not_before_it_began(code):
    early = zx_here("institution", "end", code, "--on", "2020-01-01")
    assert early.returncode == 1 and "END_BEFORE_BEGIN" in early.stderr
    last = datetime.now(SHANGHAI).date() + timedelta(days=10)
    assert zx_here("institution", "end", code, "--on", last.isoformat()).returncode == 0
    assert find(code, last - timedelta(days=1)) is not None
    assert find(code, last) is None


@pytest.mark.parametrize("text", ["", "1-5", "8 09:00-10:00", "1-5 9-17", "1 25:00-26:00"])
def test_hours_that_are_none_are_told_so(text):
    with pytest.raises(Failure, match="09:00-17:00"):
        read_hours(text)


def test_who_is_not_there_is_named():
    done = zx_here("institution", "end", "NOBODY", "--on", "2030-01-01")
    assert done.returncode == 2 and "NOBODY" in done.stderr and "没有代码" in done.stderr


def registered(tmp_path, **told):
    place = tmp_path / "bank.json"
    place.write_text(json.dumps(told, ensure_ascii=False))
    return zx_here("institution", "register", str(place), "--on", "2020-01-01")


def example() -> dict[str, object]:
    """Give the example of the how-to, under a code of its own."""
    page = (REPOSITORY / "docs" / "howto" / "join-as-an-institution.md").read_text()
    (block,) = re.findall(r"```json\n(.*?)```", page, re.S)
    code = f"C{uuid4().hex[:12]}"
    return {**json.loads(block), "code": code, "user_name": code}


def test_the_example_of_the_how_to_is_registered_as_it_stands(tmp_path):
    told = example()
    done = registered(tmp_path, **told)
    assert done.returncode == 0, done.stderr
    view = find(str(told["code"]))
    assert (view.kind, view.tier.value, view.service_level_hours) == (
        "COMMERCIAL_BANK",
        "LOCAL",
        48,
    )
    assert "登记时约定" in done.stdout and "agreed at registration" in done.stdout


@pytest.mark.parametrize(
    ("tier", "hours", "source"),
    [("NATIONAL", 24, "法〔2015〕321号"), ("LOCAL", 72, "没有公开依据")],
)
def test_without_hours_the_default_of_kind_and_tier_holds_and_is_told(
    tmp_path, tier, hours, source
):
    told = {**example(), "tier": tier}
    del told["service_level_hours"]
    done = registered(tmp_path, **told)
    assert find(str(told["code"])).service_level_hours == hours
    assert f"反馈时限{hours}小时" in done.stdout and source in done.stdout


@pytest.mark.parametrize(
    ("field", "value", "listed"),
    [
        ("kind", "BANK", ("COMMERCIAL_BANK（商业银行）", "COMMERCIAL_BANK (Commercial bank)")),
        ("tier", "CITY", ("LOCAL（点对点）", "LOCAL (local)")),
        ("profile", "BANK", ("OPEN-JSON-1（", "OPEN-JSON-1 (")),
        ("capabilities", ["SEIZE"], ("FREEZE（冻结）", "FREEZE (freeze)")),
        ("service_level_hours", "soon", ("整数小时", "whole number of hours")),
        ("name", "", ("缺name", "lacks name")),
        ("owner", "x", ("不认识owner", "unknown members owner")),
    ],
)
def test_a_wrong_word_is_told_with_the_list_in_both_languages(tmp_path, field, value, listed):
    done = registered(tmp_path, **{**example(), field: value})
    assert done.returncode == 2
    assert all(words in done.stderr for words in listed), done.stderr
    assert "is not a valid" not in done.stderr


def test_the_how_to_lists_every_kind_and_so_does_the_command():
    page = (REPOSITORY / "docs" / "howto" / "join-as-an-institution.md").read_text()
    listed = zx_here("institution", "kinds").stdout
    for kind, ability in list_abilities().items():
        assert f"| `{kind.value}` | {ability.zh} | {ability.en} |" in page
        assert f"{kind.value}  {ability.zh} · {ability.en}" in listed
