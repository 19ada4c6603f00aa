"""Deeds on the court's dealings with partners: meetings recorded, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from zhixing.cases.filing import boxes
from zhixing.courts.queries import get_court
from zhixing.desk.court_deeds import PARTNERS, CourtDeed, court_deed
from zhixing.desk.visit import Visit
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.partners.queries import FORMS, list_engagements, name_and_code
from zhixing.institutions.queries import list_closing_days, list_institutions
from zhixing.institutions.records import ClosingDayView
from zhixing.platform.screenkit.words import Text, Words

USUAL_TERM: Final = timedelta(days=30)
KEPT: Final[list[tuple[str, Text]]] = [
    ("yes", Words("已落实", "kept")),
    ("no", Words("未落实", "not kept")),
]
POINT: Final = Words("{d}：{t}", "{d}: {t}")
CLOSED: Final = Words("{d} {n}", "{d}, {n}")
LONGEST_CLOSING: Final = timedelta(days=62)
"""Two months: who is closed for longer does not take part, and its record ends."""
WRONG_DAYS: Final = Words(
    "末日须不早于首日，且不超过两个月。",
    "The last day is not before the first, and two months later at most.",
)


class EngagementForm(forms.Form):
    """Which partners were met, about what, and what was agreed."""

    held_on = boxes.day(Words("日期", "Held on"))
    form = boxes.choice(
        Words("形式", "Form"), [(f.value, Words(*words)) for f, words in FORMS.items()]
    )
    topic = boxes.text(Words("议题", "Topic"), most=120)
    place = boxes.text(Words("地点", "Place"), most=120)
    partners = boxes.several(Words("参加单位", "Partners"))
    attended = boxes.whole(Words("参加人数", "People who attended"), 1, 1000)
    points = boxes.words(Words("议定事项，每行一项", "What was agreed, one a line"), required=False)
    due_on = boxes.day(Words("落实期限", "To be kept by"), required=False)


@court_deed
class RecordEngagement(CourtDeed):
    """Record a meeting with partners in the engagement log."""

    key = "record-engagement"
    label = Words("登记座谈或走访", "Record a meeting with partners")
    group = PARTNERS
    form = EngagementForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "登记后不得改动；议定事项逐项登记落实情况，逾期未登记的在本页标明。",
            "Entries are not changed. What became of each point is recorded once; what is overdue "
            "is marked on this page.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = EngagementForm(data, initial={"held_on": visit.on, "due_on": visit.on + USUAL_TERM})
        province = get_court(visit.by.court_no).province
        found = list_institutions(visit.on, province=province)
        boxes.offer(form, "partners", [(str(i.id), name_and_code(i)) for i in found])
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        due_on = given["due_on"] or given["held_on"] + USUAL_TERM
        lines = [line.strip() for line in given["points"].splitlines() if line.strip()]
        new = inquiry.NewEngagement(
            given["held_on"],
            inquiry.EngagementForm(given["form"]),
            given["topic"],
            given["place"],
            tuple(UUID(p) for p in given["partners"]),
            given["attended"],
            tuple(inquiry.Agreed(line, due_on) for line in lines),
        )
        inquiry.record_engagement(new, visit.on, by=visit.by)
        return Words("已登记。", "The meeting is recorded.")


class ResultForm(forms.Form):
    """What became of a point."""

    point = boxes.choice(Words("议定事项", "Point agreed"), [])
    kept = boxes.choice(Words("是否落实", "Kept or not"), KEPT)
    result = boxes.words(Words("落实情况", "What became of it"))


@court_deed
class RecordResult(CourtDeed):
    """Record what became of a point that was agreed."""

    key = "record-point-result"
    label = Words("登记议定事项落实情况", "Record what became of a point")
    group = PARTNERS
    form = ResultForm

    def consequence(self, visit: Visit) -> Text:
        return Words("每项只登记一次。", "It is told once for each point.")

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = ResultForm(data)
        waiting = [
            (f"{e.id}:{p.number}", POINT.filled(d=e.held_on.isoformat(), t=p.text))
            for e in list_engagements(visit.by.court_no)
            for p in e.points
            if p.is_kept is None
        ]
        boxes.offer(form, "point", waiting)
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        engagement, _, point = given["point"].partition(":")
        inquiry.record_point_result(
            UUID(engagement),
            int(point),
            given["kept"] == "yes",
            given["result"],
            visit.on,
            by=visit.by,
        )
        return Words("已登记落实情况。", "It is recorded.")


class ClosingForm(forms.Form):
    """Which institution is closed, on which days, and why."""

    institution = boxes.choice(Words("协助单位", "Institution"), [])
    first_on = boxes.day(Words("停业首日", "First day closed"))
    last_on = boxes.day(Words("停业末日（只停一日的不填）", "Last day, if several"), required=False)
    reason = boxes.text(Words("原因", "Why"), most=120)

    def clean_last_on(self) -> date | None:
        """See that the last day follows the first, and how many there are."""
        first_on = self.cleaned_data.get("first_on")
        last_on: date | None = self.cleaned_data["last_on"]
        if first_on and last_on and not first_on <= last_on < first_on + LONGEST_CLOSING:
            raise ValidationError(str(WRONG_DAYS), code="wrong_days")
        return last_on


@court_deed
class AnnounceClosing(CourtDeed):
    """Record single days on which an institution is closed."""

    key = "announce-closing"
    label = Words("登记单独停业日", "Record closing days")
    group = PARTNERS
    form = ClosingForm
    fields: Mapping[str, str] = {"days": "first_on"}

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "未届满的反馈期限随即重新计算；已届满的不变，另行说明理由方可顺延。"
            "登记对各法院均有效，并记明由谁登记。",
            "Deadlines that run are counted anew at once; those that have passed stay, unless one "
            "is moved with a reason. It holds for every court, with who recorded it.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = ClosingForm(data, initial={"first_on": visit.on + timedelta(days=1)})
        found = list_institutions(visit.on, province=get_court(visit.by.court_no).province)
        boxes.offer(form, "institution", [(str(i.id), name_and_code(i)) for i in found])
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        first_on = given["first_on"]
        count = ((given["last_on"] or first_on) - first_on).days + 1
        days = tuple(first_on + timedelta(days=n) for n in range(count))
        new = inquiry.ClosingDays(UUID(given["institution"]), days, given["reason"])
        inquiry.announce_closing(new, visit.on, by=visit.by)
        return Words("已登记{n}个停业日。", "{n} closing days are recorded.").filled(n=count)


class ReopenForm(forms.Form):
    """Which closing day that lies ahead does not take place."""

    closing = boxes.choice(Words("尚未到来的停业日", "Closing day that lies ahead"), [])


@court_deed
class TakeBackClosing(CourtDeed):
    """Take back a closing day before it comes."""

    key = "take-back-closing"
    label = Words("撤回停业日", "Take back a closing day")
    group = PARTNERS
    form = ReopenForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "该日照常营业，未届满的反馈期限随即重新计算。",
            "It is open on that day after all; deadlines that run are counted anew at once.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = ReopenForm(data)
        boxes.offer(form, "closing", _closings(visit, lambda c: c.day > visit.on))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        institution, _, day = given["closing"].partition(":")
        inquiry.take_back_closing(UUID(institution), date.fromisoformat(day), visit.on, by=visit.by)
        return Words("已撤回。", "It is taken back.")


def _closings(visit: Visit, is_meant: Callable[[ClosingDayView], bool]) -> list[tuple[str, Text]]:
    """Give recorded closing days as choices."""
    names = {i.id: name_and_code(i) for i in list_institutions(visit.on)}
    return [
        (f"{c.institution}:{c.day}", CLOSED.filled(d=c.day.isoformat(), n=names[c.institution]))
        for c in list_closing_days()
        if is_meant(c) and c.institution in names
    ]


class ExcuseForm(forms.Form):
    """Which closing day counts after all, and why."""

    closing = boxes.choice(Words("事后登记的停业日", "Closing day told afterwards"), [])
    reason = boxes.words(Words("顺延的理由", "Why it counts"))


@court_deed
class ExcuseClosing(CourtDeed):
    """Let a closing day that was told afterwards count in deadlines that have passed."""

    key = "excuse-closing"
    label = Words("停业日顺延已届满期限", "Let a late closing day count")
    group = PARTNERS
    form = ExcuseForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "本院已届满的反馈期限按该停业日顺延，在顺延后的期限内反馈的视为按时；每个停业日只作一次。",
            "Deadlines of this court that had passed move by that day; what was answered within "
            "them was in time. It is done once for each day.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = ExcuseForm(data)
        boxes.offer(form, "closing", _closings(visit, lambda c: c.is_late))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        institution, _, day = given["closing"].partition(":")
        moved = inquiry.excuse_closing(
            UUID(institution), date.fromisoformat(day), given["reason"], visit.on, by=visit.by
        )
        return Words("已顺延{n}件请求的期限。", "{n} deadlines are moved.").filled(n=moved)
