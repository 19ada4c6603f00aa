"""The policies of a court about its search: by yield, by standing orders, and its checks.

All three are off until the court adopts them, and every number in them is the court's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy
from zhixing.institutions.kinds import PropertyKind, Tier
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.network.repeat_query import CostModel
from zhixing.law.network.search_order import Prior

BY_YIELD = "SEARCH_BY_YIELD"
STANDING_ORDERS = "STANDING_ORDERS"
FOUR_CHECKS = "FOUR_CHECKS"


@dataclass(frozen=True, slots=True)
class YieldTerms:
    """State by what a court orders its search: prior, wave, cost of a request by tier.

    ``worths`` says what a thing counts for whose worth no institution tells, by its kind.
    """

    prior: Prior
    wave: int
    costs: Mapping[Tier, Fen]
    worths: Mapping[PropertyKind, Fen] = field(default_factory=dict)

    def cost_of(self, institution: InstitutionView) -> Fen:
        """Give what one request to an institution costs."""
        return self.costs[institution.tier]


@dataclass(frozen=True, slots=True)
class StandingTerms:
    """State how long a standing order may run, on what it asks again, and the costs.

    ``signals`` are the kinds of news that ask again at once; ``longest_days`` bounds the term.
    """

    longest_days: int
    signals: tuple[str, ...]
    costs: Mapping[Tier, Fen]
    worth: Fen
    loss: int
    prior_arrivals: int
    prior_days: int
    shortest: int
    longest: int

    def model(self, round_cost: Fen) -> CostModel:
        """Give the model of costs for rounds of a cost."""
        return CostModel(
            round_cost,
            self.worth,
            self.loss,
            self.prior_arrivals,
            self.prior_days,
            self.shortest,
            self.longest,
        )


@dataclass(frozen=True, slots=True)
class CheckTerm:
    """State one check (查): its words, and the kinds of property any of which answers it."""

    code: str
    zh: str
    en: str
    kinds: tuple[PropertyKind, ...]


@dataclass(frozen=True, slots=True)
class ReportTerm:
    """State one report (报): its words, and the instrument that is it, by its template."""

    code: str
    zh: str
    en: str
    instrument: str


@dataclass(frozen=True, slots=True)
class ChecksTerms:
    """State a court's four checks and two reports (四查两报), however many it has of each."""

    checks: tuple[CheckTerm, ...]
    reports: tuple[ReportTerm, ...] = ()


def find_yield_terms(court_no: int, on: date) -> YieldTerms | None:
    """Find by what a court orders its search on a day; None where it asks all."""
    policy = find_policy(court_no, BY_YIELD, on)
    return None if policy is None else read_yield_terms({**policy.value})


def find_standing_terms(court_no: int, on: date) -> StandingTerms | None:
    """Find how a court keeps standing orders on a day; None where it has none."""
    policy = find_policy(court_no, STANDING_ORDERS, on)
    return None if policy is None else read_standing_terms({**policy.value})


def find_checks_terms(court_no: int, on: date) -> ChecksTerms | None:
    """Find a court's list of checks on a day; None where it has none."""
    policy = find_policy(court_no, FOUR_CHECKS, on)
    return None if policy is None else read_checks_terms({**policy.value})


@reads_policy(BY_YIELD)
def read_yield_terms(value: Json) -> YieldTerms:
    """Read the policy on the order of search.

    :raises Unreadable: a number is missing or not above zero.
    """
    terms = decode(YieldTerms, value)
    prior = terms.prior
    if not 0 < prior.hits <= prior.asked or prior.worth <= ZERO:
        raise Unreadable("prior", ("正数，查得不多于查询", "above zero, hits no more"), prior)
    if terms.wave < 1:
        raise Unreadable("wave", ("至少一个单位", "one institution at least"), terms.wave)
    _require_costs(terms.costs)
    return terms


@reads_policy(STANDING_ORDERS)
def read_standing_terms(value: Json) -> StandingTerms:
    """Read the policy on standing orders.

    :raises Unreadable: a number is missing or not above zero, or a signal is unknown.
    """
    terms = decode(StandingTerms, value)
    for name in ("longest_days", "loss", "prior_arrivals", "prior_days", "shortest"):
        if getattr(terms, name) < 1:
            raise Unreadable(name, ("大于零的整数", "a number above zero"), getattr(terms, name))
    if terms.longest < terms.shortest:
        raise Unreadable("longest", ("不短于最短间隔", "no less than shortest"), terms.longest)
    for n, signal in enumerate(terms.signals):
        if signal not in SIGNALS:
            raise Unreadable(f"signals[{n}]", ("线索的代码", "the code of a signal"), signal)
    if terms.worth <= ZERO:
        raise Unreadable("worth", ("大于零的金额", "an amount above zero"), terms.worth)
    _require_costs(terms.costs)
    return terms


@reads_policy(FOUR_CHECKS)
def read_checks_terms(value: Json) -> ChecksTerms:
    """Read the policy on four checks and two reports.

    :raises Unreadable: a check is empty, or a code stands twice.
    """
    terms = decode(ChecksTerms, value)
    codes = [c.code for c in terms.checks] + [r.code for r in terms.reports]
    if not terms.checks:
        raise Unreadable("checks", ("至少一项", "at least one"), [])
    if len(set(codes)) != len(codes):
        raise Unreadable("checks", ("互不相同的代码", "codes that differ"), codes)
    for n, check in enumerate(terms.checks):
        if not check.kinds or not check.zh.strip() or not check.en.strip():
            raise Unreadable(f"checks[{n}]", ("名称和财产种类", "words and kinds"), check.code)
    return terms


def _require_costs(costs: Mapping[Tier, Fen]) -> None:
    for tier in Tier:
        cost = costs.get(tier)
        if cost is None or cost <= ZERO:
            raise Unreadable(f"costs.{tier.value}", ("大于零的金额", "above zero"), cost)


SIGNALS: Mapping[str, tuple[str, str]] = {
    "ADDRESS": ("查得新地址", "a new address"),
    "EMPLOYER": ("查得工作单位", "an employer was found"),
    "ACCOUNT": ("查得账户线索", "an account elsewhere was found"),
    "DEFAULT": ("分期款违约", "an instalment in default"),
    "CORRECTION": ("协助单位更正反馈", "an answer was corrected"),
    "CHANGE_NOTICE": ("登记机关通知变动", "a registry told of a change"),
    "PAYMENT": ("被执行人付款", "the debtor paid"),
    "CLUE": ("申请执行人提供线索", "the creditor gave a clue"),
}
"""The kinds of news on which a standing order may ask again, in their words."""
