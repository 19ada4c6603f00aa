"""The enforcement fee (执行申请费): taken out of money received, borne by the debtor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.debt import debt_on
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.permissions import title_outstanding
from zhixing.courts.policies import require
from zhixing.funds import acts, ledger, models
from zhixing.funds.policies import fee_base
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.fees.execution_fee import FeeBase, execution_fee
from zhixing.law.fees.execution_fee_open import FeeToCome
from zhixing.law.instruments import cite
from zhixing.platform.principal import Principal


class FeeNotTaken(Refusal):
    """Say why the enforcement fee cannot be taken as asked."""


@dataclass(frozen=True, slots=True)
class FeeRequest:
    """Say how much to take: ``amount`` None is all that is due and not yet taken.

    In a settlement the parties agree who bears the fee, else the court decides:
    ``burden`` says which and where it is written, ``by_creditor`` how much of it falls
    on the creditor. ``reason`` is needed to take less than is due (缓、减、免).
    """

    case: UUID
    amount: Fen | None = None
    burden: str = ""
    by_creditor: Fen = ZERO
    reason: str = ""


def fee_due(facts: Facts, on: date, base: FeeBase = FeeBase.RECEIVED) -> Finding[Fen]:
    """Find the whole fee so far, on the base the court chose; what was taken is not deducted.

    Law: 诉讼费用交纳办法 arts. 14, 20, 38.
    """
    if base is FeeBase.RECEIVED:
        return execution_fee(on=on, amount=_received(facts, on))
    owed = (o for o in facts.of(Debt).obligations if not o.key.startswith(acts.FEE_KEY))
    return execution_fee(on=on, amount=Fen(sum(int(o.amount) for o in owed)), base=base)


def _received(facts: Facts, on: date) -> Fen:
    """Give what came in for the title: what is beyond it, and the fee itself, bears no fee."""
    received = max(facts.of(acts.Money).received, ZERO)
    debt = facts.of(Debt)
    if not debt.obligations:
        return received
    found = debt_on(facts, on).value
    fees = sum(int(o.amount) for o in debt.obligations if o.key.startswith(acts.FEE_KEY))
    whole = int(received) + int(found.total) - int(found.surplus) - fees
    return Fen(max(0, min(int(received), whole)))


def fee_to_come(court_no: int, facts: Facts, on: date) -> FeeToCome:
    """Give on what a case's whole fee will be taken, and what of it is settled by now.

    That is what came in and what is still owed, the fee itself apart, unless the court takes
    its fee on what was applied for. Money beyond the debt is at hand for it.
    Law: 诉讼费用交纳办法 arts. 14, 20, 38.
    """
    base: FeeBase = facts.once(("fee_base", on), lambda: fee_base(court_no, on))
    debt, money = facts.of(Debt), facts.of(acts.Money)
    if not debt.obligations:
        return FeeToCome(ZERO, base=base)
    surplus = debt_on(facts, on).value.surplus
    fees = sum(int(o.amount) for o in debt.obligations if o.key.startswith(acts.FEE_KEY))
    amount = int(money.received) + int(title_outstanding(facts, on)) - int(surplus) - fees
    if base is FeeBase.APPLIED_FOR:
        amount = sum(int(o.amount) for o in debt.obligations) - fees
    settled = Fen(max(0, int(money.fees_taken) + int(surplus)))
    return FeeToCome(Fen(max(0, amount)), settled, base)


def take_fee(request: FeeRequest, on: date, *, by: Principal) -> Fen:
    """Take the fee out of the case's account into the court's fees; gives how much was taken.

    What the debtor bears is added to what the debtor owes, so that the creditor loses
    nothing by it. Law: 诉讼费用交纳办法 arts. 14, 20, 38.

    :raises FeeNotTaken: nothing was received, it was taken before, more is asked than
        is due, less without a reason, the burden in a settlement is open, or too little
        is held.
    """
    require(by, "payment_check")
    account = (
        models.Account.objects.select_for_update()
        .filter(court_no=by.court_no, kind="CASE", case_id=request.case)
        .first()
    )
    facts = cases.facts_now(by.court_no, request.case)
    money = facts.of(acts.Money)
    if account is None or money.received <= ZERO:
        raise _nothing_received(on)
    due = fee_due(facts, on, fee_base(by.court_no, on))
    amount = _amount(request, Fen(due.value - money.fees_taken), on)
    _check_burden(request, amount, facts, on)
    if account.balance_fen < amount:
        raise _too_little(Fen(account.balance_fen), amount)
    transfer, _ = ledger.post(
        by.court_no,
        ledger.Movement(
            kind="FEE",
            key=f"fee/{request.case}/{_times_taken(request.case, by)}",
            on=on,
            debit=account.id,
            credit=ledger.account(by.court_no, "FEES"),
            amount=amount,
            case=request.case,
            memo="执行申请费",
        ),
    )
    payload = acts.FeeTaken(
        amount,
        transfer,
        by_creditor=request.by_creditor,
        burden=request.burden.strip(),
        reason=request.reason.strip(),
    )
    append(NewAct(request.case, payload, on, findings=(due,)), by=by)
    return amount


def _times_taken(case: UUID, by: Principal) -> int:
    """Count how often a fee was taken in the case; its account is locked by now."""
    return models.Transfer.objects.filter(court_no=by.court_no, case_id=case, kind="FEE").count()


def _amount(request: FeeRequest, left: Fen, on: date) -> Fen:
    if left <= ZERO:
        raise FeeNotTaken(
            "FEE_ALREADY_TAKEN",
            message_zh="已到账款项对应的执行申请费已全部收取。",
            message_en="The fee on the money received has been taken in full.",
            basis=cite("FEES", 14, on=on),
            remedy_zh="后续案款到账后再行收取差额。",
            remedy_en="Take the rest when more money comes in.",
            field="case",
        )
    amount = left if request.amount is None else request.amount
    if not ZERO < amount <= left:
        raise FeeNotTaken(
            "FEE_ABOVE_TARIFF",
            message_zh=f"尚可收取执行申请费{left.yuan}元，不得为零，也不得超出。",
            message_en=f"{left.yuan} yuan of the fee may still be taken; not zero and not more.",
            basis=cite("FEES", 14, on=on),
            remedy_zh="请按法定标准填写金额。",
            remedy_en="State an amount within the tariff.",
            field="amount",
        )
    if amount < left and not request.reason.strip():
        raise FeeNotTaken(
            "FEE_BELOW_TARIFF_WITHOUT_REASON",
            message_zh=f"应收执行申请费{left.yuan}元，少收须写明缓交、减交、免交或者分次收取的理由。",
            message_en=f"{left.yuan} yuan is due; say why less is taken now.",
            remedy_zh="请写明理由，或者全额收取。",
            remedy_en="Give the reason, or take it in full.",
            field="reason",
        )
    return amount


def _check_burden(request: FeeRequest, amount: Fen, facts: Facts, on: date) -> None:
    settled = facts.of(Debt).agreed_total is not None
    if settled and not request.burden.strip():
        raise FeeNotTaken(
            "FEE_BURDEN_OPEN",
            message_zh="执行中达成和解协议的，执行申请费的负担由双方协商；协商不成的，由法院决定。",
            message_en="In a settlement the parties agree who bears the fee, "
            "else the court decides.",
            basis=cite("FEES", 38, on=on),
            remedy_zh="请写明协商结果或者法院决定及其出处。",
            remedy_en="State the agreement or the decision, and where it is written.",
            field="burden",
        )
    if not ZERO <= request.by_creditor <= (amount if settled else ZERO):
        raise FeeNotTaken(
            "FEE_FALLS_ON_DEBTOR",
            message_zh="执行申请费由被执行人负担；仅在和解时可依约定或者决定由申请人分担，且不超过收取额。",
            message_en="The debtor bears the fee; a creditor shares it only in a settlement, and "
            "never more than is taken.",
            basis=cite("FEES", 38, on=on),
            remedy_zh="请将申请人负担部分改为零，或者更正金额。",
            remedy_en="Set the creditor's share to zero, or correct it.",
            field="by_creditor",
        )


def _nothing_received(on: date) -> FeeNotTaken:
    return FeeNotTaken(
        "FEE_BEFORE_ENFORCEMENT",
        message_zh="执行申请费执行后交纳，本案尚无案款到账。",
        message_en="The fee is paid after enforcement; nothing has been received in this case.",
        basis=cite("FEES", 20, on=on),
        remedy_zh="请待案款到账后收取。",
        remedy_en="Take it once money has been received.",
        field="case",
    )


def _too_little(held: Fen, amount: Fen) -> FeeNotTaken:
    return FeeNotTaken(
        "NOT_ENOUGH_HELD",
        message_zh=f"案款账户余额{held.yuan}元，不足以收取执行申请费{amount.yuan}元。",
        message_en=f"The case account holds {held.yuan} yuan, too little for the fee "
        f"of {amount.yuan} yuan.",
        remedy_zh="请待后续案款到账，或者先分次收取并写明理由。",
        remedy_en="Wait for further receipts, or take a part and give the reason.",
        field="amount",
    )
