"""Asks the law which steps a case's facts permit, and refuses those they do not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhixing.cases.debt import debt_on
from zhixing.cases.docket.chapters import CaseClock, Closure, Debt, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.clock.case_clock import Exclusion
from zhixing.law.procedure.compute import permission
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType, CaseFacts

STAYS = frozenset({Exclusion.SUSPENSION, Exclusion.DEFERRAL, Exclusion.SUPERIOR_DEFERRAL})
"""The excluded periods in which enforcement stands still."""


ENDED_FOR_NOW = "PRESENT_PROCEDURE"
"""How a case is closed whose present procedure was ended (终结本次执行程序)."""


class StepRefused(Refusal):
    """Say which condition of the law a step does not meet, and what would meet it."""


def law_facts(facts: Facts, on: date, *, with_debt: bool = True) -> CaseFacts:
    """Give what the law of procedure needs to know of a case; rooms add their subject.

    Without ``with_debt`` what is owed is not reckoned, for steps that do not ask for it.
    """
    progress, debt = facts.of(Progress), facts.of(Debt)
    stayed = any(r.kind in STAYS and on in r.days for r in facts.of(CaseClock).excluded)
    return CaseFacts(
        received_on=progress.reached.get("APPLICATION_RECEIVED"),
        filed_on=progress.reached.get("FILED"),
        closed_on=facts.of(Closure).closed_on,
        is_ended_for_now=facts.of(Closure).mode == ENDED_FOR_NOW,
        is_stayed=stayed,
        settlement_stands=settlement_stands(facts, on),
        notice_sent_on=progress.reached.get("NOTICE_SENT"),
        notice_expires_on=progress.reached.get("NOTICE_EXPIRES"),
        outstanding=outstanding(facts, on) if with_debt and debt.obligations else None,
    )


def outstanding(facts: Facts, on: date) -> Fen:
    """Give what is owed on a day: what a living settlement leaves, else the title's debt."""

    def owed() -> Fen:
        found = debt_on(facts, on).value
        return found.total if found.agreed_outstanding is None else found.agreed_outstanding

    return facts.once(("outstanding", on), owed)


def title_outstanding(facts: Facts, on: date) -> Fen:
    """Give the title's debt on a day: a settlement lessens it only once it is performed.

    While a settlement is being performed the title may revive, so what is controlled for it
    stays. Law: 执行和解规定 arts. 3, 8, 9; CPL art. 241.
    """

    def owed() -> Fen:
        found = debt_on(facts, on).value
        return found.total if found.agreed_outstanding != 0 else found.agreed_outstanding

    return facts.once(("title_outstanding", on), owed)


def settlement_stands(facts: Facts, on: date) -> bool:
    """Say whether a settlement is still to be performed, kept until now or not."""
    agreed_on = facts.of(Debt).agreed_on
    if facts.of(Debt).agreed_total is None or agreed_on is None or agreed_on > on:
        return False
    return outstanding(facts, on) > 0


def require_step(step: ActType, facts: CaseFacts, on: date) -> Finding[Permission]:
    """Give the finding that permits a step.

    :raises StepRefused: a condition does not hold; it names the first one and its remedy.
    """
    finding = permission(step, facts, on)
    refused = step_refusal(finding)
    if refused is not None:
        raise refused
    return finding


def step_refusal(
    finding: Finding[Permission], supplied: Collection[str] = ()
) -> StepRefused | None:
    """Give the refusal a finding amounts to, the conditions in ``supplied`` left to be met."""
    first = next((o for o in finding.value.obstacles if o.code not in supplied), None)
    if first is None:
        return None
    failed = (s for s in finding.steps if s.value is False)
    own = next((s for s in failed if s.text_zh.rpartition("：")[0] in first.message_zh), None)
    basis = own.basis if own is not None else None
    return StepRefused(
        first.code,
        message_zh=first.message_zh,
        message_en=first.message_en,
        basis=basis,
        remedy_zh=first.remedy_zh,
        remedy_en=first.remedy_en,
    )
