"""All acts the facts permit on a day, each with its finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.law.procedure.closing import permit_closing
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.detention import permit_detention
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.procedure.filing import permit_filing
from zhixing.law.procedure.freeze import permit_freeze
from zhixing.law.procedure.listing import permit_listing
from zhixing.law.procedure.notice import permit_notice
from zhixing.law.procedure.payment import permit_payment
from zhixing.law.procedure.query import permit_query
from zhixing.law.procedure.restriction import permit_restriction
from zhixing.law.procedure.seal import permit_seal
from zhixing.law.procedure.search import permit_search
from zhixing.law.procedure.settlement import permit_settlement
from zhixing.law.procedure.summons import permit_summons
from zhixing.law.procedure.transfer import permit_transfer

STEPS: Final[dict[ActType, Callable[..., Finding[Permission]]]] = {
    ActType.FILE_CASE: permit_filing,
    ActType.SEND_NOTICE: permit_notice,
    ActType.QUERY_PROPERTY: permit_query,
    ActType.FREEZE: permit_freeze,
    ActType.SEAL: permit_seal,
    ActType.TRANSFER: permit_transfer,
    ActType.LIST_DEBTOR: permit_listing,
    ActType.RESTRICT_CONSUMPTION: permit_restriction,
    ActType.SUMMON: permit_summons,
    ActType.SEARCH: permit_search,
    ActType.DETAIN: permit_detention,
    ActType.SETTLE: permit_settlement,
    ActType.CLOSE_PERFORMED: permit_closing,
    ActType.PAY_OUT: permit_payment,
}


def permission(act: ActType, facts: CaseFacts, on: date) -> Finding[Permission]:
    """Say whether the facts permit one act on a day."""
    return STEPS[act](on=on, facts=facts)


def permissions(facts: CaseFacts, on: date) -> tuple[Finding[Permission], ...]:
    """Judge every act on a day."""
    return tuple(step(on=on, facts=facts) for step in STEPS.values())
