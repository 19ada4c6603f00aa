"""Controls handed over with an entrusted case: renewed while another court has it, never lapsed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.rooms.inquiry.test_control import MAIN
from tests.rooms.inquiry.test_entrusted import Two
from tests.support.banks import make_bank
from tests.support.keeping import night
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Closure
from zhixing.inquiry import operations as inquiry
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.scenarios.banks import Deposit


def test_a_control_is_called_for_after_the_case_was_cancelled_for_another_court(
    tmp_path: Any,
) -> None:
    two = Two(tmp_path)
    bank = make_bank(tmp_path, Deposit(MAIN, "500000.00"))
    two.here.query(bank)
    bank.cycle()
    (deposit,) = [a for a in two.here.assets() if a.kind == "DEPOSIT"]
    two.here.freeze(deposit.id, "1000.00")
    bank.cycle()
    (control,) = two.here.facts.of(Property).controls
    assert control.until is not None
    two.send()
    two.file_there()
    own, day = two.here.filed.case, two.day
    two.here.do(lambda by: inquiry.tell_applicant_entrusted(own, two.order, day, by=by))
    two.cancel()
    assert two.here.facts.of(Closure).mode == "CANCELLED"
    night(two.here, control.until - timedelta(days=30))
    (called,) = two.here.acts("RENEWAL_PROPOSED", "RENEWAL_CALLED")
    assert called.payload["days_ahead"] == 30


def test_a_case_that_came_back_takes_no_later_news_of_its_filing(tmp_path: Any) -> None:
    two = Two(tmp_path)
    two.send()
    own, day = two.here.filed.case, two.day
    back = inquiry.CameBack(two.order, EntrustReturnGround.OTHER_CAUSE, "财产已被处分")
    filed = inquiry.FiledThere(two.order, "（2018）示例执9号", day, "示例庚", "0571-0")
    assert two.here.do(lambda by: inquiry.record_entrusting_return(own, back, day, by=by))
    assert not two.here.do(lambda by: inquiry.record_entrusting_filed(own, filed, day, by=by))
    assert two.sent.filed_on is None and "ENTRUST_TELL" not in two.nodes_here()
