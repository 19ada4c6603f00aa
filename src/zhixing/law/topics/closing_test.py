"""Whether a case may be closed: the way of closing, the facts of the file, what is missing.

Facts not given are not shown, and count as missing. What does not arise in a case (nobody is
missing, no obstruction) is given as done. The five conditions of the law and a court’s own
are both data: the court’s own come in ``local``. With ``evidence`` every condition must name
the paper that shows it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.closing.conditions import NATIONAL, PARTS, LocalCondition
from zhixing.law.closing.ended import EndFacts, EndGround, closing_ended
from zhixing.law.closing.modes import Mode, closing_modes
from zhixing.law.closing.other_modes import GROUNDS, OtherGround, closing_other
from zhixing.law.closing.performed import closing_performed
from zhixing.law.closing.termination import (
    PRESIDENT,
    TOLD,
    ClosingTest,
    TerminationFacts,
    termination_test,
)
from zhixing.law.need import Missing
from zhixing.law.rule import Reasons
from zhixing.law.topics.topic import KNOWN_ON, Answer, Example, Most, Topic

NOTHING: Final = Fen(0)


class ClosingMode(StrEnum):
    """Name the way of closing."""

    PERFORMED = "performed"
    TERMINATED_THIS_PROCEDURE = "terminated_this_procedure"
    TERMINATED = "terminated"
    NOT_ENFORCED = "not_enforced"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    REJECTED = "rejected"


class ClosingGround(StrEnum):
    """Name the ground of ending, cancelling, refusing or rejecting."""

    WITHDRAWN = "withdrawn"
    SETTLED_AND_WITHDRAWN = "settled_and_withdrawn"
    INSTRUMENT_REVOKED = "instrument_revoked"
    DEBTOR_DEAD = "debtor_dead"
    SUPPORT_HOLDER_DEAD = "support_holder_dead"
    POOR_BORROWER = "poor_borrower"
    BANKRUPTCY_DECLARED = "bankruptcy_declared"
    THING_LOST = "thing_lost"
    SUIT_ON_SETTLEMENT = "suit_on_settlement"
    SETTLEMENT_OUTSIDE_COURT_PERFORMED = "settlement_outside_court_performed"
    UNIT_GONE = "unit_gone"
    OTHER_COURT_FILED_FIRST = "other_court_filed_first"
    JURISDICTION_UPHELD = "jurisdiction_upheld"
    ENTRUSTED = "entrusted"
    ENTRUSTING_RETURNED = "entrusting_returned"
    DUPLICATE = "duplicate"
    LIMITATION_UPHELD = "limitation_upheld"
    AWARD_REFUSED = "award_refused"
    NOTARIAL_REFUSED = "notarial_refused"
    ADMINISTRATIVE_REFUSED = "administrative_refused"
    CONDITIONS_NOT_MET = "conditions_not_met"


_MODES = {
    ClosingMode.WITHDRAWN: Mode.TERMINATED,
    ClosingMode.TRANSFERRED: Mode.CANCELLED,
}
_GROUNDS = {
    ClosingMode.WITHDRAWN: EndGround.WITHDRAWN.value,
    ClosingMode.TRANSFERRED: OtherGround.ENTRUSTED.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Hold a condition of the court’s own: its text, whether met, by what evidence."""

    code: Annotated[str, Most(60)]
    text: Annotated[str, Most(200)]
    met: bool
    evidence: Annotated[str, Most(200)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingFacts:
    """Hold the facts of the file on the day of closing.

    ``ground`` is needed where enforcement is ended, cancelled or refused; ``established``
    says that the ground of cancelling, refusing or rejecting is shown.
    """

    mode: ClosingMode
    on: date | None = None
    filed_on: date | None = None
    ground: ClosingGround | None = None
    established: bool = False
    outstanding: Fen | None = None
    held: Fen = NOTHING
    fee_settled: bool = False
    waived_in_writing: bool = False
    settlement_performed: bool = False
    investigated: bool = False
    notice_sent: bool = False
    report_ordered: bool = False
    report_verified: bool = False
    restricted: bool = False
    eligible_listed: bool = False
    clues_checked: bool = False
    network_queried: bool = False
    site_inquired: bool = False
    hidden_searched: bool = False
    audit_or_reward_done: bool = False
    nothing_disposable: bool = False
    missing_searched: bool = False
    obstruction_punished: bool = False
    crime_referred: bool = False
    applicant_told: bool = False
    applicant_signed: bool = False
    panel_reviewed: bool = False
    president_approved: bool = False
    in_writing: bool = False
    settlement_reached: bool = False
    revoking_instrument: bool = False
    no_estate: bool = False
    no_obligor: bool = False
    claim_is_support: bool = False
    debt_is_loan: bool = False
    no_income: bool = False
    unable_to_work: bool = False
    bankruptcy_declared: bool = False
    thing_lost: bool = False
    price_agreed: bool = False
    suit_accepted: bool = False
    no_property: bool = False
    no_party_to_add: bool = False
    local: Annotated[tuple[Own, ...], Most(100)] = ()
    evidence: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRequest:
    """Ask whether a case may be closed on its facts."""

    facts: ClosingFacts


@dataclass(frozen=True, slots=True)
class ClosingResult:
    """Say whether it may, which conditions are missing by code, and how each is made up."""

    permitted: bool
    missing: tuple[str, ...]
    remedies: tuple[Missing, ...]
    conditions: int


class ClosingAskedWrongly(Refusal):
    """Say which fact the way of closing needs or does not know."""


def _wrong(code: str, field: str, zh: str, en: str) -> ClosingAskedWrongly:
    return ClosingAskedWrongly(code, message_zh=zh, message_en=en, field=f"facts.{field}")


def _needed(facts: ClosingFacts, name: str) -> Any:
    value = getattr(facts, name)
    if value is None:
        raise _wrong(
            "MISSING",
            name,
            f"以 {facts.mode} 结案须给出 {name}。",
            f"Closing as {facts.mode} needs {name}.",
        )
    return value


def _part(kind: type[Any], facts: ClosingFacts) -> Any:
    return kind(**{f.name: getattr(facts, f.name) for f in dataclasses.fields(kind)})


def _mode(facts: ClosingFacts) -> Mode:
    return _MODES.get(facts.mode) or Mode(facts.mode.value)


def _ground(facts: ClosingFacts) -> str:
    fixed = _GROUNDS.get(facts.mode)
    if fixed is None and facts.mode is ClosingMode.REJECTED and facts.ground is None:
        return OtherGround.CONDITIONS_NOT_MET.value
    if fixed is not None and facts.ground not in (None, fixed):
        raise _wrong(
            "NOT_WITH_MODE",
            "ground",
            f"{facts.mode} 的事由只能是 {fixed}。",
            f"With {facts.mode} the ground can only be {fixed}.",
        )
    return fixed or str(_needed(facts, "ground").value)


def _test(facts: ClosingFacts, on: date) -> tuple[Finding[ClosingTest], int]:
    mode = _mode(facts)
    if mode is Mode.PERFORMED:
        performed = closing_performed(
            on=on,
            outstanding=_needed(facts, "outstanding"),
            held=facts.held,
            fee_settled=facts.fee_settled,
            waived_in_writing=facts.waived_in_writing,
            settlement_performed=facts.settlement_performed,
        )
        return performed, 3
    if mode is Mode.TERMINATED_THIS_PROCEDURE:
        return _terminate(facts, on)
    ground = _ground(facts)
    if mode is Mode.TERMINATED:
        if ground not in set(EndGround):
            raise _not_with_mode(facts, ground)
        return closing_ended(on=on, ground=EndGround(ground), facts=_part(EndFacts, facts)), 1
    if ground not in set(OtherGround) or GROUNDS[OtherGround(ground)][0] is not mode:
        raise _not_with_mode(facts, ground)
    other = closing_other(on=on, ground=OtherGround(ground), is_established=facts.established)
    return other, 1


def _not_with_mode(facts: ClosingFacts, ground: str) -> ClosingAskedWrongly:
    return _wrong(
        "NOT_WITH_MODE",
        "ground",
        f"{ground} 不是 {facts.mode} 的事由。",
        f"{ground} is no ground for {facts.mode}.",
    )


def _terminate(facts: ClosingFacts, on: date) -> tuple[Finding[ClosingTest], int]:
    filed_on = _needed(facts, "filed_on")
    if filed_on > on:
        raise _wrong(
            "AFTER_CLOSING",
            "filed_on",
            f"立案（{filed_on}）晚于结案（{on}）。",
            f"Filed ({filed_on}) after the closing ({on}).",
        )
    codes = [own.code for own in facts.local]
    for n, code in enumerate(codes):
        if code in codes[:n] or code in NATIONAL:
            raise _wrong(
                "DOUBLE_CODE",
                f"local[{n}].code",
                f"条件代码“{code}”重复。",
                f"The code {code!r} stands twice.",
            )
    local = tuple(LocalCondition(o.code, o.text, o.text, o.met, o.evidence) for o in facts.local)
    tested = termination_test(
        on=on, facts=_part(TerminationFacts, facts), local=local, evidence=facts.evidence
    )
    return tested, (5 if on >= date(2016, 12, 1) else 1) + len(local)


def answer(request: ClosingRequest) -> Answer:
    """Test a closing on its facts."""
    facts = request.facts
    on = facts.on or KNOWN_ON
    if on < date(2008, 4, 1):
        raise _wrong(
            "NOT_IN_FORCE",
            "on",
            "2008年4月1日以前的文本未收入。",
            "The texts before 1 April 2008 are not held.",
        )
    why = Reasons(on)
    try:
        why.adopt(closing_modes(on=on, mode=_mode(facts)))
        found, count = _test(facts, on)
    except ClosingAskedWrongly:
        raise
    except Refusal as refusal:
        why.step(
            refusal.message_zh + refusal.remedy_zh,
            f"{refusal.message_en} {refusal.remedy_en}",
            refusal.basis,
            value=refusal.code,
        )
        lacking = Missing(
            refusal.code,
            refusal.message_zh,
            refusal.message_en,
            refusal.remedy_zh,
            refusal.remedy_en,
        )
        result = ClosingResult(False, (refusal.code,), (lacking,), 0)
        return Answer(result, why.finding(result, refusal.message_zh, refusal.message_en))
    tested = why.adopt(found)
    result = ClosingResult(
        tested.permitted, tuple(m.code for m in tested.missing), tested.missing, count
    )
    return Answer(result, why.finding(result, found.conclusion_zh, found.conclusion_en))


_DONE = {
    need.code.lower(): True
    for need in (*(n for parts in PARTS.values() for n in parts), TOLD, PRESIDENT)
} | {"applicant_signed": True}


def _asked(mode: str, on: str, **facts: Any) -> dict[str, Any]:
    return {"facts": {"mode": mode, "on": on, **facts}}


_ENDED = "terminated_this_procedure"
TOPIC = Topic(
    "closing-test",
    "结案条件",
    "Conditions of closing",
    ClosingRequest,
    ClosingResult,
    answer,
    (
        Example(
            _asked(_ENDED, "2017-04-11", filed_on="2017-01-10", **_DONE),
            {"permitted": True, "missing": [], "conditions": 5},
        ),
        Example(
            _asked(_ENDED, "2017-04-10", filed_on="2017-01-10", **_DONE),
            {"permitted": False, "missing": ["THREE_MONTHS"]},
        ),
        Example(
            _asked(_ENDED, "2017-06-01", filed_on="2017-01-10", **{**_DONE, "restricted": False}),
            {"permitted": False, "missing": ["RESTRICTED"]},
        ),
        Example(
            _asked(
                _ENDED,
                "2017-06-01",
                filed_on="2017-01-10",
                local=[{"code": "L1", "text": "五项之一 one of five", "met": False}],
                **_DONE,
            ),
            {"permitted": False, "missing": ["L1"], "conditions": 6},
        ),
        Example(
            _asked("performed", "2017-06-01", outstanding="0.00", fee_settled=True),
            {"permitted": True},
        ),
        Example(
            _asked("performed", "2017-06-01", outstanding="0.01", fee_settled=True),
            {"permitted": False, "missing": ["PERFORMED"]},
        ),
        Example(_asked("withdrawn", "2017-06-01", in_writing=True), {"permitted": True}),
        Example(
            _asked("transferred", "2017-06-01"),
            {"permitted": False, "missing": ["ENTRUSTED_FILED"]},
        ),
        Example(
            _asked("terminated", "2017-06-01", ground="poor_borrower", debt_is_loan=True),
            {"permitted": False, "missing": ["NO_INCOME", "UNABLE_TO_WORK"]},
        ),
        Example(
            _asked(_ENDED, "2015-02-03", filed_on="2014-01-10"),
            {"permitted": False, "missing": ["UNKNOWN_MODE"]},
        ),
        Example(_asked("terminated", "2017-06-01"), error="MISSING"),
        Example(_asked("terminated", "2017-06-01", ground="duplicate"), error="NOT_WITH_MODE"),
        Example(_asked(_ENDED, "2017-06-01"), error="MISSING"),
        Example(_asked(_ENDED, "2017-06-01", found_gold=True), error="UNKNOWN_KEY"),
    ),
    ("CLOSING_ENDED", "CLOSING_MODES", "CLOSING_OTHER", "CLOSING_PERFORMED", "TERMINATION_TEST"),
)
