"""What many courses have in common: notices, money in and out, listing, settlement."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from zhixing.cases import queries
from zhixing.closing import operations as closing
from zhixing.funds import operations as funds
from zhixing.funds.acts import Money
from zhixing.instruments import operations as instruments
from zhixing.instruments.operations import Draft, Proof
from zhixing.kernel.fen import Fen
from zhixing.law.periods.service import Method
from zhixing.measures import operations as measures
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.life import Life
from zhixing.settlement import operations as settlement
from zhixing.settlement.chapter import Plan

K = PostKind
PERFORM_DAYS = 7


def notify(life: Life, *, serve: bool = True, method: Method = Method.DIRECT) -> UUID:
    """Issue the enforcement notice, and serve it on the first debtor the same day."""
    draft = Draft(
        life.case,
        "ENFORCEMENT_NOTICE",
        {
            "duties": ["履行生效法律文书确定的金钱给付义务。"],
            "perform_days": PERFORM_DAYS,
            "enforcement_fee": 0,
            "account_name": "案款专户",
            "account_bank": "演练银行南川支行",
            "account_number": account_number(life) or "—",
        },
    )
    return issue(life, draft, serve=serve, method=method)


def order_report(life: Life, *, serve: bool = True) -> UUID:
    """Order the debtor to report property."""
    debtor = life.application.debtors[0].name
    data = {
        "debtor": debtor,
        "report_days": 7,
        "period_from": life.today.replace(year=life.today.year - 1),
        "change_days": 10,
    }
    return issue(life, Draft(life.case, "PROPERTY_REPORT_ORDER", data), serve=serve)


def issue(life: Life, draft: Draft, *, serve: bool = True, method: Method = Method.DIRECT) -> UUID:
    """Draft, seal and serve an instrument today."""
    today = life.today
    paper = life.do(K.CLERK, lambda by: instruments.draft_instrument(draft, today, by=by))
    life.do(K.CLERK, lambda by: instruments.issue_instrument(paper, today, by=by))
    if serve:
        proof = Proof(life.debtor, method, today, "送达回证（演练）")
        life.do(K.CLERK, lambda by: instruments.serve_instrument(paper, proof, today, by=by))
    return paper


def account_number(life: Life) -> str:
    """Give the number of the case's own account, which filing opened."""
    return life.do(
        K.ACCOUNTANT,
        lambda by: queries.facts_now(by.court_no, life.case).of(Money).account_number,
    )


def open_account(life: Life) -> None:
    """Open the case's own account where filing did not open it."""
    number = account_number(life) or f"9{life.stage.court_no}{life.case.hex[-10:]}"
    life.do(
        K.ACCOUNTANT,
        lambda by: funds.open_case_account(life.case, number, life.today, by=by),
    )


def receive(life: Life, amount: Fen, *, memo: str = "案款", third_party: str = "") -> UUID:
    """Post money that reached the case's account today."""
    incoming = funds.Incoming(
        reference=f"R{life.today:%Y%m%d}{life.case.hex[-8:]}{int(amount)}",
        received_on=life.today,
        amount=amount,
        account_number=account_number(life),
        payer=third_party or life.application.debtors[0].name,
        memo=memo,
        third_party=third_party,
    )
    return life.do(K.ACCOUNTANT, lambda by: funds.post_receipt(incoming, by=by)).receipt


def make_payment(life: Life, amount: Fen, payee: UUID | None = None) -> UUID:
    """Order a payment to a creditor; it waits to be checked."""
    payee = payee or life.creditor
    request = funds.PaymentRequest(
        case=life.case,
        payee=payee,
        amount=amount,
        bank_name="演练银行南川支行",
        account_number=f"62{life.case.hex[-6:]}00000001",
        purpose="发放案款",
        key=f"pay-{life.case.hex[-12:]}-{payee.hex[-6:]}-{life.today:%m%d}",
    )
    return life.do(K.CLERK, lambda by: funds.order_payment(request, life.today, by=by))


def pay_out(life: Life, amount: Fen, payee: UUID | None = None) -> None:
    """Pay a creditor: maker, checker, approver and cashier are four people."""
    order = make_payment(life, amount, payee)
    life.do(K.ACCOUNTANT, lambda by: funds.check_payment(order, life.today, by=by))
    life.do(K.DIRECTOR, lambda by: funds.approve_payment(order, life.today, by=by))
    reference = f"P{life.today:%Y%m%d}{order.hex[-8:]}"
    life.do(K.CASHIER, lambda by: funds.settle_payment(order, reference, life.today, by=by))


def close_performed(life: Life) -> None:
    """Have the case closed as fully performed."""
    life.approve(life.judge(lambda by: closing.propose_closing(life.case, life.today, by=by)))


CONDUCT = {1: "有履行能力而拒不履行生效法律文书确定的义务。", 4: "违反财产报告制度。"}


def list_debtor(life: Life, ground: int) -> None:
    """Apply for listing on ground 1 (no term) or 4 (two years), and let it be approved."""
    plan = measures.ListingPlan(life.debtor, ground, CONDUCT[ground], is_able=True)
    life.approve(life.judge(lambda by: measures.apply_listing(life.case, plan, life.today, by=by)))


def restrict(life: Life, party: UUID | None = None) -> None:
    """Apply for a restriction of consumption, and let it be approved."""
    plan = measures.RestrictionPlan(party or life.debtor)
    life.approve(
        life.judge(lambda by: measures.apply_restriction(life.case, plan, life.today, by=by))
    )


def settle(life: Life, total: Fen, count: int, first_in_days: int = 30) -> UUID:
    """Record that both sides settled for instalments."""
    first_on: date = life.today + timedelta(days=first_in_days)
    terms = settlement.Terms(
        key=f"settle-{life.case.hex[-12:]}",
        total=total,
        principal=total,
        agreed_by=(*life.parties("APPLICANT"), *life.parties("DEBTOR")),
        record=f"执行和解协议（{life.today}）",
        resumption_ground="任一期未按期足额支付，申请执行人可以申请恢复执行",
        plan=Plan(count, first_on),
    )
    return life.judge(lambda by: settlement.reach_settlement(life.case, terms, life.today, by=by))
