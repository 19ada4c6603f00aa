"""Freezes of many cases at once: judged as single ones are, decided together, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.banks import Bank, Deposit, Sought, make_bank, seek
from tests.support.racing import run_together
from zhixing.assets.acts import Property
from zhixing.assets.operations import FoundThing, record_found
from zhixing.cases.filing.outcome import Mode
from zhixing.decisions import operations as decisions
from zhixing.decisions.operations import DecisionRefused, Strike
from zhixing.decisions.queries import count_waiting, get_bundle, list_bundled
from zhixing.funds.ledger import SameKeyOtherBody
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.bulk_freezing import preview_freezes
from zhixing.inquiry.bulk_queries import BulkRow, list_bulk_rows, list_bulks, list_controllable
from zhixing.inquiry.bulk_values import BulkOutcome
from zhixing.inquiry.operations import FreezeBatch, FreezeOrder, FreezeRow, ReleaseOrder
from zhixing.inquiry.queries import list_requests
from zhixing.inquiry.states import State
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind as K

MAIN, SPARE, THIRD = "6200000000000001", "6200000000000002", "6200000000000003"


@dataclass
class Docks:
    """Hold cases of one court whose debtor has deposits at one bank."""

    cases: list[Sought]
    bank: Bank
    assets: list[dict[str, UUID]]

    @property
    def first(self) -> Sought:
        return self.cases[0]

    def row(self, case: int, number: str, yuan: str | None = None, **more: Any) -> FreezeRow:
        amount = None if yuan is None else Fen.of_yuan(yuan)
        return FreezeRow(
            self.cases[case].filed.case, self.assets[case][number[-4:]], amount, **more
        )

    def order(self, *rows: FreezeRow, key: str = "", mode: Mode = Mode.GOOD_ROWS) -> BulkOutcome:
        batch = FreezeBatch(rows, key or uuid4().hex, mode)
        return self.first.do(lambda by: inquiry.order_freezes(batch, self.first.today, by=by))

    def preview(self, *rows: FreezeRow) -> BulkOutcome:
        batch = FreezeBatch(rows, "preview")
        return self.first.do(lambda by: preview_freezes(batch, self.first.today, by=by))

    def decide(self, bundle: UUID | None, *, approve: bool = True, **more: Any) -> str:
        assert bundle is not None
        return self.first.do(
            lambda by: decisions.decide_bundle(
                bundle, approve=approve, text="同意", on=self.first.today, by=by, **more
            ),
            K.DIRECTOR,
        )

    def undo(self, bulk: UUID | None, reason: str = "申请执行人撤回申请") -> Any:
        assert bulk is not None
        return self.first.do(lambda by: inquiry.undo_freezes(bulk, reason, self.first.today, by=by))

    def rows(self, bulk: UUID | None) -> list[BulkRow]:
        assert bulk is not None
        return self.first.read(lambda: list_bulk_rows(self.first.court_no, bulk))


def dock(tmp_path, *deposits, amounts=("100000.00", "50000.00")) -> Docks:
    """Give cases against one debtor of one court, each of which found the deposits."""
    first = seek(amounts[0])
    cases = [first, *(seek(a, first.filed.stage) for a in amounts[1:])]
    bank = make_bank(
        tmp_path, *(deposits or (Deposit(MAIN, "80000.00"), Deposit(SPARE, "9000.00")))
    )
    for sought in cases:
        sought.query(bank)
    bank.cycle(2)
    return Docks(
        cases, bank, [{a.identifier_tail: a.id for a in sought.assets()} for sought in cases]
    )


def test_a_batch_freezes_in_many_cases_and_keeps_each_docket(tmp_path):
    docks = dock(tmp_path)
    done = docks.order(docks.row(0, MAIN), docks.row(0, SPARE), docks.row(1, MAIN, "50000.00"))
    assert [(r.row, r.amount, r.code) for r in done.rows] == [
        (1, Fen.of_yuan("80000.00"), ""),
        (2, Fen.of_yuan("8999.00"), ""),
        (3, Fen.of_yuan("50000.00"), ""),
    ], "without an amount, as much as the law allows"
    docks.bank.cycle()
    assert not docks.bank.rows("select 1 from freezes"), "nothing goes out before the approval"
    assert docks.decide(done.bundle) == "APPROVED"
    rows = docks.rows(done.bulk)
    assert {r.state for r in rows} == {State.ISSUED}
    for sought, orders in zip(docks.cases, (2, 1), strict=True):
        types = [
            a.type for a in sought.acts("MATTER_SUBMITTED", "OPINION_GIVEN", "MATTER_APPROVED")
        ]
        assert types == ["MATTER_SUBMITTED", "OPINION_GIVEN", "MATTER_APPROVED"], "one a case"
        requests = sought.requests("CONTROL")
        assert len(requests) == orders
        assert len({r.lines[0].ruling_no for r in requests}) == 1, "one ruling a case"
    docks.bank.cycle(2)
    assert docks.first.facts.of(Property).controlled == Fen.of_yuan("88999.00")
    (control,) = docks.cases[1].facts.of(Property).controls
    assert (control.rank, control.stands) == (2, ZERO), "the account's second freeze waits in line"
    told = [e for e in docks.bank.events("documents") if e["operation"] == "kzwsInfo"]
    assert {e["count"] for e in told} == {2}, "the ruling and the notice go with each"
    states = docks.first.read(lambda: list_bundled(docks.first.court_no, done.bundle))
    assert {m.state for m in states} == {"EXECUTED"}


def test_documents_are_made_once_and_shared(tmp_path):
    docks = dock(tmp_path)
    done = docks.order(docks.row(0, MAIN), docks.row(0, SPARE), docks.row(1, MAIN))
    docks.decide(done.bundle)
    from zhixing.inquiry.models import Request

    def files() -> dict[UUID, list[str]]:
        own = Request.objects.filter(court_no=docks.first.court_no, bulk_id=done.bulk)
        return {r.id: [f["file"] for f in r.files] for r in own}

    kept = docks.first.read(files)
    sets = sorted(tuple(k) for k in kept.values())
    assert len(sets) == 3
    assert len(set(sets)) == 2, "two accounts at one bank share ruling and notice"
    assert len({f for s in sets for f in s}) == 4, "another case has its own"


def test_each_row_is_refused_as_a_single_order_is(tmp_path):
    docks = dock(
        tmp_path, Deposit(MAIN, "200000.00"), Deposit(SPARE, "9000.00"), Deposit(THIRD, "5.00")
    )
    sought = docks.first
    exempt = sought.do(
        lambda by: record_found(
            sought.filed.case,
            FoundThing(
                sought.filed.debtor,
                "DEPOSIT",
                "62003",
                docks.bank.id,
                balance=Fen(9),
                is_exempt=True,
            ),
            sought.today,
            by=by,
        )
    )
    sought.order_freeze(docks.assets[0][THIRD[-4:]], "1.00")
    bad = [
        docks.row(0, MAIN, "150000.00"),
        docks.row(0, SPARE, "9000.01"),
        docks.row(0, SPARE, "8999.00", protected_minimum=Fen.of_yuan("2.00")),
        docks.row(0, MAIN, "1.00", until=date(2019, 3, 5)),
        docks.row(0, MAIN, "0.00"),
        docks.row(0, THIRD, "1.00"),
        FreezeRow(sought.filed.case, exempt, Fen(1)),
        FreezeRow(docks.cases[1].filed.case, docks.assets[0][MAIN[-4:]], Fen(1)),
    ]
    for row in bad:
        (outcome,) = docks.order(row).rows
        single = FreezeOrder(
            row.case, row.asset, row.amount or ZERO, row.until, row.protected_minimum
        )
        with pytest.raises(Refusal) as refused:
            sought.do(lambda by, o=single: inquiry.order_freeze(o, sought.today, by=by))
        alone = refused.value
        assert (outcome.code, outcome.reason_zh, outcome.reason_en, outcome.remedy_zh) == (
            alone.code,
            alone.message_zh,
            alone.message_en,
            alone.remedy_zh,
        )


def test_rows_of_one_case_share_its_claim_and_bad_ones_are_named(tmp_path):
    docks = dock(
        tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "90000.00"), Deposit(THIRD, "7.00")
    )
    rows = (docks.row(0, MAIN), docks.row(0, SPARE), docks.row(0, THIRD), docks.row(0, MAIN))
    seen = docks.preview(*rows)
    assert seen.bulk is None
    assert not docks.first.requests("CONTROL"), "a preview writes nothing"
    claim = seen.total
    assert [r.amount for r in seen.good] == [Fen.of_yuan("80000.00"), Fen(claim - 80_000_00)]
    assert [(r.row, r.code) for r in seen.bad] == [(3, "LIMIT_LEFT"), (4, "ROW_TWICE")]
    assert all(r.reason_zh and r.reason_en for r in seen.rows)

    none = docks.order(*rows, mode=Mode.ALL_OR_NONE)
    assert (none.bulk, len(none.bad)) == (None, 2)
    assert not docks.first.requests("CONTROL")
    done = docks.order(*rows)
    assert done.rows == tuple(
        r if not g.is_good else g for r, g in zip(seen.rows, done.rows, strict=True)
    ), "refused as the preview said"
    assert [r.amount for r in done.good] == [r.amount for r in seen.good]
    (kept,) = docks.first.read(lambda: list_bulks(docks.first.court_no))
    assert (kept.rows, kept.ordered, kept.by_state) == (4, 2, {"DRAFT": 2})


def test_what_a_batch_asks_for_is_no_longer_there_for_others(tmp_path):
    docks = dock(tmp_path, Deposit(MAIN, "200000.00"), Deposit(SPARE, "90000.00"))
    done = docks.order(docks.row(0, MAIN, "90000.00"))
    with pytest.raises(Refusal) as refused:
        docks.first.order_freeze(docks.assets[0][SPARE[-4:]], "50000.00")
    assert refused.value.code == "ABOVE_LIMIT"
    docks.decide(done.bundle, approve=False)
    assert {r.state for r in docks.rows(done.bulk)} == {State.WITHDRAWN}
    docks.first.order_freeze(docks.assets[0][SPARE[-4:]], "50000.00")


def test_two_batches_at_once_never_exceed_the_claim(tmp_path):
    docks = dock(tmp_path, Deposit(MAIN, "90000.00"), Deposit(SPARE, "90000.00"))
    judge = docks.first.filed.stage.who(K.JUDGE, 2)

    def order(number: str) -> Any:
        batch = FreezeBatch((docks.row(0, number, "70000.00"), docks.row(1, number)), uuid4().hex)
        return lambda by: inquiry.order_freezes(batch, docks.first.today, by=by)

    answers = run_together([(judge, order(MAIN)), (judge, order(SPARE))])
    assert all(isinstance(a, BulkOutcome) for a in answers), answers
    taken = [r.amount for a in answers for r in a.good if r.case == docks.first.filed.case]
    assert taken == [Fen.of_yuan("70000.00")]


def test_a_struck_row_stays_out_and_a_case_without_rows_is_returned(tmp_path):
    docks = dock(tmp_path)
    done = docks.order(docks.row(0, MAIN), docks.row(0, SPARE), docks.row(1, MAIN))
    by_row = {r.row: r.request for r in done.rows}
    with pytest.raises(DecisionRefused) as refused:
        docks.decide(done.bundle, strikes=[Strike(uuid4(), "不在批次内")])
    assert refused.value.code == "STRIKE_NOT_DEFINITE"
    with pytest.raises(DecisionRefused) as refused:
        docks.decide(done.bundle, strikes=[Strike(p, "全部") for p in by_row.values()])
    assert refused.value.code == "NOTHING_LEFT_TO_APPROVE"
    with pytest.raises(DecisionRefused) as refused:
        docks.decide(done.bundle, seen_hash="0" * 64)
    assert refused.value.code == "MATTER_CHANGED"
    docks.decide(
        done.bundle, strikes=[Strike(by_row[2], "工资账户待核"), Strike(by_row[3], "已和解")]
    )
    states = {r.request: r.state for r in docks.rows(done.bulk)}
    assert states == {
        by_row[1]: State.ISSUED,
        by_row[2]: State.WITHDRAWN,
        by_row[3]: State.WITHDRAWN,
    }
    assert [a.type for a in docks.cases[1].acts("MATTER_RETURNED", "MATTER_APPROVED")] == [
        "MATTER_RETURNED"
    ]
    (opinion,) = docks.first.acts("OPINION_GIVEN")
    assert opinion.payload["struck"] == [str(by_row[2])]


def test_the_law_is_asked_again_when_a_batch_is_approved(tmp_path):
    docks = dock(tmp_path)
    done = docks.order(docks.row(0, MAIN), docks.row(1, MAIN))
    paid = Incoming(
        f"T{uuid4().hex[:12]}", docks.first.today, Fen.of_yuan("60000.00"), docks.cases[1].account
    )
    docks.first.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)
    docks.decide(done.bundle)
    by_case = {r.case: r for r in docks.rows(done.bulk)}
    assert by_case[docks.first.filed.case].state is State.ISSUED
    lapsed = by_case[docks.cases[1].filed.case]
    assert lapsed.state is State.WITHDRAWN
    (act,) = docks.cases[1].acts("CONTROL_REFUSED")
    assert act.payload["reason"].startswith("批准后未发出")


def test_the_inverse_of_a_batch(tmp_path):
    docks = dock(tmp_path)
    before = docks.order(docks.row(0, MAIN))
    assert docks.undo(before.bulk).withdrawn == 1, "not decided: the bundle is withdrawn"
    assert docks.first.read(lambda: get_bundle(docks.first.court_no, before.bundle)).state == (
        "WITHDRAWN"
    )
    done = docks.order(docks.row(0, MAIN), docks.row(0, SPARE), docks.row(1, MAIN))
    docks.decide(done.bundle)
    undone = docks.undo(done.bulk)
    assert (undone.withdrawn, undone.releases, undone.waiting) == (3, None, 0)
    docks.bank.cycle()
    assert not docks.bank.rows("select 1 from freezes"), "what was taken back is not handed out"
    assert len(docks.first.acts("CONTROL_REFUSED")) == 2

    again = docks.order(docks.row(0, MAIN), docks.row(1, MAIN))
    docks.decide(again.bundle)
    docks.bank.cycle(2)
    assert docks.first.facts.of(Property).controlled > ZERO
    undone = docks.undo(again.bulk)
    assert (undone.withdrawn, undone.released, undone.waiting) == (0, 2, 0)
    assert docks.undo(again.bulk).released == 0, "a second call orders nothing twice"
    (releases,) = [
        b for b in docks.first.read(lambda: list_bulks(docks.first.court_no)) if b.undoes
    ]
    assert releases.undoes == again.bulk
    docks.decide(releases.bundle)
    docks.bank.cycle(2)
    for sought in docks.cases:
        assert sought.facts.of(Property).controlled == ZERO
        assert [a.type for a in sought.acts("CONTROL_RELEASED")] == ["CONTROL_RELEASED"]


def test_a_repeat_gives_the_first_batch_and_another_under_its_key_is_refused(tmp_path):
    docks = dock(tmp_path)
    key = uuid4().hex
    first = docks.order(docks.row(0, MAIN), docks.row(0, MAIN), key=key)
    again = docks.order(docks.row(0, MAIN), docks.row(0, MAIN), key=key)
    assert (again.bulk, again.is_repeat) == (first.bulk, True)
    assert [r.code for r in again.bad] == ["ROW_TWICE"]
    assert len(docks.first.requests("CONTROL")) == 1
    with pytest.raises(SameKeyOtherBody):
        docks.order(docks.row(0, SPARE), key=key)


def test_a_bundle_waits_once_and_is_decided_whole(tmp_path):
    docks = dock(tmp_path)
    director = docks.first.filed.stage.who(K.DIRECTOR)
    before = docks.first.read(lambda: count_waiting(director))
    done = docks.order(docks.row(0, MAIN), docks.row(1, MAIN))
    assert docks.first.read(lambda: count_waiting(director)) == before + 1
    (matter, _) = docks.first.read(lambda: list_bundled(docks.first.court_no, done.bundle))
    with pytest.raises(DecisionRefused) as refused:
        docks.first.approve(matter.id)
    assert refused.value.code == "MATTER_IN_A_BUNDLE"
    with pytest.raises(DecisionRefused) as refused:
        docks.first.do(
            lambda by: decisions.withdraw_bundle(done.bundle, "误提", docks.first.today, by=by),
            K.JUDGE,
            1,
        )
    assert refused.value.code == "NOT_YOUR_MATTER"


def test_the_workbench_lists_what_is_found_and_not_controlled(tmp_path):
    docks = dock(tmp_path)

    def listed() -> int:
        return len(docks.first.read(lambda: list_controllable(docks.first.court_no)))

    assert listed() == 4
    done = docks.order(docks.row(0, MAIN))
    assert listed() == 3
    docks.decide(done.bundle)
    docks.bank.cycle(2)
    assert listed() == 3
    sought = docks.first
    release = ReleaseOrder(sought.filed.case, docks.assets[0][MAIN[-4:]], "已履行")
    sought.approve(sought.do(lambda by: inquiry.order_release(release, sought.today, by=by)))
    docks.bank.cycle(2)
    assert listed() == 4


@pytest.mark.parametrize("kind", [K.CLERK, K.ASSISTANT, K.DIRECTOR])
def test_only_a_judge_orders_or_undoes_a_batch(tmp_path, kind):
    docks = dock(tmp_path, amounts=("100.00",))
    batch = FreezeBatch((docks.row(0, MAIN),), uuid4().hex)
    for work in (
        lambda by: inquiry.order_freezes(batch, docks.first.today, by=by),
        lambda by: preview_freezes(batch, docks.first.today, by=by),
        lambda by: inquiry.undo_freezes(uuid4(), "x", docks.first.today, by=by),
    ):
        with pytest.raises(Refusal) as refused:
            docks.first.do(work, kind)
        assert refused.value.code == "NOT_ALLOWED"
    assert (
        docks.first.read(
            lambda: list_requests(docks.first.court_no, docks.first.filed.case, kind="CONTROL")
        )
        == []
    )
