"""The deed of transferring frozen money to the case's account (扣划)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.currencies import foreign_text
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.inquiry.control_deed import ControlDeed, controlled_money, known_of, outlook
from zhixing.inquiry.counter.exchanging import ExchangeView, list_exchanges
from zhixing.inquiry.foreign_transfers import FrozenForeign, get_frozen_foreign
from zhixing.inquiry.operations import (
    ForeignTransferOrder,
    TransferOrder,
    order_foreign_transfer,
    order_transfer,
)
from zhixing.inquiry.terms import ForeignRate, FundGround
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.seizure.housing_fund import Withdrawal
from zhixing.law.words.lookup import code_words
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class TransferForm(forms.Form):
    """How much."""

    amount = boxes.money(Words("扣划金额", "Amount to transfer"))


class FundTransferForm(TransferForm):
    """Of a housing fund: why it may be withdrawn, that needs are met, what stays."""

    withdrawal = boxes.choice(
        Words("符合的提取条件", "Ground on which it may be withdrawn"),
        [(w.value, Words(*(code_words(w) or (w.value, w.value)))) for w in Withdrawal],
        required=False,
    )
    secured = boxes.tick(
        Words(
            "被执行人及所扶养家属的基本生活和居住条件有保障",
            "Living and housing of the debtor and dependants are secured",
        )
    )
    protected_minimum = boxes.money(
        Words("应保留的生活必需费用", "Protected minimum to stay free"), required=False
    )


class ForeignTransferForm(forms.Form):
    """How much of the currency, and the rate by which that is compared with what is owed."""

    foreign = boxes.foreign(Words("兑换的外币数额", "Amount of the currency to exchange"))
    per_hundred = boxes.money(Words("每100外币折合人民币", "Yuan for a hundred units"))
    rate_on = boxes.day(Words("汇率公布日", "Day the rate was published"))
    rate_source = boxes.text(Words("汇率来源", "Source of the rate"), most=80)


@case_deed
class Transfer(ControlDeed, LawfulDeed):
    """Order frozen money transferred to the account of the case."""

    key = "transfer"
    label = Words("扣划", "Transfer")
    order = 13
    form = TransferForm
    step = ActType.TRANSFER
    measure = Measure.TRANSFER
    fields = {"rate": "per_hundred"}

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return controlled_money(ask)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return outlook(ask).transfer_facts(subject_of(ask))

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return super().obstacle(ask) or LawfulDeed.obstacle(self, ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        held = money_text(outlook(ask).held(subject_of(ask)))
        name = Words("可扣划的冻结款", "Frozen and free to transfer")
        return [*known_of(ask), Known(name, held), *_stays(ask), *_foreign_known(ask)]

    def consequence(self, ask: CaseAsk) -> Text:
        if _is_foreign(ask):
            return Words(
                "提请审批；批准后由两名执行人员持裁定书和协助划拨通知书到该行窗口办理，由银行按办理当日牌价兑换"
                "为人民币，划入本案案款专户；回执写明汇率、日期和人民币数额，两人录入后入卷。",
                "It is put up for approval; approved, two officers take ruling and notice to the "
                "bank's window. The bank exchanges at its rate of that day and pays the yuan to "
                "the case's account; its receipt states rate, day and yuan, and is keyed by two.",
            )
        return Words(
            "提请审批；批准后协助单位将款项划入本案案款专户（产品赎回、保险退保后划付），不能撤回。",
            "It is put up for approval; approved, the institution moves the money to the case's "
            "account (products are redeemed first); it cannot be called back.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        known = outlook(ask)
        most = known.takeable(subject_of(ask))
        if _is_foreign(ask):
            return ForeignTransferForm(data, initial=_all_of_it(ask))
        form = FundTransferForm if _is_fund(ask) else TransferForm
        return form(data, initial={"amount": most.yuan})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        if _is_foreign(ask):
            rate = ForeignRate(given["per_hundred"], given["rate_on"], given["rate_source"])
            exchange = ForeignTransferOrder(ask.case, subject_of(ask), given["foreign"], rate)
            order_foreign_transfer(exchange, ask.on, by=ask.by)
            return Words("已提请外币兑换扣划，待审批。", "The exchange is put up for approval.")
        ground = None
        if _is_fund(ask):
            reason = given["withdrawal"]
            ground = FundGround(
                Withdrawal(reason) if reason else None,
                bool(given["secured"]),
                boxes.amount_of(given["protected_minimum"]),
            )
        order = TransferOrder(ask.case, subject_of(ask), given["amount"], ground)
        order_transfer(order, ask.on, by=ask.by)
        return Words("已提请扣划，待审批。", "The transfer is put up for approval.")


def _stays(ask: CaseAsk) -> list[Known]:
    """Say what of the frozen money must stay with a natural person, and why."""
    stays = outlook(ask).stays_of_frozen(subject_of(ask))
    if stays is None or stays.minimum is None:
        return []
    name = Words("其中须留给被执行人", "Of it to stay with the debtor")
    return [Known(name, money_text(stays.amount), finding=stays.findings[-1])]


def _is_fund(ask: CaseAsk) -> bool:
    return outlook(ask).view(subject_of(ask)).kind == "HOUSING_FUND"


def _is_foreign(ask: CaseAsk) -> bool:
    return outlook(ask).view(subject_of(ask)).currency != CNY


def _all_of_it(ask: CaseAsk) -> dict[str, object]:
    frozen = _frozen(ask)
    return {} if frozen is None else {"foreign": frozen.amount.yuan}


def _frozen(ask: CaseAsk) -> FrozenForeign | None:
    control = outlook(ask).control(subject_of(ask))
    return None if control is None else get_frozen_foreign(ask.court_no, control)


def _foreign_known(ask: CaseAsk) -> list[Known]:
    """Give what stands frozen in the currency itself, and what was exchanged of it before."""
    if not _is_foreign(ask):
        return []
    view, frozen = outlook(ask).view(subject_of(ask)), _frozen(ask)
    shown: list[Known] = []
    if frozen is not None:
        named = foreign_text(frozen.amount, view.currency)
        shown.append(Known(Words("已冻结外币", "Frozen in the currency"), named))
    for e in list_exchanges(ask.court_no, ask.case):
        if e.told.asset == view.id:
            paid = money_text(e.told.received)
            much = foreign_text(e.told.foreign, e.told.currency)
            shown.append(
                Known(Words("已兑换{m}", "Exchanged: {m}").filled(m=much), paid, _booked(e))
            )
    return shown


def _booked(exchange: ExchangeView) -> Text:
    if exchange.booked is None:
        return Words("流水号{s}，案款专户尚未入账", "serial {s}, not yet in the account").filled(
            s=exchange.told.serial
        )
    if exchange.differs_by:
        return Words("已入账{m}，相差{d}", "{m} booked, {d} apart").filled(
            m=money_text(exchange.booked), d=money_text(exchange.differs_by)
        )
    return Words("已如数入账", "booked in full")
