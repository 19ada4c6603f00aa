"""The type codes of enforcement (执行类类型代字) and the groups they belong to.

Enforcement proper (执行实施) carries out an effective instrument; examination (执行审查)
decides objections, reviews, petitions, requests and disputes between courts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CaseGroup(StrEnum):
    """Name the groups of cases."""

    ENFORCEMENT = "enforcement"
    EXAMINATION = "examination"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CaseKind:
    """Hold a type code with its name and group; ``from_`` is the code of the case it follows."""

    code: str
    zh: str
    en: str
    group: CaseGroup
    follows: str = ""


_ALL = (
    CaseKind("执", "首次执行案件", "first enforcement", CaseGroup.ENFORCEMENT),
    CaseKind("执恢", "恢复执行案件", "resumed enforcement", CaseGroup.ENFORCEMENT, "执"),
    CaseKind("执保", "财产保全执行案件", "execution of preservation", CaseGroup.ENFORCEMENT),
    CaseKind("执异", "执行异议案件", "objection", CaseGroup.EXAMINATION, "执"),
    CaseKind("执复", "执行复议案件", "review", CaseGroup.EXAMINATION, "执异"),
    CaseKind("执监", "执行监督案件", "supervision", CaseGroup.EXAMINATION, "执"),
    CaseKind("执协", "执行协调案件", "dispute between courts", CaseGroup.EXAMINATION),
    CaseKind("执请", "执行请示案件", "request for instruction", CaseGroup.EXAMINATION, "执"),
    CaseKind("执他", "其他执行案件", "other enforcement case", CaseGroup.OTHER),
    CaseKind("司惩", "司法制裁案件", "judicial sanction", CaseGroup.OTHER),
    CaseKind("司惩复", "司法制裁复议案件", "review of a sanction", CaseGroup.OTHER, "司惩"),
    CaseKind("司救执", "执行司法救助案件", "judicial aid in enforcement", CaseGroup.OTHER, "执"),
    CaseKind("财保", "诉前财产保全案件", "preservation before suit", CaseGroup.OTHER),
    CaseKind("非诉行审", "非诉行政执行审查案件", "non-litigation review", CaseGroup.OTHER),
)
KINDS: Final = {kind.code: kind for kind in _ALL}
