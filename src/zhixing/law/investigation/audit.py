"""An audit of a debtor that is a unit (委托审计): who asks, by when decided, who pays.

被执行人是单位（法人或者非法人组织）的，可以委托审计机构审计。须由申请执行人书面申请，
并有拒绝报告或者虚假报告财产、隐匿或者转移财产、出资不实或者抽逃出资等嫌疑；审计机构随机确定。
法院自收到申请起十日内决定是否准许。费用由申请执行人预交；审计查明被执行人逃避债务的，
由被执行人负担，否则由申请执行人负担。自2017年5月1日起适用。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.investigation.report import InvestigationRefused
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("INVESTIGATION", "17"),
    ("INVESTIGATION", "18"),
    ("INVESTIGATION", "19"),
    ("INVESTIGATION", "20"),
)
UNIT_ONLY = Need(
    "UNIT_ONLY",
    "被执行人是法人或者非法人组织",
    "the debtor is a unit",
    "自然人可以调查、搜查或者悬赏",
    "For a person inquire, search or publish a reward",
    ("INVESTIGATION", "17"),
    "is_unit",
)
WRITTEN = Need(
    "IN_WRITING",
    "申请执行人已书面申请",
    "the applicant asked in writing",
    "提交书面申请",
    "Ask in writing",
    ("INVESTIGATION", "17"),
    "in_writing",
)
SUSPECTED = Need(
    "SUSPICION",
    "有拒报、虚报、隐匿转移财产或者出资不实、抽逃出资等情形",
    "there is suspicion of a false report, hidden property or unpaid or withdrawn capital",
    "说明具体情形和线索",
    "State the circumstances and clues",
    ("INVESTIGATION", "17"),
    "is_suspected",
)
RANDOM = Need(
    "AT_RANDOM",
    "审计机构以随机方式确定",
    "the auditor was chosen at random",
    "随机确定具备资格的机构",
    "Choose a qualified one at random",
    ("INVESTIGATION", "18"),
    "chosen_at_random",
)


@dataclass(frozen=True, slots=True)
class Audit:
    """Hold the last day to decide, who advances and who bears the cost."""

    decide_by: date
    advanced_by: str
    borne_by: str | None


@answers("AUDIT")
def audit(
    *,
    on: date,
    asked_on: date,
    is_unit: bool,
    is_suspected: bool,
    in_writing: bool = True,
    chosen_at_random: bool = True,
    evasion_found: bool | None = None,
) -> Finding[Audit]:
    """Find by when a request for an audit is decided, and who pays.

    ``evasion_found`` is what the audit showed, None until it is done.
    """
    why = Reasons(on)
    needs = (
        (is_unit, UNIT_ONLY),
        (in_writing, WRITTEN),
        (is_suspected, SUSPECTED),
        (chosen_at_random, RANDOM),
    )
    insist(why, InvestigationRefused, needs, "不能委托审计", "No audit")
    days = why.parameter("audit.decide", asked_on).whole
    by = why.adopt(period_due(on=on, start_on=asked_on, amount=days, unit=Unit.DAY)).due_on
    borne = None if evasion_found is None else ("DEBTOR" if evasion_found else "APPLICANT")
    why.step(
        "费用由申请执行人预交；发现逃避债务的由被执行人负担，否则由申请执行人负担。",
        "The applicant advances the cost; the debtor bears it if evasion is found, else the "
        "applicant.",
        cite("INVESTIGATION", 20, on=on),
        value=borne,
    )
    return why.finding(
        Audit(by, "APPLICANT", borne), f"应于{by}前决定是否准许。", f"Decide by {by}."
    )


def _given(**more: object) -> dict[str, object]:
    day = date(2017, 6, 1)
    return {"on": day, "asked_on": day, "is_unit": True, "is_suspected": True, **more}


RULE = Rule(
    "AUDIT",
    BASIS,
    Days(date(2017, 5, 1)),
    audit,
    (
        Example(_given(), Audit(date(2017, 6, 12), "APPLICANT", None)),
        Example(_given(evasion_found=True), {"borne_by": "DEBTOR"}),
        Example(_given(evasion_found=False), {"borne_by": "APPLICANT"}),
        Example(_given(is_unit=False), refusal="UNIT_ONLY"),
        Example(_given(is_suspected=False), refusal="SUSPICION"),
        Example(_given(in_writing=False), refusal="IN_WRITING"),
    ),
    "委托审计",
    "Audit of a debtor",
    ("audit.decide",),
    covers=("R-AUDIT",),
)
