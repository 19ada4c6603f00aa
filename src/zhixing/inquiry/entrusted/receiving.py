"""Operations of the court that takes an entrusted case on: receive, ask, tell, send back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from zhixing.cases import queries as cases
from zhixing.cases.acts import Filing
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.operations import receive_application
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy
from zhixing.inquiry.entrusted.chapter import TakenOn
from zhixing.inquiry.entrusted.receiving_acts import (
    EntrustedFilingTold,
    EntrustedPapersAsked,
    EntrustedPapersCame,
    EntrustedReceived,
    EntrustedReturnApproved,
    EntrustedReturned,
)
from zhixing.inquiry.entrusted.sending import require_papers
from zhixing.inquiry.entrusted.values import (
    EntrustedLetter,
    EntrustedPackage,
    EntrustReturnOrder,
    PapersSupplied,
)
from zhixing.inquiry.values import refuse
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import decode
from zhixing.law.entrusting.case import EntrustStep, entrusting
from zhixing.law.entrusting.papers import PAPERS, EntrustPaper, entrusting_papers
from zhixing.law.entrusting.returning import entrusting_return
from zhixing.law.instruments import find_citation
from zhixing.platform.principal import Principal

POLICY = "ENTRUST_RETURN"


@dataclass(frozen=True, slots=True)
class ReturnTerms:
    """Say whether what counts as taken back also needs the high court's leave to go back."""

    leave_for_taken_back: bool = True


@reads_policy(POLICY)
def read_return_terms(value: Json) -> ReturnTerms:
    """Read the policy on returning entrusted cases.

    :raises Unreadable: it is not true or false.
    """
    return decode(ReturnTerms, value)


def return_terms(court_no: int, on: date) -> ReturnTerms:
    """Give the court's policy on returning entrusted cases, or the default."""
    policy = find_policy(court_no, POLICY, on)
    return ReturnTerms() if policy is None else read_return_terms({**policy.value})


def receive_entrusted(package: EntrustedPackage, on: date, *, by: Principal) -> tuple[UUID, str]:
    """Take in a case that a court of this platform entrusts; gives the case and its number.

    The application is recorded as it came; whether to file it is for this court to decide,
    within the seven days that run from today. The same package again changes nothing.

    :raises FilingRefused: it cannot even be recorded.
    """
    require(by, Capability.RECORD)
    clerk = replace(by, capabilities=by.capabilities | {Capability.FILE_CASE.value})
    filed = receive_application(package.application, by=clerk, on=on)
    if cases.facts_now(by.court_no, filed.case).of(TakenOn).key is None:
        payload = EntrustedReceived(
            package.key,
            package.court,
            package.case_no,
            package.letter,
            package.papers,
            package.controls,
            package.payments,
            package.waived,
            package.court_no,
        )
        findings = (entrusting_papers(on=on, papers=package.papers), _received(on))
        append(NewAct(filed.case, payload, on, findings=findings, correlation=package.key), by=by)
    return filed.case, filed.number


def record_entrusted_letter(letter: EntrustedLetter, on: date, *, by: Principal) -> UUID:
    """Record that a case of this court came with a letter of entrustment; gives its key.

    :raises InquiryRefused: it is recorded already, the case is closed, or court, number or
        letter is not named.
    """
    require(by, Capability.RECORD)
    lock_case(letter.case, by)
    facts = cases.facts_now(by.court_no, letter.case)
    if facts.of(TakenOn).key is not None or facts.of(Closure).closed_on is not None:
        raise refuse(
            "RECEIVED_ALREADY",
            "本案的委托已经登记，或者本案已经结案。",
            "The entrusting is recorded, or the case is closed.",
            field="case",
        )
    for field in ("court", "case_no", "letter"):
        if not getattr(letter, field).strip():
            raise refuse(
                "LETTER_INCOMPLETE",
                "请填写委托法院、原案号和委托函文号。",
                "State the sending court, its case number and its letter.",
                field=field,
            )
    key = uuid5(letter.case, letter.letter.strip())
    payload = EntrustedReceived(
        key, letter.court.strip(), letter.case_no.strip(), letter.letter.strip(), letter.papers
    )
    findings = (entrusting_papers(on=on, papers=letter.papers), _received(on))
    append(NewAct(letter.case, payload, on, findings=findings, correlation=key), by=by)
    return key


