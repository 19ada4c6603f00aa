"""Controls are renewed in time: proposed on the exact days, decided by people, never by default."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.keeping import (
    Deposit,
    control_of,
    decide,
    frozen,
    keeping_of,
    night,
    proposals,
)
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import explain
from zhixing.decisions.operations import DecisionRefused
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused, ReleaseOrder
from zhixing.inquiry.tasks import watch_controls
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind as K

END = date(2019, 3, 4)
"""A Monday: the freeze of 5 March 2018 runs a year, its first day counted."""


def called(sought):
    return [
        (a.payload["days_ahead"], a.occurred_on, a.payload["post"])
        for a in sought.acts("RENEWAL_PROPOSED", "RENEWAL_CALLED")
    ]


def test_it_is_proposed_and_called_on_the_exact_days_and_no_other(tmp_path):
    sought, _, (asset,) = frozen(tmp_path)
    assert control_of(sought, asset).until == END
    day = date(2019, 1, 20)
    while day <= END:
        night(sought, day)
        night(sought, day)
        day += timedelta(days=1)
    assert called(sought) == [
        (30, date(2019, 2, 2), "ASSISTANT"),  # a Saturday worked before the Spring Festival
        (15, date(2019, 2, 15), "JUDGE"),  # the 17th is a Sunday
        (7, date(2019, 2, 25), "DIRECTOR"),
        (1, date(2019, 3, 1), "DIRECTOR"),  # the 3rd is a Sunday
    ]
    (matter,) = proposals(sought)
    assert matter.waiting_kind == "DIRECTOR", "the director was called"
    assert {f["rule"] for f in matter.findings} == {"RENEWAL_CALL", "SEIZURE_TERM"}


def test_approved_by_the_judge_it_is_renewed_before_it_ends(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 2))
    (matter,) = proposals(sought)
    assert decide(sought, matter.id) == "APPROVED"
    bank.cycle()
    assert control_of(sought, asset).until == date(2020, 3, 4)
    night(sought, date(2019, 2, 25))
    night(sought, date(2019, 3, 5))
    assert len(called(sought)) == 1, "what is renewed is not called for"
    assert sought.acts("CONTROL_LAPSED") == []
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_a_missed_night_is_caught_up_with_the_latest_call_only(tmp_path):
    sought, _, _ = frozen(tmp_path)
    night(sought, date(2019, 2, 26))
    assert called(sought) == [(7, date(2019, 2, 26), "DIRECTOR")]


def test_the_judge_may_still_decide_after_the_director_was_called(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 25))
    (matter,) = proposals(sought)
    with pytest.raises(Refusal) as refused:
        decide(sought, matter.id, kind=K.CLERK)
    assert refused.value.code == "NOT_ALLOWED"
    assert decide(sought, matter.id) == "APPROVED"
    with pytest.raises(DecisionRefused):
        decide(sought, matter.id, kind=K.DIRECTOR)
    bank.cycle()
    assert control_of(sought, asset).until == date(2020, 3, 4)


def test_what_a_person_declined_is_proposed_again_and_its_lapse_names_the_person(tmp_path):
    sought, _, (asset,) = frozen(tmp_path)
    for day in (date(2019, 2, 2), date(2019, 2, 15), date(2019, 2, 25), date(2019, 3, 1)):
        night(sought, day)
        (matter,) = proposals(sought)
        decide(sought, matter.id, approve=False)
    night(sought, date(2019, 3, 5))
    night(sought, date(2019, 3, 6))
    (act,) = sought.acts("CONTROL_LAPSED")
    judge = sought.filed.stage.who(K.JUDGE, 2)
    assert (act.payload["cause"], act.payload["who"]) == ("DECLINED", judge.person_name)
    assert act.payload["said"] == "暂不续行"
    assert act.occurred_on == date(2019, 3, 5)
    assert control_of(sought, asset) is None
    assert sought.read(lambda: list_holds_on_asset(sought.court_no, asset)) == []


def test_nobody_deciding_is_named_too(tmp_path):
    sought, _, _ = frozen(tmp_path)
    night(sought, date(2019, 3, 1))
    night(sought, date(2019, 3, 5))
    (act,) = sought.acts("CONTROL_LAPSED")
    handler = sought.filed.stage.who(K.JUDGE, 2)
    assert (act.payload["cause"], act.payload["who"]) == ("NOT_DECIDED", handler.person_name)


def test_a_refused_renewal_is_proposed_again_at_once(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 2))
    (matter,) = proposals(sought)
    decide(sought, matter.id)
    with bank.front.books.step() as db:
        db.execute("update accounts set name = '另一人'")
    bank.cycle()
    assert sought.acts("CONTROL_REFUSED")[-1].payload["measure"] == "RENEW"
    (again,) = proposals(sought)
    assert again.id != matter.id
    with bank.front.books.step() as db:
        db.execute("update accounts set name = '示例乙'")
    decide(sought, again.id)
    bank.cycle()
    assert control_of(sought, asset).until == date(2020, 3, 4)


def test_a_silent_bank_is_asked_again_and_a_late_word_undoes_the_lapse(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 2))
    (matter,) = proposals(sought)
    decide(sought, matter.id)
    night(sought, date(2019, 2, 11))
    requests = [r for r in sought.requests("CONTROL") if r.matter == matter.id]
    assert [r.state for r in requests] == ["REISSUED", "ISSUED"], "silence: issued again"
    bank.front.cycle()  # the bank acts, and its word is read only after the end
    from tests.support.banks import QUEUES, drain

    night(sought, date(2019, 3, 5))
    drain(QUEUES)
    assert control_of(sought, asset).until == date(2020, 3, 4)


def test_papers_collected_and_no_answer_is_no_lapse_until_the_bank_says_so(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 3, 1))
    (matter,) = proposals(sought)
    decide(sought, matter.id)
    bank.plan(lose_answer=1.0)
    polled = bank.ask("getXzkzList")
    assert polled
    night(sought, date(2019, 3, 5))
    night(sought, date(2019, 3, 6))
    assert sought.acts("CONTROL_LAPSED") == [], "nobody knows: it is asked after, not written off"
    assert control_of(sought, asset) is not None
    last = sought.acts("RENEWAL_PROPOSED", "RENEWAL_CALLED")[-1]
    assert (last.payload["waits_for"], last.payload["post"]) == ("UNANSWERED", "DIRECTOR")
    assert called(sought)[-1] == (0, date(2019, 3, 5), "DIRECTOR"), "called once, not every night"
    (request,) = [r for r in sought.requests("CONTROL") if r.matter == matter.id]
    sought.do(lambda by: inquiry.withdraw_stuck(request.id, "银行答复未收到", by=by))
    night(sought, date(2019, 3, 7))
    (act,) = sought.acts("CONTROL_LAPSED")
    assert act.payload["cause"] == "INSTITUTION_SILENT"
    assert "示例银行" in act.payload["who"]


def test_a_number_its_bank_never_answered_holds_no_later_renewal_back(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 2))
    (matter,) = proposals(sought)
    decide(sought, matter.id)
    bank.plan(delay=1.0, delay_seconds=10**7)
    bank.cycle()
    night(sought, date(2019, 2, 11))
    bank.cycle()
    first, second = [r for r in sought.requests("CONTROL") if r.matter == matter.id]
    with bank.front.books.step() as db:
        for table, number in (("requests", "no"), ("lines", "request_no")):
            db.execute(f"update {table} set due_at = 0 where {number} = ?", (first.external_no,))
    bank.cycle()
    assert control_of(sought, asset).until == date(2020, 3, 4)
    night(sought, date(2019, 2, 25))
    states = {r.id: r.state for r in sought.requests("CONTROL")}
    assert states[second.id] == "EXPIRED", "answered under its first number only"
    by_hand = inquiry.RenewalOrder(sought.filed.case, asset)
    order = sought.do(lambda by: inquiry.order_renewal(by_hand, sought.today, by=by))
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.order_renewal(by_hand, sought.today, by=by))
    assert refused.value.code == "ORDER_PENDING", "the one ordered by hand waits"
    decide(sought, order, approve=False, kind=K.DIRECTOR)
    night(sought, date(2020, 2, 20))
    (again,) = proposals(sought)
    assert again.id != matter.id
    decide(sought, again.id, approve=False)
    night(sought, date(2020, 3, 5))
    (act,) = sought.acts("CONTROL_LAPSED")
    assert act.payload["cause"] == "DECLINED"


def test_silence_without_collecting_is_a_lapse_of_the_institution(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 3, 1))
    (matter,) = proposals(sought)
    decide(sought, matter.id)
    night(sought, date(2019, 3, 5))
    (act,) = sought.acts("CONTROL_LAPSED")
    assert act.payload["cause"] == "INSTITUTION_SILENT"
    assert "示例银行" in act.payload["who"]
    bank.cycle()  # late: it had renewed after all
    assert sought.acts("ACT_ANNULLED")[-1].corrects == act.id
    assert control_of(sought, asset).until == date(2020, 3, 4)
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_nothing_is_proposed_where_the_debt_is_paid_and_the_screen_says_why(tmp_path):
    sought, _, (asset,) = frozen(tmp_path)
    paid = Incoming("R1", sought.today, Fen.of_yuan("400000.00"), sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)
    night(sought, date(2019, 2, 25))
    assert called(sought) == []
    found = sought.read(
        lambda: explain(sought.court_no, sought.filed.case, f"renewal:{asset}", date(2019, 2, 25))
    )
    assert found.value.against == "DEBT_PAID"
    night(sought, date(2019, 3, 5))
    (act,) = sought.acts("CONTROL_LAPSED")
    assert act.payload["cause"] == "NOT_NEEDED"


def test_a_proposal_is_overtaken_when_release_is_ordered(tmp_path):
    sought, _, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 2))
    order = ReleaseOrder(sought.filed.case, asset, "申请执行人同意")
    sought.do(lambda by: inquiry.order_release(order, sought.today, by=by))
    night(sought, date(2019, 2, 15))
    assert proposals(sought) == []
    (gone,) = proposals(sought, state="WITHDRAWN")
    assert gone.code == "RENEWAL"


def test_as_of_the_calls_stand_as_they_were_made(tmp_path):
    sought, _, (asset,) = frozen(tmp_path)
    night(sought, date(2019, 2, 2))
    night(sought, date(2019, 2, 15))

    def due(on):
        found = sought.read(
            lambda: explain(sought.court_no, sought.filed.case, f"renewal:{asset}", on)
        )
        return found.value.due

    assert due(date(2019, 2, 1)) is None
    assert due(date(2019, 2, 15)) is None, "made"
    assert due(date(2019, 2, 25)).days_ahead == 7
    assert len(keeping_of(sought).renewals) == 1


def test_the_watch_enqueues_a_look_for_each_court(tmp_path):
    sought, _, _ = frozen(tmp_path, Deposit("6200000000000009", "500.00"), each="100.00")
    sought.filed.stage.goto(date(2019, 2, 2))
    from tests.support.banks import drain

    watch_controls(timestamp=1_549_100_000)
    drain(("timers",))
    assert len(sought.acts("RENEWAL_PROPOSED")) == 1
