"""The words of this room: levels, roles, matters, capabilities, codes of policies."""

from __future__ import annotations

from enum import StrEnum


class CourtLevel(StrEnum):
    """The four levels of courts (最高、高级、中级、基层)."""

    SUPREME = "SUPREME"
    HIGH = "HIGH"
    INTERMEDIATE = "INTERMEDIATE"
    BASIC = "BASIC"


class CommandRole(StrEnum):
    """The posts of the command structure (分管副院长、执行局长、副局长)."""

    SUPERVISING_VICE_PRESIDENT = "SUPERVISING_VICE_PRESIDENT"
    BUREAU_DIRECTOR = "BUREAU_DIRECTOR"
    DEPUTY_DIRECTOR = "DEPUTY_DIRECTOR"


class TeamRole(StrEnum):
    """The four roles of a team: officer, assistant, clerk, court police (员额法官等)."""

    OFFICER = "OFFICER"
    ASSISTANT = "ASSISTANT"
    CLERK = "CLERK"
    COURT_POLICE = "COURT_POLICE"


class Matter(StrEnum):
    """The matters that need approval (审批事项); a court may name further ones."""

    FILING = "FILING"
    FREEZE = "FREEZE"
    SEALING = "SEALING"
    TRANSFER = "TRANSFER"
    RELEASE = "RELEASE"
    RENEWAL = "RENEWAL"
    SURPLUS = "SURPLUS"
    LISTING = "LISTING"
    DELISTING = "DELISTING"
    SHIELDING = "SHIELDING"
    RESTRICTION = "RESTRICTION"
    SUMMONS = "SUMMONS"
    SEARCH = "SEARCH"
    FINE = "FINE"
    DETENTION = "DETENTION"
    EARLY_RELEASE = "EARLY_RELEASE"
    EXIT_BAN = "EXIT_BAN"
    LOOK_OUT = "LOOK_OUT"
    EVICTION = "EVICTION"
    PAYMENT = "PAYMENT"
    SETTLEMENT = "SETTLEMENT"
    EXTENSION = "EXTENSION"
    SUSPENSION = "SUSPENSION"
    REASSIGNMENT = "REASSIGNMENT"
    CLOSING = "CLOSING"
    CLOSING_WITHOUT_PROPERTY = "CLOSING_WITHOUT_PROPERTY"
    RESUMPTION = "RESUMPTION"


class PolicyCode(StrEnum):
    """The policies (本院规定) known by name; every one is off until a court adopts it."""

    LOCAL_RULES = "LOCAL_RULES"
    LOOK_OUT = "LOOK_OUT"
    SHIELDING = "SHIELDING"
    FIRST_SUMMONS_DETENTION = "FIRST_SUMMONS_DETENTION"
    BROADCAST_EXPOSURE = "BROADCAST_EXPOSURE"
    ASSIGNMENT_CUT_OVER = "ASSIGNMENT_CUT_OVER"
    PAYMENT_TIERS = "PAYMENT_TIERS"
    TEAM_RATIO = "TEAM_RATIO"
