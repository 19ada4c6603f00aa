"""The figures of property that open to their reasons."""

from __future__ import annotations

from typing import Any

from zhixing.assets.limits import limit_on
from zhixing.cases.figures import Asked, figure
from zhixing.kernel.finding import Finding


@figure("freeze-limit")
def _freeze_limit(asked: Asked) -> Finding[Any]:
    return limit_on(asked.court_no, asked.facts, asked.on)
