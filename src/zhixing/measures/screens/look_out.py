"""Deeds on look-outs (布控): applied for under the court's policy, sent, met, cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import names_of
from zhixing.instruments.queries import get_sealed_pdf, list_instruments
from zhixing.kernel.refusal import Refusal
from zhixing.measures.chapter import LookOut, Measures
from zhixing.measures.look_outs import adopted_policy
from zhixing.measures.operations import (
    Attachment,
    LookOutPlan,
    apply_look_out,
    close_look_out,
    record_hit,
    send_look_out,
)
from zhixing.measures.person_deed import AgainstDebtor
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

PDF = "application/pdf"


class LookOutForm(forms.Form):
    """By which day it must be looked at again."""

    review_on = boxes.day(Words("复核日", "To be reviewed on"))


@case_deed
class ApplyLookOut(AgainstDebtor):
    """Ask the police, under the court's dated policy, to say if the person is met."""

    key = "apply-look-out"
    label = Words("提请公安协助查找（布控）", "Apply for a look-out")
    needs = "detain_apply"
    order = 45
    form = LookOutForm

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        if self.obstacle(ask) is not None:
            return ()
        policy = adopted_policy(ask.court_no, ask.on)
        review: Text = Words("未定", "none set")
        if policy.review_on is not None:
            review = day_words(policy.review_on)
        longest = Words("{n}日", "{n} days").filled(n=policy.value.get("review_days", 180))
        return [
            Known(Words("本院制度", "The court's policy"), policy.legal_basis),
            Known(Words("施行日", "In force since"), day_words(policy.valid_from)),
            Known(Words("制度复核日", "The policy is reviewed on"), review),
            Known(Words("复核期限最长", "Longest time to a review"), longest),
        ]

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        try:
            adopted_policy(ask.court_no, ask.on)
        except Refusal as refusal:
            return refusal
        if ask.facts.of(Measures).open_look_out(subject_of(ask)) is None:
            return None
        return Refusal(
            "LOOK_OUT_OPEN",
            message_zh="对该人的布控尚未撤销。",
            message_en="A look-out for this person is open.",
        )

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后材料可送公安机关，发现该人时告知本院。不跟踪行踪，到复核日须复核。",
            "It is put up for approval; the police then tell the court if the person is met. "
            "Nobody's movements are followed, and it is reviewed on its day.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        plan = LookOutPlan(subject_of(ask), given["review_on"])
        apply_look_out(ask.case, plan, ask.on, by=ask.by)
        return Words("已提请布控，待审批。", "The look-out is put up for approval.")


class _OfLookOut(CaseDeed):
    needs = "record"
    tabs = ("measures",)
    has_subjects = True
    previews = True

    def is_wanted(self, look_out: LookOut) -> bool:
        """Say whether the deed is about this open look-out."""
        return True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names, name = names_of(ask), Words("布控：{n}", "Look-out for {n}")
        return [
            Subject(x.measure, name.filled(n=names.get(x.party, "")))
            for x in ask.facts.of(Measures).look_outs
            if x.closed_on is None and self.is_wanted(x)
        ]


class PackageForm(forms.Form):
    """What is handed over with the request."""

    papers = boxes.several(Words("随附文书", "Papers to attach"))


@case_deed
class SendLookOut(_OfLookOut):
    """Hand the package to the police."""

    key = "send-look-out"
    label = Words("送交布控材料", "Send the package")
    needs = "detain_apply"
    order = 46
    form = PackageForm
    fields = {"attachments": "papers"}

    def is_wanted(self, look_out: LookOut) -> bool:
        return look_out.sent_on is None

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        if issued_papers(ask):
            return None
        return Refusal(
            "NOTHING_ATTACHED",
            message_zh="本案尚无已签发的文书可以随附。",
            message_en="No sealed paper of this case can be attached yet.",
            remedy_zh="请先签发拘留决定书等文书。",
            remedy_en="Issue the detention decision and its like first.",
        )

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "被查找人的姓名、证件号码和所选文书送交公安机关；查阅证件号码留痕。",
            "Name, identity number and the papers chosen go to the police; reading the number "
            "is logged.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = PackageForm(data)
        boxes.offer(form, "papers", issued_papers(ask))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        names = dict(issued_papers(ask))
        attached = [
            Attachment(f"{names[paper]}.pdf", PDF, get_sealed_pdf(ask.court_no, UUID(paper)))
            for paper in given["papers"]
        ]
        send_look_out(ask.case, subject_of(ask), attached, ask.on, by=ask.by)
        return Words("布控材料已送交。", "The package is on its way.")


class HitForm(forms.Form):
    """Where the person was met, and who reported it."""

    place = boxes.text(Words("发现地点", "Where"), most=200)
    reported_by = boxes.text(Words("报告人", "Reported by"), most=100)


@case_deed
class RecordHit(_OfLookOut):
    """Record by hand that the police met the person."""

    key = "record-hit"
    label = Words("登记布控命中", "Record a hit")
    order = 47
    form = HitForm

    def is_wanted(self, look_out: LookOut) -> bool:
        return look_out.hit_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "一次命中只记一条，并在承办团队的今日页面置顶；处置后请撤销布控。",
            "One hit is one entry; it stands on top of the team's day. End the look-out once "
            "it is dealt with.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        place, source = given["place"], given["reported_by"]
        record_hit(ask.case, subject_of(ask), place, source, ask.on, by=ask.by)
        return Words("已登记命中。", "The hit is recorded.")


@case_deed
class CloseLookOut(_OfLookOut):
    """Cancel a look-out."""

    key = "close-look-out"
    label = Words("撤销布控", "Cancel the look-out")
    order = 48
    reason = "required"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "布控自今日撤销；需要再行查找的，须重新提请审批。",
            "It ends today; to look for the person again it must be approved anew.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        close_look_out(ask.case, subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已撤销布控。", "The look-out is cancelled.")


def issued_papers(ask: CaseAsk) -> list[tuple[str, Text]]:
    """Give the sealed instruments of the case as choices of a form, read once a page."""

    def look() -> list[tuple[str, Text]]:
        papers = list_instruments(ask.court_no, ask.case)
        return [(str(p.id), Words(p.name_zh, p.name_en)) for p in papers if p.issued_on]

    return once(ask, "issued-papers", look)
