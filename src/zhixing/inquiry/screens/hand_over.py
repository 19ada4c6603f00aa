"""The deeds of asking another court for a seized thing, and of answering such a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.queueing import find_first
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import is_running
from zhixing.courts.queries import get_court
from zhixing.inquiry.control_deed import account_name, outlook
from zhixing.inquiry.handing.asking import (
    HandOverAnswer,
    HandOverRequest,
    answer_hand_over,
    ask_hand_over,
)
from zhixing.inquiry.handing.chapter import HandOvers
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.handing_over import Asker, HandOver, hand_over_seized
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

ASKERS: list[tuple[str, Text]] = [
    (Asker.PRIORITY_CREDITOR.value, Words("优先债权执行法院", "court of a prior right")),
    (Asker.FIRST_WAITING.value, Words("在先轮候法院，保全满一年未处分", "first in the queue")),
]
ANSWERS: list[tuple[str, Text]] = [
    ("AGREE", Words("同意移送", "Hand it over")),
    ("DECLINE", Words("不予移送", "Decline")),
]


class AskForm(forms.Form):
    """By which right, and who holds it first where the register does not know."""

    asker = boxes.choice(Words("以何身份商请", "Asked as"), ASKERS)
    priority = boxes.words(Words("优先权或担保物权及其执行依据", "The right and its title"))
    court = boxes.text(
        Words("首先查封法院，登记簿已载明的不填", "First court, if not in the register"),
        required=False,
        most=100,
    )
    first_seized_on = boxes.day(Words("首先查封日", "First seized on"), required=False)
    sale_begun_on = boxes.day(
        Words("已知的拍卖公告或者变卖开始日", "Auction notice or sale begun on"), required=False
    )


@case_deed
class AskHandOver(CaseDeed):
    """Ask the court that seized a thing first to hand it over."""

    key = "ask-hand-over"
    label = Words("商请移送执行", "Ask for a seized thing")
    needs = "order_freeze"
    tabs = ("property",)
    order = 18
    form = AskForm
    has_subjects = True
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return is_running(ask)

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        known = outlook(ask)
        mine = [a.id for a in known.assets if not _is_first(ask, a.id)]
        return [Subject(a, account_name(known, a)) for a in mine]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        first = find_first(ask.court_no, subject_of(ask))
        if first is None or first.court_no == ask.court_no:
            nobody = Words("登记簿中没有，请填写", "not in the register: fill in")
            return [Known(Words("首先查封法院", "First court"), nobody)]
        finding = _finding(ask)
        name = Words("首先查封法院", "First court")
        days = Words("可以商请之日", "May be asked for from")
        return [
            Known(name, get_court(first.court_no).name, day_words(first.since)),
            Known(days, day_words(finding.value.ask_from) if finding else "", finding=finding),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "拟制商请移送执行函；首先查封法院收到后十五日内答复。本平台内的法院即时收到。",
            "The letter is drafted; the first court answers within fifteen days. A court of this "
            "platform gets it at once.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        request = HandOverRequest(
            ask.case,
            subject_of(ask),
            given["priority"],
            Asker(given["asker"]),
            given["court"],
            given["first_seized_on"],
            given["sale_begun_on"],
        )
        ask_hand_over(request, ask.on, by=ask.by)
        return Words("已商请移送，函件待签发。", "It is asked for; the letter waits for the seal.")


class AnswerForm(forms.Form):
    """Yes or no, why not, and how the claim here stands."""

    answer = boxes.choice(Words("答复", "Answer"), ANSWERS)
    reason = boxes.words(Words("不予移送的理由", "Why it is declined"), required=False)
    sale_begun_on = boxes.day(
        Words("本院拍卖公告或者变卖开始日", "Our auction notice or sale begun on"), required=False
    )
    unadjudicated = boxes.tick(Words("本案债权尚未确认", "The claim here is not adjudicated"))


@case_deed
class AnswerHandOver(CaseDeed):
    """Answer another court that asks for a thing this case seized first."""

    key = "answer-hand-over"
    label = Words("答复商请移送", "Answer a request to hand over")
    needs = "order_freeze"
    tabs = ("property",)
    order = 6
    form = AnswerForm
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        known = outlook(ask)
        waiting = [
            r for r in ask.facts.of(HandOvers).requests if not r.is_ours and r.answered_on is None
        ]
        note = Words("{c}{n}", "{c}, {n}")
        return [
            Subject(r.asset, account_name(known, r.asset), note.filled(c=r.court, n=r.case_no))
            for r in waiting
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "同意的，拟制移送执行函，查封继续有效，由对方法院处置，未确认的债权预留份额；不同意的，"
            "协商不成报共同上级法院。",
            "Agreed, the letter is drafted: the seizure stands and the other court disposes; the "
            "share of an unadjudicated claim is reserved. Declined, the common superior decides.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        agree = given["answer"] == "AGREE"
        answer = HandOverAnswer(
            ask.case,
            subject_of(ask),
            agree,
            given["reason"],
            given["sale_begun_on"],
            not given["unadjudicated"],
        )
        answer_hand_over(answer, ask.on, by=ask.by)
        if agree:
            return Words("已同意移送，函件待签发。", "Handed over; the letter waits for the seal.")
        return Words("已答复不予移送。", "It is declined.")


def _is_first(ask: CaseAsk, asset: Any) -> bool:
    control = outlook(ask).control(asset)
    return control is not None and control.rank == 1


def _finding(ask: CaseAsk) -> Finding[HandOver] | None:
    first = find_first(ask.court_no, subject_of(ask))
    if first is None:
        return None
    asker = Asker.PRIORITY_CREDITOR
    return hand_over_seized(on=ask.on, asker=asker, first_seized_on=first.since)
