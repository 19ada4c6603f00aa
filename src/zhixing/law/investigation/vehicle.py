"""A vehicle seized on paper and not found (查找车辆): who may be asked to help find it.

车辆、船舶、航空器等已经办理查封登记而没有实际扣押的，法院可以通知有关单位协助查找。
尚未办理查封登记的，先办理登记；已经扣押的，直接进入处置。仅在登记机关查封而未能扣押的财产，
在终结本次执行程序时作为不能处置的财产对待。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.investigation.report import InvestigationRefused
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("INVESTIGATION", "16"), ("TERMINATION", "4"))
REGISTERED = Need(
    "SEIZURE_REGISTERED",
    "已办理查封登记",
    "the seizure is registered",
    "先到登记机关办理查封登记",
    "Register the seizure first",
    ("INVESTIGATION", "16"),
    "seizure_registered",
)
NOT_HELD = Need(
    "NOT_IMPOUNDED",
    "尚未实际扣押",
    "the thing is not yet impounded",
    "已扣押的，进入处置",
    "What is impounded goes to disposal",
    ("INVESTIGATION", "16"),
    "is_impounded",
)


@dataclass(frozen=True, slots=True)
class Search:
    """Say that help may be asked, and that the thing cannot be disposed of meanwhile."""

    may_ask_help: bool
    counts_as_unsellable: bool


@answers("VEHICLE_SEARCH")
def vehicle_search(*, on: date, seizure_registered: bool, is_impounded: bool) -> Finding[Search]:
    """Say whether units may be asked to help find a vehicle, vessel or aircraft."""
    why = Reasons(on)
    needs = ((seizure_registered, REGISTERED), (not is_impounded, NOT_HELD))
    insist(why, InvestigationRefused, needs, "不能通知协助查找", "No help is asked")
    why.step(
        "可以通知有关单位协助查找。",
        "Units may be asked to help find it.",
        cite("INVESTIGATION", 16, on=on),
    )
    why.step(
        "仅有档案查封而未实际扣押的，属于不能处置的财产。",
        "Seized on file only, it counts as property that cannot be sold.",
        find_citation("TERMINATION", 4, on=on),
    )
    return why.finding(Search(True, True), "可以通知协助查找。", "Help in finding it may be asked.")


def _given(registered: bool, impounded: bool) -> dict[str, object]:
    return {
        "on": date(2017, 6, 1),
        "seizure_registered": registered,
        "is_impounded": impounded,
    }


RULE = Rule(
    "VEHICLE_SEARCH",
    BASIS,
    Days(date(2017, 5, 1)),
    vehicle_search,
    (
        Example(_given(True, False), Search(True, True)),
        Example(_given(False, False), refusal="SEIZURE_REGISTERED"),
        Example(_given(True, True), refusal="NOT_IMPOUNDED"),
    ),
    "协助查找车辆等",
    "Finding a vehicle",
    covers=("R-FIND-VEHICLE",),
)
