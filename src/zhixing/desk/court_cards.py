"""Deeds on the officers' cards: recorded with their pictures, reported, ended, or many at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.courts import operations as courts
from zhixing.courts import queries
from zhixing.courts.card_values import MOST_NUMBER_BYTES, MOST_PICTURE_BYTES
from zhixing.courts.queries import CardView
from zhixing.desk.court_deeds import CourtDeed, court_deed
from zhixing.desk.court_staff import people
from zhixing.desk.visit import Visit
from zhixing.platform.screenkit.words import Text, Words

LAST_DAY: Final = Words("有效期至（当日有效）", "Last day they hold")
OF: Final = Words("{n}（{d}起）", "{n} (from {d})")
NUMBER_HELP: Final = Words(
    f"至多{MOST_NUMBER_BYTES}个字节，一个汉字计两个。",
    f"At most {MOST_NUMBER_BYTES} bytes; a Chinese character counts two.",
)
PICTURE_HELP: Final = Words(
    f"PNG或者JPEG，{MOST_PICTURE_BYTES // 1024}KB以内。",
    f"PNG or JPEG, {MOST_PICTURE_BYTES // 1024} KB at most.",
)
NO_FILE: Final = Words("请选择文件。", "Choose a file.")


class ManyFiles(forms.ClearableFileInput):
    """Let several files be chosen at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Give a list of the files chosen."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """See that there is at least one."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


def file_box(
    label: Text, accept: str, help_text: Text, field: type[forms.FileField] = forms.FileField
) -> forms.FileField:
    """Make a box for a file, or of another ``field`` for several."""
    said: dict[str, Any] = dict.fromkeys(("required", "invalid", "missing", "empty"), NO_FILE)
    given: dict[str, Any] = {"label": label, "help_text": help_text}
    box = field.widget(attrs={"accept": accept})
    return field(**given, widget=box, error_messages=said)


class CardForm(forms.Form):
    """Whose cards, their numbers, pictures and days."""

    person = boxes.choice(Words("人员", "Person"), [])
    work_no = boxes.text(Words("工作证号", "Work card number"), most=60, help_text=NUMBER_HELP)
    work_picture = file_box(
        Words("工作证照片", "Picture of the work card"), ".png,.jpg,.jpeg", PICTURE_HELP
    )
    duty_no = boxes.text(Words("执行公务证号", "Duty card number"), most=60, help_text=NUMBER_HELP)
    duty_picture = file_box(
        Words("执行公务证照片", "Picture of the duty card"), ".png,.jpg,.jpeg", PICTURE_HELP
    )
    valid_from = boxes.day(Words("有效期自", "First day they hold"))
    last_on = boxes.day(LAST_DAY)
    reported_on = boxes.day(
        Words("向协助单位报备日期（未报备的不填）", "Reported to institutions on, if done"),
        required=False,
    )


@court_deed
class RegisterCard(CourtDeed):
    """Record a person's work card and duty card."""

    key = "register-card"
    label = Words("登记执行人员证件", "Record an officer's cards")
    form = CardForm
    fields: Mapping[str, str] = {"valid_until": "last_on"}

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "证件号码印入协助通知书并随请求发送，照片供协助单位调取；登记后不得改动，只能终止后重新登记。"
            "登记人和时间一并记录。",
            "The numbers are printed in notices and sent with requests, the pictures are fetched "
            "by institutions. What is recorded is not changed: cards are ended and recorded anew. "
            "Who recorded them and when is kept.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        files = None if data is None else visit.request.FILES
        form = CardForm(data, files, initial={"valid_from": visit.on})
        boxes.offer(form, "person", people(visit))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        new = courts.NewCard(
            visit.by.court_no,
            UUID(given["person"]),
            given["work_no"],
            given["duty_no"],
            given["work_picture"].read(MOST_PICTURE_BYTES + 1),
            given["duty_picture"].read(MOST_PICTURE_BYTES + 1),
            given["valid_from"],
            given["last_on"] + timedelta(days=1),
            given["reported_on"],
        )
        courts.register_card(new, visit.on, by=visit.by)
        return Words("已登记证件。", "The cards are recorded.")


