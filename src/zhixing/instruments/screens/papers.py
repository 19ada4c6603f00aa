"""Deeds on instruments: an order to report property drafted, a paper sealed, a paper served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, names_of, party_choices
from zhixing.instruments.operations import (
    Draft,
    Proof,
    draft_instrument,
    issue_instrument,
    serve_instrument,
)
from zhixing.instruments.queries import InstrumentView, list_instruments
from zhixing.law.periods.service import Method
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

MOST_DAYS = 365
METHODS: list[tuple[str, Text]] = [
    (Method.DIRECT.value, Words("直接送达", "in person")),
    (Method.LEFT.value, Words("留置送达", "left behind")),
    (Method.POST.value, Words("邮寄送达", "by post")),
    (Method.ELECTRONIC.value, Words("电子送达", "electronic")),
    (Method.ANNOUNCEMENT.value, Words("公告送达", "by announcement")),
]


class ReportForm(forms.Form):
    """By when to report, of which time, and by when to report a change."""

    report_days = boxes.whole(Words("报告期限（日）", "Days to report"), 1, MOST_DAYS)
    period_from = boxes.day(Words("自何日起的财产情况", "Property held since"))
    change_days = boxes.whole(Words("变动补报期限（日）", "Days to report a change"), 1, MOST_DAYS)


@case_deed
class DraftReportOrder(RunningDeed):
    """Draft the order to report property for one debtor."""

    key = "draft-report-order"
    label = Words("拟制报告财产令", "Draft the order to report property")
    needs = "draft"
    tabs = ("instruments",)
    order = 2
    form = ReportForm
    has_subjects = True
    basis = ("CPL", "252")

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = names_of(ask)
        debtors = ask.facts.of(Standings).of_role(Role.DEBTOR.value)
        return [Subject(p, names[p]) for p in debtors if p in names]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "生成草稿，签发盖章后方可送达；逾期不报的后果印在令上。",
            "A draft is made; it is served once sealed. It says what follows if no report is made.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return ReportForm(data, initial={"period_from": _year_before(ask.on)})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        values = {n: given[n] for n in ("report_days", "period_from", "change_days")}
        named = {"debtor": names_of(ask)[subject_of(ask)]}
        draft = Draft(ask.case, "PROPERTY_REPORT_ORDER", {**named, **values})
        draft_instrument(draft, ask.on, by=ask.by)
        return Words("草稿已生成，待签发。", "The draft is made and waits for the seal.")


def _year_before(on: date) -> date:
    leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if leap_day else on.day)


class _OfPaper(CaseDeed):
    tabs = ("instruments",)
    has_subjects = True
    previews = True
    is_issued = False

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(i.id, Words(i.name_zh, i.name_en))
            for i in papers_of(ask)
            if (i.state != "DRAFT") == self.is_issued
        ]


@case_deed
class IssuePaper(_OfPaper):
    """Seal a draft."""

    key = "issue-instrument"
    label = Words("签发盖章", "Seal and issue")
    needs = "seal"
    order = 3
    rehearses = False

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以本院电子印章签发，此后不能修改；执行通知书签发即开始计算通知期限。",
            "It is issued under the court's seal and cannot be changed. An enforcement notice "
            "counts as sent.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        issue_instrument(subject_of(ask), ask.on, by=ask.by)
        return Words("已签发。", "The instrument is issued.")


class ServiceForm(forms.Form):
    """On whom, how, when, and the proof."""

    party = boxes.choice(Words("受送达人", "Served on"), [])
    method = boxes.choice(Words("送达方式", "Method"), METHODS)
    event_on = boxes.day(Words("签收、留置、回执、到达或者公告之日", "Day of the event"))
    proof = boxes.text(Words("送达凭证", "Proof of service"), most=200)
    consented = boxes.tick(Words("受送达人同意电子送达", "Agreed to electronic service"))


@case_deed
class ServePaper(_OfPaper):
    """Record that an instrument was served."""

    key = "serve-instrument"
    label = Words("登记送达", "Record a service")
    needs = "serve"
    order = 4
    form = ServiceForm
    is_issued = True

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "依法算出生效日，文书所定期限自该日起算。",
            "The day of effect follows from the law, and the terms of the instrument run from it.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = ServiceForm(data, initial={"event_on": ask.on})
        roles = (Role.DEBTOR, Role.APPLICANT, Role.GUARANTOR, Role.THIRD_PARTY)
        boxes.offer(form, "party", party_choices(ask, *roles))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        proof = Proof(
            UUID(given["party"]),
            Method(given["method"]),
            given["event_on"],
            given["proof"],
            given["consented"],
        )
        serve_instrument(subject_of(ask), proof, ask.on, by=ask.by)
        return Words("已登记送达。", "The service is recorded.")


def papers_of(ask: CaseAsk) -> list[InstrumentView]:
    """Give the instruments of the case, read once a page."""
    return once(ask, "papers", lambda: list_instruments(ask.court_no, ask.case))
