"""Every write of the settlement room, by the law's words."""

from zhixing.settlement.performing import (
    FoundDefault,
    find_defaults,
    follow_payments,
    record_default,
    resume_enforcement,
)
from zhixing.settlement.reaching import hold_mediation, preview_offer, reach_settlement
from zhixing.settlement.terms import (
    Offer,
    ResumptionRequest,
    Session,
    SettlementRefused,
    Terms,
)

__all__ = [
    "FoundDefault",
    "Offer",
    "ResumptionRequest",
    "Session",
    "SettlementRefused",
    "Terms",
    "find_defaults",
    "follow_payments",
    "hold_mediation",
    "preview_offer",
    "reach_settlement",
    "record_default",
    "resume_enforcement",
]
