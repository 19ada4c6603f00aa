"""Who approves a coercive measure, on which paper, and what the person can do against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Citation
from zhixing.law.instruments import cite


@dataclass(frozen=True, slots=True)
class Route:
    """Hold approver, paper and remedy, ready to print on the instrument."""

    approver_zh: str
    approver_en: str
    paper_zh: str
    paper_en: str
    remedy_zh: str
    remedy_en: str


REVIEW_ZH = (
    "不服本决定的，可以自收到决定书之日起三日内向上一级人民法院申请复议一次，复议期间不停止执行"
)
REVIEW_EN = (
    "review by the next higher court, once, asked within three days of receipt; "
    "enforcement is not stayed"
)
DETENTION = Route("院长", "president", "拘留决定书", "detention decision", REVIEW_ZH, REVIEW_EN)
FINE = Route("院长", "president", "罚款决定书", "decision on a fine", REVIEW_ZH, REVIEW_EN)
SUMMONS = Route(
    "院长",
    "president",
    "拘传票",
    "summons warrant",
    "认为执行行为违法的，可以提出书面异议",
    "a written objection to the act of enforcement",
)
SEARCH = Route(
    "院长",
    "president",
    "搜查令",
    "search warrant",
    "认为执行行为违法的，可以提出书面异议",
    "a written objection to the act of enforcement",
)


def approval_basis(on: date) -> Citation:
    """Cite the article by which the president approves."""
    return cite("CPL", 119, on=on)
