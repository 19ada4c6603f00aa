"""A court of each test's own. Nothing of the house is imported before Django is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rooms.cases.filing.making import Desk


@pytest.fixture
def desk() -> Desk:
    """Give a court with people, in 2018."""
    from tests.rooms.cases.filing.making import make_desk

    return make_desk()
