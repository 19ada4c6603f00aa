"""Orders control of deposits: freeze, renew, release, transfer; each waits for its approval."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.assets.acts import Control
from zhixing.assets.limits import facts_about_thing, limit_on
from zhixing.assets.queries import AssetView
from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Debt, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import outstanding, require_step
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.funds.queries import get_case_money
from zhixing.inquiry import models
from zhixing.inquiry.drafting import Draft, Thing, find_origin, put_up, take_thing
from zhixing.inquiry.limits import pending_on_asset, pending_on_case
from zhixing.inquiry.values import (
    FreezeOrder,
    InquiryRefused,
    ReleaseOrder,
    RenewalOrder,
    TransferOrder,
    refuse,
)
from zhixing.inquiry.wire.model import CaseFund, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.instruments import find_citation
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType
from zhixing.law.seizure.limit import Limit
from zhixing.law.seizure.term import Asset, Term, seizure_term
from zhixing.platform.principal import Principal

FUND_BANK = "CASE_FUND_BANK"
REHEARSAL_BANK = ("演练银行演练支行", "000000000002")


def order_freeze(order: FreezeOrder, on: date, *, by: Principal) -> UUID:
    """Order a deposit frozen within the limit of the claim; gives the matter to be approved.

    What other orders of the case already ask for counts as if it were controlled.

    :raises ExcessRefused: above the limit, or it touches the protected minimum.
    :raises StepRefused: the law does not permit a freeze now.
    :raises TermRefused: the last day asked for is too late.
    :raises InquiryRefused: exempt, controlled or ordered already, or not on the wire.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.FREEZE, on, by=by)
    refuse_exempt(thing.view, on)
    refuse_controlled(thing.control)
    _refuse_pending(thing, Measure.FREEZE, by.court_no)
    limit, permitted = check_freeze(thing, order.amount, order.protected_minimum, on)
    term = freeze_term(on, order.until)
    draft = Draft(
        Measure.FREEZE,
        order.amount,
        Matter.FREEZE,
        f"拟冻结{thing.institution.name}尾号{thing.view.identifier_tail}账户存款"
        f"{order.amount.yuan}元，至{term.value.latest_end_on}止。",
        f"Freeze {order.amount.yuan} yuan in account …{thing.view.identifier_tail} at "
        f"{thing.institution.name} until {term.value.latest_end_on}.",
        until=order.until,
        protected_minimum=order.protected_minimum,
        findings=(limit, permitted, term),
    )
    return put_up(thing, draft, on, by=by)


def check_freeze(
    thing: Thing,
    amount: Fen,
    protected_minimum: Fen,
    on: date,
    *,
    apart_from: UUID | None = None,
) -> tuple[Finding[Limit], Finding[Permission]]:
    """Find that a freeze of an amount is within the limit and permitted, under the locks.

    :raises ExcessRefused: see ``order_freeze``.
    :raises StepRefused: see ``order_freeze``.
    """
    view, facts = thing.view, thing.facts
    pending = pending_on_case(view.court_no, view.case, apart_from=apart_from)
    if amount <= ZERO:
        raise refuse(
            "NOTHING_ORDERED", "金额须大于零。", "The amount must be above zero.", field="amount"
        )
    claim = limit_on(facts, on, pending=pending).value.claim_limit
    known = view.balance if view.balance is not None else view.available
    about = facts_about_thing(
        facts,
        on,
        limit=claim,
        available=amount if known is None else known,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
    )
    permitted = require_step(ActType.FREEZE, about, on)
    _refuse_above_balance(view.balance, amount, claim, protected_minimum)
    limit = limit_on(
        facts,
        on,
        pending=pending,
        balance=view.balance,
        protected_minimum=protected_minimum,
        proposed=amount,
    )
    return limit, permitted


def freeze_term(on: date, until: date | None) -> Finding[Term]:
    """Find the term of a freeze that takes effect today."""
    return seizure_term(on=on, asset=Asset.DEPOSIT, effective_on=on, end_on=until)


def renewal_term(control: Control, on: date, until: date | None) -> Finding[Term]:
    """Find the term of a renewal made today.

    :raises TermRefused: the freeze has ended, or the last day asked for is too late.
    """
    return seizure_term(
        on=on,
        asset=Asset.DEPOSIT,
        effective_on=control.since,
        renews_end_on=control.until,
        end_on=until,
    )


