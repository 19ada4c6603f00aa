"""The search gone on with, the checks closed, the procedure ended and taken up again at the desk."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors.desk.test_deeds import _faults, _sought
from tests.support.searching import BY_YIELD, adopt
from zhixing.cases.docket.corrections import annul_act
from zhixing.closing.operations import EndingStatement
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk

STATED = {f.name: "on" for f in fields(EndingStatement) if f.name != "evidence"}
CHECKS = {"checks": [{"code": "DEPOSIT", "zh": "存款", "en": "deposits", "kinds": ["DEPOSIT"]}]}


def _refused(desk: Desk, deed: str, words: str, /, of: Any = None, **data: Any) -> None:
    """Insist that a form sent on is refused in these words, and nothing is written."""
    before = desk.acts()
    status, text = desk.ask(K.JUDGE, deed, data, of)
    assert status in (403, 409, 422) and words in text, (deed, status)
    assert desk.acts() == before


def test_those_left_out_are_asked_once(tmp_path: Path) -> None:
    from tests.support.banks import Deposit, make_bank

    rich = make_bank(tmp_path, Deposit("6200000000000001", "80000.00"))
    poor = make_bank(tmp_path)
    sought, desk = _sought("50000.00")
    _refused(desk, "ask-skipped", "没有未查询的单位")
    sought.query(rich, poor)
    rich.cycle()
    poor.cycle()
    adopt(sought.court_no, "SEARCH_BY_YIELD", BY_YIELD)
    given = {"parties": [str(sought.filed.debtor)], "purpose": "ENFORCEMENT"}
    desk.do(K.JUDGE, "begin-search", given)
    asked = {v.id for v in sought.requests("QUERY")}
    assert "ask-skipped" in desk.page(K.JUDGE, "search")
    desk.do(K.JUDGE, "ask-skipped")
    more = [v for v in sought.requests("QUERY") if v.id not in asked]
    assert poor.id in {v.institution for v in more}
    assert "ask-skipped" not in desk.page(K.JUDGE, "search")
    _refused(desk, "ask-skipped", "没有未查询的单位")


def test_the_checks_are_recorded_when_all_are_done_and_not_before(tmp_path: Path) -> None:
    from tests.support.banks import make_bank

    bank = make_bank(tmp_path)
    sought, desk = _sought()
    _refused(desk, "complete-checks", "本院没有规定“四查两报”的内容")
    adopt(sought.court_no, "FOUR_CHECKS", CHECKS)
    _refused(desk, "complete-checks", "尚未完成：存款")
    sought.query(bank)
    _refused(desk, "complete-checks", "尚未完成：存款")
    bank.cycle()
    desk.do(K.JUDGE, "complete-checks")
    (act,) = sought.acts("CHECKS_COMPLETED")
    assert act.payload["done_on"] == [sought.today.isoformat()]
    _refused(desk, "complete-checks", "已经登记完成")
    assert "complete-checks" not in desk.page(K.JUDGE, "search")
    sought.do(lambda by: annul_act(act.id, "误录", by=by))
    desk.do(K.JUDGE, "complete-checks")


@pytest.fixture
def ripe(tmp_path: Path) -> tuple[Any, Desk]:
    """Give a case in which everything was done, three months after filing."""
    from tests.support.banks import Deposit, make_bank
    from tests.support.ended import ripen

    make_bank(tmp_path, Deposit("6200000000000001", "0.00"))
    sought, desk = _sought()
    ripen(sought)
    return sought, desk


def test_a_case_is_ended_a_find_is_declined_another_resumes_it(ripe: Any) -> None:
    from tests.support.ended import find
    from zhixing.cases.docket.chapters import Closure
    from zhixing.closing.chapter import Revivals

    sought, desk = ripe
    untold = {k: v for k, v in STATED.items() if k != "applicant_told"}
    _refused(desk, "propose-ending", "已告知申请执行人案件情况和后果", **untold)
    assert desk.client(K.JUDGE).get(desk.url("resume-case")).status_code == 200
    _refused(desk, "resume-case", "终结本次执行程序", reason="查得存款")
    desk.do(K.JUDGE, "propose-ending", STATED)
    _refused(desk, "propose-ending", "本案的结案审批正在进行", **STATED)
    desk.approve("CLOSING_WITHOUT_PROPERTY")
    assert sought.facts.of(Closure).mode == "PRESENT_PROCEDURE"
    _refused(desk, "propose-ending", "案件尚未立案或者已经结案", **STATED)

    find(sought, "600.00")
    of = desk.subject(K.JUDGE, "decline-revival")
    _faults(desk, K.JUDGE, "decline-revival", "reason", of=of, reason=" ")
    desk.do(K.JUDGE, "decline-revival", {"reason": "不足以支付处置费用"}, of)
    assert desk.acts()[-1] == "REVIVAL_DECLINED" and not sought.facts.of(Revivals).waiting
    assert desk.client(K.JUDGE).get(desk.url("decline-revival", of)).status_code == 404

    find(sought, "305000.00", "6200000000000010")
    _faults(desk, K.JUDGE, "resume-case", "reason", reason=" ")
    desk.do(K.JUDGE, "resume-case", {"reason": "查得存款"})
    _refused(desk, "resume-case", "恢复执行的审批正在进行", reason="查得存款")
    desk.approve("RESUMPTION")
    assert sought.facts.of(Closure).closed_on is None
    assert "resume-case" not in desk.page(K.JUDGE, "closing")


def test_evidence_is_taken_after_the_present_procedure_ended(ripe: Any) -> None:
    from tests.doors.desk.test_partner_deeds import _take
    from tests.support.open_ones import new_key, register
    from zhixing.institutions.kinds import InstitutionKind

    sought, desk = ripe
    desk.do(K.JUDGE, "propose-ending", STATED)
    desk.approve("CLOSING_WITHOUT_PROPERTY")
    telecom = register(InstitutionKind.TELECOM_OPERATOR, new_key())
    form = desk.client(K.JUDGE).get(desk.url("take-evidence")).content.decode()
    assert "可以调查取证，作为恢复执行的线索" in form
    _take(sought, telecom)
    assert len(sought.acts("EVIDENCE_TAKEN")) == 1
    sought.filed.stage.goto(sought.today.replace(year=sought.today.year + 6))
    form = desk.client(K.JUDGE).get(desk.url("take-evidence")).content.decode()
    assert "可以接收证据，供申请恢复执行之用" in form


def test_in_a_case_ended_for_good_the_deed_says_why_no_evidence_is_taken() -> None:
    from tests.doors.desk.test_partner_deeds import _take
    from tests.support.open_ones import new_key, register
    from zhixing.cases.docket.append import append
    from zhixing.cases.docket.values import NewAct
    from zhixing.closing.acts import CaseClosed
    from zhixing.closing.chapter import Mode
    from zhixing.institutions.kinds import InstitutionKind
    from zhixing.kernel.fen import Fen
    from zhixing.kernel.ids import new_id
    from zhixing.law.closing.termination import ClosingRefused

    sought, desk = _sought()
    telecom = register(InstitutionKind.TELECOM_OPERATOR, new_key())
    closed = CaseClosed(new_id(), Mode.PERFORMED, Fen(0))
    sought.do(lambda by: append(NewAct(sought.filed.case, closed, sought.today), by=by))
    for lang, words in (("zh", "不再调查取证"), ("en", "evidence is no longer taken")):
        assert words in desk.page(K.JUDGE, "search", lang)
    _refused(desk, "take-evidence", "不再调查取证")
    with pytest.raises(ClosingRefused) as refused:
        _take(sought, telecom)
    assert refused.value.code == "ENDED_FOR_GOOD" and refused.value.basis is not None
