"""Who may read the figures, and of which courts."""

from __future__ import annotations

from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.queries import list_subordinates
from zhixing.kernel.refusal import Refusal
from zhixing.oversight import operations, targets
from zhixing.platform.principal import Principal

__all__ = ["courts_within", "operations", "targets"]


def courts_within(by: Principal, court_no: int | None, *, with_subordinates: bool) -> list[int]:
    """Give the courts a figure is of: one within the principal's range, or it and those below.

    :raises Refusal: ``NOT_ALLOWED``, or ``COURT_OUT_OF_RANGE`` for a court not under one's own.
    """
    require(by, Capability.BOARD)
    top = by.court_no if court_no is None else court_no
    if not by.court_no <= top <= by.last_no:
        raise Refusal(
            "COURT_OUT_OF_RANGE",
            message_zh="只能查看本院及下级法院的数据。",
            message_en="Only figures of one's own court and the courts below can be seen.",
            remedy_zh="请选择本院或者下级法院。",
            remedy_en="Choose your own court or one below.",
            field="court_no",
        )
    if not with_subordinates:
        return [top]
    return [top, *(c.court_no for c in list_subordinates(top))]
