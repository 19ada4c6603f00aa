"""Every write of the closing room, by the law's words."""

from zhixing.closing.cancelled import cancel_case, propose_cancelling
from zhixing.closing.classing import HardnessStatement, class_hardness
from zhixing.closing.ending import EndingStatement, end_procedure, propose_ending
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
from zhixing.closing.reviving import (
    consider_revival,
    decline_revival,
    note_namesake,
    propose_resuming,
    resume_case,
)

__all__ = [
    "ClosingRefused",
    "EndingStatement",
    "HardnessStatement",
    "NewPeriod",
    "begin_suspension",
    "cancel_case",
    "class_hardness",
    "close_case",
    "consider_revival",
    "decline_revival",
    "end_period",
    "end_procedure",
    "exclude_period",
    "extend_time_limit",
    "follow_performance",
    "note_namesake",
    "propose_cancelling",
    "propose_closing",
    "propose_ending",
    "propose_extension",
    "propose_resuming",
    "propose_suspension",
    "resume_case",
]
