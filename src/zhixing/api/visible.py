"""Which case a request is about, and whether the token's court may write in it."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.problems import Problem, not_found
from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.platform.principal import Principal


def get_visible_case(case: UUID) -> CaseView:
    """Get a case within the scope, of the token's own court or one below it.

    :raises Problem: the scope sees no such case (404).
    """
    found = list_cases(CaseFilter(ids=(case,)), order="claim", limit=1).cases
    if not found:
        raise not_found("case")
    return found[0]


def require_own_case(case: UUID, by: Principal) -> None:
    """Insist that a case is of the token's own court: a superior reads, it does not write.

    :raises Problem: no such case is seen (404), or it is another court's (403).
    """
    if get_visible_case(case).court_no != by.court_no:
        raise Problem(
            403,
            "OTHER_COURT",
            "该案由其他法院办理，上级法院只能查看。",
            "Another court has this case; a superior court may read it only.",
            field="case",
            remedy=("请由办案法院办理。", "Have the court that has the case do it."),
        )
