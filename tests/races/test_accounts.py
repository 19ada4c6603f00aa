"""Can two hands give one case two accounts, or two cases one number?"""

from __future__ import annotations

from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from tests.rooms.funds.test_accounts import adopt, openings
from tests.support.filed import FiledCase, file_one, stage_on
from tests.support.racing import meet_at, run_together
from zhixing.cases.queries import list_acts
from zhixing.funds import opening
from zhixing.funds.operations import (
    open_accounts_at_filing,
    open_case_account,
    open_missing_accounts,
)
from zhixing.funds.policies import ACCOUNT_AT_FILING
from zhixing.funds.queries import get_account_coverage
from zhixing.platform.principal import PostKind as K

UNLOCKED = "/* lock_numbering: off */ SELECT %s"


@pytest.fixture
def lacking() -> list[FiledCase]:
    stage = stage_on()
    return [file_one(stage), file_one(stage)]


def _filing(one: FiledCase) -> list[UUID]:
    acts = one.stage.do(K.JUDGE, lambda by: list_acts(by.court_no, one.case))
    return [a.id for a in acts if a.type == "CASE_FILED"]


def _each_opens_one(lacking: list[FiledCase]) -> list[Any]:
    """Let two transactions open the accounts of two different cases filed at once."""
    stage = lacking[0].stage
    adopt(stage, ACCOUNT_AT_FILING, {})
    by, first, second = stage.who(K.ACCOUNTANT), _filing(lacking[0]), _filing(lacking[1])
    with meet_at(opening, "insert_rows"):
        return run_together(
            [
                (by, lambda p: open_accounts_at_filing(first, by=p)),
                (by, lambda p: open_accounts_at_filing(second, by=p)),
            ]
        )


def test_control_without_the_lock_two_cases_want_one_number(lacking: list[FiledCase]) -> None:
    with patch.object(opening, "_NUMBERING", UNLOCKED):
        answers = _each_opens_one(lacking)
    assert sorted(answers) == [0, 1], "the second found its number taken and opened nothing"


def test_two_batches_at_once_number_on_and_open_every_account(lacking: list[FiledCase]) -> None:
    assert _each_opens_one(lacking) == [1, 1]
    stage = lacking[0].stage
    numbers = {openings(stage, one.case)[0].payload["number"] for one in lacking}
    assert len(numbers) == 2


def test_two_hands_open_each_missing_account_once(lacking: list[FiledCase]) -> None:
    stage = lacking[0].stage
    by, on = stage.who(K.ACCOUNTANT), stage.today
    with meet_at(opening, "insert_rows"):
        answers = run_together([(by, lambda p: open_missing_accounts(on, by=p))] * 2)
    assert sorted(answers) == [0, 2]
    assert [len(openings(stage, one.case)) for one in lacking] == [1, 1]
    seen = stage.do(K.ACCOUNTANT, lambda by: get_account_coverage(by.court_no, on))
    assert (seen.with_account, seen.lacking) == (2, 0)


def test_a_hand_and_the_reaction_open_one_account(lacking: list[FiledCase]) -> None:
    stage = lacking[0].stage
    adopt(stage, ACCOUNT_AT_FILING, {})
    by, on, case = stage.who(K.ACCOUNTANT), stage.today, lacking[0].case
    with meet_at(opening, "new_id"):
        answers = run_together(
            [
                (by, lambda p: open_case_account(case, f"9{stage.court_no}5", on, by=p)),
                (by, lambda p: open_missing_accounts(on, by=p)),
            ]
        )
    assert not [a for a in answers if isinstance(a, Exception)], answers
    assert [len(openings(stage, one.case)) for one in lacking] == [1, 1]
