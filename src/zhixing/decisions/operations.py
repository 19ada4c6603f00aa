"""Puts matters up, takes opinions and votes along the route, records who executed.

Routes are dated data of the courts room. A step names a post, or ``PANEL`` for a
collegial panel (合议庭), which must have voted in favour before the route goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct, finding_reference
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.decisions import acts, models
from zhixing.kernel.canonical import digest, to_json
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.platform.principal import PostKind, Principal

PANEL = "PANEL"


class DecisionRefused(Refusal):
    """Say why a matter cannot be put up, decided or executed as asked."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Describe a matter: its code, what exactly is to be decided, and the findings behind it."""

    case: UUID
    code: str
    payload: Mapping[str, Any]
    summary_zh: str
    summary_en: str
    subject: UUID | None = None
    document: UUID | None = None
    is_coercive: bool = False
    needs_panel: bool = False
    findings: tuple[Finding[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """Hold one panel member's vote; ``role`` is PRESIDING or MEMBER."""

    person: UUID
    post: UUID
    role: str
    opinion: str
    in_favour: bool


def submit_matter(submission: Submission, on: date, *, by: Principal) -> UUID:
    """Put a matter up for decision along the route in force on that day.

    :raises DecisionRefused: the court has no route for this kind of matter.
    """
    chain = courts.get_approval_route(by.court_no, submission.code, on).steps
    route = ((PANEL,) if submission.needs_panel else ()) + tuple(str(step) for step in chain)
    payload = to_json(submission.payload)
    matter = models.Matter.objects.create(
        id=new_id(),
        court_no=by.court_no,
        case_id=submission.case,
        code=submission.code,
        subject_id=submission.subject,
        summary_zh=submission.summary_zh,
        summary_en=submission.summary_en,
        payload=payload,
        payload_hash=digest(payload),
        findings=[finding_reference(f) for f in submission.findings],
        document=submission.document,
        is_coercive=submission.is_coercive,
        applicant_person=by.person,
        applicant_post=by.post,
        opened_on=on,
        route=list(route),
        waiting_kind=route[0],
    )
    payload_act = acts.MatterSubmitted(matter.id, matter.code, matter.payload_hash, route)
    append(
        NewAct(
            submission.case,
            payload_act,
            on,
            findings=submission.findings,
            correlation=matter.id,
        ),
        by=by,
    )
    return matter.id


def give_opinion(
    matter_id: UUID, *, approve: bool, text: str, on: date, by: Principal, seen_hash: str = ""
) -> str:
    """Say yes or no on the step that waits for this post; gives the matter's state after it.

    ``seen_hash`` is the hash of what the approver saw; a matter that says
    something else now is not approved by mistake.

    :raises DecisionRefused: another post's turn, the applicant himself, decided
        before, a return without reason, or the contents changed.
    """
    require(by, Capability.APPROVE)
    matter = _open(matter_id, by)
    _check_turn(matter, by)
    if seen_hash and seen_hash != matter.payload_hash:
        raise DecisionRefused(
            "MATTER_CHANGED",
            message_zh="审批内容与您所见不一致，请重新查看。",
            message_en="The matter is not what you saw; look at it again.",
            field="seen_hash",
        )
    if not approve and not text.strip():
        raise DecisionRefused(
            "RETURN_WITHOUT_REASON",
            message_zh="退回须写明理由。",
            message_en="Say why the matter is returned.",
            field="text",
        )
    models.Opinion.objects.create(
        id=new_id(),
        court_no=by.court_no,
        matter_id=matter.id,
        step=matter.step,
        person=by.person,
        post=by.post,
        post_kind=str(by.kind),
        verdict="APPROVE" if approve else "RETURN",
        text=text.strip(),
        given_on=on,
    )
    verdict = "APPROVE" if approve else "RETURN"
    opinion = acts.OpinionGiven(matter.id, matter.code, matter.step, verdict)
    append(NewAct(matter.case_id, opinion, on, correlation=matter.id), by=by)
    if not approve:
        return _return(matter, text.strip(), on, by)
    return _advance(matter, on, by)


def hold_panel(
    matter_id: UUID, ballots: Sequence[Ballot], minutes: str, on: date, *, by: Principal
) -> bool:
    """Record a collegial panel's deliberation and go on, or return the matter if it was lost.

    The majority decides; a minority opinion is kept as written. The judge who put the
    matter up may sit, as handlers do; approving and executing are then for others.

    :raises DecisionRefused: not the panel's turn, an even panel or fewer than
        three, one person twice, not exactly one presiding, or somebody whose post
        is no judge's or does not vote.
    """
    require(by, Capability.RECORD)
    matter = _open(matter_id, by)
    if matter.waiting_kind != PANEL:
        raise _wrong_turn(matter)
    _check_panel(ballots, on, by)
    models.Vote.objects.bulk_create(
        models.Vote(
            id=new_id(),
            court_no=by.court_no,
            matter_id=matter.id,
            person=ballot.person,
            post=ballot.post,
            role=ballot.role,
            opinion=ballot.opinion,
            in_favour=ballot.in_favour,
            voted_on=on,
        )
        for ballot in ballots
    )
    in_favour = sum(ballot.in_favour for ballot in ballots)
    against = len(ballots) - in_favour
    payload = acts.PanelDeliberated(
        matter.id,
        matter.code,
        tuple(b.person for b in ballots),
        in_favour,
        against,
        minutes.strip(),
    )
    append(NewAct(matter.case_id, payload, on, correlation=matter.id), by=by)
    if in_favour > against:
        _advance(matter, on, by)
        return True
    _return(matter, "合议庭多数意见不同意 / the panel's majority was against", on, by)
    return False


def withdraw_matter(matter_id: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Take back a matter one put up, before it is decided (撤回); it has no effect.

    :raises DecisionRefused: somebody else put it up, it is decided, or no reason is given.
    """
    require(by, Capability.RECORD)
    matter = _open(matter_id, by)
    if by.person != matter.applicant_person:
        raise DecisionRefused(
            "NOT_YOUR_MATTER",
            message_zh="只有提请人可以撤回。",
            message_en="Only whoever put the matter up may withdraw it.",
            remedy_zh="请由提请人撤回，或由审批人退回。",
            remedy_en="Have it withdrawn by the applicant, or returned by an approver.",
            field="by",
        )
    if not reason.strip():
        raise DecisionRefused(
            "WITHDRAWAL_WITHOUT_REASON",
            message_zh="撤回须写明理由。",
            message_en="Say why the matter is withdrawn.",
            field="reason",
        )
    matter.state, matter.waiting_kind, matter.decided_on = "WITHDRAWN", "", on
    matter.save(update_fields=["state", "waiting_kind", "decided_on"])
    withdrawn = acts.MatterWithdrawn(matter.id, matter.code, reason.strip())
    append(NewAct(matter.case_id, withdrawn, on, correlation=matter.id), by=by)


def record_execution(
    matter_id: UUID, on: date, *, by: Principal, officers: Mapping[UUID, UUID] | None = None
) -> None:
    """Record who carried a decided matter out; coercion needs a third person.

    ``officers`` are those who took part beside ``by``, each person with the post held;
    what is asked of ``by`` is asked of each of them.

    :raises DecisionRefused: it is not approved, or a person who applied, voted or approved
        executes it.
    """
    matter = models.Matter.objects.select_for_update().get(court_no=by.court_no, id=matter_id)
    if matter.state not in ("APPROVED", "EXECUTED"):
        raise DecisionRefused(
            "NOT_APPROVED",
            message_zh="该事项尚未批准，不得执行。",
            message_en="The matter is not approved and must not be carried out.",
            remedy_zh="请等待审批完成。",
            remedy_en="Wait for the decision.",
            field="matter",
        )
    executors = {**(officers or {}), by.person: by.post}
    others = {matter.applicant_person, *_approvers(matter), *_panel_of(matter)}
    if matter.is_coercive and not others.isdisjoint(executors):
        raise DecisionRefused(
            "COERCION_NEEDS_THREE_PEOPLE",
            message_zh="强制措施的申请、批准、实施须由三个不同的人分别进行。",
            message_en="Coercion needs applicant, approver and executor to be three people.",
            basis=cite("CPL", 119, on=on),
            remedy_zh="请由未参与申请、评议和批准的司法警察实施。",
            remedy_en="Let an officer who neither applied, voted nor approved execute it.",
            field="by" if by.person in others else "officers",
        )
    models.Execution.objects.bulk_create(
        models.Execution(
            id=new_id(),
            court_no=by.court_no,
            matter_id=matter.id,
            person=person,
            post=post,
            executed_on=on,
        )
        for person, post in executors.items()
    )
    matter.state = "EXECUTED"
    matter.save(update_fields=["state"])


def _open(matter_id: UUID, by: Principal) -> models.Matter:
    matter = models.Matter.objects.select_for_update().get(court_no=by.court_no, id=matter_id)
    if matter.state != "OPEN":
        raise DecisionRefused(
            "MATTER_DECIDED",
            message_zh="该事项已有结论，不能再次审批。",
            message_en="The matter has been decided.",
            field="matter",
        )
    return matter


def _check_turn(matter: models.Matter, by: Principal) -> None:
    if matter.waiting_kind != str(by.kind):
        raise _wrong_turn(matter)
    if by.person == matter.applicant_person:
        raise DecisionRefused(
            "APPLICANT_APPROVES",
            message_zh="申请人不得审批自己提请的事项，一人两职仍为一人。",
            message_en="Whoever applied may not approve; one person in two posts is one person.",
            remedy_zh="请由另一名有审批权限的人员审批。",
            remedy_en="Ask another approver.",
            field="by",
        )
    if matter.is_coercive and by.person in _approvers(matter):
        raise DecisionRefused(
            "APPROVED_BEFORE",
            message_zh="您已在前一步审批过该强制措施，一人两职仍为一人。",
            message_en="You approved this coercive measure at an earlier step; "
            "one person in two posts is one person.",
            remedy_zh="请由另一名有审批权限的人员审批。",
            remedy_en="Ask another approver.",
            field="by",
        )


def _wrong_turn(matter: models.Matter) -> DecisionRefused:
    return DecisionRefused(
        "NOT_YOUR_TURN",
        message_zh=f"该事项现待 {matter.waiting_kind} 处理。",
        message_en=f"The matter waits for {matter.waiting_kind}.",
        remedy_zh="请按审批路线由相应岗位办理。",
        remedy_en="The route names the post whose turn it is.",
        field="by",
    )


def _check_panel(ballots: Sequence[Ballot], on: date, by: Principal) -> None:
    people = {ballot.person for ballot in ballots}
    presiding = sum(ballot.role == "PRESIDING" for ballot in ballots)
    holders = {p.post: p for p in courts.list_principals(by.court_no, on)}
    judges = {
        post
        for post, p in holders.items()
        if p.kind in (PostKind.JUDGE, PostKind.DIRECTOR, PostKind.VICE_PRESIDENT)
        and p.may(Capability.VOTE)
    }
    sits = all(b.post in judges and holders[b.post].person == b.person for b in ballots)
    odd = len(ballots) % 2 == 1 and len(ballots) >= 3
    if not (odd and len(people) == len(ballots) and presiding == 1 and sits):
        raise DecisionRefused(
            "PANEL_NOT_PROPER",
            message_zh="合议庭由三人以上单数的审判人员组成，其中审判长一人，且互不重复。",
            message_en="A panel has an odd number of at least three different judges, "
            "one of them presiding.",
            basis=find_citation("CPL", 40, on=on),
            remedy_zh="请核对合议庭成员及其岗位。",
            remedy_en="Check the members and their posts.",
            field="ballots",
        )


def _approvers(matter: models.Matter) -> set[UUID]:
    return set(
        models.Opinion.objects.filter(
            court_no=matter.court_no, matter_id=matter.id, verdict="APPROVE"
        ).values_list("person", flat=True)
    )


def _panel_of(matter: models.Matter) -> set[UUID]:
    votes = models.Vote.objects.filter(court_no=matter.court_no, matter_id=matter.id)
    return set(votes.values_list("person", flat=True))


def _advance(matter: models.Matter, on: date, by: Principal) -> str:
    matter.step += 1
    if matter.step < len(matter.route):
        matter.waiting_kind = matter.route[matter.step]
        matter.save(update_fields=["step", "waiting_kind"])
        return matter.state
    matter.state, matter.waiting_kind, matter.decided_on = "APPROVED", "", on
    matter.save(update_fields=["step", "state", "waiting_kind", "decided_on"])
    approved = acts.MatterApproved(matter.id, matter.code)
    append(NewAct(matter.case_id, approved, on, correlation=matter.id), by=by)
    return matter.state


def _return(matter: models.Matter, reason: str, on: date, by: Principal) -> str:
    matter.state, matter.waiting_kind, matter.decided_on = "RETURNED", "", on
    matter.save(update_fields=["state", "waiting_kind", "decided_on"])
    returned = acts.MatterReturned(matter.id, matter.code, reason)
    append(NewAct(matter.case_id, returned, on, correlation=matter.id), by=by)
    return matter.state
