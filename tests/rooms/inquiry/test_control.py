"""Control of a deposit: within the limit, once, and whatever the bank makes of it."""

from __future__ import annotations

from datetime import date

import pytest

from simulators.bank.codec import Node
from simulators.bank.messages import on_wire, reject_control
from tests.support.banks import Deposit, make_bank, seek
from zhixing.assets.acts import Property
from zhixing.assets.operations import FoundThing, record_found
from zhixing.cases.permissions import StepRefused
from zhixing.courts.kinds import Matter
from zhixing.decisions.queries import get_matter
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.operations import (
    FreezeOrder,
    InquiryRefused,
    ReleaseOrder,
    RenewalOrder,
    TransferOrder,
)
from zhixing.inquiry.states import State
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.law.seizure.term import TermRefused
from zhixing.platform.principal import PostKind as K

MAIN, SPARE = "6200000000000001", "6200000000000002"
SAYS = "shfeedXzkzInfo"


def result(number, state="1", **values):
    row = {"BDHM": number, "CCXH": "1", "KHZH": MAIN, "KZNR": "1", "KZZT": state}
    return Node("kzxxList", {}, [Node("kzxx", row | values)])


def found(tmp_path, *deposits, amount="100000.00"):
    """Give a case whose query found the deposits, in the order given."""
    sought = seek(amount)
    bank = make_bank(tmp_path, *(deposits or (Deposit(MAIN, "80000.00"),)))
    sought.query(bank)
    bank.cycle()
    by_tail = {a.identifier_tail: a.id for a in sought.assets()}
    return sought, bank, [by_tail[d.number[-4:]] for d in deposits or (Deposit(MAIN, ""),)]


def controlled(sought):
    return sought.facts.of(Property).controlled


