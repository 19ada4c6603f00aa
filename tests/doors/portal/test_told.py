"""What a party reads of where its case stands, in words that need no procedure."""

from __future__ import annotations

from typing import Any

from tests.support.banks import seek
from tests.support.ended import STATED, approve, ripen
from tests.support.windows_of_parties import look, worked_case
from zhixing.cases.access.acts import Way
from zhixing.cases.access.operations import NewAccess, give_access
from zhixing.cases.docket.stages import STAGES as OF_DOCKETS
from zhixing.closing import operations as closing
from zhixing.law.clock.case_clock import Exclusion
from zhixing.platform.principal import PostKind as K
from zhixing.portal.told import STAGES


def test_every_stage_of_a_docket_has_plain_words() -> None:
    assert {s.code for s in OF_DOCKETS} - {"CLOSED"} == set(STAGES), "a closed case says how"


def test_a_suspended_case_says_so_and_not_that_property_is_sought(tmp_path: Any) -> None:
    worked = worked_case(tmp_path)
    sought = worked.sought
    period = closing.NewPeriod(Exclusion.SUSPENSION, sought.today, "（2018）示例中止执行裁定")
    case, on = sought.filed.case, sought.today
    sought.approve(sought.do(lambda by: closing.propose_suspension(case, period, on, by=by)))
    page = look(worked.give(worked.creditor))
    assert "依法中止执行，事由消除后恢复" in page and "案款正在发放" not in page


def test_a_case_ended_for_now_says_that_the_debt_remains() -> None:
    sought = seek()
    ripen(sought)
    case, on = sought.filed.case, sought.today
    new = NewAccess(case, sought.filed.creditor, Way.PAPER, Way.SPOKEN)
    given = sought.do(lambda by: give_access(new, on, by=by), K.CLERK)
    approve(sought, sought.do(lambda by: closing.propose_ending(case, STATED, on, by=by)))
    assert "债务没有消灭；发现财产的，可以申请恢复执行" in look(given)
