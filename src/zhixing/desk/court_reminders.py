"""The deed of setting on which days ahead of its end each node is reminded (催办)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from zhixing.cases.docket.model_nodes import is_stated, model_nodes
from zhixing.cases.docket.reminders import MOST_DAYS, REMINDER_DAYS, reminders_of
from zhixing.desk.court_deeds import court_deed
from zhixing.desk.court_rules import Adopting, Dated
from zhixing.desk.visit import Visit
from zhixing.desk.words import node_word
from zhixing.kernel.canonical import Json
from zhixing.law.clock.reminders import USUAL
from zhixing.platform.screenkit.words import Text, Words

USUAL_WORDS: Final = Words("不填即按{d}日；期限{n}日", "empty: {d} days; the term has {n} days")
STATED_WORDS: Final = Words(
    "不填即按{d}日；以文书载明之日为准", "empty: {d} days; its paper states the day"
)
NOT_DAYS: Final = Words(
    "请填写天数，由多到少，以逗号或者顿号分开，例如30、15、7。",
    "Write numbers of days, running down, with commas between: 30, 15, 7.",
)
BETWEEN: Final = re.compile(r"[\s,，、;；]+")


class DaysField(forms.CharField):
    """Read numbers of days between commas, as they were written."""

    def clean(self, value: Any) -> tuple[int, ...]:
        written = [part for part in BETWEEN.split(super().clean(value)) if part]
        if not all(re.fullmatch(r"-?[0-9]{1,5}", part) for part in written):
            raise ValidationError(str(NOT_DAYS), code="not_days")
        return tuple(int(part) for part in written)


@court_deed
class SetReminders(Adopting):
    """Set on which days ahead of its end each node is reminded, all anew from a day."""

    key = "reminder-days"
    label = Words("规定节点催办日期", "Set when nodes are reminded")
    form = Dated
    code = REMINDER_DAYS

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "规定要求各级法院建立期限届满前的催办制度，提前天数由本院自定。自施行日起适用于全部未办结节点，"
            "代替现行的一套；期限本身不受影响。",
            "Courts must remind before a time limit ends and set the days themselves. From its day "
            "this holds for every open node and takes the place of the present set; no term is "
            "touched.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        own = reminders_of(visit.by.court_no, visit.on)
        form = Dated(data, initial=self.initial(visit))
        boxes_of: dict[str, forms.Field] = {}
        for node in model_nodes(visit.by.court_no, visit.on):
            term = (node.due_on - node.trigger_on).days
            held = own.days.get(node.code, ())
            boxes_of[node.code] = _days_box(node.code, term, held)
        form.fields.update(boxes_of)
        form.order_fields([*boxes_of, "legal_basis", "valid_from", "review_on"])
        return form

    def value(self, visit: Visit, given: Mapping[str, Any]) -> dict[str, Json]:
        codes = [n.code for n in model_nodes(visit.by.court_no, visit.on)]
        return {"nodes": {code: list(given[code]) for code in codes if given[code]}}


def _days_box(code: str, term: int, held: tuple[int, ...]) -> DaysField:
    most = MOST_DAYS if is_stated(code) else term
    usual = "、".join(str(d) for d in USUAL if d <= most) or "—"
    said = STATED_WORDS if is_stated(code) else USUAL_WORDS
    label: Any = node_word(code)
    help_text: Any = said.filled(d=Words(usual, usual.replace("、", ", ")), n=term)
    shown = "、".join(map(str, held))
    return DaysField(label=label, help_text=help_text, required=False, max_length=60, initial=shown)
