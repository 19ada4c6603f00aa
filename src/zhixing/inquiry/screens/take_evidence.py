"""The deed of recording evidence that two officers took from an institution (调查取证)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.acts import Filing, Role
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, facts_of, party_choices
from zhixing.courts.queries import get_court, list_persons, list_principals
from zhixing.inquiry.counter.going import GOING
from zhixing.inquiry.operations import EvidenceKind, NewEvidence, record_evidence
from zhixing.inquiry.partners.after_ending import find_evidence_use
from zhixing.inquiry.partners.queries import (
    KINDS,
    list_engagements,
    name_and_code,
)
from zhixing.inquiry.search.leads import PROVINCE_NAMES
from zhixing.institutions.queries import list_institutions
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.closing.termination import ClosingRefused
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed
from zhixing.platform.web.fragments import CaseAsk

MEETING = Words("{d}{t}", "{d} {t}")
NO_MEETING = Words("与座谈无关", "none")


class EvidenceForm(forms.Form):
    """What was taken, where, by whom."""

    party = boxes.choice(Words("被执行人", "About whom"), [])
    institution = boxes.choice(Words("协助单位", "Institution"), [])
    kind = boxes.choice(
        Words("证据内容", "What it tells"), [(k.value, Words(*w)) for k, w in KINDS.items()]
    )
    first = boxes.choice(Words("执行人员", "First officer"), [])
    second = boxes.choice(Words("另一名执行人员", "Second officer"), [])
    papers_shown = boxes.tick(Words("已出示工作证和执行公务证", "Both officers showed their cards"))
    letter = boxes.text(Words("协助调查函文号", "Number of the letter"), most=60)
    folio = boxes.text(Words("卷宗页码", "Where it lies in the file"), most=60)
    province = boxes.choice(
        Words("所指省份", "Province it points to"),
        [(p, p) for p in PROVINCE_NAMES],
        required=False,
    )
    engagement = boxes.choice(Words("依据的座谈", "Agreed at"), [], required=False)


@case_deed
class TakeEvidence(RunningDeed):
    """Record evidence taken from an institution about a debtor."""

    key = "take-evidence"
    label = Words("登记调查取证", "Record evidence taken")
    needs = "record"
    tabs = ("search",)
    order = 10
    form = EvidenceForm
    basis = ("CPL", "239")
    fields = {"officers": "second"}

    def is_offered(self, ask: CaseAsk) -> bool:
        return facts_of(ask).of(Filing).filed_on is not None

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return () if self.obstacle(ask) is not None else (find_evidence_use(facts_of(ask), ask.on),)

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        try:
            find_evidence_use(facts_of(ask), ask.on)
        except ClosingRefused as refusal:
            return refusal
        return None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "证据原件留卷，案卷只记种类、来源和页码；住址、工作单位作为线索，触发持续查询。",
            "What it says stays in the paper file; the docket keeps kind, source and place. An "
            "address or an employer is news on which a standing order asks again.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        able = {p.person for p in list_principals(ask.court_no, ask.on) if p.kind in GOING}
        staff = list_persons(ask.court_no, ask.on)
        people = [(str(p.id), p.name) for p in staff if p.id in able]
        form = EvidenceForm(data, initial={"second": people[-1][0]} if people else None)
        boxes.offer(form, "party", party_choices(ask, Role.DEBTOR, Role.GUARANTOR))
        province = get_court(ask.court_no).province
        units = list_institutions(ask.on, province=province)
        boxes.offer(form, "institution", [(str(i.id), name_and_code(i)) for i in units])
        for name in ("first", "second"):
            boxes.offer(form, name, people)
        meetings = list_engagements(ask.court_no)
        offered: list[tuple[str, Text]] = [
            (str(e.id), MEETING.filled(d=e.held_on.isoformat(), t=e.topic)) for e in meetings
        ]
        boxes.offer(form, "engagement", [("", NO_MEETING), *offered])
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        meeting = given["engagement"]
        new = NewEvidence(
            ask.case,
            UUID(given["party"]),
            UUID(given["institution"]),
            EvidenceKind(given["kind"]),
            (UUID(given["first"]), UUID(given["second"])),
            given["papers_shown"],
            given["letter"],
            given["folio"],
            UUID(meeting) if meeting else None,
            given["province"],
        )
        record_evidence(new, ask.on, by=ask.by)
        return Words("已登记取证。", "The evidence is recorded.")