def ask_entrusted_papers(
    case: UUID, wanted: tuple[EntrustPaper, ...], note: str, on: date, *, by: Principal
) -> UUID:
    """Ask the sending court to complete its papers (补办材料函); gives the letter's draft.

    :raises InquiryRefused: the case was not taken on, papers are awaited already, or none is named.
    """
    require(by, Capability.RECORD)
    known, _ = _taken(case, by)
    if known.asked_on is not None and known.answered_on is None:
        raise refuse(
            "ASKED_ALREADY",
            "已经要求补办，尚未答复。",
            "They are asked for; no answer yet.",
            field="wanted",
        )
    require_papers(wanted, note, "wanted")
    found = entrusting(on=on, step=EntrustStep.PAPERS_ASKED, happened_on=on)
    data = {
        "sender": known.court,
        "sender_no": known.case_no,
        "entrust_letter": known.letter,
        "wanted": [PAPERS[p][0] for p in wanted],
        "note": note.strip(),
        "due_on": found.value.by,
    }
    letter = draft_instrument(Draft(case, "ENTRUSTED_PAPERS_REQUEST", data), on, by=by)
    payload = EntrustedPapersAsked(wanted, note.strip(), letter)
    append(NewAct(case, payload, on, findings=(found,), correlation=known.key), by=by)
    told = {"wanted": [p.value for p in wanted], "note": note.strip()}
    _tell(known, "WANTED", told, on)
    return letter


def record_entrusted_papers(
    case: UUID, given: PapersSupplied, on: date, *, by: Principal
) -> UUID | None:
    """Record what the sending court supplied or how it explained itself; gives the act.

    None: nothing was awaited any more.

    :raises InquiryRefused: the case was not taken on, or neither paper nor reason is given.
    """
    require(by, Capability.RECORD)
    known, _ = _taken(case, by)
    if known.asked_on is None or known.answered_on is not None:
        return None
    require_papers(given.papers, given.explanation, "papers")
    payload = EntrustedPapersCame(given.papers, given.explanation.strip())
    return append(NewAct(case, payload, on, correlation=known.key), by=by).act


def tell_entrusted_filing(case: UUID, officer: str, phone: str, on: date, *, by: Principal) -> UUID:
    """Tell the sending court of the filing and who handles the case; gives the letter's draft.

    From the filing six months run; after them the applicant may turn to the higher court.

    Law: Provisions on Entrusted Enforcement arts. 7, 11.

    :raises InquiryRefused: the case was not taken on or not filed, it was told already, or no
        officer or telephone is named.
    """
    require(by, Capability.RECORD)
    known, facts = _taken(case, by)
    filed_on = facts.of(Filing).filed_on
    if filed_on is None or known.told_on is not None:
        raise refuse(
            "NOT_FILED" if filed_on is None else "TOLD_ALREADY",
            "本案尚未立案，或者已经告知委托法院。",
            "The case is not filed yet, or the sending court was told.",
            field="case",
            basis=find_citation("ENTRUSTING", 7, on=on),
        )
    if not officer.strip() or not phone.strip():
        raise refuse(
            "OFFICER",
            "请填写承办人和联系电话。",
            "State the officer and the telephone.",
            field="phone" if officer.strip() else "officer",
        )
    found = entrusting(on=on, step=EntrustStep.FILED, happened_on=filed_on)
    data = {
        "sender": known.court,
        "sender_no": known.case_no,
        "entrust_letter": known.letter,
        "filed_on": filed_on,
        "officer": officer.strip(),
        "phone": phone.strip(),
    }
    notice = draft_instrument(Draft(case, "ENTRUSTED_FILING_NOTICE", data), on, by=by)
    payload = EntrustedFilingTold(filed_on, officer.strip(), phone.strip(), notice)
    append(NewAct(case, payload, on, findings=(found,), correlation=known.key), by=by)
    told = {
        "there_no": facts.of(Filing).number,
        "filed_on": filed_on.isoformat(),
        "officer": officer.strip(),
        "phone": phone.strip(),
    }
    _tell(known, "FILED", told, on)
    return notice


