"""Who may look at personal data of a case (查阅范围): by duty, and no further.

A state organ handles personal data only within its powers and procedure and no further than
its duty needs; for sensitive data a particular purpose and need must exist. So: the case’s
own officers, those who decide or supervise it, and a purpose stated. An applicant sees the
debtor’s report and keeps it secret; other findings as far as the court allows.

国家机关只能在法定权限和程序内处理个人信息，不得超出履行职责所必需的范围；
敏感个人信息还须有特定目的和充分的必要性。因此，只有本案的承办、审批、监督人员可以查阅，
并须写明目的，查阅留痕。申请执行人可以查看被执行人的财产报告，并负保密义务；其他调查所得，
由法院决定是否准许其查看。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.need import Need, insist
from zhixing.law.publication.redaction import PublicationRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("PIPL", "28"),
    ("PIPL", "34"),
    ("INVESTIGATION", "8"),
    ("INVESTIGATION", "12"),
    ("INVESTIGATION", "25"),
)


class Reader(StrEnum):
    """Name who wants to look."""

    HANDLER = "HANDLER"
    APPROVER_OR_SUPERVISOR = "APPROVER_OR_SUPERVISOR"
    APPLICANT = "APPLICANT"
    OTHER_OFFICER = "OTHER_OFFICER"
    STRANGER = "STRANGER"


class DataKind(StrEnum):
    """Name what is looked at."""

    QUERY_RESULT = "QUERY_RESULT"
    DEBTORS_REPORT = "DEBTORS_REPORT"
    SENSITIVE = "SENSITIVE"


CONCERNED = Need(
    "NOT_CONCERNED",
    "查阅人承办、审批或者监督本案（或者是申请执行人）",
    "the reader handles, decides or supervises the case, or is the applicant",
    "由承办人查阅，或者依职责申请授权",
    "Let the handler look, or ask for authority",
    ("INVESTIGATION", "25"),
    "reader",
)
PURPOSE = Need(
    "NO_PURPOSE",
    "写明查阅目的",
    "a purpose is stated",
    "写明与执行职责有关的目的",
    "State a purpose within the duty",
    ("PIPL", "34"),
    "purpose",
)
LEAVE = Need(
    "NO_LEAVE",
    "人民法院准许申请执行人查询调查所得（财产报告除外）",
    "the court allows the applicant to see what it found (the report apart)",
    "由申请执行人申请，法院根据需要决定",
    "The applicant asks; the court decides as the case needs",
    ("INVESTIGATION", "12"),
    "court_allows",
)


@dataclass(frozen=True, slots=True)
class Access:
    """Say that it may be looked at, on whose leave, and that it stays secret and is logged."""

    needs_leave: bool
    keeps_secret: bool
    is_logged: bool


@answers("DATA_ACCESS")
def data_access(
    *, on: date, reader: Reader, data: DataKind, purpose: str, court_allows: bool = False
) -> Finding[Access]:
    """Say whether personal data may be looked at."""
    why = Reasons(on)
    outside = reader in (Reader.OTHER_OFFICER, Reader.STRANGER)
    applicant = reader is Reader.APPLICANT
    leave = applicant and data is not DataKind.DEBTORS_REPORT
    insist(
        why,
        PublicationRefused,
        (
            (not outside, CONCERNED),
            (bool(purpose.strip()), PURPOSE),
            (court_allows or not leave, LEAVE),
        ),
        "不能查阅",
        "Not to be looked at",
    )
    why.step(
        "在法定职责所必需的范围内查阅，查阅留痕。",
        "Looked at as far as the duty needs; the look is logged.",
        find_citation("PIPL", 34, on=on) or cite("INVESTIGATION", 25, on=on),
    )
    if applicant:
        why.step(
            "申请执行人及其代理人应当保密。",
            "The applicant and the agent keep it secret.",
            cite("INVESTIGATION", 12 if leave else 8, on=on),
        )
    if data is DataKind.SENSITIVE:
        why.step(
            "敏感个人信息须有特定目的和充分必要性，并严格保护。",
            "Sensitive data need a particular purpose, a need and strict protection.",
            find_citation("PIPL", 28, on=on),
        )
    return why.finding(
        Access(leave, applicant, True), "可以查阅，并留痕。", "It may be looked at and is logged."
    )


def _given(reader: Reader, data: DataKind, **more: object) -> dict[str, object]:
    return {"on": date(2022, 6, 1), "reader": reader, "data": data, "purpose": "查明财产", **more}


RULE = Rule(
    "DATA_ACCESS",
    BASIS,
    Days(date(2017, 5, 1)),
    data_access,
    (
        Example(_given(Reader.HANDLER, DataKind.QUERY_RESULT), Access(False, False, True)),
        Example(_given(Reader.APPLICANT, DataKind.DEBTORS_REPORT), Access(False, True, True)),
        Example(_given(Reader.APPLICANT, DataKind.QUERY_RESULT), refusal="NO_LEAVE"),
        Example(
            _given(Reader.APPLICANT, DataKind.QUERY_RESULT, court_allows=True),
            {"needs_leave": True},
        ),
        Example(_given(Reader.OTHER_OFFICER, DataKind.QUERY_RESULT), refusal="NOT_CONCERNED"),
        Example(_given(Reader.HANDLER, DataKind.SENSITIVE, purpose=" "), refusal="NO_PURPOSE"),
        Example(
            _given(Reader.HANDLER, DataKind.SENSITIVE, on=date(2018, 6, 1)),
            {"is_logged": True},
        ),
    ),
    "个人信息的查阅",
    "Looking at personal data",
    covers=("R-DP-NEED2KNOW",),
)
