"""The deeds of the court that entrusts a case: sent, arrived, papers, told, back, revoked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of
from zhixing.inquiry.entrusted.chapter import Sent, SentAway
from zhixing.inquiry.entrusted.sending import standing_controls
from zhixing.inquiry.operations import (
    CameBack,
    Delivery,
    FiledThere,
    NewSending,
    PapersSupplied,
    PapersWanted,
    record_entrusting_delivery,
    record_entrusting_filed,
    record_entrusting_return,
    record_papers_wanted,
    revoke_entrusting,
    send_entrusted,
    supply_entrusting_papers,
    tell_applicant_entrusted,
)
from zhixing.inquiry.outside.acts import OutsideWork, Way
from zhixing.law.entrusting.papers import PAPERS, EntrustPaper
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.law.instruments import find_citation
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

PAPER_CHOICES: list[tuple[str, Text]] = [(p.value, Words(*w)) for p, w in PAPERS.items()]
GROUNDS: list[tuple[str, Text]] = [
    (EntrustReturnGround.TAKEN_BACK.value, Words("未补办也未说明，视为撤回委托", "no answer")),
    (EntrustReturnGround.WRONGLY_ENTRUSTED.value, Words("委托不当", "wrongly entrusted")),
    (EntrustReturnGround.OTHER_CAUSE.value, Words("其他原因", "another cause")),
]
OFFICER = Words("承办人", "Officer")
PHONE = Words("联系电话", "Telephone")
REASON = Words("理由", "Reasons")


def papers_box(label: Text) -> forms.MultipleChoiceField:
    """Make a box with the papers the law lists."""
    box = boxes.several(label)
    box.choices = PAPER_CHOICES
    box.required = False
    return box


def chosen(given: Any) -> tuple[EntrustPaper, ...]:
    """Give the papers ticked in a box, in the law's order."""
    return tuple(p for p in EntrustPaper if p.value in given)


class EntrustDeed(CaseDeed):
    """A deed of entrusting, at either court; ``article_no`` is the article it names."""

    tabs = ("search",)
    previews = True
    needs = "record"
    article_no: ClassVar[str] = "7"

    def article(self, ask: CaseAsk) -> Text:
        found = find_citation("ENTRUSTING", self.article_no, on=ask.on)
        return NOTHING if found is None else Words(found.zh, found.en)


class Entrusting(EntrustDeed):
    """A deed about one sending of a case to another court."""

    has_subjects = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(self.subjects(ask))

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        provinces = {o.order: o.province for o in ask.facts.of(OutsideWork).orders}
        return [
            Subject(s.order, provinces.get(s.order, ""))
            for s in ask.facts.of(SentAway).sendings
            if self.is_open(s)
        ]

    def is_open(self, sent: Sent) -> bool:
        """Say whether the deed can be done on a sending as it stands."""
        raise NotImplementedError


class SendForm(forms.Form):
    """Which papers go with the case, and whom that court reaches here."""

    papers = papers_box(Words("随案材料", "Papers that go with it"))
    officer = boxes.text(OFFICER, most=60)
    phone = boxes.text(PHONE, most=40)


@case_deed
class SendEntrusted(Entrusting):
    """Send the papers of a case that is to be entrusted."""

    key = "send-entrusted"
    label = Words("移交委托材料", "Send the entrusted case")
    needs = "order_freeze"
    order = 13
    form = SendForm
    article_no = "5"

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        sent = ask.facts.of(SentAway)
        return [
            Subject(o.order, o.province)
            for o in ask.facts.of(OutsideWork).orders
            if o.way is Way.CASE and not o.outcome and sent.find(o.order) is None
        ]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        held = standing_controls(ask.court_no, ask.case, facts_of(ask))
        ends = Words("至{d}", "until {d}")
        return [Known(c.thing, ends.filled(d=day_words(c.until)) if c.until else "") for c in held]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "拟制委托执行函，所控制的财产一并移交；措施剩余期限不足一个月的，须先续行。受托法院使用"
            "本平台的，材料即时送达；否则请寄送并登记送达日。",
            "The letter is drafted and what is controlled goes with it; what ends within a month "
            "is renewed first. A court of this platform gets it at once, another by letter.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        papers = chosen(given["papers"])
        new = NewSending(ask.case, subject_of(ask), papers, given["officer"], given["phone"])
        send_entrusted(new, ask.on, by=ask.by)
        return Words("已移交，委托执行函待签发。", "It is sent; the letter waits for the seal.")


class DeliveryForm(forms.Form):
    """When they arrived."""

    arrived_on = boxes.day(Words("受托法院收到日", "Received there on"))


@case_deed
class RecordDelivery(Entrusting):
    """Record that papers sent by letter arrived."""

    key = "record-entrusting-delivery"
    label = Words("登记委托材料送达", "Record the arrival")
    order = 14
    form = DeliveryForm

    def is_open(self, sent: Sent) -> bool:
        return sent.delivered_on is None and sent.returned_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "自收到之日起七日内，受托法院应当立案。", "That court files within seven days."
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        told = Delivery(subject_of(ask), given["arrived_on"])
        record_entrusting_delivery(ask.case, told, ask.on, by=ask.by)
        return Words("已登记送达。", "The arrival is recorded.")


class WantedForm(forms.Form):
    """Which papers that court asks for."""

    wanted = papers_box(Words("要求补办的材料", "Papers asked for"))
    note = boxes.words(Words("函中所写情况", "What its letter says"), required=False)


