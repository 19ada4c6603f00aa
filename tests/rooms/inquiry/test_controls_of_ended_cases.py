"""A case ended for now keeps what it controls: its renewals are called for and carried out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.support.ended import STATED, approve, ripen
from tests.support.keeping import decide, frozen, night, proposals
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Closure
from zhixing.closing import operations as closing


def test_a_control_of_a_case_ended_for_now_is_renewed_and_does_not_lapse(tmp_path: Any) -> None:
    sought, bank, (asset,) = frozen(tmp_path)
    ripen(sought)
    case, on = sought.filed.case, sought.today
    approve(sought, sought.do(lambda by: closing.propose_ending(case, STATED, on, by=by)))
    assert sought.facts.of(Closure).mode == "PRESENT_PROCEDURE"
    control = sought.facts.of(Property).control_of(asset)
    assert control is not None and control.until == date(2019, 3, 4)

    night(sought, date(2019, 2, 2))
    (matter,) = proposals(sought)
    assert decide(sought, matter.id) == "APPROVED"
    bank.cycle()
    control = sought.facts.of(Property).control_of(asset)
    assert control is not None and control.until == date(2020, 3, 4)
    night(sought, control.until - timedelta(days=360))
    assert sought.acts("CONTROL_LAPSED") == []
