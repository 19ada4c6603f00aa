"""Answers put right at the desk: corrected by one person or by two, reopened, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from tests.doors.desk.test_deeds import _faults, _sought
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk

MAIN = "6200000000000001"
WHY = {"reason": "柜面核实与反馈不符", "basis": "示例银行2018年3月6日来函"}


def _refused(desk: Desk, deed: str, words: str, /, of: Any = None, **data: Any) -> None:
    """Insist that a form sent on is refused in these words, and nothing is written."""
    before = desk.acts()
    status, text = desk.ask(K.JUDGE, deed, data, of)
    assert status in (403, 409, 422) and words in text, (deed, status)
    assert desk.acts() == before


def _gone(desk: Desk, deed: str, of: UUID) -> bool:
    return desk.client(K.JUDGE).get(desk.url(deed, of)).status_code == 404


def _colleague(desk: Desk) -> Desk:
    """Give the desk at which another judge does what the handling judge does at his."""
    from tests.support.at_the_desk import HANDLER, Desk

    return Desk(desk.stage, desk.case, {(K.JUDGE, HANDLER): desk.client(K.JUDGE, 1)})


def _asked(tmp_path: Path, *balances: str) -> tuple[Any, Desk, Any]:
    from tests.support.banks import make_bank
    from zhixing.scenarios.banks import Deposit

    bank = make_bank(tmp_path, *(Deposit(MAIN, b) for b in balances))
    sought, desk = _sought()
    sought.query(bank)
    bank.cycle()
    return sought, desk, bank


@pytest.fixture
def frozen(tmp_path: Path) -> tuple[Any, Desk, Any]:
    """Give a case in which a bank answered that 50,000 yuan are frozen, and the request."""
    sought, desk, bank = _asked(tmp_path, "80000.00")
    view = sought.freeze(sought.assets()[0].id, "50000.00")
    bank.cycle()
    return sought, desk, view


def test_what_a_bank_left_out_is_entered_with_reason_and_ground(tmp_path: Path) -> None:
    sought, desk, _ = _asked(tmp_path)
    of = desk.subject(K.JUDGE, "correct-query")
    form = {"kind": "DEPOSIT", "things": "6222009,500.00,来函所列", **WHY}
    _faults(desk, K.JUDGE, "correct-query", "basis", of=of, **{**form, "basis": " "})
    _faults(desk, K.JUDGE, "correct-query", "things", of=of, **{**form, "things": "6222009,五百"})
    _faults(desk, K.JUDGE, "correct-query", "things", of=of, **{**form, "things": ""})
    desk.do(K.JUDGE, "correct-query", form, of)
    (act,) = sought.acts("ANSWER_CORRECTED_BY_HAND")
    assert (act.payload["before"], act.payload["now"]) == ("NIL", "FOUND")
    assert act.payload["basis"] == WHY["basis"]
    assert [(a.identifier_tail, a.balance) for a in sought.assets()] == [
        ("2009", Fen.of_yuan("500.00"))
    ]


def test_a_control_is_corrected_by_one_and_confirmed_by_another(frozen: Any) -> None:
    from zhixing.assets.acts import Property

    sought, desk, view = frozen
    of = desk.subject(K.JUDGE, "correct-control")
    assert (
        of == view.id
        and "50,000.00"
        in desk.client(K.JUDGE).get(desk.url("correct-control", of)).content.decode()
    )
    less = {"outcome": "PARTIAL", "actual": "30000", **WHY}
    _faults(desk, K.JUDGE, "correct-control", "actual", of=of, **{**less, "actual": "三万"})
    _faults(desk, K.JUDGE, "correct-control", "outcome", of=of, **{**less, "outcome": "FOUND"})
    same = {**less, "outcome": "DONE", "actual": "50000"}
    _faults(desk, K.JUDGE, "correct-control", "outcome", of=of, **same)
    desk.do(K.JUDGE, "correct-control", less, of)
    _refused(desk, "correct-control", "已有一项更正待他人复核", of, **less)

    other = _colleague(desk)
    correction = other.subject(K.JUDGE, "confirm-correction")
    assert "须由另一人复核" in desk.page(K.JUDGE, "queries")
    _refused(desk, "confirm-correction", "须由另一人复核", correction)
    seen = other.client(K.JUDGE).get(other.url("confirm-correction", correction)).content.decode()
    assert "30,000.00" in seen and WHY["basis"] in seen
    other.do(K.JUDGE, "confirm-correction", {}, correction)
    control = sought.facts.of(Property).control_of(sought.assets()[0].id)
    assert control.stands == Fen.of_yuan("30000.00")
    assert _gone(other, "confirm-correction", correction)
    assert _gone(other, "refuse-correction", correction)


def test_a_correction_is_refused_by_another_with_a_reason(frozen: Any) -> None:
    from zhixing.assets.acts import Property
    from zhixing.inquiry.correcting.queries import list_corrections

    sought, desk, view = frozen
    desk.do(K.JUDGE, "correct-control", {"outcome": "NOT_DONE", **WHY}, view.id)
    other = _colleague(desk)
    of = other.subject(K.JUDGE, "refuse-correction")
    _refused(desk, "refuse-correction", "须由另一人复核", of, reason="来函未盖章")
    _refused(other, "refuse-correction", "请写明不同意的理由", of, reason=" ")
    other.do(K.JUDGE, "refuse-correction", {"reason": "来函未盖章"}, of)
    (seen,) = sought.read(lambda: list_corrections(sought.court_no, view.id))
    assert (seen.state, seen.second_reason) == ("REFUSED", "来函未盖章")
    held = sought.facts.of(Property).control_of(sought.assets()[0].id)
    assert held.stands == Fen.of_yuan("50000.00"), "the freeze stands as it was answered"
    assert _gone(other, "refuse-correction", of)


def test_a_part_without_an_amount_is_no_correction(frozen: Any) -> None:
    from zhixing.inquiry.correcting.queries import list_corrections

    sought, desk, view = frozen
    none = {"outcome": "PARTIAL", "actual": "", **WHY}
    _faults(desk, K.JUDGE, "correct-control", "actual", of=view.id, **none)
    assert not sought.read(lambda: list_corrections(sought.court_no, view.id))


def test_an_answer_that_cannot_be_used_is_asked_for_again(tmp_path: Path) -> None:
    from zhixing.inquiry.states import State

    sought, desk, _ = _asked(tmp_path, "80000.00")
    of = desk.subject(K.JUDGE, "reopen-request")
    _refused(desk, "reopen-request", "未写明重开理由", of, reason=" ")
    desk.do(K.JUDGE, "reopen-request", {"reason": "余额有误"}, of)
    (view,) = sought.requests("QUERY")
    assert (view.id, view.state, view.reason) == (of, State.REOPENED, "余额有误")
    assert _gone(desk, "reopen-request", of), "it waits for its answer already"


def test_an_answer_part_of_which_was_lost_is_looked_into(tmp_path: Path) -> None:
    from django.urls import reverse

    from tests.rooms.inquiry.test_query import SAYS, account
    from zhixing.inquiry.stuck import list_to_settle

    sought, desk, bank = _asked(tmp_path)
    (asked,) = sought.requests("QUERY")
    sought.query(bank)
    lost = next(v for v in sought.requests("QUERY") if v.id != asked.id)
    bank.ask("getXzcxList")
    bank.say(SAYS, account(lost.external_no, YE="12.345"))
    page = desk.client(K.JUDGE).get(reverse("desk:stuck")).content.decode()
    assert "YE" in page and "需要核对的反馈" in page
    of = desk.subject(K.JUDGE, "settle-answer")
    assert of == lost.id
    assert _gone(desk, "settle-answer", asked.id), "nothing was lost of that one"
    _refused(desk, "settle-answer", "请写明核对的结果", of, reason=" ")
    desk.do(K.JUDGE, "settle-answer", {"reason": "电话核实余额为12.34元"}, of)
    assert not sought.read(lambda: list_to_settle(sought.court_no, sought.filed.case))
    assert _gone(desk, "settle-answer", of)
    shown = desk.client(K.JUDGE).get(reverse("desk:stuck")).content.decode()
    assert "需要核对的反馈" not in shown


def test_a_freeze_that_is_stuck_is_given_up_with_a_reason(tmp_path: Path) -> None:
    from zhixing.inquiry import operations as inquiry
    from zhixing.inquiry.states import State

    sought, desk, _ = _asked(tmp_path, "80000.00")
    view = sought.freeze(sought.assets()[0].id, "50000.00")
    assert _gone(desk, "withdraw-stuck", view.id), "it is on its way"
    late = sought.today + timedelta(days=9)
    sought.do(lambda by: inquiry.expire_overdue(late, by=by))
    of = desk.subject(K.JUDGE, "withdraw-stuck")
    assert desk.client(K.CLERK).get(desk.url("withdraw-stuck", of)).status_code == 403
    _refused(desk, "withdraw-stuck", "请写明撤回的理由", of, reason=" ")
    desk.do(K.JUDGE, "withdraw-stuck", {"reason": "改由书面办理"}, of)
    seen = sought.request(view.matter)
    assert (seen.state, seen.reason) == (State.WITHDRAWN, "改由书面办理")
    assert _gone(desk, "withdraw-stuck", of)
