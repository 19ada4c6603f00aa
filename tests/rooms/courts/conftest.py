"""Courts for the tests of this room: each test founds a rehearsal court of its own.

Nothing of the house is imported before Django is set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from zhixing.courts.operations import EquippedCourt


@pytest.fixture
def court() -> EquippedCourt:
    """Give a court of this test's own, whose people cannot sign in."""
    from tests.rooms.courts.founding import make_court

    return make_court()
