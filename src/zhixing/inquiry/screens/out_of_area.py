"""The deeds of enforcement in another province: decided, and what came of it (异地执行)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, facts_of
from zhixing.courts.queries import get_court, list_courts, list_persons, list_principals
from zhixing.inquiry.counter.going import GOING
from zhixing.inquiry.operations import (
    NewOutOfArea,
    OutsideReport,
    order_out_of_area,
    report_out_of_area,
)
from zhixing.inquiry.outside.acts import OutsideOutcome, Way
from zhixing.inquiry.outside.queries import OUTCOMES, WAYS, list_outside, list_outside_orders
from zhixing.kernel.fen import ZERO
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, once
from zhixing.platform.web.fragments import CaseAsk

LABELLED = Words("{p}：{w}", "{p}: {w}")


class OutOfAreaForm(forms.Form):
    """How to act, where, by whom."""

    province = boxes.choice(Words("省份", "Province"), [])
    way = boxes.choice(Words("方式", "Way"), [(w.value, Words(*t)) for w, t in WAYS.items()])
    task = boxes.words(Words("办理事项", "What is to be done"))
    due_on = boxes.day(Words("期限", "To be heard of by"))
    court = boxes.choice(Words("当地法院（委托时）", "Court there, if asked"), [], required=False)
    letter = boxes.text(
        Words("委托函文号（委托时）", "Number of the letter, if asked"), required=False, most=60
    )
    officers = boxes.several(Words("赴当地的人员（派员时）", "Who goes, if officers go"))
    approval = boxes.text(
        Words("高级人民法院批准文号（派员时）", "The high court's approval, if officers go"),
        required=False,
        most=60,
    )
    nothing_here = boxes.tick(Words("本辖区已无财产（整案委托）", "Nothing left here (whole case)"))


@case_deed
class OrderOutOfArea(RunningDeed):
    """Decide how to act on what lies in another province."""

    key = "order-out-of-area"
    label = Words("异地执行或者委托", "Act in another province")
    needs = "order_freeze"
    tabs = ("search",)
    order = 11
    form = OutOfAreaForm
    basis = ("ENTRUSTING", "1")

    def is_offered(self, ask: CaseAsk) -> bool:
        return super().is_offered(ask) and bool(_provinces(ask))

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "派员赴外省须经高级人民法院批准；单项事务可以委托当地法院；整案委托须本辖区已无财产，"
            "控制措施剩余期限不少于一个月。",
            "Officers go with the high court's approval; single acts are asked of the court there; "
            "the case is entrusted where nothing is left here and controls have a month left.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = OutOfAreaForm(data, initial={"due_on": ask.on})
        form.fields["officers"].required = False
        provinces = _provinces(ask)
        boxes.offer(form, "province", [(p, p) for p in provinces])
        own = get_court(ask.court_no)
        known = list_courts(level=own.level)
        if own.is_rehearsal:
            known += list_courts(level=own.level, rehearsal=True)
        there = [c for c in known if c.province.startswith(tuple(provinces))]
        none = ("", Words("不委托", "none"))
        boxes.offer(form, "court", [none, *((str(c.court_no), c.name) for c in there)])
        able = {p.person for p in list_principals(ask.court_no, ask.on) if p.kind in GOING}
        staff = list_persons(ask.court_no, ask.on)
        boxes.offer(form, "officers", [(str(p.id), p.name) for p in staff if p.id in able])
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        new = NewOutOfArea(
            ask.case,
            Way(given["way"]),
            given["province"],
            given["task"],
            given["due_on"],
            int(given["court"]) if given["court"] else None,
            tuple(UUID(p) for p in given["officers"]),
            given["approval"],
            given["letter"],
            given["nothing_here"],
        )
        order_out_of_area(new, ask.on, by=ask.by)
        return Words("已决定异地执行。", "It is ordered.")


class ReportForm(forms.Form):
    """What came of it."""

    outcome = boxes.choice(
        Words("结果", "Outcome"), [(o.value, Words(*t)) for o, t in OUTCOMES.items()]
    )
    report = boxes.words(Words("办理情况", "What was done"))
    things = boxes.whole(Words("查得或者控制财产（项）", "Things found or controlled"), 0, 999)
    money = boxes.money(Words("其中款项（元）", "Of it money, yuan"), required=False)


@case_deed
class ReportOutOfArea(CaseDeed):
    """Record what came of acting in another province."""

    key = "report-out-of-area"
    label = Words("登记异地执行情况", "Record the outcome")
    needs = "record"
    tabs = ("search",)
    order = 12
    form = ReportForm
    has_subjects = True
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(self.subjects(ask))

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(o.order, LABELLED.filled(p=o.province, w=Words(*WAYS[o.way])))
            for o in list_outside_orders(facts_of(ask))
            if o.outcome is None
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("结果只登记一次，并告知申请执行人。", "It is told once, to the creditor too.")

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return ReportForm(data, initial={"things": 0})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        money = boxes.amount_of(given["money"]) if given["money"] else ZERO
        told = OutsideReport(
            OutsideOutcome(given["outcome"]), given["report"], given["things"], money
        )
        if ask.subject is not None:
            report_out_of_area(ask.case, ask.subject, told, ask.on, by=ask.by)
        return Words("已登记异地执行情况。", "The outcome is recorded.")


def _provinces(ask: CaseAsk) -> list[str]:
    """Give the provinces in which something of the case is known to lie."""
    found = once(ask, "outside", lambda: list_outside(ask.court_no, ask.case))
    return list(dict.fromkeys(p.province for p in found))
