"""Real estate found and sealed over a registry's wire, in its rank, and set right when reversed."""

from __future__ import annotations

from datetime import date

import pytest

from simulators.registry import codec
from simulators.registry.answers import control_answer
from tests.support.banks import DEBTOR, Deposit, make_bank, seek
from tests.support.filed import person
from tests.support.registries import house, make_registry, order_sealing, seal, unit
from zhixing.assets.acts import Property
from zhixing.assets.queries import find_particulars, list_holds_on_asset
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.permissions import StepRefused
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.operations import InquiryRefused, RenewalOrder, UnsealOrder
from zhixing.inquiry.states import State
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.kinds import KindRefused
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.law.seizure.term import TermRefused

ELSEWHERE = {
    "authority": "示例区人民法院",
    "document": "（2017）示例0101执2号",
    "kind": "1",
    "from": "2017-03-02",
    "until": "2020-03-01",
    "ref": "SLCF9",
}
MORTGAGE = {"holder": "示例银行示例支行", "secured": "50", "until": "2030-01-01"}


def found(tmp_path, *houses, amount="100000.00", **plan):
    """Give a case whose query found the houses, by the tail of their unit numbers."""
    sought = seek(amount)
    registry = make_registry(tmp_path, *houses, **plan)
    sought.query(registry)
    registry.cycle()
    return sought, registry, [a.id for a in sought.assets()]


def control(sought, asset):
    return sought.facts.of(Property).control_of(asset)


def test_a_house_is_found_with_what_the_register_says(tmp_path):
    other = person("示例戊", 31)
    mine = house(
        owners=((DEBTOR.name, DEBTOR.number, "50%"), (other.name, other.number, "50%")),
        mortgages=(MORTGAGE,),
        sealings=(ELSEWHERE,),
    )
    sought, _, (asset,) = found(tmp_path, mine)
    (view,) = sought.assets()
    assert (view.kind, view.identifier_tail) == ("REAL_ESTATE", mine.unit[-4:])
    told = sought.read(lambda: find_particulars(sought.court_no, asset))
    assert (told.location, told.area, told.share) == ("示例路1号", "89.50", "50%")
    assert [o.name for o in told.co_owners] == ["示例戊"]
    assert [m.holder for m in told.mortgages] == ["示例银行示例支行"]
    assert [(s.authority, s.until) for s in told.sealings] == [("示例区人民法院", date(2020, 3, 1))]
    (request,) = sought.requests()
    assert (request.state, request.outcome, request.hits) == (State.CLOSED, "FOUND", 1)
    assert len(request.external_no) == 20
    assert sought.acts("QUERY_COMPLETED")


def test_a_namesakes_house_is_passed_over_and_counted(tmp_path):
    stranger = person(DEBTOR.name, 77)
    theirs = house(owners=((DEBTOR.name, stranger.number, ""),), place=7)
    sought, _, assets = found(tmp_path, theirs, wrong_owner=1)
    assert assets == [], "a name alone never controls property"
    (act,) = sought.acts("NAMESAKE_PASSED_OVER")
    assert (act.payload["passed"], act.payload["without_number"]) == (1, 0)
    assert theirs.unit not in str(act.payload)
    assert sought.facts.of(Inquiry).namesakes == 1
    assert sought.requests()[0].outcome == "NIL"


def test_a_sealing_runs_from_order_to_term_without_an_amount(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house())
    matter = order_sealing(sought, asset)
    assert sought.request(matter).state is State.DRAFT
    registry.cycle()
    assert not registry.rows("select 1 from sealings"), "nothing goes out before the approval"
    sought.approve(matter)
    registry.cycle()
    (kept,) = registry.rows("select * from sealings")
    assert (kept["kind"], kept["ends"]) == ("1", "2021-03-04"), "three years, first day counted"
    (act,) = sought.acts("PROPERTY_SEALED")
    assert act.payload["form"] == "SEALING"
    assert act.payload["is_provisional"] is True
    assert act.payload["reference"] == kept["ref"]
    view = sought.request(matter)
    assert (view.state, view.outcome) == (State.CLOSED, "DONE")
    assert control(sought, asset).until == date(2021, 3, 4)
    assert sought.facts.of(Property).controlled == ZERO, "an unknown value counts for nothing"
    counts = {e["operation"]: e["count"] for e in registry.events("documents")}
    assert counts == {"kzwsInfo": 2, "zjInfo": 2}, "ruling and notice, two officers"


def test_worth_more_than_the_claim_only_when_nothing_else_suffices(tmp_path):
    sought, _, (asset,) = found(tmp_path, house())
    bank = make_bank(tmp_path, Deposit("6200000000000001", "150000.00"))
    sought.query(bank)
    bank.cycle()
    with pytest.raises(ExcessRefused) as refused:
        order_sealing(sought, asset, "800000.00")
    assert refused.value.code == "OTHERS_SUFFICE"
    order_sealing(sought, asset, "90000.00")


