"""What this room does when cases are filed: each gets its own account (一案一账号)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from zhixing.courts.queries import get_system_principal
from zhixing.funds.operations import open_accounts_at_filing
from zhixing.funds.policies import ever_opens_at_filing
from zhixing.platform.jobs.reactions import gathering_reaction


@gathering_reaction("CASE_FILED", where=ever_opens_at_filing)
def open_accounts(court_no: int, acts: Sequence[UUID]) -> None:
    """Open the accounts of the cases filed together, where the court's policy says so."""
    open_accounts_at_filing(acts, by=get_system_principal(court_no))
