"""The deed of putting a successor in a party's place (变更当事人)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, names_of
from zhixing.cases.operations import record_succession
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import PartyEntry
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed
from zhixing.platform.web.fragments import CaseAsk

ROLE_WORDS: dict[str, Text] = {
    Role.APPLICANT.value: Words("申请执行人", "applicant"),
    Role.DEBTOR.value: Words("被执行人", "debtor"),
    Role.GUARANTOR.value: Words("担保人", "guarantor"),
    Role.THIRD_PARTY.value: Words("第三人", "third party"),
}
KINDS: list[tuple[str, Text]] = [
    (PartyKind.PERSON.value, Words("自然人", "a person")),
    (PartyKind.ORGANISATION.value, Words("单位", "an organisation")),
]
DOCUMENTS: list[tuple[str, Text]] = [
    (IdKind.RESIDENT_ID.value, Words("公民身份号码", "Resident identity number")),
    (IdKind.USCC.value, Words("统一社会信用代码", "Unified social credit code")),
    (IdKind.PASSPORT.value, Words("护照", "Passport")),
    (IdKind.OTHER.value, Words("其他证件", "Other document")),
]


class SuccessionForm(forms.Form):
    """Who left, who takes the place, by which document."""

    former = boxes.choice(Words("被替换的当事人", "In whose place"), [])
    name = boxes.text(Words("承受人姓名或者名称", "The successor's name"), most=100)
    kind = boxes.choice(Words("承受人为", "The successor is"), KINDS)
    id_kind = boxes.choice(Words("证件种类", "Document"), DOCUMENTS)
    number = boxes.text(Words("证件号码", "Number"), most=40)
    ground = boxes.words(
        Words("变更依据（裁定、继承、债权转让等）", "On which ground and document")
    )


@case_deed
class Succeed(RunningDeed):
    """Put a successor in a party's place."""

    key = "record-succession"
    label = Words("变更当事人", "Record a succession")
    needs = "record"
    tabs = ("parties",)
    order = 12
    form = SuccessionForm
    fields = {
        "successor": "number",
        "successor.number": "number",
        "successor.name": "name",
        "successor.id_kind": "id_kind",
        "successor.kind": "kind",
    }

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "自今日起由承受人列于该地位，原当事人及其以前的记录保留。",
            "From today the successor stands in that place; the former party's record stays.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = SuccessionForm(data)
        names, shown = names_of(ask), Words("{r} {n}", "{r} {n}")
        boxes.offer(
            form,
            "former",
            [
                (f"{s.role}/{s.party}", shown.filled(r=ROLE_WORDS[s.role], n=names[s.party]))
                for s in ask.facts.of(Standings).parties
                if s.until is None and s.party in names and s.role in ROLE_WORDS
            ],
        )
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        role, _, former = given["former"].partition("/")
        entry = PartyEntry(
            given["name"], PartyKind(given["kind"]), IdKind(given["id_kind"]), given["number"]
        )
        record_succession(
            ask.case,
            UUID(former),
            entry,
            role=Role(role),
            ground=given["ground"],
            by=ask.by,
            on=ask.on,
        )
        return Words("已变更当事人。", "The succession is recorded.")