def approve_entrusting_return(case: UUID, approval: str, on: date, *, by: Principal) -> UUID:
    """Record that the high court agreed to the return (同意退回委托); gives the act.

    :raises InquiryRefused: the case was not taken on, it is recorded, or no number is given.
    """
    require(by, Capability.RECORD)
    known, _ = _taken(case, by)
    if known.approved_on is not None:
        raise refuse("APPROVED_ALREADY", "已经登记。", "It is recorded already.", field="approval")
    if not approval.strip():
        raise refuse(
            "APPROVAL",
            "请填写高级人民法院同意退回的文号。",
            "State the number of the high court's agreement.",
            field="approval",
            basis=find_citation("ENTRUSTING", 9, on=on),
        )
    found = entrusting(on=on, step=EntrustStep.RETURN_AGREED, happened_on=on)
    payload = EntrustedReturnApproved(approval.strip())
    return append(NewAct(case, payload, on, findings=(found,), correlation=known.key), by=by).act


def return_entrusted(order: EntrustReturnOrder, on: date, *, by: Principal) -> UUID:
    """Return an entrusted case to the court that sent it (退回函); gives the letter's draft.

    A filed case is then put up to be cancelled; one not yet filed ends with the return.

    Law: Provisions on Entrusted Enforcement arts. 8, 9.

    :raises EntrustRefused: the high court has not agreed, or the ground is not there.
    :raises InquiryRefused: the case was not taken on, is closed, or no reason is stated.
    """
    require(by, Capability.CLOSE)
    known, facts = _taken(order.case, by)
    if not order.reason.strip():
        raise refuse("REASON", "请写明退回理由。", "State the reason.", field="reason")
    filed = facts.of(Filing).filed_on is not None
    terms = return_terms(by.court_no, on)
    found = entrusting_return(
        on=on,
        ground=order.ground,
        approved_on=known.approved_on,
        papers_asked_on=known.asked_on,
        answered=known.answered_on is not None,
        filed=filed,
        leave_for_taken_back=terms.leave_for_taken_back,
    )
    data = {
        "sender": known.court,
        "sender_no": known.case_no,
        "entrust_letter": known.letter,
        "approval": known.return_approval,
        "reason": order.reason.strip(),
        "papers": [PAPERS[EntrustPaper(p)][0] for p in known.papers],
        "was_filed": filed,
    }
    letter = draft_instrument(Draft(order.case, "ENTRUSTED_RETURN_LETTER", data), on, by=by)
    payload = EntrustedReturned(order.ground, order.reason.strip(), letter, filed)
    append(NewAct(order.case, payload, on, findings=(found,), correlation=known.key), by=by)
    told = {"ground": order.ground.value, "reason": order.reason.strip()}
    _tell(known, "BACK", told, on)
    return letter


def _received(on: date) -> Any:
    return entrusting(on=on, step=EntrustStep.LETTER_RECEIVED, happened_on=on)


def _taken(case: UUID, by: Principal) -> tuple[TakenOn, Facts]:
    """Lock the case and give from whom it was taken on, with its facts.

    :raises InquiryRefused: it was not, went back, or is closed.
    """
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    known = facts.of(TakenOn)
    if not known.is_here or facts.of(Closure).closed_on is not None:
        raise refuse(
            "NOT_TAKEN_ON",
            "本案不是在办的受托案件。",
            "This is no entrusted case that is open here.",
            field="case",
        )
    return known, facts


def _tell(known: TakenOn, kind: str, told: Mapping[str, Any], on: date) -> None:
    """Let the sending court know through the platform, where it lives there."""
    if known.court_no is None or known.key is None:
        return
    from zhixing.inquiry.entrusted.tasks import tell_sender

    tell_sender.defer(
        court_no=known.court_no,
        case_no=known.case_no,
        order=str(known.key),
        kind=kind,
        told=dict(told),
        on=on.isoformat(),
    )
