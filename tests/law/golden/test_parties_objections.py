"""Parties and objections: every ground, its article, its remedy; what stays untouched how long."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhixing.kernel.refusal import Refusal
from zhixing.law.objections.outsider import OutsiderStage, outsider_effect
from zhixing.law.parties.adding import PartyRemedy, add_party
from zhixing.law.parties.grounds import GROUNDS, NEEDS, Liability, PartyGround

ON = date(2022, 3, 1)
BY_SUIT = {"14.2", "17", "18", "19", "20", "21"}
FIRST, LAST = 2, 25


@pytest.mark.parametrize("ground", list(GROUNDS))
def test_every_ground_needs_each_of_its_facts(ground: PartyGround) -> None:
    entry = GROUNDS[ground]
    found = add_party(on=ON, ground=ground, shown=frozenset(entry.needs))
    remedy = PartyRemedy.SUIT if entry.article in BY_SUIT else PartyRemedy.REVIEW
    assert found.value.remedy is remedy
    assert any(s.basis and s.basis.article == entry.article for s in found.steps)
    for name in entry.needs:
        with pytest.raises(Refusal) as refused:
            add_party(on=ON, ground=ground, shown=frozenset(entry.needs) - {name})
        assert refused.value.code == name.upper()
        assert refused.value.remedy_zh and refused.value.remedy_en


def test_the_grounds_are_those_of_articles_2_to_25() -> None:
    articles = {int(e.article.partition(".")[0]) for e in GROUNDS.values()}
    assert articles == set(range(FIRST, LAST + 1))
    applicants = {g for g, e in GROUNDS.items() if e.liability is Liability.NONE}
    assert {int(GROUNDS[g].article.partition(".")[0]) for g in applicants} == set(range(2, 10))
    assert {n for e in GROUNDS.values() for n in e.needs} == NEEDS.keys()


@pytest.mark.parametrize(
    ("ground", "served", "last"),
    [
        (PartyGround.ONE_PERSON_COMPANY, "2022-03-01", "2022-03-16"),
        (PartyGround.DEBTOR_MERGED, "2022-03-01", "2022-03-11"),
        (PartyGround.DEBTOR_MERGED, "2022-09-23", "2022-10-08"),
        (PartyGround.WITHDRAWN_CAPITAL, "2017-01-12", "2017-02-03"),
    ],
)
def test_the_remedy_ends(ground: PartyGround, served: str, last: str) -> None:
    day = date.fromisoformat(served)
    shown = frozenset(GROUNDS[ground].needs)
    found = add_party(on=day, ground=ground, shown=shown, ruling_served_on=day)
    assert found.value.remedy_by == date.fromisoformat(last)


@pytest.mark.parametrize(("day", "free"), [("2022-03-16", False), ("2022-03-17", True)])
def test_fifteen_days_without_disposal(day: str, free: bool) -> None:
    given: dict[str, Any] = {"rejection_served_on": date(2022, 3, 1)}
    found = outsider_effect(on=date.fromisoformat(day), stage=OutsiderStage.REJECTED, **given)
    assert found.value.may_dispose is free