def test_a_freeze_within_the_limit_runs_from_order_to_term(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    matter = sought.order_freeze(asset, "60000.00")
    assert sought.request(matter).state is State.DRAFT
    bank.cycle()
    assert not bank.rows("select 1 from freezes"), "nothing goes out before the approval"
    sought.approve(matter)
    assert sought.request(matter).state is State.ISSUED
    bank.cycle()

    (freeze,) = bank.rows("select * from freezes")
    assert (freeze["limit_fen"], freeze["ends"]) == (60_000_00, "2019-03-04")
    (act,) = sought.acts("ASSET_CONTROLLED")
    assert act.payload["amount"] == 60_000_00
    assert act.payload["until"] == "2019-03-04", "a year, its first day counted"
    view = sought.request(matter)
    assert (view.state, view.outcome) == (State.CLOSED, "DONE")
    assert view.lines[0].actual == Fen(60_000_00)
    assert controlled(sought) == Fen(60_000_00)
    assert sought.read(lambda: get_matter(sought.court_no, matter)).state == "EXECUTED"
    documents = [e for e in bank.events("documents") if e["operation"] == "kzwsInfo"]
    assert documents[0]["count"] == 2, "the ruling and the notice"


def test_more_than_the_claim_is_refused_orders_under_way_counted(tmp_path):
    sought, _, (main, spare) = found(
        tmp_path, Deposit(MAIN, "200000.00"), Deposit(SPARE, "90000.00")
    )
    with pytest.raises(InquiryRefused) as above:
        sought.order_freeze(spare, "90000.01")
    assert above.value.code == "ABOVE_BALANCE"
    with pytest.raises(ExcessRefused) as refused:
        sought.order_freeze(main, "150000.00")
    assert refused.value.code == "ABOVE_LIMIT"
    first = sought.order_freeze(main, "70000.00")
    with pytest.raises(ExcessRefused):
        sought.order_freeze(spare, "80000.00")
    sought.approve(first, approve=False)
    assert sought.request(first).state is State.WITHDRAWN
    sought.order_freeze(spare, "80000.00")


def test_a_second_order_on_the_account_waits_for_the_first(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    sought.order_freeze(asset, "10.00")
    with pytest.raises(InquiryRefused) as refused:
        sought.order_freeze(asset, "10.00")
    assert refused.value.code == "ORDER_PENDING"
    sought.approve(sought.requests("CONTROL")[0].matter)
    bank.cycle()
    with pytest.raises(InquiryRefused) as refused:
        sought.order_freeze(asset, "10.00")
    assert refused.value.code == "ALREADY_CONTROLLED"


def test_what_the_debtor_needs_to_live_stays_free(tmp_path):
    sought, _, (asset,) = found(tmp_path, Deposit(MAIN, "5000.00"))
    with pytest.raises(ExcessRefused) as refused:
        sought.order_freeze(asset, "3500.01", protected_minimum=Fen.of_yuan("1500.00"))
    assert refused.value.code == "PROTECTED_MINIMUM"
    sought.order_freeze(asset, "3500.00", protected_minimum=Fen.of_yuan("1500.00"))


def test_an_exempt_account_and_a_term_too_long_are_refused(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    with pytest.raises(TermRefused):
        sought.order_freeze(asset, "10.00", until=date(2019, 3, 5))
    thing = FoundThing(
        sought.filed.debtor, "DEPOSIT", "62003", bank.id, balance=Fen(100), is_exempt=True
    )
    exempt = sought.do(lambda by: record_found(sought.filed.case, thing, sought.today, by=by))
    with pytest.raises(InquiryRefused) as refused:
        sought.order_freeze(exempt, "0.50")
    assert refused.value.code == "EXEMPT_ACCOUNT"
    assert refused.value.basis is not None


@pytest.mark.parametrize("kind", [K.CLERK, K.ASSISTANT, K.DIRECTOR])
def test_only_a_judge_orders_control(tmp_path, kind):
    sought, _, (asset,) = found(tmp_path)
    order = FreezeOrder(sought.filed.case, asset, Fen(100))
    with pytest.raises(Refusal) as refused:
        sought.do(lambda by: inquiry.order_freeze(order, sought.today, by=by), kind)
    assert refused.value.code == "NOT_ALLOWED"


def test_a_debt_paid_before_the_approval_lets_the_order_lapse(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    matter = sought.order_freeze(asset, "60000.00")
    paid = Incoming("R1", sought.today, Fen.of_yuan("70000.00"), sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)
    sought.approve(matter)
    view = sought.request(matter)
    assert (view.state, view.reason_code) == (State.WITHDRAWN, "ABOVE_LIMIT")
    assert len(sought.acts("CONTROL_REFUSED")) == 1
    bank.cycle()
    assert not bank.rows("select 1 from freezes")


def test_an_earlier_freeze_leaves_less_or_a_place_in_line(tmp_path):
    prior = {"authority": "示例区人民法院", "document": "（2018）示例执2号", "until": "2019-01-01"}
    sought, bank, (some, none) = found(
        tmp_path,
        Deposit(MAIN, "1000.00", freezes=({**prior, "amount": "600.00"},)),
        Deposit(SPARE, "500.00", freezes=({**prior, "amount": "500.00"},)),
    )
    sought.freeze(some, "800.00")
    sought.freeze(none, "500.00")
    bank.cycle()
    by_asset = {a.subject: a.payload for a in sought.acts("ASSET_CONTROLLED")}
    assert (by_asset[some]["amount"], by_asset[some]["rank"]) == (400_00, 1)
    assert (by_asset[none]["amount"], by_asset[none]["rank"]) == (0, 2), "waits (轮候)"
    assert controlled(sought) == Fen(400_00)


def test_a_refusal_frees_what_was_ordered(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    with bank.front.books.step() as db:
        db.execute("update accounts set name = '另一人'")
    view = sought.freeze(asset, "79999.00")
    bank.cycle()
    view = sought.request(view.matter)
    assert (view.state, view.outcome) == (State.CLOSED, "NOT_DONE")
    (act,) = sought.acts("CONTROL_REFUSED")
    assert "姓名不匹配" in act.payload["reason"]
    sought.order_freeze(asset, "79999.00")


@pytest.mark.parametrize("shape", [{"own_list": True}, {"wrong": True}, {}])
def test_a_rejection_in_three_forms_is_a_refusal_and_may_be_issued_again(tmp_path, shape):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    given = {"own_list": False, "wrong": False, **shape}
    operation, body = reject_control(view.external_no, [{"CCXH": "1"}], "无文书", **given)
    bank.ask(operation, on_wire(view.external_no, body))
    from tests.support.banks import QUEUES, drain

    drain(QUEUES)
    assert sought.request(view.matter).state is State.REJECTED
    assert sought.acts("CONTROL_REFUSED")[0].payload["asset"] == str(asset)

    new = sought.do(lambda by: inquiry.reissue_request(view.id, sought.today, by=by))
    bank.cycle()
    states = {v.id: v.state for v in sought.requests("CONTROL")}
    assert states == {view.id: State.REISSUED, new: State.CLOSED}
    assert controlled(sought) == Fen(60_000_00)
    assert len(bank.rows("select 1 from freezes")) == 1


def test_duplicates_and_a_lost_answer_freeze_once(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    bank.plan(lose_answer=1, duplicate_feedback=1)
    view = sought.freeze(asset, "60000.00")
    bank.cycle(4)
    assert not bank.rows("select 1 from outbox where not is_sent")
    assert len(bank.rows("select 1 from freezes")) == 1
    assert len(sought.acts("ASSET_CONTROLLED")) == 1
    assert sought.request(view.matter).state is State.CLOSED


def test_part_of_the_lines_is_partial_and_part_of_a_line_is_said(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    bank.say(SAYS, result(view.external_no, SKJE="100.00", WNKZYY="理财未能冻结"))
    after = sought.request(view.matter)
    assert (after.outcome, after.lines[0].actual) == ("PARTIAL", Fen(100_00))
    assert "理财未能冻结" in sought.acts("ASSET_CONTROLLED")[0].payload["remark"]


def test_what_the_bank_froze_beyond_the_order_is_proposed_for_release(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    bank.say(SAYS, result(view.external_no, SKJE="60500.00", CESKJE="500.00"))
    (act,) = sought.acts("SURPLUS_FOUND")
    assert act.payload["surplus"] == 500_00
    surplus = ReleaseOrder(sought.filed.case, asset, "超额控制", Fen(500_00))
    matter = sought.do(lambda by: inquiry.order_release(surplus, sought.today, by=by))
    sought.approve(matter)
    release = sought.request(matter)
    bank.ask("getXzkzList")
    bank.say(SAYS, result(release.external_no, SKJE="500.00"))
    assert controlled(sought) == Fen(60_000_00)
    assert len(sought.acts("CONTROL_REDUCED")) == 1


def test_a_reversal_after_the_end_takes_the_control_back(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.cycle()
    assert controlled(sought) == Fen(60_000_00)
    bank.say(SAYS, result(view.external_no, "2", WNKZYY="账号与被控制人姓名不匹配"))
    after = sought.request(view.matter)
    assert (after.state, after.outcome) == (State.CORRECTED, "NOT_DONE")
    assert controlled(sought) == ZERO
    kinds = [a.type for a in sought.acts("CONTROL_RELEASED", "CONTROL_REFUSED", "ANSWER_CORRECTED")]
    assert kinds == ["CONTROL_RELEASED", "CONTROL_REFUSED", "ANSWER_CORRECTED"]


def test_a_freeze_is_renewed_before_it_ends_and_not_after(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    sought.freeze(asset, "60000.00")
    bank.cycle()
    stage = sought.filed.stage
    stage.goto(date(2019, 3, 1))
    bank.front.clock._today = "2019-03-01"
    order = RenewalOrder(sought.filed.case, asset)
    matter = sought.do(lambda by: inquiry.order_renewal(order, sought.today, by=by))
    sought.approve(matter)
    bank.cycle()
    (freeze,) = bank.rows("select * from freezes")
    assert freeze["ends"] == "2020-03-04"
    control = sought.facts.of(Property).control_of(asset)
    assert control is not None
    assert control.until == date(2020, 3, 4)
    stage.goto(date(2020, 3, 5))
    with pytest.raises(TermRefused):
        sought.do(lambda by: inquiry.order_renewal(order, sought.today, by=by))


def test_a_release_names_the_original_and_ends_the_control(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    sought.freeze(asset, "60000.00")
    bank.cycle()
    order = ReleaseOrder(sought.filed.case, asset, "被执行人已提供担保")
    matter = sought.do(lambda by: inquiry.order_release(order, sought.today, by=by))
    sought.approve(matter)
    bank.cycle()
    assert not bank.rows("select 1 from freezes where is_active")
    assert controlled(sought) == ZERO
    assert len(sought.acts("CONTROL_RELEASED")) == 1
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.order_release(order, sought.today, by=by))
    assert refused.value.code == "NOT_CONTROLLED"


def test_a_transfer_goes_to_the_case_account_and_takes_what_is_frozen(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    order = TransferOrder(sought.filed.case, asset, Fen.of_yuan("50000.00"))
    with pytest.raises(InquiryRefused):
        sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))
    sought.freeze(asset, "60000.00")
    bank.cycle()
    above = TransferOrder(sought.filed.case, asset, Fen.of_yuan("60000.01"))
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.order_transfer(above, sought.today, by=by))
    assert refused.value.code == "ABOVE_WHAT_STANDS"
    matter = sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))
    with pytest.raises(Refusal):
        sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))
    sought.approve(matter)
    bank.cycle()
    (paid,) = bank.rows("select * from transfers")
    assert (paid["to_account"], paid["amount_fen"]) == (sought.account, 50_000_00)
    (act,) = sought.acts("DEPOSIT_TRANSFERRED")
    assert act.payload["amount"] == 50_000_00
    assert controlled(sought) == Fen(10_000_00)


def test_a_transfer_needs_the_enforcement_notice(tmp_path):
    from zhixing.cases.permissions import law_facts

    sought, bank, (asset,) = found(tmp_path)
    sought.freeze(asset, "60000.00")
    bank.cycle()
    order = TransferOrder(sought.filed.case, asset, Fen(100))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "zhixing.assets.limits.law_facts",
            lambda facts, on: _without_notice(law_facts(facts, on)),
        )
        with pytest.raises(StepRefused) as refused:
            sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))
    assert refused.value.code == "NOTICE_SENT"


def test_a_measure_the_bank_cannot_execute_goes_by_letter(tmp_path):
    from zhixing.institutions.models import Institution
    from zhixing.platform.database.scope import Scope, open_scope

    sought, bank, (asset,) = found(tmp_path)
    with open_scope(Scope.system()):
        Institution.objects.filter(id=bank.id).update(capabilities=["QUERY"])
    with pytest.raises(InquiryRefused) as refused:
        sought.order_freeze(asset, "10.00")
    assert refused.value.code == "INSTITUTION_CANNOT"


def test_a_court_without_a_seal_holds_the_order_back_until_it_has_one(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    matter = sought.order_freeze(asset, "60000.00")
    with pytest.MonkeyPatch.context() as patched:

        def unsealed(court_no):
            raise Refusal("COURT_HAS_NO_SEAL", message_zh="无印章", message_en="no seal")

        patched.setattr("zhixing.inquiry.documents.seal_of", unsealed)
        sought.approve(matter)
    held = sought.request(matter)
    assert (held.state, held.reason_code) == (State.QUARANTINED, "COURT_HAS_NO_SEAL")
    sought.do(lambda by: inquiry.reissue_request(held.id, sought.today, by=by))
    bank.cycle()
    assert controlled(sought) == Fen(60_000_00)


def test_evidence_opens_to_the_message_as_it_came(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.cycle()
    (answer,) = sought.read(lambda: queries.list_answers(sought.court_no, view.id))
    evidence = sought.read(lambda: queries.get_evidence(sought.court_no, answer.id))
    import hashlib

    assert hashlib.sha256(evidence.payload.encode()).hexdigest() == answer.evidence
    assert evidence.feedback.results[0].actual == Fen(60_000_00)
    assert evidence.feedback.receipts[0].writ.content.startswith(b"%PDF")
    assert Matter.FREEZE.value == "FREEZE"


def _without_notice(facts):
    from dataclasses import replace

    return replace(facts, notice_sent_on=None)
