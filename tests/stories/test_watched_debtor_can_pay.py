"""A debtor who had nothing for years is found able to pay: watched, revived, frozen, transferred.

Four creditors of one debtor, 305,000 yuan between them; their cases of 2015 were suspended, and
in March 2020 the half-yearly round of the watch meets money. Beside it, a case of 2018 whose
present procedure was ended. The bank is a program of its own, called over a real socket; the
days of rounds, the shares of the four and everything else are invented.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.stories.test_freeze import url as url
from tests.support.banks import DEBTOR, QUEUES, Sought, seek
from tests.support.ended import STATED, approve, ripen
from tests.support.filed import file_one, notify, person, stage_on
from tests.support.open_ones import new_key, register
from zhixing.assets.acts import Property
from zhixing.assignment.operations import Member, designate
from zhixing.cases.docket.chapters import Closure, Debt, Obligation
from zhixing.cases.permissions import law_facts, outstanding
from zhixing.closing import operations as closing
from zhixing.closing.chapter import Revivals
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import get_matter
from zhixing.funds import operations as funds
from zhixing.funds.operations import PaymentRequest, open_case_account, post_receipt
from zhixing.funds.queries import get_case_money
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import TransferOrder
from zhixing.inquiry.tasks import search_in_court
from zhixing.institutions.kinds import InstitutionKind
from zhixing.instruments import operations as instruments
from zhixing.instruments.queries import get_instrument
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.clock.case_clock import Exclusion
from zhixing.law.fees.execution_fee import execution_fee
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios import banks
from zhixing.scenarios.banks import Customer, Deposit, SimulatedBank
from zhixing.scenarios.stage import Stage

ACCOUNT = "6200000000003050"
PATIENCE_SECONDS = 180
SHARES = ("120000.00", "95000.00", "60000.00", "30000.00")
WHOLE = Fen.of_yuan("305000.00")
KEPT = Fen.of_yuan("1.00")
"""What the test courts leave a person to live on."""
FILED, SUSPENDED, FOUND = date(2015, 3, 2), date(2015, 9, 9), date(2020, 3, 9)


class Program:
    """Run one bank as a program; between runs its books may change, as a customer's life does."""

    def __init__(self, folder: Path, url: str, code: str) -> None:
        self.folder, self.url, self.code = folder, url, code
        poor = Customer(DEBTOR.name, DEBTOR.number, (Deposit(ACCOUNT, "0.00"),))
        banks.write_world(banks.world_of(folder, code), [poor])
        bank = SimulatedBank(code, code, f"示例银行{code[-4:]}", "Sample Bank")
        on = date(2015, 1, 5)
        self.id = banks.register_banks(on, instant(on), province="重庆市", banks=[bank])[code]
        self.running: subprocess.Popen[bytes] | None = None

    def start(self, today: date) -> None:
        self.stop()
        command = [
            *(sys.executable, *banks.bank_arguments(self.code, self.url, self.folder)),
            *("--code", self.code, "--interval", "0.2", "--transfer-seconds", "0"),
            *("--retry-seconds", "0", "--today", today.isoformat()),
        ]
        with (self.folder / f"{self.code}.log").open("ab") as log:
            self.running = subprocess.Popen(
                command, env={"PYTHONPATH": "src"}, stdout=log, stderr=log
            )

    def stop(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait()
        self.running = None

    def pay_in(self, amount: Fen) -> None:
        self.stop()
        with sqlite3.connect(self.folder / f"{self.code}.sqlite3") as books:
            changed = books.execute(
                "update accounts set balance_fen = ? where no = ?", (int(amount), ACCOUNT)
            )
            assert changed.rowcount == 1

    def until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, f"never: {what}"
            time.sleep(0.2)
            drain(QUEUES)


@pytest.fixture
def bank(tmp_path: Path, url: str) -> Iterator[Program]:
    program = Program(tmp_path, url, f"YH{time.time_ns() % 10**10:010d}")
    yield program
    program.stop()


def old_case(stage: Stage, n: int, amount: str) -> Sought:
    """File one creditor's case of 2015 and notify the debtor."""
    filed = file_one(
        stage,
        title_number=f"（2014）渝0119民初{900 + n}号",
        effective_on=date(2014, 12, 10),
        performance_until=date(2014, 12, 20),
        creditors=(person(f"示例债权人{n}", 40 + n),),
        debtors=(DEBTOR,),
        obligations=(Obligation("p", "principal", Fen.of_yuan(amount), label="借款本金"),),
    )
    judge = stage.staff.of_kind(K.JUDGE, 2)
    member = Member(judge.person, judge.post)
    team = stage.staff.teams[0]
    stage.do(K.DIRECTOR, lambda by: designate(filed.case, member, team, "案情", stage.today, by=by))
    notify(filed)
    number = f"9{stage.court_no:08d}{n:04d}"
    stage.do(K.ACCOUNTANT, lambda by: open_case_account(filed.case, number, stage.today, by=by))
    return Sought(filed, number)


def decided(sought: Sought, matter: UUID) -> None:
    """Let whoever the matter waits for say yes, until it is decided."""
    for _ in range(3):
        view = sought.read(lambda: get_matter(sought.court_no, matter))
        if view.state != "OPEN":
            return
        sought.do(
            lambda by: decisions.give_opinion(
                matter, approve=True, text="同意", on=sought.today, by=by
            ),
            K(view.waiting_kind),
        )


def suspend(sought: Sought) -> None:
    case, on = sought.filed.case, sought.today
    period = closing.NewPeriod(Exclusion.SUSPENSION, on, "（2015）示例中止执行裁定")
    decided(sought, sought.do(lambda by: closing.propose_suspension(case, period, on, by=by)))
    assert law_facts(sought.facts, on).is_stayed


def watch_round(all_of: Sequence[Sought], bank: Program, on: date) -> None:
    """Let the night's look of a day run, and the bank answer what it asked of each case."""
    first = all_of[0]
    asked = {s.filed.case: len(s.acts("QUERY_ORDERED")) for s in all_of}
    first.filed.stage.goto(on)
    search_in_court(first.court_no, on.isoformat())
    drain(QUEUES)
    bank.start(on)
    for sought in all_of:
        assert len(sought.acts("QUERY_ORDERED")) == asked[sought.filed.case] + 1
        bank.until(lambda s=sought: answered(s, bank, on), "the bank answers the round")


def answered(sought: Sought, bank: Program, on: date) -> bool:
    mine = [r for r in sought.requests("QUERY") if r.institution == bank.id and r.issued_on == on]
    return bool(mine) and all(r.outcome for r in mine)


def test_four_creditors_of_a_suspended_debtor_are_paid_what_the_watch_found(bank: Program) -> None:
    stage = stage_on(FILED)
    four = [old_case(stage, n, share) for n, share in enumerate(SHARES, 1)]
    stage.goto(SUSPENDED)
    for sought in four:
        suspend(sought)
    assert watch_of(four[0]).next_on == date(2016, 3, 9)

    watch_round(four, bank, date(2019, 9, 9))
    assert not any(s.acts("REVIVAL_PROPOSED") for s in four), "an empty account revives nothing"
    bank.pay_in(Fen(WHOLE + KEPT))
    stage.goto(FOUND - timedelta(days=1))
    search_in_court(four[0].court_no, stage.today.isoformat())
    assert not any(s.acts("REVIVAL_PROPOSED") for s in four), "and nobody asks before the day"

    watch_round(four, bank, FOUND)
    assets = []
    for sought, share in zip(four, SHARES, strict=True):
        bank.until(lambda s=sought: bool(s.acts("REVIVAL_PROPOSED")), "the find is proposed")
        (act,) = sought.acts("REVIVAL_PROPOSED")
        assert act.occurred_on == FOUND and act.payload["worth"] == int(WHOLE + KEPT)
        most = with_fee(outstanding(sought.facts, FOUND), FOUND)
        assert act.payload["freeze"] == min(WHOLE, most)
        assert issued(sought, UUID(act.payload["draft"])) == "RESUMPTION_NOTICE"
        asset = UUID(act.payload["asset"])
        with pytest.raises(Refusal) as refused:
            sought.order_freeze(asset, share)
        assert refused.value.code == "NOT_STAYED"
        resume(sought, "定期查询查得存款")
        assert not law_facts(sought.facts, sought.today).is_stayed
        assert watch_of(sought).ended_on == FOUND
        assets.append(asset)

    for sought, asset, share in zip(four, assets, SHARES, strict=True):
        if sought is four[-1]:
            with pytest.raises(Refusal) as refused:
                sought.order_freeze(asset, "30000.01")
            assert "30000.00" in refused.value.message_zh, "together they leave what stays"
        sought.freeze(asset, share)
    for sought, share in zip(four, SHARES, strict=True):
        held = Fen.of_yuan(share)
        bank.until(lambda s=sought, h=held: controlled(s) == h, "the freeze is confirmed")
    assert sum(int(controlled(s)) for s in four) == int(WHOLE), "all but what stays"
    take(four, assets, bank, [Fen.of_yuan(s) for s in SHARES])
    paid = [sum(int(p.amount) for p in s.facts.of(Debt).payments) for s in four]
    assert paid == [int(Fen.of_yuan(s)) for s in SHARES] and sum(paid) == int(WHOLE)


def test_a_case_ended_for_now_is_revived_by_its_watch(bank: Program) -> None:
    sought = seek("60000.00")
    ripen(sought)
    case, on = sought.filed.case, sought.today
    approve(sought, sought.do(lambda by: closing.propose_ending(case, STATED, on, by=by)))
    assert sought.facts.of(Closure).mode == "PRESENT_PROCEDURE"
    registry = register(InstitutionKind.VEHICLE_REGISTRY, new_key())
    watch_round([sought], bank, date(2018, 12, 6))
    assert not sought.acts("REVIVAL_PROPOSED")
    bank.pay_in(Fen.of_yuan("80000.00"))
    watch_round([sought], bank, date(2019, 6, 6))
    bank.until(lambda: bool(sought.acts("REVIVAL_PROPOSED")), "the find is proposed")
    silent = [r.outcome for r in sought.requests("QUERY") if r.institution == registry]
    assert silent == ["", ""], "one that never answers keeps no find back"
    (act,) = sought.acts("REVIVAL_PROPOSED")
    assert issued(sought, UUID(act.payload["draft"])) == "RESUMPTION_DECISION"
    asset = UUID(act.payload["asset"])
    resume(sought, "定期查询查得存款")
    assert sought.facts.of(Closure).closed_on is None
    assert sought.facts.of(Revivals).resumed_on == sought.today
    owed = outstanding(sought.facts, sought.today)
    assert act.payload["freeze"] == with_fee(owed, sought.today), "the fee to come with it"
    sought.freeze(asset, owed.yuan.replace(",", ""))
    bank.until(lambda: controlled(sought) == owed, "the freeze is confirmed")
    take([sought], [asset], bank, [owed])
    assert outstanding(sought.facts, sought.today) == ZERO


def with_fee(owed: Fen, on: date) -> Fen:
    """Give what may be controlled for a debt of which nothing has come in."""
    return Fen(owed + execution_fee(on=on, amount=owed).value)


def issued(sought: Sought, paper: UUID) -> str:
    """Issue the drafted paper of the packet and give what it is."""
    draft = sought.read(lambda: get_instrument(sought.court_no, paper))
    assert draft.issued_on is None, "drafted, and for a person to issue"
    sought.do(lambda by: instruments.issue_instrument(paper, sought.today, by=by), K.CLERK)
    return draft.template


def resume(sought: Sought, reason: str) -> None:
    case, on = sought.filed.case, sought.today
    decided(sought, sought.do(lambda by: closing.propose_resuming(case, reason, on, by=by)))
    assert sought.acts("CASE_RESUMED") and not sought.facts.of(Revivals).waiting


def take(
    all_of: Sequence[Sought], assets: Sequence[UUID], bank: Program, amounts: Sequence[Fen]
) -> None:
    """Transfer what is frozen, book what arrives, and pay each creditor."""
    for sought, asset, amount in zip(all_of, assets, amounts, strict=True):
        transfer(sought, TransferOrder(sought.filed.case, asset, amount))
    for sought in all_of:
        bank.until(lambda s=sought: bool(s.acts("DEPOSIT_TRANSFERRED")), "it is transferred")
    lines = banks.read_statement(banks.statement_of(bank.folder, bank.code))
    for line in lines:
        all_of[0].do(lambda by, line=line: post_receipt(line, by=by), K.ACCOUNTANT)
    for n, (sought, amount) in enumerate(zip(all_of, amounts, strict=True)):
        pay_out(sought, amount, f"P{n}")


def transfer(sought: Sought, order: TransferOrder) -> None:
    sought.approve(sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by)))


def pay_out(sought: Sought, amount: Fen, key: str) -> None:
    """Let four people pay the creditor; nothing is left in the account."""
    request = PaymentRequest(
        sought.filed.case,
        sought.filed.creditor,
        amount,
        "示例银行",
        "6222000000000009",
        "发放执行款",
        f"{key}-{sought.account}",
    )
    order = sought.do(lambda by: funds.order_payment(request, sought.today, by=by))
    sought.do(lambda by: funds.check_payment(order, sought.today, by=by), K.ACCOUNTANT)
    sought.do(lambda by: funds.approve_payment(order, sought.today, by=by), K.DIRECTOR)
    bank_no = f"B-{sought.account}"
    sought.do(lambda by: funds.settle_payment(order, bank_no, sought.today, by=by), K.CASHIER)
    money = sought.read(lambda: get_case_money(sought.court_no, sought.filed.case))
    assert money.held == ZERO


def controlled(sought: Sought) -> Fen:
    return sought.facts.of(Property).controlled


def watch_of(sought: Sought) -> models.StandingOrder:
    return sought.read(lambda: models.StandingOrder.objects.get(case_id=sought.filed.case))
