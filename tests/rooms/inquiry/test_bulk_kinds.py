"""A batch of freezes over every kind the wire can freeze; what it cannot is named by row and field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

from tests.rooms.inquiry.test_things import CAR, FUND, PURSE, SHARES, STAKE
from tests.support.banks import QUEUES, Deposit, make_bank, seek
from tests.support.open_ones import make_one
from zhixing.assets.acts import Property
from zhixing.cases.docket.verify import verify_docket
from zhixing.decisions.operations import decide_bundle
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.bulk_freezing import preview_freezes
from zhixing.inquiry.bulk_queries import list_bulk_rows, list_controllable
from zhixing.inquiry.operations import FreezeBatch, FreezeRow
from zhixing.inquiry.states import State
from zhixing.inquiry.terms import ForeignRate
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind

MAIN, DOLLARS = "6200000000000001", "6200000000000009"
PENSION = {"kind": "PENSION", "identifier": "P-1", "name": "养老金", "value": "3000.00"}
RATE = ForeignRate(Fen.of_yuan("650.00"), date(2018, 3, 1), "中国外汇交易中心中间价")


def yuan(text: str) -> Fen:
    return Fen.of_yuan(text)


class Field:
    """Hold a case that found things of every kind, at a bank and at five other institutions."""

    def __init__(self, folder, amount: str = "500000.00", stage=None) -> None:
        self.sought = seek(amount) if stage is None else seek(amount, stage)
        told = (
            (K.PAYMENT_INSTITUTION, PURSE),
            (K.HOUSING_FUND, FUND),
            (K.SECURITIES_DEPOSITORY, SHARES),
            (K.MARKET_REGULATOR, STAKE),
            (K.VEHICLE_REGISTRY, CAR),
            (K.PENSION_AGENCY, PENSION),
        )
        dollars = Deposit(DOLLARS, "1000.00", currency="840")
        self.bank = make_bank(folder, Deposit(MAIN, "80000.00"), dollars)
        self.ones = []
        for kind, record in told:
            (folder / kind.value).mkdir()
            self.ones.append(make_one(folder / kind.value, kind, record))
        for one in (self.bank, *self.ones):
            self.sought.query(one)
        self.cycle()
        self.by_kind = {}
        for a in self.sought.assets():
            self.by_kind[a.kind if a.currency == "156" else "DOLLARS"] = a.id

    def cycle(self) -> None:
        for one in (self.bank, *self.ones):
            one.cycle()

    def row(self, kind: str, amount: str | None = None, **more) -> FreezeRow:
        given = None if amount is None else yuan(amount)
        return FreezeRow(self.sought.filed.case, self.by_kind[kind], given, **more)

    def do(self, work):
        return self.sought.do(lambda by: work(by, self.sought.today))

    def held(self, kind: str):
        return self.sought.facts.of(Property).control_of(self.by_kind[kind])


def test_money_and_rights_are_frozen_in_one_bundle_and_taken_back(tmp_path):
    field = Field(tmp_path)
    rows = (
        field.row("DEPOSIT"),
        field.row("WALLET", "200.00", protected_minimum=yuan("1000.00")),
        field.row("HOUSING_FUND", "30000.00"),
        field.row("DOLLARS", "1300.00", rate=RATE),
        field.row("SECURITIES", quantity=Decimal(1000), closing_price=yuan("10.00")),
        field.row("EQUITY", quantity=Decimal(30)),
    )
    batch = FreezeBatch(rows, uuid4().hex)
    done = field.do(lambda by, on: inquiry.order_freezes(batch, on, by=by))
    assert [(r.row, r.code, r.reason_zh) for r in done.bad] == []
    assert [r.amount for r in done.rows] == [
        yuan("80000.00"),
        yuan("200.00"),
        yuan("30000.00"),
        yuan("1300.00"),
        yuan("10000.00"),
        None,
    ], "what a stake is worth is not known"
    assert [(r.quantity, r.unit, r.rank) for r in done.rows[4:]] == [
        (Decimal(1000), "股", 1),
        (Decimal(30), "%", 1),
    ]
    assert "股" in done.rows[4].reason_zh and "价值未明" in done.rows[5].reason_zh
    assert "shares" in done.rows[4].reason_en and "value is unknown" in done.rows[5].reason_en
    again = field.do(lambda by, on: inquiry.order_freezes(batch, on, by=by))
    assert (again.bulk, again.is_repeat) == (done.bulk, True)
    bundle = done.bundle
    field.sought.do(
        lambda by: decide_bundle(bundle, approve=True, text="同意", on=field.sought.today, by=by),
        PostKind.DIRECTOR,
    )
    drain(QUEUES)
    told = field.sought.read(lambda: list_bulk_rows(field.sought.court_no, done.bulk))
    assert {r.state for r in told} == {State.ISSUED}, [(r.reason_zh, r.state) for r in told]
    field.cycle()
    told = field.sought.read(lambda: list_bulk_rows(field.sought.court_no, done.bulk))
    by_kind = {r.kind: r for r in told}
    assert (by_kind["EQUITY"].amount, by_kind["EQUITY"].quantity) == (None, Decimal(30))
    assert by_kind["SECURITIES"].amount == yuan("10000.00")
    assert {r.outcome for r in told} == {"DONE"}, [(r.outcome, r.reason_zh) for r in told]
    held = field.sought.facts.of(Property)
    assert held.controlled == yuan("121500.00")
    assert field.held("WALLET").until == date(2019, 3, 4)
    assert field.held("SECURITIES").until == date(2021, 3, 4), "a right: three years"
    frozen = field.sought.do(
        lambda by: inquiry.undo_freezes(done.bulk, "撤回申请", field.sought.today, by=by)
    )
    assert (frozen.released, frozen.withdrawn, frozen.failed) == (6, 0, ())
    releases = field.sought.read(lambda: list_bulk_rows(field.sought.court_no, frozen.releases))
    assert len(releases) == 6
    assert not field.sought.read(lambda: list(verify_docket(field.sought.court_no)))


def test_what_no_batch_freezes_is_named_by_row_field_and_reason(tmp_path):
    field = Field(tmp_path, "50000.00")
    rows = (
        field.row("VEHICLE"),
        field.row("PENSION", "100.00"),
        field.row("SECURITIES", "100.00"),
        field.row("DOLLARS", "100.00"),
        field.row("WALLET", "100.00", quantity=Decimal(5)),
        field.row("EQUITY", quantity=Decimal(31)),
        field.row("HOUSING_FUND", "30000.00"),
        field.row("DEPOSIT", "30000.00"),
        field.row("HOUSING_FUND", "1.00"),
    )
    batch = FreezeBatch(rows, uuid4().hex)
    seen = field.do(lambda by, on: preview_freezes(batch, on, by=by))
    assert [(r.row, r.code) for r in seen.rows] == [
        (1, "NOT_IN_A_BATCH"),
        (2, "LIVING_PROTECTED"),
        (3, "FROZEN_BY_SHARE"),
        (4, "RATE_MISSING"),
        (5, "FROZEN_BY_AMOUNT"),
        (6, "ABOVE_HELD"),
        (7, ""),
        (8, "ABOVE_LIMIT"),
        (9, "ROW_TWICE"),
    ]
    assert all(r.reason_zh and r.reason_en for r in seen.bad)
    assert {r.row: r.field for r in seen.bad} == {
        1: "asset",
        2: "asset",
        3: "asset",
        4: "rate",
        5: "quantity",
        6: "quantity",
        8: "amount",
        9: "asset",
    }
    done = field.do(lambda by, on: inquiry.order_freezes(batch, on, by=by))
    assert [r.row for r in done.good] == [7], "the good row goes, the others cost it nothing"


def test_other_money_and_rights_are_offered_on_the_workbench(tmp_path):
    field = Field(tmp_path)
    offered = field.sought.read(lambda: list_controllable(field.sought.court_no))
    kinds = {a.kind for a in offered}
    assert kinds == {"DEPOSIT", "WALLET", "HOUSING_FUND", "SECURITIES", "EQUITY"}
