"""Filing one case and many: the same rows, acts and facts; repeats, refusals, numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.rooms.cases.filing.making import ON, Desk, application, company, make_desk, person
from zhixing.cases import models
from zhixing.cases.acts import RefusalGround, Role, Title
from zhixing.cases.docket.asof import facts_as_of, facts_now, list_acts
from zhixing.cases.docket.chapters import Closure, Debt, Obligation, Progress, Standings
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.cases.filing.application import PropertyClue, TitleInstalment
from zhixing.cases.filing.outcome import Mode
from zhixing.cases.filing.problem import FilingRefused, KeyReused, NotPossible
from zhixing.cases.operations import (
    accept_filing,
    check_applications,
    correct_claim,
    file_case,
    file_cases,
    receive_application,
    record_succession,
    refuse_filing,
)
from zhixing.cases.policies import NotAuthorised
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.models import LeafQueue
from zhixing.platform.principal import PostKind


def rich(n: int) -> Any:
    """Give an application that uses every part."""
    return application(
        n,
        creditors=(person(900 + n), company(n)),
        obligations=(
            Obligation(
                "a", "principal", Fen(30_000_000), date(2014, 2, 1), "0.06", date(2013, 3, 23)
            ),
            Obligation("b", "principal", Fen(20_000_000), date(2015, 2, 1), "", None, "a", "转本"),
            Obligation("c", "case_fee", Fen(8_800_00)),
        ),
        instalments=(TitleInstalment(date(2017, 12, 20), Fen(10_000_000)),),
        costs=Fen(5_020_00),
        clues=(PropertyClue("deposit", "工资卡", "某银行", f"62220000{n:08d}"),),
        served_on=date(2017, 11, 20),
        cause="民间借贷纠纷",
    )


def seen(desk: Desk, case: Any) -> dict[str, Any]:
    """Give everything filing wrote for a case, ids aside."""
    row = models.Case.objects.get(id=case)
    columns = {f.attname: getattr(row, f.attname) for f in models.Case._meta.concrete_fields}
    acts = [
        (a.seq, a.type, a.occurred_on, a.payload, a.findings, a.by_person, a.by_post)
        for a in list_acts(desk.court.court_no, case)
    ]
    links = models.CaseParty.objects.filter(case_id=case)
    nodes = models.CaseNode.objects.filter(case_id=case).order_by("code")
    ids = [a.id for a in list_acts(desk.court.court_no, case)]
    return {
        "columns": {k: v for k, v in columns.items() if k not in ("id",)},
        "acts": acts,
        "facts": facts_now(desk.court.court_no, case).to_json(),
        "links": sorted((link.role, link.since, link.until) for link in links),
        "nodes": [(n.code, n.due_on, n.rule, n.input_hash) for n in nodes],
        "leaves": LeafQueue.objects.filter(subject_id__in=ids, kind="act").count(),
    }


def blind(value: Any, ids: dict[str, str]) -> Any:
    """Replace ids and numbers that differ between two courts by their place."""
    if isinstance(value, dict):
        return {k: blind(v, ids) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [blind(v, ids) for v in value]
    text = str(value)
    if len(text) == 36 and text.count("-") == 4:
        return ids.setdefault(text, f"id{len(ids)}")
    return value


def test_one_and_many_write_the_same() -> None:
    one, many = make_desk(), make_desk()
    applications = [application(1), rich(2), application(3, debtors=(person(50), company(51)))]
    with one.open() as by:
        singly = [file_case(a, by=by, on=ON) for a in applications]
        first = [seen(one, f.case) for f in singly]
    with many.open() as by:
        batch = file_cases(applications, by=by, on=ON)
        second = [seen(many, f.case) for f in batch.filed]
    for a, b in zip(first, second, strict=True):
        a["columns"].pop("court_no"), b["columns"].pop("court_no")
        assert a["leaves"] == b["leaves"] == 2
        assert blind(a, {}) == blind(b, {})
    assert [f.number for f in singly] == [f.number for f in batch.filed]


def test_facts_after_filing(desk: Desk) -> None:
    with desk.open() as by:
        filed = file_case(rich(1), by=by, on=ON)
        facts = facts_now(desk.court.court_no, filed.case)
        debt, standings = facts.of(Debt), facts.of(Standings)
        assert facts == facts_as_of(desk.court.court_no, filed.case)
        row = models.Case.objects.get(id=filed.case)
        acts = list_acts(desk.court.court_no, filed.case)
        assert list(verify_docket(desk.court.court_no)) == []
    assert filed.number == "（2018）渝0119执1号"
    assert debt.costs == Fen(502000)
    assert [o.origin for o in debt.obligations] == ["", "a", ""]
    assert len(standings.of_role("APPLICANT")) == 2
    assert facts.of(Progress).reached == {"APPLICATION_RECEIVED": date(2018, 3, 2), "FILED": ON}
    assert facts.of(Title).clues[0].account is not None
    assert "62220000" not in str(acts)
    assert row.filed_on == ON
    assert row.stage == "FILING"
    assert row.claim_fen == 50_880_000
    assert acts[1].findings[0]["rule"] == "FILING_DECIDE_DUE"


def test_repeat_gives_the_first_answer(desk: Desk) -> None:
    with desk.open() as by:
        filed = file_case(application(1), by=by, on=ON)
    with desk.open() as by:
        again = file_case(application(1), by=by, on=date(2018, 3, 9))
        batch = file_cases([application(1), application(2), application(2)], by=by, on=ON)
    assert again == replace(filed, is_repeat=True)
    assert [f.is_repeat for f in batch.filed] == [True, False, True]
    assert batch.filed[0].case == filed.case
    assert batch.filed[1].case == batch.filed[2].case
    assert batch.problems == ()


def test_key_with_another_body_is_refused_with_both_hashes(desk: Desk) -> None:
    with desk.open() as by:
        filed = file_case(application(1), by=by, on=ON)
        with pytest.raises(KeyReused) as refused:
            file_case(application(1, cause="买卖合同纠纷"), by=by, on=ON)
        batch = file_cases(
            [application(2), application(1, cause="x")], by=by, on=ON, mode=Mode.GOOD_ROWS
        )
    assert refused.value.hashes[0] == filed.application_hash
    assert refused.value.hashes[1] == application(1, cause="买卖合同纠纷").hash
    assert filed.application_hash in refused.value.message_zh
    assert batch.rejected_rows == (2,)
    assert len(batch.filed) == 1


def test_modes_of_a_batch(desk: Desk) -> None:
    bad = application(2, debtors=(replace(person(5), number="110101195001010000"),))
    with desk.open() as by:
        none = file_cases([application(1), bad], by=by, on=ON, mode=Mode.ALL_OR_NONE)
        assert not models.Case.objects.filter(court_no=by.court_no).exists()
        dry = check_applications([application(1), bad], by=by, on=ON)
        good = file_cases([application(1), bad], by=by, on=ON, mode=Mode.GOOD_ROWS)
    assert none.filed == ()
    assert [(p.row, p.field, p.code) for p in none.problems] == [
        (2, "debtors[0].number", "ID_CHECK")
    ]
    assert dry.problems == none.problems == good.problems
    assert [f.row for f in good.filed] == [1]


def test_numbers_run_without_gap_and_years_apart(desk: Desk) -> None:
    earlier = application(
        3,
        effective_on=date(2015, 1, 1),
        performance_until=None,
        applied_on=date(2015, 10, 9),
        received_on=date(2015, 10, 9),
    )
    with desk.open() as by:
        batch = file_cases([application(1), application(2)], by=by, on=ON)
        legacy = file_case(earlier, by=by, on=date(2015, 10, 9))
        next_one = file_case(application(4), by=by, on=ON)
    assert [f.number for f in batch.filed] == ["（2018）渝0119执1号", "（2018）渝0119执2号"]
    assert legacy.number == "（2015）南川法执字第00001号"
    assert next_one.number == "（2018）渝0119执3号"


def test_one_batch_numbers_each_year_by_itself(desk: Desk) -> None:
    old = {"applied_on": date(2017, 12, 29), "received_on": date(2017, 12, 29)}
    on = date(2018, 1, 3)
    new = {"applied_on": on, "received_on": on}
    with desk.open() as by:
        batch = file_cases(
            [application(1, **new), application(2, **old), application(3, **new)], by=by, on=on
        )
    assert [f.number for f in batch.filed] == [
        "（2018）渝0119执1号",
        "（2017）渝0119执1号",
        "（2018）渝0119执2号",
    ]


def test_refused_filing_uses_no_number(desk: Desk) -> None:
    with desk.open() as by, pytest.raises(FilingRefused) as refused:
        file_case(application(1, obligations=()), by=by, on=ON)
    with desk.open() as by:
        assert file_case(application(2), by=by, on=ON).number == "（2018）渝0119执1号"
    assert refused.value.code == "NOTHING_TO_PERFORM"
    assert refused.value.basis is not None
    assert refused.value.basis.version == "1998"


def test_court_without_code_says_so() -> None:
    from zhixing.courts.queries import list_courts

    with open_scope(Scope.system()):
        bare = next(c for c in list_courts() if not c.case_code)
    desk = make_desk(like=bare.code)
    early = application(
        1,
        applied_on=date(2015, 1, 5),
        received_on=date(2015, 1, 5),
        effective_on=date(2014, 1, 1),
        performance_until=None,
    )
    with desk.open() as by:
        with pytest.raises(Refusal) as modern:
            file_case(application(2), by=by, on=ON)
        with pytest.raises(Refusal) as legacy:
            file_case(early, by=by, on=date(2015, 1, 6))
    assert modern.value.code == "COURT_HAS_NO_CASE_CODE"
    assert bare.name in modern.value.message_zh
    assert legacy.value.code == "COURT_HAS_NO_LEGACY_PATTERN"


def test_filed_before_warns_and_files(desk: Desk) -> None:
    with desk.open() as by:
        first = file_case(application(1), by=by, on=ON)
        other = application(
            2, title_number=application(1).title_number, debtors=application(1).debtors
        )
        again = file_case(other, by=by, on=ON)
        stranger = application(3, title_number=application(1).title_number)
        apart = file_case(stranger, by=by, on=ON)
    assert [w.code for w in again.warnings] == ["FILED_BEFORE"]
    assert first.number in again.warnings[0].zh
    assert apart.warnings == ()


def test_filed_before_in_a_court_below_warns() -> None:
    above = make_desk(room=2)
    below = make_desk(below=above.court.court_no)
    with below.open() as by:
        first = file_case(application(1), by=by, on=ON)
    with above.open() as by:
        again = file_case(application(1), by=by, on=ON)
    assert not again.is_repeat
    assert [w.code for w in again.warnings] == ["FILED_BEFORE"]
    assert first.number in again.warnings[0].en


def test_duplicates_inside_a_batch(desk: Desk) -> None:
    same = replace(application(1), application_key="other")
    near = application(2, title_number=application(1).title_number, debtors=application(1).debtors)
    with desk.open() as by:
        result = file_cases([application(1), same, near], by=by, on=ON, mode=Mode.GOOD_ROWS)
    assert [(p.row, p.code, p.warning) for p in result.problems] == [
        (2, "DUPLICATE_IN_BATCH", False),
        (3, "SAME_TITLE_AND_DEBTOR_IN_BATCH", True),
    ]
    assert [f.row for f in result.filed] == [1, 3]


def test_known_number_with_another_name_warns(desk: Desk) -> None:
    with desk.open() as by:
        file_case(application(1), by=by, on=ON)
        renamed = application(2, debtors=(replace(application(1).debtors[0], name="改名人"),))
        again = file_case(renamed, by=by, on=ON)
    assert [w.code for w in again.warnings] == ["NAME_DIFFERS"]


def test_receive_then_accept_or_refuse(desk: Desk) -> None:
    with desk.open() as by:
        taken = receive_application(application(1), by=by, on=ON)
        row = models.Case.objects.get(id=taken.case)
        assert (row.filed_on, row.stage, row.last_seq) == (None, "", 1)
        accept_filing(taken.case, by=by, on=ON)
        with pytest.raises(NotPossible) as twice:
            refuse_filing(taken.case, [RefusalGround.NO_JURISDICTION], "无管辖权", by=by, on=ON)
        other = receive_application(application(2), by=by, on=ON)
        with pytest.raises(NotPossible):
            refuse_filing(other.case, [], "", by=by, on=ON)
        refuse_filing(other.case, [RefusalGround.NO_JURISDICTION], "无管辖权", by=by, on=ON)
        facts = facts_now(by.court_no, other.case)
        assert list(verify_docket(by.court_no)) == []
    assert twice.value.code == "FILING_DECIDED"
    assert facts.of(Closure) == Closure("FILING_REFUSED", ON)
    assert "FILED" not in facts.of(Progress).reached


def test_only_posts_with_authority_file(desk: Desk) -> None:
    clerk, cashier = desk.who(PostKind.CLERK), desk.who(PostKind.CASHIER)
    with desk.open(clerk):
        receive_application(application(1), by=clerk, on=ON)
        with pytest.raises(NotAuthorised):
            file_case(application(2), by=clerk, on=ON)
    with desk.open(cashier), pytest.raises(NotAuthorised):
        receive_application(application(3), by=cashier, on=ON)


def test_succession_moves_the_standing(desk: Desk) -> None:
    with desk.open() as by:
        filed = file_case(application(1), by=by, on=ON)
        former = facts_now(by.court_no, filed.case).of(Standings).of_role("APPLICANT")[0]
        later = date(2018, 6, 1)
        record_succession(
            filed.case, former, company(7), role=Role.APPLICANT, ground="债权转让", by=by, on=later
        )
        standings = facts_now(by.court_no, filed.case).of(Standings)
        before = facts_as_of(by.court_no, filed.case, on=date(2018, 5, 31)).of(Standings)
        row = models.Case.objects.get(id=filed.case)
        links = {
            (k.party_id, k.until)
            for k in models.CaseParty.objects.filter(case_id=filed.case, role="APPLICANT")
        }
        with pytest.raises(NotPossible):
            record_succession(
                filed.case, former, company(8), role=Role.APPLICANT, ground="再次", by=by, on=later
            )
        assert list(verify_docket(by.court_no)) == []
    successor = standings.of_role("APPLICANT")[0]
    assert successor != former
    assert before.of_role("APPLICANT") == (former,)
    assert links == {(former, later), (successor, None)}
    assert row.creditor_names == company(7).name


def test_corrected_claim_keeps_what_was_known(desk: Desk) -> None:
    with desk.open() as by:
        filed = file_case(application(1), by=by, on=ON)
        known_at = list_acts(by.court_no, filed.case)[-1].recorded_at
        right = (Obligation("1", "principal", Fen(65_000_000), date(2017, 1, 1)),)
    from datetime import timedelta

    from zhixing.courts.operations import drive_clock

    with open_scope(Scope.system()):
        drive_clock(desk.court.court_no, known_at + timedelta(days=30))
    with desk.open() as by:
        correct_claim(filed.case, ClaimCorrection("数额误录", obligations=right), by=by)
        now = facts_now(by.court_no, filed.case).of(Debt)
        knew = facts_as_of(by.court_no, filed.case, known_at=known_at).of(Debt)
        row = models.Case.objects.get(id=filed.case)
        with pytest.raises(FilingRefused):
            correct_claim(filed.case, ClaimCorrection("错", obligations=()), by=by)
        assert list(verify_docket(by.court_no)) == []
    assert now.obligations == right
    assert knew.obligations == application(1).obligations
    assert row.claim_fen == 65_000_000


def test_a_late_decision_still_files(desk: Desk) -> None:
    late = application(1, applied_on=date(2018, 1, 2), received_on=date(2018, 1, 2))
    with desk.open() as by:
        filed = file_case(late, by=by, on=ON)
        row = models.Case.objects.get(id=filed.case)
        assert list(verify_docket(by.court_no)) == []
    assert row.filed_on == ON
