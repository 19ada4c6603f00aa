"""Checks an application on paper against the conditions of filing (受理条件). Pure.

Law: EW art. 16 (conditions of filing), CPL art. 235 (jurisdiction), CPL art. 250
(period for applying). A lapsed period is a warning only: whether it bars enforcement
is asked when the debtor objects (CPL-INT art. 481).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhixing.cases.filing.application import (
    ApplicantBasis,
    Application,
    Jurisdiction,
    TitleKind,
)
from zhixing.cases.filing.check_claim import check_claim
from zhixing.cases.filing.check_people import check_people
from zhixing.cases.filing.problem import Problem, Writer
from zhixing.courts.records import CourtView
from zhixing.kernel.case_number import parse_case_number
from zhixing.kernel.finding import Finding
from zhixing.kernel.identity import Malformed
from zhixing.law.filing.decide import filing_decide_due
from zhixing.law.parameters import ParameterMissing, parameter
from zhixing.law.periods.arithmetic import Unit, plain_end, roll

CONDITIONS = ("EW", "16")
EARLIEST = date(1998, 7, 18)
"""The first day of the provisions by which filing is decided."""
ONE_LIMITATION_SINCE = date(2022, 1, 1)
"""Since then the period for a title with instalments runs from the last of them."""
LONGEST = {"title_number": 120, "issuing_body": 120, "cause": 120, "application_key": 80}
COURT_TITLES = frozenset(
    {
        TitleKind.JUDGMENT,
        TitleKind.MEDIATION,
        TitleKind.RULING,
        TitleKind.PAYMENT_ORDER,
        TitleKind.CRIMINAL_PROPERTY,
    }
)


@dataclass(frozen=True, slots=True)
class Checked:
    """Give the outcome of a check: every problem, and the findings filing rests on."""

    problems: tuple[Problem, ...]
    findings: tuple[Finding[object], ...]

    @property
    def is_acceptable(self) -> bool:
        """Say whether nothing stands against filing."""
        return all(p.warning for p in self.problems)


def check(application: Application, court: CourtView, on: date, *, row: int = 1) -> Checked:
    """Check one application against the law as it stands ``on`` the day it is decided."""
    write = Writer(row, on)
    found = [
        *_texts(application, write),
        *_dates(application, write),
        *check_people(application, write),
        *check_claim(application, write),
        *_conditions(application, write),
    ]
    if any(not p.warning for p in found):
        return Checked(tuple(found), ())
    found += [*_limitation(application, write), *_title_number(application, court, write)]
    return Checked(tuple(found), (_decide_due(application.received_on, on),))


@lru_cache(maxsize=4096)
def _decide_due(received_on: date, on: date) -> Finding[object]:
    return filing_decide_due(on=on, received_on=received_on)


def _texts(a: Application, write: Writer) -> Iterator[Problem]:
    for field, most in LONGEST.items():
        text = getattr(a, field)
        if len(text) > most:
            yield write.problem(
                field,
                "TOO_LONG",
                f"内容过长，最多{most}个字，现为{len(text)}个字。",
                f"At most {most} characters; this has {len(text)}.",
            )
    for field, zh, en in (
        ("application_key", "申请编号", "application key"),
        ("title_number", "执行依据文号", "number of the title"),
        ("issuing_body", "作出机关", "issuing body"),
    ):
        if not getattr(a, field).strip():
            yield write.problem(field, "MISSING", f"请填写{zh}。", f"State the {en}.")


def _dates(a: Application, write: Writer) -> Iterator[Problem]:
    if a.received_on < EARLIEST:
        yield write.problem(
            "received_on",
            "BEFORE_THE_PROVISIONS",
            f"收到日期{a.received_on}早于{EARLIEST}，本系统不受理。",
            f"The day of receipt {a.received_on} is before {EARLIEST}, which is not covered.",
        )
    for earlier, later, zh, en in (
        ("served_on", "effective_on", "送达日期晚于生效日期", "served after it took effect"),
        ("applied_on", "received_on", "申请日期晚于收到日期", "applied for after it was received"),
    ):
        first, second = getattr(a, earlier), getattr(a, later)
        if first is not None and first > second:
            yield write.problem(
                earlier,
                "DATES_REVERSED",
                f"{zh}（{first}、{second}）。",
                f"{en}: {first}, {second}.",
            )
    if a.received_on > write.on:
        yield write.problem(
            "received_on",
            "IN_THE_FUTURE",
            f"收到日期{a.received_on}晚于办理日期{write.on}。",
            f"The day of receipt {a.received_on} is after the day of deciding {write.on}.",
        )


def _conditions(a: Application, write: Writer) -> Iterator[Problem]:
    """Ask the conditions of filing one by one (生效、权利人、给付内容、未履行、管辖)."""
    if a.effective_on > a.applied_on:
        yield write.problem(
            "effective_on",
            "TITLE_NOT_EFFECTIVE",
            f"执行依据于{a.effective_on}生效，晚于申请日期{a.applied_on}，尚不能申请执行。",
            f"The title takes effect on {a.effective_on}, after the application of {a.applied_on}.",
            basis=CONDITIONS,
        )
    if a.applicant_basis is not ApplicantBasis.NAMED and not a.succession_proof.strip():
        yield write.problem(
            "succession_proof",
            "NOT_THE_RIGHT_HOLDER",
            "申请人为继承人或权利承受人的，须提交继承或承受权利的证明文件。",
            "An heir or successor must hand in proof of the succession.",
            basis=CONDITIONS,
        )
    yield from _still_running(a, write)
    yield from _jurisdiction(a, write)


def _still_running(a: Application, write: Writer) -> Iterator[Problem]:
    if a.instalments:
        if all(i.due_on >= a.applied_on for i in a.instalments):
            first = min(i.due_on for i in a.instalments)
            yield write.problem(
                "instalments",
                "PERFORMANCE_PERIOD_RUNS",
                f"第一期履行期限至{first}，届满前不能申请执行。",
                f"The first instalment is due on {first}; until it is over nothing is enforceable.",
                basis=CONDITIONS,
            )
    elif a.performance_until is not None and a.performance_until >= a.applied_on:
        yield write.problem(
            "performance_until",
            "PERFORMANCE_PERIOD_RUNS",
            f"履行期限至{a.performance_until}，届满前不能申请执行。",
            f"The period for performance runs until {a.performance_until}.",
            basis=CONDITIONS,
        )


def _jurisdiction(a: Application, write: Writer) -> Iterator[Problem]:
    of_court = a.title_kind in COURT_TITLES
    wrong = Jurisdiction.DEBTOR_DOMICILE if of_court else Jurisdiction.FIRST_INSTANCE
    if a.jurisdiction is wrong:
        yield write.problem(
            "jurisdiction",
            "NO_JURISDICTION",
            "该类执行依据由第一审法院或与其同级的财产所在地法院执行。"
            if of_court
            else "该类执行依据由被执行人住所地或财产所在地法院执行。",
            "Such a title is enforced by the court of first instance or where property lies."
            if of_court
            else "Such a title is enforced where the debtor lives or has property.",
            basis=("CPL", "235"),
        )
    if a.jurisdiction is Jurisdiction.PROPERTY_PLACE and not a.clues:
        yield write.problem(
            "clues",
            "PROPERTY_NOT_SHOWN",
            "向财产所在地法院申请执行的，须提供该院辖区有可供执行财产的证明材料。",
            "Applying where property lies needs proof of property there.",
            basis=("EP", "1"),
        )


def _limitation(a: Application, write: Writer) -> Iterator[Problem]:
    try:
        years = parameter("filing.limitation", a.applied_on).whole
    except ParameterMissing:
        return
    due = sorted(i.due_on for i in a.instalments) or [a.performance_until or a.effective_on]
    start = due[-1] if a.applied_on >= ONE_LIMITATION_SINCE else due[0]
    if start >= a.applied_on:
        return
    last, _ = roll(plain_end(start, years, Unit.YEAR)[0])
    if a.applied_on > last:
        yield write.warning(
            "applied_on",
            "LIMITATION_LAPSED",
            f"申请执行时效期间自{start}起算已于{last}届满；仍应立案，被执行人提出异议时再审查。",
            f"The {years} years for applying, from {start}, ended on {last}; the case is filed "
            "all the same and the point is examined if the debtor objects.",
            basis=("CPL", "250"),
        )


def _title_number(a: Application, court: CourtView, write: Writer) -> Iterator[Problem]:
    if a.title_kind not in COURT_TITLES:
        return
    read = parse_case_number(a.title_number, legacy=court.legacy_patterns)
    if isinstance(read, Malformed) and read.code != "PATTERN":
        yield write.warning(
            "title_number",
            "TITLE_NUMBER_UNUSUAL",
            f"执行依据文号“{a.title_number}”不合案号格式，请核对：{read.message_zh}",
            f"The title's number is no usual case number: {read.message_en}",
        )
