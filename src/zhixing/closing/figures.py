"""The figures of closing that open to their reasons."""

from __future__ import annotations

from typing import Any

from zhixing.cases.figures import Asked, figure
from zhixing.closing.checklist import permission_to_close
from zhixing.closing.performed import money_held
from zhixing.kernel.finding import Finding


@figure("closing")
def _closing(asked: Asked) -> Finding[Any]:
    """Find whether the law permits closing; what is held is the ledger's, as of now."""
    held = money_held(asked.court_no, asked.case)
    return permission_to_close(asked.facts, held, asked.on)
