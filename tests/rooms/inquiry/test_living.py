"""What a natural person needs to live stays free: once over all her money, and for nobody less."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.rooms.cases.filing.making import company
from tests.support.banks import Deposit, Sought, make_bank, seek
from tests.support.filed import DAY, adopt_standard
from zhixing.assets.acts import Property
from zhixing.decisions.queries import list_matters
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.bulk_freezing import explain_freezes
from zhixing.inquiry.operations import (
    FreezeBatch,
    FreezeRow,
    InquiryRefused,
    NewLivingFacts,
    PlanOrder,
    TransferOrder,
)
from zhixing.inquiry.reserve.acts import Living
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.queries import ask, count_cases
from zhixing.platform.database.scope import open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.stage import FOUNDING, Stage, raise_stage

MAIN, SPARE = "6200000000000001", "6200000000000002"


def yuan(text: str) -> Fen:
    return Fen.of_yuan(text)


def court(standard: str = "700.00", months: int = 2) -> Stage:
    """Raise a court that adopted a standard of its own; with none it adopted nothing."""
    stage = raise_stage("M34", login_prefix=f"v{uuid4().hex[:10]}-")
    stage.goto(DAY)
    if standard:
        adopt_standard(stage.court_no, standard, months)
    return stage


def found(folder, *deposits: Deposit, stage: Stage, amount: str = "100000.00"):
    sought = seek(amount, stage)
    bank = make_bank(folder, *deposits)
    sought.query(bank)
    bank.cycle(2)
    return sought, bank, {a.identifier_tail: a.id for a in sought.assets()}


def refused(act) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def batch(sought: Sought, *assets: UUID, order: bool = False):
    rows = FreezeBatch(tuple(FreezeRow(sought.filed.case, a) for a in assets), uuid4().hex)
    if order:
        return sought.do(lambda by: inquiry.order_freezes(rows, sought.today, by=by)), {}
    return sought.do(lambda by: explain_freezes(rows, sought.today, by=by))


def record(sought: Sought, persons: int = 1, **more):
    new = NewLivingFacts(sought.filed.case, sought.filed.debtor, persons, "询问笔录", **more)
    sought.do(lambda by: inquiry.record_living_facts(new, sought.today, by=by))


def test_no_whole_balance_of_a_person_is_frozen_and_the_finding_says_why(tmp_path):
    sought, _, things = found(tmp_path, Deposit(MAIN, "5000.00"), stage=court())
    asset = things[MAIN[-4:]]
    assert refused(lambda: sought.order_freeze(asset, "5000.00")) == "PROTECTED_MINIMUM"
    assert refused(lambda: sought.order_freeze(asset, "3600.01")) == "PROTECTED_MINIMUM"
    matter = sought.order_freeze(asset, "3600.00")
    put = sought.read(lambda: list_matters(sought.court_no, sought.filed.case))
    (mine,) = (m for m in put if m.id == matter)
    assert int(mine.payload["protected_minimum"]) == 140_000
    assert "LIVING_MINIMUM" in [f["rule"] for f in mine.findings]


def test_a_batch_leaves_it_once_and_says_so(tmp_path):
    sought, _, things = found(
        tmp_path, Deposit(MAIN, "5000.00"), Deposit(SPARE, "900.00"), stage=court()
    )
    seen, why = batch(sought, things[MAIN[-4:]], things[SPARE[-4:]])
    assert [(r.amount, r.kept, r.code) for r in seen.rows] == [
        (yuan("4500.00"), yuan("500.00"), ""),
        (None, None, "PROTECTED_MINIMUM"),
    ], "900 stay free in the other account, so that only 500 of 1,400 stay here"
    assert "LIVING_MINIMUM" in {f.rule for f in why[1]}
    done, _ = batch(sought, things[SPARE[-4:]], things[MAIN[-4:]], order=True)
    assert [r.amount for r in done.rows] == [yuan("900.00"), yuan("3600.00")]


def test_what_was_ordered_is_no_longer_free_elsewhere(tmp_path):
    sought, bank, things = found(
        tmp_path, Deposit(MAIN, "5000.00"), Deposit(SPARE, "4000.00"), stage=court()
    )
    main, spare = things[MAIN[-4:]], things[SPARE[-4:]]
    sought.freeze(main, "5000.00")
    assert refused(lambda: sought.order_freeze(spare, "2600.01")) == "PROTECTED_MINIMUM"
    bank.cycle()
    assert sought.facts.of(Property).controlled == yuan("5000.00")
    assert refused(lambda: sought.order_freeze(spare, "2600.01")) == "PROTECTED_MINIMUM"
    sought.order_freeze(spare, "2600.00")


def test_another_case_of_the_court_counts_the_same_account_once(tmp_path):
    stage = court()
    sought, bank, things = found(tmp_path, Deposit(MAIN, "5000.00"), stage=stage)
    other = seek("50000.00", stage)
    other.query(bank)
    bank.cycle(2)
    (same,) = other.assets()
    sought.order_freeze(things[MAIN[-4:]], "3600.00")
    assert refused(lambda: other.order_freeze(same.id, "3600.01")) == "PROTECTED_MINIMUM"


def test_behind_another_court_a_bank_told_an_amount_alone_leaves_what_stays(tmp_path):
    first, bank, ours = found(tmp_path, Deposit(MAIN, "10000.00"), stage=court())
    second = seek("100000.00", court())
    second.query(bank)
    bank.cycle(2)
    (theirs,) = [a.id for a in second.assets()]
    first.freeze(ours[MAIN[-4:]], "6000.00")
    bank.cycle()
    with pytest.raises(Refusal) as caught:
        second.order_freeze(theirs, "2600.01")
    assert "2600.00" in caught.value.message_zh, "10,000 less 6,000 held before, less 1,400"
    second.freeze(theirs, "2600.00")
    bank.cycle()
    assert int(second.facts.of(Property).control_of(theirs).stands) == 2600_00


def test_an_organisation_keeps_nothing_to_live_on(tmp_path, monkeypatch):
    from tests.support import banks

    monkeypatch.setattr(banks, "DEBTOR", company(77, "示例贸易有限公司"))
    sought, bank, ids = found(tmp_path, Deposit(MAIN, "9000.00"), stage=court(standard=""))
    sought.freeze(ids[MAIN[-4:]], "9000.00")
    bank.cycle()
    assert int(sought.facts.of(Property).control_of(ids[MAIN[-4:]]).stands) == 9000_00


def test_dependants_count_and_a_later_word_takes_the_place_of_an_earlier(tmp_path):
    sought, _, things = found(tmp_path, Deposit(MAIN, "5000.00"), stage=court())
    asset = things[MAIN[-4:]]
    record(sought, 3)
    assert refused(lambda: sought.order_freeze(asset, "800.01")) == "PROTECTED_MINIMUM"
    record(sought, 2)
    assert refused(lambda: sought.order_freeze(asset, "2200.01")) == "PROTECTED_MINIMUM"
    sought.order_freeze(asset, "2200.00")
    told = sought.facts.of(Living).debtors
    assert [(d.party, d.persons) for d in told] == [(sought.filed.debtor, 2)]
    assert len(sought.acts("LIVING_FACTS_RECORDED")) == 2
    assert refused(lambda: record(sought, 0)) == "LIVING_FACTS_UNCLEAR"
    assert refused(lambda: record(sought, 1, standard=yuan("1.00"))) == "STANDARD_ADOPTED"


def test_without_a_standard_nothing_is_taken_until_somebody_states_it(tmp_path):
    sought, _, things = found(tmp_path, Deposit(MAIN, "5000.00"), stage=court(""))
    asset = things[MAIN[-4:]]
    with pytest.raises(InquiryRefused) as single:
        sought.order_freeze(asset, "10.00")
    assert single.value.code == "LIVING_STANDARD_MISSING"
    assert "采用" in single.value.remedy_zh and single.value.field == "standard"
    seen, _ = batch(sought, asset)
    (row,) = seen.rows
    assert (row.code, row.remedy_zh) == ("LIVING_STANDARD_MISSING", single.value.remedy_zh)
    plan = PlanOrder(sought.filed.case)
    told = refused(
        lambda: sought.do(lambda by: inquiry.propose_control_plan(plan, sought.today, by=by))
    )
    assert told == "LIVING_STANDARD_MISSING"
    assert refused(lambda: record(sought)) == "LIVING_FACTS_UNCLEAR"
    record(sought, 2, standard=yuan("500.00"), months=3, source="（演练）区民政局公告")
    assert refused(lambda: sought.order_freeze(asset, "2000.01")) == "PROTECTED_MINIMUM"
    sought.order_freeze(asset, "2000.00")


def test_a_plan_leaves_it_in_the_accounts(tmp_path):
    sought, _, _ = found(
        tmp_path, Deposit(MAIN, "5000.00"), Deposit(SPARE, "900.00"), stage=court()
    )
    plan = PlanOrder(sought.filed.case)
    done = sought.do(lambda by: inquiry.propose_control_plan(plan, sought.today, by=by))
    assert done.refused == ()
    put = sought.read(lambda: list_matters(sought.court_no, sought.filed.case))
    assert sorted(int(m.payload["amount"]) for m in put) == [90_000, 360_000]


def test_a_transfer_leaves_what_a_higher_standard_now_demands(tmp_path):
    sought, bank, things = found(tmp_path, Deposit(MAIN, "5000.00"), stage=court())
    asset = things[MAIN[-4:]]
    sought.freeze(asset, "3600.00")
    bank.cycle()
    record(sought, 2)

    def transfer(text: str) -> UUID:
        order = TransferOrder(sought.filed.case, asset, yuan(text))
        return sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))

    assert refused(lambda: transfer("2200.01")) == "PROTECTED_MINIMUM"
    sought.approve(transfer("2200.00"))
    bank.cycle(2)
    assert len(sought.acts("DEPOSIT_TRANSFERRED")) == 1


def breaches(sought: Sought) -> int:
    span = Days(FOUNDING, DAY.replace(year=DAY.year + 1))
    by = sought.filed.stage.who(PostKind.DIRECTOR)
    with open_scope(by.scope):
        return count_cases("PROTECTED_BREACHES", ask(by, span))


def test_the_figure_of_breaches_is_none_and_counts_what_a_bank_took_too_much(tmp_path):
    sought, bank, things = found(tmp_path, Deposit(MAIN, "5000.00"), stage=court())
    sought.freeze(things[MAIN[-4:]], "3600.00")
    bank.cycle()
    assert sought.acts("ASSET_CONTROLLED")[0].payload["kept"] == 140_000
    assert breaches(sought) == 0

    sought, greedy, things = found(tmp_path, Deposit(SPARE, "6000.00"), stage=court())
    greedy.plan(over_freeze=1)
    sought.freeze(things[SPARE[-4:]], "4600.00")
    greedy.cycle()
    assert sought.facts.of(Property).controlled == yuan("4610.00")
    assert breaches(sought) == 1
