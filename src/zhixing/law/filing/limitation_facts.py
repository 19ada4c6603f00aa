"""The facts on which the period for applying (申请执行时效) depends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LimitationTitle(StrEnum):
    """Name the titles; only notarial and administrative ones have rules of their own."""

    CIVIL = "civil"
    JUDGMENT = "judgment"
    MEDIATION = "mediation"
    PAYMENT_ORDER = "payment_order"
    ARBITRAL_AWARD = "arbitral_award"
    NEGATIVE_DUTY = "negative_duty"
    NOTARIAL = "notarial"
    ADMINISTRATIVE = "administrative"


class Round(StrEnum):
    """Name why enforcement is asked for: at first, or again."""

    FIRST = "first"
    AFTER_ROUND_ENDED = "after_round_ended"
    CONTINUED = "continued"
    AFTER_WITHDRAWAL = "after_withdrawal"


class Interruption(StrEnum):
    """Name what starts the period anew."""

    APPLICATION = "application"
    SETTLEMENT = "settlement"
    DEMAND = "demand"
    AGREEMENT = "agreement"
    NOTARIAL_CERTIFICATE = "notarial_certificate"


class InstalmentText(StrEnum):
    """Name which text governs instalments asked for since 2022: the text of the day of
    application, or the older text for periods that had ended under it."""

    BY_APPLICATION = "by_application"
    BY_EXPIRY = "by_expiry"


class Suspension(StrEnum):
    """Name what follows an obstacle: the rest of the period, or six months."""

    CONTINUE = "continue"
    SIX_MONTHS = "six_months"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Hold one interruption; ``until`` is the last day agreed for performance."""

    on: date
    kind: Interruption
    until: date | None = None

    @property
    def restart_on(self) -> date:
        """Give the day from which the period runs anew."""
        return self.until if self.until is not None and self.until > self.on else self.on


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Hold the first and the last day of an obstacle to applying."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Term:
    """Hold the length of the period: in months, and whether the text of 1991 set it."""

    months: int
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class LastDay:
    """Hold one performance period with the last day to apply, and the earliest and the
    latest last day over the conventions the law leaves open."""

    due_on: date
    last_day: date
    low: date
    high: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Limitation:
    """Hold the last days, whether filing is accepted, and whether the debtor’s objection
    would bar enforcement. Without a period (``last_days`` empty) nothing lapses."""

    last_days: tuple[LastDay, ...]
    filing_accepted: bool
    late_if_objected: bool
    missing_year: int | None = None
