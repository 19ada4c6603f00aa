"""Every word of the desk stands in both languages, and every name a finding can carry has its words."""

from __future__ import annotations

import dataclasses
import enum
import inspect
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import zhixing.desk
from zhixing.courts.kinds import Matter
from zhixing.desk import words
from zhixing.desk.findings import spoken
from zhixing.desk.names import ACTS, CODES, code_name, input_name
from zhixing.law.auction.bidder import Bidder
from zhixing.law.listing.grounds import Ground
from zhixing.law.objections.outsider import OutsiderStage
from zhixing.law.registry import get_rule, list_rules
from zhixing.law.remedies.remedy import RemedyKind
from zhixing.law.words.lookup import code_words, input_words
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.lint import python_faults, template_faults

HERE = Path(zhixing.desk.__file__).parent


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.html")), ids=lambda p: p.name)
def test_templates_speak_both_languages(path: Path) -> None:
    assert template_faults(path.read_text("utf-8")) == []


SCREENS = sorted([*HERE.rglob("*.py"), *HERE.parent.glob("*/screens/*.py")])


@pytest.mark.parametrize("path", SCREENS, ids=lambda p: p.name)
def test_python_speaks_both_languages(path: Path) -> None:
    source = path.read_text("utf-8")
    pairs = ("message_zh=", "remedy_zh=")
    faults = [
        f
        for f in python_faults(source)
        if not any(p in source.splitlines()[int(f.split(":")[0]) - 1] for p in pairs)
    ]
    assert faults == []


def _walk(hint: Any, names: set[tuple[str, str]], codes: set[enum.Enum], seen: set[Any]) -> None:
    """Gather the fields below a type, each with its record, and the codes."""
    for argument in get_args(hint):
        _walk(argument, names, codes, seen)
    if not isinstance(hint, type) or hint in seen:
        return
    seen.add(hint)
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        for f in dataclasses.fields(hint):
            names.add((hint.__name__, f.name))
            _walk(hints[f.name], names, codes, seen)
    elif issubclass(hint, enum.Enum):
        codes |= set(hint)


def _inputs_of_rules() -> tuple[set[tuple[str, str]], set[enum.Enum]]:
    names: set[tuple[str, str]] = set()
    codes: set[enum.Enum] = set()
    seen: set[Any] = set()
    for code in list_rules():
        function = get_rule(code).function
        hints = get_type_hints(function)
        for name in inspect.signature(function).parameters:
            if name != "on":
                names.add((code, name))
                _walk(hints[name], names, codes, seen)
    return names, codes


def test_every_input_of_every_rule_has_its_words() -> None:
    names, codes = _inputs_of_rules()
    assert sorted({f"{p}.{n}" for p, n in names if input_words(n, p) is None}) == []
    assert sorted({f"{type(c).__name__}.{c.value}" for c in codes if code_words(c) is None}) == []


def test_the_desk_repeats_no_words_of_the_law() -> None:
    inputs = {k for k, w in ACTS.items() if input_words(k) == (w.zh, w.en)}
    codes = {k for k, w in CODES.items() if code_words(k) == (w.zh, w.en)}
    assert (inputs, codes) == (set(), set())


def test_words_are_spoken_as_their_place_means_them() -> None:
    assert str(input_name("paid", "AUCTION_STOP")) == "已收金额"
    assert str(code_name(OutsiderStage.PENDING)) == "异议审查中"
    assert str(code_name(Ground.EVADES)).startswith("以虚假诉讼")
    assert str(code_name(RemedyKind.CONDUCT_REVIEW)) == "执行复议"
    assert str(spoken(frozenset({"only_home"}), "BUYER_TEST")) == "名下无其他居住用房且用于居住"
    assert str(spoken(Bidder(has_capacity=False), "MAY_BID")).startswith(
        "属于应当回避竞买的人员：否"
    )


def test_posts_and_matters_have_their_words() -> None:
    assert {k.value for k in PostKind} <= set(words.POSTS)
    assert {m.value for m in Matter} <= set(words.MATTERS)


def test_every_stage_an_act_enters_has_its_words() -> None:
    from zhixing.cases.docket.registry import all_act_types

    assert {a.stage for a in all_act_types() if a.stage} <= set(words.STAGES)
