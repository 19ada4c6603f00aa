"""Bank interest on case accounts (结息): credited to whom the court's own rule says, or refused.

No text of enforcement law says whose it is. A court must have said so in a dated policy;
without one nothing is credited, and nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.policies import require
from zhixing.funds import acts, ledger, models
from zhixing.funds.policies import InterestTo, interest_goes_to
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal


class InterestRefused(Refusal):
    """Say why bank interest cannot be credited or taken back as asked."""


@dataclass(frozen=True, slots=True)
class BankInterest:
    """Describe one line of interest on a case's account; ``reference`` is the bank's own number."""

    reference: str
    credited_on: date
    amount: Fen


def credit_interest(case: UUID, interest: BankInterest, *, by: Principal) -> UUID:
    """Credit the bank's interest on a case's account; gives the movement. A repeat does nothing.

    By the court's rule it is held for the case, or for the treasury. It pays nothing of
    the debt: the debtor did not pay it.

    :raises InterestRefused: the court has no rule, the case no account, or the line is not whole.
    :raises SameKeyOtherBody: the reference stands for another line.
    """
    require(by, "receipt_post")
    rule = require_rule(by.court_no, interest.credited_on)
    account = models.Account.objects.filter(court_no=by.court_no, kind="CASE", case_id=case).first()
    if account is None or not interest.reference.strip() or interest.amount <= 0:
        field = "case" if account is None else "reference"
        field = "amount" if account is not None and interest.reference.strip() else field
        raise InterestRefused(
            "INTEREST_INCOMPLETE",
            message_zh="结息须有案款专户、银行流水号和大于零的金额。",
            message_en="Interest needs a case account, the bank's reference and an amount "
            "above zero.",
            field=field,
        )
    goes_to_case = rule is InterestTo.CASE
    transfer, is_new = ledger.post(
        by.court_no,
        ledger.Movement(
            kind="INTEREST",
            key=f"interest/{interest.reference.strip()}",
            on=interest.credited_on,
            debit=ledger.account(by.court_no, "BANK"),
            credit=account.id if goes_to_case else ledger.account(by.court_no, "TREASURY"),
            amount=interest.amount,
            case=case,
        ),
    )
    if is_new:
        payload = acts.InterestCredited(transfer, interest.amount, rule.value)
        append(NewAct(case, payload, interest.credited_on), by=by)
    return transfer


def reverse_interest(case: UUID, transfer: UUID, reason: str, on: date, *, by: Principal) -> Fen:
    """Take back interest that was credited, by a counter-entry; gives how much.

    :raises InterestRefused: no such interest stands, no reason is given, or too little is held.
    """
    require(by, "receipt_post")
    row = models.Transfer.objects.filter(
        court_no=by.court_no, id=transfer, case_id=case, kind="INTEREST"
    ).first()
    countered = models.Transfer.objects.filter(court_no=by.court_no, reverses=transfer).exists()
    if row is None or countered or not reason.strip():
        raise InterestRefused(
            "NO_SUCH_INTEREST" if reason.strip() else "REVERSAL_WITHOUT_REASON",
            message_zh="本案没有这笔未冲正的结息，或者未写明理由。",
            message_en="No such interest stands in this case, or no reason is given.",
            field="transfer" if reason.strip() else "reason",
        )
    side = models.Posting.objects.get(court_no=by.court_no, transfer_id=transfer, credit_fen__gt=0)
    holding = models.Account.objects.select_for_update().get(
        court_no=by.court_no, id=side.account_id
    )
    if holding.balance_fen < side.credit_fen:
        raise InterestRefused(
            "INTEREST_ALREADY_PAID_OUT",
            message_zh="账户余额不足以冲正该笔结息。",
            message_en="Too little is held to take the interest back.",
            remedy_zh="请先追回已发放的款项。",
            remedy_en="Recover what was paid out first.",
            field="transfer",
        )
    ledger.post(
        by.court_no,
        ledger.Movement(
            kind="COUNTER",
            key=f"interest-reversed/{transfer}",
            on=on,
            debit=holding.id,
            credit=ledger.account(by.court_no, "BANK"),
            amount=Fen(side.credit_fen),
            case=case,
            memo=reason.strip()[:200],
            reverses=transfer,
        ),
    )
    to = InterestTo.CASE if holding.kind == "CASE" else InterestTo.TREASURY
    amount = Fen(side.credit_fen)
    payload = acts.InterestReversed(transfer, amount, to.value, reason.strip())
    append(NewAct(case, payload, on), by=by)
    return amount


def require_rule(court_no: int, on: date) -> InterestTo:
    """Give to whom the court's rule gives bank interest.

    :raises InterestRefused: it has none.
    """
    rule = interest_goes_to(court_no, on)
    if rule is not None:
        return rule
    raise InterestRefused(
        "INTEREST_RULE_MISSING",
        message_zh="执行法律没有规定案款专户利息归谁，本院也没有施行这一制度。",
        message_en="The law of enforcement does not say whose the interest is, and the court "
        "adopted no rule.",
        remedy_zh="请由本院依财务规定制定“案款专户结息”制度，写明归本案或者上缴国库。",
        remedy_en="Have the court adopt the policy ACCOUNT_INTEREST: to the case, or to the "
        "treasury.",
        field="policy",
    )