def test_an_indivisible_house_above_the_claim_is_sealed_for_want_of_others(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house())
    seal(sought, asset, "800000.00")
    registry.cycle()
    held = sought.facts.of(Property)
    assert held.controlled == control(sought, asset).amount
    assert held.controlled < Fen.of_yuan("800000.00"), "what counts is the claim"
    with pytest.raises(StepRefused) as refused:
        seal_second(tmp_path, sought)
    assert refused.value.code == "LIMIT_LEFT"


def seal_second(tmp_path, sought):
    registry = make_registry(tmp_path, house(place=2))
    sought.query(registry)
    registry.cycle()
    order_sealing(sought, sought.assets()[-1].id)


def test_terms_repeats_and_other_things_are_refused(tmp_path):
    sought, _, (asset,) = found(tmp_path, house())
    with pytest.raises(TermRefused):
        order_sealing(sought, asset, until=date(2021, 3, 5))
    with pytest.raises(InquiryRefused) as refused:
        order_sealing(sought, asset, "0")
    assert refused.value.code == "NOTHING_ORDERED"
    with pytest.raises(KindRefused) as refused:
        sought.order_freeze(asset, "10.00")
    assert refused.value.code == "OTHER_CONTROL", "a house is sealed, not frozen"
    order = UnsealOrder(sought.filed.case, asset, "已履行")
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.order_unsealing(order, sought.today, by=by))
    assert refused.value.code == "NOT_CONTROLLED"
    order_sealing(sought, asset)
    with pytest.raises(InquiryRefused) as refused:
        order_sealing(sought, asset)
    assert refused.value.code == "ORDER_PENDING"


def test_co_owners_and_a_home_are_found_by_law_on_the_order(tmp_path):
    other = person("示例戊", 31)
    mine = house(owners=((DEBTOR.name, DEBTOR.number, ""), (other.name, other.number, "")))
    sought, _, (asset,) = found(tmp_path, mine)
    matter = order_sealing(sought, asset, is_only_home=True)
    from zhixing.decisions.queries import get_matter

    rules = {f["rule"] for f in sought.read(lambda: get_matter(sought.court_no, matter)).findings}
    assert {"CO_OWNED", "NECESSARY_HOME", "SEIZURE_TERM", "PERMIT_SEAL"} <= rules


def test_renewal_and_release_name_the_registrys_own_number(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house())
    seal(sought, asset)
    registry.cycle()
    order = RenewalOrder(sought.filed.case, asset, None)
    matter = sought.do(lambda by: inquiry.order_sealing_renewal(order, sought.today, by=by))
    sought.approve(matter)
    registry.cycle()
    assert registry.rows("select ends from sealings")[0]["ends"] == "2024-03-04"
    assert control(sought, asset).until == date(2024, 3, 4)
    release = UnsealOrder(sought.filed.case, asset, "已履行完毕")
    matter = sought.do(lambda by: inquiry.order_unsealing(release, sought.today, by=by))
    sought.approve(matter)
    registry.cycle()
    assert registry.rows("select 1 from sealings where is_active") == []
    assert control(sought, asset) is None
    (act,) = sought.acts("SEALING_RELEASED")
    assert act.payload["reason"] == "已履行完毕"


def test_behind_another_authority_it_waits_in_line(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(sealings=(ELSEWHERE,)))
    seal(sought, asset, "90000.00")
    registry.cycle()
    (act,) = sought.acts("PROPERTY_SEALED")
    assert (act.payload["form"], act.payload["rank"]) == ("QUEUED", 2)
    assert sought.facts.of(Property).controlled == ZERO, "what queues controls nothing yet"


def test_what_is_not_yet_the_debtors_own_is_pre_sealed(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(is_pre_notice=True))
    seal(sought, asset)
    registry.cycle()
    assert sought.acts("PROPERTY_SEALED")[0].payload["form"] == "PRE_SEALING"
    assert registry.rows("select kind from sealings")[0]["kind"] == "3"