def order_renewal(order: RenewalOrder, on: date, *, by: Principal) -> UUID:
    """Order a freeze renewed (续行冻结) before it ends; gives the matter to be approved.

    :raises TermRefused: it has ended, or the last day asked for is too late.
    :raises InquiryRefused: nothing of ours stands there, or a renewal is on its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.RENEW, on, by=by)
    control, origin = require_control(thing)
    _refuse_pending(thing, Measure.RENEW, by.court_no)
    term = renewal_term(control, on, order.until)
    draft = Draft(
        Measure.RENEW,
        max(control.stands, Fen(1)),
        Matter.FREEZE,
        f"拟续行冻结尾号{thing.view.identifier_tail}账户，至{term.value.latest_end_on}止。",
        f"Renew the freeze of account …{thing.view.identifier_tail} "
        f"until {term.value.latest_end_on}.",
        until=order.until,
        origin=origin,
        findings=(term,),
    )
    return put_up(thing, draft, on, by=by)


def order_release(order: ReleaseOrder, on: date, *, by: Principal) -> UUID:
    """Order a freeze, or a part of it, released (解除冻结); gives the matter to be approved.

    :raises InquiryRefused: nothing of ours stands there, no reason, more than stands, or
        another order on its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.RELEASE, on, by=by)
    control, origin = require_control(thing)
    _refuse_pending(thing, Measure.RELEASE, by.court_no)
    stands = max(control.stands, Fen(1))
    amount = stands if order.amount is None else order.amount
    if not order.reason.strip() or not ZERO < amount <= stands:
        raise refuse(
            "RELEASE_NOT_DEFINITE",
            f"解除须写明理由，且金额不超过现控制的{control.stands.yuan}元。",
            f"A release needs a reason and at most the {control.stands.yuan} yuan controlled.",
            field="amount" if order.reason.strip() else "reason",
        )
    draft = Draft(
        Measure.RELEASE,
        amount,
        Matter.RELEASE,
        f"拟解除冻结尾号{thing.view.identifier_tail}账户{amount.yuan}元：{order.reason}",
        f"Release {amount.yuan} yuan in account …{thing.view.identifier_tail}: {order.reason}",
        reason=order.reason.strip(),
        origin=origin,
    )
    return put_up(thing, draft, on, by=by)


