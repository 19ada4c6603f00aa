"""Every node has its quality standard, authority and hand-over, in both languages."""

from __future__ import annotations

import re
from dataclasses import fields

from zhixing.law.nodes.charter import CHARTERS
from zhixing.law.nodes.node import NODE_NAMES


def test_every_node_has_a_charter_and_no_charter_is_left_over() -> None:
    assert set(CHARTERS) == set(NODE_NAMES)


def test_a_charter_says_everything_in_both_languages() -> None:
    for code, charter in CHARTERS.items():
        for f in fields(charter):
            text = getattr(charter, f.name)
            is_chinese = bool(re.search(r"[\u4e00-\u9fff]", text))
            assert text and is_chinese == f.name.endswith("_zh"), (code, f.name)
