"""Breach of the duty to report (违反报告制度): punishment and listing; who may see the report.

Refusal, falsehood or delay without good cause: the debtor or the statutory agent may be
fined or detained, for a unit its head or who is directly responsible; since 1 May 2017 the
debtor must be listed. The report is verified in time, and an applicant who asks is let see
it and keeps it secret.

报告财产令送达以后，拒不报告、报告不实或者没有正当理由而迟报的，
可以对被执行人或者其法定代理人罚款、拘留；被执行人是单位的，可以处罚主要负责人或者直接责任人员，
对单位本身只能罚款。2017年5月1日起，并应当将被执行人纳入失信名单。对报告的内容应当及时核查；
申请执行人要求查看的应当准许，其负有保密义务。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.investigation.report import InvestigationRefused
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "252"),
    ("INVESTIGATION", "8"),
    ("INVESTIGATION", "9"),
    ("INVESTIGATION", "10"),
    ("LISTING", "1"),
)


class ReportConduct(StrEnum):
    """Name how the debtor dealt with the order."""

    REFUSED = "REFUSED"
    FALSE = "FALSE"
    LATE = "LATE"
    LATE_WITH_CAUSE = "LATE_WITH_CAUSE"
    REPORTED = "REPORTED"


SERVED = Need(
    "ORDER_NOT_SERVED",
    "报告财产令已送达",
    "the order was served",
    "先送达报告财产令",
    "Serve the order first",
    ("CPL", "252"),
    "order_served",
)
BREACH = Need(
    "NO_BREACH",
    "有拒报、虚报或者无正当理由逾期的事实",
    "there is refusal, falsehood or delay without cause",
    "查明拒报、虚报或者无正当理由逾期的事实",
    "Establish refusal, falsehood or delay without cause",
    ("CPL", "252"),
    "conduct",
)


@dataclass(frozen=True, slots=True)
class ReportBreach:
    """Say who may be punished and whether the debtor must be listed."""

    punishable: tuple[str, ...]
    must_list: bool


@answers("REPORT_BREACH")
def report_breach(
    *, on: date, conduct: ReportConduct, order_served: bool, is_unit: bool, is_able: bool = True
) -> Finding[ReportBreach]:
    """Give what follows a breach; ``is_able`` counts for listing before 1 May 2017."""
    why = Reasons(on)
    breach = conduct in (ReportConduct.REFUSED, ReportConduct.FALSE, ReportConduct.LATE)
    needs = ((order_served, SERVED), (breach, BREACH))
    insist(why, InvestigationRefused, needs, "不能处罚", "No punishment")
    late_before = conduct is ReportConduct.LATE and on < date(2017, 5, 1)
    if late_before:
        why.mark("doubt:late-report-before-2017-05-01")
    punishable = ("单位", "主要负责人", "直接责任人员") if is_unit else ("被执行人", "法定代理人")
    why.step(
        f"可以对{'、'.join(punishable)}罚款、拘留（单位只能罚款）；构成犯罪的，移送。",
        "Fine or detention (a unit is fined only); a crime is referred.",
        find_citation("INVESTIGATION", 9, on=on) or cite("CPL", 252, on=on),
    )
    new = on >= date(2017, 5, 1)
    must = new or (on >= date(2013, 10, 1) and is_able)
    if must:
        why.step(
            "应当纳入失信名单。",
            "The debtor must be listed.",
            find_citation("INVESTIGATION", 10, on=on) or cite("LISTING", 1, on=on),
        )
    why.step(
        "财产报告应及时核查，可以听证；申请执行人申请查询的，应当准许并保密。",
        "The report is verified in time, in a hearing if needed; an applicant who asks sees it and "
        "keeps it secret.",
        find_citation("INVESTIGATION", 8, on=on),
    )
    return why.finding(
        ReportBreach(punishable, must),
        "可以罚款、拘留" + ("，应当纳入失信名单。" if must else "。"),
        "Fine or detention" + (" and listing." if must else "."),
    )


def _given(on: str, conduct: ReportConduct, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "conduct": conduct,
        "order_served": True,
        "is_unit": False,
        **more,
    }


RULE = Rule(
    "REPORT_BREACH",
    BASIS,
    Days(date(2009, 1, 1)),
    report_breach,
    (
        Example(_given("2017-05-01", ReportConduct.FALSE), {"must_list": True}),
        Example(_given("2017-05-01", ReportConduct.FALSE, is_able=False), {"must_list": True}),
        Example(_given("2017-04-30", ReportConduct.FALSE, is_able=False), {"must_list": False}),
        Example(_given("2013-09-30", ReportConduct.REFUSED), {"must_list": False}),
        Example(
            _given("2017-05-01", ReportConduct.LATE, is_unit=True),
            {"punishable": ("单位", "主要负责人", "直接责任人员")},
        ),
        Example(_given("2017-05-01", ReportConduct.LATE_WITH_CAUSE), refusal="NO_BREACH"),
        Example(
            _given("2017-05-01", ReportConduct.REFUSED, order_served=False),
            refusal="ORDER_NOT_SERVED",
        ),
    ),
    "违反财产报告制度",
    "Breach of the duty to report",
    covers=("R-PR-SANCTION", "R-PR-VERIFY"),
)
