"""The filing form: title, parties, items, instalments, a clue; and the application it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from zhixing.cases.docket.chapters import Obligation
from zhixing.cases.filing import boxes
from zhixing.cases.filing.application import (
    TITLE_WORDS,
    ApplicantBasis,
    Application,
    Jurisdiction,
    PropertyClue,
    TitleInstalment,
    TitleKind,
)
from zhixing.cases.filing.problem import Problem
from zhixing.desk.words import ID_KINDS
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import Contact, PartyEntry
from zhixing.platform.screenkit.words import Text, Words

TITLES: Final = [(kind.value, Words(*TITLE_WORDS[kind])) for kind in TitleKind]
JURISDICTIONS: Final = [
    (Jurisdiction.FIRST_INSTANCE.value, Words("第一审法院", "Court of first instance")),
    (Jurisdiction.PROPERTY_PLACE.value, Words("财产所在地", "Place of the property")),
    (Jurisdiction.DEBTOR_DOMICILE.value, Words("被执行人住所地", "Debtor's domicile")),
    (Jurisdiction.DESIGNATED.value, Words("指定管辖", "Designated")),
    (Jurisdiction.ENTRUSTED.value, Words("委托执行", "Entrusted")),
]
BASES: Final = [
    (ApplicantBasis.NAMED.value, Words("执行依据确定的权利人", "Named in the title")),
    (ApplicantBasis.HEIR.value, Words("继承人", "Heir")),
    (ApplicantBasis.SUCCESSOR.value, Words("权利承受人", "Successor")),
]
PARTY_KINDS: Final = [
    (PartyKind.PERSON.value, Words("自然人", "Natural person")),
    (PartyKind.ORGANISATION.value, Words("单位", "Organisation")),
]
ITEM_KINDS: Final = [
    ("principal", Words("本金", "Principal")),
    ("wages", Words("工资报酬", "Wages")),
    ("damages", Words("损失赔偿", "Damages")),
    ("liquidated_damages", Words("违约金", "Liquidated damages")),
    ("ordinary_interest", Words("已确定的利息", "Interest fixed by the title")),
    ("case_fee", Words("案件受理费", "Case fee")),
]
MOST_ROWS: Final = 50
PLACE: Final = Words("{p} {n}", "{p}, {n}")


class TitleForm(forms.Form):
    """The title and the days that count."""

    title_number = boxes.text(Words("执行依据文号", "Title number"), most=100)
    title_kind = boxes.choice(Words("执行依据种类", "Kind of title"), TITLES)
    issuing_body = boxes.text(Words("作出机关", "Issuing body"), most=100)
    cause = boxes.text(Words("案由", "Cause"), required=False, most=100)
    effective_on = boxes.day(Words("生效日期", "Effective on"))
    served_on = boxes.day(Words("送达日期", "Served on"), required=False)
    performance_until = boxes.day(Words("履行期限至", "To perform until"), required=False)
    applied_on = boxes.day(Words("申请日期", "Applied on"))
    received_on = boxes.day(Words("收到日期", "Received on"))
    jurisdiction = boxes.choice(Words("管辖依据", "Jurisdiction"), JURISDICTIONS)
    applicant_basis = boxes.choice(Words("申请人地位", "Applicant's right"), BASES)
    succession_proof = boxes.text(
        Words("继承或承受证明", "Proof of succession"), required=False, most=200
    )
    costs = boxes.money(Words("其他费用", "Other costs"), required=False)


class PartyForm(forms.Form):
    """One person or organisation."""

    name = boxes.text(Words("姓名或名称", "Name"), most=100)
    kind = boxes.choice(Words("性质", "Kind"), PARTY_KINDS)
    id_kind = boxes.choice(Words("证件种类", "Document"), list(ID_KINDS.items()))
    number = boxes.text(Words("证件号码", "Number"), required=False, most=60)
    phone = boxes.text(Words("电话", "Phone"), required=False, most=40)
    address = boxes.text(Words("地址", "Address"), required=False, most=200)


class ItemForm(forms.Form):
    """One item to be performed in money, with its agreed interest."""

    kind = boxes.choice(Words("种类", "Kind"), ITEM_KINDS)
    amount = boxes.money(Words("金额", "Amount"))
    label = boxes.text(Words("名称", "Name"), required=False, most=100)
    due_on = boxes.day(Words("到期日", "Due on"), required=False)
    annual_rate = boxes.rate(Words("约定年利率", "Agreed annual rate"))
    agreed_from = boxes.day(Words("起息日", "Interest from"), required=False)
    origin = boxes.text(
        Words("转本来源（项目序号）", "Capitalised from item no."), required=False, most=10
    )


class InstalmentForm(forms.Form):
    """One instalment that the title itself sets."""

    due_on = boxes.day(Words("到期日", "Due on"))
    amount = boxes.money(Words("金额", "Amount"))


class ClueForm(forms.Form):
    """What the applicant knows of the debtor's property."""

    clue_kind = boxes.text(Words("财产种类", "Kind of property"), required=False, most=40)
    clue_text = boxes.text(Words("财产线索", "Clue"), required=False, most=300)
    clue_bank = boxes.text(Words("开户行", "Bank"), required=False, most=100)
    clue_account = boxes.text(Words("账号", "Account"), required=False, most=60)


