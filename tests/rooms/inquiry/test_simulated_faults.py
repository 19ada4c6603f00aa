"""What simulated institutions do wrong on purpose, and that the platform ends right all the same."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simulators.bank.books import Books
from simulators.bank.faults import NAMES as OF_BANKS
from simulators.bank.faults import Faults as BankFaults
from simulators.open.faults import NAMES as OF_OPEN_ONES
from simulators.registry.faults import NAMES as OF_REGISTRIES
from simulators.registry.faults import Faults as RegistryFaults
from simulators.registry.faults import Restart
from tests.rooms.inquiry.test_packages import FileBank, only
from tests.support.banks import Bank, Sought, make_bank, seek
from tests.support.registries import house, make_registry, seal
from zhixing.assets.acts import Property
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry.states import State
from zhixing.kernel.fen import ZERO, Fen
from zhixing.scenarios.banks import Deposit

PURSE = Deposit("6200000000000001", "80000.00")
OTHER = Deposit("6200000000000002", "500.00")


def asked(tmp_path: Path, *deposits: Deposit, **plan: Any) -> tuple[Sought, Bank]:
    """Ask a bank that misbehaves by a plan, and let it answer."""
    sought, bank = seek(), make_bank(tmp_path, *(deposits or (PURSE,)))
    bank.plan(**plan)
    sought.query(bank)
    bank.cycle(3)
    return sought, bank


def sound(sought: Sought) -> bool:
    return sought.read(lambda: list(verify_docket(sought.court_no))) == []


def sent(bank: Bank) -> list[str]:
    return [e["request"] for e in bank.events("acknowledged")]


@pytest.mark.parametrize(
    ("names", "lacking"),
    [(OF_BANKS, set()), (OF_REGISTRIES, {"partial_batch"}), (OF_OPEN_ONES, set())],
    ids=["bank", "registry", "open"],
)
def test_each_plan_knows_every_sort_of_fault(
    names: frozenset[str], lacking: set[str], tmp_path: Path
) -> None:
    """A registry answers house by house and knows no batch."""
    sorts = {
        "loss": {"lose_answer"},
        "duplicates": {"duplicate_feedback", "duplicate", "duplicate_message"},
        "delay": {"delay", "late"},
        "reordering": {"reorder"},
        "wrong operation": {"wrong_operation_for_rejection", "wrong_operation"},
        "poison message": {"poison"},
        "restart": {"restart"},
        "partial_batch": {"partial_batch", "partial"},
        "reversal": {"reversal", "reverse"},
    }
    assert {sort for sort, known in sorts.items() if not known & names} == lacking
    skewed = {"clock_skew_seconds": 60}
    books = Books(tmp_path / "books.sqlite3")
    assert BankFaults(skewed, "1", books).clock_skew_seconds == 60
    books.close()
    assert RegistryFaults(skewed).clock_skew_seconds == 60


def test_a_bank_that_corrects_its_answer_is_believed_the_second_time(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path, correction=1)
    assert len(bank.events("corrected")) == 1
    (asset,) = sought.assets()
    assert asset.balance == Fen.of_yuan("80000.00"), "the later word"
    (view,) = sought.requests("QUERY")
    assert view.state is State.CORRECTED
    told = [a.payload["sources"] for a in sought.acts("QUERY_COMPLETED")]
    assert len(sought.acts("ASSET_FOUND")) == 1 and len(told) == 2, "once for each set of answers"
    assert told[0] != told[1]
    assert sound(sought)
    bank.cycle(2)
    assert len(bank.events("corrected")) == 1, "once"


def test_without_that_fault_the_first_answer_stands(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path)
    assert bank.events("corrected") == []
    assert sought.requests("QUERY")[0].state is State.CLOSED
    assert sought.assets()[0].balance == Fen.of_yuan("80000.00")


def test_a_bank_that_takes_a_freeze_back_leaves_nothing_held(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path)
    bank.plan(reversal=1, lose_answer=1, duplicate_feedback=1)
    view = sought.freeze(sought.assets()[0].id, "60000.00")
    bank.cycle(6)
    assert len(bank.events("taken_back")) == 1
    assert not bank.rows("select 1 from freezes where is_active")
    after = sought.request(view.matter)
    assert (after.state, after.outcome) == (State.CORRECTED, "NOT_DONE")
    assert sought.facts.of(Property).controlled == ZERO
    assert len(sought.acts("ASSET_CONTROLLED")) == 1
    assert sound(sought)


def test_a_freeze_that_is_lifted_already_is_not_taken_back(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path)
    view = sought.freeze(sought.assets()[0].id, "60000.00")
    bank.plan(reversal=1)

    def lift(operation: str) -> None:
        if operation == "shfeedXzkzInfo":
            bank.front.books.db.execute("update freezes set is_active = 0")

    bank.line.hook = lift
    bank.cycle(2)
    assert sought.request(view.matter).outcome == "DONE"
    assert bank.events("taken_back") == []


def test_what_a_bank_sends_the_last_first_arrives_all_the_same(tmp_path: Path) -> None:
    first, second = seek(), seek()
    bank = make_bank(tmp_path, PURSE, OTHER)
    for sought in (first, second):
        sought.query(bank)
    numbers = [s.requests("QUERY")[0].external_no for s in (first, second)]
    bank.plan(reorder=1)
    bank.cycle(2)
    assert [n for n in sent(bank) if n in numbers] == numbers[::-1]
    for sought in (first, second):
        assert len(sought.assets()) == 2 and len(sought.acts("QUERY_COMPLETED")) == 1


def test_a_bank_whose_clock_is_a_day_ahead_is_read_by_the_courts_own(tmp_path: Path) -> None:
    sought, bank = seek(), make_bank(tmp_path, PURSE)
    bank.front.clock._skew = timedelta(days=1)
    sought.query(bank)
    bank.cycle(2)
    stamp = bank.rows("select body from outbox")[0]["body"]
    told = json.loads(stamp)["root"]["children"][0]["values"]["FKSJ"]
    assert told[:10] == (sought.today + timedelta(days=1)).strftime("%Y/%m/%d")
    (completed,) = sought.acts("QUERY_COMPLETED")
    assert completed.occurred_on == sought.today, "the day of the court, not of the bank"
    view = sought.freeze(sought.assets()[0].id, "60000.00")
    bank.cycle(2)
    control = sought.facts.of(Property).control_of(sought.assets()[0].id)
    assert sought.request(view.matter).state is State.CLOSED
    assert control is not None and control.amount == Fen.of_yuan("60000.00")


def test_half_a_message_before_the_whole_costs_nothing(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path, poison=1)
    assert len(sought.assets()) == 1 and len(sought.acts("ASSET_FOUND")) == 1
    assert sought.requests("QUERY")[0].state is State.CLOSED
    kept = bank.line.calls.count("shfeedXzcxInfo")
    assert kept == 2, "the half and the whole"


def test_packages_the_last_first_are_all_read(tmp_path: Path) -> None:
    first, second = seek(), seek()
    bank = FileBank(tmp_path, PURSE)
    bank.bank.plan(reorder=1)
    for sought in (first, second):
        sought.query(bank.bank)
        bank.court()
    collected = bank.names("download")
    bank.around()
    put = [str(e["file"])[4:51] for e in bank.bank.events("put")]
    assert put == [name[4:51] for name in collected][::-1]
    assert {only(s).state for s in (first, second)} == {State.CLOSED}
    assert all(len(s.assets()) == 1 for s in (first, second))


@pytest.mark.parametrize(
    "plan", [{"reorder": 1}, {"wrong_operation": 1}, {"clock_skew_seconds": 90000}]
)
def test_a_registry_out_of_order_by_the_wrong_operation_or_by_a_wrong_clock(
    tmp_path: Path, plan: dict[str, float]
) -> None:
    sought, registry = seek(), make_registry(tmp_path, house(), house(place=2), **plan)
    sought.query(registry)
    registry.cycle(2)
    first, second = sought.assets()
    views = [seal(sought, first.id), seal(sought, second.id)]
    registry.cycle(2)
    assert [sought.request(v.matter).state for v in views] == [State.CLOSED, State.CLOSED]
    assert len(sought.acts("PROPERTY_SEALED")) == 2
    assert {a.occurred_on for a in sought.acts("PROPERTY_SEALED")} == {sought.today}
    assert len(registry.rows("select 1 from sealings where is_active")) == 2
    assert sound(sought)


def test_a_registry_that_sends_the_last_first_does_so(tmp_path: Path) -> None:
    sought, registry = seek(), make_registry(tmp_path, house(), house(place=2), reorder=1)
    sought.query(registry)
    registry.cycle()
    numbers = [seal(sought, a.id).external_no for a in sought.assets()]
    before = len(registry.events("acknowledged"))
    registry.cycle()
    told = [e["request"] for e in registry.events("acknowledged")[before:]]
    assert told == numbers[::-1]


def test_a_registry_that_restarts_in_the_middle_seals_once_and_says_so(tmp_path: Path) -> None:
    sought, registry = seek(), make_registry(tmp_path, house(), restart=1)
    sought.query(registry)
    restarts = _through(registry)
    assert restarts == 1 and len(sought.assets()) == 1
    view = seal(sought, sought.assets()[0].id)
    restarts = _through(registry)
    assert restarts == 1, "once a request"
    assert len(registry.rows("select 1 from sealings where is_active")) == 1
    assert len(sought.acts("PROPERTY_SEALED")) == 1
    assert sought.request(view.matter).state is State.CLOSED


def _through(registry: Any) -> int:
    """Go through three cycles, beginning again where the program would; gives how often."""
    times = 0
    for _ in range(3):
        try:
            registry.cycle()
        except Restart:
            times += 1
    return times