def order_transfer(order: TransferOrder, on: date, *, by: Principal) -> UUID:
    """Order frozen money transferred (扣划) to the case's account; gives the matter.

    The bank's word makes the transfer an act; the money itself arrives as a receipt.

    :raises StepRefused: no enforcement notice was sent, or the case is not running.
    :raises InquiryRefused: no freeze of ours, more than it holds or is owed, or the case
        has no account.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.TRANSFER, on, by=by)
    control, origin = require_control(thing)
    permitted = check_transfer(thing, control, order.amount, on)
    draft = Draft(
        Measure.TRANSFER,
        order.amount,
        Matter.TRANSFER,
        f"拟扣划尾号{thing.view.identifier_tail}账户存款{order.amount.yuan}元至案款专户。",
        f"Transfer {order.amount.yuan} yuan from account …{thing.view.identifier_tail} "
        "to the case's account.",
        origin=origin,
        fund=_case_fund(order.case, on, by),
        findings=(permitted,),
    )
    return put_up(thing, draft, on, by=by)


def check_transfer(
    thing: Thing, control: Control, amount: Fen, on: date, *, apart_from: UUID | None = None
) -> Finding[Permission]:
    """Find that a transfer is permitted and within what stands frozen and is owed.

    :raises StepRefused: see ``order_transfer``.
    :raises InquiryRefused: see ``order_transfer``.
    """
    view, facts = thing.view, thing.facts
    pending = pending_on_asset(view.court_no, view.id, Measure.TRANSFER, apart_from=apart_from)
    held = Fen(max(0, control.stands - pending)) if control.rank == 1 else ZERO
    about = facts_about_thing(
        facts,
        on,
        limit=held,
        available=held,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
    )
    permitted = require_step(ActType.TRANSFER, about, on)
    owed = Fen(max(0, outstanding(facts, on)) + facts.of(Debt).costs)
    most = min(held, owed)
    if not ZERO < amount <= most:
        raise refuse(
            "ABOVE_WHAT_STANDS",
            f"拟扣划{amount.yuan}元，超过可扣划的{Fen(most).yuan}元（已冻结且尚欠）。",
            f"{amount.yuan} yuan are above the {Fen(most).yuan} that are frozen and owed.",
            field="amount",
            basis=find_citation("CPL", 253, on=on),
            remedy=("请按已冻结且未清偿的数额扣划。", "Transfer at most what is frozen and owed."),
        )
    return permitted


def require_control(thing: Thing) -> tuple[Control, models.Request]:
    """Give our standing control of a thing with the request that brought it about.

    :raises InquiryRefused: there is none.
    """
    control, origin = thing.control, find_origin(thing.view.court_no, thing.view.id)
    if control is None or origin is None:
        raise not_controlled()
    return control, origin


def not_controlled() -> InquiryRefused:
    """Make the refusal of what needs a freeze of ours."""
    return refuse(
        "NOT_CONTROLLED",
        "本案未经网络冻结该账户。",
        "This case has no freeze of the account made over the wire.",
        field="asset",
        remedy=("请先冻结，或以书面办理。", "Freeze it first, or go by letter."),
    )


def order_pending() -> InquiryRefused:
    """Make the refusal of a second order while the first is on its way."""
    return refuse(
        "ORDER_PENDING",
        "同一账户的同类措施正在审批或者办理。",
        "The same measure on this account is being approved or carried out.",
        field="asset",
        remedy=("请等待结果，或撤回前一申请。", "Wait for it, or withdraw the first."),
    )


def _case_fund(case: UUID, on: date, by: Principal) -> CaseFund:
    court = courts.get_court(by.court_no)
    number = get_case_money(by.court_no, case).account_number
    policy = courts.find_policy(by.court_no, FUND_BANK, on)
    if policy is not None:
        bank = (str(policy.value.get("bank", "")), str(policy.value.get("bank_no", "")))
    else:
        bank = REHEARSAL_BANK if court.is_rehearsal else ("", "")
    if not (number and all(bank)):
        raise refuse(
            "NO_CASE_ACCOUNT" if not number else "NO_FUND_BANK",
            "本案尚无案款账号，或本院未登记案款开户行。",
            "The case has no account, or the court has named no bank for case money.",
            field="case",
            remedy=(
                "请先开立案款专户（一案一账号），并登记开户行。",
                "Open the case's account and name the court's bank.",
            ),
        )
    return CaseFund(court.name, *bank, number)


def is_liable(facts: Facts, party: UUID) -> bool:
    """Say whether a party answers for the debt with its property."""
    standings = facts.of(Standings)
    return any(party in standings.of_role(role) for role in (Role.DEBTOR, Role.GUARANTOR))


def _refuse_above_balance(
    balance: Fen | None, amount: Fen, claim: Fen, protected_minimum: Fen
) -> None:
    if balance is not None and balance < amount <= claim and not protected_minimum:
        raise refuse(
            "ABOVE_BALANCE",
            f"拟冻结{amount.yuan}元，超过查得余额{balance.yuan}元。",
            f"{amount.yuan} yuan are above the balance of {balance.yuan} that was found.",
            field="amount",
            remedy=("请按余额冻结，或重新查询。", "Freeze the balance, or query again."),
        )


def refuse_exempt(view: AssetView, on: date) -> None:
    """Insist that the law does not exempt an account."""
    if view.is_exempt:
        raise refuse(
            "EXEMPT_ACCOUNT",
            "该账户依法不得冻结、扣划。",
            "The law exempts this account from freezing and transfer.",
            field="asset",
            basis=find_citation("SEIZURE", 3, on=on),
            remedy=("请控制其他财产。", "Control other property."),
        )


def refuse_controlled(control: Control | None) -> None:
    """Insist that the case does not control an account yet."""
    if control is not None:
        raise refuse(
            "ALREADY_CONTROLLED",
            "本案已冻结该账户。",
            "This case has already frozen the account.",
            field="asset",
            remedy=("如需延长请续行，如需改额请先解除。", "Renew it, or release it first."),
        )


def _refuse_pending(thing: Thing, measure: Measure, court_no: int) -> None:
    if pending_on_asset(court_no, thing.view.id, measure):
        raise order_pending()