class SheetForm(forms.Form):
    """A sheet of cards and its pictures."""

    sheet = file_box(
        Words("表格（CSV）", "Sheet (CSV)"),
        ".csv",
        Words(
            "第一行为列名：登录名、工作证号、执行公务证号、工作证照片、执行公务证照片、有效期自、"
            "有效期至、报备日期；照片两列填写文件名。",
            "The first line names the columns: login, work card number, duty card number, "
            "work card picture, duty card picture, valid from, valid until, reported on; the "
            "picture columns hold the names of files.",
        ),
    )
    pictures = file_box(
        Words("证件照片（可多选）", "Pictures (several)"),
        ".png,.jpg,.jpeg",
        PICTURE_HELP,
        ManyFilesField,
    )


@court_deed
class ImportCards(CourtDeed):
    """Record the cards of many people from a sheet."""

    key = "import-cards"
    label = Words("批量登记证件", "Record cards from a sheet")
    form = SheetForm
    fields: Mapping[str, str] = {"content": "sheet"}

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "逐行检查，全部无误才登记；有误的按行和列指明，一张也不登记。",
            "Every line is checked. Only if all are in order are they recorded; faults are named "
            "by row and column, and nothing is recorded.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        return SheetForm(data, None if data is None else visit.request.FILES)

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        pictures = tuple(
            courts.NamedPicture(p.name, p.read(MOST_PICTURE_BYTES + 1)) for p in given["pictures"]
        )
        sheet = courts.CardSheet(given["sheet"].read(), pictures)
        count = len(courts.import_cards(sheet, visit.on, by=visit.by))
        return Words("已登记{n}人的证件。", "The cards of {n} people are recorded.").filled(n=count)


class ReportForm(forms.Form):
    """Which cards were reported, and when."""

    cards = boxes.several(Words("证件", "Cards"))
    reported_on = boxes.day(Words("报备日期", "Reported on"))


@court_deed
class ReportCards(CourtDeed):
    """Note that institutions were told of cards."""

    key = "report-cards"
    label = Words("登记证件报备", "Note that cards were reported")
    form = ReportForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "自报备日期起，可以由该执行人员向协助单位发出查询、控制请求（法释〔2013〕20号第二条）。",
            "From that day the officer may send queries and controls to institutions "
            "(Provisions on Querying and Freezing Deposits over the Network, art. 2).",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = ReportForm(data, initial={"reported_on": visit.on})
        waiting = [c for c in queries.list_cards(visit.by.court_no) if c.reported_on is None]
        boxes.offer(form, "cards", _named(waiting))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        cards = tuple(UUID(card) for card in given["cards"])
        count = courts.report_cards(cards, given["reported_on"], visit.on, by=visit.by)
        return Words("已登记{n}人证件的报备。", "Noted for {n} people.").filled(n=count)


class EndCardForm(forms.Form):
    """Which cards end, and from which day."""

    card = boxes.choice(Words("证件", "Cards"), [])
    on = boxes.day(Words("自何日起不再使用", "First day they are no longer used"))


@court_deed
class EndCard(CourtDeed):
    """End a person's cards: lost, replaced, or the person has left."""

    key = "end-card"
    label = Words("终止证件", "End cards")
    form = EndCardForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "自该日起不得再以此证件发出请求；人员变更的，应当及时向协助单位报备（法释〔2013〕20号第二条）。",
            "From that day no request goes out with these cards. A change of officers is reported "
            "to the institutions in time (Provisions on Querying and Freezing Deposits over the "
            "Network, art. 2).",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = EndCardForm(data, initial={"on": visit.on})
        found = queries.list_cards(visit.by.court_no)
        standing = [c for c in found if c.valid_until is None or c.valid_until > visit.on]
        boxes.offer(form, "card", _named(standing))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        courts.end_card(UUID(given["card"]), given["on"], by=visit.by)
        return Words("已终止证件。", "The cards end.")


def _named(cards: list[CardView]) -> list[tuple[str, Text]]:
    return [(str(c.id), OF.filled(n=c.person_name, d=c.valid_from.isoformat())) for c in cards]
