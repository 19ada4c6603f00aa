"""The deed of recording what an institution answered on paper (登记书面反馈)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhixing.assets.kinds import ASSET_KINDS
from zhixing.assets.operations import FoundThing
from zhixing.cases.filing import boxes, cells
from zhixing.inquiry.operations import record_letter_answer
from zhixing.inquiry.repair_deed import RepairDeed, request_of
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

FOUND, NIL = "FOUND", "NIL"
OUTCOMES: list[tuple[str, Text]] = [
    (FOUND, Words("查得财产", "property found")),
    (NIL, Words("无财产", "nothing found")),
]
KINDS: list[tuple[str, Text]] = [(k.code, Words(k.zh, k.en)) for k in ASSET_KINDS.values()]
THINGS = Words(
    "每行一项：账号或登记号，金额（元，可不填），名称（可不填），用逗号隔开",
    "One a line: number, amount in yuan (optional), name (optional), with commas between",
)
BAD_LINE = Words("第{n}行：请写明账号或登记号。", "Line {n}: state the number.")
BAD_MONEY = Words("第{n}行：{e}", "Line {n}: {e}")
NEEDED = Words("查得财产须逐项写明。", "Write down each thing that was found.")
NOT_WANTED = Words("选“无财产”时请勿填写财产。", "With nothing found, leave this empty.")
MOST_LINES = 200


class ThingsForm(forms.Form):
    """What is to be entered: a kind, and one thing a line."""

    kind = boxes.choice(Words("财产种类", "Kind of property"), KINDS)
    things = boxes.words(Words("查得的财产", "What was found"), required=False, most=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said: Any = THINGS
        self.fields["things"].help_text = said

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        text = str(given.get("things") or "").strip()
        outcome = given.get("outcome", FOUND)
        if outcome == FOUND and not text:
            self.add_error("things", ValidationError(str(NEEDED)))
        if outcome == NIL and text:
            self.add_error("things", ValidationError(str(NOT_WANTED)))
        lines = [line for line in text.splitlines() if line.strip()][:MOST_LINES]
        given["rows"] = [self._row(n, line) for n, line in enumerate(lines, 1)]
        return given

    def _row(self, place: int, line: str) -> tuple[str, Any, str]:
        parts = [p.strip() for p in re.split(r"[,，\t]", line, maxsplit=2)] + ["", ""]
        if not parts[0]:
            self.add_error("things", ValidationError(str(BAD_LINE.filled(n=place))))
        try:
            amount = cells.money(parts[1]) if parts[1] else None
        except cells.Unread as unread:
            said = BAD_MONEY.filled(n=place, e=Words(unread.zh, unread.en))
            self.add_error("things", ValidationError(str(said)))
            amount = None
        return parts[0], amount, parts[2]


class LetterForm(ThingsForm):
    """What the letter says."""

    field_order = ("outcome", "kind", "things")
    outcome = boxes.choice(Words("书面反馈", "The letter says"), OUTCOMES)


@case_deed
class RecordLetter(RepairDeed):
    """Record the answer to a query that could not be had over the wire."""

    key = "record-letter"
    label = Words("登记书面反馈", "Record an answer by letter")
    order = 63
    kinds = frozenset({"QUERY"})
    form = LetterForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "所列财产登入本案财产，该查询办结；全部单位齐备时记入卷宗。来函原件请另行入卷。",
            "What is listed enters the property of the case and the query is closed; when all "
            "institutions have answered the docket says so. File the letter itself as well.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        view = request_of(ask)
        found = [
            FoundThing(
                view.party, given["kind"], number, view.institution, label=name, balance=amount
            )
            for number, amount, name in given["rows"]
        ]
        record_letter_answer(subject_of(ask), found, ask.on, by=ask.by)
        return Words("书面反馈已登记。", "The letter is recorded.")
