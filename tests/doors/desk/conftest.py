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