@dataclass(frozen=True, slots=True)
class Group:
    """Name a part of the form that repeats."""

    key: str
    title: Words
    more: Words
    form: type[forms.Form]
    least: int


GROUPS: Final = (
    Group(
        "creditors",
        Words("申请执行人", "Applicants"),
        Words("再加一名申请执行人", "Add an applicant"),
        PartyForm,
        1,
    ),
    Group(
        "debtors",
        Words("被执行人", "Debtors"),
        Words("再加一名被执行人", "Add a debtor"),
        PartyForm,
        1,
    ),
    Group(
        "obligations",
        Words("给付内容", "What is to be performed"),
        Words("再加一项给付", "Add an item"),
        ItemForm,
        1,
    ),
    Group(
        "instalments",
        Words("执行依据确定的分期", "Instalments set by the title"),
        Words("加一期", "Add an instalment"),
        InstalmentForm,
        0,
    ),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Name one faulty field: where it stands, what it is called, what is wrong."""

    target: str
    label: Text
    error: str


@dataclass(slots=True)
class FilingForms:
    """Hold every form of one filing page."""

    title: TitleForm
    clue: ClueForm
    sets: dict[str, BaseFormSet[Any]]
    key: str
    general: list[str] = field(default_factory=list)

    @classmethod
    def fresh(cls, on: date) -> FilingForms:
        """Make an empty form, with a key of its own that makes a second sending harmless."""
        sets = {g.key: _formset(g)(prefix=g.key) for g in GROUPS}
        title = TitleForm(initial={"applied_on": on, "received_on": on})
        return cls(title, ClueForm(), sets, f"desk-{uuid4().hex}")

    @classmethod
    def of(cls, posted: QueryDict) -> FilingForms:
        """Read what was sent; ``add`` names the part that wants another row."""
        data = posted.copy()
        wanted = data.get("add", "")
        for group in GROUPS:
            name = f"{group.key}-TOTAL_FORMS"
            given = data.get(name, "")
            count = min(int(given), MOST_ROWS) if given.isdecimal() else group.least
            data[name] = str(max(count + (1 if group.key == wanted else 0), group.least))
        sets = {g.key: _formset(g)(data, prefix=g.key) for g in GROUPS}
        key = data.get("application_key", "")[:60] or f"desk-{uuid4().hex}"
        return cls(TitleForm(data), ClueForm(data), sets, key)

    @property
    def groups(self) -> list[tuple[Group, BaseFormSet[Any]]]:
        """Give the repeating parts in their order."""
        return [(g, self.sets[g.key]) for g in GROUPS]

    def is_valid(self) -> bool:
        """Say whether every box could be read."""
        sets = [formset.is_valid() for formset in self.sets.values()]
        return self.title.is_valid() and self.clue.is_valid() and all(sets)

    @property
    def faults(self) -> list[Fault]:
        """Give every fault, in the order of the page."""
        found = [Fault("", "", error) for error in self.general]
        for part, form in self._named_forms():
            for bound in form:
                label: Any = bound.label
                name = PLACE.filled(p=part, n=label) if part else label
                found += [Fault(bound.id_for_label, name, str(e)) for e in bound.errors]
        return found

    def _named_forms(self) -> Iterator[tuple[Text, forms.Form]]:
        yield "", self.title
        for group, formset in self.groups:
            for n, form in enumerate(formset.forms, start=1):
                yield Words("{t}{n}", "{t} {n}").filled(t=group.title, n=n), form
        yield "", self.clue

    def _forms(self) -> Iterator[forms.Form]:
        yield self.title
        for formset in self.sets.values():
            yield from formset.forms
        yield self.clue

    def forget_faults(self) -> None:
        """Say nothing of faults while the form still grows."""
        for form in self._forms():
            form.errors.clear()

    def filled(self, group: str) -> list[tuple[int, Mapping[str, Any]]]:
        """Give the rows of a part that say anything, with their places on the page."""
        rows = self.sets[group].forms
        return [(n, f.cleaned_data) for n, f in enumerate(rows) if f.cleaned_data]

    def application(self) -> Application:
        """Give the application the form says; the form must be valid."""
        title = self.title.cleaned_data
        return Application(
            application_key=self.key,
            title_number=title["title_number"],
            title_kind=TitleKind(title["title_kind"]),
            issuing_body=title["issuing_body"],
            cause=title["cause"],
            effective_on=title["effective_on"],
            served_on=title["served_on"],
            performance_until=title["performance_until"],
            applied_on=title["applied_on"],
            received_on=title["received_on"],
            jurisdiction=Jurisdiction(title["jurisdiction"]),
            applicant_basis=ApplicantBasis(title["applicant_basis"]),
            succession_proof=title["succession_proof"],
            costs=boxes.amount_of(title["costs"]),
            creditors=tuple(_party(row) for _, row in self.filled("creditors")),
            debtors=tuple(_party(row) for _, row in self.filled("debtors")),
            obligations=tuple(_item(str(n + 1), row) for n, row in self.filled("obligations")),
            instalments=tuple(
                TitleInstalment(row["due_on"], row["amount"])
                for _, row in self.filled("instalments")
            ),
            clues=_clues(self.clue.cleaned_data),
        )

    def blame(self, problems: Sequence[Problem]) -> None:
        """Put each blocking problem on the field it names."""
        for problem in problems:
            if not problem.warning:
                self._blame(problem)

    def _blame(self, problem: Problem) -> None:
        said = str(Words(problem.zh, problem.en))
        form, name = self._place(problem.field)
        if form is None:
            self.general.append(said)
        else:
            form.add_error(name, said)

    def _place(self, path: str) -> tuple[forms.Form | None, str]:
        if path in self.title.fields:
            return self.title, path
        found = re.fullmatch(r"(\w+?)(?:\[(\d+)\](?:\.(\w+))?)?", path)
        if found is None or found[1] not in self.sets:
            return (self.clue, "clue_text") if path.startswith("clues") else (None, "")
        rows = [n for n, _ in self.filled(found[1])]
        place = int(found[2] or 0)
        form = self.sets[found[1]].forms[rows[place] if place < len(rows) else 0]
        name = found[3] if found[3] in form.fields else next(iter(form.fields))
        return form, name


def _formset(group: Group) -> type[BaseFormSet[Any]]:
    return formset_factory(
        group.form, extra=0, min_num=group.least, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


def _party(row: Mapping[str, Any]) -> PartyEntry:
    return PartyEntry(
        name=row["name"],
        kind=PartyKind(row["kind"]),
        id_kind=IdKind(row["id_kind"]),
        number=row["number"],
        contact=Contact(phone=row["phone"], address=row["address"]),
    )


def _item(key: str, row: Mapping[str, Any]) -> Obligation:
    return Obligation(
        key=key,
        kind=row["kind"],
        amount=row["amount"],
        due_on=row["due_on"],
        annual_rate=row["annual_rate"] or "",
        agreed_from=row["agreed_from"],
        origin=row["origin"],
        label=row["label"],
    )


def _clues(row: Mapping[str, Any]) -> tuple[PropertyClue, ...]:
    if not any(row.values()):
        return ()
    kind = row["clue_kind"] or str(Words("其他", "other"))
    return (PropertyClue(kind, row["clue_text"], row["clue_bank"], row["clue_account"]),)
