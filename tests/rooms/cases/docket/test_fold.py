"""Folding is legal order, corrections in place, and two readings of any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.cases.docket import registry
from zhixing.cases.docket.chapters import Debt, Payment, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import ANNULLED, Recorded, apply, effective, fold, fold_subject
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.canonical import to_json
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True)
class Paid:
    amount: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        debt = facts.of(Debt)
        paid = Payment(str(stamp.act), stamp.occurred_on, self.amount)
        return facts.put(replace(debt, payments=(*debt.payments, paid)))

    def subject_effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return self.effect(facts, stamp)


@dataclass(frozen=True, slots=True)
class Waived:
    """Waive half of everything paid so far: an effect that depends on order."""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        debt = facts.of(Debt)
        paid = sum(int(p.amount) for p in debt.payments)
        return facts.put(replace(debt, waived=Fen(paid // 2)))


@pytest.fixture(scope="module", autouse=True)
def _declared_here_only() -> Iterator[None]:
    """Declare the two types of this page while its tests run, so that no other page meets them."""
    types, payloads = dict(registry._types), dict(registry._by_payload)
    act("TEST_PAID", zh="试付", en="Test payment", milestone="paid", stage="PAYMENT")(Paid)
    act("TEST_WAIVED", zh="试免", en="Test waiver")(Waived)
    yield
    for held, before in ((registry._types, types), (registry._by_payload, payloads)):
        held.clear()
        held.update(before)


def recorded(
    seq: int,
    payload: object,
    on: date,
    at: datetime,
    corrects: UUID | None = None,
    type_: str = "",
    subject: UUID | None = None,
) -> Recorded:
    code = type_ or {Paid: "TEST_PAID", Waived: "TEST_WAIVED"}[type(payload)]
    person = UUID(int=1)
    return Recorded(uuid4(), seq, code, on, at, person, person, to_json(payload), subject, corrects)


def day(n: int) -> date:
    return date(2016, 1, n)


def at(n: int, hour: int = 12) -> datetime:
    return datetime(2016, 1, n, hour, tzinfo=UTC)


def paid_of(facts: Facts) -> list[int]:
    return [int(p.amount) for p in facts.of(Debt).payments]


def test_a_late_record_folds_at_its_legal_place() -> None:
    docket = [
        recorded(1, Paid(Fen(100)), day(2), at(2)),
        recorded(2, Waived(), day(5), at(5)),
        recorded(3, Paid(Fen(60)), day(3), at(9)),
    ]
    assert fold(docket).of(Debt).waived == 80
    assert fold(docket[:2]).of(Debt).waived == 50


def test_the_two_readings_differ_for_a_late_record() -> None:
    docket = [
        recorded(1, Paid(Fen(100)), day(2), at(2)),
        recorded(2, Paid(Fen(60)), day(3), at(9)),
    ]
    assert paid_of(fold(docket, known_at=at(4))) == [100]
    assert paid_of(fold(docket, on=day(4))) == [100, 60]
    assert paid_of(fold(docket, known_at=at(4), on=day(1))) == []


def test_a_correction_takes_the_place_and_the_day_of_what_it_corrects() -> None:
    first = recorded(1, Paid(Fen(100)), day(2), at(2))
    waiver = recorded(2, Waived(), day(5), at(5))
    amount = recorded(3, Paid(Fen(40)), day(2), at(7), corrects=first.act)
    moved = recorded(4, Paid(Fen(40)), day(6), at(8), corrects=first.act)
    assert fold([first, waiver, amount]).of(Debt).waived == 20
    assert fold([first, waiver, amount, moved]).of(Debt).waived == 0
    assert fold([first, waiver, amount, moved], known_at=at(6)).of(Debt).waived == 50
    assert [a.act for a in effective([first, amount])] == [first.act]


def test_an_annulled_act_has_no_effect_once_that_is_known() -> None:
    first = recorded(1, Paid(Fen(100)), day(2), at(2))
    gone = recorded(2, {"reason": "误录"}, day(2), at(8), corrects=first.act, type_=ANNULLED)
    assert paid_of(fold([first, gone])) == []
    assert paid_of(fold([first, gone], known_at=at(3))) == [100]


def test_acts_of_one_day_fold_in_the_order_of_recording() -> None:
    docket = [
        recorded(1, Waived(), day(2), at(2, 9)),
        recorded(2, Paid(Fen(100)), day(2), at(2, 10)),
    ]
    assert fold(docket).of(Debt).waived == 0


def test_milestone_keeps_its_first_day_and_its_latest() -> None:
    docket = [
        recorded(1, Paid(Fen(1)), day(8), at(8)),
        recorded(2, Paid(Fen(1)), day(3), at(9)),
    ]
    progress = fold(docket).of(Progress)
    assert (progress.reached["paid"], progress.latest["paid"]) == (day(3), day(8))
    assert (progress.stage, progress.stage_on) == ("PAYMENT", day(8))


def test_a_subject_folds_only_its_own_acts() -> None:
    one, two = uuid4(), uuid4()
    docket = [
        recorded(1, Paid(Fen(5)), day(1), at(1), subject=one),
        recorded(2, Paid(Fen(7)), day(2), at(2), subject=two),
    ]
    assert paid_of(fold_subject(docket, one)) == [5]
    assert paid_of(fold_subject(docket, two)) == [7]


def test_materialised_facts_read_back_equal_and_an_unknown_chapter_survives() -> None:
    facts = fold([recorded(1, Paid(Fen(100)), day(2), at(2))])
    again = Facts.from_json({**facts.to_json(), "of_a_later_version": {"kept": True}})
    assert again.of(Debt) == facts.of(Debt)
    assert again.put(Debt()).to_json()["of_a_later_version"] == {"kept": True}


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 1000)), max_size=12))
def test_folding_in_steps_equals_folding_at_once_when_the_order_is_legal(
    entries: list[tuple[int, int]],
) -> None:
    docket = [
        recorded(i + 1, Paid(Fen(amount)), day(n), at(n))
        for i, (n, amount) in enumerate(sorted(entries))
    ]
    facts = Facts()
    for entry in docket:
        facts = apply(facts, entry)
    assert facts == fold(docket)


def test_an_undeclared_type_is_not_folded_silently() -> None:
    with pytest.raises(KeyError):
        fold([recorded(1, {}, day(1), at(1), type_="NOBODY_DECLARED")])
