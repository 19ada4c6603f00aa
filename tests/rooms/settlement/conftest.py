"""A case of each test's own. Nothing of the house is imported before Django is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rooms.settlement.making import Told


@pytest.fixture
def told() -> Told:
    """Give a filed case of 2017 with its account."""
    from tests.rooms.settlement.making import make_case

    return make_case()
