"""Whether evidence about a debtor may still be taken once a case is closed (结案后调查取证).

The article on the present procedure ended binds the court to query for five years and to
resume by itself; after them the applicant may still ask to resume whenever property is found.
So what two officers take from an institution is received there. No text speaks of evidence
in a case closed otherwise. With its end the court's power to investigate in it ends too: what
is learnt belongs to the case in which enforcement is asked for anew, or to restitution.

案件结案后能否继续调查取证。终结本次执行程序的，法院在五年内负有定期查询、发现财产即恢复执行的职责；
五年以后，申请执行人发现财产的仍可随时申请恢复，因此两名执行人员向协助单位调取的证据应当接收，供恢复
执行之用。以其他方式结案的，没有条文规定可以继续调查：该案的执行程序已经结束，法院在该案中的调查权
随之终止；再次申请执行、执行回转或者恢复执行的，在相应案件中登记。此点为条文未予明确时的理解。
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMINATION", "9"), ("CPL-INT", "517"), ("EW", "64"))
SINCE = date(2016, 12, 1)
MONTHS_OF_YEAR = 12


class EvidenceFor(StrEnum):
    """Name what evidence in a case serves: the case that runs, the court's watch, a new request."""

    RUNNING = "RUNNING"
    WATCH = "WATCH"
    RESUMPTION = "RESUMPTION"


@answers("EVIDENCE_AFTER_ENDING")
def evidence_after_ending(
    *, on: date, closed_on: date | None = None, is_ended_for_now: bool = False
) -> Finding[EvidenceFor]:
    """Say what evidence about a debtor serves in a case, by how and when it was closed.

    ``closed_on`` is None for a case that is not closed. ``is_ended_for_now``: it closed because
    its present procedure was ended (终结本次执行程序).
    """
    why = Reasons(on)
    if closed_on is None:
        why.step("案件尚未结案。", "The case is not closed.")
        return why.finding(EvidenceFor.RUNNING, "可以调查取证。", "Evidence may be taken.")
    if not is_ended_for_now:
        raise ClosingRefused(
            "ENDED_FOR_GOOD",
            message_zh=f"本案已于{closed_on}结案，且不是终结本次执行程序，不再调查取证。",
            message_en=f"The case closed on {closed_on}, and not for the present procedure only; "
            "evidence is no longer taken in it.",
            basis=cite("EW", 64, on=on),
            remedy_zh="再次申请执行、执行回转或者恢复执行立案后，在该案中登记。",
            remedy_en="Record it in the case in which enforcement or restitution is asked for.",
            field="case",
        )
    years = why.parameter("termination.years", max(closed_on, SINCE)).whole
    until = add_months(closed_on, years * MONTHS_OF_YEAR)
    if SINCE <= on <= until:
        why.step(
            f"终结本次执行程序后至{until}，法院依职权查询，发现财产的恢复执行。",
            f"Until {until} the court queries on its own motion, and property found resumes the "
            "case.",
            cite("TERMINATION", 9, on=on),
            value=until,
        )
        return why.finding(
            EvidenceFor.WATCH,
            "可以调查取证，作为恢复执行的线索。",
            "Evidence may be taken; it may lead to a resumption.",
        )
    why.step(
        "法院定期查询的期间以外，申请执行人发现财产的仍可随时申请恢复，不受时效限制。",
        "Outside the time of the court's own queries the applicant may still ask to resume, "
        "without limit of time.",
        find_citation("CPL-INT", 517, on=on),
    )
    return why.finding(
        EvidenceFor.RESUMPTION,
        "可以接收证据，供申请恢复执行之用。",
        "Evidence is received for a request to resume.",
    )


def _given(on: str, closed_on: str | None, *, for_now: bool = True) -> dict[str, object]:
    closed = None if closed_on is None else date.fromisoformat(closed_on)
    return {"on": date.fromisoformat(on), "closed_on": closed, "is_ended_for_now": for_now}


RULE = Rule(
    "EVIDENCE_AFTER_ENDING",
    BASIS,
    Days(date(2008, 4, 1)),
    evidence_after_ending,
    (
        Example(_given("2018-03-05", None, for_now=False), EvidenceFor.RUNNING),
        Example(_given("2022-08-31", "2017-08-31"), EvidenceFor.WATCH),
        Example(_given("2022-09-01", "2017-08-31"), EvidenceFor.RESUMPTION),
        Example(
            _given("2016-11-30", "2015-06-01"),
            EvidenceFor.RESUMPTION,
            note="规定施行以前 before the provisions",
        ),
        Example(_given("2018-03-05", "2018-03-01", for_now=False), refusal="ENDED_FOR_GOOD"),
    ),
    "结案后调查取证",
    "Evidence after a case closed",
    ("termination.years",),
    covers=("R-ZB-RECHECK", "R-ZB-RESUME"),
)
