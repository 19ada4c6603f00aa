"""The deeds of the search: by yield, those left out, standing orders, checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed, RunningDeed, facts_of, party_choices
from zhixing.inquiry.operations import (
    NewStandingOrder,
    SearchOrder,
    ask_skipped,
    begin_search,
    complete_checks,
    order_repeat,
    stop_repeat,
)
from zhixing.inquiry.search.checks import is_completed, list_checks
from zhixing.inquiry.search.searching import nobody_skipped
from zhixing.inquiry.search.terms import find_standing_terms
from zhixing.inquiry.search.views import SearchView, list_searches, list_standing_orders
from zhixing.kernel.refusal import Refusal
from zhixing.law.network.full_set import SearchPurpose
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, once
from zhixing.platform.web.fragments import CaseAsk

PURPOSES: list[tuple[str, Text]] = [
    (SearchPurpose.ENFORCEMENT.value, Words("执行中的查询", "in the course of enforcement")),
    (SearchPurpose.BEFORE_ENDING.value, Words("为终结本次执行程序", "before ending the procedure")),
    (SearchPurpose.DELISTING.value, Words("为删除失信信息", "for deleting a listing")),
]


class SearchForm(forms.Form):
    """About whom, and for what."""

    parties = boxes.several(Words("被查询人", "About whom"))
    purpose = boxes.choice(Words("查询目的", "For what"), PURPOSES)
    key = boxes.hidden_key()


@case_deed
class BeginSearch(LawfulDeed):
    """Ask the most promising institutions first, or all where a rule demands it."""

    key = "begin-search"
    label = Words("按产出检索", "Search by yield")
    needs = "order_query"
    tabs = ("search",)
    order = 5
    form = SearchForm
    step = ActType.QUERY_PROPERTY
    rehearses = False

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return replace(super().step_facts(ask), debtor=Debtor(True, identified_by_number=True))

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "按本院历次查询的产出由高到低分批查询；依法须全面查询的，向全部单位查询。",
            "Institutions are asked in waves, the most promising first; where a rule demands the "
            "full set, all are asked.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = SearchForm(data, initial={"key": f"search-{uuid4().hex}"})
        boxes.offer(form, "parties", party_choices(ask, Role.DEBTOR, Role.GUARANTOR))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        parties = tuple(UUID(p) for p in given["parties"])
        purpose = SearchPurpose(given["purpose"])
        begin_search(SearchOrder(ask.case, parties, given["key"], purpose), ask.on, by=ask.by)
        return Words("检索已开始，各单位的处理见查询策略。", "The search has begun; see its plan.")


@case_deed
class AskSkipped(RunningDeed):
    """Ask everybody whom the latest search left out."""

    key = "ask-skipped"
    label = Words("补查未查询的单位", "Ask those left out")
    needs = "order_query"
    tabs = ("search",)
    order = 6
    rehearses = False

    def is_offered(self, ask: CaseAsk) -> bool:
        return super().is_offered(ask) and _left_out(ask) is not None

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return nobody_skipped() if _left_out(ask) is None else None

    def consequence(self, ask: CaseAsk) -> Text:
        latest = _left_out(ask)
        count = 0 if latest is None else len(latest.skipped)
        return Words(f"向未查询的{count}个单位查询。", f"The {count} left out are asked.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        latest = _left_out(ask)
        if latest is None:
            raise nobody_skipped()
        ask_skipped(latest.id, None, ask.on, by=ask.by)
        return Words("已向其余单位查询。", "The others are asked.")


class RepeatForm(forms.Form):
    """Until when."""

    until = boxes.day(Words("期限（最后一日）", "Last day of the order"))


@case_deed
class OrderRepeat(LawfulDeed):
    """Make a standing order to query."""

    key = "order-repeat"
    label = Words("作出持续查询命令", "Make a standing order")
    needs = "order_query"
    tabs = ("search",)
    order = 7
    form = RepeatForm
    step = ActType.QUERY_PROPERTY
    rehearses = False

    def is_offered(self, ask: CaseAsk) -> bool:
        terms = once(ask, "standing terms", lambda: find_standing_terms(ask.court_no, ask.on))
        return super().is_offered(ask) and terms is not None and _running(ask) is None

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return replace(super().step_facts(ask), debtor=Debtor(True, identified_by_number=True))

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "立即查询一轮；期限内有线索即再次查询，没有线索的按成本最低的间隔查询。",
            "One round goes out at once; until the last day it is asked again on news, and "
            "otherwise at the interval that costs least.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order_repeat(NewStandingOrder(ask.case, given["until"]), ask.on, by=ask.by)
        return Words("持续查询命令已生效。", "The standing order runs.")


class StopForm(forms.Form):
    """Why."""

    reason = boxes.words(Words("停止的理由", "Why it is stopped"))


@case_deed
class StopRepeat(RunningDeed):
    """End a standing order before its term."""

    key = "stop-repeat"
    label = Words("停止持续查询", "Stop the standing order")
    needs = "order_query"
    tabs = ("search",)
    order = 8
    form = StopForm

    def is_offered(self, ask: CaseAsk) -> bool:
        return super().is_offered(ask) and _running(ask) is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("自今日起不再自动查询。", "From today on nothing is asked by itself.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = _running(ask)
        if order is not None:
            stop_repeat(order, given["reason"], ask.on, by=ask.by)
        return Words("持续查询已停止。", "The standing order is stopped.")


@case_deed
class CompleteChecks(RunningDeed):
    """Record that the court's checks and reports are done."""

    key = "complete-checks"
    label = Words("登记完成四查两报", "Record the checks complete")
    needs = "record"
    tabs = ("search",)
    order = 9

    def is_offered(self, ask: CaseAsk) -> bool:
        if not super().is_offered(ask) or is_completed(facts_of(ask)):
            return False
        return bool(list_checks(ask.court_no, ask.case, facts_of(ask), ask.on))

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("“四查两报”节点办结。", "The node of checks and reports is done.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        complete_checks(ask.case, ask.on, by=ask.by)
        return Words("已登记完成四查两报。", "The checks and reports are recorded as done.")


def _left_out(ask: CaseAsk) -> SearchView | None:
    """Give the latest search, where it left somebody out."""
    found = once(ask, "searches", lambda: list_searches(ask.court_no, ask.case))
    return found[0] if found and found[0].skipped else None


def _running(ask: CaseAsk) -> UUID | None:
    orders = once(ask, "standing", lambda: list_standing_orders(ask.court_no, ask.case))
    return next((o.id for o in orders if o.ended_on is None), None)
