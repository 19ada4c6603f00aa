"""A case in which everything was done and nothing found, ripe for ending its present procedure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tests.support.banks import Sought
from zhixing.assets.operations import FoundThing, record_found
from zhixing.closing.operations import EndingStatement
from zhixing.decisions import operations as decisions
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.instruments import operations as instruments
from zhixing.kernel.fen import Fen
from zhixing.measures import operations as measures
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

STATED = EndingStatement(
    **{n: True for n in EndingStatement.__dataclass_fields__ if n != "evidence"}
)


def approve(sought: Sought, matter: UUID) -> None:
    """Let director and president say yes."""
    for kind in (K.DIRECTOR, K.PRESIDENT):
        sought.do(
            lambda by: decisions.give_opinion(
                matter, approve=True, text="同意", on=sought.today, by=by
            ),
            kind,
        )


def ripen(sought: Sought) -> None:
    """Ask the whole network, order the report, restrict the debtor and let three months go by."""
    day, filed = sought.today, sought.filed
    sought.do(
        lambda by: inquiry.begin_search(
            inquiry.SearchOrder(filed.case, (filed.debtor,), f"all-{filed.case}"), day, by=by
        )
    )
    data = {
        "debtor": "示例乙",
        "report_days": 7,
        "period_from": date(2017, 3, 5),
        "change_days": 10,
    }
    draft = instruments.Draft(filed.case, "PROPERTY_REPORT_ORDER", data)
    paper = sought.do(lambda by: instruments.draft_instrument(draft, day, by=by), K.CLERK)
    sought.do(lambda by: instruments.issue_instrument(paper, day, by=by), K.CLERK)
    later = day + timedelta(days=9)
    filed.stage.goto(later)
    plan = measures.RestrictionPlan(filed.debtor)
    approve(
        sought, sought.do(lambda by: measures.apply_restriction(filed.case, plan, later, by=by))
    )
    _answer_rest(sought)
    filed.stage.goto(date(2018, 6, 6))


def find(
    sought: Sought,
    balance: str,
    number: str = "6200000000000009",
    *,
    is_exempt: bool = False,
    kind: str = "DEPOSIT",
    institution: UUID | None = None,
    **more: Any,
) -> None:
    """Let a deposit of the debtor, or another thing, be found, and the jobs run."""
    thing = FoundThing(
        sought.filed.debtor,
        kind,
        number,
        institution,
        "示例存款",
        balance=Fen.of_yuan(balance),
        is_exempt=is_exempt,
        **more,
    )
    sought.do(lambda by: record_found(sought.filed.case, thing, sought.today, by=by))
    drain()


def _answer_rest(sought: Sought) -> None:
    """Let everybody who was asked and is no bank of the test answer that nothing is there."""
    rows = models.Request.objects.filter(case_id=sought.filed.case, outcome="", kind="QUERY")
    sought.read(lambda: rows.update(outcome="NIL", answered_on=sought.today))
