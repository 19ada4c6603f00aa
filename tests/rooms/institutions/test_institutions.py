"""Who answers courts, when, in what; and who gets in with which credentials."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError

from zhixing.institutions import operations, queries
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.models import Institution, WireCredential
from zhixing.institutions.operations import NewInstitution
from zhixing.institutions.records import Hours
from zhixing.kernel.clock import SHANGHAI, instant
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.database.scope import Scope, open_scope

FROM = date(2018, 3, 1)
AT = instant(FROM)
OFFICE = Hours((1, 2, 3, 4, 5), time(9), time(17, 30))


def _new(**fields: Any) -> NewInstitution:
    code = f"B{uuid4().hex[:12]}"
    given: dict[str, Any] = {
        "code": code,
        "name": "云岭商业银行",
        "kind": InstitutionKind.COMMERCIAL_BANK,
        "tier": Tier.NATIONAL,
        "profile": "BANK_SOAP_2016",
        "user_name": f"user-{code}",
        "password": "线上口令-0001",
        "valid_from": FROM,
        "at": AT,
        "capabilities": frozenset({WireCapability.QUERY, WireCapability.FREEZE}),
    }
    return NewInstitution(**{**given, **fields})


def _register(**fields: Any) -> tuple[NewInstitution, Any]:
    new = _new(**fields)
    with open_scope(Scope.system()):
        return new, operations.register_institution(new)


def test_there_are_twenty_eight_kinds() -> None:
    assert len(InstitutionKind) == 28


def test_credentials_open_the_institution_from_its_day_until_its_end() -> None:
    new, institution = _register(hours=OFFICE)
    with open_scope(Scope.system()):
        found = queries.find_by_credentials(new.user_name, new.password, FROM)
        early = queries.find_by_credentials(new.user_name, new.password, FROM - timedelta(days=1))
        operations.end_institution(institution, date(2019, 1, 1))
        eve = queries.find_by_credentials(new.user_name, new.password, date(2018, 12, 31))
        ended = queries.find_by_credentials(new.user_name, new.password, date(2019, 1, 1))
    assert found is not None and found.id == institution and found.hours == OFFICE
    assert found.can(WireCapability.FREEZE) and not found.can(WireCapability.TRANSFER)
    assert early is None and eve is not None and ended is None


def test_a_wrong_password_never_opens_and_a_change_takes_effect_at_once() -> None:
    new, institution = _register()
    with open_scope(Scope.system()):
        for _ in range(2):
            assert queries.find_by_credentials(new.user_name, new.password, FROM) is not None
        assert queries.find_by_credentials(new.user_name, "别的口令", FROM) is None
        assert queries.find_by_credentials("nobody", new.password, FROM) is None
        operations.change_password(institution, "新口令-0002", AT)
        assert queries.find_by_credentials(new.user_name, new.password, FROM) is None
        assert queries.find_by_credentials(new.user_name, "新口令-0002", FROM) is not None
        row = WireCredential.objects.get(institution_id=institution)
        assert "新口令" not in row.password


def test_institutions_are_listed_by_kind_tier_capability_and_province() -> None:
    kind = InstitutionKind.SHIP_REGISTRY
    _, national = _register(kind=kind)
    _, local = _register(kind=kind, tier=Tier.LOCAL, province="重庆市", capabilities=frozenset())
    _, far = _register(kind=kind, tier=Tier.LOCAL, province="海南省")
    with open_scope(Scope.system()):

        def listed(**given: Any) -> set[Any]:
            found = queries.list_institutions(FROM, kind=kind, **given)
            return {i.id for i in found} & {national, local, far}

        assert listed() == {national, local, far}
        assert listed(tier=Tier.LOCAL) == {local, far}
        assert listed(province="重庆市") == {national, local}
        assert listed(capability=WireCapability.FREEZE) == {national, far}
        before = queries.list_institutions(FROM - timedelta(days=1), kind=kind)
        assert not {i.id for i in before} & {national, local, far}


def test_codes_and_user_names_are_one_institutions() -> None:
    new, _ = _register()
    for fields, code in (
        ({"code": new.code}, "INSTITUTION_CODE_TAKEN"),
        ({"user_name": new.user_name}, "USER_NAME_TAKEN"),
        ({"tier": Tier.LOCAL}, "PROVINCE_MISSING"),
    ):
        with open_scope(Scope.system()), pytest.raises(Refusal) as refused:
            operations.register_institution(_new(**fields))
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2018, 3, 1, 9, 0, tzinfo=SHANGHAI), True),
        (datetime(2018, 3, 1, 8, 59, tzinfo=SHANGHAI), False),
        (datetime(2018, 3, 1, 17, 29, tzinfo=SHANGHAI), True),
        (datetime(2018, 3, 1, 17, 30, tzinfo=SHANGHAI), False),
        (datetime(2018, 3, 3, 12, 0, tzinfo=SHANGHAI), False),
    ],
)
def test_hours_open_and_close(at: datetime, is_open: bool) -> None:
    assert OFFICE.include(at) is is_open


def test_only_the_system_scope_registers_and_sees_credentials() -> None:
    new, institution = _register()
    court = Scope.of_court(2500, 2500)
    with open_scope(court):
        assert queries.get_institution(institution).code == new.code
        assert queries.find_institution_by_code(new.code, FROM) is not None
        assert WireCredential.objects.filter(institution_id=institution).count() == 0
        with pytest.raises(Impossible, match="SYSTEM"):
            operations.register_institution(_new())
        assert Institution.objects.filter(id=institution).update(name="X") == 0
    with open_scope(court), pytest.raises(ProgrammingError, match="row-level security"):
        Institution.objects.create(
            code="X",
            name="X",
            kind="POLICE",
            tier="NATIONAL",
            profile="X",
            service_level_hours=1,
            capabilities=[],
            valid_from=FROM,
        )


def test_an_unknown_institution_is_refused() -> None:
    with open_scope(Scope.public()), pytest.raises(Refusal) as refused:
        queries.get_institution(uuid4())
    assert refused.value.code == "INSTITUTION_UNKNOWN"
