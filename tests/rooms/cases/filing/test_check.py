"""What the paper check finds: both sides of every threshold, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.cases.filing.making import ON, application, company, person, resident
from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing.application import (
    ApplicantBasis,
    Application,
    Jurisdiction,
    PropertyClue,
    TitleInstalment,
    TitleKind,
)
from zhixing.cases.filing.check import check
from zhixing.courts.kinds import CourtLevel
from zhixing.courts.records import CourtView
from zhixing.kernel.canonical import to_json
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.law.registry import execute
from zhixing.parties.identity import IdKind

COURT = CourtView(
    1,
    1,
    None,
    "X",
    "示例法院",
    CourtLevel.BASIC,
    "重庆市",
    "渝0119",
    "rule",
    (),
    True,
    None,
    None,
    None,
)


def codes(a: Application, on: date = ON) -> list[str]:
    return [p.code for p in check(a, COURT, on).problems]


def item(key: str = "1", amount: int = 100, **terms: Any) -> Obligation:
    return Obligation(key, "principal", Fen(amount), **terms)


def test_an_application_in_order_has_no_problem_and_a_finding() -> None:
    checked = check(application(1), COURT, ON)
    assert checked.problems == ()
    [finding] = checked.findings
    assert execute(finding.rule, finding.inputs, finding.on) == finding


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"application_key": " "}, "MISSING"),
        ({"application_key": "k" * 81}, "TOO_LONG"),
        ({"title_number": ""}, "MISSING"),
        ({"issuing_body": ""}, "MISSING"),
        ({"effective_on": date(2018, 3, 2)}, "TITLE_NOT_EFFECTIVE"),
        ({"served_on": date(2017, 12, 2)}, "DATES_REVERSED"),
        ({"applied_on": date(2018, 3, 3)}, "DATES_REVERSED"),
        ({"received_on": date(2018, 3, 6)}, "IN_THE_FUTURE"),
        ({"performance_until": date(2018, 3, 1)}, "PERFORMANCE_PERIOD_RUNS"),
        ({"creditors": ()}, "MISSING"),
        ({"debtors": ()}, "MISSING"),
        ({"debtors": (person(2),)}, "PARTY_ON_BOTH_SIDES"),
        ({"debtors": (person(3), person(3, "同号异名"))}, "PARTY_TWICE"),
        ({"debtors": (replace(person(3), name=" "),)}, "MISSING"),
        ({"debtors": (replace(person(3), id_kind=IdKind.USCC),)}, "WRONG_KIND_OF_ID"),
        ({"debtors": (replace(person(3), number=""),)}, "ID_LENGTH"),
        ({"debtors": (replace(company(3), number="9111"),)}, "ID_LENGTH"),
        ({"obligations": ()}, "NOTHING_TO_PERFORM"),
        ({"obligations": (item(amount=0),)}, "AMOUNT_OUT_OF_RANGE"),
        ({"obligations": (item(amount=-5),)}, "AMOUNT_OUT_OF_RANGE"),
        ({"obligations": (replace(item(), kind="gold"),)}, "UNKNOWN_KIND"),
        ({"obligations": (item("a"), item("a"))}, "KEY_TWICE"),
        ({"obligations": (item(annual_rate="1.01", agreed_from=ON),)}, "RATE_OUT_OF_RANGE"),
        ({"obligations": (item(annual_rate="NaN", agreed_from=ON),)}, "RATE_OUT_OF_RANGE"),
        ({"obligations": (item(annual_rate="0.06"),)}, "MISSING"),
        ({"obligations": (item(origin="9"),)}, "ORIGIN_UNKNOWN"),
        ({"obligations": (item("a", origin="b"), item("b", origin="a"))}, "ORIGIN_CIRCULAR"),
        ({"costs": Fen(-1)}, "AMOUNT_OUT_OF_RANGE"),
        (
            {"instalments": (TitleInstalment(date(2017, 5, 1), Fen(10**12)),)},
            "INSTALMENTS_EXCEED_CLAIM",
        ),
        ({"instalments": (TitleInstalment(date(2018, 3, 1), Fen(1)),)}, "PERFORMANCE_PERIOD_RUNS"),
        ({"instalments": (TitleInstalment(date(2018, 1, 1), Fen(1)),) * 2}, "DAY_TWICE"),
        ({"applicant_basis": ApplicantBasis.HEIR}, "NOT_THE_RIGHT_HOLDER"),
        ({"jurisdiction": Jurisdiction.DEBTOR_DOMICILE}, "NO_JURISDICTION"),
        ({"title_kind": TitleKind.ARBITRAL_AWARD}, "NO_JURISDICTION"),
        ({"jurisdiction": Jurisdiction.PROPERTY_PLACE}, "PROPERTY_NOT_SHOWN"),
    ],
)
def test_defects_stand_against_filing(changes: dict[str, Any], code: str) -> None:
    checked = check(application(1, **changes), COURT, ON)
    assert code in [p.code for p in checked.problems if not p.warning]
    assert checked.findings == ()
    assert all(p.zh and p.en and p.field for p in checked.problems)


@pytest.mark.parametrize(
    "changes",
    [
        {"effective_on": date(2018, 3, 1), "performance_until": None},
        {"received_on": ON},
        {"performance_until": date(2018, 2, 28)},
        {
            "instalments": (
                TitleInstalment(date(2018, 2, 28), Fen(1)),
                TitleInstalment(date(2019, 1, 1), Fen(1)),
            )
        },
        {"applicant_basis": ApplicantBasis.HEIR, "succession_proof": "继承公证书"},
        {
            "jurisdiction": Jurisdiction.PROPERTY_PLACE,
            "clues": (PropertyClue("house", "辖区内房屋一套"),),
        },
        {"title_kind": TitleKind.ARBITRAL_AWARD, "jurisdiction": Jurisdiction.DEBTOR_DOMICILE},
        {"obligations": (item(annual_rate="1", agreed_from=ON),)},
        {"debtors": (replace(person(3), number=resident(3).lower()),)},
    ],
)
def test_what_is_in_order_stays_in_order(changes: dict[str, Any]) -> None:
    assert codes(application(1, **changes)) == []


def test_conditions_cite_the_text_in_force() -> None:
    late = application(1, effective_on=date(2018, 3, 2))
    [old] = check(late, COURT, ON).problems
    [new] = check(late, COURT, date(2022, 3, 1)).problems
    assert old.basis and new.basis
    assert (old.basis.version, old.basis.article) == ("1998", "18")
    assert (new.basis.version, new.basis.article) == ("2020", "16")


def test_a_lapsed_period_only_warns() -> None:
    over = application(1, performance_until=date(2016, 2, 28), effective_on=date(2016, 1, 1))
    kept = application(1, performance_until=date(2016, 3, 1), effective_on=date(2016, 1, 1))
    checked = check(over, COURT, ON)
    assert [(p.code, p.warning) for p in checked.problems] == [("LIMITATION_LAPSED", True)]
    assert checked.is_acceptable
    assert codes(kept) == []


def test_instalments_count_from_the_last_since_2022() -> None:
    def at(applied_on: date) -> Application:
        return application(
            1,
            effective_on=date(2018, 1, 1),
            performance_until=None,
            applied_on=applied_on,
            received_on=applied_on,
            instalments=(
                TitleInstalment(date(2018, 6, 1), Fen(1)),
                TitleInstalment(date(2021, 6, 1), Fen(1)),
            ),
        )

    assert codes(at(date(2021, 12, 31)), date(2021, 12, 31)) == ["LIMITATION_LAPSED"]
    assert codes(at(date(2022, 1, 1)), date(2022, 1, 1)) == []


def test_a_debtor_without_number_warns() -> None:
    nameless = replace(person(3), id_kind=IdKind.OTHER, number="")
    assert codes(application(1, debtors=(nameless,))) == ["DEBTOR_NUMBER_MISSING"]


def test_an_application_survives_json() -> None:
    a = application(1, clues=(PropertyClue("deposit", "x", "某行", "62"),), costs=Fen(3))
    assert decode(Application, to_json(a)) == a
    assert decode(Application, to_json(a)).hash == a.hash


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "effective_on": st.dates(),
            "applied_on": st.dates(),
            "received_on": st.dates(),
            "served_on": st.dates(),
            "performance_until": st.dates(),
            "title_number": st.text(max_size=130),
            "cause": st.text(max_size=130),
            "instalments": st.lists(
                st.builds(TitleInstalment, st.dates(), st.integers(-9, 10**18).map(Fen)), max_size=4
            ).map(tuple),
            "obligations": st.lists(
                st.builds(
                    Obligation,
                    st.text(max_size=2),
                    st.sampled_from(["principal", "x"]),
                    st.integers(-9, 10**18).map(Fen),
                    st.none() | st.dates(),
                    st.sampled_from(["", "0.06", "-1", "Infinity", "六"]),
                    st.none() | st.dates(),
                    st.text(max_size=1),
                ),
                max_size=4,
            ).map(tuple),
        },
    )
)
def test_any_application_is_answered(changes: dict[str, Any]) -> None:
    checked = check(application(1, **changes), COURT, ON)
    assert checked.is_acceptable == bool(checked.findings)
