"""Deeds on mediation and default: a session with its offers recorded, a missed instalment noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.filing import boxes, cells
from zhixing.cases.lawful_deed import RunningDeed, names_of
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, case_deed
from zhixing.platform.web.fragments import CaseAsk
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Answer, Mediation, Settlements, Side
from zhixing.settlement.operations import Offer, Session, hold_mediation, record_default

SIDES: dict[str, Side] = {
    **dict.fromkeys(("申请执行人", "申请人", "applicant"), Side.APPLICANT),  # one language
    **dict.fromkeys(("被执行人", "debtor"), Side.DEBTOR),  # one language
    **dict.fromkeys(("第三人", "third party"), Side.THIRD_PARTY),  # one language
    **dict.fromkeys(("法院", "court"), Side.COURT),  # one language
}
ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("", "待定", "open"), Answer.OPEN),  # one language
    **dict.fromkeys(("拒绝", "refused"), Answer.REFUSED),  # one language
    **dict.fromkeys(("还价", "countered"), Answer.COUNTERED),  # one language
    **dict.fromkeys(("接受", "accepted"), Answer.ACCEPTED),  # one language
}
APPLICANT = Words("申请执行人", "applicant")
DEBTOR = Words("被执行人", "debtor")
COURT = Words("法院", "court")
PEOPLE_HELP = Words(
    "每行一人：申请执行人、被执行人、第三人或者法院；姓名",
    "one a line: applicant, debtor, third party or court; name",
)
OFFERS_HELP = Words(
    "每行一个：提出人；总额；每月（一次付清留空）；回应第几号；结果（接受、拒绝、还价、待定）；说明",
    "one a line: by whom; total; monthly (empty: at once); answers no.; "
    "accepted, refused, countered or open; what was said",
)
WRONG_PERSON = Words("第{n}行：应为“身份；姓名”。", "Line {n}: write “side; name”.")
WRONG_OFFER = Words(
    "第{n}行：应为“提出人；总额；每月；回应第几号；结果；说明”，提出人须在参加人之列。",
    "Line {n}: write “by whom; total; monthly; answers no.; answer; words”; whoever offers "
    "must be among the participants.",
)
MOST_PARTS = 6


class SessionForm(forms.Form):
    """Where, who took part, what was offered, and the minutes."""

    place = boxes.text(Words("地点", "Place"), most=100)
    people = boxes.words(Words("参加人", "Who took part"))
    offers = boxes.words(Words("和解方案", "Offers made"), required=False)
    minutes = boxes.words(Words("笔录摘要", "Minutes"))

    def clean_people(self) -> tuple[Participant, ...]:
        """Read one person a line; the first line that cannot be read is named."""
        return tuple(_person(n, x) for n, x in _lines(self.cleaned_data["people"]))

    def clean_offers(self) -> tuple[tuple[int, str], ...]:
        """Give the lines; they are read once the people are known."""
        return tuple(_lines(self.cleaned_data["offers"]))

    def clean(self) -> dict[str, Any]:
        """Read the offers of the people named."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        sides = {p.name: p.side for p in given.get("people", ())}
        try:
            given["offers"] = [_offer(n, x, sides) for n, x in given.get("offers", ())]
        except ValidationError as wrong:
            self.add_error("offers", wrong)
        return given


@dataclass(frozen=True, slots=True)
class _Line:
    parts: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> _Line:
        parts = [p.strip() for p in line.replace(";", "；").split("；")]
        return cls((*parts, *[""] * (MOST_PARTS - len(parts))))


def _lines(text: str) -> list[tuple[int, str]]:
    return list(enumerate((x.strip() for x in text.splitlines() if x.strip()), start=1))


def _person(place: int, line: str) -> Participant:
    side, name, *rest = _Line.of(line).parts
    if side.lower() not in SIDES or not name or any(rest):
        raise ValidationError(str(WRONG_PERSON.filled(n=place)), code="line")
    return Participant(name, SIDES[side.lower()])


def _offer(place: int, line: str, sides: Mapping[str, Side]) -> Offer:
    try:
        name, total, monthly, counters, answer, words = _Line.of(line).parts
        return Offer(
            side=sides[name],
            made_by=name,
            total=cells.money(total),
            monthly=cells.money(monthly) if monthly else None,
            counters=int(counters) if counters else None,
            answer=ANSWERS[answer.lower()],
            words=words,
        )
    except (KeyError, ValueError):
        raise ValidationError(str(WRONG_OFFER.filled(n=place)), code="line") from None


@case_deed
class Mediate(RunningDeed):
    """Record a mediation session with its log of offers."""

    key = "hold-mediation"
    label = Words("登记调解协商", "Record a mediation")
    needs = "settle"
    tabs = ("settlement",)
    order = 49
    form = SessionForm
    basis = ("CPL", "241")
    fields = {"participants": "people"}

    def known(self, ask: CaseAsk) -> list[Known]:
        made = [o.offer for o in ask.facts.of(Mediation).offers]
        if not made:
            return []
        latest = Words("第{n}号，{w}提出", "no. {n}, by {w}")
        shown = latest.filled(n=made[-1].number, w=made[-1].made_by)
        return [Known(Words("最近的方案", "The latest offer"), shown)]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "地点、参加人、各方案和笔录记入卷宗；按月还款的方案注明需多少个月还清。",
            "Place, people, offers and minutes go into the docket; an offer paid by the month "
            "carries how long it would take.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        names, standings = names_of(ask), ask.facts.of(Standings)
        people = [
            f"{word}；{names[p]}"
            for role, word in ((Role.APPLICANT, APPLICANT), (Role.DEBTOR, DEBTOR))
            for p in standings.of_role(role.value)
            if p in names
        ]
        people.append(f"{COURT}；{ask.by.person_name}")
        form = SessionForm(data, initial={"people": "\n".join(people)})
        help_people: Any = PEOPLE_HELP
        help_offers: Any = OFFERS_HELP
        form.fields["people"].help_text = help_people
        form.fields["offers"].help_text = help_offers
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        parties: dict[str, UUID] = {name: party for party, name in names_of(ask).items()}
        people = tuple(Participant(p.name, p.side, parties.get(p.name)) for p in given["people"])
        session = Session(given["place"], people, tuple(given["offers"]), given["minutes"])
        hold_mediation(ask.case, session, ask.on, by=ask.by)
        return Words("已登记调解协商。", "The mediation is recorded.")


@case_deed
class NoteDefault(RunningDeed):
    """Record that the standing settlement is in default today, without waiting for the night."""

    key = "record-default"
    label = Words("登记违约", "Record a default")
    needs = "record"
    tabs = ("settlement",)
    order = 52

    def is_offered(self, ask: CaseAsk) -> bool:
        return super().is_offered(ask) and ask.facts.of(Settlements).living is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "逾期未付的分期记入卷宗；曾被纳入名单的，同时提出重新公布或者纳入的建议。",
            "The missed instalment is recorded; a debtor who was listed before is proposed for "
            "listing again.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        found = record_default(ask.case, ask.on, by=ask.by)
        if found is None:
            raise Refusal(
                "NO_DEFAULT_FOUND",
                message_zh="至今日没有未记录的违约：到期各期已付，或者违约已经记录。",
                message_en="No unrecorded default stands today: what fell due is paid, or the "
                "default is recorded.",
                remedy_zh="请核对到账记录和各期到期日。",
                remedy_en="Check the receipts and the days the instalments fall due.",
            )
        owed = Words("第{n}期违约，欠{m}元。", "Instalment {n} is in default, {m} yuan short.")
        return owed.filled(n=found.instalment, m=Fen(found.arrears).yuan)
