"""The figures of enforcement money that open to their reasons."""

from __future__ import annotations

from typing import Any

from zhixing.cases.figures import Asked, figure, no_figure
from zhixing.funds.accounts import account_of
from zhixing.kernel.finding import Finding


@figure("case-account")
def _case_account(asked: Asked) -> Finding[Any]:
    found = account_of(asked.court_no, asked.facts, asked.on)
    if found is None:
        raise no_figure("case-account")
    return found