@case_deed
class RecordWanted(Entrusting):
    """Record a letter by which the court there asks for papers."""

    key = "record-papers-wanted"
    label = Words("登记补办要求", "Record what papers are asked for")
    order = 15
    form = WantedForm
    article_no = "8"

    def is_open(self, sent: Sent) -> bool:
        return not sent.awaits_papers and sent.returned_on is None and sent.told_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "三十日内补办或者书面说明；否则视为撤回委托。",
            "Thirty days to supply them or say why not; else it counts as taken back.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        asked = PapersWanted(subject_of(ask), chosen(given["wanted"]), given["note"])
        record_papers_wanted(ask.case, asked, ask.on, by=ask.by)
        return Words("已登记补办要求。", "It is recorded.")


class SupplyForm(forms.Form):
    """What is supplied, or why not."""

    papers = papers_box(Words("补办的材料", "Papers supplied"))
    explanation = boxes.words(Words("不能补办的说明", "Why they are not"), required=False)


@case_deed
class SupplyPapers(Entrusting):
    """Supply papers the court there asked for, or explain."""

    key = "supply-entrusting-papers"
    label = Words("补办委托材料", "Supply the papers")
    order = 7
    form = SupplyForm
    article_no = "8"

    def is_open(self, sent: Sent) -> bool:
        return sent.awaits_papers

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "补办的材料或者说明送受托法院；使用本平台的即时送达。",
            "They go to the court there, at once if it uses this platform.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        supplied = PapersSupplied(chosen(given["papers"]), given["explanation"])
        supply_entrusting_papers(ask.case, subject_of(ask), supplied, ask.on, by=ask.by)
        return Words("已补办或者说明。", "It is answered.")


class FiledForm(forms.Form):
    """What the notice of filing says."""

    there_no = boxes.text(Words("受托法院案号", "Case number there"), most=80)
    filed_on = boxes.day(Words("立案日", "Filed on"))
    officer = boxes.text(Words("受托法院承办人", "Officer there"), most=60)
    phone = boxes.text(PHONE, most=40)


@case_deed
class RecordFiled(Entrusting):
    """Record the notice of filing of the court there."""

    key = "record-entrusting-filed"
    label = Words("登记受托法院立案通知", "Record the notice of filing")
    order = 16
    form = FiledForm

    def is_open(self, sent: Sent) -> bool:
        return sent.filed_on is None and sent.returned_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "七日内书面通知申请执行人，然后销案。",
            "The applicant is told in writing within seven days; then the case is cancelled.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        told = FiledThere(subject_of(ask), **{k: given[k] for k in FiledForm.base_fields})
        record_entrusting_filed(ask.case, told, ask.on, by=ask.by)
        return Words("已登记受托法院立案。", "The filing there is recorded.")


@case_deed
class TellApplicant(Entrusting):
    """Tell the applicant of the entrusting in writing."""

    key = "tell-applicant-entrusted"
    label = Words("通知申请执行人已委托执行", "Tell the applicant of the entrusting")
    order = 6

    def is_open(self, sent: Sent) -> bool:
        return sent.filed_on is not None and sent.told_on is None and sent.returned_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "拟制委托执行告知书，写明受托法院、案号、承办人和电话，以及六个月未执结的救济。",
            "The notice is drafted: that court, its number, officer and telephone, and what can be "
            "asked for after six months.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        tell_applicant_entrusted(ask.case, subject_of(ask), ask.on, by=ask.by)
        return Words("已拟制告知书，待签发送达。", "The notice waits for seal and service.")


class BackForm(forms.Form):
    """Why it came back."""

    ground = boxes.choice(Words("退回原因", "Ground"), GROUNDS)
    reason = boxes.words(REASON)


@case_deed
class RecordReturn(Entrusting):
    """Record that the court there returned the case."""

    key = "record-entrusting-return"
    label = Words("登记退回委托", "Record the return")
    order = 17
    form = BackForm
    article_no = "9"

    def is_open(self, sent: Sent) -> bool:
        return sent.returned_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "所控制的财产仍作为本院措施，顺位不变；原因消除后可以再行委托，委托不当的撤销委托。",
            "Controls are this court's again, by their rank; the cause gone, it may be entrusted "
            "again; if it was wrong it is revoked.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        ground = EntrustReturnGround(given["ground"])
        record_entrusting_return(
            ask.case, CameBack(subject_of(ask), ground, given["reason"]), ask.on, by=ask.by
        )
        return Words("已登记退回。", "The return is recorded.")


class RevokeForm(forms.Form):
    """Why it was wrong, and how the high court was told."""

    reason = boxes.words(REASON)
    report = boxes.text(Words("报高级人民法院备案的文号", "Number of the report"), most=80)


@case_deed
class RevokeEntrusting(Entrusting):
    """Revoke an entrusting that was wrong and resume the case."""

    key = "revoke-entrusting"
    label = Words("撤销委托、恢复执行", "Revoke the entrusting")
    needs = "close"
    order = 8
    form = RevokeForm
    article_no = "9"

    def is_open(self, sent: Sent) -> bool:
        wrong = sent.ground == EntrustReturnGround.WRONGLY_ENTRUSTED.value
        return wrong and sent.revoked_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("撤销委托；已销案的恢复执行。", "It is revoked; a cancelled case is resumed.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = subject_of(ask)
        revoke_entrusting(ask.case, order, given["reason"], given["report"], ask.on, by=ask.by)
        return Words("已撤销委托，恢复执行。", "It is revoked and the case goes on here.")
