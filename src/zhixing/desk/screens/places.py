"""Where a thing is done: the deed of a case page, or the tab on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.platform.principal import Principal
from zhixing.platform.web.deeds import find_deed

NODES: Final[Mapping[str, tuple[str, str]]] = {
    "DECIDE_ON_FILING": ("accept-filing", "docket"),
    "APPOINT_HANDLER": ("designate", "docket"),
    "ENFORCEMENT_NOTICE": ("draft-notice", "instruments"),
    "PROPERTY_REPORT_ORDER": ("draft-report-order", "instruments"),
    "NATIONAL_QUERY": ("order-query", "property"),
    "LOCAL_QUERY": ("order-query", "property"),
    "FOUR_CHECKS_TWO_REPORTS": ("order-query", "property"),
    "CLOSE_CASE": ("propose-closing", "docket"),
    "ANNOUNCEMENT": ("", "instruments"),
    "OBJECTION": ("", "docket"),
    "RECEIPT": ("order-payment", "money"),
    "CONTROL": ("renew", "property"),
    "LISTING_REQUEST": ("apply-listing", "measures"),
    "LISTING_DELETION": ("delete-listing", "measures"),
    "CLUE": ("", "property"),
    "URGENT_CLUE": ("", "property"),
    "INSTALMENT": ("", "settlement"),
    "DETENTION": ("end-detention", "measures"),
    "REVIVAL": ("resume-case", "closing"),
    "ROUND_ENDED": ("order-query", "property"),
    "WINDOW_TASK": ("", "property"),
    "SURPLUS": ("decide-proposal", "property"),
    "CO_OWNERS": ("", "instruments"),
    "HAND_OVER": ("answer-hand-over", "property"),
    "OUT_OF_AREA": ("report-out-of-area", "search"),
    "ENTRUST_FILING": ("report-out-of-area", "search"),
    "ENTRUST_TELL": ("tell-applicant-entrusted", "search"),
    "ENTRUST_PAPERS": ("supply-entrusting-papers", "search"),
    "ENTRUST_RETURN": ("return-entrusted", "search"),
    "ENTRUST_CLOSE": ("propose-closing", "docket"),
}
"""For each node the deed that does it and, where there is none for the post, the tab."""


def place_of(by: Principal, court_no: int, case: UUID, node: str) -> str:
    """Give the address at which a node's work is done by this person."""
    deed, tab = NODES.get(node.partition(":")[0], ("", "docket"))
    return deed_or_tab(by, court_no, case, deed, tab)


def deed_or_tab(by: Principal, court_no: int, case: UUID, deed: str, tab: str) -> str:
    """Give the address of a deed, or of a tab where the post has none or it is of one thing."""
    found = find_deed(deed) if deed else None
    is_own = court_no == by.court_no
    if found is not None and is_own and by.may(found.needs) and not found.has_subjects:
        return reverse("desk:deed", args=[court_no, case, deed])
    return reverse("desk:case_tab", args=[court_no, case, tab])
