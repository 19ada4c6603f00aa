"""Can many hands guess more codes of one link than it allows?"""

from __future__ import annotations

import threading
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection

from tests.support.filed import file_one
from tests.support.racing import meet_at, unlocked
from zhixing.cases.access import entering
from zhixing.cases.access.acts import Way
from zhixing.cases.access.operations import NewAccess, give_access
from zhixing.cases.access.refusals import AccessRefused
from zhixing.cases.access.tokens import read_token
from zhixing.cases.models import AccessLink
from zhixing.courts.queries import clock_for
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

HANDS = 4


def _guess_together(token: str, court_no: int, wrong: str) -> list[Any]:
    """Let hands guess wrongly at once."""
    named = read_token(token)
    assert named is not None
    answers: list[Any] = [None] * HANDS

    def guess(place: int) -> None:
        try:
            with open_scope(Scope.of_court(court_no, court_no)):
                answers[place] = entering.enter(named, wrong, clock_for(court_no).now())
        finally:
            connection.close()

    hands = [threading.Thread(target=guess, args=(n,)) for n in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)
    return answers


@pytest.mark.parametrize("locks", [False, True], ids=["control: no locks", "with locks"])
def test_every_wrong_code_is_counted(locks: bool) -> None:
    filed = file_one()
    stage = filed.stage
    new = NewAccess(filed.case, filed.creditor, Way.PAPER, Way.SPOKEN)
    given = stage.do(PostKind.CLERK, lambda by: give_access(new, stage.today, by=by))
    wrong = f"{(int(given.code) + 1) % 10**8:08d}"
    off = nullcontext() if locks else unlocked(AccessLink)
    with off, meet_at(entering, "is_password", hands=HANDS):
        answers = _guess_together(given.token, stage.court_no, wrong)
    assert all(isinstance(a, AccessRefused) for a in answers)
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        row = AccessLink.objects.get(id=given.access)
    if locks:
        assert row.failures == HANDS
        left = sorted(a.message_en for a in answers)
        assert len(set(left)) == HANDS, "each hand was told another number of tries left"
    else:
        assert row.failures < HANDS, "without the lock guesses go uncounted"
