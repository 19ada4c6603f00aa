"""Every local rule the law looks for can be adopted, and none that nothing looks for."""

from __future__ import annotations

import ast
import importlib
from datetime import date

import pytest

from tests.structure.source import HOUSE, modules, tree_of
from zhixing.kernel.canonical import to_json
from zhixing.kernel.codec import Unreadable
from zhixing.kernel.ranges import Days
from zhixing.law.policies.policy import sample_policies
from zhixing.law.policies.reading import KNOWN, read_local_rules

SINCE = Days(date(2018, 1, 1))


def looked_for() -> set[str]:
    """Give the codes that rules of law name when they ask for a policy."""
    found = set()
    for path in modules(HOUSE / "law"):
        names = [
            call.args[1].id
            for call in ast.walk(tree_of(path))
            if isinstance(call, ast.Call)
            and ast.unparse(call.func).endswith("find_policy")
            and len(call.args) > 1
            and isinstance(call.args[1], ast.Name)
        ]
        place = ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts)
        module = importlib.import_module(place) if names else None
        found |= {v for n in names if isinstance(v := getattr(module, n, None), str)}
    return found


def test_what_the_law_looks_for_may_be_adopted() -> None:
    assert {"SHIELDING", "PAY_OUT"} <= looked_for() <= KNOWN


def test_the_samples_are_read_back_as_they_are() -> None:
    samples = sample_policies(SINCE, "制度")
    names = ("code", "amount", "unit", "contents_zh", "contents_en")
    rules = [{name: to_json(getattr(p, name)) for name in names} for p in samples]
    assert read_local_rules({"rules": rules}, SINCE, "制度") == samples


def test_a_rule_keeps_the_days_of_its_adoption() -> None:
    term = Days(date(2018, 1, 1), date(2019, 1, 1))
    (read,) = read_local_rules({"rules": [{"code": "SHIELDING"}]}, term, "办法")
    assert (read.adopted, read.document_zh) == (term, "办法")


@pytest.mark.parametrize("amount", [0, -1])
def test_a_term_of_nothing_is_no_term(amount: int) -> None:
    with pytest.raises(Unreadable, match=r"rules\[0\].amount"):
        read_local_rules({"rules": [{"code": "PAY_OUT", "amount": amount}]}, SINCE, "")
