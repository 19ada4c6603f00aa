"""Puts matters up, takes opinions and votes along the route, records who executed.

Routes are dated data of the courts room. A step names a post, or ``PANEL`` for a
collegial panel (合议庭), which must have voted in favour before the route goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.decisions import acts, models
from zhixing.decisions.bundles import (
    BundleSubmission,
    PutUp,
    Strike,
    decide_bundle,
    record_executions,
    submit_bundle,
    withdraw_bundle,
)
from zhixing.decisions.checks import (
    Ballot,
    DecisionRefused,
    approvers_of,
    check_opinion,
    check_panel,
    check_turn,
    check_withdrawal,
    decided,
    panel_of,
    wrong_turn,
)
from zhixing.decisions.proposals import is_judges_proposal
from zhixing.decisions.putting_up import Submission, new_matter, submitted
from zhixing.kernel.ids import new_id
from zhixing.law.instruments import cite
from zhixing.platform.principal import Principal

__all__ = [
    "Ballot",
    "BundleSubmission",
    "DecisionRefused",
    "PutUp",
    "Strike",
    "Submission",
    "decide_bundle",
    "give_opinion",
    "hold_panel",
    "record_execution",
    "record_executions",
    "submit_bundle",
    "submit_matter",
    "withdraw_bundle",
    "withdraw_matter",
]

PANEL = "PANEL"


def submit_matter(submission: Submission, on: date, *, by: Principal) -> UUID:
    """Put a matter up for decision along the route in force on that day.

    :raises DecisionRefused: the court has no route for this kind of matter.
    """
    chain = courts.get_approval_route(by.court_no, submission.code, on).steps
    route = ((PANEL,) if submission.needs_panel else ()) + tuple(str(step) for step in chain)
    matter = new_matter(submission, route, on, by)
    matter.save(force_insert=True)
    append(submitted(matter, submission, on), by=by)
    return matter.id


def give_opinion(
    matter_id: UUID, *, approve: bool, text: str, on: date, by: Principal, seen_hash: str = ""
) -> str:
    """Say yes or no on the step that waits for this post; gives the matter's state after it.

    What the platform proposed to a judge, the judge decides as whoever may order it; also
    after the director was called.

    ``seen_hash`` is the hash of what the approver saw; a matter that says
    something else now is not approved by mistake.

    :raises DecisionRefused: another post's turn, the applicant himself, decided
        before, a return without reason, or the contents changed.
    """
    matter = _open(matter_id, by)
    is_judges = is_judges_proposal(matter, by)
    require(by, Capability.ORDER_FREEZE if is_judges else Capability.APPROVE)
    if not is_judges:
        check_turn(matter, by)
    check_opinion(matter.payload_hash, seen_hash, text, approve=approve)
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
        raise wrong_turn(matter)
    check_panel(ballots, on, by)
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
    check_withdrawal(matter.applicant_person, reason, by)
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
    others = {matter.applicant_person, *approvers_of(matter), *panel_of(matter)}
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
    if matter.bundle_id is not None:
        raise DecisionRefused(
            "MATTER_IN_A_BUNDLE",
            message_zh="该事项随批次一并审批，不能单独处理。",
            message_en="The matter is decided together with its bundle.",
            remedy_zh="请打开所在批次审批；不同意的行可以剔除。",
            remedy_en="Open its bundle; what is not agreed to can be struck there.",
            field="matter",
        )
    if matter.state != "OPEN":
        raise decided()
    return matter


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
