"""The deeds of the court that takes an entrusted case on: letter, papers, told, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhixing.cases.acts import Filing, Title
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.filing import boxes
from zhixing.cases.filing.application import Jurisdiction
from zhixing.inquiry.entrusted.chapter import TakenOn
from zhixing.inquiry.operations import (
    EntrustedLetter,
    EntrustReturnOrder,
    PapersSupplied,
    approve_entrusting_return,
    ask_entrusted_papers,
    record_entrusted_letter,
    record_entrusted_papers,
    return_entrusted,
    tell_entrusted_filing,
)
from zhixing.inquiry.screens.entrust_out import (
    GROUNDS,
    OFFICER,
    PHONE,
    REASON,
    EntrustDeed,
    chosen,
    papers_box,
)
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed
from zhixing.platform.web.fragments import CaseAsk


class TakenOnDeed(EntrustDeed):
    """A deed of a case that another court entrusted to this one."""

    article_no = "8"

    def is_offered(self, ask: CaseAsk) -> bool:
        known = ask.facts.of(TakenOn)
        is_open = known.is_here and ask.facts.of(Closure).closed_on is None
        return is_open and self.is_next(ask, known)

    def is_next(self, ask: CaseAsk, known: TakenOn) -> bool:
        """Say whether the deed can be done as things stand."""
        return True


class LetterForm(forms.Form):
    """Whose case it is, by which letter, with which papers."""

    court = boxes.text(Words("委托法院", "Sending court"), most=100)
    case_no = boxes.text(Words("原案号", "Its case number"), most=80)
    letter = boxes.text(Words("委托函文号", "Its letter"), most=60)
    papers = papers_box(Words("随案材料", "Papers that came with it"))


@case_deed
class RecordLetter(TakenOnDeed):
    """Record that the case came with a letter of entrustment."""

    key = "record-entrusted-letter"
    label = Words("登记委托执行函", "Record a letter of entrustment")
    order = 60
    form = LetterForm
    article_no = "7"

    def is_offered(self, ask: CaseAsk) -> bool:
        is_open = ask.facts.of(Closure).closed_on is None
        is_entrusted = ask.facts.of(Title).jurisdiction is Jurisdiction.ENTRUSTED
        return is_open and is_entrusted and ask.facts.of(TakenOn).key is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "本案作为受托执行案件办理；七日内立案，立案后告知委托法院。",
            "The case is dealt with as entrusted: filed within seven days, and that court told.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        papers = chosen(given["papers"])
        record_entrusted_letter(
            EntrustedLetter(ask.case, given["court"], given["case_no"], given["letter"], papers),
            ask.on,
            by=ask.by,
        )
        return Words("已登记委托执行函。", "The letter is recorded.")


class AskForm(forms.Form):
    """Which papers are missing."""

    wanted = papers_box(Words("要求补办的材料", "Papers asked for"))
    note = boxes.words(Words("其他说明", "Anything else"), required=False)


@case_deed
class AskPapers(TakenOnDeed):
    """Ask the sending court for missing papers."""

    key = "ask-entrusted-papers"
    label = Words("要求委托法院补办", "Ask for missing papers")
    order = 18
    form = AskForm

    def is_next(self, ask: CaseAsk, known: TakenOn) -> bool:
        return known.asked_on is None or known.answered_on is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "拟制补办材料函；委托法院三十日内补办或者说明。立案期限不因此停止计算。",
            "The letter is drafted; that court has thirty days. The days of filing run on.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        ask_entrusted_papers(ask.case, chosen(given["wanted"]), given["note"], ask.on, by=ask.by)
        return Words("已要求补办，函件待签发。", "It is asked for; the letter waits for the seal.")


class CameForm(forms.Form):
    """What came, or what that court says."""

    papers = papers_box(Words("收到的材料", "Papers that came"))
    explanation = boxes.words(Words("委托法院的说明", "What that court says"), required=False)


@case_deed
class RecordPapers(TakenOnDeed):
    """Record what the sending court supplied or said."""

    key = "record-entrusted-papers"
    label = Words("登记补办材料或者说明", "Record what came")
    order = 19
    form = CameForm

    def is_next(self, ask: CaseAsk, known: TakenOn) -> bool:
        return known.asked_on is not None and known.answered_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("补办期限就此停止。", "The thirty days end with it.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        came = PapersSupplied(chosen(given["papers"]), given["explanation"])
        record_entrusted_papers(ask.case, came, ask.on, by=ask.by)
        return Words("已登记。", "It is recorded.")


class TellForm(forms.Form):
    """Who handles it here."""

    officer = boxes.text(OFFICER, most=60)
    phone = boxes.text(PHONE, most=40)


@case_deed
class TellFiling(TakenOnDeed):
    """Tell the sending court that the case is filed."""

    key = "tell-entrusted-filing"
    label = Words("告知委托法院已立案", "Tell the sending court of the filing")
    order = 9
    form = TellForm
    article_no = "7"

    def is_next(self, ask: CaseAsk, known: TakenOn) -> bool:
        return known.told_on is None and ask.facts.of(Filing).filed_on is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "拟制受托立案告知函；使用本平台的法院即时收到。自立案起六个月内执结。",
            "The letter is drafted; a court of this platform is told at once. Six months run.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        tell_entrusted_filing(ask.case, given["officer"], given["phone"], ask.on, by=ask.by)
        return Words("已告知委托法院，函件待签发。", "It is told; the letter waits for the seal.")


class ApprovalForm(forms.Form):
    """By which document the high court agreed."""

    approval = boxes.text(Words("高级人民法院同意退回的文号", "Number of its agreement"), most=80)


@case_deed
class ApproveReturn(TakenOnDeed):
    """Record that the high court agreed to the return."""

    key = "approve-entrusting-return"
    label = Words("登记高院同意退回", "Record the high court's agreement")
    order = 61
    form = ApprovalForm
    article_no = "9"

    def is_next(self, ask: CaseAsk, known: TakenOn) -> bool:
        return known.approved_on is None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("十五日内退回材料并说明。", "The papers go back within fifteen days.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        approve_entrusting_return(ask.case, given["approval"], ask.on, by=ask.by)
        return Words("已登记，十五日内退回。", "It is recorded: fifteen days to return it.")


class ReturnForm(forms.Form):
    """On which ground, and why."""

    ground = boxes.choice(Words("退回原因", "Ground"), GROUNDS)
    reason = boxes.words(REASON)


@case_deed
class ReturnEntrusted(TakenOnDeed):
    """Return an entrusted case."""

    key = "return-entrusted"
    label = Words("退回委托", "Return the case")
    needs = "close"
    order = 62
    form = ReturnForm
    article_no = "9"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "须经高级人民法院同意。拟制退回委托函；已立案的另行销案。控制措施仍作为委托法院的措施。",
            "The high court has agreed. The letter is drafted; a filed case is then cancelled. "
            "Controls are the sending court's again.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        ground = EntrustReturnGround(given["ground"])
        order = EntrustReturnOrder(ask.case, ground, given["reason"])
        return_entrusted(order, ask.on, by=ask.by)
        return Words("已退回，函件待签发。", "It is returned; the letter waits for the seal.")
