"""A court of each test's own with several cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rooms.oversight.making import Bureau


@pytest.fixture
def bureau() -> Bureau:
    """Give a court of 2017 with five cases."""
    from tests.rooms.oversight.making import make_bureau

    return make_bureau()
