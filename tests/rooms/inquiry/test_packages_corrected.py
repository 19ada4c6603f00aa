"""Over packages a bank thinks again: it corrects an answer, or takes a freeze back, in a later file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.rooms.inquiry.test_packages import FileBank, only
from tests.support.banks import Deposit, Sought, seek
from zhixing.assets.acts import Property
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.evidence import read_raw
from zhixing.inquiry.exhibit.laying import lay_out
from zhixing.inquiry.queries import get_evidence, list_answers
from zhixing.inquiry.states import State
from zhixing.kernel.fen import ZERO, Fen

PURSE = Deposit("6200000000000001", "80000.00")
TRUE, FALSE = "80000.00", "80088.00"


def asked(tmp_path: Path, **plan: Any) -> tuple[Sought, FileBank]:
    sought, bank = seek(), FileBank(tmp_path, PURSE)
    bank.bank.plan(**plan)
    sought.query(bank.bank)
    bank.around()
    return sought, bank


def answers_to(sought: Sought, request: Any) -> list[Any]:
    return sought.read(lambda: list_answers(sought.court_no, request.id))


def laid(sought: Sought, answer: Any, number: str) -> str:
    """Give what the evidence viewer shows of an answer, read field by field."""
    kept = sought.read(
        lambda: models.Answer.objects.get(court_no=sought.court_no, id=answer.id).message_id
    )
    found = lay_out(read_raw(kept), "BANK-FILE-2", number, is_covered=False)
    values = [s for d in found.documents for group in d.groups for s in group.said]
    return " ".join(f"{s.code}={s.value}" for s in values)


def sound(sought: Sought) -> bool:
    return sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_an_answer_corrected_in_a_later_package_is_believed(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path, correction=1)
    assert sought.assets()[0].balance == Fen.of_yuan(FALSE), "as it was told at first"
    assert only(sought).state is State.CLOSED
    bank.around()
    assert len(bank.bank.events("corrected")) == 1
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.CORRECTED, "FOUND", 1)
    (asset,) = sought.assets()
    assert asset.balance == Fen.of_yuan(TRUE)
    assert len(sought.acts("ASSET_FOUND")) == 1
    assert len(sought.acts("ANSWER_CORRECTED")) == 1

    first, second = answers_to(sought, view)
    assert (first.is_correction, second.is_correction) == (False, True)
    assert f"YE={FALSE}" in laid(sought, first, view.external_no), "the earlier word is kept"
    shown = laid(sought, second, view.external_no)
    assert f"YE={TRUE}" in shown and "BEIZ=更正前次反馈的余额" in shown
    raw = bank.raw()
    assert len({row.sha256 for row in raw}) == 2 and {row.arrivals for row in raw} == {1}
    assert sound(sought)
    bank.around(2)
    assert len(bank.bank.events("corrected")) == 1 and only(sought).state is State.CORRECTED


def test_a_correction_waits_until_the_court_has_taken_the_first_word(tmp_path: Path) -> None:
    sought, bank = seek(), FileBank(tmp_path, PURSE)
    bank.bank.plan(correction=1)
    sought.query(bank.bank)
    bank.court()
    for _ in range(3):
        bank.bank.front.cycle()
    assert len(bank.names("upload")) == 1 and not bank.bank.events("corrected")
    bank.court()
    bank.around()
    assert only(sought).state is State.CORRECTED


def test_a_freeze_taken_back_in_a_later_package_holds_nothing(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path)
    bank.bank.plan(reversal=1, duplicate_package=1)
    order = sought.freeze(sought.assets()[0].id, "60000.00")
    bank.around()
    assert sought.request(order.matter).outcome == "DONE"
    assert sought.facts.of(Property).controlled == Fen.of_yuan("60000.00")
    bank.around(2)
    assert len(bank.bank.events("taken_back")) == 1
    assert not bank.bank.rows("select 1 from freezes where is_active")
    view = sought.request(order.matter)
    assert (view.state, view.outcome) == (State.CORRECTED, "NOT_DONE")
    assert view.reason == "复核后撤销冻结"
    assert sought.facts.of(Property).controlled == ZERO
    assert len(sought.acts("ASSET_CONTROLLED")) == 1
    told = [a for a in answers_to(sought, view) if a.kind == "CONTROL"]
    assert [a.is_correction for a in told] == [False, True]
    assert "KZZT=1" in laid(sought, told[0], view.external_no)
    shown = laid(sought, told[1], view.external_no)
    assert "KZZT=2" in shown and "WNKZYY=复核后撤销冻结" in shown
    evidence = sought.read(lambda: get_evidence(sought.court_no, told[0].id))
    assert evidence.feedback.receipts, "the receipt of the freeze is kept as it came"
    assert sound(sought)


def test_what_is_opened_again_is_answered_by_the_truth(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path, reopened_correction=1)
    bank.around(2)
    assert sought.assets()[0].balance == Fen.of_yuan(FALSE), "it does not think of it by itself"
    request = only(sought)
    sought.do(lambda by: inquiry.reopen_request(request.id, "余额与流水不符", by=by))
    assert only(sought).state is State.REOPENED
    bank.around(2)
    assert bank.bank.events("opened_again")
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 1)
    assert sought.assets()[0].balance == Fen.of_yuan(TRUE)
    first, second = answers_to(sought, view)
    assert f"YE={FALSE}" in laid(sought, first, view.external_no)
    assert f"YE={TRUE}" in laid(sought, second, view.external_no)
    assert sound(sought)


def test_opened_again_after_a_correction_only_the_last_word_is_sent(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path, correction=1)
    bank.around()
    request = only(sought)
    sought.do(lambda by: inquiry.reopen_request(request.id, "请再次反馈", by=by))
    bank.around(2)
    assert only(sought).state is State.CLOSED
    assert sought.assets()[0].balance == Fen.of_yuan(TRUE)
    payloads = [read_raw(row.id).payload for row in bank.raw()]
    assert [f'YE="{FALSE}"' in payload for payload in payloads] == [True, False, False]


def test_without_such_a_plan_nothing_is_thought_of_again(tmp_path: Path) -> None:
    sought, bank = asked(tmp_path)
    bank.around(2)
    assert only(sought).state is State.CLOSED
    assert not bank.bank.events("corrected") and len(bank.raw()) == 1
