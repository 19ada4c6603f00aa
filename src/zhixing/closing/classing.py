"""Classes a case as hard (执行难) or impossible (执行不能) to enforce, by the evidence of assets.

What was asked and found is read from the answers and the property register; what only a person
can know is stated, with the papers that show it. A case that was ended for now is classed as an
open one is: both are in stock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets.queries import AssetView, list_assets
from zhixing.cases import queries as cases
from zhixing.cases.acts import Filing
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.closing.acts import HardnessClassed
from zhixing.closing.chapter import Mode
from zhixing.closing.ending import proven
from zhixing.closing.performed import ClosingRefused
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry.search.checks import list_checks
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.fen import ZERO
from zhixing.kernel.finding import Finding
from zhixing.law.closing.hardness import HardnessClass, hardness
from zhixing.law.instruments import find_citation
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class HardnessStatement:
    """State what no row can tell; ``evidence`` names the papers that show what is stated.

    ``nothing_disposable``: none of what was found can be sold or taken.
    """

    hides_or_moves_property: bool = False
    is_missing_unsearched: bool = False
    nothing_disposable: bool = False
    shown_unable: bool = False
    evidence: str = ""


def class_hardness(case: UUID, statement: HardnessStatement, on: date, *, by: Principal) -> UUID:
    """Class a case as hard or impossible to enforce on a day; gives the act.

    :raises ClosingRefused: not filed, closed for good, or stated without naming a paper.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    if not is_in_stock(facts):
        raise ClosingRefused(
            "NOT_IN_STOCK",
            message_zh="案件尚未立案，或者已经执行完毕结案。",
            message_en="The case is not filed, or it is closed as performed.",
            field="case",
        )
    if statement.nothing_disposable and not statement.evidence.strip():
        raise ClosingRefused(
            "EVIDENCE",
            message_zh="认定所查得财产不能处置，须注明证据。",
            message_en="That nothing found can be sold needs evidence.",
            basis=find_citation("TERMINATION", 4, on=on),
            field="evidence",
        )
    found = hardness_finding(by.court_no, case, facts, statement, on)
    payload = HardnessClassed(found.value.kind, found.value.because, statement.evidence.strip())
    return append(NewAct(case, payload, on, findings=(found,)), by=by).act


def hardness_finding(
    court_no: int, case: UUID, facts: Facts, statement: HardnessStatement, on: date
) -> Finding[HardnessClass]:
    """Find the class: answers and register prove the search and what is left, the rest is stated.

    :raises ClosingRefused: inability is stated without a paper.
    """
    left = [view for view in list_assets(court_no, case) if _is_left(view)]
    checked = all(line.is_done for line in list_checks(court_no, case, facts, on))
    return hardness(
        on=on,
        investigation_exhausted=checked and proven(court_no, case, facts, on).network_queried,
        property_found=bool(left),
        property_disposable=bool(left) and not statement.nothing_disposable,
        hides_or_moves_property=statement.hides_or_moves_property,
        is_missing_unsearched=statement.is_missing_unsearched,
        shown_unable=statement.shown_unable,
        evidence=statement.evidence.strip(),
    )


def is_in_stock(facts: Facts) -> bool:
    """Say whether a case is filed and owes enforcement still: open, or ended for now."""
    closure = facts.of(Closure)
    is_over = closure.closed_on is not None and closure.mode != Mode.PRESENT_PROCEDURE
    return facts.of(Filing).filed_on is not None and not is_over


def _is_left(view: AssetView) -> bool:
    """Say whether a thing is property of some worth that the law does not exempt."""
    worth = view.available if view.available is not None else view.balance
    is_property = PropertyKind(view.kind).is_property
    return is_property and not view.is_exempt and (worth is None or worth > ZERO)
