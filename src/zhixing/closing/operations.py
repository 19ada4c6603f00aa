"""Every write of the closing room, by the law's words."""

from zhixing.closing.performed import (
    ClosingRefused,
    close_case,
    follow_performance,
    propose_closing,
)
from zhixing.closing.periods import (
    NewPeriod,
    begin_suspension,
    end_period,
    exclude_period,
    extend_time_limit,
    propose_extension,
    propose_suspension,
)

__all__ = [
    "ClosingRefused",
    "NewPeriod",
    "begin_suspension",
    "close_case",
    "end_period",
    "exclude_period",
    "extend_time_limit",
    "follow_performance",
    "propose_closing",
    "propose_extension",
    "propose_suspension",
]
