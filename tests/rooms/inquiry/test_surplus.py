"""What is controlled above claim and costs is proposed for release at once, and only once."""

from __future__ import annotations

import time
from datetime import date
from uuid import UUID

from simulators.bank.codec import Node
from tests.support.keeping import (
    MAIN,
    SPARE,
    Deposit,
    control_of,
    decide,
    frozen,
    keeping_of,
    proposals,
    yuan,
)
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import explain
from zhixing.cases.queries import list_nodes
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.keeping.reactions import look_for_excess
from zhixing.inquiry.operations import ReleaseOrder
from zhixing.kernel.fen import ZERO
from zhixing.law.fees.execution_fee import execution_fee
from zhixing.platform.jobs.reactions import News
from zhixing.platform.principal import PostKind as K


def pay(sought, amount, key="R1"):
    paid = Incoming(key, sought.today, yuan(amount), sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)


def controlled(sought):
    return sought.facts.of(Property).controlled


def two_accounts(tmp_path):
    return frozen(tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"), each="45000.00")


def test_money_that_came_in_frees_what_is_above_at_once_with_the_draft_ready(tmp_path):
    sought, bank, (main, spare) = two_accounts(tmp_path)
    assert proposals(sought, "SURPLUS") == [], "90,000 of 100,000 is no excess"
    started = time.monotonic()
    pay(sought, "50000.00")
    assert time.monotonic() - started < 60, "one minute from known to proposed"
    (act,) = sought.acts("EXCESS_FOUND")
    (finding,) = [f["rule"] for f in act.findings]
    assert finding == "EXCESS_TO_RELEASE"
    (matter,) = proposals(sought, "SURPLUS")
    debt = sought.read(
        lambda: explain(sought.court_no, sought.filed.case, "debt", sought.today)
    ).value
    most = debt.total + execution_fee(on=sought.today, amount=debt.total + yuan("50000.00")).value
    above = yuan("90000.00") - most
    assert ZERO < above <= yuan("40000.00")
    assert int(matter.payload["amount"]) == above, "to the fen"
    assert matter.payload["asset"] in (str(main), str(spare))
    assert matter.waiting_kind == "JUDGE"
    (draft,) = [r for r in sought.requests("CONTROL") if r.matter == matter.id]
    assert draft.state == "DRAFT"

    decide(sought, matter.id)
    bank.cycle()
    assert controlled(sought) == most, "claim and the fee to come"
    (ended,) = sought.acts("EXCESS_ENDED")
    excess = keeping_of(sought).excesses[-1]
    assert excess.ended_at is not None and excess.seconds_to_release >= 0
    assert ended.payload["cause"] == "CONTROL_REDUCED"
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_the_same_news_again_and_again_changes_nothing(tmp_path):
    sought, _, _ = two_accounts(tmp_path)
    pay(sought, "50000.00")
    receipt = sought.acts("RECEIPT_POSTED")[-1]
    before = len(sought.acts())
    for _ in range(3):
        sought.read(lambda: look_for_excess(News(sought.court_no, receipt.id, "RECEIPT_POSTED")))
    assert len(sought.acts()) == before


def test_more_money_replaces_the_proposal_by_one_that_fits(tmp_path):
    sought, _, _ = two_accounts(tmp_path)
    pay(sought, "30000.00")
    (first,) = proposals(sought, "SURPLUS")
    pay(sought, "20000.00", "R2")
    open_ones = proposals(sought, "SURPLUS")
    assert first.id not in {m.id for m in open_ones}
    assert proposals(sought, "SURPLUS", "WITHDRAWN")[0].id == first.id
    assert sum(int(m.payload["amount"]) for m in open_ones) > int(first.payload["amount"])
    assert len(keeping_of(sought).excesses) == 1, "one excess, known since the first receipt"


def test_a_reversed_receipt_takes_the_proposal_back(tmp_path):
    from zhixing.funds.operations import reverse_receipt

    sought, _, _ = two_accounts(tmp_path)
    pay(sought, "50000.00")
    receipt = sought.acts("RECEIPT_POSTED")[-1].payload["receipt"]
    sought.do(lambda by: reverse_receipt(receipt, "误汇", sought.today, by=by), K.ACCOUNTANT)
    assert proposals(sought, "SURPLUS") == []
    assert keeping_of(sought).open_excess is None


def test_a_bank_that_held_more_than_the_order_is_told_to_let_it_go(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path, Deposit(MAIN, "80000.00"), each="10000.00")
    (view,) = [r for r in sought.requests("CONTROL") if r.lines[0].measure == "FREEZE"]
    row = {"BDHM": view.external_no, "CCXH": "1", "KHZH": MAIN, "KZNR": "1", "KZZT": "1"}
    row |= {"SKJE": "15000.00", "CEKZJE": "5000.00"}
    bank.say("shfeedXzkzInfo", Node("kzxxList", {}, [Node("kzxx", row)]))
    assert control_of(sought, asset).stands == yuan("15000.00")
    (matter,) = proposals(sought, "SURPLUS")
    assert int(matter.payload["amount"]) == 5_000_00, "within the claim, but above the order"


def test_with_a_rule_of_the_court_it_goes_out_by_itself_up_to_the_highest_amount(tmp_path):
    sought, bank, _ = two_accounts(tmp_path)
    policy = NewPolicy(
        court_no=sought.court_no,
        code="SURPLUS_RELEASE",
        value={"most": 45_000_00},
        legal_basis="示例法院超标的解除办法（虚构）",
        valid_from=date(2018, 1, 1),
        review_on=date(2019, 1, 1),
    )
    sought.do(lambda by: adopt_policy(policy, by), K.DIRECTOR)
    pay(sought, "50000.00")
    assert len(proposals(sought, "SURPLUS", "EXECUTED")) == 1
    (act,) = sought.acts("MATTER_SETTLED_BY_RULE")
    assert act.payload["document"] == "示例法院超标的解除办法（虚构）"
    bank.cycle()
    assert sought.acts("EXCESS_ENDED")
    pay(sought, "49000.00", "R2")
    amounts = [int(m.payload["amount"]) for m in proposals(sought, "SURPLUS")]
    assert all(a > 45_000_00 for a in amounts), "above the highest amount a judge decides"


def test_figure_and_node_show_the_excess(tmp_path):
    sought, _, _ = two_accounts(tmp_path)
    pay(sought, "50000.00")
    found = sought.read(
        lambda: explain(sought.court_no, sought.filed.case, "surplus", sought.today)
    )
    assert found.value.excess > ZERO and found.rule == "EXCESS_TO_RELEASE"
    nodes = sought.read(lambda: list_nodes(sought.court_no, sought.filed.case))
    (node,) = [n for n in nodes if n.code == "SURPLUS:case"]
    assert node.due_on == date(2018, 3, 6), "the next working day"
    assert any(s.kind == "SURPLUS" for s in sought.facts.of(Agenda).subjects)


def test_a_judge_who_orders_something_else_overtakes_the_proposal(tmp_path):
    sought, bank, _ = two_accounts(tmp_path)
    pay(sought, "50000.00")
    (matter,) = proposals(sought, "SURPLUS")
    asset = UUID(str(matter.payload["asset"]))
    order = ReleaseOrder(sought.filed.case, asset, "申请执行人同意解除")
    own = sought.do(lambda by: inquiry.order_release(order, sought.today, by=by))
    assert proposals(sought, "SURPLUS", "WITHDRAWN")[0].id == matter.id
    sought.approve(own)
    bank.cycle()
    assert control_of(sought, asset) is None
    assert proposals(sought, "SURPLUS") == []
