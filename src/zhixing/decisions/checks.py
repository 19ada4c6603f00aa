"""Who may decide, and what must hold before anybody does: refusals of the decisions room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.decisions import models
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.platform.principal import PostKind, Principal


class DecisionRefused(Refusal):
    """Say why a matter cannot be put up, decided or executed as asked."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """Hold one panel member's vote; ``role`` is PRESIDING or MEMBER."""

    person: UUID
    post: UUID
    role: str
    opinion: str
    in_favour: bool


def decided() -> DecisionRefused:
    """Make the refusal of what was decided already."""
    return DecisionRefused(
        "MATTER_DECIDED",
        message_zh="该事项已有结论，不能再次审批。",
        message_en="The matter has been decided.",
        field="matter",
    )


def check_opinion(contents_hash: str, seen_hash: str, text: str, *, approve: bool) -> None:
    """Insist that what is decided on was seen, and that a return says why.

    :raises DecisionRefused: it says something else now, or there is no reason.
    """
    if seen_hash and seen_hash != contents_hash:
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


def check_turn(matter: models.Matter | models.Bundle, by: Principal) -> None:
    """Insist that it is this post's turn, and another person's than who applied.

    :raises DecisionRefused: it is not.
    """
    if matter.waiting_kind != str(by.kind):
        raise wrong_turn(matter)
    if by.person == matter.applicant_person:
        raise DecisionRefused(
            "APPLICANT_APPROVES",
            message_zh="申请人不得审批自己提请的事项，一人两职仍为一人。",
            message_en="Whoever applied may not approve; one person in two posts is one person.",
            remedy_zh="请由另一名有审批权限的人员审批。",
            remedy_en="Ask another approver.",
            field="by",
        )
    if (
        isinstance(matter, models.Matter)
        and matter.is_coercive
        and by.person in approvers_of(matter)
    ):
        raise DecisionRefused(
            "APPROVED_BEFORE",
            message_zh="您已在前一步审批过该强制措施，一人两职仍为一人。",
            message_en="You approved this coercive measure at an earlier step; "
            "one person in two posts is one person.",
            remedy_zh="请由另一名有审批权限的人员审批。",
            remedy_en="Ask another approver.",
            field="by",
        )


def wrong_turn(matter: models.Matter | models.Bundle) -> DecisionRefused:
    """Make the refusal of whoever decides when another post has to."""
    return DecisionRefused(
        "NOT_YOUR_TURN",
        message_zh=f"该事项现待 {matter.waiting_kind} 处理。",
        message_en=f"The matter waits for {matter.waiting_kind}.",
        remedy_zh="请按审批路线由相应岗位办理。",
        remedy_en="The route names the post whose turn it is.",
        field="by",
    )


def check_panel(ballots: Sequence[Ballot], on: date, by: Principal) -> None:
    """Insist on an odd panel of different judges, one of them presiding.

    :raises DecisionRefused: it is another.
    """
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


def approvers_of(matter: models.Matter) -> set[UUID]:
    """Give the people who said yes so far."""
    return set(
        models.Opinion.objects.filter(
            court_no=matter.court_no, matter_id=matter.id, verdict="APPROVE"
        ).values_list("person", flat=True)
    )


def panel_of(matter: models.Matter) -> set[UUID]:
    """Give the people who sat on the panel."""
    votes = models.Vote.objects.filter(court_no=matter.court_no, matter_id=matter.id)
    return set(votes.values_list("person", flat=True))


def check_withdrawal(applicant: UUID, reason: str, by: Principal) -> None:
    """Check that whoever takes something back put it up, and says why.

    :raises DecisionRefused: ``NOT_YOUR_MATTER``, ``WITHDRAWAL_WITHOUT_REASON``.
    """
    if by.person != applicant:
        raise DecisionRefused(
            "NOT_YOUR_MATTER",
            message_zh="只有提请人可以撤回。",
            message_en="Only whoever put it up may withdraw it.",
            remedy_zh="请由提请人撤回，或由审批人退回。",
            remedy_en="Have it withdrawn by the applicant, or returned by an approver.",
            field="by",
        )
    if not reason.strip():
        raise DecisionRefused(
            "WITHDRAWAL_WITHOUT_REASON",
            message_zh="撤回须写明理由。",
            message_en="Say why it is withdrawn.",
            field="reason",
        )
