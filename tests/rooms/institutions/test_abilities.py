"""The table of the twenty-eight kinds: what each answers, does, and by when."""

from __future__ import annotations

import pytest

from zhixing.institutions.abilities import (
    ATTESTED_LABEL,
    OPEN_LABEL,
    OPEN_PROFILE,
    ability_of,
    list_abilities,
    service_level_of,
    source_of_hours,
    wire_label,
)
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.institutions.kinds import PropertyKind as P
from zhixing.institutions.kinds import Tier
from zhixing.institutions.kinds import WireCapability as C


def test_every_kind_has_its_line_and_no_other():
    assert list(list_abilities()) == list(K)
    assert all(a.answers and C.QUERY in a.capabilities for a in list_abilities().values())


def test_every_thing_that_can_be_reported_is_reported_by_somebody():
    assert {p for a in list_abilities().values() for p in a.answers} == set(P)


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("kind", list(K))
def test_the_time_to_answer_is_the_law_s_own_parameter(kind, tier):
    """The hours stand in the law's dated parameters; the table repeats them, and agrees."""
    import json
    from importlib.resources import files

    table = json.loads(files("zhixing.law").joinpath("_parameters.json").read_text("utf-8"))
    level = service_level_of(kind, tier)
    text = json.dumps(_find(table, level.parameter), ensure_ascii=False)
    assert f"{level.hours}" in text
    assert level.status in text


def test_a_local_bank_has_a_deadline_of_its_own_that_says_where_it_comes_from():
    national = service_level_of(K.COMMERCIAL_BANK, Tier.NATIONAL)
    local = service_level_of(K.COMMERCIAL_BANK, Tier.LOCAL)
    assert (national.hours, local.hours) == (24, 72)
    assert "法〔2015〕321号" in national.source[0]
    assert "没有公开依据" in local.source[0] and "no public source" in local.source[1]
    assert ability_of(K.RURAL_FINANCE).service_level == service_level_of(
        K.RURAL_FINANCE, Tier.LOCAL
    )
    assert source_of_hours(K.COMMERCIAL_BANK, Tier.LOCAL, 72) == local.source
    assert source_of_hours(K.COMMERCIAL_BANK, Tier.LOCAL, 24)[1] == "agreed at registration"


def _find(table, code):
    if isinstance(table, dict) and code in table:
        return table[code]
    rows = table if isinstance(table, list) else table.get("parameters", [])
    (found,) = [r for r in rows if code in (r.get("code"), r.get("name"))]
    return found


def test_only_banks_and_the_real_estate_registry_have_an_attested_wire():
    attested = {a.kind for a in list_abilities().values() if a.is_attested}
    assert attested == {
        K.COMMERCIAL_BANK,
        K.POLICY_BANK,
        K.RURAL_FINANCE,
        K.CENTRAL_BANK,
        K.REAL_ESTATE_REGISTRY,
    }
    assert ability_of(K.SHIP_REGISTRY).wire_label == OPEN_LABEL
    assert wire_label(OPEN_PROFILE) == OPEN_LABEL
    assert wire_label("BANK-SOAP-2") == ATTESTED_LABEL


@pytest.mark.parametrize(
    ("kind", "answers", "capability"),
    [
        (K.VEHICLE_REGISTRY, P.VEHICLE, C.SEAL),
        (K.SECURITIES_DEPOSITORY, P.SECURITIES, C.FREEZE),
        (K.MARKET_REGULATOR, P.EQUITY, C.TITLE),
        (K.PAYMENT_INSTITUTION, P.WALLET, C.TRANSFER),
        (K.HOUSING_FUND, P.HOUSING_FUND, C.TRANSFER),
        (K.INSURER, P.INSURANCE, C.FREEZE),
        (K.TELECOM_OPERATOR, P.ADDRESS, C.QUERY),
    ],
)
def test_some_lines_read_one_by_one(kind, answers, capability):
    ability = ability_of(kind)
    assert answers in ability.answers
    assert capability in ability.capabilities


def test_what_is_only_known_is_no_property():
    assert {p for p in P if not p.is_property} == {
        P.ACCOUNT_RECORD,
        P.COMPANY_RECORD,
        P.TAX_RECORD,
        P.EMPLOYMENT,
        P.CIVIL_STATUS,
        P.IDENTITY_RECORD,
        P.ADDRESS,
        P.EXIT_RECORD,
        P.TRAVEL_RECORD,
    }
    assert all(len(p.value) <= 16 for p in P), "the register's column"


def test_every_profile_of_the_table_is_one_that_is_spoken():
    from zhixing.inquiry.wire.profile import find_profile

    assert all(find_profile(a.profile) is not None for a in list_abilities().values())
