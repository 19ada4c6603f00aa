"""Which papers go with an entrusted case (委托执行材料), and which are still missing.

Eight items: the letter; the application and the form by which the entrusting was approved; a
copy of the title; what is known of the case; how the applicant is reached; the debtor's identity
and how it is reached; the officer of the sending court; other papers that are needed. The last
is nothing in particular and never missing by itself. The text names no day by which missing
papers must be asked for, and does not say that the seven days of filing stand still meanwhile:
here they run on.

委托执行应当一并移交的材料，以及尚缺哪些。应当提供委托执行函，申请执行书和委托执行案件审批表，
生效法律文书副本，有关案件情况的材料或者说明，申请执行人地址、电话，被执行人身份证件或者营业执照
复印件、地址、电话，委托法院执行员和电话，以及其他必要材料；“其他必要材料”没有特定内容，本身不视为缺少。
规定没有写明要求补办的期限，也没有写明补办期间立案期限停止计算；本平台按立案期限继续计算。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.need import Missing, Need, test
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("ENTRUSTING", "5"), ("ENTRUSTING", "8"))


class EntrustPaper(StrEnum):
    """Name what goes with an entrusted case."""

    ENTRUST_LETTER = "ENTRUST_LETTER"
    ENFORCEMENT_APPLICATION = "ENFORCEMENT_APPLICATION"
    ENTRUST_APPROVAL = "ENTRUST_APPROVAL"
    TITLE_COPY = "TITLE_COPY"
    SITUATION = "SITUATION"
    APPLICANT_CONTACT = "APPLICANT_CONTACT"
    DEBTOR_IDENTITY = "DEBTOR_IDENTITY"
    SENDING_OFFICER = "SENDING_OFFICER"
    OTHER_PAPERS = "OTHER_PAPERS"


_P = EntrustPaper
PAPERS: Final[Mapping[EntrustPaper, tuple[str, str]]] = {
    _P.ENTRUST_LETTER: ("委托执行函", "the letter of entrustment"),
    _P.ENFORCEMENT_APPLICATION: ("申请执行书", "the application for enforcement"),
    _P.ENTRUST_APPROVAL: ("委托执行案件审批表", "the approval form of the entrusting"),
    _P.TITLE_COPY: ("据以执行的生效法律文书副本", "a copy of the title"),
    _P.SITUATION: (
        "案件情况的材料或者说明（本辖区无财产的调查材料、财产保全、被执行人财产和履行情况）",
        "the state of the case: no property here, what is preserved, the debtor's property, "
        "what was performed",
    ),
    _P.APPLICANT_CONTACT: ("申请执行人地址、联系电话", "the applicant's address and telephone"),
    _P.DEBTOR_IDENTITY: (
        "被执行人身份证件或者营业执照复印件、地址、联系电话",
        "the debtor's identity paper or licence, address and telephone",
    ),
    _P.SENDING_OFFICER: ("委托法院执行员和联系电话", "the sending court's officer and telephone"),
    _P.OTHER_PAPERS: ("其他必要的案件材料", "other papers that are needed"),
}
"""The papers in the text's order, in their words."""
REQUIRED: Final = tuple(p for p in PAPERS if p is not _P.OTHER_PAPERS)


@dataclass(frozen=True, slots=True)
class PapersTest:
    """Say whether the case may go with the papers there are, and name each that is missing."""

    permitted: bool
    missing: tuple[Missing, ...]


def _need(paper: EntrustPaper) -> Need:
    zh, en = PAPERS[paper]
    return Need(
        paper.value, f"已附{zh}", f"{en} is there", f"补办{zh}", f"Supply {en}", ("ENTRUSTING", "5")
    )


@answers("ENTRUSTING_PAPERS")
def entrusting_papers(*, on: date, papers: tuple[EntrustPaper, ...]) -> Finding[PapersTest]:
    """Test whether the papers that go with an entrusted case are complete."""
    why = Reasons(on)
    missing = test(why, ((p in papers, _need(p)) for p in REQUIRED))
    if not missing:
        return why.finding(PapersTest(True, ()), "委托材料齐全。", "The papers are complete.")
    zh = "、".join(PAPERS[EntrustPaper(m.code)][0] for m in missing)
    en = "; ".join(PAPERS[EntrustPaper(m.code)][1] for m in missing)
    return why.finding(PapersTest(False, missing), f"缺少：{zh}。", f"Missing: {en}.")


RULE = Rule(
    "ENTRUSTING_PAPERS",
    BASIS,
    Days(date(2011, 5, 16)),
    entrusting_papers,
    (
        Example({"on": date(2021, 6, 1), "papers": REQUIRED}, {"permitted": True}),
        Example(
            {"on": date(2021, 6, 1), "papers": REQUIRED[1:]},
            {"permitted": False, "missing": [{"code": "ENTRUST_LETTER"}]},
        ),
        Example(
            {"on": date(2021, 6, 1), "papers": (*REQUIRED[:4], *REQUIRED[5:])},
            {"permitted": False, "missing": [{"code": "SITUATION"}]},
        ),
    ),
    "委托执行的材料",
    "Papers of an entrusted case",
    covers=("R-ENTRUST",),
)
