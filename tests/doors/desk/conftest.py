"""A court whose people can sign in, and browsers for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from tests.support.bureau import Bureau


@pytest.fixture(scope="session")
def bureau() -> Bureau:
    """Give the court that the desk's tests share; they add to it and never count it."""
    from tests.support.bureau import make_bureau

    return make_bureau()


@pytest.fixture(scope="session")
def living_case(bureau: Bureau) -> UUID:
    """Give a case with a handler, money, a correction and a matter in approval."""
    from tests.support.bureau import make_living_case

    return make_living_case(bureau)


@pytest.fixture(scope="session")
def visitor(bureau: Bureau) -> Callable[..., Client]:
    """Give a signed-in client of a kind of post, signed in once."""
    from django.test import Client

    known: dict[Any, str] = {}

    def of(kind: Any, number: int = 0, **options: Any) -> Client:
        if (kind, number) not in known:
            known[kind, number] = bureau.token(kind, number)
        client = Client(**options)
        client.cookies["zx_session"] = known[kind, number]
        return client

    return of


@pytest.fixture(scope="session")
def other_case() -> tuple[int, UUID]:
    """Give a case of another court."""
    from tests.support.bureau import FILED_ON, Bureau, application
    from zhixing.cases.operations import file_case
    from zhixing.courts.operations import Equipment, Rehearsal, equip_court, found_rehearsal
    from zhixing.kernel.clock import instant
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.principal import PostKind

    with open_scope(Scope.system()):
        court = found_rehearsal(Rehearsal("M34", instant(FILED_ON)))
        equipped = equip_court(court.court_no, FILED_ON, Equipment(credentials=False))
    strange = Bureau(equipped)
    with strange.as_(PostKind.JUDGE) as by:
        filed = file_case(application(900, cause="别院案由"), by=by, on=FILED_ON)
    return court.court_no, filed.case
