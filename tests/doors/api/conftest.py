"""The API over a court of each test's own, with a token for every post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.doors.api.calling import Office


@pytest.fixture(autouse=True, scope="session")
def table() -> None:
    """Make sure that this process's database has the door's own table."""
    from tests.doors.api.calling import ensure_table

    ensure_table()


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """Mount the API, whatever other doors are open."""
    from django.test import override_settings

    with override_settings(ROOT_URLCONF="tests.doors.api.urls"):
        yield


@pytest.fixture
def office() -> Office:
    """Give a court whose every post can hold a token."""
    from tests.doors.api.calling import open_office

    return open_office()


@pytest.fixture(scope="module")
def shared_office() -> Office:
    """Give one court for the tests of a file that leave it as it is, or do not mind."""
    from tests.doors.api.calling import open_office

    return open_office()
