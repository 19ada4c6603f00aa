"""Is every type of act named, in the glossary, and able to travel through JSON and back?"""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

import pytest

from tests.structure.source import REPOSITORY
from tests.support.sampling import sample, samples
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, ActType, all_act_types
from zhixing.kernel.canonical import to_json
from zhixing.kernel.codec import decode

TYPES = list(all_act_types())
GLOSSARY = (REPOSITORY / "docs" / "glossary.md").read_text()
PERSON, POST, SUBJECT = (UUID(int=n) for n in (1, 2, 3))


def _id(kind: ActType) -> str:
    return kind.code


def test_the_rooms_acts_are_found() -> None:
    assert {"CASE_FILED", "ASSET_CONTROLLED", "PAYMENT_MADE", "CASE_CLOSED"} <= {
        kind.code for kind in TYPES
    }


@pytest.mark.parametrize("kind", TYPES, ids=_id)
def test_an_act_has_a_name_in_both_languages(kind: ActType) -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9_]{2,47}", kind.code)
    assert re.search(r"[\u4e00-\u9fff]", kind.zh), kind.zh
    assert re.search(r"[A-Za-z]", kind.en) and not re.search(r"[\u4e00-\u9fff]", kind.en)


def test_no_two_acts_share_a_name() -> None:
    for language in ("zh", "en"):
        names = [getattr(kind, language) for kind in TYPES]
        assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("kind", TYPES, ids=_id)
def test_an_act_stands_in_the_glossary(kind: ActType) -> None:
    rows = [line for line in GLOSSARY.splitlines() if f"`{kind.code}`" in line]
    assert len(rows) == 1, f"docs/glossary.md lacks one row with `{kind.code}`"
    assert kind.zh in rows[0], rows[0]
    assert kind.en.lower() in rows[0].lower(), rows[0]


def test_the_glossary_names_no_act_that_is_gone() -> None:
    acts = GLOSSARY.partition("## Acts")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([A-Z][A-Z_]+)`", acts)) == {kind.code for kind in TYPES}


@pytest.mark.parametrize("kind", TYPES, ids=_id)
def test_a_payload_comes_back_as_it_went(kind: ActType) -> None:
    for payload in samples(kind.payload):
        stored = to_json(payload)
        assert decode(kind.payload, stored) == payload
        assert to_json(decode(kind.payload, stored)) == stored


@pytest.mark.parametrize("kind", TYPES, ids=_id)
def test_a_payload_cannot_be_changed(kind: ActType) -> None:
    payload = sample(kind.payload)
    name = next(iter(payload.__dataclass_fields__))
    with pytest.raises(AttributeError):
        setattr(payload, name, None)


@pytest.mark.parametrize("kind", TYPES, ids=_id)
def test_an_effect_never_raises_even_on_an_empty_docket(kind: ActType) -> None:
    stamp = ActStamp(UUID(int=9), 1, date(2016, 2, 29), PERSON, POST, SUBJECT)
    for payload in samples(kind.payload):
        facts = Facts()
        for effect in (*kind.effects, *kind.subject_effects):
            facts = effect(facts, payload, stamp)
            assert Facts.from_json(facts.to_json()) == facts


def test_the_sampler_fills_what_is_optional_and_leaves_it_out() -> None:
    both = [datetime | None, tuple[int, ...]]
    assert [len(list(samples(hint))) for hint in both] == [2, 2]