def test_a_provisional_answer_reversed_is_a_correcting_act(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(), reverse=1, reverse_seconds=3600)
    view = seal(sought, asset, "90000.00")
    registry.cycle()
    assert sought.facts.of(Property).controlled == Fen.of_yuan("90000.00")
    registry.front.books.db.execute("update outbox set not_before = 0")
    registry.cycle()
    (sealed_act,) = sought.acts("PROPERTY_SEALED")
    (annulled,) = sought.acts("ACT_ANNULLED")
    assert annulled.corrects == sealed_act.id
    (back,) = sought.acts("SEALING_NOT_DONE")
    assert "退回" in back.payload["reason"]
    (corrected,) = sought.acts("ANSWER_CORRECTED")
    assert (corrected.payload["before"], corrected.payload["now"]) == ("DONE", "NOT_DONE")
    assert control(sought, asset) is None
    assert sought.facts.of(Property).controlled == ZERO
    assert sought.read(lambda: list_holds_on_asset(sought.court_no, asset)) == []
    assert sought.request(view.matter).state is State.CORRECTED
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_two_courts_on_one_house_and_promotion_when_the_first_releases(tmp_path):
    number = unit()
    registry = make_registry(tmp_path, house(number))
    first, second = seek("100000.00"), seek("50000.00")
    for sought in (first, second):
        sought.query(registry)
        registry.cycle()
        seal(sought, sought.assets()[0].id, "40000.00")
        registry.cycle()
    theirs, ours = (s.assets()[0].id for s in (first, second))
    seen = second.read(lambda: list_holds_on_asset(second.court_no, ours))
    assert [(h.court_no, h.rank) for h in seen] == [(first.court_no, 1), (second.court_no, 2)]
    assert second.facts.of(Property).controlled == ZERO
    release = UnsealOrder(first.filed.case, theirs, "已履行完毕")
    matter = first.do(lambda by: inquiry.order_unsealing(release, first.today, by=by))
    first.approve(matter)
    registry.cycle(2)
    (act,) = second.acts("SEALING_MOVED_UP")
    assert (act.payload["before"], act.payload["rank"]) == (2, 1)
    assert act.payload["took_effect_on"] == second.today.isoformat()
    assert [f["rule"] for f in act.findings] == ["WAITING_QUEUE"]
    assert second.facts.of(Property).controlled == Fen.of_yuan("40000.00")
    seen = second.read(lambda: list_holds_on_asset(second.court_no, ours))
    assert [(h.court_no, h.rank) for h in seen] == [(second.court_no, 1)]
    assert registry.rows("select kind from sealings where is_active")[0]["kind"] == "1"


def test_a_repeat_is_a_success_and_changes_nothing(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(), duplicate=1, lose_answer=1)
    seal(sought, asset)
    registry.cycle(2)
    assert len(sought.acts("PROPERTY_SEALED")) == 1
    assert len(sought.acts("ASSET_FOUND")) == 1
    words = [v.get("MSG") for e in registry.events("acknowledged") for v in e["said"]]
    assert "已经反馈, 不能再次反馈" in words
    assert all(not e["error"] for e in registry.events("acknowledged"))


def test_poison_and_silence_cost_nobody_else(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(), poison=1, plain=1)
    assert any("格式错误" in e["error"] for e in registry.events("acknowledged"))
    registry.plan(silence=1)
    view = seal(sought, asset)
    registry.cycle(2)
    assert sought.request(view.matter).state is State.DELIVERED, "silence is no answer"
    registry.plan()
    registry.cycle(2)
    assert not registry.rows("select 1 from sealings"), "and is never handed out twice by itself"
    sought.do(lambda by: inquiry.redeliver_request(sought.request(view.matter).id, by=by))
    registry.cycle()
    assert len(sought.acts("PROPERTY_SEALED")) == 1


def test_a_control_handed_out_twice_is_locked_and_swallowed(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(), twice=1)
    seal(sought, asset)
    registry.cycle()
    assert len(registry.events("swallowed")) == 1
    assert len(sought.acts("PROPERTY_SEALED")) == 1


def test_a_unit_nobody_asked_for_changes_nothing(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house())
    view = seal(sought, asset)
    registry.ask("kzBdcQL")
    other = {"BDCDYH": unit(9), "KZZT": "1", "CFYWH": "X"}
    number = sought.request(view.matter).external_no
    registry.say("feedkzBdcQL", control_answer(number, [other]))
    assert sought.acts("PROPERTY_SEALED") == []
    assert sought.request(view.matter).state is State.PARTIAL


def test_a_bank_at_the_registrys_address_and_a_stranger_are_refused(tmp_path):
    bank = make_bank(tmp_path)
    registry = make_registry(tmp_path)
    marker = codec.usermarker(bank.code, "zhixing-demo")
    said = codec.read(registry.line.call("cxBdcQL", usermarker=marker))
    assert "不是此接口" in said.error
    marker = codec.usermarker(registry.code, "wrong")
    said = codec.read(registry.line.call("kzBdcQL", usermarker=marker))
    assert said.error == "用户名或密码错误 / wrong user name or password"
    assert said.items("BDCKZQQ") == [], "a registry goes on regardless: nothing may stand there"


def test_the_matter_of_a_house_shows_among_the_dead_letters_when_silent(tmp_path):
    sought, registry, (asset,) = found(tmp_path, house(), silence=0)
    registry.plan(silence=1)
    view = seal(sought, asset)
    registry.cycle()
    late = date(2018, 3, 20)
    sought.do(lambda by: inquiry.expire_overdue(late, by=by))
    letters = sought.read(
        lambda: queries.list_dead_letters(sought.court_no, sought.filed.stage.clock_at)
    )
    assert sought.request(view.matter).id in {d.request for d in letters}
